"""Computing a stage's result from its frozen snapshot: asked for, run by a worker, written once."""

import hashlib
import json
import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction

from accounts.domain import events, tries
from accounts.domain.queue import enqueue
from accounts.rules import Refused
from competitions.models import Stage
from judging import rules
from judging.arithmetic import results
from judging.arithmetic.results import Gap
from judging.arithmetic.unfit import Unfit
from judging.circle import deliberation
from judging.models import Computation, Entrant, Snapshot, Standing
from judging.proof.version import code_version

logger = logging.getLogger(__name__)

# First key of the advisory lock that lets only one worker compute a snapshot.
COMPUTING = 5146
WRITE_BATCH = 500


@transaction.atomic
def request(stage, *, by, at):
    """Ask a worker for the stage's result; also after a failure, or when a worker was lost."""
    stage = Stage.objects.locked(stage.pk)
    computation = Computation.objects.filter(snapshot__stage=stage).first()
    refusal = rules.computing_refusal(stage, office=by, state=computation.state if computation else None)
    if refusal and not (refusal == rules.STILL_COMPUTING and not is_being_computed(computation.snapshot_id)):
        raise Refused(refusal)
    computation, _created = Computation.objects.update_or_create(
        snapshot=Snapshot.objects.get(stage=stage),
        defaults={"state": Computation.State.WAITING, "failure": {}, "step": "", "tries": 0, "requested_at": at},
    )
    events.record("stage.computation_requested", on=stage, by=by, at=at, snapshot=computation.snapshot.sha256)
    enqueue("judging.compute_stage", computation_id=computation.pk)
    return computation


def run(computation_id, *, clock):
    """Compute, and write the standings with their hash. Safe to run twice: a done one is left alone.

    `clock` gives the moment when called. Any failure leaves the stage closed and computable again, with the reason on
    the computation. One that failed is left alone until it is asked for again: the broker may bring a lost worker's
    task once more.
    """
    computation = Computation.objects.select_related("snapshot__stage__edition").get(pk=computation_id)
    if not lock_snapshot(computation.snapshot_id):
        return
    try:
        # Read under the lock: another worker may have finished since the row was loaded.
        computation.refresh_from_db(fields=["state", "tries"])
        if computation.state not in Computation.UNFINISHED:
            return
        computation.state, computation.started_at = Computation.State.RUNNING, clock()
        computation.tries += 1
        computation.save(update_fields=["state", "started_at", "tries"])
        computed = results.compute(json.loads(computation.snapshot.body), step=reporter(computation))
        write(computation, computed, at=clock())
    except SoftTimeLimitExceeded:
        logger.exception("computation %s took too long", computation_id)
        fail(computation, {"key": "took_too_long"}, at=clock())
    except Exception as failure:
        logger.exception("computation %s failed", computation_id)
        fail(computation, told(failure), at=clock())
    finally:
        unlock_snapshot(computation.snapshot_id)


def resume_unfinished(*, at):
    """Ask again for every computation that no worker has: the broker was away, or the worker was lost.

    Each time after a longer pause; one over which workers are lost again and again is given up, with the reason on
    its page.
    """
    for computation in Computation.objects.unfinished():
        if at < tries.again_at(computation.tries, at=computation.tried_at) or is_being_computed(
            computation.snapshot_id
        ):
            continue
        if computation.tries < tries.WORKERS:
            enqueue("judging.compute_stage", computation_id=computation.pk)
        else:
            give_up(computation, at=at)


def give_up(computation, *, at):
    """Note that workers were lost over this computation; it may be asked for again."""
    fail(computation, {"key": "worker_lost", "tries": tries.WORKERS}, at=at)


def reporter(computation):
    """A function that notes the step under way on the computation's row."""

    def step(name, done, total):
        Computation.objects.filter(pk=computation.pk).update(step=name, done=done, total=total)

    return step


@transaction.atomic
def write(computation, computed, *, at):
    """Write standings, the result's hash and the draft decision; all of it or nothing."""
    stage = computation.snapshot.stage
    lay_out(stage, computed, at=at)
    computation.state, computation.finished_at = Computation.State.DONE, at
    computation.notes = dict(computed.notes)
    computation.code_version = code_version()
    computation.result_sha256 = hashlib.sha256(computed.text().encode()).hexdigest()
    computation.failure = {}
    computation.save()
    events.record(
        "stage.computed",
        on=stage,
        by=None,
        at=at,
        snapshot=computation.snapshot.sha256,
        result=computation.result_sha256,
        code=computation.code_version,
    )


def lay_out(stage, computed, *, at):
    """Write what was computed as standings, and as a decision that people may change. Part of writing a result."""
    proposal_of = dict(Entrant.objects.filter(stage=stage).values_list("proposal__code", "proposal_id"))
    if strangers := sorted(one.proposal for one in computed.each if one.proposal not in proposal_of):
        raise Gap("not_an_entrant", proposal=strangers[0])
    Standing.objects.bulk_create(
        (
            Standing(
                stage=stage,
                proposal_id=proposal_of[one.proposal],
                rank=one.rank,
                score=one.score,
                raw_score=one.raw_score,
                decided_by=one.decided_by,
                goes_on=one.goes_on,
                particulars=dict(one.particulars),
            )
            for one in computed.each
        ),
        batch_size=WRITE_BATCH,
    )
    deliberation.draft(stage, {proposal_of[one.proposal]: one.goes_on for one in computed.each}, at=at)


def told(failure):
    """Why something failed, as a key with values; what nobody foresaw is in the log only."""
    return failure.as_json() if isinstance(failure, Unfit) else {"key": "unexpected"}


@transaction.atomic
def fail(computation, reason, *, at):
    """Keep why a computation failed, as a key with values; the stage stays closed and may be computed again."""
    step = Computation.objects.values_list("step", flat=True).get(pk=computation.pk)
    Computation.objects.filter(pk=computation.pk).update(
        state=Computation.State.FAILED, failure={**reason, "step": step}
    )
    events.record("stage.computation_failed", on=computation.snapshot.stage, by=None, at=at)


def lock_snapshot(pk):
    """Take the snapshot for this database session; False when another session has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [COMPUTING, pk])
        return cursor.fetchone()[0]


def unlock_snapshot(pk):
    """Give the snapshot back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [COMPUTING, pk])


def is_being_computed(pk):
    """Whether some worker holds the snapshot right now."""
    if lock_snapshot(pk):
        unlock_snapshot(pk)
        return False
    return True
