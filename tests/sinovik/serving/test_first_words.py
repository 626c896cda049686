"""Sorting addresses by their first word changes nothing but how long a search takes."""

import pytest
from django.conf import settings
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils import translation

from sinovik.serving.first_words import ByFirstWord

SAMPLES = {
    "int": "7",
    "slug": "kipp-2026",
    "str": "kata",
    "uuid": "0b9a9d7e-6a8d-4a52-9a65-2d1d6a1b8b11",
}


def unsorted(patterns):
    """The same addresses as Django would have them."""
    return [
        one
        if isinstance(one, URLPattern)
        else URLResolver(one.pattern, unsorted(one.url_patterns), one.default_kwargs, one.app_name, one.namespace)
        for one in patterns
    ]


def routes(patterns, before=""):
    """Every address with its places for values."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one.url_patterns, route)


def filled(route):
    """An address as somebody asks for it."""
    for kind, value in SAMPLES.items():
        while f"<{kind}:" in route:
            before, _place, rest = route.partition(f"<{kind}:")
            route = before + value + rest.partition(">")[2]
    return "/" + route


def told(resolver, address):
    """All that a page knows of its address; None where there is no page."""
    try:
        found = resolver.resolve(address)
    except Resolver404:
        return None
    names = (
        "func",
        "args",
        "kwargs",
        "url_name",
        "app_names",
        "namespaces",
        "route",
        "captured_kwargs",
        "extra_kwargs",
    )
    return {name: getattr(found, name) for name in names}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_address_is_found_as_django_finds_it(language):
    with translation.override(language):
        ours = get_resolver()
        plain = URLResolver(RegexPattern(r"^/"), unsorted(ours.url_patterns))
        # One address of allauth's is a pattern: it is found below as any other text is, by both or by none.
        addresses = [filled(route) for route in routes(ours.url_patterns) if "(?P" not in route]
        assert told(ours, "/akun/sandi/baru/1a-set-password/") == told(plain, "/akun/sandi/baru/1a-set-password/")
        assert len(addresses) > 400
        for address in addresses:
            assert told(plain, address), address
            for one in (address, f"/en{address}", address.rstrip("/"), f"{address}lagi/", address.upper()):
                assert told(ours, one) == told(plain, one), one


def test_what_is_asked_for_adds_nothing_to_what_is_sorted():
    """Whoever asks for a thousand words that are nowhere leaves nothing behind."""
    [whole] = get_resolver().url_patterns
    assert isinstance(whole, ByFirstWord)
    told(get_resolver(), "/ping")
    known = len(whole.sorted[translation.get_language()][0])
    for number in range(1000):
        assert told(get_resolver(), f"/kata-{number}/") is None
    assert len(whole.sorted[translation.get_language()][0]) == known
