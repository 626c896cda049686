"""Letters about what is left to do."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import Field, LetterKind, Recipients
from accounts.models.membership import JUDGES, MINISTRY
from competitions.letter_kinds.fields import ANSWER_BY, COMMON, LEFT, NUMBER, SECRETARIAT, STAGE, UNTIL, WRITERS
from competitions.letter_kinds.objections import OBJECTED

KINDS = {
    "reminder.drafts": LetterKind(
        _("Pengingat: usulan belum diajukan"),
        WRITERS,
        (
            *COMMON,
            UNTIL,
            LEFT,
            Field("usulan", _("usulan yang belum diajukan"), "- Antrean Tanpa Kertas (KIPP-2027-00012)"),
        ),
        is_courtesy=True,
    ),
    "reminder.judging": LetterKind(
        _("Pengingat: penilaian belum selesai"),
        Recipients(_("Penilai yang belum selesai"), *JUDGES),
        (*COMMON, STAGE, UNTIL, LEFT, NUMBER),
        is_courtesy=True,
    ),
    "reminder.invited": LetterKind(
        _("Pengingat: undangan belum dijawab"),
        Recipients(_("Calon penilai yang belum menjawab"), *JUDGES),
        (*COMMON, STAGE, ANSWER_BY),
    ),
    "reminder.materials": LetterKind(
        _("Pengingat: bahan presentasi belum diserahkan"),
        WRITERS,
        (
            *COMMON,
            STAGE,
            UNTIL,
            LEFT,
            Field(
                "bahan",
                _("usulan dan bahan yang belum diserahkan"),
                _("- Antrean Tanpa Kertas (KIPP-2027-00012): salindia, tautan video"),
            ),
        ),
        is_courtesy=True,
    ),
    "reminder.answers": LetterKind(
        _("Pengingat: sanggahan belum dijawab"),
        Recipients(_("Orang kementerian yang ditugasi menjawab"), *MINISTRY),
        (*COMMON, STAGE, ANSWER_BY, LEFT, OBJECTED),
    ),
    "reminder.late": LetterKind(
        _("Penilai yang belum selesai"),
        SECRETARIAT,
        (
            *COMMON,
            STAGE,
            UNTIL,
            Field("penilai", _("penilai dan sisa tugasnya"), _("- J01 Citra Suryani (citra@contoh.go.id): 3 usulan")),
        ),
    ),
}
