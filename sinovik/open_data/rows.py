"""The rows of data sets, each from the reading that its public page is drawn from."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, Func, IntegerField, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.language import plain_text
from accounts.models import Agency
from competitions.models import (
    AwardName,
    Category,
    CompositionRule,
    Edition,
    Group,
    Stage,
    StageQuota,
)
from competitions.reading.progress import address, phase
from competitions.views.editions import RULES, STAGES, in_order, rules_of
from proposals.models.announced import Announcement
from proposals.models.catalogue import CatalogueEntry
from proposals.reading.public import announced

Row = dict[str, Any]


@dataclass(frozen=True)
class Portion:
    """Rows that are drawn together, how many they are, and what their ids begin with."""

    key: str
    size: int
    rows: Callable[[], Iterable[Row]]


def whole(path: str) -> str:
    """An address with the portal's name, or an empty text."""
    return settings.BASE_URL + path if path else ""


def said(at: datetime | str | None) -> str | None:
    """A moment as data says it."""
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else None


def editions() -> list[Row]:
    """Every announced edition, the latest first."""
    now = timezone.now()
    return [
        {
            "id": one.slug,
            "name": one.name,
            "year": one.year,
            "theme": one.theme,
            "legal_basis": one.legal_basis,
            "opens_at": said(one.opens_at),
            "closes_at": said(one.closes_at),
            "phase": phase(one, now).key,
            "is_example": one.is_example,
            "url": of_edition(one),
        }
        for one in Edition.objects.announced().latest_first().prefetch_related(STAGES)
    ]


def phases() -> list[tuple[str, str]]:
    """How far each announced edition has come: what of them the clock alone changes."""
    return [(one["id"], one["phase"]) for one in editions()]


def of_edition(edition: Edition) -> str:
    """Where an edition's rules stand."""
    return whole(reverse("competitions:edition", args=[edition.slug]))


def stages(edition: str = "") -> list[Row]:
    """The stages of announced editions, or of one of them, in order."""
    return [
        {
            "id": f"{one.slug}/{stage.position}",
            "edition": one.slug,
            "position": stage.position,
            "kind": stage.kind,
            "name": stage.name,
            "state": stage.state.value,
            "planned_from": said(stage.opens_at),
            "planned_until": said(stage.closes_at),
            "published_at": said(stage.published_at),
            "list_state": list_state(getattr(stage, "announcement", None)),
            "list_url": whole(address(stage)),
            "is_example": one.is_example,
            "url": f"{of_edition(one)}#tahap-{stage.position}",
        }
        for one in told_editions(edition).prefetch_related(STAGES)
        for stage in one.stages.all()
    ]


def told_editions(slug: str) -> QuerySet[Edition]:
    """Announced editions, or the one of an address."""
    found = Edition.objects.announced().latest_first()
    return found.filter(slug=slug) if slug else found


def list_state(announcement: Announcement | None) -> str:
    """Whether the public may still object to a list."""
    if announcement is None:
        return "none"
    return "provisional" if announcement.is_provisional else "final"


def rules(edition: str = "") -> Iterator[Row]:
    """What the rules of announced editions say, or of one of them, line by line."""
    for one in told_editions(edition):
        yield from rules_of_edition(one)


def rules_in_parts(edition: str = "") -> list[Portion]:
    """The same, edition by edition."""
    found = list(told_editions(edition))
    sizes = sizes_of_rules(found)
    return [Portion(one.slug, sizes[one.pk], lambda one=one: rules_of_edition(one)) for one in found]  # type: ignore[misc]


def rules_of_edition(one: Edition) -> Iterator[Row]:
    """What the rules of an edition say, line by line."""
    prefetch_related_objects([one], *RULES)
    seen: dict[str, int] = {}
    for stage, part, name, text, number in lines_of_rules(one):
        place = f"{one.slug}/{stage or 0}/{part}"
        seen[place] = seen.get(place, 0) + 1
        yield {
            "id": f"{place}/{seen[place]}",
            "edition": one.slug,
            "stage": stage,
            "part": part,
            "name": plain(name),
            "text": plain(text),
            "number": float(number) if number is not None else None,
            "is_example": one.is_example,
            "url": of_edition(one) + (f"#tahap-{stage}" if stage else ""),
        }


def sizes_of_rules(editions: list[Edition]) -> Counter[int]:
    """How many lines the rules of each edition have: what stands for a line each is counted, nothing is drawn."""
    found: Counter[int] = Counter()
    of_edition, of_stage = "edition", "stage__edition"
    for model, path in (
        (Group, of_edition),
        (Category, of_edition),
        (StageQuota, of_stage),
        (CompositionRule, of_stage),
        (AwardName, of_stage),
    ):
        of_editions = model.objects.filter(**{f"{path}__in": editions}).order_by()  # type: ignore[attr-defined]
        found.update(dict(of_editions.values_list(path).annotate(Count("pk"))))
    stages = Stage.objects.filter(edition__in=editions).annotate(criteria=Count("rubric__criteria"))
    for stage in stages:
        found[stage.edition_id] += stage.criteria + stage.needs.is_ranked
    return found


