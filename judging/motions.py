"""The grave acts of judging.

A decision is settled, a result published, a stage left out, held ratings are let in; a verdict is corrected, a signed
card opened again, an award revoked.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.domain import motions
from accounts.domain.motion_kinds import AT_ONCE
from accounts.models import JUDGES, MINISTRY
from accounts.rules import refuse
from competitions.domain.motion_kinds import EditionMotionKind
from competitions.models import Stage
from judging import rules
from judging.circle import opening, publication, settling
from judging.domain import objections, rating, verification
from judging.domain.cards import scoring
from judging.domain.certificates import revoking
from judging.domain.panel import plenary
from judging.models import Award, Decision, Objection, Scorecard, Verdict
from judging.reading.waiting_ministry import stage_address


def decision_locked(pk):
    """A decision by id with everything that its acts read; its stage is locked."""
    return plenary.locked_decision(Stage(pk=Decision.objects.values_list("stage", flat=True).get(pk=pk)))


def note_motion(decision, motion):
    """The decision remembers its latest motion."""
    decision.motion = motion
    decision.save(update_fields=["motion"])


def edition_of(stage):
    """The edition of a stage."""
    return stage.edition


def authors_of(stage):
    """Whoever had a hand in the choices of a stage's decision: they do not second what is made public of them."""
    return Decision.authors.through.objects.filter(decision__stage=stage).values_list("user", flat=True)


