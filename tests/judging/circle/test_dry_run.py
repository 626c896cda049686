"""A dry run shows what the real thing then does, and leaves nothing behind."""

from datetime import timedelta
from pathlib import Path

import pgtrigger
import pytest
from celery import signals
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.models import Letter
from accounts.rules import ADMIN_ONLY, Refused
from competitions.kinds import StageKind, defaults
from judging import motions as grave
from judging import rules
from judging.circle import dry_run
from judging.domain.cards import seals
from judging.domain.panel import plenary, voting
from judging.models import Choice, Decision, Mark, PanelMember
from proposals.models import Announcement
from tests import carrying
from tests.judging.stages.test_feasibility import planned
from tests.judging.views.test_benefit import flood

pytestmark = pytest.mark.django_db


def tell():
    """A small contest before its panel: the desk computed, its award-giving panel computed too."""
    crew, edition, _dossiers = carrying.begun(6, places=(4, 4, 2), evaluators=3, panelists=3)
    return crew, edition


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told, crew):
    return carrying.carried_to(told[1], StageKind.DESK, crew)


def rehearse(stage, crew, *, by=None, last=""):
    at = carrying.moment(stage)
    return dry_run.rehearse(stage, last=last, by=by or crew.admin, clock=lambda: at)


def everything():
    """Every row of every table of ours, as PostgreSQL writes it."""
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)), count(*) FROM "{table}" t')
            found[table] = cursor.fetchone()
    return found


def files():
    """Every file of the store."""
    root = Path(settings.MEDIA_ROOT)
    found = [path for path in root.rglob("*") if path.is_file()]
    return sorted((str(path.relative_to(root)), path.stat().st_mtime_ns) for path in found)


@pytest.fixture
def sent():
    """The tasks that are asked for meanwhile."""
    names = []

    def note(sender, **_):
        names.append(sender)

    signals.before_task_publish.connect(note)
    yield names
    signals.before_task_publish.disconnect(note)


CLASSICAL = (
    StageKind.ADMINISTRATIVE,
    StageKind.DESK,
    StageKind.PANEL,
    StageKind.INTERVIEW,
    StageKind.FIELD,
    StageKind.FINAL,
)


@pytest.mark.parametrize("kind", CLASSICAL)
def test_nothing_is_written_and_nothing_leaves(told, crew, kind, sent, django_capture_on_commit_callbacks):
    stage = carrying.worked(carrying.carried_to(told[1], kind, crew), crew)
    before, kept = everything(), files()
    with django_capture_on_commit_callbacks(execute=True) as asked:
        run = rehearse(stage, crew)
    assert run.is_whole
    assert run.letters > 0
    assert everything() == before
    assert files() == kept
    assert (asked, sent, mail.outbox) == ([], [], [])


def of_2025(kind):
    """The stage of a kind of the contest of 2025, its work done, and its people."""
    crew, stage = planned(readers=2)
    stage = carrying.worked(carrying.opened(stage, crew), crew)
    if kind == StageKind.FEASIBILITY:
        return crew, stage
    stage = carrying.opened(stage.edition.stages.get(kind=kind), crew)
    flood(stage, 3, at=carrying.moment(stage) - timedelta(minutes=30))
    return crew, carrying.fresh(stage)


@pytest.mark.parametrize("kind", [StageKind.FEASIBILITY, StageKind.BENEFIT])
def test_nothing_is_written_and_nothing_leaves_in_the_contest_of_2025(kind, sent, django_capture_on_commit_callbacks):
    crew, stage = of_2025(kind)
    before, kept = everything(), files()
    with django_capture_on_commit_callbacks(execute=True) as asked:
        run = rehearse(stage, crew)
    assert run.is_whole
    assert run.going_on
    assert everything() == before
    assert files() == kept
    assert (asked, sent, mail.outbox) == ([], [], [])


@pytest.mark.parametrize("kind", [StageKind.DESK, StageKind.PANEL])
def test_what_it_shows_is_what_then_happens(told, crew, kind):
    told[1].stages.filter(kind=StageKind.PANEL).update(settings={**defaults(StageKind.PANEL), "coaching_days": 10})
    stage = carrying.worked(carrying.carried_to(told[1], kind, crew), crew)
    run = rehearse(stage, crew)
    before = set(Letter.objects.values_list("pk", flat=True))
    carrying.published(carrying.decided(carrying.computed(stage, crew), crew), crew)
    announced = Announcement.objects.get(stage=stage)
    assert [one.code for one in run.going_on] == [line["code"] for line in announced.entries]
    assert [list(one.awards) for one in run.going_on] == [line["awards"] for line in announced.entries]
    letters = Letter.objects.exclude(pk__in=before).exclude(name__startswith="motion.")
    shown = sorted((post.subject, person) for post in run.posts for person in post.recipients)
    assert shown == sorted((one.subject, one.recipient.told_apart) for one in letters)
    assert {post.body for post in run.posts} <= {one.body for one in letters}
    # Those who are coached are told so besides, of their own proposal.
    assert letters.filter(name="proposal.coaching_opened").exists() == (kind == StageKind.PANEL)


def test_marks_stay_sealed_while_work_is_missing(desk, crew):
    carrying.worked(desk, crew, leave=1)
    run = rehearse(carrying.fresh(desk), crew)
    assert (run.is_whole, run.going_on, run.posts) == (False, (), ())
    assert len(run.missing) == 1


