"""What entrants hand in before their sessions, when it is due, and who is reminded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Event, Letter, Role
from accounts.rules import Refused
from competitions.kinds import StageKind, defaults
from competitions.kinds.settings import InterviewSettings
from competitions.models import Stage
from judging import rules
from judging.circle import reminding
from judging.domain.hearings import materials, room_links, sessions
from judging.models import Material, Session
from judging.reading import hearings
from proposals.rules import NO_PUBLIC_VIDEO
from tests.factories import accounts, judging, proposals

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
VIDEO = "https://contoh.go.id/video"


def asking(**columns):
    """An interview stage that asks for materials, with one session some days ahead, and the entrant's writer."""
    wanted = {**defaults(StageKind.INTERVIEW), "materials": ["slides", "summary", "video"]}
    stage, office, assignments = judging.desk(1, kind=StageKind.INTERVIEW, settings=wanted, **columns)
    session = Session.objects.select_related("stage__edition", "proposal").get(stage=stage)
    move(session, timezone.now() + 5 * DAY)
    proposal = assignments[0].proposal
    return session, accounts.membership(Role.UNIT, unit=proposal.unit), office


def move(session, starts_at):
    """The session at another moment, as a row."""
    session.starts_at, session.ends_at = starts_at, starts_at + timedelta(minutes=20)
    session.save()


def handed_in(session, writer, kind, *, note="bukti", at=None):
    given = {"link": note} if kind == "video" else {"file": proposals.file(f"{kind}.pdf", note)}
    return materials.hand_in(session, kind, **given, by=writer, at=at or timezone.now())


