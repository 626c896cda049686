"""Addresses found by their first word: of five hundred, the dozen that begin as what was asked for are tried.

Django tries one after the other, which took as long as an answer of the database.
"""

from collections import defaultdict

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.translation import get_language


class ByFirstWord(URLResolver):
    """Some addresses, which come out as they would from Django's own resolver.

    What begins otherwise in another language is sorted for each language by itself.
    """

    def __init__(self, *told):
        super().__init__(*told)
        self.sorted = {}

    def resolve(self, path):
        """The view of an address; Resolver404 where there is none."""
        language = get_language()
        if language not in self.sorted:
            self.sorted[language] = self.by_first_words()
        by_word, others = self.sorted[language]
        return by_word.get(str(path).partition("/")[0], others).resolve(path)

    def by_first_words(self):
        """The addresses by the word that each begins with, and those that may begin with any, in their order."""
        places, anywhere = defaultdict(set), set()
        for place, one in enumerate(self.url_patterns):
            word = first_word(one)
            (anywhere if word is None else places[word]).add(place)
        return {word: self.part(own | anywhere) for word, own in places.items()}, self.part(anywhere)

    def part(self, places):
        """Some of the addresses, as Django's own resolver."""
        some = [self.url_patterns[place] for place in sorted(places)]
        return URLResolver(self.pattern, some, self.default_kwargs, self.app_name, self.namespace)


def first_word(one):
    """What stands before the first stroke of an address; None where that may be anything."""
    if not isinstance(one.pattern, RoutePattern):
        return None
    word, stroke, _rest = str(one.pattern).partition("/")
    is_whole = stroke or isinstance(one, URLPattern)
    return word if is_whole and "<" not in word else None


def by_first_word(addresses):
    """As `path("", include(...))` with a module's name or a list of addresses."""
    told = path("", include(addresses))
    return ByFirstWord(told.pattern, told.urlconf_name, told.default_kwargs, told.app_name, told.namespace)
