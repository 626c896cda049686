"""The page that returns a dossier: a box beside each answer, and nothing that was typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals.domain import questionnaire
from proposals.models import ReturnNote, Status
from tests.factories import proposals
from tests.factories.competitions import DURING
from tests.pages import hidden, markup, text_of, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING + timedelta(days=1), tick=False)


@pytest.fixture
def proposal(cast, edition):
    return proposals.with_agency(edition, by=cast.proposer)


def sent(client, cast, proposal, **values):
    address = reverse("proposals:return", args=[proposal.code])
    drawn = hidden(visit(client, cast.agency_admin, address))
    return visit(client, cast.agency_admin, address, {**drawn, **values})


def first_of(proposal):
    chapter = questionnaire.of(proposal.edition_id).chapters_for(proposal)[0]
    return chapter, f"{chapter.section.key}__{chapter.questions[0].key}"


def test_there_is_a_box_beside_each_answer(client, cast, proposal):
    page = markup(visit(client, cast.agency_admin, reverse("proposals:return", args=[proposal.code])))
    asked = questionnaire.of(proposal.edition_id).chapters_for(proposal)
    assert page.count('name="catatan__') == sum(len(chapter.questions) for chapter in asked)
    assert '<details class="disclosure" open' not in page


def test_a_note_is_seen_by_the_unit_on_both_pages_until_it_hands_over(client, cast, proposal):
    chapter, name = first_of(proposal)
    assert sent(client, cast, proposal, note="Lengkapi.", **{f"catatan__{name}": "Angka <mana>?"}).status_code == 302
    tasks = visit(client, cast.proposer, reverse("proposals:show", args=[proposal.code]))
    section = visit(client, cast.proposer, reverse("proposals:section", args=[proposal.code, chapter.section.key]))
    assert "Angka <mana>?" in text_of(tasks)
    assert "Angka <mana>?" in text_of(section)
    assert "Angka &lt;mana&gt;?" in section.content.decode()
    others = [one for one in questionnaire.of(proposal.edition_id).chapters_for(proposal) if one != chapter]
    other = visit(client, cast.proposer, reverse("proposals:section", args=[proposal.code, others[0].section.key]))
    assert "Angka <mana>?" not in text_of(other)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"note": "", "catatan": "Angka mana?"}, "Tulis alasannya."),
        ({"note": "Lengkapi.", "catatan": "Angka mana?", "kutipan": "tidak ada"}, "Kutipan ini tidak ada"),
        ({"note": "Lengkapi.", "catatan": "", "kutipan": "tidak ada"}, "Tulis catatannya."),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(client, cast, proposal, values, sentence):
    _chapter, name = first_of(proposal)
    typed = {key if key == "note" else f"{key}__{name}": value for key, value in values.items()}
    page = sent(client, cast, proposal, **typed)
    assert sentence in text_of(page)
    assert all(value in page.content.decode() for value in values.values())
    assert '<details class="disclosure" open' in markup(page)
    proposal.refresh_from_db()
    assert proposal.status == Status.WITH_AGENCY
    assert not ReturnNote.objects.exists()
