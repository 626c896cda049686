"""Proof of published results: a signed bundle a stage, made once, and looked at every night as an outsider would."""

import json
import logging
from pathlib import Path

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils import translation

from accounts.domain import events
from accounts.domain.queue import enqueue
from accounts.domain.trail import growing, proving
from accounts.files import keeping
from accounts.models import Event
from competitions.models import Stage
from judging import letters, proof, stages
from judging.arithmetic import results
from judging.arithmetic.results import recap
from judging.domain import proof_key
from judging.models import Choice, Computation, Decision, Mark, PanelMember, ResultBundle
from judging.proof import bundle, selecting, signing, verifying, version

logger = logging.getLogger(__name__)

FOLDER = "bundles"
FAILED = "bundle.failed"


def waiting():
    """The published stages that have no bundle and were computed by the code that stands here."""
    return Stage.objects.filter(
        published_at__isnull=False, snapshot__computation__code_version=version.code_version(), bundle=None
    ).order_by("pk")


def order_missing():
    """Ask for the bundle of each stage that has none, each by itself; what failed is asked for again at night."""
    for stage in waiting():
        if not has_failed(stage):
            enqueue("judging.make_bundle", stage_id=stage.pk)


def order_all():
    """Ask for what is missing, and that each bundle there is be looked at, each by itself."""
    for stage in waiting():
        enqueue("judging.make_bundle", stage_id=stage.pk)
    for pk in ResultBundle.objects.order_by("pk").values_list("pk", flat=True):
        enqueue("judging.look_at_bundle", bundle_id=pk)


def has_failed(stage):
    """Whether its bundle could not be made, and the code is still the same."""
    told = Event.objects.about(stage).filter(name=FAILED).last()
    return told is not None and told.particulars["code"] == version.code_version()


def make_or_tell(stage_id, *, at):
    """Make one bundle; whatever is in the way is told once, and stops no other. Safe to run twice."""
    stage = waiting().filter(pk=stage_id).first()
    if stage is None:
        return
    try:
        failure = "" if make(stage, at=at) else "differs"
    except SoftTimeLimitExceeded:
        failure = "time"
    except Exception:
        logger.exception("the bundle of stage %s could not be made", stage_id)
        failure = "fault"
    if failure and not has_failed(stage):
        tell(FAILED, stage, failure, at=at, code=version.code_version())


@transaction.atomic
def tell(name, stage, failure, *, at, **particulars):
    """Tell those who watch over the marks that a bundle is not as it must be."""
    letters.tell("bundle.failed", stage, failure=failure, at=at)
    events.record(name, on=stage, by=None, at=at, failure=failure, **particulars)


@transaction.atomic
def make(stage, *, at):
    """Make and sign the bundle of a published stage; returns it, or None where its result does not come out again.

    A result of an earlier version of the code may not: nothing is signed that this version cannot repeat.
    """
    stage = Stage.objects.locked(stage.pk)
    if existing := ResultBundle.objects.filter(stage=stage).first():
        return existing
    # The head that the bundle leads to is kept, so that anybody finds it on the public page.
    growing.keep_head(at=at)
    members = told(stage)
    if members is None:
        logger.error("the result of stage %s does not come out again; it gets no bundle", stage.pk)
        return None
    content = bundle.packed(members)
    made = ResultBundle.objects.create(
        stage=stage,
        file=keeping.keep(content, folder=FOLDER, ending="zip"),
        sha256=keeping.digest(content),
        size=len(content),
        key=signing.public_key(proof_key.secret()),
        made_at=at,
    )
    events.record("bundle.made", on=stage, by=None, at=at, sha256=made.sha256, key=made.key)
    return made


def told(stage):
    """Every member of a stage's bundle by name; None where the result does not come out again."""
    computation = Computation.objects.select_related("snapshot").get(snapshot__stage=stage)
    body = computation.snapshot.body
    frozen = json.loads(body)
    result = results.compute(frozen).text().encode()
    if keeping.digest(result) != computation.result_sha256:
        return None
    event = Event.objects.about(stage).filter(name="stage.computed").last()
    members = {
        bundle.SNAPSHOT: body.encode(),
        bundle.RESULT: result,
        bundle.RULES: bundle.canonical(rules_of(stage, frozen)),
        bundle.DECISION: bundle.canonical(decision_of(stage)),
        bundle.EVENT: bundle.canonical(
            {"number": event.number, "previous": bytes(event.previous).hex(), "body": event.body}
        ),
        **{name: Path(proof.__file__).with_name(name).read_bytes() for name in bundle.READ_ME},
    }
    if "reads" in frozen and not frozen.get("counts_opinions"):
        members[bundle.CARDS] = bundle.canonical({"cards": cards_of(stage, frozen)})
    if frozen["sum"] == "recap":
        members[bundle.SELECTION] = bundle.canonical(selecting.told(recap.nominated(frozen)))
    contents = {
        "layout": bundle.LAYOUT,
        **frozen["labels"],
        "snapshot": computation.snapshot.sha256,
        "result": computation.result_sha256,
        "code": computation.code_version,
        "packages": version.packages(),
        "chain": {"number": event.number, "head": bytes(event.hash).hex()},
        **tree_over(event),
        "members": bundle.listed(members),
    }
    members[bundle.LIST] = bundle.canonical(contents)
    members[bundle.SIGNATURE] = bundle.canonical(signing.signed(members[bundle.LIST], proof_key.secret()))
    return members


