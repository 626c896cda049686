"""Grave acts: moved by one person, seconded by another who saw the same, carried out when their moment has come.

What kinds there are and what each of them does: `motion_kinds`.
"""

import hashlib
import json

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import events, seconders, tries
from accounts.domain.events import canonical
from accounts.domain.motion_kinds import KINDS, Check
from accounts.models import Motion, MotionAuthor, User
from accounts.rules import REASON_MISSING, Refused, refuse
from accounts.rules import motions as rules

# What carrying out a seconded motion is called among the chores.
CARRYING = "motion.carry"


@transaction.atomic
def move(kind, subject, *, reason, inputs=None, release_at=None, by, at):
    """Put a grave act before a second person, with what its mover saw and why it is to be; returns the Motion.

    `release_at` is the moment before which it is not carried out, None for none.
    """
    subject, inputs = kind.locked(subject.pk), dict(inputs or {})
    standing = Motion.objects.about(subject).filter(kind=kind.name).on_its_way().select_related("mover").first()
    refuse(rules.moving_refusal(office=by, roles=kind.moved_by, standing=standing, on=timezone.localdate(at)))
    refuse(rules.release_refusal(release_at, takes_moment=kind.takes_moment, at=at))
    if release_at:
        inputs["release_at"] = release_at.isoformat()
        # What could not be done then is not put forward now.
        refuse(kind.refusal(subject, inputs, office=by, at=release_at))
    refuse(kind.refusal(subject, inputs, office=by, at=at))
    refuse(None if reason.strip() else REASON_MISSING)
    body = described(kind, subject, inputs)
    motion = Motion.objects.create(
        kind=kind.name,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_name=kind.called(subject)[:300],
        reason=reason.strip(),
        inputs=inputs,
        body=body,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        moved_at=at,
        moved_by=by,
        mover=by.user,
        lapses_at=kind.lapses(subject, inputs) or at + kind.term,
    )
    MotionAuthor.objects.bulk_create(MotionAuthor(motion=motion, user_id=user) for user in set(kind.authors(subject)))
    kind.moved(subject, motion)
    ask_second_persons(kind, subject, motion, at=at)
    record("motion.moved", motion, subject, by=by, at=at, sha256=motion.sha256, reason=motion.reason)
    return motion


def ask_second_persons(kind, subject, motion, *, at):
    """One letter to everybody who could be the second person: what, by whom, until when."""
    asked = User.objects.filter(pk__in=seconders.second_persons(motion, at=at).values("user")).order_by("pk")
    note = str(seconders.standing_in_reason(motion, at=at))
    moments = (kind.until(subject, motion.inputs), release_at_of(motion))
    until = min((one for one in moments if one), default=None)
    kind.tell("motion.moved", subject, asked, motion=motion, until=until, note=note, at=at)


def tell_the_mover(name, kind, subject, motion, *, at):
    """One letter to whoever moved what will not be carried out, with the reason."""
    kind.tell(name, subject, User.objects.filter(pk=motion.mover_id, is_active=True), motion=motion, at=at)


@transaction.atomic
def second(motion, *, seen, by, at):
    """Agree to a motion whose hash was `seen`; carried out at once when there is nothing to wait for.

    What could not be carried out as things stand is refused now, not when its wait is over.
    """
    kind, motion, subject = loaded(motion)
    refuse(
        rules.seconding_refusal(
            motion,
            office=by,
            roles=seconders.roles_of(motion, at=at),
            authors=authors_of(motion),
            at=at,
            seen=seen,
            current=fingerprint(kind, subject, motion),
        )
    )
    due_at = max(at + kind.wait, release_at_of(motion) or at)
    if due_at > at:
        refuse(kind.hinders(subject, motion.inputs, office=motion.moved_by, at=at))
    motion.seconded_at, motion.seconded_by, motion.seconder, motion.due_at = at, by, by.user, due_at
    motion.save(update_fields=["seconded_at", "seconded_by", "seconder", "due_at"])
    record("motion.seconded", motion, subject, by=by, at=at)
    if motion.due_at <= at:
        carry(kind, motion, subject, at=at)
    return motion


@transaction.atomic
def withdraw(motion, *, by, at):
    """The mover takes the motion back, also while it waits after the second person agreed."""
    kind, motion, subject = loaded(motion)
    refuse(rules.withdrawing_refusal(motion, office=by, roles=kind.roles, is_left=is_left(motion, at=at)))
    motion.withdrawn_at = at
    motion.save(update_fields=["withdrawn_at"])
    kind.dropped(subject, motion, at=at)
    record("motion.withdrawn", motion, subject, by=by, at=at)
    return motion


@transaction.atomic
def decline(motion, reason, *, by, at):
    """A second person sends the motion back with a reason; what was moved stays readable."""
    kind, motion, subject = loaded(motion)
    roles, authors = seconders.roles_of(motion, at=at), authors_of(motion)
    refuse(rules.declining_refusal(motion, office=by, roles=roles, authors=authors, at=at, reason=reason))
    motion.declined_at, motion.declined_by, motion.decline_reason = at, by, reason.strip()
    motion.save(update_fields=["declined_at", "declined_by", "decline_reason"])
    kind.dropped(subject, motion, at=at)
    tell_the_mover("motion.declined", kind, subject, motion, at=at)
    record("motion.declined", motion, subject, by=by, at=at, reason=motion.decline_reason)
    return motion


