"""What waits for the ministry in the announced editions."""

from functools import partial
from itertools import groupby

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from accounts.moments import end_of
from accounts.reading.waiting import Counted, Waiting
from judging import stages
from judging.models import CertificateBatch, Feedback, Objection
from judging.reading import phases, progress, sealed, workload
from judging.reading.desk import apart
from judging.rules.circle.circle import Phase
from proposals.models import in_contest

# What each phase asks of an admin; phases in which others are at work ask for nothing. What waits
# for a second person is a line of its own (`accounts.reading.seconding`).
ADMIN = {
    Phase.OPEN: gettext_lazy("Tahap menunggu dibuka: %(stage)s, %(edition)s"),
    Phase.SEAT: gettext_lazy("Penilai belum ditetapkan: %(stage)s, %(edition)s"),
    Phase.GIVE_OUT: gettext_lazy("Tugas belum dibagikan: %(stage)s, %(edition)s"),
    Phase.GAP: gettext_lazy("Tugas kosong perlu diisi: %(stage)s, %(edition)s"),
    Phase.CLOSE: gettext_lazy("Tahap siap ditutup: %(stage)s, %(edition)s"),
    Phase.FAILED: gettext_lazy("Perhitungan gagal dan perlu diulang: %(stage)s, %(edition)s"),
    Phase.DECIDE: gettext_lazy("Keputusan belum diajukan: %(stage)s, %(edition)s"),
    Phase.LIST: gettext_lazy("Daftar sementara menunggu diumumkan: %(stage)s, %(edition)s"),
    Phase.OBJECT: gettext_lazy("Sanggahan menunggu diputuskan: %(stage)s, %(edition)s"),
    Phase.PUBLISH: gettext_lazy("Hasil menunggu diumumkan: %(stage)s, %(edition)s"),
}
SECRETARY = {phase: ADMIN[phase] for phase in (Phase.SEAT, Phase.GIVE_OUT, Phase.GAP, Phase.DECIDE, Phase.OBJECT)}
# What tells the rows of a stage from those of another, for a line of each.
OF_STAGE = {
    "stage": "stage__name",
    "position": "stage__position",
    "edition": "stage__edition__name",
    "slug": "stage__edition__slug",
}


def for_ministry(office, at, known=None):
    """What a secretary or ministry admin has to do at the moment `at`; `known` is what `standing` gave."""
    positions, loads = standing(at) if known is None else known
    lines = [
        line
        for stage, position in positions
        for line in lines_of(stage, position, loads.get(stage.pk, ()), office=office, at=at)
    ]
    return [*lines, *assigned([stage for stage, _position in positions if stage.n_objections], office)]


def standing(at):
    """Where the stages stand that are not over, and what their judges have to do; two queries at any size."""
    positions = [
        pair
        for _edition, own in groupby(progress.unfinished(), key=lambda stage: stage.edition_id)
        for pair in phases.of_all(list(own))
    ]
    return positions, workload.of_judges([stage for stage, _position in positions if stage.is_open], at=at)


def assigned(stages_objected_to, office):
    """A line for each of these stages of whose objections this person is to answer some, until the first day for one.

    One query where there are such stages, none where there are not.
    """
    if not stages_objected_to:
        return
    own = Objection.objects.to_write().filter(stage__in=stages_objected_to, assigned_to__user=office.user_id).order_by()
    told = own.values("stage").annotate(number=Count("pk"), since=Min("assigned_at"), day=Min("answer_by"))
    found = {one["stage"]: one for one in told}
    for stage in stages_objected_to:
        if line := found.get(stage.pk):
            place = {"stage": stage.name, "edition": stage.edition.name}
            sentence = _("Sanggahan yang harus Anda jawab: %(stage)s, %(edition)s") % place
            desk = reverse("judging:objections-desk", args=[stage.edition.slug, stage.position])
            url = f"{desk}?status=ditugaskan&petugas=saya"
            yield Waiting(sentence, line["number"], url, line["since"], end_of(line["day"]))


def stuck_certificates(office, at):
    """A line for each stage whose certificates nobody is printing any more; one query."""
    for batch in stuck_batches():
        place = {"stage": batch.stage.name, "edition": batch.stage.edition.name}
        sentence = _("Sertifikat gagal dicetak dan perlu dicoba lagi: %(stage)s, %(edition)s") % place
        url = certificates_address(batch.stage)
        yield Waiting(sentence, batch.missing, url, batch.tried_at, None)


