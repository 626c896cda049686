"""Every address has one door, and reading any of them writes nothing."""

import inspect
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.template.loader import get_template
from django.urls import get_resolver, reverse

from accounts.models import Role
from accounts.pages.doors import SIGNED_IN, AccessRow
from sinovik import access
from sinovik.open_data.datasets import FOR_PARTNERS
from tests.factories import accounts

# Signing in and passwords are allauth's own views, at our addresses; these guard themselves.
OF_ALLAUTH = {
    "account_logout",
    "account_inactive",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
}


def addresses(patterns=None, before="", namespace=""):
    """(address pattern, view, full name) of every view of the portal."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, path, inner)
        else:
            yield path, pattern.callback, f"{namespace}{pattern.name}"


# What programs of partners read, whose key is asked for by the address itself.
WITH_A_KEY = {f"api_{noun}" for noun in FOR_PARTNERS}
# What is not there unless a setting says so.
NOT_SET_UP = {"metrics", "identity_return"}
OWN = [(path, view, name) for path, view, name in addresses() if name not in OF_ALLAUTH]
PLAIN = sorted({name for path, _view, name in addresses() if "<" not in path and name != "gallery"})


def test_every_view_wears_exactly_one_door():
    assert OWN
    for _path, view, name in OWN:
        doors, inner = [], view
        while inner is not None:
            if "door" in vars(inner):
                doors.append(inner.door)
            inner = getattr(inner, "__wrapped__", None)
        assert doors, f"{name} has no door"
        # `wraps` copies the door outwards; two different ones would be two decisions.
        assert len({str(door) for door in doors}) == 1, name
        if doors[0] == "public":
            assert not view.login_required, name
        elif doors[0] == SIGNED_IN:
            assert view.row.of == "own account", name
            assert getattr(view, "login_required", True), name
        else:
            assert doors[0], name
            assert set(doors[0]) <= set(Role), name
            assert getattr(view, "login_required", True), name


def test_every_view_carries_its_row():
    for _path, view, name in addresses():
        row = getattr(view, "row", None)
        assert isinstance(row, AccessRow), f"{name} does not say what it shows, whose it is and when"
        assert all((row.sees, row.of, row.when)), name


def test_the_table_of_access_is_up_to_date():
    written = (Path(settings.BASE_DIR) / "docs" / "access.md").read_text()
    assert written == access.printed(), "run manage.py print_access"


def test_the_list_of_foreign_views_is_true():
    named = {name: view for _path, view, name in addresses()}
    assert {name for name, view in named.items() if not hasattr(view, "door")} == OF_ALLAUTH
    assert all("allauth" in inspect.getmodule(named[name]).__name__ for name in OF_ALLAUTH)


def test_no_page_of_allauth_is_drawn_by_allauth():
    """Whatever can be reached is in our words and in our layout."""
    ours = Path(settings.BASE_DIR) / "templates"
    named = {name: view for _path, view, name in addresses()}
    for name in OF_ALLAUTH:
        template = named[name].view_class.template_name
        assert Path(get_template(template).origin.name).is_relative_to(ours), name


def test_two_addresses_never_share_a_name():
    by_name = {}
    for path, _view, name in OWN:
        by_name.setdefault(name, set()).add(path.count("<"))
    # One name may stand for several nouns of one view (the acts of a stage), never for other parameters.
    assert [name for name, parameters in by_name.items() if len(parameters) > 1] == []


def test_no_address_hides_behind_another():
    """Of two views at one address only the first is ever reached."""
    by_path = {}
    for path, _view, name in addresses():
        by_path.setdefault(re.sub(r"<[^>]*>", "<>", path), set()).add(name)
    assert {path: names for path, names in by_path.items() if len(names) > 1} == {}


def contents():
    """Every table but the sessions, as the database sees it: rows written, changed and removed so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE relname <> 'django_session' ORDER BY relname"
        )
        return cursor.fetchall()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *Role])
def test_reading_writes_nothing_whoever_reads(client, role):
    if role:
        client.force_login(accounts.membership(role, user=accounts.person(password="sandi-uji-yang-panjang")).user)
    for name in PLAIN:
        before = contents()
        # Not followed: the page behind a redirect is in the list itself.
        response = client.get(reverse(name))
        assert response.status_code in ({401} if name in WITH_A_KEY else {200, 302, 403, 404, 405}), name
        assert contents() == before, name


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in PLAIN if name not in OF_ALLAUTH])
def test_a_visitor_meets_the_public_or_the_sign_in(client, name):
    door = next(view.door for _path, view, own in OWN if own == name)
    response = client.get(reverse(name))
    if name in WITH_A_KEY:
        assert response.status_code == 401
    elif name in NOT_SET_UP:
        assert response.status_code == 404
    elif door == "public":
        assert response.status_code in {200, 405} or response.url in {"/", reverse("account_login")}
    else:
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))
