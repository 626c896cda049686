"""The gate of an agency's admin: the list, its search and order, and what is done to several at once."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import BulkAct, Letter
from proposals.domain.draft import describing
from proposals.models import Proposal, Revision, Status
from tests.factories import competitions, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import hidden, text_of

pytestmark = pytest.mark.django_db
LIST = "/usulan/"


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING + timedelta(days=3), tick=False)


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.agency_admin.user)
    return client


def choose(client, noun, chosen, **answers):
    """Choose on the list, look at what would be done, do it; returns the page of what came of it."""
    address = reverse("proposals:bulk", args=[noun])
    data = {"pilih": [one.pk for one in chosen], "utuh": "1"}
    asked = client.post(address, data)
    for step in ("lihat", "lakukan"):
        asked = client.post(address, {**hidden(asked), **data, **answers, "langkah": step}, follow=step == "lakukan")
    return asked


def test_the_list_says_how_complete_how_old_and_how_long_still(admin, cast, edition):
    proposals.draft(edition, by=cast.proposer, title="Baru Mulai")
    proposals.filled(edition, by=cast.colleague, title="Sudah Penuh")
    said = text_of(admin.get(LIST))
    assert "0 dari 13 bagian" in said
    assert "13 dari 13 bagian" in said
    assert "3 hari" in said
    assert "41 hari lagi" in said
    assert cast.proposer.unit.name in said


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"q": "perahu"}, ["Perahu Obat"]),
        ({"q": "00002"}, ["Antrean"]),
        ({"urut": "judul"}, ["Antrean", "Perahu Obat"]),
        ({"urut": "lama"}, ["Perahu Obat", "Antrean"]),
        ({"status": "with_agency"}, []),
        ({"unit": "x"}, ["Antrean", "Perahu Obat"]),
    ],
)
def test_it_is_searched_narrowed_and_put_in_order(admin, cast, edition, query, seen):
    proposals.draft(edition, by=cast.proposer, title="Perahu Obat")
    proposals.draft(edition, by=cast.proposer, title="Antrean", at=DURING + timedelta(hours=1))
    said = text_of(admin.get(LIST, query)).partition("Filter")[2] or text_of(admin.get(LIST, query))
    places = {title: said.find(title) for title in ("Perahu Obat", "Antrean")}
    assert [title for title, place in sorted(places.items(), key=lambda pair: pair[1]) if place >= 0] == seen


def test_it_is_a_file_with_what_is_lacking(admin, cast, edition):
    proposals.draft(edition, by=cast.proposer, title="Perahu Obat")
    answer = admin.get(LIST, {"bentuk": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    heads, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    told = dict(zip(heads, row, strict=True))
    assert (told["Judul inovasi"], told["Kelengkapan"]) == ("Perahu Obat", "0 dari 13 bagian")
    assert told["Yang pertama kurang"] == "Pilih kelompok"


TITLES = ("Perahu Obat", "Antrean", "Lumbung")


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"kelengkapan": "lengkap"}, ["Antrean"]),
        ({"kelengkapan": "kurang", "urut": "judul"}, ["Lumbung", "Perahu Obat"]),
        ({"urut": "lengkap"}, ["Antrean", "Lumbung", "Perahu Obat"]),
        ({"urut": "kurang"}, ["Perahu Obat", "Lumbung", "Antrean"]),
        ({"urut": "sisa"}, ["Lumbung", "Antrean", "Perahu Obat"]),
        ({"urut": "baru"}, ["Lumbung", "Antrean", "Perahu Obat"]),
        ({"sisa": "7"}, ["Lumbung"]),
        ({"sisa": "3"}, []),
        ({"sisa": "buka", "urut": "judul"}, ["Antrean", "Lumbung", "Perahu Obat"]),
        ({"sisa": "tutup"}, []),
        ({"usia": "7"}, ["Perahu Obat"]),
        ({"usia": "30"}, []),
    ],
)
def test_it_is_narrowed_and_ordered_by_what_is_done_and_what_time_is_left(admin, cast, edition, query, seen):
    soon = competitions.edition(closes_at=DURING + timedelta(days=8))
    proposals.draft(edition, by=cast.proposer, title="Perahu Obat", at=DURING - timedelta(days=4))
    proposals.filled(edition, by=cast.proposer, title="Antrean", at=DURING)
    last = proposals.draft(soon, by=cast.proposer, title="Lumbung", at=DURING + timedelta(days=1))
    identity = proposals.an_identity(last, title="Lumbung", is_done=True)
    describing.describe(last, identity, by=cast.proposer, at=DURING + timedelta(days=1))
    rows = admin.get(LIST, query).context["page"].object_list
    assert [row.proposal.title for row in rows] == seen


def offered(admin, **query):
    """The acts that the list offers."""
    said = admin.get(LIST, query).content.decode()
    return [name for name in ("Ajukan ke kementerian", "Ingatkan unit") if f">{name}</button>" in said]


def test_an_act_is_offered_where_some_row_can_bear_it(admin, cast, edition, time_machine):
    draft = proposals.draft(edition, by=cast.proposer)
    assert offered(admin) == ["Ingatkan unit"]
    choose(admin, "pengingat", [draft])
    assert offered(admin) == []
    proposals.with_agency(edition, by=cast.proposer)
    assert offered(admin) == ["Ajukan ke kementerian"]
    assert offered(admin, kelengkapan="kurang") == []
    time_machine.move_to(CLOSES_AT + timedelta(seconds=1), tick=False)
    assert offered(admin) == []


def test_choosing_all_that_is_found_chooses_what_is_as_complete_as_asked(admin, cast, edition):
    proposals.draft(edition, by=cast.proposer, title="Perahu Obat")
    proposals.with_agency(edition, by=cast.proposer, title="Antrean")
    address = reverse("proposals:bulk", args=["pengajuan"]) + "?kelengkapan=lengkap"
    said = text_of(admin.post(address, {"cakupan": "semua", "utuh": "1"}))
    assert "Antrean" in said
    assert "Perahu Obat" not in said


@pytest.mark.parametrize("number", [1, 30])
def test_it_costs_the_same_however_many_there_are(admin, cast, edition, django_assert_max_num_queries, number):
    for _ in range(number):
        proposals.draft(edition, by=cast.proposer)
    with django_assert_max_num_queries(15):
        assert admin.get(LIST).status_code == 200


@pytest.mark.journey
def test_several_are_submitted_after_each_was_looked_at(admin, cast):
    edition = competitions.edition(agency_cap=2)
    whole = [proposals.with_agency(edition, by=cast.proposer) for _ in range(3)]
    with_unit = proposals.filled(edition, by=cast.proposer)
    chosen = [*whole, with_unit]
    address = reverse("proposals:bulk", args=["pengajuan"])
    data = {"pilih": [one.pk for one in chosen], "utuh": "1"}
    looked_at = admin.post(
        address, {**hidden(admin.post(address, data)), **data, "is_declared": "on", "langkah": "lihat"}
    )
    said = text_of(looked_at)
    assert "batas untuk edisi ini" in said
    assert "Usulan sedang di unit" in said
    assert not Revision.objects.exists()
    done = choose(admin, "pengajuan", chosen, is_declared="on")
    assert done.status_code == 200
    statuses = [Proposal.objects.get(pk=one.pk).status for one in chosen]
    assert statuses == [Status.SUBMITTED, Status.SUBMITTED, Status.WITH_AGENCY, Status.DRAFT]
    assert Revision.objects.count() == 2


def test_nothing_is_submitted_without_the_declaration(admin, cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    assert "Centang pernyataan" in text_of(choose(admin, "pengajuan", [proposal]))
    assert not BulkAct.objects.exists()


def test_units_are_reminded_of_their_drafts_once_a_day(admin, cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    sent = proposals.with_agency(edition, by=cast.proposer)
    Letter.objects.all().delete()
    for _ in range(2):
        choose(admin, "pengingat", [draft, sent])
    letters = Letter.objects.filter(name="reminder.drafts")
    assert {letter.recipient_id for letter in letters} == {cast.proposer.user_id, cast.colleague.user_id}
    assert letters.count() == 2
    assert draft.code in letters[0].body


def test_what_came_of_it_is_the_agencys_own(client, cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    client.force_login(cast.agency_admin.user)
    choose(client, "pengajuan", [proposal], is_declared="on")
    address = reverse("bulk_act", args=[BulkAct.objects.get().pk])
    assert client.get(address).status_code == 200
    client.force_login(cast.stranger_admin.user)
    assert client.get(address).status_code == 404
    assert client.post(reverse("proposals:bulk", args=["pengajuan"]), {"pilih": proposal.pk, "utuh": "1"}).url == LIST
