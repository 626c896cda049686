"""A season from planning to certificates, act by act."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.domain import motions
from accounts.models import AgencyKind
from competitions.domain import lot, planning
from competitions.kinds import NEEDS, StageKind
from competitions.models import Edition
from judging import motions as grave
from judging import rules
from judging.circle import closing, computation, deliberation, giving_out, opening, seating
from judging.domain.certificates import rendering
from judging.domain.judges import inviting, pacts
from judging.domain.panel import composing, plenary
from judging.models import CertificateBatch, Choice, Computation, Decision
from proposals.domain import mending
from sinovik import privileges
from sinovik.season import dossiers, juries, people, talks

# When the closing number of a day is known.
EVENING, AN_HOUR = timedelta(hours=18), timedelta(hours=1)


@dataclass
class Play:
    """One edition being played: who acts, and what is known of each proposal."""

    plan: object
    say: object
    prints: bool = True
    ministry: people.Ministry = None
    edition: Edition = None
    fates: dict = field(default_factory=dict)
    members: dict = field(default_factory=dict)

    def step(self, name):
        """A function that reports progress of the part `name` now and then."""
        last = [time.monotonic()]

        def step(done, total):
            if done == total or time.monotonic() - last[0] > 5:
                last[0] = time.monotonic()
                self.say(f"{self.plan.slug}: {name} {done}/{total}")

        return step


def season(plan, *, say, until_moment=None, processes=1, prints=True):
    """Play the plan; returns the edition.

    `until_moment` is the latest moment for acts of registration (default: the close); `say` gets lines of
    progress; `processes` write the dossiers; unless it `prints`, certificates are left to a worker.
    """
    if not talks.can_calibrate(plan.opens_at):
        plan = plan.without_calibration()
    play = Play(plan, say, prints=prints)
    play.ministry = people.ministry(at=plan.opens_at)
    announce(play)
    end = min(until_moment or plan.closes_at, plan.closes_at) - timedelta(minutes=2)
    play.fates = dossiers.register(
        plan, play.edition, until=end, by=play.ministry.admin, step=play.step("usulan ditulis"), processes=processes
    )
    privileges.renew_statistics()
    if until_moment and until_moment < plan.closes_at:
        return play.edition
    draw(play)
    evaluators, panelists = people.judges(plan, by=play.ministry.admin, at=plan.opens_at)
    play.members = {member.user_id: member for member in [*evaluators, *panelists]}
    for stage in play.edition.stages.in_order():
        run_stage(play, stage)
        if stage.kind == plan.until:
            break
    return play.edition


def announce(play):
    """Plan and announce the edition in the shape of the plan, as an example."""
    plan, admin = play.plan, play.ministry.admin
    at = plan.opens_at - timedelta(days=14)
    edition = planning.plan(
        plan.blueprint(),
        slug=plan.slug,
        name=plan.name,
        year=plan.year,
        theme=plan.theme,
        legal_basis=plan.legal_basis,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        signatory_name="Contoh, tidak ditandatangani",
        is_example=True,
        # Made-up people have no marks to protect.
        opens_results=True,
        by=admin,
        at=at,
    )
    # The secret follows from the play, so that a season comes out the same again.
    secret = lot.hashed(f"{plan.slug}|undian|{plan.seed}")
    play.edition = planning.announce(edition, lot_secret=secret, by=admin, at=at)


def draw(play):
    """Draw the lot on the first evening on which its public number exists; the number is made up."""
    edition = play.edition
    day = lot.expected_day(edition)
    at = timezone.make_aware(datetime.combine(day, datetime.min.time())) + EVENING
    number = f"{play.plan.random('lot').uniform(5000, 8000):.2f}"
    for by in (play.ministry.secretary, play.ministry.second_admin):
        lot.enter(edition, number, day, "Angka contoh, bukan dari bursa", by=by, at=at)


def run_stage(play, stage):
    """One stage around its circle; the stage where the plan ends is left half done."""
    at = within(stage)
    admin, second = play.ministry.admin, play.ministry.second_admin
    stage = opening.open_stage(stage, by=admin, at=at(0))
    seat(play, stage, at=at(0))
    giving_out.give_out(stage, by=admin, at=at(0))
    privileges.renew_statistics()
    stage.refresh_from_db()
    if stage.arranged.is_calibrated:
        talks.calibrate(play.plan, stage, play.members, by=play.ministry.secretary, at=at)
    halfway = stage.kind == play.plan.until
    work(play, stage, at=at, share=0.45 if halfway else 1.0)
    if stage.arranged.is_discussed:
        # In half of the work, as far as it is; else before the stage is closed.
        talks.discuss(stage, play.members, at=at(0.45 if halfway else 0.88))
    if halfway:
        return
    stage = closing.close_stage(stage, by=admin, at=at(0.9))
    finish_computation(stage, at=at(0.9))
    if play.plan.explains and stage.kind == StageKind.DESK:
        talks.explain(stage, by=play.ministry.secretary, second=play.ministry.second_admin, at=at(0.93))
    settle(decide(play, stage, at=at(0.95)), by=second, at=at(0.96))
    final = at(0.98)
    if stage.objection_days:
        # Nobody objects: there is nobody of the public in a play.
        settle(
            grave.announce_provisionally(stage, "Keputusan tahap disetujui.", by=admin, at=at(0.97)),
            by=second,
            at=at(0.97),
        )
        stage.refresh_from_db()
        final = max(final, stage.objections_until)
    settle(grave.publish(stage, "Keputusan tahap disetujui.", by=admin, at=final), by=second, at=final)
    certify(play, stage, at=max(at(0.99), final + AN_HOUR))


def within(stage):
    """A function from a share of the stage's window to a moment in it."""
    length = stage.closes_at - stage.opens_at
    return lambda share: stage.opens_at + length * min(share, 0.999)


