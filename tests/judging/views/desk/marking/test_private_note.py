"""A private note: kept while it is typed, read by nobody else, erased with the stage."""

import pytest
from django.utils import timezone

from accounts.models import Event, Role
from judging import rules, tasks
from judging.domain.desk import private_notes
from judging.models import Assignment, PactSignature, PrivateNote
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NOTE = "Tanyakan angka pembanding kepada Bu Rina."


@pytest.fixture
def desk(client):
    stage, office, assignments = judging.desk(3)
    client.force_login(office.user)
    return stage, office, assignments


def keep(client, assignment, text, version="0"):
    return client.post(address(assignment, "private-note"), {"note": text, "versi": version})


def test_it_is_saved_by_the_button_and_shown_beside_the_card(client, desk):
    _stage, _office, assignments = desk
    assert keep(client, assignments[0], NOTE).status_code == 302
    assert NOTE in text_of(client.get(address(assignments[0])))
    assert NOTE not in text_of(client.get(address(assignments[1])))


def test_it_is_kept_while_it_is_typed_and_makes_no_event(client, desk):
    _stage, _office, assignments = desk
    before = Event.objects.count()
    door = address(assignments[0], "note-typing")
    answer = client.post(door, {"note": NOTE, "versi": "0"})
    assert answer.json()["version"] == "1"
    assert client.post(door, {"note": "Lain.", "versi": "0"}).status_code == 409
    assert PrivateNote.objects.get().text == NOTE
    assert Event.objects.count() == before


def test_nothing_is_kept_before_the_pact_is_signed(client, desk):
    _stage, _office, assignments = desk
    PactSignature.objects.all().delete()
    answer = client.post(address(assignments[0], "note-typing"), {"note": NOTE, "versi": "0"})
    assert (answer.status_code, answer.json()["sentence"]) == (403, str(rules.UNSIGNED))
    assert not PrivateNote.objects.exists()


def test_an_older_page_overwrites_nothing(client, desk):
    _stage, _office, assignments = desk
    keep(client, assignments[0], NOTE)
    page = keep(client, assignments[0], "Dari tab lain.")
    assert page.status_code == 409
    assert NOTE in page.content.decode()
    assert PrivateNote.objects.get().text == NOTE


def test_nobody_else_reads_or_writes_it(client, desk):
    stage, _office, assignments = desk
    keep(client, assignments[0], NOTE)
    other = judging.second(stage, assignments)
    own = Assignment.objects.get(stage=stage, judge=other.user, proposal=assignments[0].proposal)
    client.force_login(other.user)
    assert NOTE not in client.get(address(own)).content.decode()
    keep(client, own, "Milik saya.")
    assert set(PrivateNote.objects.values_list("text", flat=True)) == {NOTE, "Milik saya."}
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert keep(client, assignments[0], "Sekretariat.").status_code in (403, 404)


def test_with_its_stage_it_is_erased(client, desk):
    stage, office, assignments = desk
    for one in assignments:
        keep(client, one, NOTE)
    Assignment.objects.filter(pk=assignments[2].pk).update(recused_at=timezone.now(), recusal_reason="Paman.")
    tasks.erase_private_notes()
    assert PrivateNote.objects.count() == 2
    judging.closed(stage)
    tasks.erase_private_notes()
    assert PrivateNote.objects.count() == 2, "the result is not announced"
    stage.published_at, stage.published_by = timezone.now(), stage.opened_by
    stage.save(update_fields=["published_at", "published_by"])
    for _ in range(2):
        tasks.erase_private_notes()
        assert not PrivateNote.objects.exists()
    assert "Simpan catatan pribadi" not in text_of(client.get(address(assignments[0])))
    assert private_notes.stamp(None) == "0"
    assert office.user_id == assignments[0].judge_id
