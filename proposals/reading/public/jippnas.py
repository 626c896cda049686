"""The file for the national catalogue: every innovation of a year, a row each, with what became of it."""

from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.models.catalogue import CatalogueEntry
from proposals.models.check_in import CheckIn
from proposals.models.goal import Goal
from proposals.models.jippnas import JippnasColumn
from proposals.reading.incentive import region_of

Source = JippnasColumn.Source


def section(*words):
    """What stands in the first published section whose title has one of the words; "" where none has."""

    def read(entry):
        for part in entry.sections:
            if any(word in part["title"].casefold() for word in words):
                return part["text"]
        return ""

    return read


def continues(entry):
    """Whether it goes on, yes or no; "" while nobody said."""
    if not entry.last_state:
        return ""
    return _("tidak") if entry.last_state in CheckIn.ENDED else _("ya")


def awards(entry):
    """Its awards, the first given first."""
    return "; ".join(one.name for one in sorted(entry.awards.all(), key=lambda one: (one.position, one.pk)))


def goals(entry):
    """The goals of sustainable development that it serves, by number and name."""
    return "; ".join(f"{number} {Goal(number).label}" for number in entry.sdgs if number in Goal.values)


def day(moment):
    """The day of a moment, None where there is none."""
    return timezone.localdate(moment) if moment else None


# What one cell of each column holds, of an entry as `entries` loads it.
VALUES = {
    Source.REGISTRATION: lambda entry: entry.proposal.code if entry.proposal else entry.slug,
    Source.YEAR: lambda entry: entry.year,
    Source.TITLE: lambda entry: entry.title,
    Source.CATEGORY: lambda entry: entry.category_name,
    Source.GROUP: lambda entry: entry.group_name,
    Source.STATE: lambda entry: str(CheckIn.State(entry.last_state).label) if entry.last_state else "",
    Source.CONTINUES: continues,
    Source.REASON: lambda entry: entry.last_note or "",
    Source.OWNER: lambda entry: entry.agency_name,
    Source.KIND: lambda entry: entry.get_agency_kind_display(),
    Source.UNIT: lambda entry: entry.unit_name,
    Source.REGION_CODE: lambda entry: entry.agency.region_id or "" if entry.agency else "",
    Source.REGION: region_of,
    Source.PROVINCE: lambda entry: entry.province.name if entry.province else "",
    Source.SDGS: goals,
    Source.AWARDS: awards,
    Source.COMPETITION: lambda entry: entry.proposal.edition.name if entry.proposal else "KIPP",
    Source.SUMMARY: lambda entry: entry.summary,
    Source.BACKGROUND: section("latar belakang", "tujuan"),
    Source.NOVELTY: section("kebaruan", "nilai tambah"),
    Source.IMPACT: section("signifikansi", "dampak", "evaluasi"),
    Source.ADAPTABILITY: section("adaptabilitas", "adaptasi", "replikasi"),
    Source.RESOURCES: section("sumber daya"),
    Source.SUSTAINABILITY: section("keberlanjutan"),
    Source.REACH: lambda entry: str(CheckIn.Reach(entry.last_reach).label) if entry.last_reach else "",
    Source.PLACES: lambda entry: entry.last_replications or 0,
    Source.INTERESTS: lambda entry: entry.n_interests,
    Source.AGREEMENTS: lambda entry: entry.n_agreements,
    Source.CERTIFIED: lambda entry: entry.n_certified,
    Source.EVIDENCE: lambda entry: entry.last_evidence or "",
    Source.ADDRESS: lambda entry: settings.BASE_URL + reverse("proposals:innovation", args=[entry.slug]),
    Source.PUBLISHED: lambda entry: day(entry.published_at),
    Source.UPDATED: lambda entry: day(entry.last_answered),
}
NUMBERS = (Source.PLACES, Source.INTERESTS, Source.AGREEMENTS, Source.CERTIFIED)


def shown():
    """The innovations that the public catalogue counts, without examples."""
    return CatalogueEntry.objects.counted().filter(is_example=False)


def years():
    """The years that have innovations, the latest first; one query."""
    return list(shown().order_by("-year").values_list("year", flat=True).distinct())


def told():
    """The innovations with what their public pages say; two queries whatever their number."""
    said = CheckIn.objects.answered().filter(entry=OuterRef("pk")).order_by("-survey__year")
    last = {"state": "state", "note": "note", "reach": "reach", "replications": "replications"}
    last |= {"evidence": "evidence_url", "answered": "answered_at"}
    return (
        shown()
        .select_related("agency__region", "province", "proposal__edition")
        .prefetch_related("awards")
        .annotate(
            **{f"last_{name}": Subquery(said.values(field)[:1]) for name, field in last.items()},
            n_certified=Count("replications", filter=Q(replications__certified_at__isnull=False), distinct=True),
        )
    )


def entries(year):
    """The innovations of a year with what the columns say; two queries whatever their number."""
    return told_with_counts().filter(year=year).order_by("agency_name", "title", "pk")


def told_with_counts(editions=()):
    """The innovations of some editions by their slugs (none: of all), with what only offices read of replications."""
    found = told().annotate(
        n_interests=Count("replications", distinct=True),
        n_agreements=Count("replications", filter=Q(replications__agreed_at__isnull=False), distinct=True),
    )
    return found.filter(proposal__edition__slug__in=editions) if editions else found