def seat(play, stage, *, at):
    """Invite every judge whose role the stage calls for; all agree and are seated."""
    admin = play.ministry.admin
    for member in play.members.values():
        if member.role in NEEDS[stage.kind].judged_by:
            invitation = inviting.invite(stage, member.user, reply_by=timezone.localdate(at), by=admin, at=at)
            inviting.answer(invitation, True, by=member, at=at)
            pacts.sign(stage.edition, by=member, at=at)
            seating.seat(stage, member.user, by=admin, at=at)


def work(play, stage, *, at, share):
    """What judges and the secretariat do in a stage of this kind."""
    plan, step = play.plan, play.step(stage.name.lower())
    qualities = {proposal: fate.quality for proposal, fate in play.fates.items()}
    moment = lambda done: at(0.05 + 0.8 * done)  # noqa: E731
    if stage.kind == StageKind.ADMINISTRATIVE:
        checked = lambda done: at(0.05 + (0.8 - away(stage)) * done)  # noqa: E731
        juries.verify(plan, stage, play.fates, by=play.ministry.secretary, at=checked, share=share, step=step)
        if share == 1.0:
            # Whoever was given time to mend lets it pass: the counts of the season are given.
            mending.end_those_over(at=at(0.89))
    elif stage.kind in (StageKind.DESK, StageKind.FEASIBILITY):
        juries.score(plan, stage, qualities, play.members, at=moment, share=share, step=step)
    elif stage.kind == StageKind.BENEFIT:
        juries.rate(plan, stage, qualities, at=moment, share=share, step=step)
    elif stage.kind == StageKind.INTERVIEW:
        juries.score(
            plan, stage, qualities, play.members, at=moment, share=share, lift=juries.INTERVIEW_LIFT, step=step
        )
    elif stage.kind == StageKind.FIELD:
        juries.visit(plan, stage, play.members, by=play.ministry.secretary, at=moment, step=step)


def away(stage):
    """The share of a stage's window that the last dossier to come back is away to be mended."""
    days = stage.arranged.days_to_mend
    return timedelta(days=days + 1) / (stage.closes_at - stage.opens_at) if days else 0.0