def test_it_says_what_the_real_thing_lacks(told, crew):
    panel = carrying.worked(carrying.carried_to(told[1], StageKind.PANEL, crew), crew)
    missing = rehearse(panel, crew).missing
    assert "Keputusan belum disetujui orang kedua." in missing
    assert "Nomor dan tanggal surat keputusan belum dicatat." in missing
    carrying.decided(carrying.computed(panel, crew), crew)
    assert rehearse(panel, crew).missing == ()
    panel.composition.create(position=1 + panel.composition.count(), dimension="agency_kind", value="body", minimum=1)
    run = rehearse(panel, crew)
    assert run.is_whole
    assert run.missing == ("Menyimpang dari aturan komposisi: Sedikitnya satu usulan dari lembaga: sekarang 0",)


@pytest.fixture
def panel(told, crew):
    """The award-giving panel computed, nothing decided yet."""
    return carrying.computed(carrying.worked(carrying.carried_to(told[1], StageKind.PANEL, crew), crew), crew)


def gathered(stage, crew, members):
    """The plenary of a stage, held by so many of its members."""
    present, at = list(PanelMember.objects.filter(stage=stage).order_by("code"))[:members], carrying.moment(stage)
    there = {"chair": present[0], "held_on": timezone.localdate(at), "place": "Gedung"}
    return plenary.attend(stage, [one.pk for one in present], **there, by=crew.secretary, at=at)


def without_a_quorum(stage, crew):
    gathered(stage, crew, 1)


def with_an_open_vote(stage, crew):
    gathered(stage, crew, 3)
    voting.open_vote(stage, "Setuju?", by=crew.secretary, at=carrying.moment(stage))


def with_too_many(stage, crew):
    stage.quotas.update(places=1)


@pytest.mark.parametrize(
    ("lacking", "refusal"),
    [
        (without_a_quorum, rules.NOT_QUORATE),
        (with_an_open_vote, rules.VOTE_OPEN),
        (with_too_many, rules.TOO_MANY_PLACES),
    ],
)
def test_it_names_what_the_decision_would_be_refused_for(panel, crew, lacking, refusal):
    assert str(refusal) not in rehearse(panel, crew).missing
    lacking(panel, crew)
    assert str(refusal) in rehearse(panel, crew).missing
    # A meeting that lacks something is no hindrance once somebody said why.
    said = "" if refusal is rules.NOT_QUORATE else "Rapat di luar portal."
    at = carrying.moment(panel)
    with pytest.raises(Refused) as caught:
        grave.propose(panel, "Arahan Menteri.", without_quorum=said, by=crew.admin, at=at)
    assert caught.value.refusal is refusal


def test_cards_that_were_altered_since_they_were_signed_keep_it_from_being_tried(desk, crew):
    stage = carrying.worked(desk, crew)
    assert rehearse(stage, crew).is_whole
    mark = Mark.objects.filter(scorecard__assignment__stage=stage).first()
    with pgtrigger.ignore("judging.Mark:locked_stands"):
        Mark.objects.filter(pk=mark.pk).update(points=F("points") - 1)
    broken = tuple(one.sentence for one in seals.broken(stage))
    run = rehearse(stage, crew)
    assert (run.is_whole, run.missing) == (False, broken)
    assert len(broken) == 1


def test_whoever_had_a_hand_in_the_choices_is_not_the_second_person(panel, crew):
    nobody = "Tidak ada admin kementerian lain yang dapat menyetujui."
    assert nobody not in rehearse(panel, crew).missing
    decision = Decision.objects.get(stage=panel)
    decision.authors.add(crew.second_admin.user)
    assert nobody in rehearse(panel, crew).missing
    decision.authors.clear()
    carrying.decided(panel, crew)
    assert nobody not in rehearse(panel, crew).missing
    decision.authors.add(crew.second_admin.user)
    assert nobody in rehearse(panel, crew).missing


def test_what_changed_since_the_run_before_is_named(desk, crew):
    stage = carrying.computed(carrying.worked(desk, crew), crew)
    first = rehearse(stage, crew)
    assert (first.came, first.left) == (None, None)
    assert (rehearse(stage, crew, last=first.key).came, rehearse(stage, crew, last=first.key).left) == ((), ())
    gone = Choice.objects.filter(decision__stage=stage, goes_on=True).order_by("pk").first()
    Choice.objects.filter(pk=gone.pk).update(goes_on=False, reason="Mundur.")
    second = rehearse(stage, crew, last=first.key)
    assert (second.came, second.left) == ((), (gone.proposal.code,))
    assert second.departures == 1
    assert rehearse(stage, crew, last="dibuat sendiri").came is None


def test_who_may_and_when(told, desk, crew):
    planned = told[1].stages.get(kind=StageKind.FIELD)
    over = told[1].stages.get(kind=StageKind.ADMINISTRATIVE)
    for stage, by, refusal in [
        (desk, crew.secretary, ADMIN_ONLY),
        (planned, crew.admin, rules.STAGE_NOT_OPEN),
        (over, crew.admin, rules.ALREADY_OVER),
    ]:
        with pytest.raises(Refused) as caught:
            rehearse(stage, crew, by=by)
        assert caught.value.refusal is refusal


def test_the_longest_wait_is_said(desk, crew):
    moments = iter([carrying.moment(desk), carrying.moment(desk) + timedelta(seconds=3)])
    run = dry_run.rehearse(carrying.worked(desk, crew), by=crew.admin, clock=lambda: next(moments))
    assert run.seconds == 3
