"""What an outsider was given to read anew, and the card it is marked on."""

from django.db.models import Case, F, When

from competitions.models import Level
from judging.models import Rereading, has_signed
from judging.reading.desk import descriptors_of_level
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


def levels(rubric):
    """The scale of a rubric as a card shows it; one query."""
    found = Level.objects.filter(rubric=rubric).order_by("points").annotate(told=descriptors_of_level())
    return [{"points": one.points, "name": one.name, "anchor": one.anchor, "descriptors": one.told} for one in found]


def marks_of(rereading, criteria):
    """What a signed reading gave, criterion by criterion."""
    given = rereading.marks
    return [{"criterion": one.pk, **given[one.key]} for one in criteria if one.key in given]