def test_what_comes_later_replaces_what_was_there_and_the_same_changes_nothing(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    session, writer, _judge = asking()
    first = handed_in(session, writer, "slides")
    assert handed_in(session, writer, "slides") == first
    second = handed_in(session, writer, "slides", note="baru")
    assert materials.present(session, "slides") == second != first
    assert Material.objects.filter(kind="slides").count() == 2
    assert Event.objects.filter(name="material.handed_in").count() == 2
    assert len(list(materials.expected())) == 4


@pytest.mark.parametrize("link", ["http://10.0.0.1/v", "ftp://contoh.go.id/v", "https://intranet/v", ""])
def test_a_video_that_the_panel_cannot_open_is_refused(link):
    session, writer, _judge = asking()
    with pytest.raises(Refused) as caught:
        materials.hand_in(session, "video", link=link, by=writer, at=timezone.now())
    assert caught.value.refusal is NO_PUBLIC_VIDEO


def test_who_may_hand_in_what_and_when():
    session, writer, judge = asking()
    now = timezone.now()
    stranger = accounts.membership(Role.UNIT)
    ended = judging.entrants(session.stage)[0]
    proposals.left(ended)
    told = {
        "the writer": rules.preparing_refusal(session, office=writer, at=now),
        "the last moment": rules.preparing_refusal(session, office=writer, at=session.starts_at - timedelta(seconds=1)),
        "begun": rules.preparing_refusal(session, office=writer, at=session.starts_at),
        "a stranger": rules.preparing_refusal(session, office=stranger, at=now),
        "a judge": rules.preparing_refusal(session, office=judge, at=now),
        "not asked": rules.material_refusal(session, "song"),
    }
    assert told == {
        "the writer": None,
        "the last moment": None,
        "begun": rules.SESSION_BEGAN,
        "a stranger": rules.NOT_YOUR_SESSION,
        "a judge": rules.NOT_YOUR_SESSION,
        "not asked": rules.NOT_ASKED_FOR,
    }
    judging.closed(session.stage)
    assert rules.preparing_refusal(session, office=writer, at=now) is rules.STAGE_NOT_OPEN


def test_materials_are_due_at_the_end_of_a_day_before_the_session_whatever_its_hour():
    arranged = InterviewSettings(materials_days=3)
    for hour in (0, 9, 23):
        starts_at = timezone.make_aware(timezone.datetime(2027, 7, 12, hour, 10))
        assert arranged.materials_due(starts_at) == timezone.make_aware(timezone.datetime(2027, 7, 10))
    assert InterviewSettings(materials_days=0).materials_due(starts_at) == starts_at


@pytest.mark.parametrize(
    ("asked", "days", "at", "heard_from"),
    [
        # Nothing asked: at once.
        ((), 3, (1, 9), (1, 9)),
        # The due day is tomorrow at the earliest, so that a whole day is left.
        (("slides",), 3, (1, 0), (5, 0)),
        (("slides",), 3, (1, 9), (5, 0)),
        (("slides",), 3, (1, 23), (5, 0)),
        (("slides",), 1, (1, 9), (3, 0)),
        (("slides",), 0, (1, 9), (2, 0)),
    ],
)
def test_a_session_is_laid_out_so_late_that_its_due_day_lies_ahead(asked, days, at, heard_from):
    arranged = InterviewSettings(materials=asked, materials_days=days)
    told, heard = (timezone.make_aware(timezone.datetime(2027, 7, *moment)) for moment in (at, heard_from))
    assert arranged.heard_from(told) == heard
    if asked:
        assert arranged.materials_due(heard + timedelta(hours=9)) >= told + timedelta(hours=24 - at[1])
        assert arranged.materials_due(heard - timedelta(hours=1)) <= told + timedelta(days=1)


@pytest.mark.parametrize(
    ("owes", "now_in", "to", "refusal"),
    [
        # Moved to an earlier day, three days after which materials are due: those still owed were due already.
        (True, 9, 2, rules.DUE_IN_THE_PAST),
        (True, 9, 5, None),
        (False, 9, 2, None),
        # Later than it stood: who owes gains time, even if the new day is near.
        (True, 1, 2, None),
    ],
)
def test_a_session_is_not_moved_so_early_that_what_is_owed_was_due_already(owes, now_in, to, refusal):
    session, _writer, _judge = asking()
    at = timezone.now()
    session.starts_at = at + now_in * DAY
    assert rules.due_refusal(session, at + to * DAY, owes=owes, at=at) is refusal


def test_what_is_moved_earlier_than_its_materials_stays_where_it_stands_until_all_is_handed_in(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    session, writer, _judge = asking()
    secretary, soon = accounts.membership(Role.SECRETARY), timezone.now() + 2 * DAY
    Stage.objects.filter(pk=session.stage_id).update(opens_at=timezone.now() - DAY, closes_at=timezone.now() + 9 * DAY)
    session.refresh_from_db()

    def moved():
        return sessions.move(session, session.room, soon, "Diminta panel.", by=secretary, at=timezone.now())

    with pytest.raises(Refused) as caught:
        moved()
    assert caught.value.refusal is rules.DUE_IN_THE_PAST
    for kind in ("slides", "summary", "video"):
        handed_in(session, writer, kind, note=VIDEO if kind == "video" else "bukti")
    assert moved().starts_at == soon


@pytest.mark.parametrize(
    ("handed_in_at", "is_late"), [(-DAY, False), (-timedelta(seconds=1), False), (timedelta(0), True), (DAY, True)]
)
def test_what_comes_after_its_due_moment_is_taken_and_noted_as_late(handed_in_at, is_late, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    session, writer, _judge = asking()
    due = session.stage.arranged.materials_due(session.starts_at)
    handed_in(session, writer, "slides", at=due + handed_in_at)
    [slides, summary, _video] = hearings.checklists([session])[session.proposal_id]
    assert (slides.is_late, slides.due) == (is_late, due)
    assert (summary.material, summary.is_late) == (None, False)


def test_who_lacks_something_is_reminded_once_a_day_of_the_plan_and_who_has_all_is_not(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    session, writer, _judge = asking()
    handed_in(session, writer, "slides")
    due = session.stage.arranged.materials_due(session.starts_at)
    reminding.remind_judges(at=due - DAY - timedelta(minutes=1))
    assert not Letter.objects.filter(name="reminder.materials").exists()
    for _twice in range(2):
        reminding.remind_judges(at=due - DAY + timedelta(minutes=1))
    letter = Letter.objects.get(name="reminder.materials", recipient=writer.user)
    assert "ringkasan usulan, tautan video" in letter.body
    assert "salindia" not in letter.body
    handed_in(session, writer, "summary")
    handed_in(session, writer, "video", note=VIDEO)
    assert materials.missing_by_due(session.stage, at=timezone.now()) == {}


def test_a_stage_that_asks_for_nothing_costs_no_query(django_assert_num_queries):
    stage, _office, _assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    with django_assert_num_queries(0):
        assert materials.missing_by_due(stage, at=timezone.now()) == {}


def test_who_presented_and_whether_the_head_was_there_is_noted_with_one_event():
    session, _writer, judge = asking()
    secretary = accounts.membership(Role.SECRETARY)
    with pytest.raises(Refused) as caught:
        sessions.note(session, "held", head_was_present=True, by=secretary, at=timezone.now())
    assert caught.value.refusal is rules.NOT_YET_BEGUN
    move(session, timezone.now() - timedelta(hours=1))
    for by, head in ((secretary, True), (judge, False)):
        sessions.note(session, "held", presenter="Dewi", head_was_present=head, by=by, at=timezone.now())
        kept = Session.objects.get(pk=session.pk)
        assert (kept.outcome, kept.presenter, kept.head_was_present, kept.noted_by) == ("held", "Dewi", head, by)
    assert Event.objects.filter(name="session.noted").count() == 2
    with pytest.raises(Refused) as caught:
        sessions.note(session, "held", head_was_present=True, by=judging.judge(session.stage), at=timezone.now())
    assert caught.value.refusal is rules.UNSIGNED


@pytest.mark.parametrize(
    ("outcome", "head", "note", "refusal"),
    [
        ("held", True, "", None),
        ("held", False, "", None),
        ("held", None, "x", rules.HEAD_UNSAID),
        ("absent", None, "Tidak menjawab", None),
        ("absent", True, " ", rules.NOTE_MISSING),
        ("interrupted", None, "Listrik padam", None),
        ("interrupted", None, "", rules.NOTE_MISSING),
    ],
)
def test_what_is_noted_is_whole(outcome, head, note, refusal):
    assert rules.noted_refusal(outcome, head_was_present=head, note=note) is refusal


@pytest.mark.parametrize(
    ("url", "is_taken"),
    [
        ("https://rapat.go.id/ruang-1", True),
        ("Https://rapat.go.id/ruang-1", True),
        ("http://rapat.go.id/ruang-1", False),
        ("https://dewi:rahasia@rapat.go.id/", False),
        ("https://localhost/ruang", False),
        ("https://192.168.1.4/ruang", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_meeting_link_opens_from_outside_and_is_encrypted(url, is_taken):
    assert (rules.meeting_link_refusal(url) is None) is is_taken


def test_rooms_are_linked_by_the_ministry_and_unchanged_links_leave_no_event():
    session, _writer, judge = asking()
    secretary, link = accounts.membership(Role.SECRETARY), "https://rapat.go.id/ruang-1"
    for _twice in range(2):
        room_links.link_rooms(session.stage, {"Ruang 1": link, "Ruang 2": ""}, by=secretary, at=timezone.now())
    assert room_links.links_of(session.stage) == {"Ruang 1": link}
    assert Event.objects.filter(name="stage.rooms_linked").count() == 1
    with pytest.raises(Refused):
        room_links.link_rooms(session.stage, {}, by=judge, at=timezone.now())
