"""Who may take a replication a step further, and why not."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, OVERSIGHT, Membership, Role
from accounts.rules import MINISTRY_ONLY, Refusal
from proposals.models import CatalogueEntry, Replication

OWN_INNOVATION = Refusal("own_innovation", _("Ini inovasi instansi Anda sendiri."))
REPLICATION_STANDS = Refusal("replication_stands", _("Instansi Anda sudah menyampaikan minat atas inovasi ini."))
TAKEN_FROM_CATALOGUE = Refusal(
    "taken_from_catalogue", _("Inovasi ini atau penghargaannya dicabut, jadi tidak ditawarkan lagi.")
)
EXAMPLE_ENTRY = Refusal(
    "example_entry", _("Ini inovasi contoh. Minat hanya dapat disampaikan atas inovasi yang nyata.")
)
ADMINS_OF_AGENCIES_ONLY = Refusal(
    "admins_of_agencies_only", _("Minat disampaikan oleh admin instansi yang akan mereplikasi.")
)
OWNER_ONLY = Refusal("owner_only", _("Dijawab oleh admin instansi pemilik inovasi, atau dicatat sekretariat."))
REPLICATOR_ONLY = Refusal("replicator_only", _("Dilakukan oleh admin instansi yang mereplikasi."))
STEP_PASSED = Refusal("replication_step_passed", _("Langkah ini sudah lewat."))
STEP_NOT_REACHED = Refusal("replication_step_not_reached", _("Langkah sebelumnya belum selesai."))
REPLICATION_ENDED = Refusal("replication_ended", _("Replikasi ini sudah berakhir."))
RUNNING_IN_FUTURE = Refusal("replication_in_future", _("Tanggal mulai berjalan tidak boleh di kemudian hari."))
RUNNING_BEFORE_AGREED = Refusal(
    "replication_before_interest", _("Tanggal mulai berjalan lebih awal daripada tahun inovasi asalnya.")
)
Step = Replication.Step
ORDER = (Step.INTEREST, Step.AGREED, Step.RUNNING, Step.CERTIFIED)


def interest_refusal(entry: CatalogueEntry, *, office: Membership, stands: bool) -> Refusal | None:
    """Why an agency may not ask to copy an innovation."""
    if office.role != Role.AGENCY_ADMIN:
        return ADMINS_OF_AGENCIES_ONLY
    if entry.is_example:
        return EXAMPLE_ENTRY
    if entry.ended_at:
        return TAKEN_FROM_CATALOGUE
    if entry.agency_id == office.agency_id:
        return OWN_INNOVATION
    return REPLICATION_STANDS if stands else None


def step_refusal(replication: Replication, wanted: Step) -> Refusal | None:
    """Why a replication cannot go on to the step `wanted` now."""
    if replication.step not in ORDER:
        return REPLICATION_ENDED
    reached, place = ORDER.index(replication.step), ORDER.index(wanted)
    if place <= reached:
        return STEP_PASSED
    return STEP_NOT_REACHED if place > reached + 1 else None


def agreement_refusal(replication: Replication, *, office: Membership) -> Refusal | None:
    """Why this office may not agree or decline: the owner's admin may, the ministry with a letter in hand."""
    is_owner = office.role == Role.AGENCY_ADMIN and office.agency_id == replication.entry.agency_id
    if not (is_owner or office.role in MINISTRY):
        return OWNER_ONLY
    return step_refusal(replication, Step.AGREED)


def implementation_refusal(
    replication: Replication, *, office: Membership, since: date | None = None, today: date | None = None
) -> Refusal | None:
    """Why the replicator may not report that it runs; with a date, whether the date can be."""
    if not is_replicator(replication, office):
        return REPLICATOR_ONLY
    if refusal := step_refusal(replication, Step.RUNNING):
        return refusal
    if since and today and since > today:
        return RUNNING_IN_FUTURE
    return RUNNING_BEFORE_AGREED if since and since.year < replication.entry.year else None


def certification_refusal(replication: Replication, *, office: Membership) -> Refusal | None:
    """Why this office may not certify."""
    return MINISTRY_ONLY if office.role not in MINISTRY else step_refusal(replication, Step.CERTIFIED)


def dropping_refusal(replication: Replication, *, office: Membership) -> Refusal | None:
    """Why the replicator may not give it up."""
    if not is_replicator(replication, office):
        return REPLICATOR_ONLY
    if replication.step == Step.CERTIFIED:
        return STEP_PASSED
    return REPLICATION_ENDED if replication.step not in ORDER else None


def is_replicator(replication: Replication, office: Membership) -> bool:
    """Whether the office is of the agency that copies."""
    return office.role == Role.AGENCY_ADMIN and office.agency_id == replication.agency_id


def sees_all(office: Membership) -> bool:
    """Whether the office looks on at every agency's."""
    return office.role in OVERSIGHT
