"""A proposal that lost a reader has as many again as it had."""

from judging.domain.desk import assigning
from judging.models import Assignment


def give_one_more(stage, code, *, at):
    """Give one proposal, by code, to one reader more. Raises Infeasible where nobody is left to read it."""
    panel, dossiers, pairs = assigning.draw_further(stage, [code], at=at)
    assigning.write(stage, panel, dossiers, pairs, at=at)


def is_short(stage, proposal):
    """Whether a proposal has fewer readers in a stage than it had, further reads included; one query."""
    given = Assignment.objects.filter(stage=stage, proposal=proposal).order_by("pk")
    due, left, standing = 0, [], 0
    for came, gone in given.values_list("assigned_at", "recused_at"):
        # Whoever came when somebody was missing came in that place.
        if earlier := next((one for one in left if one <= came), None):
            left.remove(earlier)
        else:
            due += 1
        if gone:
            left.append(gone)
        else:
            standing += 1
    return standing < due
