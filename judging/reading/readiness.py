"""Whether a stage is ready for what comes next, as ticks and gaps; each gap with who fills it, and the page for it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from accounts.pages import above
from accounts.templatetags.moments import deadline
from accounts.templatetags.numbers import number
from judging import stages
from judging.domain.missing import Missing, Where
from judging.domain.panel import composing
from judging.domain.work import checklist_page, entrants_page
from judging.models import Feedback, Invitation
from judging.reading import checklist, met, progress
from judging.reading.ticks import Tick, ToFill, at_stage, tick
from judging.rules.circle.advancing import EARLIER_STAGE
from judging.rules.public.feedback import gives_feedback

# What the link to each place says.
LABELS = {
    Where.CHECKLIST: gettext_lazy("Lihat yang belum diputuskan"),
    Where.MENDED: gettext_lazy("Lihat yang sedang diperbaiki"),
    Where.UNFINISHED: gettext_lazy("Lihat yang belum selesai"),
    Where.REPLACING: gettext_lazy("Tugaskan pengganti"),
    Where.HELD: gettext_lazy("Putuskan kiriman tertahan"),
    Where.VISITS: gettext_lazy("Putuskan perbedaannya"),
    Where.RULES: gettext_lazy("Lihat ketentuan edisi"),
}


def to_fill(stage) -> list[ToFill]:
    """Everything that is missing before a counted stage may close."""
    return [filled_by(one, stage) for one in stages.of(stage).missing(stage)]


@dataclass(frozen=True)
class Readiness:
    """What an act on a stage waits for, thing by thing."""

    title: str
    ticks: list[Tick]

    @property
    def n_gaps(self):
        """How many things are missing."""
        return sum(not tick.is_met for tick in self.ticks)


def of(stage, *, at, earlier_are_over) -> Readiness | None:
    """How ready a counted stage is for its next great act: opening, closing, publishing; None when it is over."""
    if stage.is_over:
        return None
    if stage.state == stage.State.PLANNED:
        return Readiness(_("Siap dibuka?"), list(before_opening(stage, at=at, earlier_are_over=earlier_are_over)))
    if stage.is_open:
        return Readiness(_("Siap ditutup?"), list(before_closing(stage, at=at)))
    return Readiness(_("Siap diumumkan?"), list(before_publishing(stage)))


def before_opening(stage, *, at, earlier_are_over):
    """What must be so before a planned stage opens, and what its work will need at once."""
    edition = stage.edition
    yield tick(
        _("Pendaftaran sudah ditutup"),
        at >= edition.closes_at,
        _("Pendaftaran baru ditutup %(day)s.") % {"day": deadline(edition.closes_at)},
        by=_("sistem"),
        url=above.address("registration", edition.slug),
        label=_("Lihat pendaftaran"),
    )
    yield tick(
        _("Tahap sebelumnya selesai"),
        earlier_are_over,
        EARLIER_STAGE.sentence,
        by=Role.MINISTRY_ADMIN.label,
        url=above.address("edition", edition.slug),
        label=_("Lihat semua tahap"),
    )
    yield in_time(stage, at=at)
    if stage.needs.judged_by:
        agreed = Invitation.objects.accepted().filter(stage=stage).count()
        wanted = max(stage.readers_each or 1, 1)
        yield tick(
            _("Penilai yang bersedia: %(count)s") % {"count": number(agreed)},
            agreed >= wanted or stage.n_judges >= wanted,
            _("Baru %(count)s orang bersedia menilai; paling sedikit %(wanted)s.")
            % {"count": number(agreed), "wanted": number(wanted)},
            by=Role.SECRETARY.label,
            url=at_stage("judging:panel", stage),
            label=_("Undang penilai"),
        )
    if stage.needs.is_ranked:
        yield lot_drawn(stage)


def before_closing(stage, *, at):
    """What must be so before an open stage closes."""
    if stage.needs.judged_by:
        yield tick(
            _("Penilai ditetapkan: %(count)s") % {"count": number(stage.n_judges)},
            stage.n_judges > 0,
            _("Belum ada penilai."),
            by=Role.SECRETARY.label,
            url=at_stage("judging:panel", stage),
            label=_("Tetapkan penilai"),
        )
    if not stage.needs.is_public:
        yield tick(
            _("Tugas sudah dibagikan"),
            stage.has_work,
            _("Tugas belum dibagikan."),
            by=Role.SECRETARY.label,
            url=at_stage("judging:act", stage, noun="pembagian"),
            label=_("Bagikan tugas"),
        )
    if stage.needs.is_ranked:
        yield lot_drawn(stage)
    if stage.is_open and stage.has_work:
        yield in_time(stage, at=at)
    gaps = to_fill(stage)
    yield from (Tick(gap.sentence, gap) for gap in gaps)
    if not gaps:
        yield Tick(_("Semua pekerjaan selesai"))


def before_publishing(stage):
    """What must be so before the result of a closed stage is published."""
    computation, decision = progress.computation(stage), progress.decision(stage)
    yield tick(
        _("Hasil sudah dihitung"),
        computation is not None and computation.state == computation.State.DONE,
        _("Hasil belum selesai dihitung."),
        by=_("sistem"),
        url=at_stage("judging:stage", stage),
        label=_("Lihat tahap"),
    )
    if decision is None:
        return
    where = {"url": at_stage("judging:deliberation", stage), "label": _("Lihat keputusan")}
    for balance in composing.balances(stage, decision):
        words = {"rule": balance.rule, "state": balance.state, "now": balance.now}
        said = _("%(rule)s: %(state)s (sekarang %(now)s)") % words
        yield tick(said, balance.is_kept, said, by=Role.SECRETARY.label, **where)
    if not decision.approved_at:
        yield from met.of(stage, decision)
    yield tick(
        _("Keputusan disetujui orang kedua"),
        decision.approved_at is not None,
        _("Keputusan sudah diajukan dan menunggu orang kedua.")
        if decision.proposed_at
        else _("Keputusan belum diajukan."),
        by=Role.MINISTRY_ADMIN.label,
        **where,
    )
    yield from feedback_approved(stage)
    if stage.objection_days:
        yield tick(
            _("Semua sanggahan sudah diputuskan"),
            stage.provisional_at is not None and not stage.n_objections,
            _("Sanggahan belum diputuskan.") if stage.provisional_at else _("Daftar sementara belum diumumkan."),
            by=Role.SECRETARY.label if stage.provisional_at else Role.MINISTRY_ADMIN.label,
            url=at_stage("judging:objections-desk", stage)
            if stage.provisional_at
            else at_stage("judging:act", stage, noun="daftar-sementara"),
            label=_("Lihat tanggapan masyarakat") if stage.provisional_at else _("Umumkan daftar sementara"),
        )
    if stage.gives_awards:
        yield tick(
            _("Nomor dan tanggal keputusan terisi"),
            bool(decision.decree_number),
            _("Nomor dan tanggal keputusan belum terisi."),
            by=Role.MINISTRY_ADMIN.label,
            url=at_stage("judging:act", stage, noun="surat-keputusan"),
            label=_("Isi surat keputusan"),
        )
        yield tick(
            _("Penanda tangan sertifikat terisi"),
            bool(stage.edition.signatory_name),
            _("Nama penanda tangan sertifikat belum terisi."),
            by=Role.MINISTRY_ADMIN.label,
            url=reverse("competitions:plan", args=[stage.edition.slug]),
            label=_("Buka rencana edisi"),
        )


def feedback_approved(stage):
    """How many applicants will be told why, where the stage was marked; what is not approved never goes."""
    if not gives_feedback(stage):
        return
    told = Feedback.objects.filter(stage=stage).aggregate(
        drafted=Count("pk"), unchecked=Count("pk", filter=Q(checked_at=None)), approved=Count("approved_at")
    )
    values = {"approved": number(told["approved"]), "count": number(told["drafted"] or stage.n_entrants)}
    said = _("Umpan balik: %(approved)s dari %(count)s disetujui") % values
    page = at_stage("judging:feedback", stage)
    yield tick(
        said,
        0 < told["drafted"] == told["approved"],
        _("%(said)s. Yang belum disetujui tidak sampai kepada pengusul.") % {"said": said},
        by=Role.SECRETARY.label,
        url=f"{page}?keadaan={'belum' if told['unchecked'] else 'diperiksa'}" if told["drafted"] else page,
        label=_("Periksa umpan balik") if told["drafted"] else _("Susun umpan balik"),
    )


def in_time(stage, *, at):
    """The stage's schedule, and more time where it has passed."""
    return tick(
        _("Jadwal berlaku sampai %(day)s") % {"day": deadline(stage.closes_at)},
        at < stage.closes_at,
        _("Jadwalnya sudah lewat: %(day)s.") % {"day": deadline(stage.closes_at)},
        by=Role.MINISTRY_ADMIN.label,
        url=at_stage("judging:act", stage, noun="perpanjangan"),
        label=_("Perpanjang waktu"),
    )


