"""What changed after it was published, when and why: what left a final list, and what was taken back from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from proposals.models.announced import Announcement
from proposals.models.catalogue import CatalogueEntry
from proposals.models.taken_over import WinnerList
from proposals.reading.public import announced


@dataclass(frozen=True)
class PublicCorrection:
    """One change: `what` happened to an innovation, called as the public calls it, on which list, and why."""

    # "left": no longer on the final list; "ended": taken back; "award": one award of it taken back;
    # "sheet": all that another programme sent in one, and `title` is the programme.
    what: str
    at: datetime
    title: str
    agency: str
    award: str
    reason: str
    reason_en: str
    announcement: Announcement | None
    is_example: bool


def latest_first() -> list[PublicCorrection]:
    """Every correction, the latest first; what was taken back from several lists at one moment stands once.

    Names are numbers and reasons empty while judges of the edition must not know whose a proposal is. Three queries.
    """
    lists = Announcement.objects.with_codes().filter(stage__edition__announced_at__isnull=False)
    found: dict[tuple[Any, ...], PublicCorrection] = {}
    for one in lists.select_related("stage__edition").order_by("published_at", "pk"):
        for key, correction in of_list(one):
            found.setdefault(key, correction)
    for correction in of_entries():
        found.setdefault((correction.title, correction.what, correction.award, correction.at), correction)
    return sorted(found.values(), key=lambda one: (one.at, one.title), reverse=True)


def of_list(one: Announcement) -> Iterator[tuple[tuple[Any, ...], PublicCorrection]]:
    """The corrections of one announced list, each with what makes it the same on another list."""

    def told(what, at, line, *, award="", reason="", reason_en=""):
        edition = one.stage.edition
        key = edition.pk, line["code"], what, award, at
        return key, PublicCorrection(
            what, at, line["title"], line["agency"], award, reason, reason_en, one, edition.is_example
        )

    if one.final_at:
        for line in announced.changes(one):
            yield told("left", one.final_at, line, reason=line.get("reason", ""), reason_en=line.get("reason_en", ""))
    for line in announced.lines(one):
        if line.get("ended_at"):
            yield told("ended", moment(line["ended_at"]), line, reason=line.get("ended_reason", ""))
        for award in line.get("ended_awards", ()):
            yield told("award", moment(award["ended_at"]), line, award=award["name"], reason=award["ended_reason"])


def of_entries() -> Iterator[PublicCorrection]:
    """Those of the catalogue that stand on no announced list of this portal; what a sheet brought is one."""
    for one in WinnerList.objects.exclude(taken_back_at=None).select_related("programme").order_by("pk"):
        yield PublicCorrection(
            "sheet", one.taken_back_at, one.programme.name, "", "", one.taken_back_reason, "", None, is_example=False
        )
    for entry in CatalogueEntry.objects.told().of_the_contest().filter(proposal=None).exclude(ended_at=None):
        yield PublicCorrection(
            "ended", entry.ended_at, entry.title, entry.agency_name, "", entry.ended_reason, "", None, entry.is_example
        )


def moment(text: str) -> datetime:
    """A moment as lists keep it."""
    return datetime.fromisoformat(text)