def tree_over(event):
    """The first kept tree that the event stands in, with the way to its root; nothing where that does not come out."""
    head = proving.earliest(holding=event.number)
    found = proving.inclusion(event, head=head) if head else None
    return {"tree": {name: found[name] for name in ("size", "root", "proof")}} if found else {}


def rules_of(stage, frozen):
    """Weights of the criteria, what breaks ties, and every rule that the snapshot holds, as JSON values."""
    criteria = stage.rubric.criteria.order_by("position") if stage.rubric else ()
    with translation.override("id"):
        ties = [str(one) for one in stages.of(stage).ties(stage)]
    return {
        "criteria": [
            {"key": one.key, "name": one.name, "component": one.component, "weight": str(one.weight)}
            for one in criteria
        ],
        "ties": ties,
        "frozen": verifying.plan_of(frozen),
    }


def cards_of(stage, frozen):
    """The points of every card that the snapshot reads, by proposal and code of the judge, as JSON values."""
    code_of = dict(PanelMember.objects.filter(stage=stage).values_list("judge_id", "code"))
    points = {(one["proposal"], one["judge"]): {} for one in frozen["reads"]}
    marks = Mark.objects.filter(scorecard__assignment__stage=stage, scorecard__locked_at__isnull=False)
    rows = marks.values_list(
        "scorecard__assignment__proposal__code", "scorecard__assignment__judge_id", "criterion__key", "points"
    )
    for proposal, judge, criterion, given in rows:
        if (card := (proposal, code_of.get(judge, ""))) in points:
            points[card][criterion] = given
    return [{"proposal": proposal, "judge": judge, "points": own} for (proposal, judge), own in sorted(points.items())]


def decision_of(stage):
    """What the system proposed and what people decided, by number of the proposal, as JSON values."""
    decision = Decision.objects.get(stage=stage)
    choices = Choice.objects.filter(decision=decision).order_by("proposal__code")
    return {
        "listing": decision.listing,
        "choices": [
            {"proposal": code, "proposed": proposed, "goes_on": goes_on}
            for code, proposed, goes_on in choices.values_list("proposal__code", "proposed_by_machine", "goes_on")
        ],
    }


def look_at(bundle_id, *, clock):
    """Compute one bundle again from its own file; the page says when, and whether everything held.

    What did not hold before is told once. Nothing is locked while it computes, and looking twice does no harm.
    """
    made = ResultBundle.objects.get(pk=bundle_id)
    content = keeping.content(made.printed)
    if content is None:
        return keep(made, broken=["lost"], unsure=[], at=clock())
    try:
        found = verifying.verified(content, keys=[made.key])
    except SoftTimeLimitExceeded:
        return keep(made, broken=[], unsure=["time"], at=clock())
    except Exception:
        logger.exception("bundle %s could not be looked at", made.pk)
        return keep(made, broken=["fault"], unsure=[], at=clock())
    broken, unsure = ([one.key for one in found if one.holds is held] for held in (False, None))
    return keep(made, broken=broken, unsure=unsure, at=clock())


@transaction.atomic
def keep(made, *, broken, unsure, at):
    """Keep what was found of a bundle, and tell what is newly wrong."""
    rows = ResultBundle.objects.select_for_update(no_key=True, of=("self",)).select_related("stage__edition")
    row = rows.get(pk=made.pk)
    is_new = set(broken) - set(row.broken)
    row.broken, row.unsure, row.looked_at = broken, unsure, at
    row.save(update_fields=["broken", "unsure", "looked_at"])
    if is_new:
        tell("bundle.broken", row.stage, "lost" if "lost" in broken else "wrong", at=at, broken=broken)
    return row


def expected():
    """What the store must hold of every bundle."""
    for row in ResultBundle.objects.order_by("pk").iterator():
        yield row.printed
