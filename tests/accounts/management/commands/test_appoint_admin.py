import pytest
from django.core.management import CommandError, call_command

from accounts.models import Event, Membership, Role, User

pytestmark = pytest.mark.django_db


def test_an_empty_portal_gets_its_first_admin_who_must_choose_a_password(capsys):
    call_command("appoint_admin", "Sari@Contoh.go.id", "Sari Dewi")

    user = User.objects.get(email="sari@contoh.go.id")
    assert not user.has_usable_password()
    assert Membership.objects.get(user=user).role == Role.MINISTRY_ADMIN
    assert Event.objects.get().name == "membership.appointed"
    assert capsys.readouterr().out == "Sari Dewi sekarang admin kementerian.\n"


def test_nobody_is_appointed_twice():
    call_command("appoint_admin", "sari@contoh.go.id", "Sari Dewi")

    with pytest.raises(CommandError, match="Sari Dewi sudah menjadi admin kementerian"):
        call_command("appoint_admin", "sari@contoh.go.id", "Sari")

    assert Membership.objects.count() == 1


def test_something_else_than_an_address_is_refused():
    with pytest.raises(CommandError, match="bukan alamat surel"):
        call_command("appoint_admin", "sari", "Sari Dewi")

    assert not User.objects.exists()
