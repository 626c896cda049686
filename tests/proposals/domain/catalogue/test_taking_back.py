"""What another programme sent is taken back by two people: gone from every list at once, its pages say so, and it may
come again.
"""

import pytest
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions
from accounts.domain.partners import hooks
from accounts.models import AgencyKind, Event, Happening, HookMessage, Role
from accounts.reading import printing
from accounts.rules import MINISTRY_ONLY, Refused
from accounts.rules import motions as motion_rules
from proposals import motions as acts
from proposals.domain.catalogue import taking_back
from proposals.domain.follow_up import replication
from proposals.forms.catalogue import CatalogueFilter
from proposals.models import CatalogueEntry, WinnerList
from proposals.reading.public import corrections
from proposals.rules import imports as rules
from proposals.rules import replication as replication_rules
from sinovik.history import events_in_words
from tests.factories import accounts
from tests.proposals.domain.catalogue.test_imports import judged, outcomes, row, taken_over, winner
from tests.seconding import settle

pytestmark = pytest.mark.django_db
WHY = "Berkasnya keliru."


def put(listed, *, by=None):
    by = by or accounts.membership(Role.SECRETARY)
    return acts.take_back(listed, WHY, by=by, at=timezone.now())


def taken_back(listed):
    settle(put(listed), at=timezone.now())
    listed.refresh_from_db()
    return listed


def found(**asked):
    form = CatalogueFilter(asked)
    return len(form.found()), form.entries().count()


def test_it_is_gone_from_lists_searches_and_choices_and_its_page_says_so_without_its_story(client):
    winner("Kapal Sehat")
    listed = taken_over(judged(row(), row("Lain")))
    source = f"program-{listed.programme_id}"
    assert found(sumber=source) == (2, 2)
    assert found(sumber="semua", cari="terapung") == (1, 1)
    before = printing.number()
    taken_back(listed)
    # Whatever was kept of public pages, choices and counts is drawn anew.
    assert printing.number() > before
    assert source not in dict(CatalogueFilter({}).fields["source"].choices)
    assert found(sumber="semua") == found() == (1, 1)
    searched = CatalogueFilter({"sumber": "semua", "cari": "terapung"})
    searched.found()
    assert not searched.entries().filter(programme__isnull=False).exists()
    assert not CatalogueEntry.objects.listed().of_source(source).exists()
    entry = CatalogueEntry.objects.get(title="Lain")
    answer = client.get(reverse("proposals:innovation", args=[entry.slug]))
    page = answer.content.decode()
    assert answer.status_code == 410
    assert WHY in page
    assert "Terinovatif" not in page
    said = client.get(reverse("api_innovation", args=[entry.slug])).json()
    assert (said["ended_reason"], said["honour"], said["sections"]) == (WHY, "", [])
    assert "Lain" not in client.get(reverse("proposals:catalogue"), {"sumber": "semua"}).content.decode()
    [one] = [one for one in corrections.latest_first() if one.what == "sheet"]
    assert (one.title, one.reason) == ("IGA", WHY)
    assert len(corrections.latest_first()) == 1
    assert WHY in client.get(reverse("proposals:public_corrections")).content.decode()


def test_it_is_one_event_and_one_act_of_two_people():
    listed = taken_over(judged(row(), row("Lain")))
    motion = put(listed)
    with pytest.raises(Refused) as refused:
        motions.second(motion, seen=motion.sha256, by=motion.moved_by, at=timezone.now())
    assert refused.value.refusal is not None
    assert CatalogueEntry.objects.listed().count() == 2
    settle(motion, at=timezone.now())
    [event] = Event.objects.about(listed).filter(name="import.taken_back")
    assert events_in_words.sentence(event) == "Inovasi program lain dari iga.xlsx dicabut dari katalog: 2 inovasi"
    listed.refresh_from_db()
    assert (listed.state, listed.taken_back_reason) == (WinnerList.State.TAKEN_BACK, WHY)
    with pytest.raises(Refused) as refused:
        put(listed)
    assert refused.value.refusal is rules.TAKEN_BACK
    with pytest.raises(Refused) as refused:
        taking_back.take_back(listed, motion=None, by=motion.moved_by, at=timezone.now())
    assert refused.value.refusal is motion_rules.NEEDS_TWO_PEOPLE
    with pytest.raises(Error, match="taken_back_by_somebody_who_says_why"), transaction.atomic():
        WinnerList.objects.filter(pk=listed.pk).update(taken_back_reason="")


