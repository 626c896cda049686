"""Refusals that several activities of judging give."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from proposals.models import Status

OWN_AGENCY = Refusal(
    "own_agency",
    _("Anda tidak menilai usulan dari instansi tempat Anda bekerja, sekarang atau dalam tiga tahun terakhir."),
)
NOT_OPEN = Refusal("not_open", _("Tahap ini tidak sedang berjalan, jadi nilai tidak dapat dicatat."))
OUTSIDE_WINDOW = Refusal("outside_window", _("Waktu tahap ini belum mulai atau sudah lewat. Hubungi sekretariat."))
STAGE_NOT_OPEN = Refusal("stage_not_open", _("Tahap ini tidak sedang berjalan."))
NOT_COMPUTED = Refusal("not_computed", _("Hasil tahap ini belum selesai dihitung."))
ALREADY_PUBLISHED = Refusal("already_published", _("Hasil tahap ini sudah diumumkan."))
ALREADY_OVER = Refusal("already_over", _("Tahap ini sudah selesai."))
LEFT_THE_CONTEST: dict[str, Refusal] = {
    Status.WITHDRAWN: Refusal("withdrawn_undecided", _("Usulan ini ditarik pengusulnya, jadi tidak diputuskan lagi.")),
    Status.DISQUALIFIED: Refusal(
        "disqualified_undecided", _("Usulan ini didiskualifikasi, jadi tidak diputuskan lagi.")
    ),
}
NO_AWARDS = Refusal("no_awards", _("Tahap ini tidak memberi penghargaan."))
