"""The doors: every view wears exactly one of `public`, `for_role` and `for_own_data`, and says on it what
docs/access.md prints.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from accounts.models.membership import SECURED, Membership, Role, for_oneself, held_on
from accounts.pages import addresses
from accounts.pages.read_only import SAFE_METHODS
from accounts.rules import SECOND_FACTOR_MISSING, WRONG_ROLE, Refused, without_office

# What a door is called that opens to anybody signed in.
SIGNED_IN = "signed in"
# Where the session keeps the office that was chosen in the header.
CHOSEN = "office"


# Whose things a view shows or changes, where several views say the same.
ALL = "everything"
OWN = "own unit, own agency"
OWN_OR_SUBMITTED = "own unit, own agency; the ministry: every submitted one"
OWN_OR_ALL = "own unit, own agency; the ministry: everything"
ALWAYS = "always"


@dataclass(frozen=True)
class AccessRow:
    """What the table of access says beside the roles: the object, whose it is, and the state it must be in.

    It is read, never asked: the scope is kept by the queryset the view starts from, the state by its rule. A view of
    several acts, each at an address of its own, says the state of each.
    """

    sees: str
    of: str = ALL
    when: str | Mapping[str, str] = ALWAYS


# What floors above ask of whoever comes in, under the office that fits: each may refuse by the request and its address.
GUARDS: list[Callable[[HttpRequest, Mapping[str, object]], None]] = []


def guard(ask):
    """Have a floor above asked before every view behind a door for roles."""
    if ask not in GUARDS:
        GUARDS.append(ask)


def public(*, sees, of=ALL, when=ALWAYS, kept=None):
    """The door anyone may go through.

    `kept`: how many seconds of the clock the page holds, `still.UNTIL_CHANGED` where it tells no time; see there.
    """

    def door(view):
        view.door = "public"
        view.kept = kept
        view.row = AccessRow(sees, of, when)
        return login_not_required(view)

    return door


def guards_itself(view, *, sees, of="own account", when=ALWAYS):
    """A view of allauth with its row; its door is allauth's own."""
    view.row = AccessRow(sees, of, when)
    return view


