"""Before a dossier is handed on, its writer sees what resembles it; whose another agency's is stays untold."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals.domain import likeness
from proposals.domain.draft import drafting
from proposals.models import Proposal
from proposals.reading import nearby
from tests.factories import catalogue, proposals
from tests.factories.competitions import DURING
from tests.pages import text_of

pytestmark = pytest.mark.django_db
TITLE = "Antrean Tanpa Kertas di Puskesmas"
LATER = DURING + timedelta(days=3)


def test_the_check_page_and_the_handover_name_it_and_stop_nobody(
    client, cast, edition, time_machine, django_assert_max_num_queries
):
    time_machine.move_to(LATER, tick=False)
    sent = proposals.submitted(edition, by=cast.stranger, title=f"{TITLE} Kota")
    own = proposals.filled(edition, by=cast.proposer, title=TITLE)
    likeness.sketch_missing(at=LATER)
    client.force_login(cast.proposer.user)
    for page in ("check", "handover"):
        text = text_of(client.get(reverse(f"proposals:{page}", args=[own.code])))
        assert f"Usulan {sent.code} dari instansi lain" in text, page
        assert "Judul mirip" in text
        assert sent.title not in text
        assert sent.agency.name not in text
    proposal = Proposal.objects.with_places().get(pk=own.pk)
    with django_assert_max_num_queries(5):
        found = likeness.alike(proposal)
    assert [one.proposal.pk for one in found] == [sent.pk]
    assert client.get(reverse("proposals:handover", args=[own.code])).status_code == 200


def test_ones_own_draft_of_the_same_title_is_named_and_one_that_left_is_not(cast, edition):
    own = proposals.draft(edition, by=cast.proposer, title=TITLE)
    twin = proposals.draft(edition, by=cast.colleague, title=TITLE)
    proposals.left(proposals.submitted(edition, by=cast.stranger, title=TITLE))
    found = likeness.alike(Proposal.objects.with_places().get(pk=own.pk))
    assert [one.proposal for one in found] == [twin]


@pytest.fixture
def copied(cast, edition, time_machine):
    """A draft with a title much like that of another agency's, and a section that stands in the catalogue."""
    time_machine.move_to(LATER, tick=False)
    sent = proposals.submitted(edition, by=cast.stranger, title=f"{TITLE} Kota")
    text = " ".join(f"kata{number}" for number in range(90))
    entry = catalogue.earlier_entry(title="Perahu Obat untuk Pulau Terluar", summary=text)
    own = proposals.filled(edition, by=cast.proposer, title=TITLE)
    section = edition.sections.order_by("position").first()
    texts = {question.key: text for question in section.questions.all()}
    drafting.answer(own, section, texts, is_done=False, by=cast.proposer, at=LATER)
    likeness.sketch_missing(at=LATER)
    return own, sent, entry


def address_of(name, proposal):
    section = proposal.edition.sections.order_by("position").first().key
    return reverse(f"proposals:{name}", args=[proposal.code, *([section] if name == "section" else [])])


@pytest.mark.parametrize(
    ("name", "is_titled", "is_copied"), [("show", True, True), ("identity", True, False), ("section", False, True)]
)
def test_it_is_told_while_the_draft_is_written(client, cast, copied, name, is_titled, is_copied):
    own, sent, entry = copied
    client.force_login(cast.proposer.user)
    text = text_of(client.get(address_of(name, own)))
    assert "Mirip dengan yang sudah ada" in text
    assert (f"Usulan {sent.code} dari instansi lain" in text) == is_titled
    assert ("Judul mirip" in text) == is_titled
    assert (entry.title in text) == (entry.agency_name in text) == is_copied
    assert ("% dari deret tiga kata Anda" in text) == is_copied
    assert sent.title not in text
    assert sent.agency.name not in text


def test_of_the_whole_draft_the_most_alike_come_first(copied):
    own, sent, entry = copied
    catalogue.earlier_entry(title=TITLE)
    found = nearby.of_the_draft(Proposal.objects.with_places().get(pk=own.pk))
    assert {one.title: one.is_titled_so for one in found} == {TITLE: True, entry.title: False, sent.title: True}
    assert [max(one.title_likeness, one.shared) for one in found] == sorted(
        (max(one.title_likeness, one.shared) for one in found), reverse=True
    )
    assert found[0].title == TITLE
    assert found[-1].title == sent.title


@pytest.mark.parametrize("name", ["show", "identity", "section"])
def test_of_what_is_like_nothing_nothing_is_told(client, cast, edition, time_machine, name):
    time_machine.move_to(LATER, tick=False)
    own = proposals.filled(edition, by=cast.proposer, title="Perahu Obat")
    client.force_login(cast.proposer.user)
    assert "Mirip dengan yang sudah ada" not in text_of(client.get(address_of(name, own)))


@pytest.mark.parametrize("name", ["show", "identity", "section"])
def test_it_costs_the_pages_of_a_draft_no_more_than_they_may(client, cast, copied, django_assert_max_num_queries, name):
    address = address_of(name, copied[0])
    client.force_login(cast.proposer.user)
    client.get(address)
    with django_assert_max_num_queries(12):
        assert "Mirip dengan yang sudah ada" in text_of(client.get(address))
