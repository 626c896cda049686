"""A closed stage is computed, and its page follows."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from judging.circle import computation
from judging.domain.cards import scoring
from judging.models import Assignment, Computation
from tests import carrying
from tests.factories import judging
from tests.judging.views.conftest import act, at
from tests.pages import markup


def test_closing_asks_for_the_computation_and_shows_its_progress(enter, cast, desk, now):
    lock_the_last(desk, now)
    client = enter(cast.ministry_admin)
    assert client.post(act(desk, "penutupan")).status_code == 302
    assert Computation.objects.get(snapshot__stage=desk).state == "waiting"
    page = markup(client.get(at("stage", desk)))
    assert "Menunggu giliran dihitung" in page
    assert 'hx-trigger="every 2s"' in page
    assert "Muat ulang untuk melihat kemajuan" in page


def test_the_whole_page_follows_a_running_computation(enter, cast, desk, now):
    lock_the_last(desk, now)
    client = enter(cast.ministry_admin)
    client.post(act(desk, "penutupan"))
    page = client.get(at("stage", desk))
    asked = f"{at('stage', desk)}?terlihat={page.context['live']}"
    assert f'{{"terlihat": "{page.context["live"]}"}}' in markup(page)
    assert client.get(asked).status_code == 204
    computation.run(Computation.objects.get(snapshot__stage=desk).pk, clock=timezone.now)
    drawn = client.get(asked)
    assert drawn.status_code == 200
    assert "menunggu keputusan" in markup(drawn)
    assert "every 2s" not in markup(drawn)
    edition = reverse("control_room_edition", args=[desk.edition.slug])
    assert "every 2s" not in markup(client.get(edition))


FAILURE = {"key": "score_missing", "proposal": "KIPP-2026-00007", "stage": "Penilaian", "step": "ranking"}


def test_a_failed_computation_says_what_failed_and_runs_again(enter, cast, desk, now):
    lock_the_last(desk, now)
    client = enter(cast.ministry_admin)
    client.post(act(desk, "penutupan"))
    row = Computation.objects.get(snapshot__stage=desk)
    row.state, row.started_at, row.failure = "failed", now, FAILURE
    row.save()
    page = markup(client.get(at("stage", desk)))
    assert "Langkah “menyusun peringkat” gagal: KIPP-2026-00007 belum punya nilai dari tahap Penilaian." in page
    assert "Hitung lagi" in page

    assert "every 2s" not in page
    assert client.post(act(desk, "penghitungan")).status_code == 302
    computation.run(row.pk, clock=timezone.now)
    row.refresh_from_db()
    assert row.state == "done"
    assert client.get(at("results", desk)).status_code == 200


def test_a_computation_whose_worker_was_lost_can_be_asked_for_again(enter, cast, desk, now):
    lock_the_last(desk, now)
    client = enter(cast.ministry_admin)
    client.post(act(desk, "penutupan"))
    Computation.objects.filter(snapshot__stage=desk).update(state="running", started_at=now)
    assert f'href="{act(desk, "penghitungan")}"' in markup(client.get(at("stage", desk)))
    assert client.post(act(desk, "penghitungan")).status_code == 302
    assert Computation.objects.get(snapshot__stage=desk).state == "waiting"


def lock_the_last(stage, now):
    """Lock the one scorecard that is still missing."""
    row = Assignment.objects.get(stage=stage, scorecard=None)
    by = row.judge.memberships.get(role=Role.EVALUATOR)
    carrying.uncovered(Assignment.objects.filter(pk=row.pk), at=now)
    scoring.record_marks(row, judging.marks(stage, 60), lock=True, by=by, at=now)