def feedback(office, at):
    """The lines of each stage's feedback: what somebody has to read, and what another than who read it has to approve.

    They stay when the stage is published and the edition over, until all of it is approved. What ties this person waits
    for others, as on the lists that they open.
    """
    left = apart.all_kept(office, Feedback.objects.filter(approved_at=None), at=at)
    sentence = _("Umpan balik menunggu diperiksa: %(stage)s, %(edition)s")
    yield Counted(
        sentence, left.filter(checked_at=None), "drafted_at", partial(feedback_address, "belum"), each=OF_STAGE
    )
    read = left.filter(checked_at__isnull=False).exclude(checked_by=office.user_id)
    sentence = _("Umpan balik menunggu persetujuan Anda: %(stage)s, %(edition)s")
    yield Counted(sentence, read, "checked_at", partial(feedback_address, "bagi-saya"), each=OF_STAGE)


def feedback_address(state, *, slug, position, **_names):
    """The feedback of a stage that is in this state."""
    return f"{reverse('judging:feedback', args=[slug, position])}?keadaan={state}"


def broken_seals(office, at):
    """A line for stages whose signed cards are not as they were signed."""
    return [Counted(_("Segel lembar nilai rusak"), sealed.broken_checks(), "looked_at", reverse("judging:seals"))]


def stuck_batches():
    """Orders of certificates that could not be carried out, each with how many that still stand are `missing`."""
    return unfinished_batches().exclude(failure="")


def batches_of(stages):
    """The orders of certificates of counted stages that are not carried out: stuck, or in a worker's hands.

    One query once there are any awards.
    """
    awarded = [stage.pk for stage in stages if stage.published_at and stage.gives_awards]
    return list(unfinished_batches().filter(stage__in=awarded)) if awarded else []


def unfinished_batches():
    """Orders of certificates that are not carried out yet, with how many that still stand are `missing`."""
    unfinished = CertificateBatch.objects.filter(finished_at=None).select_related("stage__edition")
    lacking = Q(stage__awards__certificate=None, stage__awards__ended_at=None) & in_contest("stage__awards__proposal__")
    missing = Count("stage__awards", filter=lacking)
    return unfinished.annotate(missing=missing).filter(missing__gt=0).order_by("requested_at", "pk")


def lines_of(stage, position, loads, *, office, at):
    """The lines of one stage for one office."""
    asked = ADMIN if office.role == Role.MINISTRY_ADMIN else SECRETARY
    place = {"stage": stage.name, "edition": stage.edition.name}
    if position.phase in asked and is_due(stage, position, at=at):
        url = act_address(stage, position.next_act) if position.phase == Phase.GAP else stage_address(stage)
        yield Waiting(asked[position.phase] % place, position.count, url, position.since, position.until)
    work = stages.of(stage).WORK
    # What no judge holds is the ministry's own work.
    is_ours = stage.is_open and stage.has_work and work is not None and work.of_judge is None
    if is_ours and (left := progress.work(stage).left):
        url = work.address(stage) + "?keadaan=belum"
        yield Waiting(work.waits % place, left, url, stage.opened_at, stage.closes_at)
    for name, count in stages.of(stage).COUNTS.items():
        if count.waits and stage.is_open and (number := getattr(stage, name)):
            since = count.since(stage) if count.since else None
            yield Waiting(count.waits % place, number, count.address(stage, ""), since, stage.closes_at)
    if late := sum(load.is_at_risk for load in loads):
        sentence = _("Penilai yang kecil kemungkinan selesai tepat waktu: %(stage)s, %(edition)s") % place
        yield Waiting(
            sentence, late, f"{stage_address(stage)}?penilai=terlambat#penilai", stage.opened_at, stage.closes_at
        )


def is_due(stage, position, *, at):
    """Whether the act of this phase may be done now."""
    if position.phase == Phase.PUBLISH and stage.objections_until:
        return at >= stage.objections_until
    return position.phase != Phase.OPEN or at >= stage.edition.closes_at


def act_address(stage, noun):
    """The page of an act on a stage."""
    return reverse("judging:act", kwargs={"slug": stage.edition.slug, "position": stage.position, "noun": noun})


def certificates_address(stage):
    """The awards of a stage whose certificates are not printed."""
    page = reverse("judging:certificates", args=[stage.edition.slug, stage.position])
    return f"{page}?status=belum"


def stage_address(stage):
    """The page of a stage in the control room."""
    return reverse("judging:stage", args=[stage.edition.slug, stage.position])
