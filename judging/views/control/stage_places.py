"""The other pages of a stage, as its page leads to them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.pages import above
from accounts.pages.doors import is_open
from accounts.templatetags.numbers import number
from judging import rules
from judging.circle import further_reading
from judging.reading import progress
from judging.reading.ticks import at_stage
from judging.reporting import irregularities
from judging.views.control.timetables import days


def places(stage, request):
    """The stage's other pages that are the person's to open, as links; one that is still sealed is named with why."""
    sealed = rules.results_refusal(stage, state=progress.computation_state(stage))
    history = above.address("history", stage.edition.slug)
    found = [
        {
            "label": _("Hasil dan perhitungan"),
            "url": "" if sealed else at_stage("judging:results", stage),
            "note": sealed,
        }
    ]
    found += about_marks(stage, office=request.office, sealed=sealed)
    if progress.decision(stage):
        found.append(
            {"label": _("Keputusan dan komposisi"), "url": at_stage("judging:deliberation", stage), "note": ""}
        )
        if stage.needs.selects:
            found.append({"label": _("Rapat pleno"), "url": at_stage("judging:plenary", stage), "note": ""})
    found += days.links(stage)
    if stage.needs.is_public:
        found.append({"label": _("Penilaian tertahan"), "url": at_stage("judging:held", stage), "note": ""})
        if stage.opened_at:
            found.append({"label": _("Halaman masyarakat"), "url": at_stage("judging:benefit", stage), "note": ""})
    if not rules.rehearsal_refusal(stage, office=request.office):
        found.append({"label": _("Uji coba sampai diumumkan"), "url": at_stage("judging:rehearsal", stage), "note": ""})
    kept = (
        (not sealed and stage.needs.is_scored and stage.needs.judged_by, _("Umpan balik"), "judging:feedback"),
        (
            stage.arranged.is_calibrated and stage.opened_at,
            _("Putaran kalibrasi"),
            "judging:calibration",
        ),
        (stage.provisional_at, _("Tanggapan masyarakat"), "judging:objections-desk"),
        (
            stage.published_at and stage.arranged.days_to_coach,
            _("Pembinaan finalis"),
            "judging:coaching",
        ),
        (stage.has_recusals, _("Tugas yang dikembalikan"), "judging:ties"),
        (stage.opened_at and stage.needs.judged_by, _("Bukti yang tidak terbuka"), "judging:unopened"),
        (stage.gives_awards, _("Sertifikat"), "judging:certificates"),
    )
    found += [{"label": label, "url": at_stage(name, stage), "note": ""} for has_any, label, name in kept if has_any]
    found.append({"label": _("Riwayat tahap"), "url": f"{history}?tahap={stage.position}", "note": ""})
    return [place for place in found if not place["url"] or is_open(request, place["url"])]


def about_marks(stage, *, office, sealed):
    """The pages about marks: further reads while they are made, each mark and what does not fit once they are open."""
    found = []
    is_read = stage.has_work and stage.n_done == stage.n_total
    # Whether the stage has a line is asked of the database last: while cards are open the answer is no anyway.
    if is_read and stage.is_open and not further_reading.refusal(stage, office=office, at=timezone.now()):
        found.append((_("Pembacaan tambahan"), "judging:further-reading"))
    if is_read and stage.arranged.is_discussed:
        found.append((_("Pembahasan penilai"), "judging:disagreements"))
    if not sealed and stage.needs.is_scored:
        found += [(_("Nilai setiap lembar"), "judging:marks"), (odd(stage), "judging:irregularities")]
    return [{"label": label, "url": at_stage(name, stage), "note": ""} for label, name in found]


def odd(stage):
    """The page of what does not fit, with how much there is."""
    if count := len(irregularities.of(stage)):
        return _("Kejanggalan nilai (%(count)s)") % {"count": number(count)}
    return _("Kejanggalan nilai")
