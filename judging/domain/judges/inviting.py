"""Inviting judges to a stage: asked, answered, noted from a letter, taken back. Who agreed may be seated."""

from django.db import transaction
from django.utils import timezone

from accounts.domain import events, joining
from accounts.models import Membership, User
from accounts.rules import REASON_MISSING, refuse
from competitions.models import Stage
from judging import letters, rules
from judging.models import Invitation, PanelMember


def judging_office(stage, judge, *, at):
    """The office under which somebody may judge a stage on that day, or None."""
    held = Membership.objects.filter(user=judge, role__in=stage.needs.judged_by)
    return held.current(timezone.localdate(at)).order_by("pk").first()


@transaction.atomic
def invite(stage, judge, *, reply_by, by, at):
    """Ask somebody to judge a stage, with an answer until the day `reply_by`; returns the invitation.

    Whoever has no password yet gets a second letter, with the link that sets one.
    """
    stage = Stage.objects.locked(stage.pk)
    office = judging_office(stage, judge, at=at)
    refuse(
        rules.inviting_refusal(
            stage,
            office=by,
            is_judge=office is not None,
            is_invited=Invitation.objects.standing().filter(stage=stage, judge=judge).exists(),
            reply_by=reply_by,
            on=timezone.localdate(at),
        )
    )
    invitation = Invitation.objects.create(stage=stage, judge=judge, reply_by=reply_by, invited_at=at, invited_by=by)
    letters.tell("judge.invited", stage, about=invitation, invitation=invitation, at=at)
    if not judge.has_usable_password():
        joining.tell(office, at=at)
    events.record("judge.invited", on=stage, by=by, at=at, judge=judge.pk, reply_by=reply_by.isoformat())
    return invitation


@transaction.atomic
def invite_all(stage, judges, *, reply_by, by, at):
    """Invite several, all or none; returns the invitations."""
    return [invite(stage, judge, reply_by=reply_by, by=by, at=at) for judge in judges]


@transaction.atomic
def answer(invitation, accepts, reason="", *, by, at):
    """The judge agrees, or declines with the reason; the same again changes nothing. Returns the invitation."""
    invitation = Invitation.objects.locked(invitation.pk)
    refuse(rules.answering_refusal(invitation, office=by, is_seated=is_seated(invitation)))
    given = Invitation.Answer.ACCEPTED if accepts else Invitation.Answer.DECLINED
    reason = "" if accepts else reason.strip()
    refuse(None if accepts or reason else REASON_MISSING)
    if (invitation.answer, invitation.reason) == (given, reason):
        return invitation
    if accepts and invitation.answer == Invitation.Answer.DECLINED:
        others = Invitation.objects.standing().filter(stage=invitation.stage, judge=invitation.judge_id)
        refuse(rules.ALREADY_INVITED if others.exists() else None)
    return note(invitation, given, reason, by=by, at=at)


@transaction.atomic
def agreed_on_paper(stage, judge, reason, *, by, at):
    """The ministry notes that somebody agreed by a letter; `reason` says which. Returns the invitation."""
    stage = Stage.objects.locked(stage.pk)
    office, today = judging_office(stage, judge, at=at), timezone.localdate(at)
    refuse(rules.paper_refusal(stage, office=by, reason=reason, is_judge=office is not None, on=today))
    asked = Invitation.objects.standing().filter(stage=stage, judge=judge).first()
    if asked and asked.answer == Invitation.Answer.ACCEPTED:
        return asked
    asked = asked or Invitation.objects.create(stage=stage, judge=judge, reply_by=today, invited_at=at, invited_by=by)
    return note(asked, Invitation.Answer.ACCEPTED, reason.strip(), is_on_paper=True, by=by, at=at)


def note(invitation, given, reason, *, is_on_paper=False, by, at):
    """Keep an answer, with its event; a no is told to the secretariat."""
    invitation.answer, invitation.reason, invitation.is_on_paper = given, reason, is_on_paper
    invitation.answered_at, invitation.answered_by = at, by
    invitation.save()
    if given == Invitation.Answer.DECLINED:
        letters.tell("judge.declined", invitation.stage, about=invitation, invitation=invitation, at=at)
    events.record(
        "judge.accepted" if given == Invitation.Answer.ACCEPTED else "judge.declined",
        on=invitation.stage,
        by=by,
        at=at,
        judge=invitation.judge_id,
        is_on_paper=is_on_paper,
        **({"reason": reason} if reason else {}),
    )
    return invitation


@transaction.atomic
def withdraw(invitation, *, by, at):
    """Take an invitation back; taken back already, it is refused."""
    invitation = Invitation.objects.locked(invitation.pk)
    refuse(rules.withdrawing_refusal(invitation, office=by, is_seated=is_seated(invitation)))
    invitation.withdrawn_at, invitation.withdrawn_by = at, by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    events.record("judge.uninvited", on=invitation.stage, by=by, at=at, judge=invitation.judge_id)


def is_seated(invitation):
    """Whether the judge sits in the stage already."""
    return PanelMember.objects.filter(stage=invitation.stage_id, judge=invitation.judge_id).exists()


def last_to(stage, judge):
    """The last invitation of somebody to a stage, or None."""
    return Invitation.objects.filter(stage=stage, judge=judge).order_by("-pk").first()


def people(pks):
    """The active people with these ids, in a fixed order."""
    return User.objects.filter(pk__in=pks, is_active=True).order_by("pk")
