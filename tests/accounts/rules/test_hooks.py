"""Which addresses of partners may be told, by whom: the whole tables."""

from datetime import UTC, datetime

import pytest

from accounts.models import Hook, Membership, Role
from accounts.rules import ADMIN_ONLY
from accounts.rules import partners as rules

ADMIN = Membership(role=Role.MINISTRY_ADMIN)
THEN = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://contoh.go.id", None),
        ("https://contoh.go.id/kabar?dari=sinovik", None),
        ("https://contoh.go.id:443/", None),
        ("https://contoh.go.id:8443/", None),
        ("https://contoh.go.id:25/", rules.ODD_PORT),
        ("https://contoh.go.id:22/", rules.ODD_PORT),
        ("https://contoh.go.id:99999/", rules.NOT_AN_ADDRESS),
        ("http://contoh.go.id/", rules.NOT_AN_ADDRESS),
        ("https://nama:sandi@contoh.go.id/", rules.NOT_AN_ADDRESS),
        ("https://contoh.go.id/#bagian", rules.NOT_AN_ADDRESS),
        ("https://contoh.go.id/a b", rules.NOT_AN_ADDRESS),
        ("https://contoh.go.id/\r\nHost: lain", rules.NOT_AN_ADDRESS),
        ("https:///kabar", rules.NOT_AN_ADDRESS),
        ("https://[::1", rules.NOT_AN_ADDRESS),
        ("contoh.go.id", rules.NOT_AN_ADDRESS),
        ("", rules.NOT_AN_ADDRESS),
    ],
)
def test_which_addresses_can_be_told(url, said):
    assert rules.address_refusal(url) is said


@pytest.mark.parametrize("role", Role)
def test_only_an_admin_of_the_ministry_sees_to_addresses(role):
    office, said = Membership(role=role), None if role == Role.MINISTRY_ADMIN else ADMIN_ONLY
    assert rules.making_refusal("https://contoh.go.id/", ["test"], office=office) is said
    assert rules.hook_refusal(Hook(), office=office) is said
    assert rules.trying_refusal(Hook(), office=office) is said


@pytest.mark.parametrize(
    ("kinds", "is_told", "said"),
    [(["test"], False, None), (["test"], True, rules.TOLD_ALREADY), ([], False, rules.NOTHING_TO_TELL)],
)
def test_an_address_is_told_once_and_of_something(kinds, is_told, said):
    assert rules.making_refusal("https://contoh.go.id/", kinds, is_told=is_told, office=ADMIN) is said


@pytest.mark.parametrize(
    ("paused", "ended", "acting", "trying"),
    [
        (None, None, None, None),
        (THEN, None, None, rules.HOOK_PAUSED),
        (None, THEN, rules.HOOK_ENDED, rules.HOOK_ENDED),
        (THEN, THEN, rules.HOOK_ENDED, rules.HOOK_ENDED),
    ],
)
def test_what_may_be_done_about_an_address(paused, ended, acting, trying):
    hook = Hook(paused_at=paused, ended_at=ended)
    assert rules.hook_refusal(hook, office=ADMIN) is acting
    assert rules.trying_refusal(hook, office=ADMIN) is trying