class ShutUnlessPublic(LoginRequiredMiddleware):
    """A view without the public door asks for sign-in; one with it does not even ask who has come.

    Django's own looks at the session first, and then no public page is the same for everybody.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def for_role(*roles, sees, of, when=ALWAYS, fresh=False, secured=True):
    """The door for holders of one of `roles`; the membership they act under becomes `request.office`.

    Somebody who holds several of them acts under the one chosen in the header where it fits, else under the first in
    the order given; what one office does not see is looked for under the others that fit. Behind a `fresh` door a
    page may be read as ever, but an act asks for the password again when it was not given lately; what was typed is
    kept meanwhile, and done once the password is right. Roles that decide have a second factor before a `secured` door
    opens; only where it is set up the doors are not.
    """

    def door(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            fitting = offices_for(request, roles)
            if not fitting:
                raise Refused(WRONG_ROLE if offices(request) else out_of_office(request.user))
            if secured and lacks_second_factor(request, fitting):
                raise Refused(SECOND_FACTOR_MISSING, way=reverse("second_factor"))
            if fresh:
                require_fresh(request)
            return under_each(fitting, view, request, *args, **kwargs)

        guarded.door = roles
        guarded.is_fresh = fresh
        guarded.row = AccessRow(sees, of, when)
        return guarded

    return door


def for_own_data(*, sees, when=ALWAYS, fresh=False):
    """The door to one's own data, for anybody signed in: whoever holds no office any more has data all the same.

    `request.office` is the office chosen, or what stands for the person alone. `fresh`, and the second factor of
    offices that decide, as in `for_role`.
    """

    def door(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            held = offices_for(request, tuple(Role))
            if lacks_second_factor(request, held):
                raise Refused(SECOND_FACTOR_MISSING, way=reverse("second_factor"))
            if fresh:
                require_fresh(request)
            request.office = held[0] if held else for_oneself(request.user)
            return view(request, *args, **kwargs)

        guarded.door = SIGNED_IN
        guarded.is_fresh = fresh
        guarded.row = AccessRow(sees, "own account", when)
        return guarded

    return door


def out_of_office(user):
    """Whom to ask, for somebody who holds no office today."""
    held = Membership.objects.filter(user=user.pk).with_places().order_by("-since", "-pk")
    last = held.first() if user.is_authenticated else None
    return without_office(last, on=timezone.localdate())


def under_each(fitting, view, request, *args, **kwargs):
    """The view's answer under the first of these offices that finds what was asked for.

    A view loads before it acts, so one that has not found its object has done nothing yet.
    """
    for office in fitting:
        request.office = office
        for ask in GUARDS:
            ask(request, kwargs)
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if office is fitting[-1]:
                # The page that says so is the chosen office's.
                request.office = fitting[0]
                raise
    return None


def lacks_second_factor(request, held):
    """Whether somebody who holds these offices must set up a second factor before they are of use."""
    return settings.SECOND_FACTOR_REQUIRED and any(one.role in SECURED and not one.is_secured for one in held)


def require_fresh(request):
    """Ask for the password again before a grave act, unless it was given lately; a page may be read as ever."""
    if request.method not in SAFE_METHODS and not signed_in_lately(request):
        raise ReauthenticationRequired


def signed_in_lately(request):
    """Whether the person gave the password within the time that a grave act asks for."""
    given = [
        record["at"] for record in get_authentication_records(request, request.user) if record["method"] == "password"
    ]
    return bool(given) and time.time() - max(given) < settings.FRESH_SIGN_IN_MINUTES * 60


def offices_for(request, roles):
    """The offices held today that have one of `roles`: the chosen one first, then in the order of the roles."""
    fitting = [office for role in roles for office in offices(request) if office.role == role]
    return sorted(fitting, key=lambda office: office.pk != request.session.get(CHOSEN))


def is_open(request, address):
    """Whether the door at an address of ours opens for whoever asks; what lies behind it may still refuse."""
    try:
        door = door_at(address)
    except Resolver404:
        return False
    return lets_in(request, door)


def door_at(address):
    """The door of the view at an address of ours."""
    return getattr(resolve(urlsplit(address).path).func, "door", None)


def lets_in(request, door):
    """Whether a door opens for whoever asks."""
    if door in (None, SIGNED_IN, "public"):
        return door == "public" or request.user.is_authenticated
    return any(office.role in door for office in offices(request))


# A code in whose place others are put.
STAND_IN = "x--x--x"
# The door behind each name of an address: a list of hundreds of links looks for it once, not in every row.
BY_NAME: dict[str, Any] = {}


def way(request, name, *args, **kwargs):
    """The address of a page as a list may offer it: an empty text where the door is shut to the person."""
    is_kept = not kwargs and addresses.is_plain(args)
    address = addresses.of(name, *args) if is_kept else reverse(name, args=args, kwargs=kwargs)
    if name not in BY_NAME:
        BY_NAME[name] = door_at(address)
    if not hasattr(request, "doors_tried"):
        request.doors_tried = {}
    if name not in request.doors_tried:
        request.doors_tried[name] = lets_in(request, BY_NAME[name])
    return address if request.doors_tried[name] else ""


def leading(request, name):
    """What leads to a page by a code, a slug: asked once for a list of hundreds of links; see `way`."""
    address = way(request, name, STAND_IN)
    return with_code(address) if address else lambda _code: ""


def with_code(address):
    """What puts a code, a slug, into an address in the place of the one that stands in for it."""
    before, after = address.split(STAND_IN)
    return lambda code: f"{before}{code}{after}"


def without_shut(request, rows):
    """Rows whose `url` leads to a shut door say what they say without it."""
    return [row if is_open(request, row["url"]) else {**row, "url": ""} for row in rows]


def choose(request, office):
    """Work under `office` from now on, wherever it fits."""
    request.session[CHOSEN] = office.pk


def offices(request):
    """The signed-in person's memberships of today, read once a request; an empty list for a visitor."""
    if not hasattr(request, "held_offices"):
        user = request.user
        request.held_offices = held_on(user.pk, timezone.localdate()) if user.is_authenticated else []
    return request.held_offices
