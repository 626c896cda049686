"""The grave acts of judging: settling a decision, publishing a result, letting held ratings in."""

from django.utils.translation import gettext_lazy as _

from accounts.domain import motions
from accounts.domain.motion_kinds import MotionKind
from competitions.models import Stage
from judging.circle import deliberation, publication
from judging.domain import rating
from judging.models import Decision
from judging.reading.waiting_ministry import stage_address


def decision_locked(pk):
    """A decision by id with everything that its acts read; its stage is locked."""
    return deliberation.locked_decision(Stage(pk=Decision.objects.values_list("stage", flat=True).get(pk=pk)))


def note_motion(decision, motion):
    """The decision remembers its latest motion."""
    decision.motion = motion
    decision.save(update_fields=["motion"])


def edition_of(stage):
    """What the letter about a motion says of the edition of its stage."""
    return stage.edition.slug, stage.edition.name


DECIDE = MotionKind(
    name="decide",
    title=_("Keputusan tahap"),
    question=_("Setujui keputusan tahap ini?"),
    subjects=lambda: Decision.objects.select_related("stage__edition"),
    locked=decision_locked,
    describe=deliberation.described,
    refusal=deliberation.proposing_refusal,
    carry=deliberation.settle,
    address=lambda decision: stage_address(decision.stage),
    template="judging/motions/decide.html",
    authors=lambda decision: decision.authors.values_list("pk", flat=True),
    edition=lambda decision: edition_of(decision.stage),
    moved=note_motion,
)
PUBLISH = MotionKind(
    name="publish",
    title=_("Pengumuman hasil"),
    question=_("Setujui pengumuman hasil ini?"),
    subjects=lambda: Stage.objects.select_related("edition"),
    locked=Stage.objects.locked,
    describe=publication.described,
    refusal=lambda stage, inputs, *, office, at: publication.refusal(stage, office=office),
    carry=publication.publish,
    address=stage_address,
    template="judging/motions/publish.html",
    called=lambda stage: f"{stage}, {stage.edition}",
    edition=edition_of,
    until=lambda stage, inputs: motions.moment_of(inputs),
)
RATINGS = MotionKind(
    name="held-ratings",
    title=_("Putusan penilaian tertahan"),
    question=_("Setujui putusan atas penilaian yang tertahan ini?"),
    subjects=lambda: Stage.objects.select_related("edition"),
    locked=Stage.objects.locked,
    describe=rating.described,
    refusal=rating.batches_refusal,
    carry=rating.settle,
    address=stage_address,
    template="judging/motions/ratings.html",
    needs_reason=True,
)
KINDS = (DECIDE, PUBLISH, RATINGS)


def propose(stage, *, minutes="", decree_number="", decree_date=None, by, at):
    """Put a stage's decision before a second person, with the minutes of the plenary; returns the Motion."""
    inputs = {"minutes": minutes}
    if decree_number and decree_date:
        inputs |= {"decree_number": decree_number, "decree_date": decree_date.isoformat()}
    return motions.move(DECIDE, Decision.objects.get(stage=stage), inputs=inputs, by=by, at=at)


def decide_held(stage, batches, reason, *, is_let_in, by, at):
    """Put before a second person whether batches of held ratings count; `batches` are their keys."""
    inputs = {"batches": [list(key) for key in batches], "is_let_in": is_let_in}
    return motions.move(RATINGS, stage, reason=reason, inputs=inputs, by=by, at=at)


def publish(stage, *, release_at=None, by, at):
    """Put the publication of a stage's result before a second person; `release_at` sets a later moment."""
    inputs = {"release_at": release_at.isoformat()} if release_at else {}
    return motions.move(PUBLISH, stage, inputs=inputs, by=by, at=at)
