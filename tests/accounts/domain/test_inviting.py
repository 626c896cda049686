"""Offices given, extended, ended and handed on by people, with their letters."""

from datetime import UTC, date, datetime

import pytest

from accounts import motions, rules
from accounts.domain import joining
from accounts.domain.motions import second, withdraw
from accounts.models import Event, Letter, Membership, Role, User
from accounts.rules import Stale
from tests.factories import accounts
from tests.refusals import refusal_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 3, tzinfo=UTC)
TODAY, LATER = date(2026, 3, 1), date(2026, 9, 1)


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


def test_somebody_new_gets_a_letter_with_a_link(secretary):
    held = joining.invite("  Baru@Contoh.GO.id ", "Nia Baru", Role.EVALUATOR, since=TODAY, by=secretary, at=AT)
    assert held.user.email == "baru@contoh.go.id"
    letter = Letter.objects.get(recipient=held.user)
    assert letter.is_secret
    assert "/akun/sandi/baru/" in letter.body
    assert "Evaluator" in letter.body


def test_somebody_known_keeps_their_name_and_password(secretary):
    known = accounts.person("Rini & 'Tia' <Adi>", email="rini@contoh.go.id", password="sandi-uji-yang-panjang")
    joining.invite("RINI@contoh.go.id", "Nama Lain", Role.PANELIST, since=TODAY, by=secretary, at=AT)
    assert User.objects.count() == 2
    letter = Letter.objects.get(recipient=known)
    assert (letter.name, letter.is_secret) == ("account.appointed", False)
    assert "Yth. Rini & 'Tia' <Adi>, Anda diangkat" in letter.body


def test_one_office_is_not_given_twice(secretary):
    joining.invite("a@contoh.go.id", "A", Role.EVALUATOR, since=TODAY, by=secretary, at=AT)
    again = refusal_of(joining.invite, "A@contoh.go.id", "A", Role.EVALUATOR, since=LATER, by=secretary, at=AT)
    assert again is rules.ALREADY_HELD


def test_a_refused_invitation_leaves_nobody_behind(secretary):
    agency = accounts.agency()
    accounts.membership(Role.AGENCY_ADMIN, agency=agency)
    before = User.objects.count()
    refusal = refusal_of(joining.invite, "x@contoh.go.id", "X", Role.SECRETARY, since=TODAY, by=secretary, at=AT)
    assert refusal is rules.NOT_YOURS_TO_APPOINT
    assert User.objects.count() == before
    assert not Letter.objects.exists()


def test_extending_sets_another_end_and_ending_tells_why(secretary):
    held = joining.invite("a@contoh.go.id", "A", Role.EVALUATOR, since=TODAY, until=LATER, by=secretary, at=AT)
    joining.extend(held, None, seen="2026-09-01", by=secretary, at=AT)
    joining.end(held, TODAY, "Pindah & 'tugas' <baru>", seen="-", by=secretary, at=AT)
    held.refresh_from_db()
    assert held.state(TODAY) == Membership.State.ENDED
    assert not Membership.objects.current(TODAY).filter(pk=held.pk).exists()
    assert "Alasan: Pindah & 'tugas' <baru>" in Letter.objects.get(name="account.office_ended").body
    names = list(Event.objects.order_by("number").values_list("name", flat=True))
    assert names == ["membership.appointed", "membership.extended", "membership.dismissed"]


def test_what_somebody_else_changed_meanwhile_is_not_ended_unseen(secretary):
    held = joining.invite("a@contoh.go.id", "A", Role.EVALUATOR, since=TODAY, by=secretary, at=AT)
    joining.extend(held, LATER, by=secretary, at=AT)
    with pytest.raises(Stale):
        joining.end(held, TODAY, "x", seen="-", by=secretary, at=AT)


def test_replacing_ends_one_and_appoints_the_other_at_the_same_place(secretary):
    agency = accounts.agency()
    old = accounts.membership(Role.AGENCY_ADMIN, agency=agency)
    new = joining.replace(old, "b@contoh.go.id", "B", "Mutasi", since=TODAY, by=secretary, at=AT)
    old.refresh_from_db()
    assert (old.until, new.since, new.agency, new.role) == (TODAY, TODAY, agency, Role.AGENCY_ADMIN)
    refusal = refusal_of(joining.replace, new, "B@contoh.go.id", "B", since=TODAY, by=secretary, at=AT)
    assert refusal is rules.SAME_PERSON_AGAIN


def test_the_last_admin_of_the_ministry_cannot_be_ended(admin):
    other = accounts.membership(Role.MINISTRY_ADMIN)
    joining.end(other, TODAY, "Pensiun", by=admin, at=AT)
    assert refusal_of(joining.end, admin, LATER, "Pensiun", by=admin, at=AT) is rules.LAST_ADMIN


def test_an_admin_whose_own_end_is_set_does_not_count_as_one_who_stays(admin):
    accounts.membership(Role.MINISTRY_ADMIN, until=LATER)
    assert refusal_of(joining.end, admin, TODAY, "x", by=admin, at=AT) is rules.LAST_ADMIN


def test_an_admin_of_the_ministry_is_appointed_by_two(admin):
    other = accounts.membership(Role.MINISTRY_ADMIN)
    motion = motions.appoint_admin("c@contoh.go.id", "C", "Tambahan", since=TODAY, by=admin, at=AT)
    user = User.objects.get(email="c@contoh.go.id")
    assert not user.memberships.exists()
    assert not Letter.objects.filter(recipient=user).exists()
    assert refusal_of(second, motion, seen=motion.sha256, by=admin, at=AT).key == "same_person"
    settle(motion, by=other, at=AT)
    held = user.memberships.get()
    assert (held.role, held.since) == (Role.MINISTRY_ADMIN, TODAY)
    assert Letter.objects.get(recipient=user).is_secret


def test_two_replace_an_admin_of_the_ministry(admin):
    other = accounts.membership(Role.MINISTRY_ADMIN)
    motion = motions.appoint_admin("c@contoh.go.id", "C", "Mutasi", since=TODAY, replaces=admin, by=admin, at=AT)
    settle(motion, by=other, at=AT)
    admin.refresh_from_db()
    assert admin.until == TODAY
    assert User.objects.get(email="c@contoh.go.id").memberships.get().role == Role.MINISTRY_ADMIN


def test_a_motion_whose_mover_has_left_is_taken_back_by_another(admin):
    other = accounts.membership(Role.MINISTRY_ADMIN)
    motion = motions.appoint_admin("c@contoh.go.id", "C", "Tambahan", since=TODAY, by=admin, at=AT)
    assert refusal_of(withdraw, motion, by=other, at=AT).key == "not_the_mover"
    joining.end(admin, TODAY, "Pensiun", by=other, at=AT)
    withdraw(motion, by=other, at=AT)
    assert motion.subject_name == "C (c@contoh.go.id)"
    motion.refresh_from_db()
    assert motion.withdrawn_at == AT
