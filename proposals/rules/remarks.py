"""Notes on single answers, fields and files that come with a return."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from proposals.rules.coaching import NOTE_MISSING

NO_SUCH_QUESTION = Refusal("no_such_question", _("Bagian ini tidak ada dalam formulir usulan ini."))
PASSAGE_NOT_THERE = Refusal(
    "passage_not_there", _("Kutipan ini tidak ada dalam jawabannya. Salin persis dari jawaban, atau kosongkan.")
)


def remark_refusal(text: str, passage: str, *, answer: str) -> Refusal | None:
    """Why a note on an answer cannot be given: it says nothing, or quotes what is not there; blanks are no matter."""
    if not text.strip():
        return NOTE_MISSING
    return None if on_one_line(passage) in on_one_line(answer) else PASSAGE_NOT_THERE


def on_one_line(text: str) -> str:
    """A text with one blank between its words, however its lines were broken."""
    return " ".join(text.split())