DECIDE = EditionMotionKind(
    name="decide",
    title=_("Keputusan tahap"),
    question=_("Setujui keputusan tahap ini?"),
    why=_("Dasar daftar ini, misalnya kesepakatan rapat. Dibaca orang kedua dan tercetak pada berita acara"),
    subjects=lambda: Decision.objects.select_related("stage__edition"),
    locked=decision_locked,
    describe=settling.described,
    refusal=settling.proposing_refusal,
    hindrance=settling.settling_refusal,
    carry=settling.settle,
    address=lambda decision: stage_address(decision.stage),
    template="judging/motions/decide.html",
    authors=lambda decision: decision.authors.values_list("pk", flat=True),
    edition=lambda decision: edition_of(decision.stage),
    moved=note_motion,
    # Nobody outside learns of it: a moment is set for its announcement.
    takes_moment=False,
    checks=settling.checks,
)
PUBLISH = EditionMotionKind(
    name="publish",
    title=_("Pengumuman hasil"),
    question=_("Setujui pengumuman hasil ini?"),
    why=_(
        "Dasar pengumuman ini, misalnya surat keputusannya. Dibaca orang kedua, tercatat dalam riwayat, dan tercetak "
        "pada berita acara"
    ),
    subjects=lambda: Stage.objects.select_related("edition"),
    locked=Stage.objects.locked,
    describe=publication.described,
    refusal=publication.publishing_refusal,
    carry=publication.publish,
    address=stage_address,
    template="judging/motions/publish.html",
    authors=authors_of,
    called=lambda stage: f"{stage}, {stage.edition}",
    edition=edition_of,
    checks=publication.checks,
)
PROVISION = EditionMotionKind(
    name="provisional-list",
    title=_("Pengumuman daftar sementara"),
    question=_("Setujui pengumuman daftar sementara ini?"),
    why=_("Dasar pengumuman ini, misalnya hasil rapat pleno. Dibaca orang kedua dan tercatat dalam riwayat"),
    subjects=lambda: Stage.objects.select_related("edition"),
    locked=Stage.objects.locked,
    describe=publication.described_provisional,
    refusal=publication.provisional_refusal,
    carry=publication.announce_provisionally,
    address=stage_address,
    template="judging/motions/provisional.html",
    authors=authors_of,
    called=lambda stage: f"{stage}, {stage.edition}",
    edition=edition_of,
    checks=publication.provisional_checks,
)
ANSWER = EditionMotionKind(
    name="answer-objection",
    title=_("Putusan sanggahan"),
    question=_("Setujui putusan atas sanggahan ini?"),
    why=_("Dibaca oleh orang kedua dan tercatat dalam riwayat"),
    subjects=lambda: Objection.objects.select_related("stage__edition", "proposal"),
    locked=Objection.objects.locked,
    describe=objections.described,
    refusal=objections.answering_refusal,
    carry=objections.settle,
    address=lambda objection: reverse(
        "judging:objection", args=[objection.stage.edition.slug, objection.stage.position, objection.pk]
    ),
    template="judging/motions/objection.html",
    called=lambda objection: f"{objection.proposal.code} {objection.proposal.title}",
    edition=lambda objection: edition_of(objection.stage),
    authors=lambda objection: authors_of(objection.stage),
    checks=objections.checks,
    roles=MINISTRY,
    takes_moment=False,
)
SKIP = EditionMotionKind(
    name="skip-stage",
    title=_("Pelewatan tahap"),
    question=_("Setujui pelewatan tahap ini?"),
    why=_("Alasan ini tercatat dan dapat dibaca dalam riwayat"),
    subjects=lambda: Stage.objects.select_related("edition"),
    locked=Stage.objects.locked,
    describe=opening.described_skip,
    refusal=opening.skip_refusal,
    carry=opening.skip,
    address=stage_address,
    template="judging/motions/skip.html",
    called=lambda stage: f"{stage}, {stage.edition}",
    edition=edition_of,
)
CORRECT = EditionMotionKind(
    name="correct-verdict",
    title=_("Koreksi putusan administrasi"),
    question=_("Setujui koreksi ini?"),
    why=_("Putusan lama tetap terbaca bersama alasan ini"),
    subjects=lambda: Verdict.objects.select_related("stage__edition", "proposal"),
    locked=verification.verdict_locked,
    describe=verification.described_correction,
    refusal=verification.correction_refusal,
    carry=verification.correct,
    address=lambda verdict: reverse("judging:verdict", args=[verdict.stage_id, verdict.proposal.code]),
    template="judging/motions/correct.html",
    called=lambda verdict: f"{verdict.proposal.code} {verdict.proposal.title}",
    edition=lambda verdict: edition_of(verdict.stage),
    authors=verification.givers,
    roles=MINISTRY,
    takes_moment=False,
)
REOPEN = EditionMotionKind(
    name="reopen-card",
    title=_("Pembukaan lembar nilai yang dikunci"),
    question=_("Setujui pembukaan lembar nilai ini?"),
    why=_("Dibaca oleh sekretariat dan admin kementerian. Jangan tulis nilai di sini."),
    subjects=lambda: Scorecard.objects.select_related("assignment__stage__edition", "assignment__proposal"),
    locked=scoring.card_locked,
    describe=scoring.described_reopening,
    refusal=scoring.reopening_refusal,
    carry=scoring.reopen,
    address=lambda card: stage_address(card.assignment.stage),
    template="judging/motions/reopen.html",
    called=lambda card: f"{card.assignment.proposal.code}, {card.assignment.stage}",
    edition=lambda card: edition_of(card.assignment.stage),
    roles=MINISTRY,
    movers=JUDGES,
    # The stage may close meanwhile, and the judge signs again what was opened for nothing.
    wait=AT_ONCE,
    takes_moment=False,
)
REVOKE = EditionMotionKind(
    name="revoke-award",
    title=_("Pencabutan penghargaan dan sertifikatnya"),
    question=_("Setujui pencabutan ini?"),
    why=_("Terbaca oleh publik, di halaman verifikasi dan katalog"),
    subjects=lambda: Award.objects.select_related("stage__edition", "proposal"),
    locked=Award.objects.locked,
    describe=revoking.described,
    refusal=revoking.refusal,
    carry=revoking.revoke,
    address=lambda award: reverse("judging:certificates", args=[award.stage.edition.slug, award.stage.position]),
    template="judging/motions/revoke.html",
    called=lambda award: f"{award.number} {award.title}"[:300],
    edition=lambda award: edition_of(award.stage),
    roles=MINISTRY,
)
RATINGS = EditionMotionKind(
    name="held-ratings",
    title=_("Putusan penilaian tertahan"),
    question=_("Setujui putusan atas penilaian yang tertahan ini?"),
    why=_("Dibaca orang kedua dan tercatat"),
    subjects=lambda: Stage.objects.select_related("edition"),
    locked=Stage.objects.locked,
    describe=rating.described,
    refusal=rating.batches_refusal,
    carry=rating.settle,
    address=stage_address,
    template="judging/motions/ratings.html",
    edition=edition_of,
    takes_moment=False,
)
KINDS = (DECIDE, PROVISION, PUBLISH, ANSWER, SKIP, RATINGS, CORRECT, REOPEN, REVOKE)


