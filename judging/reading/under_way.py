"""What goes on in an edition without anybody on its page doing it: acts on many at work, motions on their way."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from accounts.models import BulkAct, Motion
from accounts.pages import above
from competitions.models import Edition, Stage
from judging.domain.work import checklist_page
from judging.models import Decision

# Seconds between two looks at a page: a worker moves on every second, a person agrees within minutes.
AT_WORK, ON_ITS_WAY = 2, 30


@dataclass(frozen=True)
class UnderWay:
    """The unfinished acts on many, each with how many things are left, and the states of motions on their way."""

    acts: tuple[tuple[int, int], ...]
    motions: tuple[tuple[int, str], ...]

    def living(self, mark: str, *, is_running: bool) -> dict[str, str | int]:
        """What a page that shows `mark` hands to its live part: the mark, "" where nothing goes on, and the pace."""
        pace = self.pace(is_running=is_running)
        return {"live": mark if pace else "", "pace": pace}

    def pace(self, *, is_running: bool) -> int:
        """After how many seconds a page looks again, 0 for never; `is_running` says that a task of its own runs."""
        if is_running or self.acts:
            return AT_WORK
        return ON_ITS_WAY if self.motions else 0


def of(edition: Edition, stages: Iterable[Stage]) -> UnderWay:
    """What goes on about an edition and these stages of it; two queries."""
    stages = list(stages)
    places = [above.address("edition", edition.slug), *(checklist_page(one) for one in stages)]
    return UnderWay(acts_on(places), motions_about(edition, [one.pk for one in stages]))


def of_stage(stage: Stage) -> UnderWay:
    """What goes on about one stage; two queries."""
    places = [above.address("stage", stage.edition.slug, stage.position), checklist_page(stage)]
    return UnderWay(acts_on(places), motions_about(None, [stage.pk]))


def acts_on(places):
    """The unfinished acts on things of a list below one of these addresses: checklists have one of their own."""
    below = reduce(or_, (Q(path__startswith=place) for place in places))
    left = Count("rows", filter=Q(rows__done_at=None, rows__sentence=""))
    found = BulkAct.objects.filter(below, finished_at=None).annotate(left=left).order_by("pk")
    return tuple(found.values_list("pk", "left"))


def motions_about(edition, stages):
    """The motions on their way about an edition (None: leave it out), these stages by id, and their decisions."""
    about = Q(subject_type=Stage._meta.label_lower, subject_id__in=stages)
    decisions = Decision.objects.filter(stage__in=stages).values("pk")
    about |= Q(subject_type=Decision._meta.label_lower, subject_id__in=decisions)
    if edition:
        about |= Q(subject_type=Edition._meta.label_lower, subject_id=edition.pk)
    found = Motion.objects.on_its_way().filter(about).order_by("pk")
    return tuple((one.pk, str(one.state)) for one in found)
