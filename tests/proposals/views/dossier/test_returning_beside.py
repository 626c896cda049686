"""What a return says of innovations a dossier comes from, of earlier awards, and of what the public reads."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Event, Letter
from competitions.models import Parents
from proposals.domain import lifecycle, remark_places, remarks
from proposals.domain.catalogue import parents, public_page
from proposals.models import Proposal, PublicFacts, ReturnNote
from tests.factories import catalogue, proposals
from tests.factories.competitions import DURING
from tests.pages import hidden, markup, text_of, visit

pytestmark = pytest.mark.django_db
LATER = DURING + timedelta(days=1)
TITLE = "Antrean Tanpa Kertas di Puskesmas"


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def proposal(cast, edition):
    """A dossier that names two innovations, resembles a winner of its agency and tells the public something."""
    agency = cast.proposer.agency
    catalogue.earlier_entry(title=TITLE, agency=agency, agency_name=agency.name, awards=(("top", "Top 45"),))
    group = edition.groups.get(key="umum")
    group.parents = Parents.ANY
    group.save()
    made = proposals.filled(edition, by=cast.proposer, title=f"{TITLE} Kota")
    for title in ("Perahu Obat", "Bus Baca"):
        entry = catalogue.earlier_entry(title=title)
        parents.name(made, entry, by=cast.proposer, at=DURING)
    told = PublicFacts(cost="Rp25 juta", office_name="Bagian Organisasi")
    public_page.tell(made, told, by=cast.proposer, at=DURING)
    return lifecycle.hand_over(made, by=cast.proposer, at=DURING + timedelta(hours=1))


def sent(client, cast, proposal, **values):
    address = reverse("proposals:return", args=[proposal.code])
    drawn = hidden(visit(client, cast.agency_admin, address))
    return visit(client, cast.agency_admin, address, {**drawn, "note": "Lengkapi.", **values})


def test_notes_beside_the_answers_stand_on_their_pages_and_lead_there(client, cast, proposal):
    place = next(one for one in remark_places.beside(proposal) if one.question == "parents")
    boat = next(name for name in place.choices if name.startswith("Perahu Obat"))
    said = {
        ("parents", "parents"): "Ini bukan yang kita tiru.",
        ("earlier", "earlier_awards"): "Ini inovasi kita.",
        ("public_cost", "public_page"): "Tulis biaya setahun.",
        ("public_picture", "public_page"): "Unggah gambar loketnya.",
    }
    typed = {f"catatan____{key}": text for (key, _page), text in said.items()} | {"kutipan____parents": boat}
    Letter.objects.all().delete()
    assert sent(client, cast, proposal, **typed).status_code == 302
    home = visit(client, cast.proposer, reverse("proposals:show", args=[proposal.code]))
    pages = {
        name: visit(client, cast.proposer, reverse(f"proposals:{name}", args=[proposal.code]))
        for name in {page for _key, page in said} | {"identity"}
    }
    for (_key, own), text in said.items():
        assert text in text_of(home)
        assert f'href="{reverse(f"proposals:{own}", args=[proposal.code])}"' in markup(home)
        assert [name for name, page in pages.items() if f"<p>{text}</p>" in markup(page)] == [own]
    assert f"<blockquote>{boat}</blockquote>" in markup(pages["parents"])
    body = Letter.objects.filter(name="proposal.returned").first().body
    assert f"- Inovasi asal, Yang dipilih, pada “{boat}”: Ini bukan yang kita tiru." in body
    assert "- Penghargaan terdahulu, Jawaban: Ini inovasi kita." in body
    assert "- Halaman publik, Biaya: Tulis biaya setahun." in body
    kept = Event.objects.get(name="proposal.returned").particulars["remarks"]
    assert [one["question"] for one in kept] == ["earlier", "parents", "public_cost", "public_picture"]


def test_they_are_gone_when_it_is_handed_over_again(client, cast, proposal):
    sent(client, cast, proposal, catatan____public_cost="Tulis biaya setahun.")
    back = Proposal.objects.get(pk=proposal.pk)
    assert [one.part for one in remarks.standing(back)] == ["Halaman publik"]
    lifecycle.hand_over(back, by=cast.proposer, at=LATER)
    page = visit(client, cast.proposer, reverse("proposals:public_page", args=[proposal.code]))
    assert "Tulis biaya setahun." not in text_of(page)
    assert ReturnNote.objects.count() == 1


def test_what_stands_there_is_read_before_something_is_said_of_it(client, cast, proposal):
    page = text_of(visit(client, cast.agency_admin, reverse("proposals:return", args=[proposal.code])))
    assert "Rp25 juta" in page
    assert f"{TITLE} (2018): belum dijawab" in page
    assert "Perahu Obat (Pemerintah Kabupaten Uji, 2018)" in page


def test_an_innovation_that_is_not_named_is_no_passage(client, cast, proposal):
    page = sent(client, cast, proposal, catatan____parents="Ganti.", kutipan____parents="Lain (Instansi, 2018)")
    assert "Pilih inovasi dari daftar" in text_of(page)
    assert not ReturnNote.objects.exists()


def test_where_nothing_is_asked_there_is_no_box(client, cast, edition):
    plain = proposals.with_agency(edition, by=cast.proposer)
    page = markup(visit(client, cast.agency_admin, reverse("proposals:return", args=[plain.code])))
    assert "catatan____parents" not in page
    assert "catatan____earlier" not in page
    assert "catatan____public_cost" in page
