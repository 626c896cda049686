"""Whose an innovation is, by the registers as they stand."""

from accounts.domain import reference
from accounts.models import Agency, AgencyKind, FormerName, Region


class Places:
    """The agencies and provinces on record, read once."""

    def __init__(self) -> None:
        agencies = list(Agency.objects.select_related("merged_into").order_by("pk"))
        former = FormerName.objects.exclude(agency=None).select_related("agency__merged_into").order_by("pk")
        self.by_name = {one.name.casefold(): one.agency.stands_for for one in former}
        self.by_name |= {agency.name.casefold(): agency.stands_for for agency in agencies}
        standing = [agency for agency in agencies if agency.merged_into is None]
        self.by_region = {(agency.kind, agency.region_id): agency for agency in standing if agency.region_id}
        self.others = reference.other_names()
        self.regions = set(Region.objects.values_list("code", flat=True))

    def named(self, name: str, *, kind: str | None = None, region: str = "") -> Agency | None:
        """The agency on record: a regional government by its region, another by its name; None if unknown."""
        is_government = region and kind != AgencyKind.REGIONAL_FIRM
        if is_government and (found := self.by_region.get((kind, region))):
            return found
        called = name.casefold()
        return self.by_name.get(self.others.get(called, called).casefold())

    def province_of(self, region: str, agency: Agency | None) -> str | None:
        """The code of the province of a region or else of an agency; None for a national agency."""
        code = (region or (agency.region_id if agency else None) or "")[:2]
        return code if code in self.regions else None
