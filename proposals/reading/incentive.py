"""The list of winners for the regional incentive: local governments of one year, a row an award."""

from django.db.models import OuterRef, Subquery

from accounts.models import AgencyKind
from competitions.models.award_name import PRIZES
from proposals.models import CatalogueAward, CatalogueEntry, CheckIn, IncentiveColumn

Source = IncentiveColumn.Source
# What one cell of each column holds, of an award with its entry.
VALUES = {
    Source.REGION_CODE: lambda award: award.entry.agency.region_id or "" if award.entry.agency else "",
    Source.REGION: lambda award: region_of(award.entry),
    Source.PROVINCE: lambda award: award.entry.province.name if award.entry.province else "",
    Source.AGENCY: lambda award: award.entry.agency_name,
    Source.KIND: lambda award: award.entry.get_agency_kind_display(),
    Source.UNIT: lambda award: award.entry.unit_name,
    Source.TITLE: lambda award: award.entry.title,
    Source.GROUP: lambda award: award.entry.group_name,
    Source.CATEGORY: lambda award: award.entry.category_name,
    Source.AWARD: lambda award: award.name,
    Source.DECREE: lambda award: award.decree,
    Source.DECREE_DATE: lambda award: award.decree_date,
    Source.YEAR: lambda award: award.entry.year,
    Source.STATE: lambda award: CheckIn.State(award.last_state).label if award.last_state else "",
    Source.REPLICATIONS: lambda award: award.last_replications or 0,
}


def years():
    """The years that have winners among local governments, the latest first; one query."""
    return list(local_winners().order_by("-year").values_list("year", flat=True).distinct())


def local_winners():
    """Winners of local governments that stand, without examples."""
    local = (AgencyKind.PROVINCE, AgencyKind.REGENCY, AgencyKind.CITY)
    return CatalogueEntry.objects.counted().holding(*PRIZES).filter(agency_kind__in=local, is_example=False)


def awards(year):
    """The awards of a year's local winners, loaded with what the columns say."""
    said = CheckIn.objects.answered().filter(entry=OuterRef("entry")).order_by("-survey__year")
    return (
        CatalogueAward.objects.filter(entry__in=local_winners().filter(year=year), key__in=PRIZES)
        .select_related("entry__agency__region", "entry__province")
        .annotate(
            last_state=Subquery(said.values("state")[:1]), last_replications=Subquery(said.values("replications")[:1])
        )
        .order_by("entry__agency__region", "entry__agency_name", "entry__title", "position", "pk")
    )


def region_of(entry):
    """The region's name of an entry's agency, "" where the register does not know it."""
    return entry.agency.region.name if entry.agency and entry.agency.region else ""
