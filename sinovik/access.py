"""Who may do what at which address: the rows of the doors as a table."""

import inspect
from dataclasses import dataclass

from django.urls import get_resolver

from accounts.models import Role
from accounts.pages.doors import SIGNED_IN
from judging.views.control.acts import ACTS

HEAD = """# Who may do what

Every address with its door, printed by `manage.py print_access` from the rows that the doors carry
(`accounts/pages/doors.py`). The scope is kept by the queryset a view starts from, the state by its rule; this table
asks neither. "Fresh" is the password, asked for again before an act when it was not given lately.

| address | methods | who | object | whose | state | fresh |
|---|---|---|---|---|---|---|
"""
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Address:
    """One pattern of an address with the view that answers, its full name, and what the pattern hands it."""

    pattern: str
    view: object
    name: str
    given: dict


def addresses(patterns=None, before="", namespace=""):
    """Every address of the portal."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, path, inner)
        else:
            yield Address(path, pattern.callback, f"{namespace}{pattern.name}", pattern.default_args)


def printed():
    """The whole table as Markdown; the gallery of patterns, which only builders have, is left out."""
    return HEAD + "".join(line(address) for address in addresses() if address.name != "gallery")


def line(address):
    """One address as a row of the table."""
    row, noun = address.view.row, address.given.get("noun", "")
    cells = [
        f"`/{address.pattern}`",
        " ".join(methods(address.view)),
        who(address.view),
        row.sees,
        row.of,
        row.when if isinstance(row.when, str) else row.when[noun],
        "yes" if getattr(address.view, "is_fresh", False) or (noun and ACTS[noun].is_fresh) else "",
    ]
    return f"| {' | '.join(cells)} |\n"


def methods(view):
    """What a view answers of GET and POST: as Django's decorator was told, else both."""
    told = METHODS
    while view is not None:
        told = inspect.getclosurevars(view).nonlocals.get("request_method_list", told)
        view = getattr(view, "__wrapped__", None)
    return [method for method in METHODS if method in told]


def who(view):
    """The roles of a door in words."""
    door = getattr(view, "door", None)
    if door == SIGNED_IN:
        return "whoever is signed in"
    if door is None:
        return "whoever is signed in" if getattr(view, "login_required", True) else "anyone"
    if door == "public":
        return "anyone"
    return "every role" if set(door) == set(Role) else ", ".join(role.name.lower().replace("_", " ") for role in door)
