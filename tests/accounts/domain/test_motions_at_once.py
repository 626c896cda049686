"""Two who agree at the same moment. A module of its own: each transaction is seen by the other."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import motions as grave
from accounts.domain import motions
from accounts.models import Event, Membership, Motion, Role
from accounts.rules import Refused
from accounts.rules import motions as rules
from accounts.templatetags.moments import moment
from tests.announcing import wait_out
from tests.beside import Beside
from tests.factories import accounts
from tests.pages import text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def motion():
    """An appointment that waits for its second person."""
    mover, at = accounts.membership(Role.MINISTRY_ADMIN), timezone.localtime()
    return grave.appoint_admin(
        "baru@contoh.go.id", "Orang Baru", "Tambahan.", since=timezone.localdate(at), by=mover, at=at
    )


def agree(motion, by):
    return motions.second(motion, seen=motion.sha256, by=by, at=timezone.now())


def pressed(name, motion, office, **typed):
    """A browser that presses a button of a page of the motion, as it was drawn before; the text of what it gets."""
    browser = Client()
    browser.force_login(office.user)
    accounts.fresh(browser)

    def press():
        return text_of(browser.post(reverse(name, args=[motion.pk]), {"sidik": motion.sha256, "utuh": "1", **typed}))

    return press


def said_of(office, at):
    """A person and a moment as a page says them."""
    return f"{office.user.told_apart}, {moment(at)}"


def test_two_who_agree_at_once_one_wins_and_it_happens_once(motion):
    first, other = (accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2))
    with transaction.atomic():
        agree(motion, first)
        late = Beside(lambda: agree(motion, other))
        assert late.is_held_up()
    with pytest.raises(Refused) as caught:
        late.result()
    assert caught.value.refusal.key == rules.ALREADY_SECONDED
    assert Event.objects.filter(name="motion.seconded").count() == 1
    assert wait_out() == 1
    assert Membership.objects.filter(user__email="baru@contoh.go.id").count() == 1


def test_sent_back_by_one_while_another_agrees_it_does_not_happen(motion):
    first, other = (accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2))
    with transaction.atomic():
        motions.decline(motion, "Belum perlu.", by=first, at=timezone.now())
        late = Beside(lambda: agree(motion, other))
        assert late.is_held_up()
    with pytest.raises(Refused) as caught:
        late.result()
    assert caught.value.refusal.key == rules.NOT_ON_ITS_WAY
    assert Motion.objects.get().state == Motion.State.DECLINED
    assert not Membership.objects.filter(user__email="baru@contoh.go.id").exists()


def test_taken_back_while_the_clock_carries_it_out_it_is_one_or_the_other(motion):
    second = accounts.membership(Role.MINISTRY_ADMIN)
    Motion.objects.filter(pk=motion.pk).update(
        seconded_at=timezone.now(), seconded_by=second, seconder=second.user, due_at=timezone.now()
    )
    later = timezone.now() + timedelta(minutes=1)
    with transaction.atomic():
        motions.withdraw(motion, by=motion.moved_by, at=later)
        clock = Beside(lambda: motions.carry_out(motion.pk, at=later))
        assert clock.is_held_up()
    clock.result()
    assert Motion.objects.get().state == Motion.State.WITHDRAWN
    assert not Membership.objects.filter(user__email="baru@contoh.go.id").exists()


def test_who_presses_second_reads_on_the_page_who_agreed_and_when(motion):
    first, other = (accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2))
    press = pressed("motion_seconding", motion, other)
    with transaction.atomic():
        done = agree(motion, first)
        late = Beside(press)
        assert late.is_held_up()
    page = late.result()
    agreed, due = said_of(first, done.seconded_at), moment(done.due_at)
    assert f"Pengajuan ini sudah disetujui {agreed}, dan dilaksanakan {due}." in page
    assert "Tidak ada yang berubah." in page
    assert Event.objects.filter(name="motion.seconded").count() == 1


def test_who_agrees_to_what_another_sends_back_reads_by_whom_and_why(motion):
    first, other = (accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2))
    press = pressed("motion_seconding", motion, other)
    with transaction.atomic():
        done = motions.decline(motion, "Belum perlu.", by=first, at=timezone.now())
        late = Beside(press)
        assert late.is_held_up()
    assert f"Pengajuan ini sudah dikembalikan {said_of(first, done.declined_at)}: Belum perlu." in late.result()


def test_who_sends_back_what_the_clock_carries_out_keeps_the_reason_that_was_typed(motion):
    first, other = (accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2))
    done = agree(motion, first)
    press = pressed("motion_declining", motion, other, reason="Orangnya belum bersedia.")
    with transaction.atomic():
        motions.carry_out(motion.pk, at=done.due_at)
        late = Beside(press)
        assert late.is_held_up()
    page = late.result()
    assert f"Pengajuan ini sudah disetujui {said_of(first, done.seconded_at)}" in page
    assert "Orangnya belum bersedia." in page
    assert not Event.objects.filter(name="motion.declined").exists()


def test_who_takes_back_what_another_agrees_to_takes_it_back(motion):
    first = accounts.membership(Role.MINISTRY_ADMIN)
    press = pressed("motion_withdrawing", motion, motion.moved_by)
    with transaction.atomic():
        agree(motion, first)
        late = Beside(press)
        assert late.is_held_up()
    late.result()
    assert Motion.objects.get().state == Motion.State.WITHDRAWN
    assert wait_out() == 0


def test_who_takes_back_what_the_clock_carries_out_reads_that(motion):
    first = accounts.membership(Role.MINISTRY_ADMIN)
    done = agree(motion, first)
    press = pressed("motion_withdrawing", motion, motion.moved_by)
    with transaction.atomic():
        motions.carry_out(motion.pk, at=done.due_at)
        late = Beside(press)
        assert late.is_held_up()
    assert f"Pengajuan ini sudah disetujui {said_of(first, done.seconded_at)}" in late.result()
    assert Motion.objects.get().state == Motion.State.CARRIED


def test_who_agrees_to_what_its_mover_takes_back_reads_that(motion):
    other = accounts.membership(Role.MINISTRY_ADMIN)
    press = pressed("motion_seconding", motion, other)
    with transaction.atomic():
        done = motions.withdraw(motion, by=motion.moved_by, at=timezone.now())
        late = Beside(press)
        assert late.is_held_up()
    assert f"Pengajuan ini sudah ditarik, {moment(done.withdrawn_at)}." in late.result()


def test_of_two_who_move_the_same_at_once_the_second_reads_who_moved_it():
    first, other = (accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2))
    at, person = timezone.now(), accounts.person("Nia Baru")

    def move(by):
        since = timezone.localdate(at)
        return grave.appoint_admin(person.email, person.full_name, "Tambahan.", since=since, by=by, at=at)

    with transaction.atomic():
        move(first)
        late = Beside(lambda: move(other))
        assert late.is_held_up()
    with pytest.raises(Refused) as caught:
        late.result()
    assert caught.value.refusal.key == rules.ALREADY_MOVED.key
    assert str(caught.value.refusal) == f"Hal ini sudah diajukan {said_of(first, at)}, dan menunggu orang kedua."
