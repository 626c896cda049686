"""The catalogue searched: by the stems of words, then by their beginnings, then by titles much like what was typed."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, Q, QuerySet

from proposals.models.catalogue import STEMMER

# A search asks no more of the database than so many words need.
WORDS = 12
# Words that say nothing of what is looked for, as long as another does.
CONNECTING = {"dan", "di", "yang", "untuk", "dengan", "ke", "dari", "pada", "dalam", "atau", "bagi"}
# What a word in the summary or in the story counts beside one in the title: story, summary, names, title.
WEIGHTS = [0.05, 0.15, 0.4, 1.0]
# A word this much like one of a title was probably meant to be it.
ALIKE = 0.6
# So many titles are much like what was typed, at most.
NEAREST = 100


@dataclass(frozen=True)
class SearchResult:
    """How a search found something: by which condition, how it is ordered, and whether no entry holds every word.

    `meant` is what was probably meant then; "" where nothing comes near.
    """

    condition: Q = field(default_factory=Q)
    order: tuple[Any, ...] = ("-year", "title_key", "pk")
    is_alike: bool = False
    meant: str = ""


def search(entries: QuerySet[Any], text: str) -> SearchResult:
    """By what those of the entries are found that hold every word of `text`; where none does, what comes nearest."""
    if not typed(text):
        return SearchResult(Q(pk__in=[]), is_alike=True)
    exact = SearchQuery(bare(text), config=STEMMER, search_type="websearch")
    beginnings = SearchQuery(begun(text), config=STEMMER, search_type="raw")
    for query in (exact, beginnings):
        if entries.filter(words=query).exists():
            rank = SearchRank(F("words"), query, weights=WEIGHTS)
            return SearchResult(Q(words=query), (rank.desc(), *SearchResult.order))
    said = " ".join(typed(text))
    order = (TrigramWordSimilarity(said, "title_key").desc(), *SearchResult.order)
    # Looked for once: what follows is asked of these alone.
    near = entries.filter(title_key__trigram_word_similar=said).order_by(*order).values_list("pk", "title_key")
    titles = dict(near[:NEAREST])
    return SearchResult(Q(pk__in=list(titles)), order, is_alike=True, meant=meant(entries, text, titles.values()))


def typed(text: str) -> list[str]:
    """The words of a search, without signs; connecting words only where there is no other."""
    words = re.findall(r"\w+", text.lower())[:WORDS]
    return [word for word in words if word not in CONNECTING] or words


def bare(text: str) -> str:
    """What was typed, without connecting words; as it stands where somebody put words in quotation marks."""
    return text if '"' in text else " ".join(typed(text))


def begun(text: str) -> str:
    """A query for words that begin as those typed do."""
    return " & ".join(f"{word}:*" for word in typed(text))


def meant(entries: QuerySet[Any], text: str, titles: Iterable[str]) -> str:
    """What was probably meant: each word that no entry holds gives way to the nearest of a title; "" where none is."""
    words = typed(text)
    found = [word if is_held(entries, word) else nearest(word, titles) for word in words]
    return " ".join(found) if found != words and all(found) and is_held(entries, " ".join(found)) else ""


def is_held(entries: QuerySet[Any], text: str) -> bool:
    """Whether an entry holds every word of `text`."""
    return entries.filter(words=SearchQuery(text, config=STEMMER)).exists()


def nearest(word: str, titles: Iterable[str]) -> str:
    """The word of these titles that is most like `word`, or an empty text."""
    words = sorted({one for title in titles for one in title.split()})
    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=ALIKE)), "")
