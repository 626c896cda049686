import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pgtrigger
import pytest
from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from celery.signals import before_task_publish, task_postrun
from django.db import InternalError, connection, transaction

from accounts.domain import tries
from accounts.domain.events import canonical
from accounts.models import Event
from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import rules
from judging.circle import computation
from judging.models import Computation, Decision, Snapshot, Standing
from judging.rules import sums
from sinovik.celery import app
from tests import carrying
from tests.owner import as_owner

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def begun(db):
    return carrying.begun(2, evaluators=2, panelists=1)


@pytest.fixture
def crew(begun):
    return begun[0]


@pytest.fixture
def checked(begun):
    """The administrative stage of two proposals, every verdict given."""
    crew, edition, _dossiers = begun
    return carrying.worked(carrying.carried_to(edition, StageKind.ADMINISTRATIVE, crew), crew)


@pytest.fixture
def closed(checked, crew):
    """The same, closed; its computation waits."""
    return carrying.closed(checked, crew)


def row(stage):
    return Computation.objects.get(snapshot__stage=stage)


def request(stage, crew):
    return computation.request(stage, by=crew.admin, at=carrying.moment(stage))


def refused(stage, crew):
    with pytest.raises(Refused) as caught:
        request(stage, crew)
    return caught.value.refusal


def in_thread(work):
    """Run in a thread of its own, with a database connection of its own; returns the future."""

    def own_connection():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(own_connection).result()


def is_whole(stage):
    """One result, written once."""
    assert row(stage).state == Computation.State.DONE
    assert Standing.objects.filter(stage=stage).count() == stage.entrants.count()
    assert Decision.objects.filter(stage=stage).count() == 1
    assert Event.objects.about(stage).filter(name="stage.computed").count() == 1
    return True


def test_a_result_is_computed_once(closed, crew):
    carrying.run(closed)
    first = list(Standing.objects.order_by("pk").values())
    carrying.run(closed)
    assert list(Standing.objects.order_by("pk").values()) == first
    assert is_whole(closed)
    assert refused(closed, crew) is rules.ALREADY_COMPUTED


def test_a_real_worker_computes_from_the_real_broker(checked, crew, worker):
    """Closing sends the task on commit; a Celery worker takes it from Valkey and writes the result."""
    written = threading.Event()
    finished = app.tasks["judging.compute_stage"]

    def tell(sender=None, **_):
        if sender is finished:
            written.set()

    task_postrun.connect(tell, weak=False)
    try:
        with worker():
            carrying.closed(checked, crew)
            assert written.wait(60)
    finally:
        task_postrun.disconnect(tell)
    assert current_app.main == "sinovik"
    assert is_whole(checked)


def rewrite(stage, body):
    """Change a frozen snapshot, which PostgreSQL refuses to everybody."""
    with as_owner(), pgtrigger.ignore("judging.Snapshot:append_only"):
        Snapshot.objects.filter(stage=stage).update(body=body)


def broken(stage):
    """Write a snapshot that the computation cannot use; returns the one that was there."""
    snapshot = Snapshot.objects.get(stage=stage)
    good = snapshot.body
    rewrite(stage, canonical({**json.loads(good), "verdicts": [{}]}))
    return good


@pytest.mark.parametrize("model", [Snapshot, Standing])
def test_what_was_frozen_and_computed_cannot_be_changed_or_removed(closed, model):
    carrying.run(closed)
    row = model.objects.filter(stage=closed).order_by("pk").first()
    table = model._meta.db_table
    for statement in (f"UPDATE {table} SET stage_id = stage_id WHERE id = %s", f"DELETE FROM {table} WHERE id = %s"):
        with pytest.raises(InternalError), transaction.atomic(), as_owner() as cursor:
            cursor.execute(statement, [row.pk])


def test_a_failure_leaves_the_stage_closed_and_computable_and_says_why(closed, crew):
    good = broken(closed)
    failed = carrying.run(closed)
    assert failed.state == Computation.State.FAILED
    assert failed.failure == {"key": "field_missing", "proposal": "", "field": "proposal", "step": "sorting_verdicts"}
    assert sums.failure(failed.failure) == (
        "Langkah “memilah putusan” gagal: Potret data tahap ini tidak memuat “proposal”."
    )
    assert carrying.fresh(closed).state == closed.State.CLOSED
    assert not Standing.objects.exists()
    assert not Decision.objects.exists()
    assert Event.objects.about(closed).last().name == "stage.computation_failed"
    rewrite(closed, good)
    request(closed, crew)
    carrying.run(closed)
    assert row(closed).failure == {}
    assert is_whole(closed)


def test_a_result_is_written_whole_or_not_at_all(closed, crew):
    """One row of the result is of a proposal that does not stand in the stage: nothing of it is written."""
    body = json.loads(Snapshot.objects.get(stage=closed).body)
    stranger = {**body["verdicts"][0], "proposal": "KIPP-1999-00001"}
    rewrite(closed, canonical({**body, "verdicts": [*body["verdicts"], stranger]}))
    assert carrying.run(closed).state == Computation.State.FAILED
    assert not Standing.objects.exists()
    assert not Decision.objects.exists()


def test_progress_is_seen_by_others_while_it_runs(closed):
    stuck = row(closed)
    seen = []

    def step_seen():
        computation.reporter(stuck)("sorting_verdicts", 1, 4)
        seen.append(in_thread(lambda: Computation.objects.values_list("step", "done", "total").get(pk=stuck.pk)))

    step_seen()
    assert seen == [("sorting_verdicts", 1, 4)]


