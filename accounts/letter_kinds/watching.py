"""Letters of the portal about itself."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import LINK, PERSON, Field, LetterKind

KINDS = {
    "inspection.broken": LetterKind(
        _("Pemeriksaan portal menemukan yang tidak benar"),
        _("Admin kementerian dan auditor"),
        (PERSON, LINK, Field("temuan", _("banyaknya yang tidak benar"), _("2 hal"))),
        needed=("tautan",),
    ),
}