def propose(stage, reason, *, minutes="", decree_number="", decree_date=None, override="", without_quorum="", by, at):
    """Put a stage's decision before a second person, with the minutes of the plenary; returns the Motion.

    `reason` is on what the list rests, `override` is why it does not keep every rule of composition, where it does not,
    `without_quorum` why it is decided without a meeting on record or its quorum, where that is so.
    """
    inputs = {"minutes": minutes} | overriding(override)
    inputs |= {"without_quorum": without_quorum.strip()} if without_quorum.strip() else {}
    if decree_number and decree_date:
        inputs |= {"decree_number": decree_number, "decree_date": decree_date.isoformat()}
    return motions.move(DECIDE, Decision.objects.get(stage=stage), reason=reason, inputs=inputs, by=by, at=at)


def decide_held(stage, batches, reason, *, is_let_in, is_in_part=False, by, at):
    """Put before a second person whether batches of held ratings count; `batches` are their keys.

    Let in in part, what came in a batch's thickest stretch does not count.
    """
    inputs = {"batches": [list(key) for key in batches], "is_let_in": is_let_in}
    inputs |= {"is_in_part": True} if is_in_part else {}
    return motions.move(RATINGS, stage, reason=reason, inputs=inputs, by=by, at=at)


def publish(stage, reason, *, release_at=None, override="", by, at):
    """Put the publication of a stage's result before a second person; returns the Motion.

    `override` is why the list does not keep every rule of composition, where its decision did not say so.
    """
    given = {"inputs": overriding(override), "release_at": release_at}
    return motions.move(PUBLISH, stage, reason=reason, **given, by=by, at=at)


def announce_provisionally(stage, reason, *, release_at=None, override="", by, at):
    """Put the provisional list of a stage before a second person; returns the Motion. `override`: as in `publish`."""
    given = {"inputs": overriding(override), "release_at": release_at}
    return motions.move(PROVISION, stage, reason=reason, **given, by=by, at=at)


def overriding(reason):
    """The reason for a departure from the rules of composition among what an act needs, where one is given."""
    return {"override": reason.strip()} if reason.strip() else {}


def answer(objection, *, outcome, answer, summary, summary_en="", reason, by, at):
    """Put what is decided about an objection before a second person; returns the Motion."""
    inputs = {"outcome": outcome, "answer": answer.strip(), "summary": summary.strip()}
    inputs |= {"summary_en": summary_en.strip()} if summary_en.strip() else {}
    return motions.move(ANSWER, objection, reason=reason, inputs=inputs, by=by, at=at)


def skip(stage, reason, *, release_at=None, by, at):
    """Put before a second person that a stage is left out; returns the Motion."""
    return motions.move(SKIP, stage, reason=reason, release_at=release_at, by=by, at=at)


@transaction.atomic
def correct(stage, proposal, findings, reason, *, seen=None, by, at):
    """Put the correction of a verdict before a second person; returns the Motion.

    `findings` maps the ids of the edition's checks to `Found`; `seen` is the stamp of the checklist that was shown.
    """
    stage = Stage.objects.locked(stage.pk)
    verdict = verification.current(stage, proposal)
    refuse(None if verdict else rules.NOT_DECIDED)
    verdict = verification.verdict_locked(verdict.pk)
    refuse(verification.refusal_of_correction(verdict, office=by, reason=reason))
    inputs = verification.correction_inputs(stage, verdict.proposal, findings, seen=seen)
    return motions.move(CORRECT, verdict, reason=reason, inputs=inputs, by=by, at=at)


def reopen(card, reason, *, by, at):
    """A judge asks to have a signed card of their own opened again; returns the Motion."""
    return motions.move(REOPEN, card, reason=reason, by=by, at=at)


def revoke(award, reason, *, release_at=None, by, at):
    """Put before a second person that an award is revoked; returns the Motion."""
    return motions.move(REVOKE, award, reason=reason, release_at=release_at, by=by, at=at)
