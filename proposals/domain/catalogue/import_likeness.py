"""How many trigrams titles share, for all pairs of two lists at once: as the database counts them, without asking it
for each pair.

A title is the set of its trigrams, a list of titles a matrix of ones, and what each pair shares one product of two
matrices: sixteen million pairs take seconds, where the database looks at each for as long as it takes to read both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

# So many pairs are looked at together, in some 40 MiB.
PAIRS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Likest:
    """For each row of one list: the place of the likest title of the other, the first of those equally like, and how
    like it is; and which others may stand in it, or it in them, as (row, place).
    """

    places: np.ndarray
    likeness: np.ndarray
    inside: list[tuple[int, int]]


def likest(rows: Sequence[Sequence[str]], held: Sequence[Sequence[str]], *, alike: float, inside: float) -> Likest:
    """Hold each of `rows` against each of `held`, both lists of titles as their trigrams; neither is empty.

    The likeness is that of pg_trgm's `similarity`, to the bit. Of rows that have none at least `alike`, `inside` are
    the pairs that share so many trigrams as a title whose words stand in the other to so great a part must.
    """
    numbers: dict[str, int] = {}
    theirs = as_matrix(held, numbers)
    many_there = np.array([len(one) for one in held], dtype=np.int32)
    places, likeness, maybe = [], [], []
    for start, some in in_chunks(rows, max(1, PAIRS_AT_ONCE // len(held))):
        many = np.array([len(one) for one in some], dtype=np.int32)[:, None]
        ours = as_matrix(some, dict(numbers), width=len(numbers))
        shared = (ours @ theirs.T).toarray()
        all_of_both = np.maximum(many + many_there - shared, 1)
        like = shared.astype(np.float32) / all_of_both.astype(np.float32)
        best = like.argmax(axis=1)
        most = like[np.arange(len(some)), best]
        places.append(best)
        likeness.append(most)
        # A little less than is needed, so that rounding loses none: the database has the last word on these.
        within = shared >= inside * np.minimum(many, many_there) - 1.01
        within[most.astype(np.float64) >= alike] = False
        maybe += [(start + int(row), int(place)) for row, place in zip(*np.nonzero(within), strict=True)]
    return Likest(np.concatenate(places), np.concatenate(likeness), maybe)


def as_matrix(titles, numbers, *, width=None):
    """Titles as rows of ones, a column for each trigram of `numbers`, which learns new ones.

    With a `width` whatever is beyond it is left out: it is in no title of the other list.
    """
    # Only a worker compares: nobody else pays for it.
    from scipy.sparse import csr_matrix

    columns, ends = [], [0]
    for title in titles:
        found = (numbers.setdefault(trigram, len(numbers)) for trigram in title)
        columns.extend(number for number in found if width is None or number < width)
        ends.append(len(columns))
    ones = np.ones(len(columns), dtype=np.int32)
    return csr_matrix((ones, np.array(columns, dtype=np.int64), ends), shape=(len(titles), width or len(numbers)))


def in_chunks(rows: Sequence[Sequence[str]], size: int) -> Iterator[tuple[int, Sequence[Sequence[str]]]]:
    """(where it begins, so many rows)."""
    for start in range(0, len(rows), size):
        yield start, rows[start : start + size]
