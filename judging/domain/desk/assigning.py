"""Laying out who reads what: rows of assignments for a stage, written by the stage kinds."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils import timezone

from accounts.domain import stamps
from accounts.models import Membership
from accounts.models.asked_often import asked_often
from judging import rules
from judging.arithmetic.allocation.allocation import Allocation, Reader
from judging.arithmetic.allocation.linked import allocate_beside, allocate_linked
from judging.domain.judges import preferring
from judging.models import Assignment, Employer, Entrant, Interest, PanelMember


@dataclass(frozen=True)
class Draw:
    """Who would read what: the panel, the entrants, what stands already and what is new, as pairs of ids."""

    panel: list
    dossiers: list
    allocation: Allocation
    standing: frozenset
    new: list
    # Pairs of a dossier and a judge, by code, that may not be.
    closed: set

    @property
    def fingerprint(self):
        """The stamp of the draw: what was shown is what is given out."""
        return stamps.fingerprint([[read.dossier, read.judge, read.position] for read in self.allocation.reads])


def coded(pairs, code_of, name_of):
    """Pairs of a proposal and a judge by the codes of both, where both take part."""
    return {(code_of[one], name_of[judge]) for one, judge in pairs if one in code_of and judge in name_of}


def draw_readers(stage, *, at):
    """Draw `readers_each` judges for each entrant by the balanced random allocation; nothing is written.

    Assignments that stand are kept; raises Infeasible with sentences when the panel is too small.
    """
    panel = seated(stage)
    dossiers = list(Entrant.objects.standing(stage))
    standing = frozenset(Assignment.objects.filter(stage=stage).standing().values_list("proposal_id", "judge_id"))
    gone = set(Assignment.objects.filter(stage=stage, recused_at__isnull=False).values_list("proposal_id", "judge_id"))
    # People know dossiers and judges by their codes: the lot draws with them, and its refusals name them.
    code_of = {entrant.proposal_id: entrant.proposal.code for entrant in dossiers}
    name_of = {member.judge_id: member.code for member in panel}

    closed = coded(conflicts(panel, dossiers, at=at) | gone | outside(stage, panel, dossiers), code_of, name_of)

    allocation = allocate_linked(
        dossiers=list(code_of.values()),
        judges=[Reader(member.code, member.at_most) for member in panel],
        readers_each=stage.readers_each,
        conflicts=closed,
        seed=f"{stage.edition.lot_seed}|{stage.position}",
        kept=coded(standing, code_of, name_of),
        fits=coded(preferring.expert(stage, panel, dossiers), code_of, name_of),
        apart=preferring.avoiding(panel),
        # Two of one employer are better than no draw; two who are kept apart are not.
        rather_apart=preferring.of_one_employer(panel),
    )
    proposal_of = {code: proposal for proposal, code in code_of.items()}
    judge_of = {name: judge for judge, name in name_of.items()}
    reads = [(proposal_of[read.dossier], judge_of[read.judge], read.position) for read in allocation.reads]
    new = [read for read in reads if read[:2] not in standing]
    return Draw(panel, dossiers, allocation, standing, new, closed)


def allocate_readers(stage, *, at, only=None):
    """Give each entrant to its readers as `draw_readers` draws them; with `only`, the id of a proposal, it alone."""
    drawn = draw_readers(stage, at=at)
    write(stage, drawn.panel, drawn.dossiers, drawn.new, at=at, only=only)


def draw_further(stage, codes, *, at):
    """Draw one reader more for each of these proposals, by code: (panel, entrants, pairs); nothing is written.

    Drawn as the first readers are, evenly and never across a tie; of another employer than the readers before where it
    can be. Raises Infeasible where nobody is left to read.
    """
    panel = seated(stage)
    dossiers = list(Entrant.objects.standing(stage))
    given = Assignment.objects.filter(stage=stage)
    standing = set(given.standing().values_list("proposal_id", "judge_id"))
    gone = set(given.filter(recused_at__isnull=False).values_list("proposal_id", "judge_id"))
    code_of = {entrant.proposal_id: entrant.proposal.code for entrant in dossiers}
    barred = conflicts(panel, dossiers, at=at) | gone | outside(stage, panel, dossiers)
    readers, load = defaultdict(set), Counter(judge for _proposal, judge in standing)
    for proposal, judge in standing:
        readers[proposal].add(judge)
    by_number = defaultdict(list)
    for entrant in dossiers:
        if entrant.proposal.code in set(codes):
            by_number[len(readers[entrant.proposal_id])].append(entrant.proposal_id)
    pairs = []
    for number, proposals in sorted(by_number.items()):
        found = further(stage, panel, proposals, number, readers, load, barred, code_of)
        load.update(judge for _proposal, judge, _position in found)
        pairs += found
    return panel, dossiers, pairs


def further(stage, panel, proposals, number, readers, load, barred, code_of):
    """One reader more for proposals that all have so many; (proposal, judge, position) triples."""
    employer = {member.judge_id: member.agency_id for member in panel}
    alike = {
        (proposal, member.judge_id)
        for proposal in proposals
        for member in panel
        if member.agency_id and member.agency_id in {employer.get(judge) for judge in readers[proposal]}
    }
    apart = preferring.avoiding(panel)
    code = {member.judge_id: member.code for member in panel}
    kept_apart = {
        (proposal, member.judge_id)
        for proposal in proposals
        for member in panel
        if any(frozenset((member.code, code.get(judge))) in apart for judge in readers[proposal])
    }
    name_of = {member.judge_id: member.code for member in panel}
    held = {(proposal, judge) for proposal in proposals for judge in readers[proposal] if judge in name_of}
    own = Counter(judge for _proposal, judge in held)

    found = allocate_beside(
        dossiers=[code_of[proposal] for proposal in proposals],
        judges=[
            Reader(
                member.code,
                None
                if member.at_most is None
                else max(member.at_most - load[member.judge_id], 0) + own[member.judge_id],
            )
            for member in panel
        ],
        readers_each=number + 1,
        conflicts=coded(barred - held, code_of, name_of),
        closed=coded(kept_apart - held, code_of, name_of),
        seed=f"{stage.edition.lot_seed}|{stage.position}|further|{sum(load.values())}",
        kept=coded(held, code_of, name_of),
        # Two of one employer are better than a read that is not made.
        unwanted=coded(alike - held, code_of, name_of),
    )
    proposal_of = {code_of[proposal]: proposal for proposal in proposals}
    judge_of = {name: judge for judge, name in name_of.items()}
    reads = [(proposal_of[read.dossier], judge_of[read.judge], read.position) for read in found.reads]
    return [read for read in reads if read[:2] not in held]


def give_to_everyone(stage, *, at, only=None):
    """Give each entrant to every judge of the panel who has no tie to it."""
    panel = seated(stage)
    dossiers = list(Entrant.objects.standing(stage))
    barred = conflicts(panel, dossiers, at=at)
    pairs = [
        (entrant.proposal_id, member.judge_id, position)
        for member in panel
        for position, entrant in enumerate(dossiers, start=1)
        if (entrant.proposal_id, member.judge_id) not in barred
    ]
    write(stage, panel, dossiers, pairs, at=at, only=only)


def give_to_rooms(stage, rooms, *, closed=frozenset(), at, only=None):
    """Give each entrant that has too few judges to every judge of its room without a tie to it.

    `rooms` is the room whose panel hears each proposal, `closed` are pairs of a proposal and a judge who is
    elsewhere at that time. Judges without a room hear everybody.
    """
    panel = seated(stage)
    dossiers = list(Entrant.objects.standing(stage))
    barred = conflicts(panel, dossiers, at=at) | closed
    held = Counter(Assignment.objects.filter(stage=stage).standing().values_list("proposal_id", flat=True))
    wanted = stage.readers_each or 1
    pairs = [
        (entrant.proposal_id, member.judge_id, position)
        for member in panel
        for position, entrant in enumerate(dossiers, start=1)
        if member.room in ("", rooms.get(entrant.proposal_id))
        and (not member.room or held[entrant.proposal_id] < wanted)
        and (entrant.proposal_id, member.judge_id) not in barred
    ]
    write(stage, panel, dossiers, pairs, at=at, only=only)


def roles_in(panel, *, among, at):
    """In which of the roles each judge goes, by user id; who holds several counts in the one named first."""
    offices = Membership.objects.filter(user__in=[member.judge_id for member in panel], role__in=among)
    held = set(offices.current(timezone.localdate(at)).values_list("user_id", "role"))
    return {user: role for role in reversed(among) for user, own in held if own == role}


def seated(stage):
    """The stage's judges in the order of their codes."""
    return list(PanelMember.objects.filter(stage=stage).select_related("agency").order_by("code"))