def test_what_changed_meanwhile_is_not_taken_back_as_it_was_shown():
    listed = taken_over(judged(row()))
    shown = taking_back.stamp(listed)
    CatalogueEntry.objects.filter(winner_list=listed).update(ended_at=timezone.now(), ended_reason="Lain")
    assert taking_back.stamp(listed) != shown


def test_the_mended_sheet_comes_in_and_what_was_left_out_for_it_is_said():
    listed = taken_over(judged(row()))
    other = judged(row(), row("Lain"))
    assert outcomes(other) == ["known", "good"]
    assert [one["listed"] for one in taking_back.left_out_for(listed)] == [other.pk]
    assert taking_back.described(listed, {})["left_out"] == 1
    taken_back(listed)
    # It stays as it was judged, until somebody sends it again.
    assert outcomes(other) == ["known", "good"]
    again = judged(row())
    assert outcomes(again) == ["good"]
    assert taken_over(again).innovations == 1
    assert CatalogueEntry.objects.listed().get().title == "Layanan Terapung"


def test_what_stands_on_it_stays_and_nobody_asks_for_it_any_more():
    accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Uji")
    listed = taken_over(judged(row()))
    entry = CatalogueEntry.objects.get()
    office = accounts.membership(Role.AGENCY_ADMIN)
    asked = replication.ask(entry, "Antrean panjang.", by=office, at=timezone.now())
    assert taking_back.described(listed, {})["replications"] == 1
    taken_back(listed)
    asked.refresh_from_db()
    assert asked.entry == entry
    entry.refresh_from_db()
    refusal = replication_rules.interest_refusal(entry, office=accounts.membership(Role.AGENCY_ADMIN), stands=False)
    assert refusal is replication_rules.TAKEN_FROM_CATALOGUE


@pytest.mark.parametrize(
    ("role", "is_taken_over", "is_taken_back", "refusal"),
    [
        (Role.SECRETARY, True, False, None),
        (Role.MINISTRY_ADMIN, True, False, None),
        (Role.AUDITOR, True, False, MINISTRY_ONLY),
        (Role.SECRETARY, False, False, rules.NOT_TAKEN_OVER),
        (Role.SECRETARY, True, True, rules.TAKEN_BACK),
    ],
)
def test_when_it_may_be_taken_back(role, is_taken_over, is_taken_back, refusal):
    asked = {"is_taken_over": is_taken_over, "is_taken_back": is_taken_back}
    assert rules.taking_back_refusal(accounts.membership(role), **asked) is refusal


def test_partners_are_told_once_however_many_there_are():
    given = {"by": accounts.membership(Role.MINISTRY_ADMIN), "at": timezone.now()}
    hooks.make("LAN", "https://lan.contoh.go.id/", [Happening.ENTRIES_ADDED, Happening.ENTRIES_TAKEN_BACK], **given)
    hooks.make("BPS", "https://bps.contoh.go.id/", [Happening.ENTRY_CHANGED], **given)
    listed = taken_back(taken_over(judged(row(), row("Lain"))))
    told = list(HookMessage.objects.order_by("pk"))
    assert [one.kind for one in told] == [Happening.ENTRIES_ADDED, Happening.ENTRIES_TAKEN_BACK]
    assert '"innovations": 2' in told[0].body
    assert f"/inovasi/?sumber=program-{listed.programme_id}" in told[0].body
    assert "/koreksi/" in told[1].body
