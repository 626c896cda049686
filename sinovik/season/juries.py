"""How the made-up judges judge: each strict or lenient in a way of its own, and never quite sure."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise

from django.utils import timezone

from accounts.domain.entrance import visitors
from accounts.models import AgencyKind
from judging.domain import rating, verification
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.domain.desk import clearing
from judging.domain.verification import Found
from judging.domain.visits import visit_reports
from judging.domain.visits.visit_reports import Decided, Seen
from judging.models import Assignment, Claim, Session, Visit

# Points on the 0 to 100 scale: severity and noise as simulated for untrained juries.
SEVERITY, SPREAD, NOISE = 6, 0.2, 8
INTERVIEW_LIFT = 15
# How many citizens rate in a small edition, and how many innovations each of them knows.
CITIZENS, KNOWN = 60, 4
# What a card says on the whole: of a weak, a fair and a strong proposal.
REMARKS = (
    (
        "Bukti dampak belum ada; uraian masih berupa rencana.",
        "Masalahnya jelas, tetapi hasilnya belum diukur.",
    ),
    (
        "Dinilai menurut bukti yang dilampirkan; data sebelum dan sesudah perlu dilengkapi.",
        "Layanannya berjalan. Keberlanjutannya bergantung pada satu orang.",
        "Gagasannya baik; jumlah penerima manfaat belum disebut sumbernya.",
    ),
    (
        "Buktinya lengkap dan dampaknya terukur.",
        "Mudah ditiru: prosedur dan biayanya diuraikan.",
    ),
)
SUMMARIES = (
    "Layanan dikunjungi dan petugas serta pengguna diwawancarai.",
    "Loket, aplikasi, dan buku layanan diperiksa bersama kepala unit.",
)


@dataclass(frozen=True)
class Temper:
    """A judge's ways: added to every score, and how far apart good and bad are kept."""

    severity: float
    spread: float

    @classmethod
    def of(cls, plan, judge):
        random = plan.random("temper", judge.email)
        return cls(random.gauss(0, SEVERITY), random.lognormvariate(0, SPREAD))

    def sees(self, quality, random):
        """What this judge would give, before rounding to a level."""
        return 65 + self.spread * (quality - 65) + self.severity + random.gauss(0, NOISE)


def nearest_level(value, levels, random):
    """One of the two levels around `value`, each as likely as `value` is near to it."""
    below = max((level for level in levels if level <= value), default=levels[0])
    above = min((level for level in levels if level >= value), default=levels[-1])
    if above == below:
        return below
    return above if random.random() < (value - below) / (above - below) else below


