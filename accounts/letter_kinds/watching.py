"""Letters of the portal about itself."""

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds.fields import LINK, PERSON, Field, LetterKind, Recipients
from accounts.models.membership import Role

KINDS = {
    "alarm.raised": LetterKind(
        _("Peringatan tentang jalannya portal"),
        Recipients(_("Admin kementerian"), Role.MINISTRY_ADMIN),
        (
            PERSON,
            LINK,
            Field("peringatan", _("yang terjadi"), _("Ruang disk tinggal 1,5 GB (4%).")),
            Field("tindakan", _("yang perlu dilakukan"), _("Perbesar disk.")),
        ),
        needed=("peringatan", "tindakan"),
    ),
    "inspection.broken": LetterKind(
        _("Pemeriksaan portal menemukan yang tidak benar"),
        Recipients(_("Admin kementerian dan auditor"), Role.MINISTRY_ADMIN, Role.AUDITOR),
        (PERSON, LINK, Field("temuan", _("banyaknya yang tidak benar"), _("2 hal"))),
        needed=("tautan",),
    ),
}
