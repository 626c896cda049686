"""Somebody with several offices, two of them of one role: every one can be reached and worked in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from accounts.models import Membership, Role
from proposals.models import Proposal
from tests.factories import accounts, competitions, proposals
from tests.pages import markup, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(competitions.DURING + timedelta(hours=1), tick=False)


@pytest.fixture
def open_edition():
    return competitions.edition()


@pytest.fixture
def first():
    """The office that somebody has held for long."""
    return accounts.membership(Role.UNIT, unit=accounts.unit(name="Puskesmas Lama"))


@pytest.fixture
def second(first):
    """The office the same person holds for a colleague."""
    return accounts.membership(Role.UNIT, unit=accounts.unit(name="Puskesmas Pinjaman"), user=first.user)


@pytest.fixture
def drafts(open_edition, first, second):
    return [proposals.draft(open_edition, by=office, title=f"Usulan {office.unit.name}") for office in (first, second)]


@pytest.fixture
def person(client, first, second):
    client.force_login(first.user)
    return client


def switch(client, office, onward=""):
    return client.post(reverse("switch_office"), {"office": office.pk, "next": onward})


def test_the_dossiers_of_both_units_can_be_opened(person, drafts):
    for draft in drafts:
        page = person.get(reverse("proposals:show", args=[draft.code]))
        assert page.status_code == 200
        assert page.wsgi_request.office.unit == draft.unit


def test_what_is_nobodys_of_both_is_still_not_there(person, drafts, open_edition):
    other = proposals.draft(open_edition, by=accounts.membership(Role.UNIT))
    assert person.get(reverse("proposals:show", args=[other.code])).status_code == 404


def test_the_list_is_the_chosen_units_and_says_so(person, drafts, first, second):
    for office, other in ((first, second), (second, first)):
        switch(person, office)
        page = person.get(reverse("proposals:list"))
        assert f"Usulan {office.unit.name}" in markup(page)
        assert f"Usulan {other.unit.name}" not in markup(page)
        assert page.content.decode().count(f"Penulis usulan, {office.unit.name}") >= 2


def test_a_new_proposal_is_the_chosen_units(person, open_edition, second):
    switch(person, second)
    send(person, reverse("proposals:begin"), {"title": "Antrean tanpa kertas"})
    assert Proposal.objects.get().unit == second.unit


def test_the_home_page_shows_the_work_of_both_and_leads_to_it(person, drafts, first, second):
    page = person.get(reverse("home"))
    for office in (first, second):
        assert f"Penulis usulan, {office.unit.name}" in markup(page)
    desks = {desk["office"]: desk["lines"] for desk in page.context["desks"]}
    (line,) = desks[second]
    assert f'<button class="btn btn-link" type="submit" name="next" value="{escape(line.url)}">' in markup(page)
    arrived = person.post(reverse("switch_office"), {"office": second.pk, "next": line.url}, follow=True)
    assert arrived.redirect_chain == [(line.url, 302)]
    assert f"Usulan {second.unit.name}" in markup(arrived)
    assert f"Anda sekarang bekerja sebagai: Penulis usulan, {second.unit.name}" in markup(arrived)


def test_an_act_is_done_under_the_office_it_belongs_to(person, open_edition, second):
    filled = proposals.filled(open_edition, by=second)
    send(person, reverse("proposals:handover", args=[filled.code]), {})
    filled.refresh_from_db()
    assert filled.handed_over_by == second


def test_looking_chooses_nothing(person, drafts):
    for draft in reversed(drafts):
        person.get(reverse("proposals:show", args=[draft.code]))
    assert "office" not in person.session


def test_an_office_of_somebody_else_or_of_the_past_cannot_be_taken_up(person, first):
    stranger = accounts.membership(Role.UNIT)
    past = accounts.membership(Role.UNIT, user=first.user, until="2016-01-01")
    for office in (stranger, past):
        assert switch(person, office).status_code == 404
    assert person.post(reverse("switch_office"), {"office": "x"}).status_code == 404
    assert person.get(reverse("switch_office")).status_code == 405
    assert "office" not in person.session


def test_an_office_that_ended_since_is_not_taken_for_the_chosen_one(person, first, second, drafts):
    switch(person, second)
    Membership.objects.filter(pk=second.pk).update(until="2020-01-01")
    assert person.get(reverse("proposals:list")).wsgi_request.office == first


def test_the_way_on_stays_in_the_portal(person, second):
    assert switch(person, second, "https://contoh.id/").url == reverse("home")
    assert switch(person, second, "//contoh.id/").url == reverse("home")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("register_agencies", "Instansi"),
        ("register_agency_entering", "Instansi"),
        ("register_units", "Instansi"),
        ("register_regions", "Instansi"),
        ("register_lists", "Instansi"),
        ("register_list_entering", "Instansi"),
        ("proposals:check_ins", "Tindak lanjut"),
        ("proposals:replications", "Tindak lanjut"),
        ("proposals:incentive", "Tindak lanjut"),
        ("proposals:jippnas", "Tindak lanjut"),
        ("competitions:plan-begin", "Ruang kendali"),
        ("judging:judges", "Juri"),
        ("letters", "Surat"),
    ],
)
def test_the_menu_marks_the_section_of_every_page_of_it(client, name, place):
    client.force_login(accounts.membership(Role.MINISTRY_ADMIN).user)
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert [str(one["label"]) for one in page.context["navigation"] if one["is_current"]] == [place]


def test_with_one_office_there_is_nothing_to_choose(client):
    office = accounts.membership(Role.UNIT)
    client.force_login(office.user)
    assert reverse("switch_office") not in markup(client.get(reverse("home")))