def test_a_lost_worker_can_be_replaced_but_one_at_work_is_left_alone(closed, crew):
    pk = row(closed).pk
    Computation.objects.filter(pk=pk).update(state=Computation.State.RUNNING, started_at=carrying.moment(closed))
    snapshot = Snapshot.objects.get(stage=closed)
    at_work, may_go = threading.Event(), threading.Event()

    def hold():
        assert computation.lock_snapshot(snapshot.pk)
        at_work.set()
        assert may_go.wait(60)

    holder = threading.Thread(target=lambda: (hold(), connection.close()))
    holder.start()
    assert at_work.wait(60)
    try:
        assert refused(closed, crew) is rules.STILL_COMPUTING
        # Asked all the same, a second worker finds the snapshot taken and leaves.
        in_thread(lambda: computation.run(pk, clock=lambda: carrying.moment(closed)))
        assert row(closed).state == Computation.State.RUNNING
    finally:
        may_go.set()
        holder.join()
    # The worker is gone without a word: its connection, and with it its lock, is closed, once the server saw it.
    ends = time.monotonic() + 60
    while computation.is_being_computed(snapshot.pk) and time.monotonic() < ends:
        time.sleep(0.01)
    request(closed, crew)
    carrying.run(closed)
    assert is_whole(closed)


def asked_again(stage, *, after=timedelta(minutes=1)):
    """What the clock has workers do some time after they were last asked for this stage's result."""
    with sent_tasks() as sent:
        computation.resume_unfinished(at=row(stage).tried_at + after)
    return sent


@contextmanager
def sent_tasks():
    """The names and arguments of the tasks that are sent meanwhile, as the broker gets them."""
    sent = []

    def note(sender, headers, body, **_):
        sent.append((sender, body[1]))

    before_task_publish.connect(note)
    yield sent
    before_task_publish.disconnect(note)


@pytest.mark.parametrize("state", [Computation.State.WAITING, Computation.State.RUNNING])
def test_what_no_worker_has_is_asked_for_again(closed, state):
    """The broker was away when it was asked for, or the worker was killed."""
    Computation.objects.filter(snapshot__stage=closed).update(state=state)
    assert asked_again(closed) == [("judging.compute_stage", {"computation_id": row(closed).pk})]
    # The first task may still be on its way.
    assert asked_again(closed, after=timedelta(seconds=5)) == []
    carrying.run(closed)
    assert asked_again(closed) == []


def test_what_a_worker_has_in_hand_is_not_asked_for_again(closed):
    snapshot = Snapshot.objects.get(stage=closed)
    at_work, may_go = threading.Event(), threading.Event()

    def hold():
        assert computation.lock_snapshot(snapshot.pk)
        at_work.set()
        assert may_go.wait(60)

    holder = threading.Thread(target=lambda: (hold(), connection.close()))
    holder.start()
    try:
        assert at_work.wait(60)
        assert asked_again(closed) == []
    finally:
        may_go.set()
        holder.join()


def test_a_computation_that_costs_three_workers_waits_for_a_person(closed, crew):
    """Lost without a word each time: nothing in the process can note it."""
    for pause in [tries.PAUSES[0], *tries.PAUSES[: tries.WORKERS - 1]]:
        assert asked_again(closed, after=pause - timedelta(seconds=1)) == []
        assert asked_again(closed, after=pause)
        with pytest.raises(SystemExit):
            computation.run(row(closed).pk, clock=interrupted_by(SystemExit, closed))
    assert asked_again(closed, after=tries.PAUSES[tries.WORKERS - 1]) == []
    assert row(closed).state == Computation.State.FAILED
    # What the broker still brings of the lost is left alone.
    carrying.run(closed)
    assert row(closed).state == Computation.State.FAILED
    assert row(closed).failure["key"] == "worker_lost"
    assert "3 kali berhenti" in sums.failure(row(closed).failure)
    request(closed, crew)
    carrying.run(closed)
    assert is_whole(closed)


def interrupted_by(exception, stage):
    """A clock that is asked for the start, then for the end of the work: there it raises, once."""
    moments = iter([None, exception])

    def clock():
        if interruption := next(moments, None):
            raise interruption
        return carrying.moment(stage)

    return clock


def test_a_computation_that_takes_too_long_says_so(closed):
    """The worker's first limit reaches the computation as an exception, wherever it is."""
    computation.run(row(closed).pk, clock=interrupted_by(SoftTimeLimitExceeded, closed))
    assert row(closed).state == Computation.State.FAILED
    assert sums.failure(row(closed).failure).endswith("gagal: Batas waktunya habis.")


def test_two_workers_at_once_write_one_result(closed):
    """The second has read the row as waiting, and gets the lock only after the first has finished."""
    pk = row(closed).pk
    has_read, may_lock = threading.Event(), threading.Event()

    def late(execute, sql, params, many, context):
        if "pg_try_advisory_lock" in sql:
            has_read.set()
            assert may_lock.wait(60)
        return execute(sql, params, many, context)

    def second():
        try:
            with connection.execute_wrapper(late):
                computation.run(pk, clock=lambda: carrying.moment(closed))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        late_one = pool.submit(second)
        assert has_read.wait(60)
        carrying.run(closed)
        may_lock.set()
        late_one.result(60)
    assert is_whole(closed)


def test_asking_inside_an_act_that_is_rolled_back_asks_for_nothing(closed, crew):
    carrying.run(closed)
    Computation.objects.filter(snapshot__stage=closed).update(
        state=Computation.State.FAILED, failure={"key": "unexpected", "step": ""}
    )
    events = Event.objects.count()
    with transaction.atomic():
        request(closed, crew)
        transaction.set_rollback(True)
    assert row(closed).state == Computation.State.FAILED
    assert Event.objects.count() == events
