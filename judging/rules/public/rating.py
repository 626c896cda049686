"""When citizens may rate, when held ratings may be decided on, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import ADMIN_ONLY, Refusal
from competitions.models import Stage
from judging.rules.refusals import STAGE_NOT_OPEN

NOT_CONFIRMED = Refusal("not_confirmed", _("Konfirmasi alamat surel Anda dahulu."))
NOT_RATED_NOW = Refusal("not_rated_now", _("Penilaian oleh masyarakat tidak sedang dibuka."))
NOT_A_CANDIDATE = Refusal("not_a_candidate", _("Inovasi ini tidak ikut dinilai lagi."))
NO_BATCH = Refusal("no_batch", _("Pilih paling sedikit satu kiriman yang tertahan."))
NOTHING_STANDS_OUT = Refusal(
    "nothing_stands_out",
    _("Kiriman ini datang sama rapatnya dari awal sampai akhir. Hitung semuanya atau tidak sama sekali."),
)
BATCH_GONE = Refusal("batch_gone", _("Kiriman ini berubah sejak Anda membukanya. Buka daftarnya lagi."))


def rating_refusal(stage: Stage, *, is_confirmed: bool, stands: bool, at: datetime) -> Refusal | None:
    """Why a visitor may not rate an innovation now."""
    if not stage.needs.is_public or not stage.takes_marks(at):
        return NOT_RATED_NOW
    if not stands:
        return NOT_A_CANDIDATE
    return None if is_confirmed else NOT_CONFIRMED


def batch_refusal(stage: Stage, *, office: Membership) -> Refusal | None:
    """Why an office may not put a decision about held ratings forward."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    return None if stage.is_open and stage.needs.is_public else STAGE_NOT_OPEN
