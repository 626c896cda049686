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
IN_USE = Refusal("in_use", _("Bagian ini sudah dipakai, jadi tidak dapat dihapus."))

# Words beside what is asked: they explain and change no answer and no mark.
WORDING = frozenset(
    {"name", "title", "description", "hint", "remedy", "legal_basis", "claim", "anchor", "text", "specimen"}
)
# Parts whose changes name things by keys that people choose, not fields.
BY_KEYS = frozenset({"places", "recap"})
OF_THE_FORM = frozenset({"admissions", "groups", "categories", "sections", "requirements", "checks"})
# What is still to come: a letter that was sent says for ever what it said.
FREE = frozenset({"letters", "reminders"})
OF_ANSWERS = frozenset({"sections", "requirements"})
OF_STAGES = frozenset({"stages", "places", "composition", "recap", "awards"})


class Changed(Protocol):
    """What a rule asks of a change of a plan; see `competitions.domain.difference.Change`."""

    @property
    def part(self) -> str: ...
    @property
    def place(self) -> tuple[str, ...]: ...
    @property
    def field(self) -> str: ...
    @property
    def is_removal(self) -> bool: ...


def altering_refusal(edition: Edition, *, is_seconded: bool, by: Membership) -> Refusal | None:
    """Why `by` may not alter the plan at all, or not alone, or None."""
    if refusal := planning_refusal(by=by):
        return refusal
    return NEEDS_TWO if edition.announced_at and not is_seconded else None


def change_refusal(
    change: Changed, *, has_opened: bool, stages_begun: Iterable[str], rubrics_begun: Iterable[str]
) -> Refusal | None:
    """Why one change of an announced edition may not be made, or None.

    `has_opened`: registration has opened. `stages_begun`: keys of the stages that have been opened or skipped;
    `rubrics_begun`: keys of the rubrics that these mark by.
    """
    if change.part == "head":
        if not has_opened:
            return None
        return {"opens_at": OPENING_PASSED, "closes_at": CLOSE_IS_EXTENDED}.get(change.field)
    if (change.field in WORDING and change.part not in BY_KEYS) or change.part in FREE:
        return None
    if change.part in OF_THE_FORM:
        if not has_opened:
            return None
        return ASKED_ALREADY if change.part in OF_ANSWERS and change.is_removal else FORM_IN_USE
    begun = set(rubrics_begun if change.part == "rubrics" else stages_begun)
    # Another order of all moves those that have begun as well.
    is_touched = change.place[0] in begun if change.place else bool(begun)
    if not is_touched:
        return None
    return RUBRIC_IN_USE if change.part == "rubrics" else STAGE_IN_USE
