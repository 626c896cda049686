"""Who may erase the data of a person, and what stands in the way."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules.refusals import ADMIN_ONLY, Refusal

HOLDS_OFFICE = Refusal("erasure_office_held", _("Selama peran masih dipegang, datanya belum dapat dihapus."))
HAS_WORK = Refusal(
    "erasure_open_work", _("Masih ada pekerjaan pada tahap yang berjalan. Selesaikan atau alihkan dahulu.")
)
HAS_MOTION = Refusal("erasure_motion_open", _("Masih ada pengajuan yang menunggu orang ini. Tunggu sampai selesai."))
OWN_DATA = Refusal("erasure_of_oneself", _("Data Anda sendiri dihapus oleh admin kementerian yang lain."))
ERASED_ALREADY = Refusal("erased_already", _("Data orang ini sudah dihapus."))
ASKED_ALREADY = Refusal("erasure_asked_already", _("Permintaan sebelumnya masih menunggu jawaban."))
ANSWERED_ALREADY = Refusal("erasure_answered_already", _("Permintaan penghapusan ini sudah dijawab."))


def in_the_way(*, has_office: bool, has_work: bool, has_motion: bool) -> Refusal | None:
    """Why the data of a person cannot be erased yet, whoever asks."""
    if has_office:
        return HOLDS_OFFICE
    if has_work:
        return HAS_WORK
    return HAS_MOTION if has_motion else None


def answering_refusal(user_id: int, *, office: Membership, is_erased: bool = False) -> Refusal | None:
    """Why this office may not decide about the data of a person."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if office.user_id == user_id:
        return OWN_DATA
    return ERASED_ALREADY if is_erased else None


def asking_refusal(*, is_waiting: bool) -> Refusal | None:
    """Why a person's data may not be asked to be erased once more."""
    return ASKED_ALREADY if is_waiting else None
