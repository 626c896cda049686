"""The night when every admin has lost the second factor: one act by a person with a name, told to all."""

import pytest
from django.core.management import CommandError, call_command

from accounts.domain.entrance import second_factor
from accounts.models import Event, Letter, Role, User
from sinovik.season.sign_ins import KEY
from tests.factories import accounts

pytestmark = pytest.mark.django_db
NAME = "account.factor_released_on_server"


@pytest.fixture
def admins():
    """Two admins of the ministry; both have a second factor, and have lost it."""
    held = [accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2)]
    second_factor.give(User.objects.filter(pk__in=[one.user_id for one in held]), KEY)
    return held


def release(lost, by, **options):
    call_command("release_factor", lost.user.email.upper(), "--by", by.user.email, **options)


def test_what_was_lost_goes_with_one_event_and_everybody_is_told(admins, capsys):
    lost, other = admins
    third = accounts.membership(Role.MINISTRY_ADMIN)
    accounts.membership(Role.SECRETARY)
    release(lost, other, reason="Kebakaran, kedua ponsel hilang")
    assert not second_factor.is_on(lost.user)
    assert second_factor.is_on(other.user)
    event = Event.objects.get()
    assert (event.name, event.actor_id, event.office) == (
        "second_factor.released_on_server",
        other.user_id,
        Role.MINISTRY_ADMIN,
    )
    letters = Letter.objects.all()
    assert {letter.name for letter in letters} == {NAME}
    assert {letter.recipient_id for letter in letters} == {lost.user_id, other.user_id, third.user_id}
    assert all("Kebakaran" in letter.body and lost.user.email in letter.body for letter in letters)
    assert "dilepas" in capsys.readouterr().out


def test_somebody_who_is_no_admin_is_told_too(admins):
    judge = accounts.membership(Role.EVALUATOR)
    second_factor.give(User.objects.filter(pk=judge.user_id), KEY)
    release(judge, admins[0])
    assert set(Letter.objects.values_list("recipient", flat=True)) == {judge.user_id, *(one.user_id for one in admins)}


def refused(lost, by, said):
    with pytest.raises(CommandError, match=said):
        release(lost, by)
    assert Letter.objects.count() == Event.objects.count() == 0


def test_nobody_stands_for_the_own(admins):
    refused(admins[0], admins[0], "orang lain")
    assert second_factor.is_on(admins[0].user)


def test_who_holds_no_office_of_the_ministry_stands_for_nothing(admins):
    refused(admins[0], accounts.membership(Role.AUDITOR), "tidak memegang peran kementerian")
    refused(admins[0], accounts.membership(Role.MINISTRY_ADMIN, since="2020-01-01", until="2020-12-31"), "peran")


def test_what_is_not_there_is_not_released(admins):
    refused(accounts.membership(Role.UNIT), admins[0], "tidak memasang pengaman kedua")


def test_an_address_of_nobody_is_said(admins):
    with pytest.raises(CommandError, match="Tidak ada orang dengan alamat"):
        call_command("release_factor", "tidak-ada@contoh.go.id", "--by", admins[0].user.email)
