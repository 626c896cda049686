"""What the public may read of an innovation besides its answers: asked for the page alone, never judged."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import StoredCopy


@dataclass(frozen=True)
class PublicFacts:
    """What a unit tells the public. `is_agreed` None: nobody has said whether it may be shown."""

    cost: str = ""
    duration: str = ""
    office_name: str = ""
    office_address: str = ""
    office_phone: str = ""
    office_email: str = ""
    is_agreed: bool | None = None


class PublicPage(models.Model):
    """What the owner tells the public about its innovation, shown with an award and only with consent."""

    proposal = models.OneToOneField(
        "proposals.Proposal", models.CASCADE, related_name="public_page", verbose_name=_("usulan")
    )
    cost = models.CharField(_("biaya"), max_length=300, blank=True)
    duration = models.CharField(_("lama menyiapkan"), max_length=200, blank=True)
    office_name = models.CharField(_("nama kantor"), max_length=200, blank=True)
    office_address = models.CharField(_("alamat kantor"), max_length=300, blank=True)
    office_phone = models.CharField(_("telepon kantor"), max_length=60, blank=True)
    office_email = models.EmailField(_("surel kantor"), blank=True)
    # None: nobody has said so yet, and nothing of it is shown.
    is_agreed = models.BooleanField(_("boleh ditampilkan"), null=True)
    told_at = models.DateTimeField(_("diisi"))
    told_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    # Both may tell at any time: what each left when the other took over, so that each sees what the other changed.
    turns = models.JSONField(_("giliran"), default=list, blank=True)

    class Meta:
        verbose_name = _("halaman publik")
        verbose_name_plural = _("halaman publik")

    def __str__(self):
        return f"{self.proposal_id}"

    @property
    def told(self):
        """What it says, as a value."""
        return PublicFacts(**{field: getattr(self, field) for field in PublicFacts.__dataclass_fields__})

    @property
    def office(self):
        """The office to ask, by field; empty where none is named."""
        said = {name: getattr(self, f"office_{name}") for name in ("name", "address", "phone", "email")}
        return said if any(said.values()) else {}


class PublicPictureQuerySet(models.QuerySet):
    def present(self):
        return self.filter(removed_at=None)


class PublicPicture(models.Model):
    """The picture of an innovation, for its public page. Shown with its description alone."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="public_pictures", verbose_name=_("usulan")
    )
    # What is to be seen on it, for those who cannot.
    alt = models.CharField(_("keterangan gambar"), max_length=200, blank=True)
    name = models.CharField(_("nama berkas"), max_length=200)
    file = models.FileField(_("berkas"), max_length=200)
    size = models.PositiveIntegerField(_("ukuran (B)"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    # The same, as small as it is shown among many.
    card = models.FileField(_("berkas kecil"), max_length=200)
    card_size = models.PositiveIntegerField(_("ukuran berkas kecil (B)"))
    card_sha256 = models.CharField(_("sidik digital berkas kecil"), max_length=64)
    added_at = models.DateTimeField(_("diunggah"))
    added_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(_("dihapus"), null=True, blank=True)

    objects = PublicPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("gambar inovasi")
        verbose_name_plural = _("gambar inovasi")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, card_size__gt=0), name="public_picture_is_not_empty"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(removed_at=None), name="public_picture_one_present_a_proposal"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def small(self):
        """The small copy, for cards."""
        return StoredCopy(self.card.name, self.card_size, self.card_sha256)

    @property
    def clean(self):
        """The copy that is looked at: of a size to look at, without author, place and history."""
        return StoredCopy(self.file.name, self.size, self.sha256)
