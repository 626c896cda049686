"""What must hold is looked at as it stands in the rows: each thing that breaks it is found and told once."""

from datetime import timedelta

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.domain import chain, events, inspecting
from accounts.models import Event, Inspection, Letter, Membership, Role, TreeHead
from competitions.kinds import StageKind
from judging.models import Assignment, Standing
from sinovik import invariants
from tests import carrying
from tests.factories import accounts, competitions
from tests.owner import as_owner
from tests.pages import text_of

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def tampered(statement, *values, past=()):
    """A statement by whoever owns the tables and lifts the triggers named."""
    with as_owner() as cursor, pgtrigger.ignore(*past):
        cursor.execute(statement, values)


@pytest.fixture
def told():
    """A desk and a panel carried round by people, the second computed."""
    crew, edition, _dossiers = carrying.begun(6)
    return carrying.computed(carrying.carried_to(edition, StageKind.PANEL, crew), crew), crew


def test_a_contest_carried_by_people_holds(told):
    assert invariants.broken() == {}


def test_nothing_at_all_holds():
    assert invariants.broken() == {}


def test_an_event_that_was_changed_is_named(told):
    tampered("UPDATE accounts_event SET body = body || ' ' WHERE number = 3", past=["accounts.Event:append_only"])
    assert invariants.broken()["chain"] == {"count": 1, "names": ["3"]}


def test_a_chain_that_was_shortened_is_whole_and_shows_all_the_same(told):
    invariants.inspect(at=timezone.now())
    number, _head = chain.head()
    tampered("DELETE FROM accounts_event WHERE number = %s", number, past=["accounts.Event:append_only"])
    found = invariants.broken()
    assert "chain" not in found
    assert found["cut"] == {"count": 1, "names": [str(number)]}


def test_a_result_that_stands_otherwise_in_its_rows_is_named(told):
    stage, _crew = told
    row = Standing.objects.filter(stage=stage).order_by("rank").last()
    tampered(
        "UPDATE judging_standing SET score = score + 1 WHERE id = %s", row.pk, past=["judging.Standing:append_only"]
    )
    assert invariants.broken()["results"] == {"count": 1, "names": [str(stage)]}


def test_a_snapshot_that_was_changed_is_named(told):
    stage, _crew = told
    tampered(
        "UPDATE judging_snapshot SET body = body || ' ' WHERE stage_id = %s",
        stage.pk,
        past=["judging.Snapshot:append_only"],
    )
    assert invariants.broken()["snapshots"] == {"count": 1, "names": [str(stage)]}


def test_a_judge_who_came_to_a_proposers_agency_has_no_work_there(told):
    desk = told[0].edition.stages.get(kind=StageKind.DESK)
    work = Assignment.objects.filter(stage=desk).select_related("proposal").first()
    assert "ties" not in invariants.broken()
    type(desk).objects.filter(pk=desk.pk).update(published_at=None, published_by=None)
    Membership.objects.create(user=work.judge, role=Role.EVALUATOR, agency=work.proposal.agency, since=work.assigned_at)
    assert work.proposal.code in invariants.broken()["ties"]["names"]


def test_work_of_somebody_who_sits_on_no_panel_is_named(told):
    work = Assignment.objects.filter(stage__kind=StageKind.DESK).select_related("proposal").first()
    tampered("DELETE FROM judging_panelmember WHERE stage_id = %s AND judge_id = %s", work.stage_id, work.judge_id)
    assert work.proposal.code in invariants.broken()["seats"]["names"]


def test_a_file_that_is_gone_is_named(told, tmp_path):
    gone = next(path for path in tmp_path.rglob("*.pdf"))
    gone.unlink()
    assert invariants.broken()["files"]["names"] == [str(gone.relative_to(tmp_path))]


def test_what_was_found_is_told_once_to_admins_and_auditors(client):
    admin, auditor = accounts.membership(Role.MINISTRY_ADMIN), accounts.membership(Role.AUDITOR)
    accounts.membership(Role.SECRETARY)
    found, now = {"chain": {"count": 1, "names": ["3"]}}, timezone.now()
    inspecting.keep(found, page="/pemeriksaan/", at=now)
    inspecting.keep(found, page="/pemeriksaan/", at=now + A_DAY)
    letters = Letter.objects.filter(name=inspecting.LETTER)
    assert set(letters.values_list("recipient", flat=True)) == {admin.user_id, auditor.user_id}
    assert letters.count() == 2
    assert Event.objects.filter(name=inspecting.LETTER).count() == 1
    client.force_login(admin.user)
    assert "Pemeriksaan portal menemukan yang tidak benar" in client.get(reverse("home")).content.decode()
    page = client.get(reverse("inspection")).content.decode()
    assert "Tidak benar: 1" in page
    inspecting.keep({}, page="/pemeriksaan/", at=now + 2 * A_DAY)
    assert "Pemeriksaan portal menemukan yang tidak benar" not in client.get(reverse("home")).content.decode()


def test_the_page_says_how_far_the_trail_was_read_and_with_which_head(client):
    admin = accounts.membership(Role.MINISTRY_ADMIN)
    events.record("agency.renamed", on=admin.agency or accounts.agency(), by=admin, at=timezone.now(), to="A")
    found = invariants.inspect(at=timezone.now())
    client.force_login(admin.user)
    page = text_of(client.get(reverse("inspection")))
    head = TreeHead.objects.get(size=found.events)
    assert f"Riwayat dibaca sampai peristiwa {found.events}." in page
    assert str(head) in page


def test_what_got_better_is_told_to_nobody_and_what_got_worse_is():
    accounts.membership(Role.MINISTRY_ADMIN)
    now = timezone.now()
    for days, names in enumerate((["a", "b"], ["a"], ["a", "c"], ["a", "c"])):
        inspecting.keep({"files": {"count": len(names), "names": names}}, page="/pemeriksaan/", at=now + days * A_DAY)
    assert Event.objects.filter(name=inspecting.LETTER).count() == 2


def test_the_command_says_each_and_ends_with_an_error(capsys):
    call_command("invariants")
    assert "Setiap peristiwa di riwayat menyambung peristiwa sebelumnya: benar" in capsys.readouterr().out
    accounts.membership(Role.MINISTRY_ADMIN)
    inspecting.keep({}, page="/pemeriksaan/", at=timezone.now())
    competitions.edition()
    tampered("UPDATE accounts_event SET body = body || ' ' WHERE number = 1", past=["accounts.Event:append_only"])
    with pytest.raises(CommandError):
        call_command("invariants")
    assert "TIDAK BENAR, 1 kali" in capsys.readouterr().out
    assert Inspection.objects.order_by("pk").last().broken["chain"]["names"] == ["1"]
