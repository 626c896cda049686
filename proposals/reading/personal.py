"""What a person wrote into dossiers, for that person to take along."""

from django.utils.translation import gettext_lazy as _

from accounts.reading.personal import AT_ONCE, PersonalPart
from proposals.models import Attachment, SectionVersion


def written(user):
    """The texts that the person saved, every version."""
    found = SectionVersion.objects.filter(saved_by__user=user).select_related("proposal__edition", "section")
    return (
        (one.proposal.edition.name, one.proposal.title, one.section.title, one.number, one.saved_at, one.texts)
        for one in found.order_by("proposal", "section", "number").iterator(AT_ONCE)
    )


def attached(user):
    """The files that the person attached, by name."""
    found = Attachment.objects.filter(attached_by__user=user).order_by("pk")
    return found.values_list("proposal__title", "name", "size", "attached_at")


EDITION, TITLE = ("edisi", _("Edisi")), ("judul", _("Judul inovasi"))
PARTS = (
    PersonalPart(
        "naskah",
        _("Bagian usulan yang Anda tulis"),
        (
            EDITION,
            TITLE,
            ("bagian", _("Bagian")),
            ("versi", _("Versi")),
            ("disimpan", _("Disimpan")),
            ("jawaban", _("Jawaban")),
        ),
        written,
    ),
    PersonalPart(
        "berkas",
        _("Berkas yang Anda lampirkan"),
        (TITLE, ("nama", _("Nama berkas")), ("ukuran", _("Ukuran (B)")), ("dilampirkan", _("Dilampirkan"))),
        attached,
    ),
)
