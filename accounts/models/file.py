"""Files that people handed in, as rows speak of them: for the record, and as they are handed out."""

from typing import NamedTuple

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class StoredCopy(NamedTuple):
    """One copy in the store, as a row says that it lies there; `sha256` is "" where the row does not know it."""

    name: str
    size: int
    sha256: str


class HandedIn(models.Model):
    """A file that lies in the store twice, often as the same bytes: for the record, and clean.

    The record has a file as it came, unless something in it runs; then that was taken out. Only what carries an
    electronic signature has it still (`is_active`): the proof would be worth nothing otherwise, and nobody downloads
    it. The clean copy is without author, place and history, and nothing in it runs.
    """

    name = models.CharField(_("nama berkas"), max_length=200)
    content_type = models.CharField(_("jenis isi"), max_length=100)
    # Of the bytes as they came: the same upload is known again, also where something was taken out of it.
    came_sha256 = models.CharField(_("sidik digital kiriman"), max_length=64)
    file = models.FileField(_("berkas"), max_length=200)
    size = models.PositiveIntegerField(_("ukuran (B)"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    clean_file = models.FileField(_("salinan bersih"), max_length=200)
    clean_size = models.PositiveIntegerField(_("ukuran salinan (B)"))
    clean_sha256 = models.CharField(_("sidik digital salinan"), max_length=64)
    is_signed = models.BooleanField(_("bertanda tangan elektronik"), default=False)
    is_active = models.BooleanField(_("memuat isi yang berjalan sendiri"), default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, clean_size__gt=0), name="%(class)s_is_not_empty"),
            models.CheckConstraint(
                condition=Q(is_signed=False) | Q(sha256=F("came_sha256")), name="%(class)s_signed_is_as_it_came"
            ),
            models.CheckConstraint(
                condition=Q(is_active=False) | (Q(is_signed=True) & ~Q(sha256=F("clean_sha256"))),
                name="%(class)s_active_only_for_its_signature",
            ),
        ]

    @property
    def on_record(self):
        """The copy that proves what was handed in."""
        return StoredCopy(self.file.name, self.size, self.sha256)

    @property
    def clean(self):
        """The copy that tells nothing of who made it."""
        return StoredCopy(self.clean_file.name, self.clean_size, self.clean_sha256)

    def named(self, stem):
        """A name for the clean copy that tells nothing of who sent it, with the ending of its kind."""
        return f"{stem}.{self.clean_file.name.rpartition('.')[2]}"

    @property
    def handed_out(self):
        """What is downloaded by those who may know whose it is: the record's copy, unless something in it runs."""
        return self.clean if self.is_active else self.on_record
