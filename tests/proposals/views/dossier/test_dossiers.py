import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.pages import lists
from proposals.domain.draft import drafting
from proposals.models import Proposal
from tests.factories import competitions, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LIST = "/usulan/"


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING + timedelta(days=3), tick=False)


def test_each_sees_their_own(client, cast, edition):
    proposals.draft(edition, by=cast.proposer, title="Milik Sari")
    proposals.draft(edition, by=cast.stranger, title="Milik Yosef")
    for office, sees in (
        (cast.proposer, True),
        (cast.colleague, True),
        (cast.agency_admin, True),
        (cast.stranger, False),
        (cast.stranger_admin, False),
    ):
        client.force_login(office.user)
        text = client.get(LIST).content.decode()
        assert ("Milik Sari" in text) == sees
        assert ("Milik Yosef" in text) == (not sees)


@pytest.mark.parametrize("role", ["judge", "panelist", "secretary", "ministry_admin"])
def test_others_have_no_list(client, cast, role):
    client.force_login(getattr(cast, role).user)
    assert client.get(LIST).status_code == 403


def test_a_row_says_who_has_it_since_when_and_how_long_is_left(client, cast, edition):
    proposals.with_agency(edition, by=cast.proposer, title="Perahu sehat")
    client.force_login(cast.proposer.user)
    text = client.get(LIST).content.decode()
    assert "Diserahkan ke admin instansi" in text
    assert "Admin instansi" in text
    assert "3 hari yang lalu" in text
    assert "41 hari lagi" in text


def test_after_the_close_the_row_says_so(client, cast, edition, time_machine):
    proposals.draft(edition, by=cast.proposer)
    time_machine.move_to(CLOSES_AT)
    client.force_login(cast.proposer.user)
    text = client.get(LIST).content.decode()
    assert "sudah ditutup" in text
    assert "Buat usulan baru" not in text


@pytest.mark.parametrize("made", [proposals.draft, proposals.with_agency, proposals.returned])
def test_after_the_close_nobody_is_asked_to_mend_what_was_not_sent(client, cast, edition, time_machine, made):
    proposal = made(edition, by=cast.proposer)
    time_machine.move_to(CLOSES_AT)
    for office in (cast.proposer, cast.agency_admin):
        client.force_login(office.user)
        for address in (LIST, reverse("proposals:show", args=[proposal.code])):
            # A filter offers what any edition may have.
            text = re.sub(r"<option.*?</option>", "", client.get(address).content.decode(), flags=re.DOTALL)
            assert "Tidak diajukan" in text
            assert "erlu Anda p" not in text


def test_filtering_by_status(client, cast, edition):
    proposals.draft(edition, by=cast.proposer, title="Masih draf")
    proposals.with_agency(edition, by=cast.proposer, title="Sudah diserahkan")
    client.force_login(cast.proposer.user)
    text = client.get(LIST, {"status": "draft"}).content.decode()
    assert "Masih draf" in text
    assert "Sudah diserahkan" not in text
    assert "Tampilkan semua" in text
    none = client.get(LIST, {"status": "disqualified"}).content.decode()
    assert "Tidak ada usulan dengan status ini" in none


@pytest.mark.parametrize("query", ["status=ngawur", "status=%00", "page=abc", "page=-1", "page=9999999999999999999"])
def test_nonsense_in_the_address_is_no_error(client, cast, edition, query):
    proposals.draft(edition, by=cast.proposer, title="Tetap terlihat")
    client.force_login(cast.proposer.user)
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert "Tetap terlihat" in response.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_nine_queries(client, cast, edition, django_assert_num_queries, number):
    for _ in range(number):
        proposals.draft(edition, by=cast.proposer)
    client.force_login(cast.proposer.user)
    with django_assert_num_queries(9):
        response = client.get(LIST)
    assert response.content.decode().count('scope="row"') == number


def test_the_second_page_says_so_in_its_title(client, cast, edition):
    for _ in range(lists.ROWS + 1):
        proposals.draft(edition, by=cast.proposer)
    client.force_login(cast.proposer.user)
    response = client.get(LIST, {"page": 2})
    title = response.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert " ".join(title.split()).startswith("Usulan, halaman 2")


@pytest.mark.parametrize("code", ["TIDAK-ADA", "x", "kipp-1-00001"])
def test_an_unknown_code_is_not_found(client, cast, edition, code):
    client.force_login(cast.proposer.user)
    for name in ("show", "identity", "check", "handover", "receipt", "withdrawal"):
        assert client.get(reverse(f"proposals:{name}", args=[code])).status_code == 404


def test_reading_a_dossier_costs_the_same_empty_or_full(client, cast, edition, django_assert_num_queries):
    both = proposals.draft(edition, by=cast.proposer), proposals.filled(edition, by=cast.proposer)
    client.force_login(cast.agency_admin.user)
    # What the edition asks is known the second time.
    for proposal, queries in zip(both, (9, 7), strict=True):
        with django_assert_num_queries(queries):
            response = client.get(reverse("proposals:show", args=[proposal.code]))
        assert "Usulan sedang di unit." in response.content.decode()
        assert Proposal.objects.get(pk=proposal.pk).title in response.content.decode()


def test_a_draft_of_eight_sections_and_forty_versions_costs_twelve_queries(
    client, cast, edition, django_assert_max_num_queries
):
    draft = proposals.filled(edition, by=cast.proposer)
    for number in range(40):
        section = edition.sections.order_by("position")[number % 8]
        texts = {question.key: f"{proposals.text(60)} {number}" for question in section.questions.all()}
        drafting.answer(draft, section, texts, is_done=True, by=cast.proposer, at=DURING)
    client.force_login(cast.proposer.user)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("proposals:show", args=[draft.code]))
    assert "Syarat administrasi" in page.content.decode()


def test_a_draft_says_which_rule_it_does_not_meet_on_what_ground_and_what_helps(client, cast, edition):
    draft = proposals.filled(edition, by=cast.proposer, started_on=date(2026, 1, 1))
    client.force_login(cast.proposer.user)
    rule = edition.entry_checks.get(method="age")
    for name in ("show", "check", "handover"):
        said = text_of(client.get(reverse(f"proposals:{name}", args=[draft.code])))
        assert all(words in said for words in (rule.statement, rule.legal_basis, rule.remedy, "paling sedikit"))


def test_a_cap_that_is_used_up_is_said_and_the_button_is_not_offered(client, cast):
    edition = competitions.edition(agency_cap=1)
    proposals.submitted(edition, by=cast.proposer)
    proposal = proposals.with_agency(edition, by=cast.proposer)
    client.force_login(cast.agency_admin.user)
    page = client.get(reverse("proposals:check", args=[proposal.code]))
    assert "batas untuk edisi ini" in text_of(page)
    assert reverse("proposals:submission", args=[proposal.code]) not in page.content.decode()
