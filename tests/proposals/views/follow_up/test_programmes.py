"""The pages on which a programme is corrected and what one of its sheets brought is taken back."""

import pytest
from django.urls import reverse

from accounts.models import Event, Motion, Role
from accounts.rules import MINISTRY_ONLY
from proposals.domain.catalogue import programmes
from proposals.models import CatalogueEntry, OtherProgramme, WinnerList
from proposals.rules import imports as rules
from tests.announcing import wait_out
from tests.factories import accounts
from tests.proposals.domain.catalogue.test_imports import judged, row, taken_over
from tests.proposals.views.follow_up.test_winner_lists import markup, signed_in, versi

pytestmark = pytest.mark.django_db
SAID = {"name": "IGA 2023", "description": "Dari Kementerian Dalam Negeri.", "url": "https://iga.contoh.go.id/"}


def page_of(programme):
    return reverse("proposals:programme", args=[programme.pk])


def test_a_programme_is_corrected_by_its_page_and_the_public_reads_it_under_the_same_address(client):
    taken_over(judged(row()))
    programme, entry = OtherProgramme.objects.get(), CatalogueEntry.objects.get()
    signed_in(client, Role.SECRETARY)
    assert page_of(programme) in markup(client.get(reverse("proposals:imports")))
    stamp = versi(markup(client.get(page_of(programme))))
    answer = client.post(page_of(programme), {**SAID, "versi": stamp}, follow=True)
    assert "Tersimpan." in markup(answer)
    event = Event.objects.get(name="programme.corrected")
    assert event.particulars["was"]["name"] == "IGA"
    assert event.particulars["now"] == SAID
    client.logout()
    for address in (
        reverse("proposals:innovation", args=[entry.slug]),
        reverse("proposals:catalogue") + f"?sumber=program-{programme.pk}",
    ):
        page = markup(client.get(address))
        for said in SAID.values():
            assert said in page


def test_said_as_it_stands_nothing_happens(client):
    programme = OtherProgramme.objects.create(name="IGA")
    signed_in(client, Role.SECRETARY)
    stamp = versi(markup(client.get(page_of(programme))))
    client.post(page_of(programme), {"name": "IGA", "description": "", "url": "", "versi": stamp})
    assert not Event.objects.filter(name="programme.corrected").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, str(rules.NAME_MISSING).rstrip(".")),
        ({"name": "inolan"}, str(rules.NAME_TAKEN)),
        ({"url": "javascript:alert(1)"}, "Tulis alamat halaman, diawali https://"),
        ({"description": "x" * 501}, "terlalu panjang untuk disimpan"),
    ],
)
def test_what_does_not_do_is_said_and_nothing_is_kept(client, said, sentence):
    OtherProgramme.objects.create(name="InoLAN")
    programme = OtherProgramme.objects.create(name="IGA")
    signed_in(client, Role.SECRETARY)
    stamp = versi(markup(client.get(page_of(programme))))
    assert sentence in markup(client.post(page_of(programme), {**SAID, **said, "versi": stamp}))
    programme.refresh_from_db()
    assert programmes.told(programme) == {"name": "IGA", "description": "", "url": ""}


@pytest.mark.parametrize(
    ("role", "name", "is_taken", "refusal"),
    [
        (Role.SECRETARY, "IGA", False, None),
        (Role.AUDITOR, "IGA", False, MINISTRY_ONLY),
        (Role.SECRETARY, "  ", False, rules.NAME_MISSING),
        (Role.SECRETARY, "IGA", True, rules.NAME_TAKEN),
    ],
)
def test_when_a_programme_may_be_called_so(role, name, is_taken, refusal):
    assert rules.correcting_refusal(accounts.membership(role), name=name, is_taken=is_taken) is refusal


def test_what_somebody_else_corrected_meanwhile_stands_beside_it(client):
    programme = OtherProgramme.objects.create(name="IGA")
    signed_in(client, Role.SECRETARY)
    stamp = versi(markup(client.get(page_of(programme))))
    OtherProgramme.objects.update(name="Inovasi Daerah")
    answer = client.post(page_of(programme), {**SAID, "versi": stamp})
    assert answer.status_code == 409
    assert "Inovasi Daerah" in markup(answer)
    assert OtherProgramme.objects.get().name == "Inovasi Daerah"


def test_a_sheet_is_taken_back_by_two_people_through_their_pages(client):
    listed = taken_over(judged(row()))
    entry = CatalogueEntry.objects.get()
    signed_in(client, Role.AUDITOR)
    address, shown = (reverse(f"proposals:import{end}", args=[listed.pk]) for end in ("_taking_back", ""))
    assert address not in markup(client.get(shown))
    assert client.get(address).status_code == 403
    signed_in(client, Role.SECRETARY)
    assert address in markup(client.get(shown))
    page = markup(client.get(address))
    assert "1 inovasi" in page
    assert "Tulis alasannya" in markup(client.post(address, {"versi": versi(page), "reason": ""}))
    client.post(address, {"versi": versi(page), "reason": "Berkasnya keliru."})
    motion = Motion.objects.get(kind="take-back-import")
    assert "Menunggu orang kedua." in markup(client.get(address))
    assert client.get(reverse("proposals:innovation", args=[entry.slug])).status_code == 200
    signed_in(client, Role.MINISTRY_ADMIN)
    assert "Dicabut dari katalog" in markup(client.get(reverse("motion", args=[motion.pk])))
    client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256})
    assert wait_out() == 1
    page = markup(client.get(shown))
    assert "Berkasnya keliru." in page
    assert address not in page
    assert str(rules.TAKEN_BACK) in markup(client.get(address))
    assert str(WinnerList.State.TAKEN_BACK.label) in markup(client.get(reverse("proposals:imports")))
    assert client.get(reverse("proposals:innovation", args=[entry.slug])).status_code == 410


def test_what_changed_meanwhile_is_shown_before_it_is_taken_back(client):
    listed = taken_over(judged(row()))
    signed_in(client, Role.SECRETARY)
    address = reverse("proposals:import_taking_back", args=[listed.pk])
    stamp = versi(markup(client.get(address)))
    WinnerList.objects.filter(pk=listed.pk).update(reason="Surat lain")
    assert client.post(address, {"versi": stamp, "reason": "Keliru."}).status_code == 409
    assert not Motion.objects.filter(kind="take-back-import").exists()