def conflicts(panel, dossiers, *, at):
    """Every (proposal, judge) pair that a tie forbids: an office of the judge on that day, an employer, or a declared
    one.
    """
    judges, today = [member.judge_id for member in panel], timezone.localdate(at)
    if not judges:
        return set()
    offices, employers, declared = defaultdict(list), defaultdict(list), defaultdict(list)
    for office in held_by(today, *judges):
        offices[office.user_id].append(office)
    for one in employing(today, *judges):
        employers[one.judge_id].append(one)
    for one in declared_by(*judges):
        declared[one.judge_id].append(one.proposal_id)
    barred = set()
    for member in panel:
        judge = member.judge_id
        ties = rules.ties_of(
            offices[judge],
            employer=member.agency,
            employers=employers[judge],
            declared=declared[judge],
            on=today,
        )
        barred |= {
            (entrant.proposal_id, judge)
            for entrant in dossiers
            if ties.refusal(
                entrant.proposal_id,
                agency=entrant.proposal.agency_id,
                province=entrant.proposal.agency.province_code,
            )
        }
    return barred


@asked_often
def held_by(day, *judges):
    """The offices that some judges, by id, hold on a day."""
    return Membership.objects.filter(user__in=judges).current(day).select_related("agency")


@asked_often
def employing(day, *judges):
    """The employers of the register that tie some judges, by id, on a day."""
    return Employer.objects.filter(judge__in=judges).tying(day).select_related("agency__region")


