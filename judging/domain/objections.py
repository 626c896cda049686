"""What the public says of a provisional list: taken, assigned, decided on by two people, answered."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import events, stamps
from accounts.domain.entrance import attempts
from accounts.domain.motion_kinds import Check
from accounts.files import keeping
from accounts.files.taking import MEBIBYTE, Allowed
from accounts.models import MINISTRY, Attempt, Membership, Motion
from accounts.rules import Refused, refuse
from accounts.rules.motions import carrying_refusal
from competitions.models import Stage
from judging import rules
from judging.domain.judges import held_apart
from judging.domain.panel import composing
from judging.letters import objecting
from judging.models import Choice, Decision, Evidence, Objection, ObjectionSender
from proposals.models import Announcement

EVIDENCE = Allowed(kinds=("pdf", "jpeg", "png"), max_bytes=2 * MEBIBYTE)
FOLDER = "tanggapan"
# So long after the end of an edition it is known who spoke.
NAMES_KEPT = timedelta(days=365)


def state(stage, proposal, *, sort, text, full_name, evidence=None, visitor, network, at):
    """A confirmed visitor supports, gives an opinion on, or objects to a proposal of the provisional list.

    One of each about a proposal; `evidence` is a file that was taken, or None. Refused outside the window and when too
    many came from one mailbox; a network is counted so loosely that an office behind one address can speak.
    """
    # Counted before and apart from what is written: tries at the same moment see each other.
    attempts.begin(Attempt.Kind.OBJECTION, visitor.mailbox, network, at=at)
    try:
        return written(
            stage, proposal, sort=sort, text=text, full_name=full_name, evidence=evidence, visitor=visitor, at=at
        )
    except IntegrityError as twice:
        raise Refused(rules.SAID_ALREADY) from twice


@transaction.atomic
def written(stage, proposal, *, sort, text, full_name, evidence, visitor, at):
    """Write one statement down, with its evidence and its event; the stage does not close meanwhile."""
    stage = Stage.objects.locked(stage.pk)
    refuse(rules.stating_refusal(stage, is_confirmed=True, is_listed=proposal.code in listed(stage), at=at))
    about = {"stage": stage, "proposal": proposal, "sort": sort}
    if ObjectionSender.objects.filter(visitor=visitor, **about).exists():
        raise Refused(rules.SAID_ALREADY)
    objection = Objection.objects.create(**about, text=text.strip(), sent_at=at)
    ObjectionSender.objects.create(objection=objection, visitor=visitor, full_name=" ".join(full_name.split()), **about)
    if evidence:
        Evidence.objects.create(objection=objection, **keeping.both(evidence, folder=FOLDER))
    events.record("objection.sent", on=objection, by=None, at=at, sort=sort, proposal=proposal.pk)
    return objection


def listed(stage):
    """The codes of a stage's provisional list that still stand in it."""
    announcement = Announcement.objects.filter(stage=stage).first()
    return {line["code"] for line in announcement.standing} if announcement else set()


def stamp(objection):
    """The stamp of who answers an objection, and until when."""
    return stamps.fingerprint([objection.assigned_to_id, objection.answer_by])


@transaction.atomic
def assign(objection, to, answer_by: date, *, seen=None, is_told=True, by, at):
    """Make one person of the ministry answer an objection until a day; said again, somebody else answers.

    `seen` is the stamp of what was shown. Who gets many at once is told of them together (`tell_of_many`).
    """
    objection = Objection.objects.locked(objection.pk)
    today = timezone.localdate(at)
    # Nobody answers it who has a tie.
    held_apart.refuse_tied(to, objection.proposal_id, at=at)
    refuse(rules.assigning_objection_refusal(objection, office=by, answer_by=answer_by, today=today))
    stamps.unchanged(seen, stamp(objection), objection)
    objection.assigned_to, objection.assigned_at, objection.answer_by = to, at, answer_by
    objection.save(update_fields=["assigned_to", "assigned_at", "answer_by"])
    if is_told:
        tell_of_many(to, [objection.pk], about=objection, at=at)
    events.record(
        "objection.assigned", on=objection, by=by, at=at, to=to.user.told_apart, answer_by=answer_by.isoformat()
    )
    return objection


def tell_of_many(to, ids, *, about, at):
    """One letter to whoever is to answer these objections of a stage."""
    given = Objection.objects.filter(pk__in=ids).select_related("stage__edition", "proposal").in_order()
    if found := list(given):
        objecting.assigned(found, to.user, about=about, at=at)


