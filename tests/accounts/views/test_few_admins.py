"""The offices of the ministry's admins through the pages: extended by two, and one admin alone gets a second."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import motions as grave
from accounts.domain import joining, motions
from accounts.models import Event, Letter, Membership, Motion, Role
from accounts.rules import LAST_ADMIN
from accounts.rules import motions as motion_rules
from tests.announcing import wait_out
from tests.factories import accounts
from tests.pages import markup
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db
WHY = "Tugasnya belum selesai."


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


def signed_in(client, office):
    client.force_login(office.user)
    return accounts.fresh(client)


def written(day):
    return f"{day:%d/%m/%Y}"


def appointed(client, today, **more):
    """The appointment of an admin, sent from its page; its motion."""
    sent = {"email": "baru@contoh.go.id", "full_name": "Nia Baru", "since": written(today), "until": "", "reason": WHY}
    client.post(reverse("person_appointment"), {**sent, "role": "ministry_admin", **more})
    return Motion.objects.latest("pk")


def seconded(client, motion):
    """The answer to whoever agrees; what was agreed to has been waited for."""
    answer = client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256})
    wait_out()
    return answer


def admins(today):
    return Membership.objects.current(today).filter(role=Role.MINISTRY_ADMIN).count()


@pytest.mark.parametrize("act", ["appointed", "extended", "replaced"])
def test_what_two_say_of_an_admin_asks_for_the_password_again(client, admin, today, act):
    other = accounts.membership(Role.MINISTRY_ADMIN, until=today + timedelta(days=10))
    client.force_login(admin.user)
    accounts.fresh(client, ago=24 * 3600)
    new = {"email": "baru@contoh.go.id", "full_name": "Nia Baru", "since": written(today), "reason": WHY}
    address, sent = {
        "appointed": (reverse("person_appointment"), {**new, "until": "", "role": "ministry_admin"}),
        "extended": (
            reverse("person_extension", args=[other.pk]),
            {"until": written(today + timedelta(days=90)), "reason": WHY, "versi": joining.stamp(other)},
        ),
        "replaced": (reverse("person_replacement", args=[other.pk]), {**new, "versi": joining.stamp(other)}),
    }[act]
    answer = client.post(address, sent)
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not Motion.objects.exists()
    accounts.fresh(client)
    client.post(address, sent)
    assert Motion.objects.get().reason == WHY


def test_the_office_of_an_admin_is_extended_by_two(client, admin, today):
    soon, later = today + timedelta(days=10), today + timedelta(days=200)
    ending = accounts.membership(Role.MINISTRY_ADMIN, until=soon)
    signed_in(client, admin)
    address = reverse("person_extension", args=[ending.pk])
    assert address in markup(client.get(reverse("person", args=[ending.user_id])))
    assert "diajukan dahulu" in markup(client.get(address))
    sent = {"until": written(later), "versi": joining.stamp(ending)}
    assert "Tulis alasannya" in markup(client.post(address, {**sent, "reason": ""}))
    page = markup(client.post(address, {**sent, "reason": WHY}, follow=True))
    assert "Perpanjangan peran admin kementerian" in page
    assert "Berakhir sesudah disetujui" in page
    motion = Motion.objects.get()
    assert "Perpanjangan peran admin kementerian" in markup(client.get(reverse("person", args=[ending.user_id])))
    ending.refresh_from_db()
    assert ending.until == soon
    # The other admin is the one whose office it is; nobody agrees to what they put forward themselves.
    assert seconded(client, motion).status_code == 403
    signed_in(client, ending)
    seconded(client, motion)
    ending.refresh_from_db()
    assert ending.until == later
    assert Event.objects.filter(name="membership.extended").count() == 1


def test_an_admin_puts_the_own_extension_forward_from_a_page_that_shows_today(client, admin, today):
    ending = accounts.membership(Role.MINISTRY_ADMIN, until=today + timedelta(days=10))
    signed_in(client, ending)
    address = reverse("person_extension", args=[ending.pk])
    assert client.post(address, {"until": "", "reason": WHY, "versi": "-"}).status_code == 409
    assert not Motion.objects.exists()
    client.post(address, {"until": "", "reason": WHY, "versi": joining.stamp(ending)})
    signed_in(client, admin)
    seconded(client, Motion.objects.get())
    ending.refresh_from_db()
    assert ending.until is None


def test_an_end_that_changed_meanwhile_is_not_extended(admin, today):
    ending = accounts.membership(Role.MINISTRY_ADMIN, until=today + timedelta(days=10))
    now = timezone.now()
    motion = grave.extend_admin(ending, None, WHY, by=ending, at=now)
    Membership.objects.filter(pk=ending.pk).update(until=today + timedelta(days=5))
    refusal = refusal_of(motions.second, motion, seen=motion.sha256, by=admin, at=now)
    assert refusal is motion_rules.CHANGED_SINCE


def test_the_last_admin_without_an_end_is_not_given_one(client, admin, today):
    accounts.membership(Role.MINISTRY_ADMIN, until=today + timedelta(days=10))
    later, now = today + timedelta(days=90), timezone.now()
    assert refusal_of(grave.extend_admin, admin, later, WHY, by=admin, at=now) is LAST_ADMIN


def test_whoever_ends_the_last_but_one_is_told_what_follows(client, admin, today):
    other = accounts.membership(Role.MINISTRY_ADMIN)
    said = "Sesudah ini tinggal satu admin kementerian"
    signed_in(client, admin)
    address = reverse("person_ending", args=[other.pk])
    page = markup(client.get(address))
    assert said in page
    assert f"{reverse('person_appointment')}?peran=ministry_admin" in page
    accounts.membership(Role.MINISTRY_ADMIN)
    assert said not in markup(client.get(address))
    assert said not in markup(client.get(reverse("person_ending", args=[accounts.membership(Role.SECRETARY).pk])))


def test_one_admin_and_one_secretary_make_two_admins(client, admin, secretary, today):
    signed_in(client, admin)
    motion = appointed(client, today)
    letter = Letter.objects.get(name="motion.moved")
    assert letter.recipient == secretary.user
    assert "hanya ada satu admin kementerian" in letter.body
    assert "Tidak ada orang kedua" not in markup(client.get(reverse("motion", args=[motion.pk])))
    assert seconded(client, motion).status_code == 403
    signed_in(client, secretary)
    assert "Pengangkatan admin kementerian menunggu persetujuan Anda: Nia Baru" in markup(client.get(reverse("home")))
    page = markup(client.get(reverse("motion", args=[motion.pk])))
    assert "Karena hanya ada satu admin kementerian" in page
    assert "Setujui pengangkatan ini?" in page
    seconded(client, motion)
    assert admins(today) == 2
    agreed = Event.objects.get(name="motion.seconded")
    assert (agreed.actor_id, agreed.office) == (secretary.user_id, Role.SECRETARY)
    # The admin gave the office; the secretariat agreed.
    assert Event.objects.get(name="membership.appointed").actor_id == admin.user_id
    # From now on the two admins are among themselves again.
    signed_in(client, admin)
    motion = appointed(client, today, email="lain@contoh.go.id", full_name="Orang Lain")
    signed_in(client, secretary)
    assert "menunggu persetujuan Anda" not in markup(client.get(reverse("home")))
    assert seconded(client, motion).status_code == 403
    assert admins(today) == 2


def test_the_secretariat_sends_back_what_it_may_agree_to(client, admin, secretary, today):
    signed_in(client, admin)
    motion = appointed(client, today)
    signed_in(client, secretary)
    client.post(reverse("motion_declining", args=[motion.pk]), {"reason": "Bukan orangnya."})
    motion.refresh_from_db()
    assert motion.declined_by == secretary
    assert admins(today) == 1


def test_nobody_agrees_to_becoming_an_admin(client, admin, secretary, today):
    signed_in(client, admin)
    motion = appointed(client, today, email=secretary.user.email, full_name=secretary.user.full_name)
    page = markup(client.get(reverse("motion", args=[motion.pk])))
    assert "Tidak ada orang kedua" in page
    assert f"{reverse('person_appointment')}?peran=secretary" in page
    signed_in(client, secretary)
    assert seconded(client, motion).status_code == 403
    assert admins(today) == 1


def test_the_secretariat_agrees_to_no_more_than_the_appointment(client, admin, secretary, today):
    """One admin alone is neither replaced nor extended by the secretariat; the page says who is appointed first."""
    signed_in(client, admin)
    sent = {"email": "baru@contoh.go.id", "full_name": "Nia Baru", "since": written(today), "until": "", "reason": WHY}
    client.post(reverse("person_replacement", args=[admin.pk]), {**sent, "versi": "-"})
    client.post(reverse("person_extension", args=[admin.pk]), {"until": "", "reason": WHY, "versi": "-"})
    replacing, extending = Motion.objects.order_by("pk")
    assert (replacing.kind, extending.kind) == (grave.APPOINT_ADMIN.name, grave.EXTEND_ADMIN.name)
    for motion in (replacing, extending):
        page = markup(client.get(reverse("motion", args=[motion.pk])))
        assert "Angkat admin kedua dahulu" in page
        assert f"{reverse('person_appointment')}?peran=ministry_admin" in page
    signed_in(client, secretary)
    for motion in (replacing, extending):
        assert seconded(client, motion).status_code == 403
        # The secretariat appoints no admin: it reads the way out, without a link that leads nowhere.
        assert "?peran=ministry_admin" not in markup(client.get(reverse("motion", args=[motion.pk])))
    assert "menunggu persetujuan Anda" not in markup(client.get(reverse("home")))
    assert admins(today) == 1


def test_what_was_put_forward_before_the_other_left_waits_for_the_secretariat(client, admin, secretary, today):
    other = accounts.membership(Role.MINISTRY_ADMIN)
    signed_in(client, admin)
    motion = appointed(client, today)
    signed_in(client, secretary)
    assert "menunggu persetujuan Anda" not in markup(client.get(reverse("home")))
    joining.end(other, today, "Pensiun", by=admin, at=timezone.now())
    assert "menunggu persetujuan Anda" in markup(client.get(reverse("home")))
    seconded(client, motion)
    assert admins(today) == 2
