"""The rest of a stage's circle on a copy that is thrown away: closed, computed, decided, published, then undone.

Everything happens inside one transaction that is rolled back whatever comes of it: no row stays, and since tasks and
letters leave only after a commit, none leaves. The acts themselves are used, so that what is shown is what would be.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import seconders
from accounts.domain.events import canonical
from accounts.models import Letter, Membership, Motion, Role, User
from accounts.rules import Refused, refuse
from competitions.models import AwardName, Stage
from judging import rules, stages
from judging.arithmetic import results
from judging.arithmetic.unfit import Unfit
from judging.circle import computation, deliberation, publication, settling
from judging.domain.cards import seals
from judging.models import Choice, Decision, Objection, Standing
from judging.rules import sums
from proposals.models import Announcement

SALT = "judging.dry_run"


@dataclass(frozen=True)
class Going:
    """One proposal that would go on, with the awards it would get."""

    code: str
    title: str
    agency: str
    awards: tuple[str, ...]


@dataclass(frozen=True)
class Post:
    """The letters of one subject: to how many, to whom, and what the first of them says."""

    subject: str
    number: int
    recipients: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class DryRun:
    """What would come of a stage. `missing` stands in the way of the real thing; without `is_whole` nothing was tried.

    `came` and `left` are the codes that differ from the run whose key was given, None where none was.
    """

    missing: tuple[str, ...]
    is_whole: bool = False
    going_on: tuple[Going, ...] = ()
    staying: int = 0
    departures: int = 0
    posts: tuple[Post, ...] = ()
    letters: int = 0
    seconds: float = 0.0
    key: str = ""
    came: tuple[str, ...] | None = None
    left: tuple[str, ...] | None = None


def rehearse(stage, *, last="", by, clock):
    """Close, compute, decide and publish a stage as it stands, and undo it all; returns the DryRun.

    `last` is the key of an earlier run, to be compared with. Marks stay sealed: as long as work is missing, only what
    is missing is said.
    """
    begun = clock()
    with transaction.atomic():
        newest = Letter.objects.aggregate(last=Max("pk"))["last"] or 0
        stage = Stage.objects.select_related("edition", "rubric").get(pk=stage.pk)
        refuse(rules.rehearsal_refusal(stage, office=by))
        found = tried(stage, newest=newest, by=by, at=begun)
        transaction.set_rollback(True)
    return compared(found, last, seconds=(clock() - begun).total_seconds())


def tried(stage, *, newest, by, at):
    """What would come of a stage; everything that it writes is still to be undone.

    Letters with an id above `newest` are of its writing.
    """
    if stage.is_open and (lacks := [*stages.of(stage).missing(stage), *seals.broken(stage)]):
        return DryRun(tuple(one.sentence for one in lacks))
    try:
        if stage.is_open:
            close(stage, by=by, at=at)
        if not Standing.objects.filter(stage=stage).exists():
            frozen = {"edition": stage.edition.slug, "stage": stage.key, "sum": stages.of(stage).SUM}
            frozen |= stages.of(stage).freeze(stage)
            computed = results.compute(frozen)
            computation.lay_out(stage, computed, at=at)
            notes = computed.notes
        else:
            notes = deliberation.notes_of(Decision.objects.get(stage=stage))
    except Unfit as unfit:
        names = dict(stage.edition.stages.values_list("key", "name"))
        return DryRun((str(sums.failure(unfit.as_json(), stages=names)),))
    decision = Decision.objects.select_related("motion", "stage__edition").get(stage=stage)
    motion, missing = agreed(stage, decision, notes=notes, by=by, at=at)
    missing += objected(stage, at=at)
    try:
        publication.publish(stage, motion, by=by, at=at)
    except Refused as refused:
        return DryRun((*missing, *(str(sentence) for sentence in refused.sentences)))
    return outcome(stage, decision, missing, newest=newest, at=at)


def close(stage, *, by, at):
    """Close the copy."""
    stage.closed_at, stage.closed_by = at, by
    stage.save(update_fields=["closed_at", "closed_by"])


def agreed(stage, decision, *, notes, by, at):
    """The motion under which the copy is published, the decision settled; and what the real one still lacks."""
    if decision.approved_at:
        gaps = [*no_decree(stage, decision), *nobody_seconds("publish", decision, by=by, at=at)]
        gaps += lend_reason(decision, publication.departure(stage, decision, {}))
        lend_decree(stage, decision, at=at)
        return decision.motion, gaps
    gaps = [_("Keputusan belum disetujui orang kedua."), *no_decree(stage, decision)]
    gaps += [str(one) for one in settling.hindrances(decision, {}, notes=notes, at=at)]
    gaps += nobody_seconds("decide", decision, by=by, at=at)
    gaps += lend_reason(decision, publication.departure(stage, decision, {}))
    second = somebody_else(at)
    body = canonical({"copy": True})
    motion = Motion.objects.create(
        kind="decide",
        subject_type=decision._meta.label_lower,
        subject_id=0,
        subject_name=str(decision),
        reason="-",
        body=body,
        sha256="0" * 64,
        moved_at=at,
        moved_by=by,
        mover=by.user,
        seconded_at=at,
        seconded_by=second,
        seconder=second.user,
        due_at=at,
        carried_at=at,
    )
    decision.motion = motion
    decision.save(update_fields=["motion"])
    lend_decree(stage, decision, at=at)
    return motion, gaps


def nobody_seconds(kind, decision, *, by, at):
    """What is missing where nobody could be the second person: none but who moves it and who made its choices.

    What is moved already is asked for its own mover.
    """
    moved = decision.motion if kind == "decide" and decision.is_proposed else None
    asked = moved or Motion(kind=kind, mover=by.user)
    concerned = {asked.mover_id, *decision.authors.values_list("pk", flat=True)}
    if seconders.holders(seconders.roles_of(asked, at=at), at=at).exclude(user__in=concerned).exists():
        return []
    return [_("Tidak ada admin kementerian lain yang dapat menyetujui.")]


def lend_reason(decision, departs):
    """What is missing where a rule of composition is broken and nobody said why; the copy gets a reason of its own."""
    if not departs or departs["reason"]:
        return []
    decision.override = {"rules": departs["rules"], "reason": "-"}
    decision.save(update_fields=["override"])
    return [_("Menyimpang dari aturan komposisi: %(rule)s") % {"rule": rule} for rule in departs["rules"]]


def objected(stage, *, at):
    """What the provisional list and its objections still lack; in the copy the time to object is over."""
    left = Objection.objects.filter(stage=stage).to_answer()
    refusal = rules.objections_refusal(stage, left=left.count(), at=at)
    if stage.provisional_at:
        stage.objections_until = at
    stage.objection_days = None
    stage.save(update_fields=["objections_until", "objection_days"])
    return [str(refusal)] if refusal else []


def needs_decree(stage, decision):
    """Whether awards are given and no decree gives them yet."""
    return not decision.decree_number and AwardName.objects.filter(stage=stage).exists()


def no_decree(stage, decision):
    """What is missing where the decree is."""
    return [_("Nomor dan tanggal surat keputusan belum dicatat.")] if needs_decree(stage, decision) else []


def lend_decree(stage, decision, *, at):
    """A decree that exists in the copy alone, where one is still to be signed."""
    if needs_decree(stage, decision):
        decision.decree_number, decision.decree_date = "-", timezone.localdate(at)
        decision.save(update_fields=["decree_number", "decree_date"])


def somebody_else(at):
    """A second person who exists in the copy alone."""
    person = User.objects.create(email=f"{timezone.localtime(at):%Y%m%d%H%M%S%f}@uji-coba.invalid", full_name="-")
    since = timezone.localdate(at) - timedelta(days=1)
    return Membership.objects.create(user=person, role=Role.MINISTRY_ADMIN, since=since)


def outcome(stage, decision, missing, *, newest, at):
    """What the published copy says, and every letter that it wrote, whatever that is about."""
    announced = Announcement.objects.get(stage=stage)
    going = tuple(
        Going(line["code"], line["title"], line["agency"], tuple(line["awards"])) for line in announced.entries
    )
    choices = Choice.objects.filter(decision=decision).standing()
    letters = Letter.objects.filter(pk__gt=newest, written_at=at)
    posts = posted(letters.select_related("recipient").order_by("subject", "recipient__full_name", "pk"))
    return DryRun(
        missing=tuple(missing),
        is_whole=True,
        going_on=going,
        staying=choices.count() - len(going),
        departures=choices.exclude(reason="").count(),
        posts=posts,
        letters=sum(post.number for post in posts),
    )


def posted(letters):
    """The letters by subject, the most first."""
    by_subject = {}
    for letter in letters:
        by_subject.setdefault(letter.subject, []).append(letter)
    sizes = Counter({subject: len(own) for subject, own in by_subject.items()})
    return tuple(
        Post(
            subject=subject,
            number=number,
            recipients=tuple(letter.recipient.told_apart for letter in by_subject[subject]),
            body=by_subject[subject][0].body,
        )
        for subject, number in sorted(sizes.items(), key=lambda one: (-one[1], one[0]))
    )


def compared(found, last, *, seconds):
    """The run beside an earlier one, whose key a page carried along: nothing of a run is kept here."""
    codes = sorted(one.code for one in found.going_on)
    key = signing.dumps(codes, salt=SALT, compress=True) if found.is_whole else last
    values = {**vars(found), "seconds": seconds, "key": key}
    try:
        before = set(signing.loads(last, salt=SALT)) if last and found.is_whole else None
    except signing.BadSignature:
        before = None
    if before is not None:
        values |= {"came": tuple(sorted(set(codes) - before)), "left": tuple(sorted(before - set(codes)))}
    return DryRun(**values)
