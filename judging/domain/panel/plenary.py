"""The plenary in which a panel decides: who is there, what is put to the vote, who left the room for which tie."""

from collections import defaultdict
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.domain import events, stamps
from accounts.models.asked_often import asked_often
from accounts.rules import refuse
from competitions.models import Stage
from judging import rules
from judging.domain.desk import assigning
from judging.models import Ballot, Decision, Entrant, PanelMember, Plenary, Presence, Vote


@transaction.atomic
def attend(stage, present, *, chair, held_on, place, seen=None, by, at):
    """Note who is at the plenary, by member id, who leads it, when and where; noted again, it is corrected.

    `seen` is the stamp of the attendance that was shown.
    """
    decision = locked_decision(stage)
    refuse(
        rules.attending_refusal(
            decision,
            office=by,
            is_held=is_held(stage),
            present=present,
            chair=chair.pk if chair else None,
            held_on=held_on,
            today=timezone.localdate(at),
            is_voting=bool(decision and open_in(of(decision))),
        )
    )
    held = of(decision)
    stamps.unchanged(seen, stamp(held), held)
    if held is None:
        held = Plenary.objects.create(decision=decision, chair=chair, held_on=held_on, place=place.strip())
    else:
        held.chair, held.held_on, held.place, held.version = chair, held_on, place.strip(), held.version + 1
        held.save(update_fields=["chair", "held_on", "place", "version"])
    members = set(PanelMember.objects.filter(stage=stage, pk__in=present).values_list("pk", flat=True))
    Presence.objects.filter(plenary=held).exclude(member__in=members).delete()
    known = set(Presence.objects.filter(plenary=held).values_list("member", flat=True))
    Presence.objects.bulk_create(Presence(plenary=held, member_id=one, noted_at=at) for one in sorted(members - known))
    events.record(
        "plenary.attended",
        on=stage,
        by=by,
        at=at,
        present=sorted(members),
        chair=chair.pk,
        held_on=held_on.isoformat(),
        place=held.place,
        version=held.version,
    )
    return held


def open_in(held):
    """The vote that members are asked now, or None."""
    return next(iter(unclosed(held.pk)), None) if held else None


@asked_often
def unclosed(held):
    """The vote of a meeting that is not closed."""
    found = Vote.objects.filter(plenary=held, closed_at=None).order_by("pk")
    return found.select_related("out", "taken", "plenary__decision__stage")


def is_held(stage):
    """Whether a stage is decided in a plenary: where a panel selects from a recap."""
    return stage.needs.selects


def locked_decision(stage):
    """The stage's decision, its stage locked; None before anything was computed."""
    Stage.objects.locked(stage.pk)
    return Decision.objects.filter(stage=stage).select_related("stage__edition", "motion__mover").first()


def of(decision):
    """The plenary of a decision, None before it began."""
    return next(iter(meeting_on(decision.pk)), None) if decision else None


@asked_often
def meeting_on(decision):
    """The plenary of a decision, by its id."""
    return Plenary.objects.filter(decision=decision).select_related("chair__judge", "decision__stage__edition")


def stamp(held):
    """The stamp of a meeting as it stands."""
    return str(held.version) if held else stamps.NOTHING


def mark(held):
    """What changes as the meeting goes on, ballots in an open vote included: what a page that lives asks."""
    return stamp(held), Ballot.objects.filter(vote__plenary=held).count() if held else 0


def present_at(held):
    """The members who are at a plenary, by id, in the order of their codes."""
    found = came_to(held.pk) if held else ()
    return {one.pk: one for one in sorted(found, key=lambda one: one.code)}


@asked_often
def came_to(held):
    """The members who are noted as present at a meeting, by its id."""
    return PanelMember.objects.filter(presences__plenary=held).select_related("judge")


def is_quorate(decision):
    """Whether the plenary of a decision is on record with its quorum."""
    held = of(decision)
    return held is not None and rules.has_quorum(
        len(present_at(held)), size_of(decision.stage_id), percent=decision.stage.arranged.quorum
    )


def size_of(stage):
    """How many members a stage's panel has, by the stage's id."""
    return PanelMember.objects.filter(stage=stage).count()


def lacking(decision):
    """What the meeting of a stage that is decided in one lacks, as a sentence in the portal's own language; else ""."""
    if not is_held(decision.stage) or is_quorate(decision):
        return ""
    held = of(decision)
    with translation.override(settings.LANGUAGE_CODE):
        if held is None:
            return _("Kehadiran rapat pleno tidak dicatat.")
        values = {"present": len(present_at(held)), "members": size_of(decision.stage_id)}
        values["percent"] = decision.stage.arranged.quorum
        return _("Rapat pleno tanpa kuorum: hadir %(present)s dari %(members)s anggota, kuorum %(percent)s persen.") % (
            values
        )


def without_quorum(decision, reason):
    """What a meeting lacks and why it was decided all the same, {} where it lacks nothing."""
    lacks = lacking(decision)
    return {"said": lacks, "reason": reason.strip()} if lacks else {}


def away(held, proposals):
    """The ids of the members who leave the room when one of these proposals is spoken of."""
    asked = {one.pk for one in proposals if one is not None}
    return {member for member, tied in ties(held).items() if tied & asked}


def ties(held):
    """The proposals that each member present is tied to on the day of the meeting, by member and proposal id."""
    return tied(held.decision.stage, list(present_at(held).values()), on=held.held_on)


def tied(stage, members, *, on, dossiers=None):
    """The proposals of a stage that each of these members is tied to on a day, by member and proposal id.

    `dossiers` are the stage's entrants or the choices on them, where they are at hand.
    """
    dossiers = list(Entrant.objects.standing(stage)) if dossiers is None else dossiers
    noon = timezone.make_aware(datetime.combine(on, time(12)))
    barred = assigning.conflicts(members, dossiers, at=noon)
    member_of = {one.judge_id: one.pk for one in members}
    found = defaultdict(set)
    for proposal, judge in barred:
        found[member_of[judge]].add(proposal)
    return found