def lines_of_rules(edition: Edition) -> Iterator[tuple[int | None, str, Any, Any, int | Decimal | None]]:
    """(stage, part, name, text, number) of everything an edition's page tells; its rows are loaded already."""
    for group in in_order(edition.groups):
        yield None, "group", group.name, group.description, None
    for category in in_order(edition.categories):
        yield None, "category", category.name, "", None
    for item in (rules_of(stage, edition) for stage in edition.stages.all()):
        place = item["stage"].position
        for criterion in item["criteria"]:
            yield place, "criterion", criterion.name, criterion.description, criterion.weight
        for quota in item["quotas"]:
            yield place, "places", quota.group.name, "", quota.places
        for sentence in item["composition"]:
            yield place, "composition", "", sentence, None
        for award in item["awards"]:
            yield place, "award", award.name, "", None
        if item["decides_first"] is not None:
            yield place, "tie", "", item["decides_first"] or _("undian"), None


def plain(words: Any) -> str:
    """Words without the marks that a page puts around them."""
    return str(plain_text(words))


def announced_lines(edition: str = "") -> Iterator[Row]:
    """The lines of every announced list, or of an edition's, in the order in which the public reads them."""
    for one in lists(edition):
        yield from lines_of(one)


def announced_in_parts(edition: str = "") -> list[Portion]:
    """The same, list by list."""
    sized = lists(edition).annotate(size=Func("entries", function="jsonb_array_length", output_field=IntegerField()))
    return [
        Portion(f"{one.stage.edition.slug}/{one.stage.position}", one.size, lambda one=one: lines_of(one))  # type: ignore[misc]
        for one in sized.defer("entries", "changes")
    ]


def lists(edition: str) -> QuerySet[Announcement]:
    """Every announced list, or an edition's."""
    found = Announcement.objects.with_codes().filter(stage__edition__announced_at__isnull=False)
    if edition:
        found = found.filter(stage__edition__slug=edition)
    return found.select_related("stage__edition").order_by(  # type: ignore[no-any-return]
        "-stage__edition__year", "stage__edition", "stage"
    )


def lines_of(one: Announcement) -> Iterator[Row]:
    """The lines of one list."""
    of = one.stage.edition
    pages = {} if one.in_codes else pages_of(of)
    for line in announced.lines(one):
        yield {
            "id": f"{of.slug}/{one.stage.position}/{line_id(line, in_codes=one.in_codes)}",
            "edition": of.slug,
            "stage": one.stage.position,
            "list_kind": one.figure,
            "list_state": list_state(one),
            "list_title": one.title,
            "decree": one.decree,
            "published_at": said(one.published_at),
            "code": line["code"] if one.in_codes else "",
            "entry": pages.get(line["code"], ""),
            "title": line["title"],
            "agency": line["agency"],
            "unit": line["unit"],
            "group": line.get("group", ""),
            # What was taken back is no award any more.
            "awards": [] if line.get("ended_at") else list(line.get("awards", ())),
            "ended_at": said(line.get("ended_at")),
            "ended_reason": line.get("ended_reason", ""),
            "is_example": of.is_example,
            "url": whole(one.get_absolute_url()),
        }


def pages_of(edition: Edition) -> dict[str, str]:
    """The addresses in the catalogue of an edition's innovations, by the numbers of their proposals; one query."""
    found = CatalogueEntry.objects.told().filter(proposal__edition=edition)
    return dict(found.values_list("proposal__code", "slug"))


def line_id(line: dict[str, Any], *, in_codes: bool) -> str:
    """What tells a line from the others for ever.

    The number of a proposal only where it is all that the public reads: beside a name it would say whose number it was
    while judges read blind.
    """
    return line["code"] if in_codes else salted_hmac("sinovik.open_data", line["code"]).hexdigest()[:16]


def agencies() -> list[Row]:
    """The agencies that may take part, by name, each with how many innovations the catalogue counts."""
    return told_agencies(standing_agencies().order_by(*BY_NAME))


# No two agencies stand at the same place.
BY_NAME = ("name", "pk")


def standing_agencies() -> QuerySet[Agency]:
    """The agencies that may take part today."""
    return Agency.objects.standing(timezone.localdate()).select_related("region")  # type: ignore[no-any-return]


def told_agencies(found: Iterable[Agency]) -> list[Row]:
    """Agencies as data says them; one query beside that for themselves."""
    listed_here = list(found)
    counted = CatalogueEntry.objects.counted().filter(agency__in=[one.pk for one in listed_here]).order_by()
    made = dict(counted.values_list("agency").annotate(number=Count("pk")))
    return [
        {
            "id": str(one.pk),
            "name": one.name,
            "kind": one.kind,
            "region": one.region_id or "",
            "region_name": one.region.name if one.region else "",
            "innovations": made.get(one.pk, 0),
            "url": whole(reverse("application", args=[one.pk])),
        }
        for one in listed_here
    ]