@asked_often
def declared_by(*judges):
    """The ties that some judges, by id, declared."""
    return Interest.objects.filter(judge__in=judges).only("proposal", "judge")


def outside(stage, panel, dossiers):
    """Every (proposal, judge) pair of a category that the judge does not read, where the stage goes by categories."""
    if not stage.arranged.is_by_category:
        return set()
    return {
        (entrant.proposal_id, member.judge_id)
        for member in panel
        for entrant in dossiers
        if not member.reads(entrant.proposal.category.key if entrant.proposal.category else "")
    }


def write(stage, panel, dossiers, pairs, *, at, only=None):
    """Write assignments for (proposal, judge, position) triples; those that exist stay as they are.

    `position` orders what one judge gets now. It comes behind all that the judge has had in this stage, also what was
    given back: no two cards of a judge bear one place. The stage is locked. With `only`, the id of a proposal, no other
    is written.
    """
    agency_of = {entrant.proposal_id: entrant.proposal.agency_id for entrant in dossiers}
    employer_of = {member.judge_id: member.agency_id for member in panel}
    there, last = set(), Counter()
    for proposal, judge, position in Assignment.objects.filter(stage=stage).values_list(
        "proposal_id", "judge_id", "position"
    ):
        there.add((proposal, judge))
        last[judge] = max(last[judge], position)
    written = []
    for proposal, judge, _position in sorted(pairs, key=lambda triple: triple[2]):
        if (proposal, judge) in there or only not in (None, proposal):
            continue
        last[judge] += 1
        written.append(
            Assignment(
                stage=stage,
                proposal_id=proposal,
                judge_id=judge,
                judge_agency_id=employer_of[judge],
                proposal_agency_id=agency_of[proposal],
                position=last[judge],
                assigned_at=at,
            )
        )
    Assignment.objects.bulk_create(written, batch_size=2000)
