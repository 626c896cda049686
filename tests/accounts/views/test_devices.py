"""Where somebody is signed in, signing out from afar, and the log of the door."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.domain.entrance import sign_ins
from accounts.models import Event, Role, SignIn
from sinovik.season.sign_ins import PASSWORD
from tests.factories import accounts

pytestmark = pytest.mark.django_db
HOME, HERE = reverse("home"), reverse("devices")


@pytest.fixture
def owner():
    return accounts.membership(Role.EVALUATOR, user=accounts.person("Sari Wulandari", password=PASSWORD))


def signed_in(owner, browser, *, password=PASSWORD, network="203.0.113.9"):
    """A browser in which the owner of the address has tried to sign in."""
    client = Client(headers={"user-agent": browser}, REMOTE_ADDR=network)
    client.post(reverse("account_login"), {"login": owner.user.email, "password": password})
    return client


def is_in(client):
    return client.get(HOME).status_code == 200


def test_each_browser_is_shown_with_where_it_came_from(owner):
    signed_in(owner, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    chrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
    page = signed_in(owner, chrome, network="198.51.100.7").get(HERE).content.decode()
    for what in ("Firefox di Linux", "203.0.113.9", "Chrome di Android", "198.51.100.7"):
        assert what in page
    assert "Mozilla" not in page
    assert page.count("Peramban ini") == 1


def test_one_browser_is_signed_out_from_another(owner):
    office, home, phone = (signed_in(owner, name) for name in ("kantor", "rumah", "ponsel"))
    rows = {one.user_agent: one for one in home.get(HERE).context["devices"]}
    page = home.post(reverse("device_ending", args=[rows["kantor"].pk]), follow=True).content.decode()
    assert "1 peramban dikeluarkan" in page
    assert [is_in(one) for one in (office, home, phone)] == [False, True, True]
    event = Event.objects.get(name="devices.signed_out")
    assert (event.actor_id, event.subject_id) == (owner.user_id, owner.user_id)


def test_all_others_are_signed_out_and_a_second_press_changes_nothing(owner):
    office, home = signed_in(owner, "kantor"), signed_in(owner, "rumah")
    home.post(reverse("devices_ending"))
    assert not is_in(office)
    assert is_in(home)
    assert "Tidak ada peramban lain yang masuk" in home.post(reverse("devices_ending"), follow=True).content.decode()
    assert Event.objects.filter(name="devices.signed_out").count() == 1


def test_the_own_browser_is_not_signed_out_from_here(owner):
    home = signed_in(owner, "rumah")
    (own,) = home.get(HERE).context["devices"]
    home.post(reverse("device_ending", args=[own.pk]))
    assert is_in(home)


def test_nobody_signs_out_somebody_elses_browser(owner):
    other = accounts.membership(Role.EVALUATOR, user=accounts.person(password=PASSWORD))
    theirs, mine = signed_in(other, "mereka", network="198.51.100.7"), signed_in(owner, "saya")
    (row,) = theirs.get(HERE).context["devices"]
    mine.post(reverse("device_ending", args=[row.pk]))
    mine.post(reverse("devices_ending"))
    assert is_in(theirs)
    assert "198.51.100.7" in theirs.get(HERE).content.decode()
    assert "198.51.100.7" not in mine.get(HERE).content.decode()


def test_a_browser_whose_session_is_over_is_not_shown(owner):
    office, home = signed_in(owner, "kantor"), signed_in(owner, "rumah")
    office.post(reverse("account_logout"))
    assert "kantor" not in [one.user_agent for one in home.get(HERE).context["devices"]]


def test_what_is_known_of_a_browser_goes_a_day_after_its_session(owner):
    home, now = signed_in(owner, "rumah"), timezone.now()
    sign_ins.erase_old(at=now + timedelta(hours=2))
    assert is_in(home)
    sign_ins.erase_old(at=now + timedelta(days=2))
    assert not UserSession.objects.filter(user=owner.user).exists()
    assert not is_in(home)


@pytest.mark.parametrize(
    ("password", "outcome"), [(PASSWORD, SignIn.Outcome.LET_IN), ("bukan ini", SignIn.Outcome.WRONG)]
)
def test_every_try_is_kept(owner, password, outcome):
    signed_in(owner, "Firefox", password=password)
    (kept,) = SignIn.objects.all()
    assert (kept.outcome, kept.user, kept.visitor, kept.browser) == (outcome, owner.user, "203.0.113.9", "Firefox")


def test_a_try_that_is_held_is_kept_too_and_nobody_has_every_address():
    client = Client(REMOTE_ADDR="203.0.113.9")
    for _try in range(6):
        client.post(reverse("account_login"), {"login": "Siapa@contoh.go.id", "password": "salah"})
    kept = SignIn.objects.order_by("pk")
    assert [one.outcome for one in kept] == [SignIn.Outcome.WRONG] * 5 + [SignIn.Outcome.HELD]
    assert {(one.address, one.user) for one in kept} == {("siapa@contoh.go.id", None)}


def test_a_flood_that_is_held_leaves_one_row():
    client = Client(REMOTE_ADDR="203.0.113.9")
    for number in range(70):
        client.post(reverse("account_login"), {"login": f"siapa.{number}@contoh.go.id", "password": "salah"})
    assert SignIn.objects.filter(outcome=SignIn.Outcome.WRONG).count() == 60
    assert SignIn.objects.filter(outcome=SignIn.Outcome.HELD).count() == 1


def test_a_session_of_before_the_password_changed_is_not_shown(owner):
    signed_in(owner, "kantor")
    home = signed_in(owner, "rumah")
    new = "kata sandi yang baru sekali"
    home.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new, "akhir": "1"}
    )
    owner.user.refresh_from_db()
    assert owner.user.check_password(new)
    assert [one.user_agent for one in home.get(HERE).context["devices"]] == ["rumah"]
    last = SignIn.objects.latest("pk")
    assert (last.outcome, last.means, last.user) == (SignIn.Outcome.CHANGED, SignIn.Means.PASSWORD, owner.user)


def test_the_password_once_more_is_told_apart(owner):
    client = signed_in(owner, "Firefox")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert [one.outcome for one in SignIn.objects.order_by("pk")] == [SignIn.Outcome.LET_IN, SignIn.Outcome.AGAIN]


@pytest.mark.parametrize("role", [Role.MINISTRY_ADMIN, Role.AUDITOR])
def test_the_log_is_narrowed_and_read_by_those_who_watch(client, owner, role):
    signed_in(owner, "Firefox")
    signed_in(owner, "Firefox", password="salah", network="198.51.100.7")
    client.force_login(accounts.membership(role).user)
    page = client.get(reverse("sign_ins"), {"hasil": "wrong"})
    assert [one.visitor for one in page.context["page"]] == ["198.51.100.7"]
    assert owner.user.email in page.content.decode()
    assert len(client.get(reverse("sign_ins"), {"q": "203.0.113"}).context["page"].object_list) == 1


def test_the_secretariat_does_not_read_it(client):
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert client.get(reverse("sign_ins")).status_code == 403


def test_what_is_old_is_erased_and_the_rest_stays(owner):
    now = timezone.now()
    for age in (sign_ins.KEPT + timedelta(minutes=1), sign_ins.KEPT - timedelta(minutes=1)):
        sign_ins.note(SignIn.Outcome.WRONG, owner.user.email, visitor="", browser="", at=now - age)
    assert sign_ins.erase_old(at=now) == 1
    assert SignIn.objects.count() == 1
