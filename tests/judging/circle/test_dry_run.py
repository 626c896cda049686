"""A dry run shows what the real thing then does, and leaves nothing behind."""

from datetime import timedelta
from pathlib import Path

import pytest
from celery import signals
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection

from accounts.models import Letter
from accounts.rules import ADMIN_ONLY, Refused
from competitions.kinds import StageKind
from judging import rules
from judging.circle import dry_run
from judging.models import Choice
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
    stage = carrying.worked(carrying.carried_to(told[1], kind, crew), crew)
    run = rehearse(stage, crew)
    before = set(Letter.objects.values_list("pk", flat=True))
    carrying.published(carrying.decided(carrying.computed(stage, crew), crew), crew)
    announced = Announcement.objects.get(stage=stage)
    assert [one.code for one in run.going_on] == [line["code"] for line in announced.entries]
    assert [list(one.awards) for one in run.going_on] == [line["awards"] for line in announced.entries]
    letters = Letter.objects.exclude(pk__in=before).filter(name="stage.outcome")
    shown = sorted((post.subject, person) for post in run.posts for person in post.recipients)
    assert shown == sorted((one.subject, one.recipient.told_apart) for one in letters)
    assert {post.body for post in run.posts} <= {one.body for one in letters}


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
