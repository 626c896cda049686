"""What of a plan may still change, by whom and when; the table of an announced edition.

Until it is announced an edition changes freely. Afterwards two people change it, and only what nobody has relied on:
what an agency has begun to answer and what judges have begun to mark stays as it was announced.
"""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.rules import Refusal
from competitions.models import Edition
from competitions.rules.planning import planning_refusal

NEEDS_TWO = Refusal(
    "alteration_needs_two", _("Edisi ini sudah diumumkan. Perubahan diajukan dengan alasan dan disetujui orang kedua.")
)
NOTHING_CHANGES = Refusal("nothing_changes", _("Belum ada yang berubah dari rencana sekarang."))
FORM_IN_USE = Refusal(
    "form_in_use",
    _(
        "Pendaftaran sudah dibuka: kelompok, kategori, pertanyaan, dokumen, dan syarat tetap seperti diumumkan. "
        "Hanya nama dan petunjuknya dapat diperjelas."
    ),
)
ASKED_ALREADY = Refusal(
    "asked_already",
    _(
        "Pendaftaran sudah dibuka dan yang dihapus mungkin sudah dijawab unit. Jawaban tidak dibuang: "
        "pertanyaan, bagian, dan dokumen tidak dapat dihapus lagi."
    ),
)
STAGE_IN_USE = Refusal(
    "stage_in_use", _("Tahap ini sudah dibuka. Jadwal, kuota, aturan, dan penghargaannya tetap seperti diumumkan.")
)
RUBRIC_IN_USE = Refusal(
    "rubric_in_use", _("Rubrik ini dipakai tahap yang sudah dibuka. Hanya keterangannya dapat diperjelas.")
)
OPENING_PASSED = Refusal("opening_passed", _("Pendaftaran sudah dibuka. Waktu bukanya tidak dapat diubah lagi."))
CLOSE_IS_EXTENDED = Refusal(
    "close_is_extended", _("Pendaftaran sudah dibuka. Penutupannya hanya dapat diundur, lewat halaman perpanjangan.")
)
CAP_ONLY_GROWS = Refusal(
    "cap_only_grows",
    _("Pendaftaran sudah dibuka. Batas usulan per instansi hanya dapat dinaikkan: instansi sudah memakai batas ini."),
)
INVITED_HAVE_BEGUN = Refusal(
    "invited_have_begun",
    _("Pendaftaran sudah dibuka. Instansi yang sudah memulai usulan dalam kelompok undangan tetap diundang."),
)
IN_USE = Refusal("in_use", _("Bagian ini sudah dipakai, jadi tidak dapat dihapus."))

# Words beside what is asked: they explain and change no answer and no mark.
WORDING = frozenset(
    {"name", "title", "description", "hint", "example", "remedy", "legal_basis", "claim", "anchor", "text", "specimen"}
)
# Parts in which no word only explains: things are named there by keys that people choose, or the name is the thing.
NOT_WORDED = frozenset({"places", "recap", "ties", "awards"})
OF_THE_FORM = frozenset({"admissions", "groups", "categories", "sections", "requirements", "checks"})
# What is still to come: a letter that was sent says for ever what it said.
FREE = frozenset({"letters", "reminders"})
OF_ANSWERS = frozenset({"sections", "requirements"})
OF_STAGES = frozenset({"stages", "places", "composition", "recap", "ties", "awards"})


class Changed(Protocol):
    """What a rule asks of a change of a plan; see `competitions.domain.difference.Change`."""

    @property
    def part(self) -> str: ...
    @property
    def place(self) -> tuple[str, ...]: ...
    @property
    def field(self) -> str: ...
    @property
    def before(self) -> object: ...
    @property
    def after(self) -> object: ...
    @property
    def is_removal(self) -> bool: ...


def altering_refusal(edition: Edition, *, is_seconded: bool, by: Membership) -> Refusal | None:
    """Why `by` may not alter the plan at all, or not alone, or None."""
    if refusal := planning_refusal(by=by):
        return refusal
    return NEEDS_TWO if edition.announced_at and not is_seconded else None


def change_refusal(
    change: Changed,
    *,
    has_opened: bool,
    stages_begun: Iterable[str],
    rubrics_begun: Iterable[str],
    invited_begun: Iterable[tuple[str, str]] = (),
) -> Refusal | None:
    """Why one change of an announced edition may not be made, or None.

    `has_opened`: registration has opened. `stages_begun`: keys of the stages that have been opened or skipped;
    `rubrics_begun`: keys of the rubrics that these mark by; `invited_begun`: (group, agency) pairs of those who were
    invited and have begun a proposal there.
    """
    if change.part == "head":
        return head_refusal(change) if has_opened else None
    if (change.field in WORDING and change.part not in NOT_WORDED) or change.part in FREE:
        return None
    if change.part in OF_THE_FORM:
        return form_refusal(change, invited_begun) if has_opened else None
    begun = set(rubrics_begun if change.part == "rubrics" else stages_begun)
    # Another order of all moves those that have begun as well.
    is_touched = change.place[0] in begun if change.place else bool(begun)
    if not is_touched:
        return None
    return RUBRIC_IN_USE if change.part == "rubrics" else STAGE_IN_USE


def head_refusal(change: Changed) -> Refusal | None:
    """Why the head of an edition may not change so once registration has opened, or None."""
    if change.field == "agency_cap":
        return cap_refusal(change)
    return {"opens_at": OPENING_PASSED, "closes_at": CLOSE_IS_EXTENDED}.get(change.field)


def form_refusal(change: Changed, invited_begun: Iterable[tuple[str, str]]) -> Refusal | None:
    """Why what agencies fill in may not change so once registration has opened, or None."""
    if change.field == "agency_cap":
        return cap_refusal(change)
    if change.field == "invited":
        return invited_refusal(change, invited_begun)
    return ASKED_ALREADY if change.part in OF_ANSWERS and change.is_removal else FORM_IN_USE


def cap_refusal(change: Changed) -> Refusal | None:
    """A cap that agencies count on only grows, or goes."""
    before, after = change.before, change.after
    grows = after is None or (isinstance(before, int) and isinstance(after, int) and after > before)
    return None if grows else CAP_ONLY_GROWS


def invited_refusal(change: Changed, begun: Iterable[tuple[str, str]]) -> Refusal | None:
    """Whoever was invited to a group and has begun a proposal there stays so; others come and go."""
    return INVITED_HAVE_BEGUN if set(uninvited(change)) & set(begun) else None


def uninvited(change: Changed) -> list[tuple[str, str]]:
    """The (group, agency) pairs of those whom a change takes the invitation from."""
    if change.field != "invited" or not isinstance(change.before, list) or not change.place:
        return []
    after = change.after if isinstance(change.after, list) else []
    return [(change.place[0], name) for name in change.before if name not in after]


def standing_refusals(
    part: str, *, has_opened: bool, stages_begun: Iterable[str], rubrics_begun: Iterable[str]
) -> list[Refusal]:
    """What of a part of an announced edition stays as it is, for the page on which it would be altered."""
    if part == "head":
        return [OPENING_PASSED, CLOSE_IS_EXTENDED, CAP_ONLY_GROWS] if has_opened else []
    if part in OF_THE_FORM:
        also = [INVITED_HAVE_BEGUN] if part == "groups" else []
        return [FORM_IN_USE, *also] if has_opened else []
    if part == "rubrics":
        return [RUBRIC_IN_USE] if set(rubrics_begun) else []
    return [STAGE_IN_USE] if part in OF_STAGES and set(stages_begun) else []
