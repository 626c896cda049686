"""The first-timers' page: what judges look for, what won; and what the home of those who write says besides."""

from datetime import timedelta

import pytest
from django.urls import reverse

from competitions.models import Edition
from proposals.models import CatalogueEntry
from tests.factories import catalogue
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import markup, text_of

pytestmark = pytest.mark.django_db
CLINIC = "/usulan/klinik/"


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING + timedelta(days=3), tick=False)


def winner(title):
    entry = catalogue.earlier_entry(title=title, awards=(("top", "Top 45"),))
    CatalogueEntry.objects.filter(pk=entry.pk).update(
        summary="Obat sampai ke pulau.", sections=[{"title": "Dampak", "text": "Dari 9 hari menjadi 2 hari."}]
    )
    return entry


def test_it_says_what_weighs_most_and_shows_who_won(client, cast, edition):
    entry = winner("Perahu Obat")
    bare = catalogue.earlier_entry(title="Tanpa Naskah", awards=(("top", "Top 45"),))
    client.force_login(cast.proposer.user)
    page = client.get(CLINIC)
    said = text_of(page)
    heaviest = edition.sections.filter(group=None).order_by("-weight", "position").first()
    assert heaviest.title in said
    assert reverse("proposals:innovation", args=[entry.slug]) in markup(page)
    assert bare.title not in said


def test_it_is_there_without_any_edition_and_any_winner(client, cast):
    Edition.objects.all().delete()
    client.force_login(cast.agency_admin.user)
    assert client.get(CLINIC).status_code == 200


@pytest.mark.parametrize("address", ["/beranda/", "/usulan/baru/"])
def test_the_home_and_the_start_of_a_draft_lead_there(client, cast, edition, address):
    client.force_login(cast.proposer.user)
    assert CLINIC in markup(client.get(address))


@pytest.mark.parametrize(("who", "is_told"), [("proposer", True), ("agency_admin", True), ("secretary", False)])
def test_an_extension_stands_on_the_home_of_those_who_write(client, cast, edition, who, is_told):
    edition.closed_first_at, edition.extension_reason = CLOSES_AT, "Gangguan jaringan nasional."
    edition.closes_at = CLOSES_AT + timedelta(days=5)
    edition.save()
    client.force_login(getattr(cast, who).user)
    assert ("Gangguan jaringan nasional." in text_of(client.get("/beranda/"))) == is_told
