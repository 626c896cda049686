"""Publishing what was decided."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import events
from accounts.domain.motion_kinds import Check
from accounts.rules import Refused
from accounts.rules.motions import carrying_refusal
from competitions.models import AwardName
from judging import rules
from judging.circle import announcement
from judging.domain import objections, rating
from judging.domain.panel import composing
from judging.models import Choice, Decision, Objection


def refusal(stage, *, office, at):
    """Why a stage's result may not be published now."""
    decision = Decision.objects.filter(stage=stage).select_related("motion").first()
    gives_awards = AwardName.objects.filter(stage=stage).exists()
    left = Objection.objects.filter(stage=stage).to_answer().count() if stage.objection_days else 0
    return rules.publishing_refusal(
        stage, decision, office=office, gives_awards=gives_awards
    ) or rules.objections_refusal(stage, left=left, at=at)


def publishing_refusal(stage, inputs, *, office, at):
    """Why a stage's result may not be published as it is moved: also a rule of composition broken without a reason."""
    if refused := refusal(stage, office=office, at=at):
        return refused
    return departing_refusal(stage, inputs)


def provisional_refusal(stage, inputs, *, office, at):
    """Why the provisional list of a stage may not be announced now."""
    decision = Decision.objects.filter(stage=stage).select_related("motion").first()
    if refused := rules.provisional_refusal(stage, office=office, is_approved=bool(decision and decision.approved_at)):
        return refused
    return departing_refusal(stage, inputs)


def departing_refusal(stage, inputs):
    """Why a list may not be announced that breaks a rule of composition: nobody said why, in its decision or since."""
    found = departure(stage, Decision.objects.get(stage=stage), inputs)
    if found and not found["reason"]:
        raise Refused(rules.LIST_DEPARTS, [rules.LIST_DEPARTS.sentence, *found["rules"]])


def departure(stage, decision, inputs):
    """The rules of composition that a list does not keep as it would be announced now, and why; {} where it keeps all.

    A reason of its own counts; else that of the decision, where nothing is broken but what it was given for: who was
    taken off the list since may have been the only one of a kind.
    """
    broken = composing.broken(stage, decision)
    if not broken:
        return {}
    is_known = set(broken) <= set(decision.override.get("rules", ()))
    reason = inputs.get("override", "").strip() or (decision.override["reason"] if is_known else "")
    return {"rules": broken, "reason": reason}


def described_provisional(stage, inputs):
    """What exactly a provisional list announces, as JSON values."""
    decision = Decision.objects.select_related("motion").get(stage=stage)
    return {
        "edition": stage.edition.slug,
        "stage": stage.name,
        "decision": decision.motion.sha256,
        "days": stage.objection_days,
        "is_announced": stage.provisional_at is not None,
        "announced": listed(decision),
        "departure": departure(stage, decision, inputs),
        **inputs,
    }


def listed(decision):
    """Who goes on by a decision, by code."""
    going_on = Choice.objects.filter(decision=decision).going_on().order_by("proposal__code")
    return [{"code": code, "title": title} for code, title in going_on.values_list("proposal__code", "proposal__title")]


def announce_provisionally(stage, motion, *, by, at):
    """Put a decided list before the public, which may object for the stage's calendar days after this one.

    Part of carrying a seconded motion out; the stage is locked.
    """
    if refused := carrying_refusal(motion) or provisional_refusal(stage, motion.inputs, office=by, at=at):
        raise Refused(refused)
    last = timezone.localdate(at, timezone.get_default_timezone()) + timedelta(days=stage.objection_days + 1)
    stage.provisional_at, stage.provisional_by = at, by
    stage.objections_until = datetime.combine(last, time(), tzinfo=timezone.get_default_timezone())
    stage.save(update_fields=["provisional_at", "provisional_by", "objections_until"])
    decision = Decision.objects.get(stage=stage)
    departs = departure(stage, decision, motion.inputs)
    announced = announcement.announce_provisionally(stage, decision, override=departs, at=at)
    events.record(
        "stage.listed",
        on=stage,
        by=by,
        at=at,
        announced=len(announced.entries),
        until=stage.objections_until.isoformat(),
        broken=departs.get("rules", []),
        motion=motion.pk,
    )
    return stage


def checks(stage, inputs):
    """What a machine can look at before people decide: the decision, its decree, the rules it departs from."""
    decision = Decision.objects.filter(stage=stage).select_related("motion").first()
    found = [Check(_("Keputusan tahap disetujui orang kedua"), bool(decision and decision.approved_at))]
    if AwardName.objects.filter(stage=stage).exists():
        found.append(Check(_("Surat keputusan tercatat"), bool(decision and decision.decree_number)))
    if stage.objection_days:
        left = Objection.objects.filter(stage=stage).to_answer().count()
        found.append(Check(_("Semua sanggahan sudah diputuskan"), stage.provisional_at is not None and left == 0))
    if decision:
        found += kept(stage, decision, inputs)
    return found


def provisional_checks(stage, inputs):
    """What a machine can look at before a provisional list is agreed to: the rules that it departs from."""
    decision = Decision.objects.filter(stage=stage).first()
    return kept(stage, decision, inputs) if decision else []


def kept(stage, decision, inputs):
    """Whether a list as it stands keeps every rule of composition, and which it does not."""
    broken = departure(stage, decision, inputs).get("rules", [])
    return [Check(rule, False) for rule in broken] or [Check(_("Semua aturan komposisi terpenuhi"), True)]


def described(stage, inputs):
    """What exactly a publication announces, as JSON values: who goes on, under which decision and decree."""
    decision = Decision.objects.select_related("motion").get(stage=stage)
    return {
        "edition": stage.edition.slug,
        "stage": stage.name,
        "decision": decision.motion.sha256,
        "decree_number": decision.decree_number,
        "decree_date": decision.decree_date.isoformat() if decision.decree_date else None,
        "announced": listed(decision),
        "suspended": objections.changes(stage),
        "departure": departure(stage, decision, inputs),
        **inputs,
    }


def publish(stage, motion, *, by, at):
    """Publish an approved decision under a seconded motion: the announcement, the figures, the stage's awards.

    Part of carrying the motion out; the stage is locked.
    """
    if refused := publishing_refusal(stage, motion.inputs, office=by, at=at):
        raise Refused(refused)
    decision = Decision.objects.get(stage=stage)
    departs = departure(stage, decision, motion.inputs)
    stage.published_at, stage.published_by = at, by
    stage.save(update_fields=["published_at", "published_by"])
    if stage.needs.is_public:
        rating.forget_sources(stage)
    announced = announcement.announce(stage, decision, override=departs, at=at)
    events.record(
        "stage.published",
        on=stage,
        by=by,
        at=at,
        announced=announced,
        decree=decision.decree_number,
        broken=departs.get("rules", []),
        motion=motion.pk,
    )
    return stage
