"""The grave acts of planning: announcing an edition, altering one that is announced, and moving a close."""

from dataclasses import replace

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.domain import motion_kinds, motions, stamps
from accounts.models import Role
from accounts.pages import above
from accounts.rules import Refused
from competitions import rules
from competitions.domain import calendar, difference, following, naming, plan_file, planning
from competitions.domain.checking import replies
from competitions.domain.motion_kinds import EditionMotionKind
from competitions.domain.parts import PARTS
from competitions.domain.planning.altering import ALTERATION
from competitions.models import Edition, Stage


def address(edition):
    """The plan of an edition, where both acts begin."""
    return reverse("competitions:plan", args=[edition.slug])


def itself(edition):
    """The edition that a motion about an edition belongs to."""
    return edition


def described_announcement(edition, inputs):
    """The whole plan that everybody will see."""
    return {"edition": edition.slug, "plan": plan_file.unstructured(planning.plan_of(edition))}


def announcement_refusal(edition, inputs, *, office, at):
    """Why the edition may not be announced now, or None; every reason why its plan could not run."""
    if refusal := rules.announcement_refusal(edition, by=office, at=at):
        return refusal
    if said := planning.announcement_reasons(edition):
        raise Refused(rules.PLAN_CANNOT_RUN, said)
    return None


def altered(edition, inputs):
    """The part that is altered, its new value, and what differs from the plan that stands.

    An agency that was renamed meanwhile is meant under the name that it has in the plan since.
    """
    stands, part = planning.plan_of(edition), PARTS[inputs["part"]]
    wanted = part.write(stands, plan_file.structured(inputs["value"], part.shape))
    followed = following.named_as_it_stands(wanted.blueprint, stands.blueprint, closes_at=edition.closes_at)
    wanted = replace(wanted, blueprint=followed)
    return part, part.read(wanted), stands, wanted, difference.between(stands, wanted)


def wanted(edition, motion):
    """The whole plan as it will be once this alteration is carried out."""
    return altered(edition, motion.inputs)[3]


def described_alteration(edition, inputs):
    """Which part changes, and each change with what stands before and after."""
    part, _value, stands, wanted, changes = altered(edition, inputs)
    return {"edition": edition.slug, "part": part.key, "changes": naming.named(changes, stands, wanted)}


def alteration_refusal(edition, inputs, *, office, at):
    """Why the plan may not be altered so, or None; every reason, sentence by sentence."""
    if refusal := rules.altering_refusal(edition, is_seconded=True, by=office):
        return refusal
    _part, _value, stands, wanted, changes = altered(edition, inputs)
    if not changes:
        return rules.NOTHING_CHANGES
    if said := planning.alteration_reasons(edition, stands, wanted, changes, at=at):
        raise Refused(rules.PLAN_CANNOT_RUN, said)
    return None


def carry_alteration(edition, motion, *, by, at):
    """Put the new value in."""
    part, value, *_rest = altered(edition, motion.inputs)
    planning.alter(edition, part.key, value, motion=motion, by=by, at=at)


def held(subject, inputs):
    """Until when an extension holds without a second person, and then lapses."""
    return motions.moment_at(inputs, "held_until")


def extension(name, title, question, **given):
    """A kind of motion that moves a close: of registration, or of a stage."""
    return EditionMotionKind(
        name=name,
        title=title,
        question=question,
        why=_("Alasan ini tercatat dan dapat dibaca dalam riwayat"),
        describe=calendar.described,
        until=held,
        lapses=held,
        moved=calendar.hold,
        dropped=calendar.let_go,
        template="competitions/motions/extend.html",
        # It holds from the moment it is moved.
        wait=motion_kinds.AT_ONCE,
        takes_moment=False,
        **given,
    )


def announcement_checks(edition, inputs):
    """What the second person of an announcement looks at besides: whether answers to letters reach somebody."""
    said = replies.cautions(planning.plan_of(edition).blueprint.letters)
    return [motion_kinds.Check(sentence, False) for sentence in said] or [
        motion_kinds.Check(_("Setiap jenis surat punya alamat balasan"), True)
    ]