def lot_drawn(stage):
    """The lot that breaks the last ties."""
    return tick(
        _("Undian sudah dilakukan"),
        bool(stage.edition.lot_seed),
        _("Undian belum dilakukan."),
        by=Role.MINISTRY_ADMIN.label,
        url=reverse("competitions:lot-draw", args=[stage.edition.slug]),
        label=_("Buka halaman Undian"),
    )


def filled_by(one: Missing, stage) -> ToFill:
    """Something missing with its link."""
    filler = one.judge.label if one.judge else _(" atau ").join(str(role.label) for role in one.by)
    return ToFill(one.sentence, capfirst(filler), address(one, stage), str(LABELS.get(one.place, "")))


def address(one: Missing, stage) -> str:
    """The page where something missing is filled, or ""."""
    if one.place == Where.CHECKLIST:
        return f"{checklist_page(stage)}?keadaan=belum"
    if one.place == Where.MENDED:
        return checklist_page(stage) + f"?keadaan={checklist.MENDED}"
    if one.place == Where.UNFINISHED:
        narrowed = {"penilai": one.judge.code} if one.judge else {}
        return f"{entrants_page(stage)}?{urlencode({'keadaan': 'belum', **narrowed})}"
    if one.place == Where.REPLACING:
        return at_stage("judging:act", stage, noun="pembagian")
    if one.place == Where.HELD:
        return at_stage("judging:held", stage)
    if one.place == Where.VISITS:
        return f"{at_stage('judging:visits', stage)}?keadaan=berbeda"
    if one.place == Where.RULES:
        return reverse("competitions:edition", args=[stage.edition.slug])
    return ""
