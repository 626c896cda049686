"""What the letters of an edition say, where it differs from what the portal says by itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import LetterWording


class LetterTemplate(LetterWording):
    """One kind of letter of one edition: its text with named fields, and whom an answer goes to.

    A kind without a row says what the portal says by itself. An edition without an English text writes Indonesian
    alone.
    """

    edition = models.ForeignKey(
        "competitions.Edition", models.CASCADE, related_name="letter_templates", verbose_name=_("edisi")
    )

    class Meta:
        verbose_name = _("naskah surat")
        verbose_name_plural = _("naskah surat")
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="letter_template_once_an_edition"),
            models.CheckConstraint(
                condition=Q(subject_en="", body_en="") | (~Q(subject_en="") & ~Q(body_en="")),
                name="letter_template_has_a_whole_english_text_or_none",
            ),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.key}"
