from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse

from accounts.models import Role
from proposals.domain import masking
from proposals.models import MaskedCopy, Proposal, Revision, Status
from tests.factories import competitions, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import hidden, visit

pytestmark = pytest.mark.django_db

PAGES = ["show", "identity", "check", "handover", "return", "submission", "receipt", "withdrawal", "disqualification"]
PAGES += ["neutral", "masking"]

BOTH = {Role.UNIT, Role.AGENCY_ADMIN}
ROLES_OF = {
    "handover": {Role.UNIT},
    "return": {Role.AGENCY_ADMIN},
    "submission": {Role.AGENCY_ADMIN},
    "disqualification": set(),
    "masking": set(),
}


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING + timedelta(days=1), tick=False)


def at(name, proposal):
    return reverse(f"proposals:{name}", args=[proposal.code])


@pytest.mark.journey
def test_a_stranger_does_not_learn_that_the_proposal_exists(client, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    for office, name in product((cast.stranger, cast.stranger_admin), PAGES):
        # 403 only where the page is for another role, whatever the proposal.
        expected = 404 if office.role in ROLES_OF.get(name, BOTH) else 403
        assert visit(client, office, at(name, proposal)).status_code == expected, name
        assert visit(client, office, at(name, proposal), {}).status_code == expected, name
    proposal.refresh_from_db()
    assert proposal.status == Status.SUBMITTED


def test_judges_have_no_business_here(client, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    for judge, name in product((cast.judge, cast.judge_of_same_agency, cast.panelist), PAGES):
        assert visit(client, judge, at(name, proposal)).status_code == 403, name


@pytest.mark.parametrize("name", ["list", "begin"])
def test_a_visitor_is_asked_to_sign_in(client, edition, name):
    response = client.get(reverse(f"proposals:{name}"))
    assert response.status_code == 302
    assert reverse("account_login") in response.url


def test_the_whole_way_from_unit_to_receipt(client, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    assert "Lanjut ke penyerahan" in visit(client, cast.proposer, at("check", proposal)).content.decode()
    assert visit(client, cast.colleague, at("handover", proposal)).status_code == 200
    visit(client, cast.colleague, at("handover", proposal), {})
    assert "Perlu Anda periksa" in visit(client, cast.agency_admin, at("show", proposal)).content.decode()
    assert "Lanjut ke pengajuan" in visit(client, cast.agency_admin, at("check", proposal)).content.decode()
    refused = visit(client, cast.agency_admin, at("submission", proposal), {})
    assert "Centang pernyataan sebelum mengajukan usulan." in refused.content.decode()
    response = visit(client, cast.agency_admin, at("submission", proposal), {"is_declared": "on"})
    assert response.url == at("receipt", proposal)
    receipt = visit(client, cast.proposer, response.url).content.decode()
    revision = Revision.objects.get()
    assert proposal.code in receipt
    assert revision.sha256 in receipt
    assert "17 Februari 2026 pukul 08.00.00 WIB" in receipt


def test_a_second_press_of_the_button_leads_to_the_same_receipt(client, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    response = visit(client, cast.agency_admin, at("submission", proposal), {"is_declared": "on"})
    assert response.url == at("receipt", proposal)
    assert Revision.objects.count() == 1


def test_an_incomplete_proposal_may_be_handed_over_but_not_submitted(client, cast, edition):
    proposal = proposals.draft(edition, by=cast.proposer)
    page = visit(client, cast.proposer, at("handover", proposal)).content.decode()
    assert "Usulan belum lengkap" in page
    visit(client, cast.proposer, at("handover", proposal), {})
    response = visit(client, cast.agency_admin, at("submission", proposal), {"is_declared": "on"})
    assert response.status_code == 403
    assert "Usulan belum lengkap. Yang masih kurang: Pilih kelompok." in response.content.decode()
    check = visit(client, cast.agency_admin, at("check", proposal)).content.decode()
    assert "Kembalikan ke unit" in check
    assert "Lanjut ke pengajuan" not in check


def test_returning_asks_for_a_note_and_the_unit_reads_it(client, cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    page = visit(client, cast.agency_admin, at("return", proposal), {"note": " "})
    assert '<a href="#id_note">Tulis alasannya.</a>' in page.content.decode()
    visit(client, cast.agency_admin, at("return", proposal), {"note": "Perbaiki angka <dampak>."})
    text = visit(client, cast.proposer, at("show", proposal)).content.decode()
    assert "Catatan admin instansi" in text
    assert "Perbaiki angka &lt;dampak&gt;." in text
    assert "Perlu Anda perbaiki" in text


def test_the_cap_is_explained(client, cast, db):
    edition = competitions.edition(agency_cap=1)
    first = proposals.with_agency(edition, by=cast.proposer)
    second = proposals.with_agency(edition, by=cast.proposer)
    page = visit(client, cast.agency_admin, at("submission", first)).content.decode()
    assert "masih dapat mengajukan 1 usulan lagi" in page
    visit(client, cast.agency_admin, at("submission", first), {"is_declared": "on"})
    response = visit(client, cast.agency_admin, at("submission", second), {"is_declared": "on"})
    assert response.status_code == 403
    assert "Instansi Anda sudah mengajukan 1 usulan, batas untuk edisi ini." in response.content.decode()


def test_withdrawing(client, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    assert visit(client, cast.proposer, at("withdrawal", proposal)).status_code == 403
    assert "Tarik usulan ini?" in visit(client, cast.agency_admin, at("withdrawal", proposal)).content.decode()
    visit(client, cast.agency_admin, at("withdrawal", proposal), {"note": ""})
    proposal.refresh_from_db()
    assert proposal.status == Status.WITHDRAWN
    page = visit(client, cast.proposer, at("show", proposal)).content.decode()
    assert "Usulan sudah ditarik." in page


def test_what_was_never_sent_is_cancelled_not_withdrawn(client, cast, edition):
    proposal = proposals.draft(edition, by=cast.proposer)
    assert "Batalkan draf" in visit(client, cast.proposer, at("show", proposal)).content.decode()
    page = visit(client, cast.proposer, at("withdrawal", proposal)).content.decode()
    assert "Batalkan draf ini?" in page
    assert "Mengapa draf ini dibatalkan?" in page
    assert "arik usulan" not in page
    visit(client, cast.proposer, at("withdrawal", proposal), {"note": ""})
    page = client.get(at("show", proposal)).content.decode()
    assert "Draf dibatalkan" in page
    assert "Dibatalkan" in page
    assert "Ditarik" not in page
    proposal.refresh_from_db()
    assert proposal.status == Status.WITHDRAWN


def test_the_ministry_reads_what_was_submitted_and_disqualifies_with_a_reason(client, cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    proposal = proposals.submitted(edition, by=cast.proposer)
    assert visit(client, cast.secretary, at("show", draft)).status_code == 404
    page = visit(client, cast.secretary, at("show", proposal)).content.decode()
    assert cast.proposer.agency.name in page
    assert "Diskualifikasi usulan" in page
    refused = visit(client, cast.secretary, at("disqualification", proposal), {"note": ""})
    assert "Tulis alasannya." in refused.content.decode()
    visit(client, cast.secretary, at("disqualification", proposal), {"note": "Data palsu."})
    proposal.refresh_from_db()
    assert proposal.status == Status.DISQUALIFIED


def test_after_the_close_everything_can_be_read_and_nothing_changed(client, cast, edition, time_machine):
    proposal = proposals.filled(edition, by=cast.proposer)
    time_machine.move_to(CLOSES_AT)
    page = visit(client, cast.proposer, at("show", proposal))
    assert page.status_code == 200
    assert "Pendaftaran sudah ditutup." in page.content.decode()
    for name in ("identity", "check", "handover"):
        assert visit(client, cast.proposer, at(name, proposal)).status_code == 403
    assert visit(client, cast.proposer, at("handover", proposal), {}).status_code == 403
    assert Proposal.objects.get(pk=proposal.pk).status == Status.DRAFT


def test_there_is_no_receipt_before_submission(client, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    assert visit(client, cast.proposer, at("receipt", proposal)).status_code == 404


def changed(proposal):
    """Somebody else changed the dossier meanwhile."""
    Proposal.objects.filter(pk=proposal.pk).update(title="Judul yang lain")
    changed = Proposal.objects.get(pk=proposal.pk)
    MaskedCopy.objects.filter(proposal=changed).update(made_of=masking.made_of(changed))


@pytest.mark.parametrize(
    ("name", "who", "made", "data"),
    [
        ("handover", "proposer", proposals.filled, {}),
        ("return", "agency_admin", proposals.with_agency, {"note": "Lengkapi surat kedua."}),
        ("submission", "agency_admin", proposals.with_agency, {"is_declared": "on"}),
        ("withdrawal", "proposer", proposals.draft, {"note": "Ganti unit."}),
        ("withdrawal", "agency_admin", proposals.submitted, {"note": "Ganti unit."}),
        ("disqualification", "ministry_admin", proposals.submitted, {"note": "Menjiplak."}),
    ],
)
def test_what_changed_after_it_was_shown_is_not_acted_on(client, cast, edition, name, who, made, data):
    proposal, office = made(edition, by=cast.proposer), getattr(cast, who)
    drawn = hidden(visit(client, office, at(name, proposal)))
    changed(proposal)
    response = client.post(at(name, proposal), {**drawn, **data})
    before, text = proposal.status, response.content.decode()
    assert response.status_code == 409
    assert "Yang ditampilkan di sini berubah setelah Anda membukanya." in text
    assert "Judul yang lain" in text
    assert data.get("note", "") in text
    proposal.refresh_from_db()
    assert proposal.status == before
    # The page that came back shows what stands: from there it is done.
    assert client.post(at(name, proposal), {**hidden(response), **data}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.status != before
