"""What an edition planned that every card of a stage shows: its criteria and its questions, kept by the process.

Their tables count up when they change (`accounts.models.printing`), and the question for an assignment brings the
number (`beside_cards.beside`): under the same one the same stands. One that was not asked for it finds them anew.
"""

from django.db.models import prefetch_related_objects

from accounts.reading.printing import while_it_stands
from proposals.reading import shown


def rubric_of(assignment):
    """The rubric of the assignment's stage, with its criteria; nobody changes it. One query where it is not kept."""
    name = "rubric", assignment.stage.rubric_id
    return while_it_stands(name, printing_of(assignment), lambda: with_criteria(assignment.stage.rubric))


def with_criteria(rubric):
    """A rubric that has read its criteria."""
    prefetch_related_objects([rubric], "criteria")
    return rubric


def asked_of(assignment):
    """What the edition asked of its proposals. Two queries where it is not kept."""
    return shown.asked_of(assignment.stage.edition_id, printing_of(assignment))


def printing_of(assignment):
    """The number that came with the assignment, None where none did."""
    return getattr(assignment, "printing", None)
