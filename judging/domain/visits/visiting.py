"""Field visits: planned with the claims of the dossier and two verifiers each, moved by hand, announced or not."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain import events, stamps
from accounts.rules import Refused, refuse
from competitions.models import Section, Stage
from judging import letters, rules
from judging.arithmetic.layout import provinces, trips
from judging.arithmetic.layout.stops import Stop, Verifier
from judging.arithmetic.unfit import Unfit
from judging.domain.desk import assigning
from judging.domain.work import Column
from judging.models import Assignment, Claim, Entrant, PanelMember, Visit
from judging.rules import sums


def days(stage):
    """For when an entrant's visit is planned, and when it was reported."""
    own = Visit.objects.filter(stage=stage, proposal=OuterRef("proposal"))
    return {
        "planned_on": Subquery(own.values("planned_on")[:1]),
        "reported_at": Subquery(own.values("reported_at")[:1]),
    }


COLUMN = Column(
    gettext_lazy("Kunjungan"),
    template="judging/columns/visit.html",
    plain=lambda row: timezone.localdate(row.reported_at) if row.reported_at else "",
    figures=days,
    order="planned_on",
)


@transaction.atomic
def plan(stage: Stage, *, at: datetime, only=None) -> tuple[list[Visit], list[Visit]]:
    """Plan a visit with its claims and two verifiers for every entrant; returns the new visits and those that moved.

    Travel is grouped, as `trips.planned` says. What has a day and its verifiers keeps them; where a verifier is lacking
    somebody comes on the day that stands, and only if nobody can the day moves. No visit lies before the stage opened
    or before `at`. Refused, with how many find no day, when the window is too short. With `only`, the id of a proposal,
    nothing is written of another.
    """
    try:
        visits, entrants, panel, found = laid_out(stage, at=at, only=only)
    except Unfit as lack:
        raise Refused(rules.WINDOW_TOO_SHORT, [sums.sentence(lack.as_json())]) from lack
    found = {pk: one for pk, one in found.items() if only in (None, pk)}
    new = begin(stage, [one.proposal for one in entrants if one.proposal_id in found.keys() - visits.keys()], found)
    moved = [visit for pk, visit in visits.items() if pk in found and visit.planned_on != found[pk].day]
    for visit in moved:
        visit.planned_on = found[visit.proposal_id].day
        visit.sequence += 1
    Visit.objects.bulk_update(moved, ["planned_on", "sequence"])
    in_order = sorted(found.items(), key=lambda pair: (pair[1].day, str(pair[0])))
    pairs = [
        (proposal, judge, place)
        for place, (proposal, visiting) in enumerate(in_order, start=1)
        for judge in visiting.crew
    ]
    assigning.write(stage, panel, entrants, pairs, at=at)
    return new, moved


def laid_out(stage: Stage, *, at: datetime, only=None):
    """What the sum finds, nothing written: (visits by proposal, entrants, panel, who goes where when by proposal).

    Raises Unfit where the window is too short.
    """
    visits = {visit.proposal_id: visit for visit in Visit.objects.filter(stage=stage)}
    entrants = [
        one for one in Entrant.objects.standing(stage) if only in (None, one.proposal_id) or one.proposal_id in visits
    ]
    panel = assigning.seated(stage)
    found = trips.planned(
        list(stops_of(stage, entrants, visits, panel, at=at)),
        verifiers_of(stage, panel, at=at),
        stage.arranged.visit_days(max(stage.opens_at, at), stage.closes_at),
        a_day=stage.arranged.visits_a_day,
        each=stage.arranged.visits_each,
    )
    return visits, entrants, panel, found


def stops_of(stage, entrants, visits, panel, *, at):
    """The entrants as the sum knows them. One that is reported only takes its day."""
    barred, held = defaultdict(set), defaultdict(set)
    gone = Assignment.objects.filter(stage=stage, recused_at__isnull=False).values_list("proposal_id", "judge_id")
    for proposal, judge in (*assigning.conflicts(panel, entrants, at=at), *gone):
        barred[proposal].add(judge)
    for proposal, judge in Assignment.objects.filter(stage=stage).standing().values_list("proposal_id", "judge_id"):
        held[proposal].add(judge)
    everybody = {member.judge_id for member in panel}
    for entrant in entrants:
        visit = visits.get(entrant.proposal_id)
        is_done = visit is not None and visit.reported_at
        yield Stop(
            entrant.proposal_id,
            entrant.proposal.agency.region_id or "",
            barred=frozenset((everybody if is_done else barred[entrant.proposal_id]) - held[entrant.proposal_id]),
            held=frozenset(held[entrant.proposal_id]),
            day=visit.planned_on if visit else None,
        )


def verifiers_of(stage, panel, *, at):
    """The stage's judges as the sum knows them: each in the panel of the role in which he or she goes."""
    roles = assigning.roles_in(panel, among=stage.needs.judged_by, at=at)
    return [
        Verifier(member.judge_id, roles[member.judge_id], member.agency_id)
        for member in panel
        if member.judge_id in roles
    ]


