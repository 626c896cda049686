"""Seating the judges of a stage, giving out its work, and taking a dossier back from a judge with a tie."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import events
from accounts.models import Membership
from accounts.rules import Refused
from competitions.kinds import NEEDS
from competitions.models import Stage
from judging import letters, rules, stages
from judging.domain.allocation import Infeasible
from judging.models import Assignment, Interest, PanelMember


@transaction.atomic
def seat(stage, judge, *, at_most=None, by, at):
    """Put a judge on a stage's panel, with the employer of the judge's current membership; returns the member."""
    stage = lock(stage)
    if refusal := rules.seating_refusal(stage, office=by, work_given_out=is_complete(stage)):
        raise Refused(refusal)
    office = (
        Membership.objects.filter(user=judge, role__in=NEEDS[stage.kind].judged_by)
        .current(timezone.localdate(at))
        .order_by("pk")
        .first()
    )
    if office is None:
        raise Refused(rules.NOT_A_JUDGE)
    member, created = PanelMember.objects.get_or_create(
        stage=stage,
        judge=judge,
        defaults={
            "agency_id": office.agency_id,
            "code": next_code(stage),
            "at_most": at_most,
            "seated_at": at,
        },
    )
    if created:
        events.record("panel.seated", on=stage, by=by, at=at, judge=judge.pk, code=member.code)
    return member


def is_complete(stage):
    """Whether the list is closed to newcomers: work was given out and nobody has given any of it back.

    Once a judge has, somebody new may be needed to take that work, or the stage could never close.
    """
    work = Assignment.objects.filter(stage=stage)
    return work.exists() and not work.filter(recused_at__isnull=False).exists()


@transaction.atomic
def seat_all(stage, judges, *, at_most=None, by, at):
    """Put several judges on a panel, all or none; returns the members."""
    return [seat(stage, judge, at_most=at_most, by=by, at=at) for judge in judges]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be seated: user id, and a label with employer and work still to do elsewhere."""

    pk: int
    name: str
    agency: str
    owed: int

    @property
    def label(self):
        employer = self.agency or _("tanpa instansi")
        owed = _("%(count)d lembar nilai belum selesai di tahap lain") % {"count": self.owed}
        return f"{self.name}, {employer} ({owed})" if self.owed else f"{self.name}, {employer}"


def candidates(stage, *, on):
    """Who holds a judging role that the stage needs on the date `on` and is not seated, by name; one query."""
    owed = (
        Assignment.objects.standing()
        .filter(judge=OuterRef("user"), scorecard__locked_at=None, stage__closed_at=None, stage__skipped_at=None)
        .filter(stage__rubric__isnull=False)
        .order_by()
        .values("judge")
        .annotate(number=Count("pk"))
        .values("number")
    )
    held = (
        Membership.objects.filter(role__in=NEEDS[stage.kind].judged_by, user__is_active=True)
        .current(on)
        .exclude(user__in=PanelMember.objects.filter(stage=stage).values("judge"))
        .select_related("user", "agency")
        .annotate(owed=Coalesce(Subquery(owed), 0))
        .order_by("user__full_name", "pk")
    )
    by_user = {}
    for one in held:
        agency = one.agency.name if one.agency else ""
        by_user.setdefault(one.user_id, Candidate(one.user_id, one.user.full_name, agency, one.owed))
    return list(by_user.values())


def next_code(stage):
    """The code after the highest one in use; a judge who left leaves a gap behind, not a duplicate."""
    used = PanelMember.objects.filter(stage=stage).values_list("code", flat=True)
    return f"J{max((int(code[1:]) for code in used), default=0) + 1:02d}"


@transaction.atomic
def unseat(member, *, by, at):
    """Take a judge off a panel before work has been given out."""
    stage = lock(member.stage)
    given_out = Assignment.objects.filter(stage=stage).exists()
    if refusal := rules.seating_refusal(stage, office=by, work_given_out=given_out):
        raise Refused(refusal)
    events.record("panel.unseated", on=stage, by=by, at=at, judge=member.judge_id, code=member.code)
    member.delete()


@transaction.atomic
def give_out(stage, *, by, at):
    """Give out the stage's work; run again, it fills what recusals left open.

    Refused, with what is missing and nothing changed, when the panel cannot read everything.
    """
    stage = lock(stage)
    has_panel = PanelMember.objects.filter(stage=stage).exists()
    if refusal := rules.assigning_refusal(stage, office=by, has_panel=has_panel):
        raise Refused(refusal)
    before = Assignment.objects.filter(stage=stage).count()
    try:
        stages.of(stage).assign(stage, at=at)
    except Infeasible as lack:
        raise Refused(rules.PANEL_TOO_SMALL, lack.reasons) from lack
    given = Assignment.objects.filter(stage=stage).count() - before
    events.record("stage.work_given_out", on=stage, by=by, at=at, assignments=given)
    if given:
        letters.post_work(stage, at=at)


@transaction.atomic
def recuse(assignment, reason, *, by, at):
    """A judge declares a tie to a proposal: its dossiers close for good and its work goes back.

    What stages that have closed computed stays as it was; in those still running even a locked card no longer
    counts, so that somebody else can be asked. Declared again, nothing happens.
    """
    if not reason.strip():
        raise Refused(rules.NEEDS_REASON)
    if assignment.judge_id != by.user_id:
        raise Refused(rules.NOT_ASSIGNED)
    _interest, is_new = Interest.objects.get_or_create(
        proposal_id=assignment.proposal_id,
        judge_id=assignment.judge_id,
        defaults={"reason": reason.strip(), "declared_at": at},
    )
    if not is_new:
        return
    # Locked as `Assignment.objects.locked` does it, in one order everywhere: nothing closes or is saved meanwhile.
    running = (
        Assignment.objects.standing()
        .filter(proposal=assignment.proposal_id, judge=assignment.judge_id, stage__closed_at=None)
        .select_for_update(of=("self", "stage"), no_key=True)
        .select_related("stage")
        .order_by("stage", "pk")
    )
    Assignment.objects.filter(pk__in=[one.pk for one in running]).update(recused_at=at, recusal_reason=reason.strip())
    events.record("assignment.recused", on=assignment, by=by, at=at, proposal=assignment.proposal_id)


@transaction.atomic
def release(member, reason, *, by, at):
    """Take the unfinished work of a judge who cannot do it back, with the reason; what is locked stands.

    The judge gets nothing more in this stage; giving out again, after seating somebody new if needed, fills
    what was left open.
    """
    stage = lock(member.stage)
    if refusal := rules.releasing_refusal(stage, office=by, reason=reason):
        raise Refused(refusal)
    own = Assignment.objects.standing().filter(stage=stage, judge=member.judge_id)
    released = own.filter(scorecard__locked_at=None).update(recused_at=at, recusal_reason=reason.strip())
    member.at_most = own.count()
    member.save(update_fields=["at_most"])
    events.record("panel.released", on=stage, by=by, at=at, code=member.code, assignments=released, reason=reason)
    return released


def lock(stage):
    """The stage with its edition, its row locked until the transaction ends."""
    return Stage.objects.select_for_update(of=("self",)).select_related("edition", "rubric").get(pk=stage.pk)