def carry_out_due(*, at):
    """Carry out every motion whose moment has come; one that is refused by now lapses. Safe to run twice.

    One that fails otherwise is tried again after a longer pause each time, until it lapses; the others go on. One that
    ran out of time without a second person lapses as well.
    """
    for pk in list(Motion.objects.run_out(at).order_by("lapses_at", "pk").values_list("pk", flat=True)):
        run_out(pk, at=at)
    rows = Motion.objects.on_its_way().filter(due_at__lte=at).order_by("due_at", "pk")
    due = {str(motion.pk): motion.subject_name for motion in rows}
    tries.drop(CARRYING, besides=due)
    tries.each(CARRYING, due, lambda pk: carry_out(pk, at=at), at=at, give_up=lambda pk: fail(pk, at=at))


@transaction.atomic
def run_out(pk, *, at):
    """Let a motion lapse that no second person has agreed to in its time."""
    _kind, motion, _subject = loaded(Motion.objects.get(pk=pk))
    if motion.has_run_out(at):
        lapse(pk, Refused(rules.NOT_SECONDED), at=at)


def fail(pk, *, at):
    """Let a motion lapse that failed at every try, unless it was dropped meanwhile; it can be moved anew."""
    if Motion.objects.on_its_way().filter(pk=pk).exists():
        lapse(pk, Refused(rules.FAILED_AGAIN), at=at)


def carry_out(pk, *, at):
    """Carry out one motion if it is due; refused or changed meanwhile it lapses with the reason."""
    try:
        with transaction.atomic():
            kind, motion, subject = loaded(Motion.objects.get(pk=pk))
            if motion.state != Motion.State.WAITING or motion.due_at > at:
                return
            refuse(None if fingerprint(kind, subject, motion) == motion.sha256 else rules.CHANGED_SINCE)
            carry(kind, motion, subject, at=at)
    except Refused as refused:
        lapse(pk, refused, at=at)


@transaction.atomic
def lapse(pk, refused, *, at):
    """Note that a motion will not be carried out any more, and why."""
    kind, motion, subject = loaded(Motion.objects.get(pk=pk))
    motion.lapsed_at, motion.lapse_reason = at, " ".join(str(sentence) for sentence in refused.sentences)
    motion.save(update_fields=["lapsed_at", "lapse_reason"])
    kind.dropped(subject, motion, at=at)
    tell_the_mover("motion.lapsed", kind, subject, motion, at=at)
    record("motion.lapsed", motion, subject, by=None, at=at, reason=motion.lapse_reason)


def carry(kind, motion, subject, *, at):
    """Do what a seconded motion says; part of the transaction that holds it."""
    motion.carried_at = at
    motion.save(update_fields=["carried_at"])
    kind.carry(subject, motion, by=motion.seconded_by, at=at)


def loaded(motion):
    """The kind of a motion, the motion locked, and its subject locked before it: always in this order."""
    kind = KINDS[motion.kind]
    subject = kind.locked(motion.subject_id)
    return kind, Motion.objects.locked(motion.pk), subject


def described(kind, subject, inputs):
    """What exactly is decided, and from which set moment on, as canonical JSON."""
    moment = {"release_at": inputs["release_at"]} if "release_at" in inputs else {}
    return canonical({**kind.describe(subject, inputs), **moment})


def fingerprint(kind, subject, motion):
    """The hash of what the motion would decide today."""
    return hashlib.sha256(described(kind, subject, motion.inputs).encode()).hexdigest()


def authors_of(motion):
    """The ids of the users who had a hand in what a motion decides."""
    return set(motion.author_ids)


def is_left(motion, *, at):
    """Whether the mover of a motion no longer holds an office that may move it."""
    return not seconders.holders(KINDS[motion.kind].moved_by, at=at).filter(user=motion.mover_id).exists()


def subject_of(motion):
    """What a motion is about, for a page that reads."""
    return KINDS[motion.kind].subjects().get(pk=motion.subject_id)


def checks(motion, *, subject=None, has_second=None, at):
    """What a machine can look at before a second person decides: of every kind the same three, then the kind's own.

    A page that has them hands its subject over, and whether there is a second person.
    """
    kind, subject = KINDS[motion.kind], subject or subject_of(motion)
    has_second = seconders.has_second_person(motion, at=at) if has_second is None else has_second
    with kind.reading():
        refusal = refusal_now(kind, subject, motion, at=at)
        is_same = fingerprint(kind, subject, motion) == motion.sha256
        return [
            Check(_("Isinya masih sama dengan yang diajukan"), is_same),
            Check(_("Dapat dilaksanakan sekarang"), True) if refusal is None else Check(refusal, False),
            Check(_("Ada orang lain yang dapat menyetujui"), has_second),
            *kind.checks(subject, motion.inputs),
        ]


def refusal_now(kind, subject, motion, *, at):
    """Why what was moved could not be carried out now, as one text; None where it could."""
    try:
        refuse(kind.hinders(subject, motion.inputs, office=motion.moved_by, at=at))
    except Refused as refused:
        return " ".join(str(sentence) for sentence in refused.sentences)
    return None


def told(motion):
    """What a motion decides, as its mover saw it."""
    return json.loads(motion.body)


def release_at_of(motion):
    """The set moment of a motion, or None."""
    return moment_at(motion.inputs, "release_at")


def moment_at(inputs, name):
    """A moment among what an act needs, or None."""
    moment = inputs.get(name)
    return models.DateTimeField().to_python(moment) if moment else None


def record(name, motion, subject, *, by, at, **particulars):
    """One event of a motion, on the thing it is about."""
    events.record(name, on=subject, by=by, at=at, motion=motion.pk, kind=motion.kind, **particulars)
