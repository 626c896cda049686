"""What a change of a plan takes along, keeps, or may not touch, said where somebody makes it and where two agree."""

import pytest
from django.urls import reverse

from competitions import rules
from competitions.models import Stage
from tests.competitions.views.planning.pages import at, boxes
from tests.factories import proposals
from tests.factories.competitions import DURING, edition
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(admin, time_machine):
    time_machine.move_to(DURING)
    return edition(by=admin, slug="kipp-2026", name="KIPP 2026")


def sent(client, address, **changes):
    """What the page answers to its boxes with some of them changed, at the end of its way."""
    return client.post(address, {**boxes(client.get(address)), **changes}, follow=True)


def test_a_draft_says_what_else_changed(client, draft):
    said = text_of(sent(client, at(draft, "tahap"), baris="hapus-3"))
    assert "Ikut berubah" not in said
    rows = boxes(client.post(at(draft, "tahap"), {**boxes(client.get(at(draft, "tahap"))), "baris": "hapus-3"}))
    said = text_of(client.post(at(draft, "tahap"), rows, follow=True))
    assert "Disimpan" in said
    assert "Ikut berubah: Rekap nilai (1), Urutan bila nilai sama (1)." in said


def test_stages_of_a_draft_are_said_to_follow_the_close(client, draft):
    said = text_of(sent(client, at(draft, "pokok"), closes_time="17.30"))
    assert "Jadwal 6 tahap ikut bergeser, sejauh penutupan pendaftaran." in said
    assert "ikut bergeser" not in text_of(sent(client, at(draft, "pokok"), theme="Bersama"))


@pytest.mark.parametrize(
    ("part", "refusals"),
    [
        (["pokok"], [rules.OPENING_PASSED, rules.CLOSE_IS_EXTENDED, rules.CAP_ONLY_GROWS]),
        (["formulir"], [rules.FORM_IN_USE]),
        (["formulir", "ringkasan"], [rules.FORM_IN_USE]),
        (["tahap"], []),
        (["rubrik"], []),
    ],
)
def test_a_part_says_beforehand_what_stays(client, running, part, refusals):
    assert client.get(at(running, *part)).context["standing"] == refusals
    said = text_of(client.get(at(running, *part)))
    assert all(str(refusal) in said for refusal in refusals)


def test_once_a_stage_was_opened_its_parts_say_so(client, running, admin):
    Stage.objects.filter(edition=running, kind="desk").update(opened_at=DURING, opened_by=admin)
    for part, refusal in ((["kuota"], rules.STAGE_IN_USE), (["rubrik", "desk"], rules.RUBRIC_IN_USE)):
        assert client.get(at(running, *part)).context["standing"] == [refusal]
    assert client.get(at(running, "pengingat")).context["standing"] == []


def test_whoever_agrees_reads_what_stays(client, running):
    proposals.rows(running, 22)
    name = running.categories.get(position=1).name
    answer = sent(client, at(running, "kategori"), **{"b-0-name": "Kesehatan dan gizi", "reason": "Arahan Menteri."})
    assert answer.redirect_chain
    said = text_of(answer)
    assert f"2 usulan dalam “{name}” ikut tampil dengan yang baru." in said


def test_whoever_takes_away_what_was_answered_is_told_how_many(client, running):
    proposals.filled(running)
    proposals.filled(running)
    address = at(running, "dokumen")
    without = boxes(client.post(address, {**boxes(client.get(address)), "baris": "hapus-0", "reason": "x"}))
    answer = client.post(address, {**without, "reason": "Arahan Menteri."})
    assert answer.status_code == 422
    said = text_of(answer)
    assert str(rules.ASKED_ALREADY) in said
    assert "sudah diunggah 2 usulan." in said
    assert reverse("competitions:plan", args=[running.slug]) in answer.content.decode()
