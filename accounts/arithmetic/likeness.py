"""How alike two texts are: by runs of words they share, and by the weight of the words they share.

What is found is shown to people and decides nothing.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log, sqrt

# A run of so many words is what one text has of another; fewer are idioms.
RUN = 3
# Of all runs those are kept whose hash is a multiple of this: the same ones in every text.
ONE_IN = 4
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text in order, without case and punctuation."""
    return WORD.findall(text.casefold())


def runs(text: str) -> set[str]:
    """Every run of three words; a text of fewer is one run of its own, an empty one has none."""
    found = words(text)
    if len(found) < RUN:
        return {" ".join(found)} if found else set()
    return {" ".join(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


def without(text: str, templates: Iterable[str]) -> str:
    """A text without what it has of templates: every run of three words of one is left out, the rest stays in order.

    Where nothing is left out the text comes back as it is.
    """
    known = {run for template in templates if len(words(template)) >= RUN for run in runs(template)}
    found = words(text)
    copied = {
        place
        for at in range(len(found) - RUN + 1)
        if " ".join(found[at : at + RUN]) in known
        for place in range(at, at + RUN)
    }
    return " ".join(word for at, word in enumerate(found) if at not in copied) if copied else text


def sketch(texts: Iterable[str]) -> list[int]:
    """About a quarter of the runs of some texts, as numbers of 31 bits in order; which quarter, their hashes say.

    Two sketches therefore hold the same of what both texts share, and shares are the same as among all runs, but for
    chance: with n runs kept the standard error of a share s is sqrt(s (1 - s) / n).
    """
    hashes = {number(run) for text in texts for run in runs(text)}
    return sorted(one for one in hashes if one % ONE_IN == 0)


def number(run: str) -> int:
    """A run as a number of 31 bits, the same in every process."""
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest()) >> 1


def contained(part: Iterable[int], whole: Iterable[int]) -> float:
    """Which share of the runs of a sketch another one has as well; 0 for an empty one."""
    own = set(part)
    return len(own & set(whole)) / len(own) if own else 0.0


def among(texts: Iterable[str]) -> tuple[Counter[str], int]:
    """In how many of some texts each term stands, and how many texts there are."""
    found: Counter[str] = Counter()
    number_of_texts = 0
    for text in texts:
        found.update(set(terms(text)))
        number_of_texts += 1
    return found, number_of_texts


def weights(text: str, found: Mapping[str, int], n: int) -> dict[str, float]:
    """The TF-IDF vector of length 1 of a text over single words and pairs of words, as weight by term.

    Of a term that stands f times in the text and in d of n texts: f · (ln((1 + n) / (1 + d)) + 1), as scikit-learn's
    `TfidfVectorizer(ngram_range=(1, 2))` weighs it. A text without words has no weights.
    """
    counted = Counter(terms(text))
    return scaled({term: f * rarity(found.get(term, 0), n) for term, f in counted.items()})


def terms(text: str) -> list[str]:
    """The words of a text, and its pairs of neighbours."""
    found = words(text)
    return found + [f"{left} {right}" for left, right in pairwise(found)]


def rarity(d: int, n: int) -> float:
    """What a term of d among n texts weighs."""
    return log((1 + n) / (1 + d)) + 1


def scaled(vector: Mapping[str, float]) -> dict[str, float]:
    """A vector of length 1; an empty one stays empty."""
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1: 1 for the same words in the same shares, 0 for none in common."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return min(1.0, sum(weight * large.get(term, 0.0) for term, weight in small.items()))
