"""What an outsider was given to read anew, and the card it is marked on."""

from django.db.models import Case, Exists, F, When

from accounts.models.asked_often import asked_often
from competitions.models import Level
from judging.domain.judges import pacts
from judging.models import Rereading, has_signed
from judging.reading.desk import beside_cards, desk
from proposals.models import neutral_title


def held_by(user):
    """What somebody was given to read anew, the earliest deadline first; one query."""
    return (
        Rereading.objects.held_by(user)
        .select_related("sample__stage__edition", "proposal")
        .defer("proposal__title")
        .annotate(
            has_signed=has_signed(user, "sample__stage__edition"),
            title=Case(
                When(sample__stage__is_blind=True, then=neutral_title("proposal__")), default=F("proposal__title")
            ),
        )
        .order_by("sample__due_at", "pk")
    )


all_held_by = asked_often(held_by)


def overview(user, at):
    """All that waits on a judge's desk: the stages, the editions whose pact is unsigned, what is to be read anew.

    One query where there are stages and nothing else.
    """
    found = desk.in_turn(stages_and_what_else(user.pk), at)
    return (
        found,
        list(pacts.unsigned(user)) if not found or found[0].has_unsigned else [],
        list(held_by(user).filter(signed_at=None)) if not found or found[0].has_again else [],
    )


@asked_often
def stages_and_what_else(user):
    """The stages of a judge's desk, which say besides whether there is something to sign or to read anew."""
    again, unsigned = held_by(user).filter(signed_at=None), pacts.unsigned(user)
    return desk.with_work(user).annotate(has_again=Exists(again), has_unsigned=Exists(unsigned))


def levels(rubric):
    """The scale of a rubric as a card shows it; one query."""
    found = Level.objects.filter(rubric=rubric).order_by("points").annotate(told=beside_cards.descriptors_of_level())
    return [{"points": one.points, "name": one.name, "anchor": one.anchor, "descriptors": one.told} for one in found]


def marks_of(rereading, criteria):
    """What a signed reading gave, criterion by criterion."""
    given = rereading.marks
    return [{"criterion": one.pk, **given[one.key]} for one in criteria if one.key in given]
