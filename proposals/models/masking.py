"""The copy of a dossier that names nobody, and what was marked to be masked in it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together


class MaskedCopy(models.Model):
    """What a judge of a blind stage reads of a dossier: a neutral title, and every answer without a name.

    Whoever reads blind reads this and nothing else. Its unit has confirmed it, or it was made as a stage opened.
    """

    proposal = models.OneToOneField(
        "proposals.Proposal", models.CASCADE, related_name="masked", verbose_name=_("usulan")
    )
    title = models.CharField(_("judul netral"), max_length=200)
    # As it was confirmed or made: what the ministry masks in it can be taken back.
    given_title = models.CharField(_("judul netral semula"), max_length=200)
    # By the key of the section, then of the question.
    texts = models.JSONField(_("jawaban tersamar"))
    words = models.JSONField(_("jumlah kata"))
    # The fingerprint of the title, the names and the answers that it was made of.
    made_of = models.CharField(_("sidik digital"), max_length=16)
    made_at = models.DateTimeField(_("dibuat"))
    confirmed_at = models.DateTimeField(_("dikonfirmasi"), null=True, blank=True)
    confirmed_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("salinan tersamar")
        verbose_name_plural = _("salinan tersamar")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="masked_copy_has_a_title"),
            models.CheckConstraint(
                condition=together("confirmed_at", "confirmed_by"), name="masked_copy_confirmed_who_and_when"
            ),
        ]

    def __str__(self):
        return self.title


class MaskedPassage(models.Model):
    """Words masked wherever they stand in the dossier: marked by the unit, or by the ministry with a reason."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="passages", verbose_name=_("usulan")
    )
    text = models.TextField(_("bagian"))
    # Why the ministry masked it; the unit needs none.
    reason = models.TextField(_("alasan"), blank=True)
    marked_at = models.DateTimeField(_("ditandai"))
    marked_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("bagian tersamar")
        verbose_name_plural = _("bagian tersamar")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "text"], name="masked_passage_once_a_proposal"),
            models.CheckConstraint(condition=~Q(text=""), name="masked_passage_is_not_empty"),
        ]

    def __str__(self):
        return self.text


def neutral_title(path=""):
    """What a proposal is called where nobody may know whose it is, as an expression: never its own title.

    `path` leads from the rows to the proposal ("proposal__"). Without a masked copy it goes by its number.
    """
    return Coalesce(F(f"{path}masked__title"), F(f"{path}code"), output_field=models.CharField())
