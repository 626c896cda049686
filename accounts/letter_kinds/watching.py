"""Letters of the portal about itself."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import LINK, PERSON, Field, LetterKind, Recipients
from accounts.models.membership import Role

KINDS = {
    "inspection.broken": LetterKind(
        _("Pemeriksaan portal menemukan yang tidak benar"),
        Recipients(_("Admin kementerian dan auditor"), Role.MINISTRY_ADMIN, Role.AUDITOR),
        (PERSON, LINK, Field("temuan", _("banyaknya yang tidak benar"), _("2 hal"))),
        needed=("tautan",),
    ),
}
