"""The lot: promised while nobody can know it, drawn by two people, the same for ever."""

import hashlib
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from accounts.models import Chore, Event, Role
from competitions import motions as grave
from competitions import rules
from competitions.domain import lot, planning
from competitions.models import Edition, Lot
from tests.factories import accounts, competitions
from tests.factories.competitions import CLOSES_AT, DURING, PLANNED_AT, WIB
from tests.owner import as_owner
from tests.refusals import refusal_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db
# CLOSES_AT is Wednesday 1 April 2026, 16.00.
THURSDAY = date(2026, 4, 2)
EVENING = datetime(2026, 4, 2, 18, tzinfo=WIB)
A_WEEK_LATER = EVENING + timedelta(days=7)
NUMBER = "7.234,56"


@pytest.fixture
def edition():
    return competitions.edition(slug="kipp-2026")


@pytest.fixture
def first():
    return accounts.membership(Role.SECRETARY)


@pytest.fixture
def second():
    return accounts.membership(Role.MINISTRY_ADMIN)


def enter(edition, value=NUMBER, day=THURSDAY, found_at="bursa.example", reason="", *, by, at=EVENING):
    return lot.enter(edition, value, day, found_at, reason, by=by, at=at)


def test_an_edition_is_announced_with_the_promise_of_its_lot(edition):
    promised = edition.lots.get()
    assert promised.commitment == hashlib.sha256(promised.secret.encode()).hexdigest()
    assert promised.committed_at == PLANNED_AT
    told = Event.objects.about(edition).get(name="edition.lot_committed")
    assert told.particulars == {"commitment": promised.commitment, "public_number": lot.SOURCE}
    assert promised.secret not in told.body
    assert edition.lot_seed == ""
    assert competitions.edition().lots.get().secret != promised.secret


def test_two_people_who_type_the_same_draw_it(edition, first, second):
    waiting = enter(edition, by=first)
    edition.refresh_from_db()
    assert (waiting.is_drawn, edition.lot_seed) == (False, "")
    drawn = enter(edition, "7234.56", found_at="harian.example", by=second)
    edition.refresh_from_db()
    by_hand = hashlib.sha256(f"{drawn.secret}|7234.56|kipp-2026".encode()).hexdigest()
    assert edition.lot_seed == by_hand
    assert list(Event.objects.about(edition).values_list("name", flat=True))[-3:] == [
        "edition.lot_revealed",
        "edition.lot_typed",
        "edition.lot_drawn",
    ]
    told = Event.objects.about(edition).get(name="edition.lot_drawn")
    assert told.particulars["sources"] == ["bursa.example", "harian.example"]
    assert "7234.56" not in Event.objects.about(edition).get(name="edition.lot_typed").body


def test_the_seed_by_hand():
    """Golden: what the public page tells people to compute."""
    secret = "0" * 63 + "1"
    assert lot.hashed(secret) == "c386d8e8d07342f2e39e189c8e6c57bb205bb373fe4e3a6f69404a8bb767b417"
    seed = lot.hashed(lot.mixed(secret, "7234.56", "kipp-2026"))
    assert seed == "9852deaf60021252de721ee604d1dd6558b6916388cb5556e76106c217ec2f75"


def test_the_second_is_not_the_first_and_does_not_differ(edition, first, second):
    enter(edition, "7.000,00", by=first)
    assert refusal_of(enter, edition, by=second) is rules.VALUES_DIFFER
    later = {"day": date(2026, 4, 3), "reason": "Libur bursa", "at": EVENING + timedelta(days=1)}
    assert refusal_of(enter, edition, "7.000,00", by=second, **later) is rules.VALUES_DIFFER
    corrected = enter(edition, by=first)
    assert (corrected.value, corrected.is_drawn) == ("7234.56", False)
    assert enter(edition, by=second).is_drawn


def test_the_same_person_in_another_office_is_not_a_second(edition, first):
    enter(edition, by=first)
    again = accounts.membership(Role.MINISTRY_ADMIN, user=first.user)
    assert not enter(edition, by=again).is_drawn


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"at": DURING}, rules.LOT_TOO_EARLY),
        ({"day": date(2026, 4, 1)}, rules.VALUE_DAY_TOO_EARLY),
        ({"day": date(2026, 4, 3)}, rules.VALUE_DAY_IN_FUTURE),
        ({"day": date(2026, 4, 3), "at": A_WEEK_LATER}, rules.VALUE_DAY_UNEXPLAINED),
        ({"day": date(2026, 4, 3), "at": A_WEEK_LATER, "reason": "  "}, rules.VALUE_DAY_UNEXPLAINED),
        ({"day": date(2026, 4, 4), "at": A_WEEK_LATER, "reason": "Libur bursa"}, rules.VALUE_DAY_NO_TRADING),
        ({"day": date(2026, 4, 5), "at": A_WEEK_LATER, "reason": "Libur bursa"}, rules.VALUE_DAY_NO_TRADING),
        ({"value": "tujuh"}, rules.VALUE_MALFORMED),
        ({"value": "7.234,5"}, rules.VALUE_MALFORMED),
        ({"value": "7.23,56"}, rules.VALUE_MALFORMED),
        ({"value": ""}, rules.VALUE_MALFORMED),
        ({"found_at": "  "}, rules.FOUND_NOWHERE),
    ],
)
def test_what_may_not_be_typed(edition, first, given, refusal):
    assert refusal_of(enter, edition, by=first, **given) is refusal
    assert edition.lots.get().first_at is None


