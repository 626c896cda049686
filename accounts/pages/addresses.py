"""Addresses of pages, kept once found: Django goes through all there are each time (decision 117)."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

PLAIN = {str, SafeString, int}


def is_plain(values: Any) -> bool:
    """Whether an address with these values can be kept: they cannot change, and are written in one way."""
    return all(type(one) in PLAIN for one in values)


def of(name: str, *values: Any, place: str | None = None) -> str:
    """The address of a page by its name and plain values, as a page of `place` (a namespace) says it now.

    NoReverseMatch where there is none.
    """
    return found(get_urlconf(settings.ROOT_URLCONF), get_script_prefix(), get_language(), place, name, *values)


# Typed: 1 and True are equal, and are written differently.
@lru_cache(maxsize=8192, typed=True)
def found(_urls: Any, _prefix: str, _language: str | None, place: str | None, name: str, *values: Any) -> str:
    """The address of a page, among these addresses, below that prefix and in that language."""
    return reverse(name, args=values, current_app=place)
