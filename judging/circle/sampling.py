"""The quality sample of a stage: a part of what was read, drawn by lot and given to outsiders to read anew.

It is drawn once the result stands and no part of it: what outsiders mark is compared and never counted.
"""

from math import ceil

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.domain import events
from accounts.models import Membership
from accounts.rules import Refused, refuse
from competitions.models import Stage
from judging import letters, rules
from judging.arithmetic import ranking
from judging.arithmetic.allocation.allocation import Infeasible, Reader, allocate
from judging.domain.desk import assigning
from judging.models import Assignment, Computation, Entrant, PanelMember, QualitySample, Rereading

# Kept as it stands here, translated where it is read.
TIED_SINCE = gettext_noop("Benturan kepentingan sejak diundi.")


def refusal(stage, *, office):
    """Why the sample may not be drawn or filled up now."""
    computed = Computation.objects.filter(snapshot__stage=stage, state=Computation.State.DONE).exists()
    return rules.sampling_refusal(stage, office=office, is_computed=computed)


def lot_of(stage):
    """What the lot of a stage's sample is drawn with: the edition's seed, the stage, and what it is for."""
    return f"{stage.edition.lot_seed}|{stage.position}|mutu"


def read_in(stage):
    """The dossiers of a stage that were read and are still in the contest, in the order of the sample's lot."""
    scored = Entrant.objects.standing(stage).filter(
        proposal__standings__stage=stage, proposal__standings__raw_score__isnull=False
    )
    return sorted(scored, key=lambda one: ranking.lot(one.proposal.code, seed=lot_of(stage)))


def size_of(stage):
    """How many dossiers a draw takes now."""
    return ceil(len(read_in(stage)) * stage.arranged.sampled)


@transaction.atomic
def draw(stage, *, by, at):
    """Draw the sample and give it out; run again, it gives to others what was given back. Returns the sample.

    Refused, with nothing changed, when there are too few judges who had not read what was drawn and are not tied to it.
    """
    stage = Stage.objects.locked(stage.pk)
    refuse(refusal(stage, office=by))
    dossiers = read_in(stage)
    sample = QualitySample.objects.filter(stage=stage).first()
    if sample is None:
        drawn = dossiers[: ceil(len(dossiers) * stage.arranged.sampled)]
        if not drawn:
            raise Refused(rules.NOT_SAMPLED)
        sample = QualitySample.objects.create(
            stage=stage,
            size=len(drawn),
            out_of=len(dossiers),
            seed=lot_of(stage),
            due_at=at + stage.arranged.time_for_sample,
            drawn_at=at,
            drawn_by=by,
        )
    else:
        in_it = set(sample.rereadings.values_list("proposal", flat=True))
        drawn = [one for one in dossiers if one.proposal_id in in_it]
    given = give_to_outsiders(stage, sample, drawn, at=at)
    if given:
        letters.tell("sample.drawn", stage, about=sample, sample=sample, at=at)
        events.record(
            "sample.drawn", on=stage, by=by, at=at, dossiers=sample.size, out_of=sample.out_of, readings=given
        )
    return sample


def give_to_outsiders(stage, sample, drawn, *, at):
    """Give each dossier that nobody holds to a judge who had not read it; returns how many were given."""
    pool = outsiders(stage, at=at)
    barred = assigning.conflicts(pool, drawn, at=at) | assigning.outside(stage, pool, drawn)
    free_those_tied(sample, barred, at=at)
    held = set(sample.rereadings.filter(recused_at=None).values_list("proposal", flat=True))
    open_ones = [one for one in drawn if one.proposal_id not in held]
    read = set(Assignment.objects.filter(stage=stage).values_list("proposal_id", "judge_id"))
    asked = set(sample.rereadings.values_list("proposal_id", "judge_id"))
    if not open_ones:
        return 0
    try:
        found = allocate(
            dossiers=[one.proposal_id for one in open_ones],
            judges=[Reader(member.judge_id) for member in pool],
            readers_each=1,
            conflicts=barred | read | asked,
            seed=sample.seed,
        )
    except Infeasible as lack:
        raise Refused(rules.NO_OUTSIDERS) from lack
    employer = {member.judge_id: member.agency_id for member in pool}
    agency = {one.proposal_id: one.proposal.agency_id for one in open_ones}
    Rereading.objects.bulk_create(
        Rereading(
            sample=sample,
            proposal_id=read.dossier,
            judge_id=read.judge,
            judge_agency_id=employer[read.judge],
            proposal_agency_id=agency[read.dossier],
            assigned_at=at,
        )
        for read in found.reads
    )
    return len(found.reads)


def outsiders(stage, *, at):
    """Everybody who holds a role that the stage needs on that day, as members of a panel that is never kept."""
    held = (
        Membership.objects.filter(role__in=stage.needs.judged_by, user__is_active=True)
        .current(timezone.localdate(at))
        .select_related("user", "agency")
        .order_by("user", "pk")
    )
    by_user = {}
    for office in held:
        member = PanelMember(stage=stage, judge=office.user, agency=office.agency, code="")
        by_user.setdefault(office.user_id, member)
    return list(by_user.values())


def free_those_tied(sample, barred, *, at):
    """Take back what is not read yet and has got a judge with a tie since."""
    for one in sample.rereadings.filter(recused_at=None, signed_at=None):
        if (one.proposal_id, one.judge_id) in barred:
            one.recused_at, one.recusal_reason = at, TIED_SINCE
            one.save(update_fields=["recused_at", "recusal_reason"])