def test_a_later_day_is_typed_with_the_reason_of_both(edition, first, second):
    """The exchange was closed on Thursday: both say so, and the trail keeps it."""
    friday = {"day": date(2026, 4, 3), "at": A_WEEK_LATER}
    enter(edition, by=first, reason="Libur bursa", **friday)
    assert refusal_of(enter, edition, by=second, **friday) is rules.VALUE_DAY_UNEXPLAINED
    drawn = enter(edition, by=second, reason="Cuti bersama", **friday)
    assert (drawn.first_reason, drawn.second_reason) == ("Libur bursa", "Cuti bersama")
    told = Event.objects.about(edition).get(name="edition.lot_drawn")
    assert told.particulars["reasons"] == ["Libur bursa", "Cuti bersama"]


def test_on_the_expected_day_there_is_nothing_to_explain(edition, first):
    assert enter(edition, by=first, reason="Libur bursa").first_reason == ""


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SECRETARY, Role.MINISTRY_ADMIN)])
def test_only_the_ministry_draws(edition, role):
    assert refusal_of(enter, edition, by=accounts.membership(role)) is rules.NOT_THE_MINISTRY


def test_a_drawn_lot_stays(edition, first, second):
    competitions.drawn(edition)
    assert refusal_of(enter, edition, by=first) is rules.LOT_ALREADY_DRAWN
    late = refusal_of(
        grave.extend_registration,
        edition,
        CLOSES_AT + timedelta(days=30),
        "Banjir",
        by=second,
        at=CLOSES_AT + timedelta(days=3),
    )
    assert late is rules.LOT_ALREADY_DRAWN


def test_the_secret_is_revealed_at_the_close_and_only_then(edition):
    assert lot.reveal_due(at=CLOSES_AT - timedelta(seconds=1)) == 0
    assert lot.reveal_due(at=CLOSES_AT) == 1
    assert lot.reveal_due(at=CLOSES_AT) == 0
    assert edition.lots.get().revealed_at == CLOSES_AT
    assert Event.objects.about(edition).filter(name="edition.lot_revealed").count() == 1


def test_one_that_cannot_be_revealed_holds_up_no_other_and_is_tried_again_later(edition):
    broken = competitions.edition(slug="kipp-2027").lots.get()
    with as_owner() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            f"ALTER TABLE competitions_lot ADD CONSTRAINT jammed CHECK (id <> {broken.pk} OR revealed_at IS NULL)"
        )
    assert lot.reveal_due(at=CLOSES_AT) == 1
    assert edition.lots.get().revealed_at == CLOSES_AT
    chore = Chore.objects.get()
    assert (chore.about, chore.tries) == (broken.edition.name, 1)
    assert "jammed" in chore.failure
    lot.reveal_due(at=CLOSES_AT + timedelta(seconds=30))
    assert Chore.objects.get().tries == 1
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE competitions_lot DROP CONSTRAINT jammed")
    assert lot.reveal_due(at=CLOSES_AT + timedelta(minutes=1)) == 1
    assert not Chore.objects.exists()


def test_registration_opened_again_renews_a_promise_that_is_known(edition, first, second):
    at = CLOSES_AT + timedelta(hours=2)
    lot.reveal_due(at=at)
    old = edition.lots.get()
    settle(grave.extend_registration(edition, CLOSES_AT + timedelta(days=7), "Banjir", by=second, at=at), at=at)
    new = Lot.objects.current().get(edition=edition)
    assert new.secret != old.secret
    assert (new.committed_at, new.revealed_at) == (at, None)
    old.refresh_from_db()
    assert old.replaced_at == at
    later = EVENING + timedelta(days=7)
    assert refusal_of(enter, edition, by=first, at=later) is rules.VALUE_DAY_TOO_EARLY
    enter(edition, day=date(2026, 4, 9), by=first, at=later)
    assert enter(edition, day=date(2026, 4, 9), by=second, at=later).pk == new.pk


def test_registration_extended_in_time_keeps_the_promise(edition, second):
    settle(grave.extend_registration(edition, CLOSES_AT + timedelta(days=7), "Banjir", by=second, at=DURING), at=DURING)
    assert edition.lots.count() == 1


