"""What may be done about an interview session, by whom and when, and why not."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.moments import day
from accounts.rules import MINISTRY_ONLY, Refusal
from competitions.models import Stage
from judging.models import Session
from judging.rules.refusals import ALREADY_OVER, LEFT_THE_CONTEST, STAGE_NOT_OPEN
from proposals.rules import video_refusal

NOT_YOUR_SESSION = Refusal("not_your_session", _("Sesi ini milik unit atau instansi lain."))
NOT_ASKED_FOR = Refusal("material_not_asked", _("Bahan ini tidak diminta di tahap ini."))
SESSION_BEGAN = Refusal(
    "session_began", _("Sesi ini sudah dimulai. Hubungi sekretariat bila ada yang perlu diperbaiki.")
)
NOT_YET_BEGUN = Refusal("session_not_begun", _("Sesi ini belum dimulai. Catat jalannya sesudah sesi dimulai."))
NOTE_MISSING = Refusal("session_note_missing", _("Tulis apa yang terjadi."))
HEAD_UNSAID = Refusal("head_unsaid", _("Pilih apakah pimpinan instansi hadir."))
HELD_ALREADY = Refusal("session_held", _("Sesi ini sudah berlangsung, jadi tidak dipindahkan lagi."))
INTO_THE_PAST = Refusal("session_into_the_past", _("Waktu itu sudah lewat. Pilih waktu yang akan datang."))
OUTSIDE_THE_STAGE = Refusal(
    "session_outside_the_stage", _("Waktu itu di luar jadwal tahap ini. Pilih waktu di dalamnya atau perpanjang tahap.")
)
DUE_IN_THE_PAST = Refusal(
    "materials_due_in_the_past",
    _("Bahan presentasi untuk waktu itu sudah jatuh tempo, dan belum semuanya diserahkan. Pilih waktu lebih kemudian."),
)
NO_SUCH_ROOM = Refusal("no_such_room", _("Ruang itu tidak ada di tahap ini."))
MOVED_AGAIN = Refusal("moved_again", _("Sesi ini sudah dipindahkan lagi sesudah itu."))
SESSION_CLASHES = Refusal("session_clashes", _("Waktu itu berbenturan dengan sesi lain."))
NO_SESSIONS = Refusal("no_sessions", _("Sesi belum disusun. Bagikan tugas tahap ini dahulu."))
NO_MEETING_LINK = Refusal(
    "no_meeting_link",
    _("Tautan rapat, misalnya https://rapat.go.id/ruang-1, harus berawalan https:// dan dapat dibuka dari luar."),
)


def participant_refusal(session: Session, *, office: Membership) -> Refusal | None:
    """Why an office does not speak for the entrant of a session."""
    proposal = session.proposal
    if office.role == Role.UNIT:
        is_own = proposal.unit_id is not None and office.unit_id == proposal.unit_id
    else:
        is_own = office.role == Role.AGENCY_ADMIN and office.agency_id == proposal.agency_id
    return None if is_own else NOT_YOUR_SESSION


def preparing_refusal(session: Session, *, office: Membership, at: datetime) -> Refusal | None:
    """Why an office may not hand in materials for a session, or say who presents; late is allowed, and shown."""
    if refusal := participant_refusal(session, office=office):
        return refusal
    if session.proposal.status in LEFT_THE_CONTEST:
        return LEFT_THE_CONTEST[session.proposal.status]
    if not session.stage.is_open:
        return STAGE_NOT_OPEN
    return SESSION_BEGAN if session.starts_at <= at else None


def material_refusal(session: Session, kind: str) -> Refusal | None:
    """Why a material is not one of this stage's."""
    return None if kind in session.stage.arranged.asked_materials else NOT_ASKED_FOR


def meeting_link_refusal(url: str) -> Refusal | None:
    """Why an address is no way into a meeting: not encrypted, or inside somebody's own network."""
    return None if url.lower().startswith("https://") and video_refusal(url) is None else NO_MEETING_LINK


def linking_refusal(stage: Stage, *, office: Membership) -> Refusal | None:
    """Why an office may not say where the rooms of a stage meet."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    return ALREADY_OVER if stage.is_over else None


def time_for_materials(stage: Stage, *, at: datetime) -> list[str]:
    """That sessions laid out at the moment `at` begin later for the sake of materials, as a sentence; else nothing."""
    heard_from = stage.arranged.heard_from(at)
    if not stage.arranged.asked_materials or heard_from <= stage.opens_at:
        return []
    said = {"days": stage.arranged.days_for_materials, "first": day(timezone.localdate(heard_from))}
    return [
        _now(
            "Bahan diserahkan paling lambat %(days)s hari sebelum sesi, jadi sesi paling awal %(first)s. Jumlah "
            "harinya dapat dikurangi lewat perubahan aturan edisi."
        )
        % said
    ]


def due_refusal(session: Session, starts_at: datetime, *, owes: bool, at: datetime) -> Refusal | None:
    """Why a session may not begin so early that what its entrant still owes is due before anybody is told of it."""
    if not owes or starts_at >= session.starts_at:
        return None
    return DUE_IN_THE_PAST if session.stage.arranged.materials_due(starts_at) <= at else None


def moving_refusal(
    session: Session,
    room: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    owes: bool = False,
    office: Membership,
    at: datetime,
) -> Refusal | None:
    """Why a session may not be held at another time or in another room: never in the past, never outside the window.

    `owes` says that its entrant has not handed in all materials.
    """
    stage = session.stage
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if session.proposal.status in LEFT_THE_CONTEST:
        return LEFT_THE_CONTEST[session.proposal.status]
    if not stage.is_open:
        return STAGE_NOT_OPEN
    if session.outcome == Session.Outcome.HELD:
        return HELD_ALREADY
    if starts_at <= at:
        return INTO_THE_PAST
    if starts_at < stage.opens_at or ends_at > stage.closes_at:
        return OUTSIDE_THE_STAGE
    if room not in (*stage.arranged.hearing_rooms, session.room):
        return NO_SUCH_ROOM
    return due_refusal(session, starts_at, owes=owes, at=at)


def timetable_refusal(stage: Stage, *, office: Membership, has_sessions: bool) -> Refusal | None:
    """Why a timetable may not be published."""
    if refusal := linking_refusal(stage, office=office):
        return refusal
    return None if has_sessions else NO_SESSIONS


def noting_refusal(session: Session, *, at: datetime) -> Refusal | None:
    """Why nobody may note now how a session went: it has not begun, or the stage is over."""
    if session.proposal.status in LEFT_THE_CONTEST:
        return LEFT_THE_CONTEST[session.proposal.status]
    if session.stage.is_over:
        return ALREADY_OVER
    return NOT_YET_BEGUN if at < session.starts_at else None


def noted_refusal(outcome: str, *, head_was_present: bool | None, note: str) -> Refusal | None:
    """Why what was noted is not whole: who was there where it was held, what happened where it was not."""
    if outcome == Session.Outcome.HELD:
        return HEAD_UNSAID if head_was_present is None else None
    return None if note.strip() else NOTE_MISSING
