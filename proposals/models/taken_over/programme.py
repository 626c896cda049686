"""Other programmes whose innovations the catalogue shows, and the rows of the sheets they come in."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints
from proposals.models.entry_words import key_of_entry


class ProgrammeQuerySet(models.QuerySet):
    def by_name(self):
        """In the order of their names."""
        return self.order_by(Lower("name"), "pk")

    def locked(self, pk):
        """The programme, its row locked until the transaction ends; lists go on pointing at it."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)

    def called(self, name):
        """The one of this name, in any case; None where there is none."""
        return self.filter(name__iexact=name).first()


class OtherProgramme(models.Model):
    """A programme beside the contest, such as IGA or InoLAN; what it gives is no award of the contest."""

    name = models.CharField(_("nama program"), max_length=80)
    # What the public reads of it, and where it speaks of itself.
    description = models.CharField(_("keterangan"), max_length=500, blank=True)
    url = models.URLField(_("tautan"), max_length=300, blank=True)
    # Whether what it honoured counts as an earlier top award where a proposal speaks of the same innovation.
    counts_as_top = models.BooleanField(_("dihitung sebagai penghargaan utama terdahulu"), default=False)
    # {field: heading} as the last sheet of it was read: offered the next time.
    headings = models.JSONField(_("kolom terakhir"), default=dict, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("program lain")
        verbose_name_plural = _("program lain")
        # Its name stands in the catalogue.
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="programme_one_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="programme_has_a_name"),
        ]

    def __str__(self):
        return self.name


class SheetRow(models.Model):
    """One row of a sheet as it came, and what becomes of it once its columns are known."""

    class Outcome(models.TextChoices):
        GOOD = "good", _("masuk katalog")
        BAD = "bad", _("perlu diperbaiki")
        TWICE = "twice", _("ganda dalam berkas")
        KNOWN = "known", _("sudah ada di katalog")
        ALIKE = "alike", _("mirip dengan yang ada di katalog")

    # Found by its list and number; an index for each of its references would be written a hundred thousand times.
    listed = models.ForeignKey(
        "proposals.WinnerList", models.CASCADE, related_name="sheet_rows", db_index=False, verbose_name=_("daftar")
    )
    number = models.PositiveIntegerField(_("baris"))
    # Every cell as text, in the order of the columns.
    cells = models.JSONField(_("isi"))
    outcome = models.CharField(_("hasil"), max_length=5, choices=Outcome, blank=True)
    # What it is compared by; empty where something is wrong with it.
    title = models.CharField(_("judul"), max_length=200, blank=True)
    title_key = models.GeneratedField(
        expression=key_of_entry(),
        output_field=models.CharField(max_length=200),
        db_persist=True,
        verbose_name=_("kunci judul"),
    )
    agency = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("instansi"),
    )
    agency_name = models.CharField(_("nama instansi"), max_length=200, blank=True)
    # Whether it says of itself that it is another one than what resembles it.
    is_other = models.BooleanField(_("bukan duplikat"), default=False)
    # The row before with the same innovation, or the one in the catalogue and how alike their titles are.
    first = models.PositiveIntegerField(_("baris pertama"), null=True, blank=True)
    entry = models.ForeignKey(
        "proposals.CatalogueEntry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("inovasi di katalog"),
    )
    likeness = models.FloatField(_("kemiripan"), null=True, blank=True)

    class Meta:
        verbose_name = _("baris berkas")
        verbose_name_plural = _("baris berkas")
        indexes = [models.Index(fields=["listed", "outcome", "number"], name="sheet_row_by_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["listed", "number"], name="sheet_row_once_a_number"),
            models.CheckConstraint(
                condition=Q(outcome="twice", first__isnull=False) | (~Q(outcome="twice") & Q(first=None)),
                name="sheet_row_twice_names_the_first",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=("known", "alike"), entry__isnull=False)
                | (~Q(outcome__in=("known", "alike")) & Q(entry=None)),
                name="sheet_row_in_the_catalogue_names_its_entry",
            ),
        ]

    def __str__(self):
        return f"{self.listed_id} {self.number}"
