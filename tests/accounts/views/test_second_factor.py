"""A second factor: who has to have one, how it is set up and asked for, and what a thief of the password meets."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import motions, rules
from accounts.domain.entrance import second_factor
from accounts.models import Event, Letter, Motion, Role, SignIn
from accounts.models.membership import SECURED
from accounts.rules import Refused
from sinovik.season.sign_ins import KEY, PASSWORD
from tests.factories import accounts
from tests.seconding import settle

pytestmark = pytest.mark.django_db
HOME, CODE, OWN = reverse("home"), reverse("mfa_authenticate"), reverse("second_factor")


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def holder(role=Role.EVALUATOR, *, has_app=False):
    office = accounts.membership(role, user=accounts.person("Sari Wulandari", password=PASSWORD))
    if has_app:
        second_factor.give(type(office.user).objects.filter(pk=office.user_id), KEY)
    return office


def signing_in(office, client=None):
    """The browser of somebody who gave the right password."""
    client = client or Client()
    response = client.post(reverse("account_login"), {"login": office.user.email, "password": PASSWORD})
    return client, response


def code(minutes=0):
    return second_factor.code_at(KEY, timezone.now().timestamp() + minutes * 60)


def app_page(client):
    """The key that the page of a new app shows, and the hidden one that goes back with its code."""
    page = client.get(reverse("second_factor_app")).content.decode()
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    return shown, re.search(r'name="sealed" value="([^"]+)"', page)[1]


@pytest.mark.parametrize("role", Role)
def test_who_decides_meets_no_page_before_it_is_set_up(role):
    client, response = signing_in(holder(role))
    if role in SECURED:
        assert response.url == OWN
        held = client.get(HOME)
        assert held.status_code == 403
        assert OWN in held.content.decode()
        assert client.get(OWN).status_code == 200
    else:
        assert client.get(HOME).status_code == 200


def test_nobody_is_held_where_the_portal_only_offers_it(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client, response = signing_in(holder())
    assert response.url == HOME
    assert client.get(HOME).status_code == 200


def test_an_app_is_set_up_with_its_first_code():
    office = holder()
    client, _response = signing_in(office)
    secret, sealed = app_page(client)
    first = second_factor.code_at(secret, timezone.now().timestamp())
    response = client.post(reverse("second_factor_app"), {"sealed": sealed, "code": f"{first[:3]} {first[3:]}"})
    assert response.url == reverse("second_factor_spare")
    page = client.get(response.url).content.decode()
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", page)) == 10
    assert client.get(HOME).status_code == 200
    assert json.loads(Event.objects.get(name="second_factor.added").body)["particulars"]["sort"] == "totp"


def test_a_wrong_first_code_is_said_beside_its_box_and_the_key_stays():
    client, _response = signing_in(holder())
    secret, sealed = app_page(client)
    response = client.post(reverse("second_factor_app"), {"sealed": sealed, "code": "000000"})
    assert response.status_code == 422
    assert "Kode tidak cocok" in response.content.decode()
    assert secret[:4] in response.content.decode()
    assert not Authenticator.objects.exists()


def test_the_key_on_the_page_is_of_no_use_to_somebody_else():
    thief, _response = signing_in(holder(Role.SECRETARY))
    owner, _response = signing_in(holder())
    secret, sealed = app_page(thief)
    sent = {"sealed": sealed, "code": second_factor.code_at(secret, timezone.now().timestamp())}
    assert owner.post(reverse("second_factor_app"), sent).status_code == 422


def test_the_code_is_asked_for_between_password_and_portal():
    client, response = signing_in(holder(has_app=True))
    assert response.url == CODE
    assert client.get(HOME).status_code == 302
    assert client.post(CODE, {"code": code()}).url == HOME
    assert client.get(HOME).status_code == 200
    told = SignIn.objects.order_by("pk").values_list("outcome", "means")
    assert list(told) == [
        (SignIn.Outcome.ASKED, SignIn.Means.PASSWORD),
        (SignIn.Outcome.LET_IN, SignIn.Means.CODE),
    ]


def test_which_code_it_was_stands_in_the_log_of_the_door():
    office = holder(has_app=True)
    second_factor.renew_spare_codes(by=office, at=timezone.now())
    spare = second_factor.spare_codes(office.user)[0]
    client, _response = signing_in(office)
    assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert client.post(CODE, {"code": spare}).url == HOME
    told = SignIn.objects.order_by("pk").values_list("outcome", "means")
    assert list(told)[1:] == [
        (SignIn.Outcome.WRONG_CODE, SignIn.Means.CODE),
        (SignIn.Outcome.LET_IN, SignIn.Means.SPARE),
    ]


def test_a_key_alone_that_nobody_knows_is_in_the_log_once_however_often_it_is_tried():
    client = Client(REMOTE_ADDR="203.0.113.9")
    for _try in range(3):
        client.get(reverse("mfa_login_webauthn"))
        client.post(reverse("mfa_login_webauthn"), {"credential": "{}"})
    (kept,) = SignIn.objects.all()
    assert (kept.outcome, kept.means, kept.address, kept.user) == (
        SignIn.Outcome.WRONG_KEY,
        SignIn.Means.KEY,
        "",
        None,
    )


def test_a_code_is_taken_once():
    office = holder(has_app=True)
    moment = code()
    first, _response = signing_in(office)
    assert first.post(CODE, {"code": moment}).status_code == 302
    second, _response = signing_in(office)
    response = second.post(CODE, {"code": moment})
    assert response.status_code == 200
    assert "sudah dipakai" in response.content.decode()
    assert second.get(HOME).status_code == 302


@pytest.mark.parametrize(("minutes", "is_taken"), [(-1, False), (-0.5, True), (0, True), (0.5, True), (1, False)])
def test_a_clock_may_go_wrong_by_half_a_minute(minutes, is_taken):
    office = holder(has_app=True)
    # In the middle of a step.
    with time_machine.travel(1_800_000_015, tick=False):
        assert bool(second_factor.take(office.user, code(minutes), at=timezone.now())) is is_taken


def test_codes_are_those_of_the_standard():
    """RFC 6238, appendix B, the SHA-1 column: its eight digits end in our six."""
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    told = {59: "287082", 1_111_111_109: "081804", 1_234_567_890: "005924", 20_000_000_000: "353130"}
    assert {moment: second_factor.code_at(key, moment) for moment in told} == told


def test_guessing_ends_after_five_tries_and_is_in_the_log():
    office = holder(has_app=True)
    client, _response = signing_in(office)
    for _guess in range(5):
        assert "tidak cocok" in client.post(CODE, {"code": "000000"}).content.decode()
    assert "Terlalu banyak kode yang salah" in client.post(CODE, {"code": code()}).content.decode()
    assert SignIn.objects.filter(outcome=SignIn.Outcome.WRONG_CODE).count() == 5
    assert client.get(HOME).status_code == 302


def test_a_spare_code_opens_once():
    office = holder(has_app=True)
    client, _response = signing_in(office)
    client.post(CODE, {"code": code()})
    client.post(reverse("second_factor_spare"))
    spare = second_factor.spare_codes(office.user)[0]
    for is_open in (True, False):
        other, _response = signing_in(office)
        assert (other.post(CODE, {"code": f"{spare[:4]} {spare[4:]}"}).status_code == 302) is is_open
    assert len(second_factor.spare_codes(office.user)) == 9


def test_spare_codes_are_shown_to_whom_gave_the_password_lately():
    office = holder(has_app=True)
    client, _response = signing_in(office)
    client.post(CODE, {"code": code()})
    client.post(reverse("second_factor_spare"))
    spare = second_factor.spare_codes(office.user)[0]
    assert spare[:4] in client.get(reverse("second_factor_spare")).content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        for name in ("second_factor_spare", "second_factor_app"):
            assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))


def test_the_last_one_that_is_taken_away_takes_the_spare_codes_along():
    office = holder(has_app=True)
    client, _response = signing_in(office)
    client.post(CODE, {"code": code()})
    client.post(reverse("second_factor_spare"))
    client.post(reverse("second_factor_removal", args=[second_factor.of(office.user)[0].pk]))
    assert not Authenticator.objects.exists()
    assert client.get(HOME).status_code == 403


def test_nobody_takes_away_what_is_somebody_elses():
    office, other = holder(has_app=True), holder(has_app=True)
    client, _response = signing_in(office)
    client.post(CODE, {"code": code()})
    client.post(reverse("second_factor_removal", args=[second_factor.of(other.user)[0].pk]))
    assert second_factor.is_on(other.user)


def test_what_was_typed_waits_until_the_code_is_right():
    office = holder(Role.UNIT, has_app=True)
    waiting = '{"to": "/surat/", "page": "/surat/", "fields": [["text", "yang ditulis lama"]]}'
    client = Client(headers={"referer": "http://testserver/akun/masuk/", "origin": "http://testserver"})
    sent = {"login": office.user.email, "password": PASSWORD, "tulisan": waiting, "next": "/surat/"}
    assert client.post(reverse("account_login"), sent).url.startswith(CODE)
    for _press in range(2):
        page = client.post(CODE, {"code": code()}).content.decode()
        assert "yang ditulis lama" in page


def test_a_key_that_does_not_fit_leaves_what_waits():
    """The page asks for the key beside the password, and carries the other form on whatever the device says."""
    waiting = '{"to": "/surat/", "page": "/surat/", "fields": [["text", "yang ditulis lama"]]}'
    client = Client(headers={"referer": "http://testserver/surat/", "origin": "http://testserver"})
    asked = client.post("/surat/baru/", {"text": "yang ditulis lama"})
    assert asked.status_code == 403
    assert "Masuk dengan kunci sandi" in asked.content.decode()
    alone = client.post(reverse("mfa_login_webauthn"), {"credential": "{}", "tulisan": waiting, "next": "/surat/"})
    assert alone.status_code == 403
    page = alone.content.decode()
    assert page.count("yang ditulis lama") == 2
    assert page.count('name="tulisan"') == 2


def test_what_waits_for_one_person_is_shown_to_no_other():
    office, other = holder(Role.UNIT, has_app=True), holder(Role.UNIT, has_app=True)
    waiting = '{"to": "/surat/", "page": "/surat/", "fields": [["text", "yang ditulis lama"]]}'
    client = Client(headers={"referer": "http://testserver/akun/masuk/", "origin": "http://testserver"})
    client.post(reverse("account_login"), {"login": office.user.email, "password": PASSWORD, "tulisan": waiting})
    signing_in(other, client)
    response = client.post(CODE, {"code": code()}, follow=True)
    assert response.context["user"] == other.user
    assert "yang ditulis lama" not in response.content.decode()


def test_who_comes_back_from_the_question_begins_again():
    office, other = holder(has_app=True), holder(Role.UNIT)
    client, _response = signing_in(office)
    assert client.get(reverse("account_login")).status_code == 200
    assert client.get(CODE).url == reverse("account_login")
    assert signing_in(other, client)[1].url == HOME


def test_whose_factor_goes_meanwhile_is_not_sent_round_in_circles():
    office = holder(has_app=True)
    client, _response = signing_in(office)
    Authenticator.objects.all().delete()
    assert client.get(CODE, follow=True).status_code == 200


def test_sessions_of_before_end_when_one_is_set_up():
    """A thief of the password who was there first does not become somebody with a second factor."""
    office = holder()
    thief, _response = signing_in(office)
    owner, _response = signing_in(office)
    secret, sealed = app_page(owner)
    sent = {"sealed": sealed, "code": second_factor.code_at(secret, timezone.now().timestamp())}
    owner.post(reverse("second_factor_app"), sent)
    assert owner.get(HOME).status_code == 200
    assert thief.get(HOME).status_code == 302
    assert Letter.objects.filter(name="account.factor_changed", recipient=office.user).count() == 1


def test_a_second_press_is_no_guess():
    office = holder(has_app=True)
    moment = code()
    for _press in range(8):
        client, _response = signing_in(office)
        response = client.post(CODE, {"code": moment})
    assert "sudah dipakai" in response.content.decode()


def test_whoever_was_released_starts_afresh():
    office = holder(has_app=True)
    client, _response = signing_in(office)
    for _guess in range(6):
        client.post(CODE, {"code": "000000"})
    second_factor.release(office.user, "ponsel rusak", by=accounts.membership(Role.SECRETARY), at=timezone.now())
    second_factor.give(type(office.user).objects.filter(pk=office.user_id), KEY)
    again, _response = signing_in(office)
    assert again.post(CODE, {"code": code()}).url == HOME


ANSWERS = [
    "",
    "null",
    "[]",
    "{}",
    "7",
    '"x"',
    "[" * 50_000,
    "x" * 70_000,
    '{"id": "x"}',
    '{"id": "x", "response": null}',
    '{"id": "x", "response": []}',
    '{"id": "x", "rawId": 2000000000, "response": {"clientDataJSON": 1}}',
    (
        '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30",'
        ' "signature": 1000000000, "authenticatorData": "AA", "userHandle": 1000000000000000}}'
    ),
    (
        '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", "signature": "AA",'
        ' "authenticatorData": "AA", "userHandle": "MQ"}}'
    ),
    (
        '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject":'
        ' "oA"}, "clientExtensionResults": 7}'
    ),
    '{"id": "\\u0000", "rawId": "!", "response": {"clientDataJSON": "!"}}',
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_whatever_a_stranger_sends_as_the_answer_of_a_device_is_refused(answer):
    alone = Client()
    alone.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert alone.post(reverse("mfa_login_webauthn"), {"credential": answer}).status_code in {302, 200}
    client, _response = signing_in(holder(has_app=True))
    client.get(CODE)
    assert client.post(CODE, {"credential": answer}).status_code == 200
    assert client.get(HOME).status_code == 302
    fresh, _response = signing_in(holder())
    fresh.get(reverse("second_factor_key"))
    assert fresh.post(reverse("second_factor_key"), {"name": "x", "credential": answer}).status_code == 422


def test_another_secret_key_locks_nobody_into_a_fault(settings):
    office = holder(has_app=True)
    settings.SECRET_KEY = "another" * 8
    client, _response = signing_in(office)
    assert client.post(CODE, {"code": code()}).status_code == 200
    assert second_factor.spare_codes(office.user) == []


def test_secrets_are_sealed_in_the_database():
    office = holder(has_app=True)
    held = Authenticator.objects.get(user=office.user).data["secret"]
    assert KEY not in held
    assert held.startswith("gAAAA")


def test_a_code_is_shown_in_the_demo_alone(settings, capsys):
    office = holder(has_app=True)
    client, _response = signing_in(office)
    assert code() not in client.get(CODE).content.decode()
    with pytest.raises(CommandError):
        call_command("demo_code", office.user.email)
    settings.SHOW_EXAMPLE_SIGN_INS = True
    shown = client.get(CODE).content.decode()
    call_command("demo_code", office.user.email)
    told = capsys.readouterr().out.strip()
    assert told in shown
    assert client.post(CODE, {"code": told}).status_code == 302


def test_two_people_release_what_somebody_lost(client):
    lost = holder(has_app=True)
    there, _response = signing_in(lost)
    there.post(CODE, {"code": code()})
    mover, second = holder(Role.SECRETARY, has_app=True), holder(Role.MINISTRY_ADMIN, has_app=True)
    client.force_login(mover.user)
    accounts.fresh(client)
    page = reverse("second_factor_release", args=[lost.user_id])
    sent = client.post(page, {"reason": "Ponsel hilang, dipastikan lewat telepon kantor"})
    motion = Motion.objects.get()
    assert sent.url == reverse("motion", args=[motion.pk])
    assert "Pelepasan pengaman kedua, diajukan" in client.get(reverse("person", args=[lost.user_id])).content.decode()
    assert second_factor.is_on(lost.user)
    settle(motion, by=second, at=timezone.now())
    assert not second_factor.is_on(lost.user)
    assert there.get(HOME).status_code == 302
    letter = Letter.objects.get(name="account.factor_released")
    assert letter.recipient == lost.user
    assert "Ponsel hilang" in letter.body


def test_nobody_releases_ones_own_or_what_is_not_there():
    admin, other = accounts.membership(Role.MINISTRY_ADMIN), accounts.membership(Role.MINISTRY_ADMIN)
    second_factor.give(type(admin.user).objects.filter(pk=admin.user_id), KEY)
    with pytest.raises(Refused) as refused:
        motions.release_factor(other.user, "hilang", by=admin, at=timezone.now())
    assert refused.value.refusal == rules.NO_SECOND_FACTOR
    motion = motions.release_factor(admin.user, "hilang", by=other, at=timezone.now())
    with pytest.raises(Refused):
        settle(motion, by=admin, at=timezone.now())
    assert second_factor.is_on(admin.user)
