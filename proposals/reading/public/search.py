"""The catalogue searched: by the stems of words, then by their beginnings, then by titles much like what was typed."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, Q, QuerySet

from proposals.models.catalogue import LATEST_FIRST, STEMMER, CatalogueEntry
from proposals.reading.public.facets import Facets, Mask, keys_of

# A search asks no more of the database than so many words need.
WORDS = 12
# Words that say nothing of what is looked for, as long as another does.
CONNECTING = {"dan", "di", "yang", "untuk", "dengan", "ke", "dari", "pada", "dalam", "atau", "bagi"}
# What a word in the summary or in the story counts beside one in the title: story, summary, names, title.
WEIGHTS = [0.05, 0.15, 0.4, 1.0]
# A word this much like one of a title was probably meant to be it.
ALIKE = 0.6
# So many titles of a source are much like what was typed, at most.
NEAREST = 1_000
# As many as this are put in order by how well they fit what was looked for. Of a word that more hold, none says more
# than another; to weigh them all would take a second.
WEIGHED = 2_000


@dataclass(frozen=True)
class SearchResult:
    """What a search found of the whole catalogue: which entries, and by which condition PostgreSQL finds them, too.

    `fitting` are the keys of those of them that every filter keeps, the best first; None where they are too many.
    `is_alike` where no entry holds every word; `meant` is what was probably meant then, "" where nothing comes near.
    """

    held: Mask
    condition: Q
    fitting: list[int] | None = None
    is_alike: bool = False
    meant: str = ""


def search(
    catalogue: Facets, text: str, source: QuerySet[CatalogueEntry], looked_through: Mask, within: Mask
) -> SearchResult:
    """By what entries are found that hold every word of `text`; where none of a source does, what comes nearest.

    `source` and `looked_through` are all entries of that source, `within` those that every filter keeps: what a filter
    leaves out does not make the search another one, so that each choice can say how many it leads to.
    """
    if not typed(text):
        return SearchResult(catalogue.among(()), Q(pk__in=[]), [], is_alike=True)
    exact = SearchQuery(bare(text), config=STEMMER, search_type="websearch")
    beginnings = SearchQuery(begun(text), config=STEMMER, search_type="raw")
    for query in (exact, beginnings):
        held = holding(catalogue, query)
        found = catalogue.keys[held & within].tolist()
        if len(found) > WEIGHED:
            return SearchResult(held, Q(words=query))
        if (held & looked_through).any():
            rank = SearchRank(F("words"), query, weights=WEIGHTS)
            ordered = CatalogueEntry.objects.filter(pk__in=found).order_by(rank.desc(), *LATEST_FIRST)
            return SearchResult(held, Q(words=query), list(ordered.values_list("pk", flat=True)))
    said = " ".join(typed(text))
    order = (TrigramWordSimilarity(said, "title_key").desc(), *LATEST_FIRST)
    near = source.filter(title_key__trigram_word_similar=said).order_by(*order)
    titles = dict(near.values_list("pk", "title_key")[:NEAREST])
    held = catalogue.among(titles)
    kept = set(catalogue.keys[held & within].tolist())
    return SearchResult(
        held,
        Q(pk__in=list(titles)),
        [pk for pk in titles if pk in kept],
        is_alike=True,
        meant=meant(catalogue, looked_through, text, titles.values()),
    )


def holding(catalogue: Facets, query: SearchQuery) -> Mask:
    """Which entries a query finds. All of them are asked for: for the first one alone PostgreSQL reads every text."""
    return catalogue.among(keys_of(CatalogueEntry.objects.filter(words=query)))


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


def meant(catalogue: Facets, looked_through: Mask, text: str, titles: Iterable[str]) -> str:
    """What was probably meant: each word that no entry holds gives way to the nearest of a title; "" where none is."""

    def is_held(said: str) -> bool:
        return bool((holding(catalogue, SearchQuery(said, config=STEMMER)) & looked_through).any())

    words = typed(text)
    found = [word if is_held(word) else nearest(word, titles) for word in words]
    return " ".join(found) if found != words and all(found) and is_held(" ".join(found)) else ""


def nearest(word: str, titles: Iterable[str]) -> str:
    """The word of these titles that is most like `word`, or an empty text."""
    words = sorted({one for title in titles for one in title.split()})
    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=ALIKE)), "")
