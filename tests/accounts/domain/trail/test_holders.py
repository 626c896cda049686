"""People of other houses keep heads: named, written to once for each time due, ended by either side."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.domain import events, inspecting
from accounts.domain.trail import growing, holders, proving
from accounts.models import Event, HeadHolder, Letter, Role
from accounts.rules import Refused
from accounts.rules import trail as rules
from sinovik import heads
from tests.factories import accounts, competitions
from tests.pages import send, text_of

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
SAID = {"name": "Rini  Ombudsman", "house": "Ombudsman RI", "address": "rini@ombudsman.test", "rhythm": "weekly"}


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def holder(admin):
    return named(admin)


def named(admin, address="rini@ombudsman.test", rhythm="weekly"):
    return holders.name("Rini", "Ombudsman RI", address, rhythm, by=admin, at=timezone.now())


def letters(name=holders.LETTER):
    return Letter.objects.filter(name=name).order_by("pk")


def test_an_admin_names_a_holder_on_a_page(client, admin):
    client.force_login(admin.user)
    accounts.fresh(client)
    answer = send(client, reverse("head_holder_naming"), SAID)
    assert answer.url == reverse("head_holders")
    holder = HeadHolder.objects.get()
    assert (holder.name, holder.rhythm, holder.named_by) == ("Rini Ombudsman", "weekly", admin)
    assert Event.objects.filter(name="holder.named").count() == 1
    page = text_of(client.get(reverse("head_holders")))
    assert "Ombudsman RI" in page
    assert "Setiap minggu" in page
    again = send(client, reverse("head_holder_naming"), SAID | {"address": "RINI@ombudsman.test"})
    assert again.status_code == 422
    assert str(rules.HOLDS_ALREADY.sentence) in text_of(again)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR, Role.EVALUATOR, Role.UNIT])
def test_nobody_else_names_or_ends_one(client, holder, role):
    office = accounts.membership(role)
    client.force_login(office.user)
    for address in (reverse("head_holder_naming"), reverse("head_holder_ending", args=[holder.pk])):
        assert client.get(address).status_code == 403
    assert client.get(reverse("head_holders")).status_code == (200 if role == Role.AUDITOR else 403)
    assert rules.naming_refusal(is_named=False, office=office) is rules.ADMIN_ONLY
    assert rules.holder_ending_refusal(holder, office=office) is rules.ADMIN_ONLY


def test_the_first_letter_leaves_at_once_and_the_next_when_its_time_comes(holder):
    now = timezone.now()
    assert heads.send_due(at=now) == 1
    assert heads.send_due(at=now) == 0
    assert heads.send_due(at=now + 7 * A_DAY - timedelta(minutes=1)) == 0
    assert heads.send_due(at=now + 7 * A_DAY) == 1
    assert letters().count() == 2
    assert Event.objects.filter(name="heads.sent").count() == 2


@pytest.mark.parametrize(("rhythm", "days"), [("daily", 1), ("weekly", 7), ("monthly", 30)])
def test_each_rhythm_has_its_days(admin, rhythm, days):
    named(admin, rhythm=rhythm)
    now = timezone.now()
    assert heads.send_due(at=now) == 1
    assert heads.send_due(at=now + days * A_DAY - timedelta(seconds=1)) == 0
    assert heads.send_due(at=now + days * A_DAY) == 1


@pytest.mark.parametrize("name", heads.PUBLICATIONS)
def test_whatever_is_announced_is_written_to_every_holder_once(holder, admin, name):
    now = timezone.now()
    named(admin, address="press@koran.test", rhythm="monthly")
    assert heads.send_due(at=now) == 2
    events.record(name, on=competitions.edition(), by=None, at=now, announced=1)
    assert heads.send_due(at=now + A_DAY) == 2
    assert heads.send_due(at=now + A_DAY) == 0
    held = {one.address: one.told_size for one in HeadHolder.objects.all()}
    assert set(held.values()) == {growing.keep_head(at=now).size - 1}


def test_a_letter_says_the_head_and_the_page_that_checks_it(client, holder):
    heads.send_due(at=timezone.now())
    letter = letters().get()
    assert (letter.address, letter.recipient) == ("rini@ombudsman.test", None)
    told = re.findall(r"\b\d+:[0-9a-f]{64}\b", letter.body)
    assert len(set(told)) == 2
    assert all(proving.standing(*proving.parsed(one)).is_held for one in told)
    page = settings.BASE_URL + reverse("heads")
    assert page in letter.body
    assert "Simpan surat ini di luar Sinovik" in letter.body
    # By its rules a text with a key is emptied once the letter has left; the trail says what was sent.
    sent = Event.objects.get(name="heads.sent").particulars
    assert sent["letters"] == 1
    assert sent["head"] in told


def test_a_holder_ends_it_by_the_link(holder):
    heads.send_due(at=timezone.now())
    [link] = set(re.findall(rf"{re.escape(settings.BASE_URL)}(/surat/sidik/\S+)", letters().get().body))
    visitor = Client()
    assert "Tekan tombol ini" in text_of(visitor.get(link))
    assert HeadHolder.objects.standing().count() == 1
    for _press in range(2):
        assert "tidak disurati lagi" in text_of(send(visitor, link, {}))
    holder.refresh_from_db()
    assert (holder.ended_by, holder.ended_at is not None) == (None, True)
    assert Event.objects.filter(name="holder.ended").count() == 1
    assert heads.send_due(at=timezone.now() + 30 * A_DAY) == 0
    assert visitor.get(reverse("letters_of_heads", args=["broken"])).status_code == 404


def test_a_holder_whom_the_ministry_ends_is_told(client, holder, admin):
    client.force_login(admin.user)
    accounts.fresh(client)
    address = reverse("head_holder_ending", args=[holder.pk])
    assert "satu surat terakhir" in text_of(client.get(address))
    assert send(client, address, {}).url == reverse("head_holders")
    assert letters(holders.ENDED).get().address == holder.address
    assert heads.send_due(at=timezone.now()) == 0
    assert client.get(address).status_code == 403
    with pytest.raises(Refused) as refused:
        holders.end(holder, page="/sidik-riwayat/", by=admin, at=timezone.now())
    assert refused.value.refusal is rules.HOLDER_ENDED
    # The same address may be named again.
    assert named(admin).pk != holder.pk


def test_nobody_gets_a_head_of_a_trail_that_does_not_hold(holder):
    now = timezone.now()
    inspecting.keep({"heads": {"count": 1, "names": ["3"]}}, page="/pemeriksaan/", at=now)
    assert heads.send_due(at=now) == 0
    inspecting.keep({"files": {"count": 1, "names": ["a.pdf"]}}, page="/pemeriksaan/", at=now)
    assert heads.send_due(at=now) == 1


def test_postgresql_holds_one_standing_holder_of_an_address(holder, admin):
    with pytest.raises(IntegrityError, match="head_holder_of_an_address_stands_once"), transaction.atomic():
        HeadHolder.objects.create(
            name="A", house="B", address="Rini@Ombudsman.test", named_at=timezone.now(), named_by=admin
        )
