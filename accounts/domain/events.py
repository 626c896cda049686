"""Recording what was done."""

import json
from collections.abc import Callable
from typing import Any

from accounts.models import Event
from accounts.models.event import key_of

# Asked of every act as it is recorded: name, subject, who, when, particulars. One that raises Refused undoes the act.
GUARDS: list[Callable[..., Any]] = []


def guard(ask):
    """Have a floor above asked about every act, whichever door it came through."""
    if ask not in GUARDS:
        GUARDS.append(ask)


def record(name, *, on, by, at, **particulars):
    """Append one event to the chain.

    `name` is "noun.verbed", `on` the saved object it happened to, `by` the acting membership or None for
    the system, `at` an aware datetime. Particulars must be plain JSON values. Call it last in the act's
    transaction: the chain is locked from here to the commit.
    """
    for ask in GUARDS:
        ask(name, on, by=by, at=at, particulars=particulars)
    return Event.objects.create(**row(name, on=on, by=by, at=at, particulars=particulars))


def row(name, *, on, by, at, particulars):
    """The columns of an event, with their canonical text as `body`."""
    columns = {
        "name": name,
        "at": at,
        "actor_id": by.user_id if by else None,
        "actor_name": by.user.full_name if by else "",
        "office": by.role if by else "",
        "subject_type": on._meta.label_lower,
        "subject_id": key_of(on),
    }
    return {**columns, "body": canonical({**columns, "at": at.isoformat(), "particulars": particulars})}


def canonical(value):
    """The one text of a JSON value: sorted keys, no spaces, UTF-8. Equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