def test_no_promise_after_the_close(second):
    planned = competitions.edition(announced=False)
    assert refusal_of(lot.commit, planned, by=second, at=CLOSES_AT) is rules.LOT_TOO_LATE
    assert not Lot.objects.exists()


def test_only_an_example_brings_its_secret(second):
    secret = lot.hashed("contoh")
    serious = competitions.edition(announced=False)
    brought = refusal_of(planning.announce, serious, lot_secret=secret, by=second, at=PLANNED_AT)
    assert brought is rules.SECRET_BROUGHT
    example = competitions.edition(announced=False, is_example=True)
    planning.announce(example, lot_secret=secret, by=second, at=PLANNED_AT)
    assert example.lots.get().secret == secret


@pytest.mark.parametrize(
    ("closes", "day"),
    [
        (datetime(2026, 4, 1, 16, tzinfo=WIB), date(2026, 4, 2)),
        (datetime(2026, 4, 2, 0, tzinfo=WIB), date(2026, 4, 2)),
        (datetime(2026, 4, 3, 16, tzinfo=WIB), date(2026, 4, 6)),
    ],
)
def test_the_day_of_the_public_number(closes, day):
    assert lot.expected_day(Edition(closes_at=closes)) == day


@pytest.mark.parametrize(
    ("written", "number"),
    [("7.234,56", "7234.56"), (" 7234,56 ", "7234.56"), ("7234.56", "7234.56"), ("12.345.678,90", "12345678.90")],
)
def test_one_number_however_it_is_written(written, number):
    assert lot.canonical(written) == number


@pytest.mark.parametrize(
    "anew",
    [
        {"secret": "1" * 64, "commitment": lot.hashed("1" * 64)},
        {"source": "Kurs lain"},
        {"committed_at": PLANNED_AT - timedelta(days=9)},
    ],
)
def test_a_promise_is_never_written_anew(edition, anew):
    promise = Lot.objects.filter(edition=edition)
    with pytest.raises(InternalError, match="promise_stands"), transaction.atomic():
        promise.update(**anew)


@pytest.mark.parametrize("seed", ["", "1" * 64])
def test_a_drawn_seed_is_never_written_anew(edition, seed):
    competitions.drawn(edition)
    with pytest.raises(InternalError, match="lot_seed_stands"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(lot_seed=seed)
    Edition.objects.filter(pk=edition.pk).update(theme="Yang lain tetap boleh berubah")


@pytest.mark.parametrize(
    "anew",
    [{"value": "1.00"}, {"day": date(2026, 4, 6)}, {"first_found_at": "lain"}, {"second_found_at": "lain"}],
)
def test_a_drawn_lot_is_never_written_anew(edition, anew):
    competitions.drawn(edition)
    with pytest.raises(InternalError, match="drawn_stands"), transaction.atomic():
        Lot.objects.filter(edition=edition).update(**anew)


def test_the_first_stays_the_first_and_what_is_revealed_stays_so(edition, first, second):
    enter(edition, by=first)
    promise = Lot.objects.filter(edition=edition)
    for name, anew in [
        ("first_person_stands", {"first_person": second.user}),
        ("revealed_stands", {"revealed_at": EVENING - timedelta(hours=1)}),
    ]:
        with pytest.raises(InternalError, match=name), transaction.atomic():
            promise.update(**anew)


def test_the_database_holds_the_rules_too(edition, first, second):
    one = edition.lots.get()
    now = timezone.now()
    typed = {
        "value": "1.00",
        "day": THURSDAY,
        "first_found_at": "a",
        "first_at": now,
        "first_by": first,
        "first_person": first.user,
    }
    opened = {"revealed_at": now}
    same = {"second_found_at": "b", "second_at": now, "second_by": first, "second_person": first.user}
    for name, values in [
        ("lot_revealed_after_it_was_promised", {"revealed_at": PLANNED_AT - timedelta(days=1)}),
        ("lot_typed_after_it_was_revealed", typed),
        ("lot_drawn_by_two_persons", {**opened, **typed, **same}),
        ("lot_number_is_of_a_weekday", {**opened, **typed, "day": date(2026, 4, 4)}),
        ("lot_first_is_a_person", {**opened, **typed, "first_person": None}),
        ("lot_drawn_is_never_replaced", {**opened, **typed, **same, "second_person": second.user, "replaced_at": now}),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Lot.objects.filter(pk=one.pk).update(**values)
    with pytest.raises(IntegrityError, match="edition_lot_seed_is_a_hash"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(lot_seed="benih pilihan")
    promise = {"secret": one.secret, "source": "x", "committed_at": now, "committed_by": second}
    for name, commitment in [("lot_one_counts", one.commitment), ("lot_commitment_is_of_its_secret", "0" * 64)]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Lot.objects.create(edition=edition, commitment=commitment, **promise)
