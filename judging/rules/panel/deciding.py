"""Who may decide, and why not."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import ADMIN_ONLY, MINISTRY_ONLY, Refusal
from accounts.rules.motions import SAME_PERSON
from competitions.models import Stage
from judging.models import Decision
from judging.rules.refusals import ALREADY_PUBLISHED, NO_AWARDS, NOT_COMPUTED

ALREADY_PROPOSED = Refusal(
    "already_proposed", _("Keputusan ini sudah diajukan. Tunggu persetujuan atau minta dikembalikan.")
)
NOT_PROPOSED = Refusal("not_proposed", _("Keputusan ini belum diajukan."))
PUBLICATION_NOT_MOVED = Refusal("publication_not_moved", _("Pengumuman tahap ini belum diajukan."))
ALREADY_APPROVED = Refusal("already_approved", _("Keputusan ini sudah disetujui."))
AGREED = Refusal("agreed", _("Ini sudah disetujui dan menunggu waktunya."))
DECREE_IN_FUTURE = Refusal(
    "decree_in_future", _("Tanggal keputusan belum tiba. Isi tanggal keputusan yang sudah ditandatangani.")
)
DECREE_TOO_EARLY = Refusal(
    "decree_too_early",
    _("Tanggal keputusan lebih awal daripada penutupan tahap ini. Isi tanggal penutupan itu atau sesudahnya."),
)
OVERRIDE_MISSING = Refusal(
    "override_missing",
    _("Keputusan ini menyimpang dari aturan komposisi. Tulis alasannya: alasan ini terbaca oleh publik."),
)
LIST_DEPARTS = Refusal(
    "list_departs",
    _("Daftar yang diumumkan menyimpang dari aturan komposisi. Tulis alasannya: alasan ini terbaca oleh publik."),
)
LIST_NOT_DECIDED = Refusal(
    "list_not_decided",
    _("Hasil tahap ini sementara dan kedua daftarnya berbeda. Putuskan dahulu daftar mana yang berlaku."),
)
ONE_LIST = Refusal("one_list", _("Hasil tahap ini tidak sementara: daftarnya hanya satu."))
TOO_MANY_PLACES = Refusal("too_many_places", _("Jumlah yang lanjut melebihi kuota."))


def deliberation_refusal(decision: Decision | None, *, office: Membership) -> Refusal | None:
    """Why a decision's choices may not be changed."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if decision is None:
        return NOT_COMPUTED
    if decision.approved_at:
        return ALREADY_APPROVED
    return ALREADY_PROPOSED if decision.proposed_at else None


def proposing_refusal(decision: Decision | None, *, office: Membership) -> Refusal | None:
    """Why a decision may not be put forward."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    return deliberation_refusal(decision, office=office)


def listing_refusal(decision: Decision | None, *, office: Membership, notes: Mapping[str, object]) -> Refusal | None:
    """Why nobody may decide which of two lists counts; `notes` are those of the computation."""
    if refusal := deliberation_refusal(decision, office=office):
        return refusal
    return None if notes.get("provisional") else ONE_LIST


def undecided_list_refusal(decision: Decision, *, notes: Mapping[str, object]) -> Refusal | None:
    """Why a decision may not be settled yet: the result is provisional, its lists differ, and nobody chose."""
    differ = notes.get("only_counts") or notes.get("only_plain")
    return LIST_NOT_DECIDED if notes.get("provisional") and differ and not decision.listing else None


def approving_refusal(decision: Decision | None, *, office: Membership) -> Refusal | None:
    """Why a page offers this person no approval of a decision; the motion's own rules also look at its authors."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if decision is None:
        return NOT_COMPUTED
    if decision.approved_at:
        return ALREADY_APPROVED
    if decision.motion is None or not decision.is_proposed:
        return NOT_PROPOSED
    if decision.agreed_at:
        return AGREED
    return SAME_PERSON if decision.motion.mover_id == office.user_id else None


def releasing_publication_refusal(
    *, office: Membership, mover: int | None, is_moved: bool, is_agreed: bool = False
) -> Refusal | None:
    """Why a page offers this person no approval of a publication; `mover` is the user id of who moved it.

    The motion's own rules also look at whoever had a hand in the choices.
    """
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if not is_moved:
        return PUBLICATION_NOT_MOVED
    if is_agreed:
        return AGREED
    return SAME_PERSON if mover == office.user_id else None


def decree_refusal(
    stage: Stage, decision: Decision | None, *, office: Membership, gives_awards: bool
) -> Refusal | None:
    """Why the decree's number and date may not be written down; they come after the approval, too."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if not gives_awards:
        return NO_AWARDS
    if stage.published_at:
        return ALREADY_PUBLISHED
    return None if decision is not None else NOT_COMPUTED


def decree_date_refusal(stage: Stage, decree_date: date | None, *, today: date) -> Refusal | None:
    """Why a decree may not carry this date: it is signed after the stage closed, and not tomorrow."""
    if decree_date is None:
        return None
    if decree_date > today:
        return DECREE_IN_FUTURE
    return DECREE_TOO_EARLY if stage.closed_at and decree_date < timezone.localdate(stage.closed_at) else None