ANNOUNCE = EditionMotionKind(
    name="announce-edition",
    title=_("Pengumuman edisi"),
    question=_("Setujui pengumuman edisi ini?"),
    why=_("Dasar pengumuman ini, misalnya nomor surat tugas. Dibaca orang kedua dan tercatat dalam riwayat"),
    subjects=Edition.objects.all,
    locked=Edition.objects.locked,
    describe=described_announcement,
    refusal=announcement_refusal,
    carry=lambda edition, motion, *, by, at: planning.announce(edition, motion=motion, by=by, at=at),
    address=address,
    template="competitions/motions/announce.html",
    authors=planning.planners,
    # Where all admins planned together, nobody else is left who saw it afresh.
    stand_ins=lambda inputs: (Role.SECRETARY,),
    edition=itself,
    until=lambda edition, inputs: edition.opens_at,
    checks=announcement_checks,
    reading=planning.read_once,
)
ALTER = EditionMotionKind(
    name=ALTERATION,
    title=_("Perubahan aturan edisi"),
    question=_("Setujui perubahan ini?"),
    why=_("Tertulis pada halaman publik edisi, misalnya dasar surat atau arahan"),
    subjects=Edition.objects.announced,
    locked=Edition.objects.locked,
    describe=described_alteration,
    refusal=alteration_refusal,
    carry=carry_alteration,
    address=address,
    template="competitions/motions/alter.html",
    edition=itself,
    reading=planning.read_once,
)
EXTEND_REGISTRATION = extension(
    "extend-registration",
    _("Perpanjangan pendaftaran"),
    _("Setujui perpanjangan pendaftaran ini?"),
    subjects=Edition.objects.announced,
    locked=Edition.objects.locked,
    refusal=calendar.registration_refusal,
    carry=calendar.extend_registration,
    address=lambda edition: above.address("edition", edition.slug),
    edition=itself,
)
EXTEND_STAGE = extension(
    "extend-stage",
    _("Perpanjangan waktu tahap"),
    _("Setujui perpanjangan waktu ini?"),
    subjects=lambda: Stage.objects.select_related("edition"),
    locked=Stage.objects.locked,
    refusal=calendar.stage_refusal,
    carry=calendar.extend_stage,
    address=lambda stage: above.address("stage", stage.edition.slug, stage.position),
    called=lambda stage: f"{stage}, {stage.edition}",
    edition=lambda stage: stage.edition,
)
KINDS = (ANNOUNCE, ALTER, EXTEND_REGISTRATION, EXTEND_STAGE)


def announce(edition, reason, *, release_at=None, by, at):
    """Put the announcement of an edition before a second person; returns the Motion."""
    return motions.move(ANNOUNCE, edition, reason=reason, release_at=release_at, by=by, at=at)


def alter(edition, part, value, reason, *, release_at=None, by, at):
    """Put an alteration of an announced edition before a second person; returns the Motion."""
    inputs = {"part": part, "value": plan_file.unstructured(value)}
    return motions.move(ALTER, edition, reason=reason, inputs=inputs, release_at=release_at, by=by, at=at)


@transaction.atomic
def extend_registration(edition, closes_at, reason, *, seen=None, by, at):
    """Put a later close of registration before a second person; returns the Motion. `seen` is the close shown."""
    edition = Edition.objects.locked(edition.pk)
    stamps.unchanged(seen, edition.closes_at.isoformat(), edition)
    inputs = calendar.asked(edition, closes_at, is_running=edition.opens_at <= at, at=at)
    return motions.move(EXTEND_REGISTRATION, edition, reason=reason, inputs=inputs, by=by, at=at)


@transaction.atomic
def extend_stage(stage, closes_at, reason, *, by, at):
    """Put a later close of a stage before a second person; returns the Motion."""
    stage = Stage.objects.locked(stage.pk)
    inputs = calendar.asked(stage, closes_at, is_running=stage.is_open, at=at)
    return motions.move(EXTEND_STAGE, stage, reason=reason, inputs=inputs, by=by, at=at)
