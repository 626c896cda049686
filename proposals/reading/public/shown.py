"""What the public reads of an innovation besides its answers: its picture and its evidence, with their addresses."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from proposals.models.catalogue import CatalogueEntry


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its address and its description."""

    url: str
    alt: str


@dataclass(frozen=True)
class ShownFile:
    """One piece of evidence, of a section."""

    section: str
    name: str
    url: str
    size: int


def picture(entry: CatalogueEntry) -> ShownPicture | None:
    """The picture of an entry, unless its awards were taken back."""
    if not entry.picture or entry.ended_at:
        return None
    return ShownPicture(address(entry, entry.picture["sha256"]), entry.picture["alt"])


def card(entry: CatalogueEntry) -> str:
    """Where the picture of an entry is read in the size of a card; "" where there is none, or its awards are gone."""
    return address(entry, entry.picture["card"]["sha256"]) if entry.picture and not entry.ended_at else ""


def files(entry: CatalogueEntry) -> tuple[ShownFile, ...]:
    """The evidence of an entry, unless its awards were taken back."""
    shown = () if entry.ended_at else entry.evidence
    return tuple(ShownFile(one["section"], one["name"], address(entry, one["sha256"]), one["size"]) for one in shown)


def address(entry, sha256):
    """Where a file of an entry is read."""
    return reverse("proposals:shown_file", args=[entry.slug, sha256])
