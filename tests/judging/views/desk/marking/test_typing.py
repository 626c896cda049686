"""What a judge types is kept without a button: with gaps, under its version, and never a word lost on the way."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Event, Role
from competitions.kinds import StageKind
from judging import rules
from judging.models import CardVersion, PactSignature, Scorecard
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address, answers

pytestmark = pytest.mark.django_db


def type_in(client, assignment, data, version="0"):
    return client.post(address(assignment, "card-typing"), {**data, "versi": version, "utuh": "1"})


def test_typing_saves_a_version_and_no_event(client, desk):
    stage, _office, assignments = desk
    before = Event.objects.count()
    one = type_in(client, assignments[0], {"nilai-kebaruan": "60", "remark": "Bagus"})
    assert one.json()["version"] == "1"
    assert one.json()["sentence"].startswith("Tersimpan ")
    two = type_in(client, assignments[0], answers(stage, 60, remark="Bagus sekali"), version="1")
    assert two.json()["version"] == "2"
    card = Scorecard.objects.get()
    assert (card.total, card.remark, card.locked_at) == (60, "Bagus sekali", None)
    assert [version.act for version in CardVersion.objects.order_by("number")] == ["saved", "saved"]
    assert Event.objects.count() == before


def test_the_clock_of_a_save_is_the_reader_s(client, desk):
    _stage, _office, assignments = desk
    said = type_in(client, assignments[0], {"remark": "Ya"}).json()["sentence"]
    at = timezone.localtime(Scorecard.objects.get().recorded_at)
    assert said == f"Tersimpan {at:%H.%M}"


def test_the_same_again_makes_no_version(client, desk):
    stage, _office, assignments = desk
    for version in ("0", "1"):
        type_in(client, assignments[0], answers(stage, 60), version)
    assert CardVersion.objects.count() == 1


def test_an_older_tab_is_told_and_overwrites_nothing(client, desk):
    stage, _office, assignments = desk
    type_in(client, assignments[0], answers(stage, 60, remark="Dari tab kedua."))
    late = type_in(client, assignments[0], answers(stage, 80, remark="Dari tab pertama."))
    assert late.status_code == 409
    assert "tab atau perangkat lain" in late.json()["sentence"]
    assert Scorecard.objects.get().remark == "Dari tab kedua."


def test_a_card_locked_elsewhere_or_a_stage_closed_says_so_in_words(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, 80, lock=True)
    locked = type_in(client, assignments[0], answers(stage, 20), version="1")
    assert (locked.status_code, locked.json()["sentence"][:30]) == (403, "Lembar nilai ini sudah dikunci")
    judging.closed(stage)
    closed = type_in(client, assignments[1], answers(stage, 20))
    assert (closed.status_code, closed.json()["sentence"][:24]) == (403, "Tahap ini tidak sedang b")
    assert Scorecard.objects.get().total == 80


def test_nothing_is_kept_before_the_pact_is_signed(client, desk):
    stage, _office, assignments = desk
    PactSignature.objects.all().delete()
    answer = type_in(client, assignments[0], answers(stage))
    assert (answer.status_code, answer.json()["sentence"]) == (403, str(rules.UNSIGNED))
    assert not Scorecard.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nilai-kebaruan": "7"}, "Pilih salah satu tingkat untuk Kebaruan atau nilai tambah"),
        ({"remark": "a" * 50_001}, "Teks ini 50.001 huruf"),
    ],
)
def test_what_cannot_be_kept_is_named(client, desk, wrong, sentence):
    stage, _office, assignments = desk
    answer = type_in(client, assignments[0], answers(stage, **wrong))
    assert answer.status_code == 422
    assert sentence in answer.json()["sentence"]
    assert not Scorecard.objects.exists()


def test_whoever_is_signed_out_gets_no_values(client, desk):
    stage, _office, assignments = desk
    client.logout()
    answer = type_in(client, assignments[0], answers(stage, remark="Panjang."))
    assert answer.status_code == 403
    assert "html" in answer["Content-Type"]
    assert client.get(address(assignments[0], "card-typing")).status_code == 302
    assert not Scorecard.objects.exists()


def test_the_door_says_who_is_signed_in_and_renews_the_token(desk):
    stage, office, assignments = desk
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.user)
    data = {**answers(stage, 60), "versi": "0", "utuh": "1"}
    assert client.post(address(assignments[0], "card-typing"), data).status_code == 403
    said = client.get(address(assignments[0], "card-typing")).json()
    assert said["person"] == str(office.user.pk)
    data["csrfmiddlewaretoken"] = said["token"]
    assert client.post(address(assignments[0], "card-typing"), data).json()["version"] == "1"


def test_another_s_card_and_a_stage_without_marks_are_not_there(client, desk):
    stage, _office, assignments = desk
    client.force_login(judging.judge(stage).user)
    assert type_in(client, assignments[0], answers(stage)).status_code == 404
    client.force_login(accounts.membership(Role.UNIT).user)
    assert type_in(client, assignments[0], answers(stage)).status_code == 403
    _stage, office, (panel, *_) = judging.desk(1, kind=StageKind.PANEL)
    client.force_login(office.user)
    assert type_in(client, panel, {"remark": "x"}).status_code == 404


@pytest.mark.parametrize("count", [3, 300])
def test_a_typing_save_costs_ten_and_one_fewer_where_the_rubric_is_known(client, django_assert_num_queries, count):
    stage, office, assignments = judging.desk(count)
    client.force_login(office.user)
    sent = [("0", answers(stage, 60), 10), ("1", answers(stage, 80), 9)]
    for version, data, queries in sent:
        with django_assert_num_queries(queries):
            type_in(client, assignments[0], data, version)
        assert Scorecard.objects.get().number == int(version) + 1
