"""The pages on which a unit confirms what judges read without a name, and the ministry masks more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals.domain import masking
from proposals.models import MaskedCopy, MaskedPassage
from tests.factories import accounts, proposals
from tests.factories.competitions import DURING
from tests.pages import hidden

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING + timedelta(days=1), tick=False)


@pytest.fixture
def page(client):
    def ask(office, name, proposal, **data):
        client.force_login(office.user)
        accounts.fresh(client)
        address = reverse(f"proposals:{name}", args=[proposal.code])
        drawn = client.get(address)
        return client.post(address, {**hidden(drawn), **data}) if data else drawn

    return ask


def test_a_unit_sees_what_is_masked_and_confirms(page, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    words = {"ringkasan": f"Layanan {cast.proposer.unit.name} di Pulau Tujuh. " + proposals.text(60)}
    section = edition.sections.get(key="ringkasan")
    proposals.drafting.answer(proposal, section, words, is_done=True, by=cast.proposer, at=DURING)
    shown = page(cast.proposer, "neutral", proposal).content.decode()
    assert f'<mark>{cast.proposer.unit.name}<span class="visually-hidden"> (nama unit)</span></mark>' in shown
    assert "Isi usulan berubah setelah dikonfirmasi." in shown
    wrong = page(cast.proposer, "neutral", proposal, title=f"Antar {cast.proposer.unit.name}", passages="").content
    assert f"Judul netral masih menyebut “{cast.proposer.unit.name}”." in wrong.decode()
    wrong = page(cast.proposer, "neutral", proposal, title="Antar Obat", passages="Pulau Delapan").content
    assert "“Pulau Delapan” tidak ada dalam usulan." in wrong.decode()
    done = page(cast.proposer, "neutral", proposal, title="Antar Obat", passages="Pulau Tujuh\n\nLayanan")
    assert done.url == reverse("proposals:check", args=[proposal.code])
    assert set(MaskedPassage.objects.values_list("text", flat=True)) == {"Pulau Tujuh", "Layanan"}
    assert "<mark>Pulau Tujuh" in page(cast.proposer, "neutral", proposal).content.decode()
    assert "Antar Obat" in page(cast.proposer, "check", proposal).content.decode()


def test_what_changed_meanwhile_is_not_confirmed(client, page, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    drawn = hidden(page(cast.proposer, "neutral", proposal))
    proposals.neutral(proposal, "Judul orang lain", by=cast.proposer)
    address = reverse("proposals:neutral", args=[proposal.code])
    assert client.post(address, {**drawn, "title": "Judul saya", "passages": ""}).status_code == 409
    assert MaskedCopy.objects.get(proposal=proposal).title == "Judul orang lain"


def test_the_ministry_masks_with_a_reason(page, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    assert "Samarkan bagian usulan" in page(cast.secretary, "show", proposal).content.decode()
    assert "kata kata" in page(cast.secretary, "masking", proposal).content.decode()
    wrong = page(cast.secretary, "masking", proposal, passage="kata", reason="")
    assert "Tulis alasannya." in wrong.content.decode()
    wrong = page(cast.secretary, "masking", proposal, passage="tidak ada", reason="Nama desa.")
    assert "“tidak ada” tidak ada dalam usulan." in wrong.content.decode()
    assert page(cast.secretary, "masking", proposal, passage="kata", reason="Nama desa.").status_code == 302
    shown = page(cast.secretary, "masking", proposal).content.decode()
    assert "“kata”" in shown
    assert "Nama desa." in shown
    assert "kata kata" not in shown


def test_the_ministry_takes_a_mask_back(client, page, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    page(cast.secretary, "masking", proposal, passage="kata", reason="Nama desa.")
    address = reverse("proposals:unmasking", args=[proposal.code, MaskedPassage.objects.get().pk])
    assert address in page(cast.secretary, "masking", proposal).content.decode()
    drawn = hidden(client.get(address))
    assert "Tulis alasannya." in client.post(address, {**drawn, "reason": ""}).content.decode()
    assert client.post(address, {**drawn, "versi": "lama", "reason": "Kata biasa."}).status_code == 409
    assert client.post(address, {**drawn, "reason": "Kata biasa."}).status_code == 302
    assert "kata kata" in page(cast.secretary, "masking", proposal).content.decode()
    assert client.get(address).status_code == 404


def test_nobody_masks_over_what_somebody_else_just_masked(client, page, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    drawn = hidden(page(cast.secretary, "masking", proposal))
    masking.mask(proposal, proposal.title.split()[0], "Alasan.", by=cast.ministry_admin, at=DURING)
    address = reverse("proposals:masking", args=[proposal.code])
    assert client.post(address, {**drawn, "passage": "kata", "reason": "Alasan."}).status_code == 409
    assert MaskedPassage.objects.count() == 1


def test_a_draft_is_not_masked_by_the_ministry(page, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    assert page(cast.secretary, "masking", proposal).status_code == 404