@transaction.atomic
def unassign(objection, *, to, by, at):
    """Take the assignment of an objection to somebody back, before a decision is put forward."""
    objection = Objection.objects.locked(objection.pk)
    is_moved = Motion.objects.about(objection).on_its_way().exists()
    refuse(rules.unassigning_refusal(objection, office=by, to=to, is_moved=is_moved))
    objection.assigned_to, objection.assigned_at, objection.answer_by = None, None, None
    objection.save(update_fields=["assigned_to", "assigned_at", "answer_by"])
    events.record("objection.unassigned", on=objection, by=by, at=at)
    return objection


def answerers(*, at):
    """Who may be made to answer: the ministry of the day."""
    current = Membership.objects.current(timezone.localdate(at)).filter(role__in=MINISTRY, user__is_active=True)
    return current.select_related("user").order_by("user__full_name", "pk")


def described(objection, inputs):
    """What exactly is decided about an objection, as two people see it: never who objected."""
    return {
        "edition": objection.stage.edition.slug,
        "stage": objection.stage.name,
        "code": objection.proposal.code,
        "title": objection.proposal.title,
        "agency": objection.proposal.agency_name,
        "text": objection.text,
        # Names of files may tell who sent them.
        "evidence": list(objection.evidence.order_by("pk").values_list("came_sha256", flat=True)),
        "is_answered": objection.answered_at is not None,
        **inputs,
    }


def answering_refusal(objection, inputs, *, office, at):
    """Why this decision may not be put forward; the reason stands with the motion."""
    return rules.answering_objection_refusal(objection, office=office) or rules.answer_refusal(
        inputs["answer"], inputs["summary"], "-"
    )


def checks(objection, inputs):
    """What a machine can look at before people decide: the rules of composition without a proposal taken off."""
    if inputs["outcome"] != Objection.Outcome.SUSPENDED:
        return []
    left = Choice.objects.filter(decision__stage=objection.stage).going_on().exclude(proposal=objection.proposal_id)
    found = composing.balanced(composing.held_rules(objection.stage), composing.traits(left))
    return [Check(_("%(rule)s: sesudahnya %(now)s") % {"rule": one.rule, "now": one.now}, one.is_kept) for one in found]


@transaction.atomic
def settle(objection, motion, *, by, at):
    """Decide an objection under a seconded motion: the proposal stays on the list or is taken off it.

    Whoever objected is told by letter; the public reads the summary with the final list.
    """
    objection = Objection.objects.locked(objection.pk)
    inputs = motion.inputs
    refuse(carrying_refusal(motion) or answering_refusal(objection, inputs, office=by, at=at))
    objection.outcome, objection.answer, objection.summary = inputs["outcome"], inputs["answer"], inputs["summary"]
    objection.summary_en = inputs.get("summary_en", "")
    objection.answered_at, objection.motion = at, motion
    objection.save(update_fields=["outcome", "answer", "summary", "summary_en", "answered_at", "motion"])
    if objection.outcome == Objection.Outcome.SUSPENDED:
        take_off(objection)
    if address := ObjectionSender.objects.values_list("visitor__address", flat=True).get(objection=objection):
        objecting.answered(objection, address, at=at)
    events.record("objection.answered", on=objection, by=by, at=at, outcome=objection.outcome, motion=motion.pk)
    return objection


def take_off(objection):
    """The proposal goes on no more, with what the public reads as the reason. Its place stays empty.

    Where it came in by an exchange, whom it came in for stays out, for the reason given then.
    """
    decision = Decision.objects.get(stage=objection.stage)
    Choice.objects.filter(decision=decision, proposal=objection.proposal, goes_on=True).update(
        goes_on=False, reason=objection.summary, honours=[], partner=None
    )


def changes(stage):
    """What objections changed on a provisional list and why, as the public reads it; by code."""
    upheld = Objection.objects.filter(stage=stage, outcome=Objection.Outcome.SUSPENDED).order_by("proposal__code", "pk")
    found = {}
    for objection in upheld.select_related("proposal"):
        found.setdefault(objection.proposal.code, (objection.summary, objection.summary_en))
    return found


def forget_senders(*, at):
    """Erase the names of those whose address was erased, and of all a year after their edition is over; how many.

    An edition is over once its last stage is published or left out.
    """
    later = Stage.objects.filter(edition=OuterRef("stage__edition"), published_at=None, skipped_at=None)
    lately = Stage.objects.filter(edition=OuterRef("stage__edition"), published_at__gt=at - NAMES_KEPT)
    is_long_over = ~Exists(later) & ~Exists(lately)
    named = ObjectionSender.objects.filter(erased_at=None)
    old = named.filter(Q(visitor__erased_at__isnull=False) | is_long_over)
    return ObjectionSender.objects.filter(pk__in=list(old.values_list("pk", flat=True))).update(
        full_name="", erased_at=at
    )


def expected():
    """What the store must hold of every statement."""
    for row in Evidence.objects.order_by("pk").iterator():
        yield from (row.on_record, row.clean)
