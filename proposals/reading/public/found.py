"""Entries of the catalogue in an order that is known, each read when it is shown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from proposals.models.catalogue import CatalogueEntry

# So many are read at a time where all are asked for.
SOME = 1000


class FoundEntries(Sequence[Any]):
    """Entries by their keys, in this order, with their awards and without their stories."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.keys = list(keys)

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: Any) -> Any:
        return self.read(self.keys[place]) if isinstance(place, slice) else self.read([self.keys[place]])[0]

    def __iter__(self) -> Iterator[CatalogueEntry]:
        for start in range(0, len(self.keys), SOME):
            yield from self.read(self.keys[start : start + SOME])

    def read(self, keys: list[int]) -> list[CatalogueEntry]:
        """Some of them; two queries. What is no more there since it was looked for is left out."""
        entries = (
            CatalogueEntry.objects.defer("words", "sections")
            .select_related("programme")
            .prefetch_related("awards")
            .in_bulk(keys)
        )
        return [entries[key] for key in keys if key in entries]
