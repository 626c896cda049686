"""Who gives keys to partners, and what a key opens: the whole tables."""

from datetime import date, timedelta
from itertools import product

import pytest

from accounts.models import Membership, PartnerKey, Role
from accounts.rules import ADMIN_ONLY, REASON_MISSING
from accounts.rules import partners as rules

TODAY = date(2026, 3, 1)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://contoh.go.id/", None),
        (" https://contoh.go.id:8443/kabar?dari=sinovik&x=%C3%A9 ", None),
        ("https://contoh.go.id", None),
        ("Https://contoh.go.id/", rules.NOT_AN_ADDRESS),
        ("HTTPS://contoh.go.id/", rules.NOT_AN_ADDRESS),
        ("http://contoh.go.id/", rules.NOT_AN_ADDRESS),
        ("https:/contoh.go.id/", rules.NOT_AN_ADDRESS),
        ("https://orang@contoh.go.id/", rules.NOT_AN_ADDRESS),
        ("https://contoh.go.id/#a", rules.NOT_AN_ADDRESS),
        ("https://contoh.go.id/a b", rules.NOT_AN_ADDRESS),
        ("https://contoh.go.id/café", rules.ODD_SIGNS),
        ("https://contoh.go.id/?nama=café", rules.ODD_SIGNS),
        ("https://contoh.go.id:80/", rules.ODD_PORT),
        ("https://contoh.go.id:99999/", rules.NOT_AN_ADDRESS),
    ],
)
def test_which_addresses_are_told(url, said):
    assert rules.address_refusal(url) is said


@pytest.mark.parametrize("role", Role)
def test_only_an_admin_of_the_ministry_gives_and_takes_back(role):
    office = Membership(role=role)
    said = None if role == Role.MINISTRY_ADMIN else ADMIN_ONLY
    assert rules.giving_refusal(["edisi"], until=TODAY + A_DAY, on=TODAY, office=office) is said
    assert rules.revoking_refusal(PartnerKey(), "Bocor.", office=office) is said


@pytest.mark.parametrize(
    ("reads", "days", "has_key", "said"),
    [
        (["edisi"], 1, False, None),
        (["edisi"], 366, False, None),
        (["edisi"], 367, False, rules.ENDS_TOO_LATE),
        (["edisi"], 0, False, rules.ENDS_TOO_EARLY),
        (["edisi"], -1, False, rules.ENDS_TOO_EARLY),
        (["edisi"], 1, True, rules.HAS_A_KEY),
        ([], 1, False, rules.NOTHING_TO_READ),
    ],
)
def test_a_key_reads_something_for_a_year_at_most(reads, days, has_key, said):
    given = {"until": TODAY + days * A_DAY, "on": TODAY, "has_key": has_key}
    assert rules.giving_refusal(reads, **given, office=Membership(role=Role.MINISTRY_ADMIN)) is said


@pytest.mark.parametrize(
    ("revoked", "reason", "said"),
    [
        (None, "Bocor.", None),
        (None, " \n", REASON_MISSING),
        (TODAY, "Bocor.", rules.KEY_REVOKED_ALREADY),
    ],
)
def test_a_key_is_taken_back_once_and_with_a_reason(revoked, reason, said):
    admin = Membership(role=Role.MINISTRY_ADMIN)
    assert rules.revoking_refusal(PartnerKey(revoked_at=revoked), reason, office=admin) is said


@pytest.mark.parametrize(("is_given", "is_revoked", "left"), list(product((True, False), (True, False), (1, 0))))
def test_whose_key_stands(is_given, is_revoked, left):
    key = PartnerKey(revoked_at=TODAY if is_revoked else None, until=TODAY + left * A_DAY) if is_given else None
    said = rules.showing_refusal(key, on=TODAY)
    if not is_given:
        assert said is rules.KEY_UNKNOWN
    elif is_revoked:
        assert said is rules.KEY_REVOKED
    else:
        assert said is (None if left else rules.KEY_OVER)


@pytest.mark.parametrize(
    ("noun", "editions", "asked", "is_by_edition", "said"),
    [
        ("tahap", [], "", True, None),
        ("tahap", [], "kipp-2026", True, None),
        ("tahap", ["kipp-2026"], "kipp-2026", True, None),
        ("tahap", ["kipp-2026"], "kipp-2025", True, rules.EDITION_NOT_IN_THE_KEY),
        ("tahap", ["kipp-2026"], "", True, rules.EDITION_NEEDED),
        ("tahap", ["kipp-2026"], "", False, None),
        ("tahap", ["kipp-2026"], "kipp-2025", False, rules.EDITION_NOT_IN_THE_KEY),
        ("aturan", [], "", True, rules.NOT_IN_THE_KEY),
        ("aturan", ["kipp-2026"], "kipp-2026", True, rules.NOT_IN_THE_KEY),
    ],
)
def test_what_a_key_opens(noun, editions, asked, is_by_edition, said):
    assert rules.reading_refusal(["tahap"], editions, noun, asked, is_by_edition=is_by_edition) is said
