"""Refusals that several acts on a dossier give."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from proposals.models import Status

UNIT_ONLY = Refusal("unit_only", _("Hanya unit yang membuat usulan ini dapat melakukannya."))
AGENCY_ONLY = Refusal("agency_only", _("Hanya admin instansi dapat melakukannya."))
NOTHING_OPEN = Refusal("nothing_open", _("Tidak ada edisi yang sedang menerima usulan."))
WITH_UNIT = Refusal("with_unit", _("Usulan sedang di unit. Tunggu sampai unit menyerahkannya kepada Anda."))
WITH_AGENCY = Refusal(
    "with_agency",
    _("Usulan sedang diperiksa admin instansi. Anda dapat mengubahnya lagi bila dikembalikan."),
)
WITHDRAWN = Refusal("withdrawn", _("Usulan sudah ditarik."))
DISQUALIFIED = Refusal("disqualified", _("Usulan sudah didiskualifikasi."))
WRONG_STATUS = Refusal("wrong_status", _("Status usulan sudah berubah. Muat ulang halaman usulan."))
UNDECLARED = Refusal("undeclared", _("Centang pernyataan sebelum mengajukan usulan."))
ENDED: dict[str, Refusal] = {Status.WITHDRAWN: WITHDRAWN, Status.DISQUALIFIED: DISQUALIFIED}
