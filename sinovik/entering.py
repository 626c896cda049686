"""Who may be expected to enter a stage, for the pages of planning: those who will, those of now, or last year's."""

from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.models import Agency
from competitions.models import Category, Edition, Group
from competitions.reading.entering import Pool
from judging.circle import opening
from judging.domain import recap
from proposals.models import Proposal, Status


def pool(edition, key):
    """The entrants themselves once every stage before is over; else this edition's proposals or the last one's.

    Of these two the larger: early in a registration few drafts say little.
    """
    stage = edition.stages.filter(key=key, position__gt=1).first()
    if stage and stage.state == stage.State.PLANNED and opening.earlier_are_over(stage):
        entering = opening.proposals_entering(stage).exclude(code__in=recap.unconfirmed(stage))
        return named(_("usulan yang akan masuk tahap ini"), entering)
    here = named(_("usulan pada edisi ini sampai sekarang"), alive(edition))
    before = Edition.objects.announced().filter(closes_at__lt=edition.closes_at).exclude(pk=edition.pk)
    last = before.order_by("-closes_at", "-pk").first()
    there = last and named(_("usulan pada edisi %(name)s") % {"name": last.name}, alive(last))
    return max((one for one in (here, there) if one), key=total, default=None)


def alive(edition):
    """The proposals of an edition that have not left it."""
    return Proposal.objects.filter(edition=edition).exclude(status__in=(Status.WITHDRAWN, Status.DISQUALIFIED))


def total(found):
    """How many proposals a pool counts."""
    return sum(count for _traits, count in found.sorts)


def named(called, proposals):
    """Proposals as a pool, or None where there are none; two queries."""
    rows = list(
        proposals.filter(category__isnull=False)
        .order_by("agency", "group__key", "category__key")
        .values_list("agency", "group__key", "category__key")
        .annotate(Count("pk"))
    )
    if not rows:
        return None
    agencies = Agency.objects.select_related("region").in_bulk({agency for agency, *_rest in rows})
    return Pool(
        called,
        [
            (Proposal(agency=agencies[agency], group=Group(key=group), category=Category(key=category)).traits, count)
            for agency, group, category, count in rows
        ],
    )
