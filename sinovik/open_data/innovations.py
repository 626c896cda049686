"""Innovations as data says them: all that the public finds in our own fields, those of the contest in JIPPNas'."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from accounts.pages.exports import CHUNK
from proposals.models.catalogue import LATEST_FIRST, CatalogueEntry, reads_blind
from proposals.models.check_in import CheckIn
from proposals.models.parent import CatalogueParent
from proposals.reading.public import jippnas, shown
from sinovik.open_data.paging import beyond
from sinovik.open_data.rows import Row, said, whole
from sinovik.open_data.shapes import COUNTED, JIPPNAS

# As the file for the national catalogue has them.
AS_FOR_JIPPNAS = ("-year", "agency_name", "title", "pk")
# What the page of an innovation no longer says once its awards were taken back.
TAKEN_BACK = {"awards": [], "award_keys": [], "cost": "", "duration": ""}
# Of what another programme sent and was taken back, no story either.
WITHDRAWN = {"summary": "", "honour": "", "registered_as": "", "source": "", "sections": [], "files": []}


def innovations() -> Iterator[Row]:
    """Every innovation that the public finds, other programmes' too, the latest first, some at a time."""
    for some in in_chunks(CatalogueEntry.objects.listed().defer("sections"), *LATEST_FIRST):
        yield from told(some)


def in_chunks(entries: QuerySet[CatalogueEntry], *order: str) -> Iterator[list[CatalogueEntry]]:
    """Entries in an order, some at a time."""
    last = None
    while some := list(beyond(entries, last, *order)[:CHUNK]):
        yield some
        last = some[-1]


def told(entries: Iterable[CatalogueEntry]) -> list[Row]:
    """Entries as data says them; four queries, however many they are."""
    pks = [entry.pk for entry in entries]
    states = {one.entry_id: one for one in CheckIn.objects.newest().filter(entry__in=pks)}
    links = CatalogueParent.objects.exclude(reads_blind("child__proposal__edition")).select_related("parent")
    loaded = CatalogueEntry.objects.filter(pk__in=pks).defer("words")
    loaded = loaded.select_related("province", "programme").prefetch_related(
        "awards", Prefetch("parents", links.order_by("-parent__year", "parent__title_key", "pk"))
    )
    by_pk = {entry.pk: entry for entry in loaded}
    return [row(by_pk[pk], states.get(pk)) for pk in pks]


def row(entry: CatalogueEntry, state: CheckIn | None) -> Row:
    """One innovation."""
    awards = sorted(entry.awards.all(), key=lambda one: (one.position, one.name, one.pk))
    picture = shown.picture(entry)
    return {
        "id": entry.slug,
        "year": entry.year,
        "title": entry.title,
        "agency": entry.agency_name,
        "agency_kind": entry.agency_kind,
        "unit": entry.unit_name,
        "province": entry.province_id or "",
        "province_name": entry.province.name if entry.province else "",
        "group": entry.group_name,
        "category": entry.category_name,
        "goals": entry.sdgs,
        "awards": [one.name for one in awards],
        "award_keys": [one.key for one in awards],
        "summary": entry.summary,
        "cost": entry.cost,
        "duration": entry.duration,
        "picture": whole(picture.url) if picture else "",
        "state": state.state if state else "",
        "state_at": said(state.answered_at) if state else None,
        "origins": [link.parent.slug for link in entry.parents.all()],
        "programme": entry.programme.name if entry.programme else "",
        "honour": entry.honour,
        "registered_as": entry.registered_as,
        "is_partial": entry.is_from_partial_list,
        "source": entry.source_url,
        "is_example": entry.is_example,
        "published_at": said(entry.published_at),
        "url": whole(reverse("proposals:innovation", args=[entry.slug])),
    }


def story(entry: CatalogueEntry) -> Row:
    """One innovation with its story and its public evidence."""
    [row] = told([entry])
    files = [
        {"section": one.section, "name": one.name, "size": one.size, "url": whole(one.url)}
        for one in shown.files(entry)
    ]
    sections = [{"title": one["title"], "text": one["text"]} for one in entry.sections]
    ended = {"ended_at": said(entry.ended_at), "ended_reason": entry.ended_reason}
    taken = {**(TAKEN_BACK if entry.ended_at else {}), "sections": sections, "files": files}
    return {**row, **ended, **taken, **(WITHDRAWN if entry.is_withdrawn else {})}


def for_jippnas() -> Iterator[Row]:
    """Innovations in the fields of the national catalogue, without examples: what their public pages say of them."""
    for some in in_chunks(jippnas.told(), *AS_FOR_JIPPNAS):
        yield from as_for_jippnas(some)


def as_for_jippnas(entries: Iterable[CatalogueEntry]) -> Iterator[Row]:
    """Entries that `jippnas.told` loaded, in those fields."""
    for entry in entries:
        values = {source.value: jippnas.VALUES[source](entry) for source in JIPPNAS}
        yield {
            "id": entry.slug,
            **{name: one if isinstance(one, int) else str(one or "") for name, one in values.items()},
        }


def for_partners(editions: Collection[str] = ()) -> Iterator[Row]:
    """The same of some editions (none: of all and of the years before), with what partners read besides."""
    for some in in_chunks(jippnas.told_with_counts(editions), *AS_FOR_JIPPNAS):
        yield from as_for_partners(some)


def as_for_partners(entries: Iterable[CatalogueEntry]) -> Iterator[Row]:
    """Entries that `jippnas.told_with_counts` loaded, with their counts and the office that may be asked."""
    listed = list(entries)
    for entry, row in zip(listed, as_for_jippnas(listed), strict=True):
        office = entry.office
        yield {
            **row,
            **{source.value: jippnas.VALUES[source](entry) for source in COUNTED},
            "office": office.get("name", ""),
            **{f"office_{part}": office.get(part, "") for part in ("address", "phone", "email")},
        }
