"""Which of many texts are close to each other by the weight of their words: every pair is measured, none guessed at.

The weights are those of `accounts.arithmetic.likeness`, with terms known by a number of 22 bits instead of their
letters: 18,000 texts by their letters would take gigabytes. Two terms of one number make a pair of texts look closer by
some ten-thousandths; who writes a pair down measures it once more by its letters.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from zlib import crc32

import numpy as np
from scipy.sparse import csr_array

COLUMNS = 1 << 22
# So many texts stand in memory at once besides those that the others are held against.
BLOCK = 512


class Close:
    """Texts that others are held against, each as its terms; how rare a term is, is counted among them."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        counts = counted(texts)
        n, found = counts.shape[0], np.bincount(counts.indices, minlength=COLUMNS)
        self.rarity = (np.log((1 + n) / (1 + found)) + 1).astype(np.float32)
        self.across = weighed(counts, self.rarity).T.tocsr()

    def near(self, others: Iterable[Iterable[str]], *, least: float) -> Iterator[tuple[int, int, float]]:
        """(place of the text, place among the others, cosine) of every pair with at least this cosine."""
        waiting, first = iter(others), 0
        while block := list(islice(waiting, BLOCK)):
            product = (weighed(counted(block), self.rarity) @ self.across).toarray()
            for row, column in np.argwhere(product >= least):
                yield int(column), first + int(row), min(1.0, float(product[row, column]))
            first += len(block)


def counted(texts: Iterable[Iterable[str]]) -> csr_array:
    """How often each term stands in each text: a row for each text, a column for each number of a term."""
    columns, counts, ends = [np.array([], np.int32)], [np.array([], np.float32)], [0]
    for text in texts:
        numbers = np.fromiter((crc32(term.encode()) % COLUMNS for term in text), np.int32)
        own, times = np.unique(numbers, return_counts=True)
        columns.append(own)
        counts.append(times.astype(np.float32))
        ends.append(ends[-1] + len(own))
    return csr_array((np.concatenate(counts), np.concatenate(columns), ends), shape=(len(ends) - 1, COLUMNS))


def weighed(counts: csr_array, rarity: np.ndarray) -> csr_array:
    """Rows of length 1, each term by how often it stands there and how rare it is; a text without words stays empty."""
    weights = counts.data * rarity[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(rows, weights**2, minlength=counts.shape[0]))
    return csr_array((weights / lengths[rows], counts.indices, counts.indptr), shape=counts.shape)
