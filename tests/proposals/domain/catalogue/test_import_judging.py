"""A worker reads a sheet once its columns are named: until then nothing is decided about it, and nothing is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import tries
from accounts.models import Event, Role
from accounts.rules import Refused
from proposals.domain.catalogue import imports, winner_lists
from proposals.models import SheetRow, WinnerList
from proposals.rules import imports as rules
from proposals.rules import winner_lists as list_rules
from tests.factories import accounts
from tests.proposals.domain.catalogue.test_imports import (
    MAPPING,
    handed_in,
    moved,
    outcomes,
    row,
    taken_over,
    worked_on,
)

pytestmark = pytest.mark.django_db
State = WinnerList.State


def named(listed, at=None):
    return imports.name_columns(listed, MAPPING, by=listed.sent_by, at=at or timezone.now())


def test_the_request_reads_no_row_and_until_a_worker_has_nobody_decides_anything():
    listed = named(handed_in(row()))
    assert (listed.state, outcomes(listed)) == (State.READING, [""])
    for act in (named, moved):
        with pytest.raises(Refused) as refused:
            act(listed)
        assert refused.value.refusal is rules.BEING_READ
    listed = worked_on(listed)
    assert (listed.state, outcomes(listed)) == (State.READ, ["good"])
    told = Event.objects.about(listed).get(name="import.read")
    assert (told.actor_id, told.particulars["good"], told.particulars["bad"]) == (None, 1, 0)
    # Another worker, or the same one again, finds nothing to do.
    SheetRow.objects.update(outcome="bad")
    assert outcomes(worked_on(listed)) == ["bad"]
    assert taken_over(named_anew(listed)).state == State.DONE


def named_anew(listed):
    return worked_on(named(listed))


def test_a_sheet_over_which_workers_are_lost_is_asked_for_again_then_given_up_and_may_be_named_anew(
    django_capture_on_commit_callbacks,
):
    at = timezone.now()
    listed = named(handed_in(row()), at)
    asked = 0
    for _time in range(tries.WORKERS):
        at += timedelta(days=2)
        with django_capture_on_commit_callbacks() as sent:
            winner_lists.resume_unfinished(at=at)
        asked += len(sent)
        # It begins, and is never heard of again.
        assert winner_lists.begin(listed.pk, at=at)
    winner_lists.resume_unfinished(at=at + timedelta(days=2))
    listed.refresh_from_db()
    assert asked == tries.WORKERS
    assert (listed.state, listed.failure) == (State.FAILED, list_rules.WORKER_LOST.key)
    with pytest.raises(Refused) as refused:
        moved(listed)
    assert refused.value.refusal is rules.NOT_READ
    assert named_anew(listed).state == State.READ


def test_its_page_says_so_without_a_script_and_its_state_leads_on(client):
    listed = named(handed_in(row(), row("Lain")))
    client.force_login(accounts.membership(Role.SECRETARY).user)

    def page(name):
        return client.get(reverse(name, args=[listed.pk])).content.decode()

    assert "Barisnya menunggu giliran dibaca" in page("proposals:import")
    assert '<progress max="2"' in page("proposals:import")
    winner_lists.begin(listed.pk, at=timezone.now())
    assert "Barisnya sedang dibaca" in page("proposals:winner_list_state")
    assert str(rules.BEING_READ) in page("proposals:import_mapping")
    worked_on(listed)
    assert reverse("proposals:import", args=[listed.pk]) in page("proposals:winner_list_state")
    assert "Lihat hasil tiap baris" in page("proposals:winner_list_state")
