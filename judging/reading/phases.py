"""Where a stage stands in its circle, who holds it, since when, and which act comes next.

Everything here reads a stage loaded by `progress.counted` and asks the rules; it runs no query.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from competitions.models import Stage
from judging import stages
from judging.models import Computation
from judging.reading import progress
from judging.rules.circle.circle import CIRCLE, NEXT, CircleFacts, Phase, circle_refusals

# The steps of the circle in order, with the short names that stand under its dots.
STEPS = {
    Phase.OPEN: _("Buka"),
    Phase.SEAT: _("Penilai"),
    Phase.GIVE_OUT: _("Bagikan"),
    Phase.WORK: _("Kerjakan"),
    Phase.CLOSE: _("Tutup"),
    Phase.COMPUTE: _("Hitung"),
    Phase.DECIDE: _("Putuskan"),
    Phase.APPROVE: _("Setujui"),
    Phase.LIST: _("Daftar sementara"),
    Phase.OBJECT: _("Sanggah"),
    Phase.PUBLISH: _("Umumkan"),
    Phase.RELEASE: _("Terbitkan"),
}


@dataclass(frozen=True)
class Position:
    """Where a stage stands: its phase, who holds it, since when and until when (None: not said).

    `count` says how many things wait for the holder, where they can be counted.
    """

    phase: Phase
    holder: str
    since: datetime | None
    until: datetime | None
    count: int = 1

    @property
    def next_act(self):
        """The noun of the act that comes next, or ""."""
        return NEXT.get(self.phase, "")


def of(stage, *, earlier_are_over):
    """The `Position` of a counted stage."""
    found = phase(stage, earlier_are_over=earlier_are_over)
    count = {Phase.GAP: stage.n_gaps, Phase.OBJECT: stage.n_objections}.get(found, 1)
    return Position(found, holder(stage, found), since(stage, found), until(stage, found), count)


def of_all(stages):
    """Each counted stage of one edition, in order, with its `Position`."""
    positions, over, earlier = [], True, True
    for stage in stages:
        earlier = earlier if stage.is_beside else over
        positions.append((stage, of(stage, earlier_are_over=earlier)))
        over = over and stage.is_over
    return positions


def phase(stage, *, earlier_are_over):
    """What a counted stage waits for."""
    if stage.state in ENDED:
        return ENDED[stage.state]
    if stage.state == Stage.State.PLANNED:
        return Phase.OPEN if earlier_are_over else Phase.LATER
    if stage.is_open:
        return open_phase(stage)
    return closed_phase(stage)


ENDED = {Stage.State.SKIPPED: Phase.SKIPPED, Stage.State.PUBLISHED: Phase.OVER}


def open_phase(stage):
    """Between the opening and the close.

    Work that nobody holds comes first, however much of the rest is still under way: it waits for another person.
    """
    if stage.needs.judged_by and not stage.n_judges:
        return Phase.SEAT
    if not stage.has_work and not stage.needs.is_public:
        return Phase.GIVE_OUT
    if stage.n_gaps:
        return Phase.GAP
    return Phase.CLOSE if progress.work(stage).is_finished else Phase.WORK


def closed_phase(stage):
    """Between the close and the publication."""
    state = progress.computation_state(stage)
    if state == Computation.State.FAILED:
        return Phase.FAILED
    if state != Computation.State.DONE:
        return Phase.COMPUTE
    decision = progress.decision(stage)
    if decision.approved_at:
        return publication_phase(stage)
    if decision.agreed_at:
        return Phase.SETTLE
    return Phase.APPROVE if decision.proposed_at else Phase.DECIDE


def publication_phase(stage):
    """Between the approved decision and the publication: the provisional list and its objections, where there are."""
    if stage.publication_id is not None:
        return Phase.TIMED if stage.publication_seconded_at else Phase.RELEASE
    if stage.objection_days and not stage.provisional_at:
        return Phase.LIST
    return Phase.OBJECT if stage.n_objections else Phase.PUBLISH


def holder(stage, found):
    """Who has to act, in words; "" where nobody has to."""
    if found == Phase.WORK:
        return stages.of(stage).WORK.holder
    if found == Phase.APPROVE:
        proposer = progress.decision(stage).proposer.told_apart
        return _("admin kementerian selain %(name)s") % {"name": proposer}
    if found in (Phase.COMPUTE, Phase.SETTLE, Phase.TIMED):
        return _("sistem")
    if found == Phase.OBJECT:
        return _("sekretariat dan admin kementerian")
    return CIRCLE[NEXT[found]].holder if found in NEXT else ""


def since(stage, found):
    """Since when the stage waits like this: the moment of what brought it here.

    Ready to close it is since the last piece was finished or fell away; where nobody works alone, since the work
    was given out.
    """
    computation, decision = progress.computation(stage), progress.decision(stage)
    given_out = stage.given_out_at or stage.opened_at
    return {
        Phase.OPEN: lambda: stage.ready_at,
        Phase.SEAT: lambda: stage.opened_at,
        Phase.GIVE_OUT: lambda: max(stage.opened_at, stage.seated_at or stage.opened_at),
        Phase.WORK: lambda: given_out,
        Phase.GAP: lambda: stage.short_at,
        Phase.CLOSE: lambda: stage.finished_at or given_out,
        Phase.COMPUTE: lambda: computation.requested_at if computation else stage.closed_at,
        Phase.FAILED: lambda: computation.started_at,
        Phase.DECIDE: lambda: computation.finished_at,
        Phase.APPROVE: lambda: decision.proposed_at,
        Phase.SETTLE: lambda: decision.agreed_at,
        Phase.LIST: lambda: decision.approved_at,
        Phase.OBJECT: lambda: stage.provisional_at,
        Phase.PUBLISH: lambda: stage.provisional_at or decision.approved_at,
        Phase.RELEASE: lambda: stage.publication_moved_at,
        Phase.TIMED: lambda: stage.publication_seconded_at,
        Phase.OVER: lambda: stage.published_at,
        Phase.SKIPPED: lambda: stage.skipped_at,
    }.get(found, lambda: None)()


def until(stage, found):
    """Until when: the planned start before the opening, the planned end while people work."""
    if found in (Phase.LATER, Phase.OPEN):
        return stage.opens_at
    if found == Phase.SETTLE:
        return progress.decision(stage).motion.due_at
    if found == Phase.TIMED:
        return stage.publication_due_at
    if found in (Phase.OBJECT, Phase.PUBLISH) and stage.objections_until:
        return stage.objections_until
    return stage.closes_at if stage.is_open else None


def refusals(stage, *, office, at, earlier_are_over) -> dict[str, Refusal | None]:
    """Each act on a counted stage by its noun, with why this office may not do it now, or None."""
    return circle_refusals(
        CircleFacts(
            stage=stage,
            office=office,
            at=at,
            decision=progress.decision(stage),
            computing=progress.computation_state(stage),
            earlier_are_over=earlier_are_over,
        )
    )
