"""From the page of an innovation to a replication: for each kind of innovation, signed out and signed in."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import EntryLine
from proposals.models import CatalogueEntry, Replication
from tests.factories import accounts, catalogue, competitions
from tests.proposals.domain.catalogue.test_imports import judged, row, taken_over, winner
from tests.proposals.views.follow_up.test_winner_lists import markup

pytestmark = pytest.mark.django_db
PASSWORD = "satu kalimat sandi yang panjang"


def own():
    edition = competitions.sighted()
    [proposal] = catalogue.proposals(edition, [accounts.agency()], title="Antrean Daring")
    return publication.publish_many([EntryLine(proposal, [catalogue.WINNER])], at=timezone.now())[0]


def imported():
    taken_over(judged(row()))
    return CatalogueEntry.objects.exclude(programme=None).get()


def of_earlier_years():
    return winner("Kapal Sehat")


KINDS = pytest.mark.parametrize("kind", [own, imported, of_earlier_years])


def way(client, entry):
    """Where the page of an innovation sends whoever wants to copy it."""
    page = markup(client.get(reverse("proposals:innovation", args=[entry.slug])))
    return re.search(r'href="([^"]*next=[^"]*)"', page)[1].replace("&amp;", "&")


@KINDS
def test_whoever_is_signed_out_signs_in_and_comes_back_to_the_wish(client, kind):
    entry, office = kind(), accounts.membership(Role.AGENCY_ADMIN)
    office.user.set_password(PASSWORD)
    office.user.save()
    address = way(client, entry)
    page = client.get(address)
    hidden = {"next": reverse("proposals:replication_wish", args=[entry.slug])}
    assert f'value="{hidden["next"]}"' in markup(page)
    page = client.post(address, {"login": office.user.email, "password": PASSWORD, **hidden}, follow=True)
    assert page.request["PATH_INFO"] == hidden["next"]
    assert "Sampaikan minat" in markup(page)


@KINDS
def test_whoever_is_signed_in_goes_from_interest_to_an_agreement(client, kind):
    entry, office = kind(), accounts.membership(Role.AGENCY_ADMIN)
    client.force_login(office.user)
    page = client.get(way(client, entry), follow=True)
    address = reverse("proposals:replication_wish", args=[entry.slug])
    assert page.request["PATH_INFO"] == address
    client.post(address, {"purpose": "Antrean panjang.", "utuh": "1"})
    found = Replication.objects.get(entry=entry, agency=office.agency)
    # Whose register entry is not known, for them the secretariat notes the answer.
    client.force_login(accounts.membership(Role.SECRETARY).user)
    answer = {"terms": "Disepakati lewat surat.", "utuh": "1"}
    client.post(reverse("proposals:replication_agreement", args=[found.pk]), answer)
    found.refresh_from_db()
    assert found.step == Replication.Step.AGREED


@KINDS
def test_a_unit_reads_who_says_so_for_it(client, kind):
    entry, agency = kind(), accounts.agency()
    unit = accounts.membership(Role.UNIT, unit=accounts.unit(agency))
    address = reverse("proposals:replication_wish", args=[entry.slug])
    client.force_login(unit.user)
    assert "instansi Anda belum punya" in markup(client.get(address))
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=agency)
    page = markup(client.get(way(client, entry), follow=True))
    assert admin.user.told_apart in page
    assert reverse("proposals:inquiry_wish", args=[entry.slug]) in page
    client.post(address, {"purpose": "Antrean panjang.", "utuh": "1"})
    assert not Replication.objects.exists()