def begin(stage, proposals, found):
    """The visits of these proposals, each with the claims that its group is asked."""
    visits = Visit.objects.bulk_create(
        Visit(
            stage=stage,
            proposal=proposal,
            planned_on=found[proposal.pk].day,
            is_announced=stage.arranged.announced,
        )
        for proposal in proposals
    )
    sections = list(Section.objects.filter(edition=stage.edition_id).exclude(claim="").order_by("position"))
    Claim.objects.bulk_create(
        Claim(visit=visit, section=section)
        for visit in visits
        for section in sections
        if section.group_id in (None, visit.proposal.group_id)
    )
    return visits


def clashes(visit: Visit, day: date) -> list[str]:
    """What else is on a day of the verifiers of a visit or of the stage, each as a sentence; two queries."""
    stage = visit.stage
    held = Assignment.objects.standing().filter(stage=stage, proposal=visit.proposal_id)
    own = set(held.values_list("judge_id", flat=True))
    same_day = (
        Visit.objects.standing()
        .filter(stage=stage, planned_on=day)
        .exclude(pk=visit.pk)
        .select_related("proposal__agency")
        .order_by("proposal__code")
    )
    others = {other.proposal_id: other for other in same_day}
    found = []
    if len(others) >= stage.arranged.visits_a_day:
        found.append(_("Hari itu sudah penuh: %(count)d kunjungan.") % {"count": len(others)})
    codes = dict(PanelMember.objects.filter(stage=stage, judge__in=own).values_list("judge_id", "code"))
    meanwhile = (
        Assignment.objects.standing()
        .filter(stage=stage, proposal__in=others, judge__in=own)
        .order_by("proposal__code", "judge_id")
        .values_list("proposal_id", "judge_id")
    )
    here = zone(visit.proposal)
    for proposal, judge in meanwhile:
        other = others[proposal]
        if zone(other.proposal) != here:
            found.append(
                _("Verifikator %(judge)s hari itu mengunjungi %(code)s di %(place)s.")
                % {"judge": codes.get(judge, ""), "code": other.proposal.code, "place": other.proposal.agency_name}
            )
    return found


def zone(proposal) -> str:
    """What a day on which a proposal is visited stays within."""
    return provinces.zone_of(provinces.province_of(proposal.agency.region_id))


def told_of(visit: Visit, *, at: datetime) -> list:
    """Who must be told when a visit is moved: its verifiers; if it is announced, those who are visited too."""
    return [person for person, *_what in letters.concerned_by_visit(visit.stage, visit=visit, at=at)]


def stamp(visit: Visit) -> str:
    """The stamp of how a visit is arranged."""
    return stamps.fingerprint([visit.planned_on, visit.is_announced, visit.party])


@transaction.atomic
def move(visit: Visit, day: date, reason: str, *, seen=None, by, at: datetime) -> Visit:
    """Make a visit on another day, and tell everybody concerned.

    Refused into the past, outside the window, onto a day on which somebody is elsewhere, and without a reason.
    """
    stage = Stage.objects.locked(visit.stage_id)
    visit = Visit.objects.locked(visit.pk)
    refuse(rules.visit_moving_refusal(visit, day, office=by, at=at))
    refuse(None if reason.strip() else rules.REASON_MISSING)
    if visit.planned_on == day:
        return visit
    stamps.unchanged(seen, stamp(visit), visit)
    if found := clashes(visit, day):
        raise Refused(rules.VISIT_CLASHES, found)
    before = visit.planned_on
    visit.planned_on = day
    visit.sequence += 1
    visit.save(update_fields=["planned_on", "sequence"])
    letters.tell("visit.moved", stage, about=visit, visit=visit, reason=reason, at=at)
    events.record(
        "visit.moved",
        on=visit,
        by=by,
        at=at,
        proposal=visit.proposal_id,
        before=before.isoformat(),
        day=day.isoformat(),
        reason=reason,
    )
    return visit


@transaction.atomic
def arrange(visit: Visit, *, party: str, is_announced: bool, seen=None, by, at: datetime) -> Visit:
    """Say who else was asked to come, and whether the agency knows the day; it is told when it comes to know."""
    stage = Stage.objects.locked(visit.stage_id)
    visit = Visit.objects.locked(visit.pk)
    refuse(rules.arranging_refusal(visit, office=by) or rules.announcing_refusal(visit, is_announced=is_announced))
    party = party.strip()
    if (visit.party, visit.is_announced) == (party, is_announced):
        return visit
    stamps.unchanged(seen, stamp(visit), visit)
    is_told = is_announced and not visit.is_announced
    visit.party, visit.is_announced = party, is_announced
    visit.save(update_fields=["party", "is_announced"])
    if is_told:
        letters.tell("visit.set", stage, visits=[visit], at=at)
    events.record(
        "visit.arranged",
        on=visit,
        by=by,
        at=at,
        proposal=visit.proposal_id,
        party=party,
        is_announced=is_announced,
    )
    return visit
