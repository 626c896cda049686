"""Who may be expected to enter a stage, for the pages of planning: those who will, those of now, or last year's."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.models import Agency, Region
from competitions.models import Category, Edition, Group
from competitions.reading.entering import Pool
from judging.circle import opening
from judging.domain import recap
from proposals.models import Proposal, Status


def pool(edition, key):
    """The entrants themselves once every stage before is over; else this edition's proposals or the last one's.

    Of these two the larger: early in a registration few drafts say little.
    """
    if edition.announced_at and (stage := next_to_open(edition, key)):
        entering = opening.proposals_entering(stage).exclude(code__in=recap.unconfirmed(stage))
        return named(_("usulan yang akan masuk tahap ini"), counted(entering), is_certain=True)
    before = Edition.objects.announced().filter(closes_at__lt=edition.closes_at).exclude(pk=edition.pk)
    last = before.order_by("-closes_at", "-pk").values("pk")[:1]
    either = Proposal.objects.filter(Q(edition=edition) | Q(edition__in=last))
    rows = counted(either.exclude(status__in=(Status.WITHDRAWN, Status.DISQUALIFIED)))
    here = [row for row in rows if row["edition"] == edition.pk]
    there = [row for row in rows if row["edition"] != edition.pk]
    pools = [named(_("usulan pada edisi ini sampai sekarang"), here)]
    if there:
        pools.append(named(_("usulan pada edisi %(name)s") % {"name": there[0]["edition__name"]}, there))
    return max((one for one in pools if one), key=lambda one: one.total, default=None)


def next_to_open(edition, key):
    """The stage of this key if it is not the first, waits to be opened, and all before it are over; one query."""
    before = []
    for stage in edition.stages.order_by("position"):
        if stage.key == key:
            is_next = before and stage.state == stage.State.PLANNED and all(one.is_over for one in before)
            return stage if is_next else None
        before.append(stage)
    return None


TRAITS = (
    "edition", "edition__name", "category__key", "group__key",
    "agency__kind", "agency__name", "agency__region", "agency__region__is_left_behind",
)  # fmt: skip


def counted(proposals):
    """How many proposals share all that places them; one query."""
    described = proposals.filter(category__isnull=False)
    return list(described.order_by(*TRAITS).values(*TRAITS).annotate(count=Count("pk")))


def named(called, rows, *, is_certain=False):
    """Counted proposals as a pool, or None where there are none."""
    return Pool(called, [(traits_of(row), row["count"]) for row in rows], is_certain) if rows else None


def traits_of(row):
    """The traits that these proposals say of themselves."""
    code = row["agency__region"]
    region = Region(code=code, is_left_behind=row["agency__region__is_left_behind"]) if code else None
    return Proposal(
        agency=Agency(kind=row["agency__kind"], name=row["agency__name"], region=region),
        group=Group(key=row["group__key"]),
        category=Category(key=row["category__key"]),
    ).traits
