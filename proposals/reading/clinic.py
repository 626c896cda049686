"""What a first-timer is shown: what judges look for in each part, and innovations that won."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch

from competitions.models import Edition, Section
from competitions.models.award_name import PRIZES
from proposals.models import CatalogueEntry

WINNERS = 6


@dataclass(frozen=True)
class Weights:
    """What an open edition asks for, and how much each part weighs; the heaviest first."""

    edition: Edition
    parts: tuple[Section, ...]

    @property
    def total(self) -> Decimal:
        return sum((part.weight for part in self.parts), Decimal(0))


def weighted(at: datetime) -> list[Weights]:
    """The editions that take proposals, the latest first; two queries."""
    marked = Section.objects.filter(weight__gt=0, group=None).order_by("-weight", "position")
    found = Edition.objects.announced().filter(opens_at__lte=at, closes_at__gt=at).latest_first()
    return [
        Weights(edition, tuple(edition.marked))
        for edition in found.prefetch_related(Prefetch("sections", queryset=marked, to_attr="marked"))
    ]


def winners() -> list[CatalogueEntry]:
    """Some innovations that won and tell how, real ones before examples, the latest first; two queries."""
    found = CatalogueEntry.objects.counted().holding(*PRIZES).exclude(sections=[])
    return list(found.prefetch_related("awards").order_by("is_example", "-year", "title", "pk")[:WINNERS])