def finish_computation(stage, *, at):
    """See the computation through: here if no worker has it, otherwise wait for the worker."""
    pk = Computation.objects.values_list("pk", flat=True).get(snapshot__stage=stage)
    while True:
        computation.run(pk, clock=lambda: at)
        row = Computation.objects.get(pk=pk)
        if row.state == Computation.State.DONE:
            return
        if row.state == Computation.State.FAILED:
            raise RuntimeError(row.failure)
        time.sleep(0.2)


def decide(play, stage, *, at):
    """The panel's plenary: one reasoned departure where a panel decides, honours, then the motion, which it returns."""
    admin = play.ministry.admin
    stage.decision.refresh_from_db()
    if rules.undecided_list_refusal(stage.decision, notes=deliberation.notes_of(stage.decision)):
        why = "Pleno sepakat memakai nilai setara: ketegasan penilai berbeda jauh."
        deliberation.count_by(stage, Decision.Listing.ADJUSTED, why, by=admin, at=at)
    if stage.kind == StageKind.PANEL:
        depart(stage, by=admin, at=at)
    if stage.kind == StageKind.FINAL:
        honour(play, stage, by=admin, at=at)
    if plenary.is_held(stage):
        talks.meet(stage, by=play.ministry.secretary, at=at)
    gives_awards = stage.award_names.exists()
    return grave.propose(
        stage,
        "Kesepakatan rapat pleno.",
        minutes="Rapat pleno membahas saran sistem dan menyepakati daftar ini.",
        decree_number=f"{stage.position * 9}/{timezone.localdate(at).year}" if gives_awards else "",
        decree_date=timezone.localdate(at) if gives_awards else None,
        override="Pleno mengutamakan dampak layanan." if composing.broken(stage, stage.decision) else "",
        by=admin,
        at=at,
    )


def settle(motion, *, by, at):
    """The second person reads a motion and agrees; it is carried out when its wait is over."""
    agreed = motions.second(motion, seen=motion.sha256, by=by, at=at)
    motions.carry_out(agreed.pk, at=agreed.due_at)


def depart(stage, *, by, at):
    """Exchange a chosen regency's proposal for the first one left out, with the panel's reason.

    The one that gives way is the last of an agency that keeps another, so that no agency is left without.
    """
    choices = Choice.objects.filter(
        decision__stage=stage, proposal__agency__kind=AgencyKind.REGENCY, proposal__standings__stage=stage
    ).select_related("proposal")
    going = list(choices.filter(goes_on=True).order_by("-proposal__standings__rank"))
    held = Counter(choice.proposal.agency_id for choice in going)
    out = next((choice for choice in going if held[choice.proposal.agency_id] > 1), None)
    into = choices.filter(goes_on=False).order_by("proposal__standings__rank").first()
    if not (out and into):
        return
    deliberation.choose(
        stage,
        out.proposal,
        goes_on=False,
        reason="Dampaknya tumpang tindih dengan finalis lain dari provinsi yang sama.",
        by=by,
        at=at,
    )
    deliberation.choose(
        stage,
        into.proposal,
        goes_on=True,
        reason="Panel menilai daya replikasinya lebih luas bagi kabupaten lain.",
        by=by,
        at=at,
    )


def honour(play, stage, *, by, at):
    """Name the outstanding achievements: the best ranked winners, within the places of the award."""
    award = stage.award_names.exclude(places=None).first()
    if award is None:
        return
    winners = Choice.objects.filter(decision__stage=stage, goes_on=True, proposal__standings__stage=stage)
    places = min(award.places, max(1, winners.count() // 9))
    for choice in winners.order_by("proposal__standings__rank")[:places]:
        deliberation.honour(stage, choice.proposal, [award.key], by=by, at=at)


def certify(play, stage, *, at):
    """Order and render the certificates of a stage that gives awards."""
    if not (settings.PDF_ENABLED and stage.award_names.exists()):
        return
    rendering.request_batch(stage, by=play.ministry.admin, at=at)
    if not play.prints:
        return
    rendering.render_batch(CertificateBatch.objects.get(stage=stage).pk, clock=lambda: at)
    play.say(f"{play.plan.slug}: sertifikat {stage.name.lower()} dicetak")