def score(plan, stage, qualities, members, *, at, share=1.0, lift=0, step):
    """Have each judge of a stage mark and lock `share` of the assigned dossiers, in reading order.

    `qualities` maps proposal ids to 0 to 100, `members` user ids to memberships, `at` a function from a
    share of the work done to a moment.
    """
    levels = sorted(stage.rubric.levels.values_list("points", flat=True))
    criteria = list(stage.rubric.criteria.order_by("position"))
    assignments = list(
        Assignment.objects.filter(stage=stage)
        .standing()
        .select_related("judge", "proposal")
        .order_by("position", "judge_id")
    )
    heard = defaultdict(list)
    for proposal, starts_at in Session.objects.filter(stage=stage).values_list("proposal", "starts_at"):
        heard[proposal].append(starts_at)
    # Nobody is marked before the own session.
    assignments.sort(key=lambda one: heard[one.proposal_id])
    work = assignments[: int(len(assignments) * share)]
    # Whoever signs a card opens the cover that comes next.
    following = {one.pk: after for own in by_judge(work) for one, after in pairwise(own)}
    uncovered = set()
    tempers = {user: Temper.of(plan, member.user) for user, member in members.items()}
    for done, assignment in enumerate(work, start=1):
        random = plan.random("marks", stage.position, assignment.proposal.number, assignment.judge.email)
        seen = tempers[assignment.judge_id].sees(qualities[assignment.proposal_id], random) + lift
        marks = {
            criterion.key: Given(nearest_level(seen + random.gauss(0, NOISE), levels, random), "")
            for criterion in criteria
        }
        marked_at = max([at(done / len(assignments)), *heard[assignment.proposal_id]])
        if assignment.pk not in uncovered:
            clearing.clear(assignment, by=members[assignment.judge_id], at=marked_at)
        scoring.record_marks(
            assignment,
            marks,
            remark=random.choice(REMARKS[sum(mark.points for mark in marks.values()) // len(marks) // 34]),
            lock=True,
            by=members[assignment.judge_id],
            at=marked_at,
        )
        if after := following.get(assignment.pk):
            clearing.clear(after, by=members[after.judge_id], at=marked_at)
            uncovered.add(after.pk)
        step(done, len(work))


def by_judge(work):
    """The assignments of each judge, in their order."""
    own = defaultdict(list)
    for assignment in work:
        own[assignment.judge_id].append(assignment)
    return own.values()


def verify(plan, stage, fates, *, by, at, share=1.0, step):
    """Have the secretariat decide `share` of the entrants; unsigned letters are what it finds itself."""
    checks = list(stage.edition.entry_checks.filter(method="person").order_by("position"))
    entrants = list(stage.entrants.select_related("proposal").order_by("proposal__number"))
    work = entrants[: int(len(entrants) * share)]
    for done, entrant in enumerate(work, start=1):
        flawed = fates[entrant.proposal_id].flaw == "unsigned"
        findings = {
            check.pk: Found(not (flawed and check == checks[-1]), "Surat belum ditandatangani." if flawed else "")
            for check in checks
        }
        verification.decide(stage, entrant.proposal, findings, by=by, at=at(done / len(entrants)))
        step(done, len(work))


def visit(plan, stage, members, *, by, at, step):
    """Have both verifiers of each visit sign what was seen; now and then they differ, and the ministry decides."""
    visits = list(
        Visit.objects.filter(stage=stage).select_related("proposal__agency").order_by("planned_on", "proposal__number")
    )
    for done, one in enumerate(visits, start=1):
        random = plan.random("visit", one.proposal.number)
        held = Assignment.objects.filter(stage=stage, proposal=one.proposal_id).standing().order_by("judge__email")
        seen = {}
        for claim in Claim.objects.filter(visit=one).order_by("section__position"):
            # The only firm among the finalists is to win: nothing it claims may be untrue.
            untrue = 0 if one.proposal.agency.kind == AgencyKind.STATE_FIRM else 1
            (outcome,) = random.choices(("confirmed", "partly", "not"), (88, 11, untrue))
            seen[claim.pk] = Seen(outcome, "" if outcome == "confirmed" else "Catatan di tempat belum lengkap.")
        reported_at = max(at(done / len(visits)), timezone.make_aware(datetime.combine(one.planned_on, time(17))))
        visited_on = min(one.planned_on, timezone.localdate(reported_at))
        for place, assignment in enumerate(held):
            clearing.clear(assignment, by=members[assignment.judge_id], at=reported_at)
            visit_reports.report(
                one,
                seen if not place else otherwise(seen, random),
                visited_on=visited_on,
                summary=SUMMARIES[place % len(SUMMARIES)],
                send=True,
                by=members[assignment.judge_id],
                at=reported_at,
            )
        signed = visit_reports.signed_reports(one)
        if apart := visit_reports.differences(signed):
            decided = {each.claim.pk: Decided(seen[each.claim.pk].outcome, "Bukti di berkas cukup.") for each in apart}
            visit_reports.decide(one, decided, by=by, at=reported_at)
        step(done, len(visits))


def otherwise(seen, random):
    """What the second verifier saw: the same, but for a claim in thirty that was confirmed and is so only in part."""
    partly = Seen("partly", "Sebagian pengguna belum terlayani.")
    return {
        claim: partly if one.outcome == "confirmed" and random.random() < 1 / 30 else one for claim, one in seen.items()
    }


def rate(plan, stage, qualities, *, at, share=1.0, step):
    """Have citizens from all over rate what each of them knows: a few innovations, the better ones higher."""
    levels = sorted(stage.rubric.levels.values_list("points", flat=True))
    criteria = list(stage.rubric.criteria.order_by("position").values_list("key", flat=True))
    entrants = list(stage.entrants.select_related("proposal").order_by("proposal__number"))
    people = int(CITIZENS * share) if entrants else 0
    for number in range(people):
        random = plan.random("citizen", stage.position, number)
        moment = at((number + 1) / CITIZENS)
        visitor = visitors.confirm(f"warga{number}@warga{number % 23}.test", at=moment)
        for entrant in random.sample(entrants, min(KNOWN, len(entrants))):
            points = {key: nearest_level(qualities[entrant.proposal_id], levels, random) for key in criteria}
            network = f"198.51.{number % 200}.0/24"
            rating.rate(stage, entrant.proposal, points, visitor=visitor, network=network, at=moment)
        step(number + 1, people)
