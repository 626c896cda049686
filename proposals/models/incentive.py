"""Which columns the list of winners has that goes to the finance ministry: no form of it is known, so it is data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IncentiveColumn(models.Model):
    """One column of the list for the regional incentive: what it holds, and what it is called."""

    class Source(models.TextChoices):
        REGION_CODE = "region_code", _("kode wilayah")
        REGION = "region", _("nama wilayah")
        PROVINCE = "province", _("provinsi")
        AGENCY = "agency", _("instansi")
        KIND = "kind", _("jenis instansi")
        UNIT = "unit", _("unit")
        TITLE = "title", _("judul inovasi")
        GROUP = "group", _("kelompok")
        CATEGORY = "category", _("kategori")
        AWARD = "award", _("penghargaan")
        DECREE = "decree", _("nomor keputusan")
        DECREE_DATE = "decree_date", _("tanggal keputusan")
        YEAR = "year", _("tahun")
        STATE = "state", _("keadaan terakhir")
        REPLICATIONS = "replications", _("tempat replikasi")

    position = models.PositiveSmallIntegerField(_("urutan"), unique=True)
    source = models.CharField(_("isi"), max_length=15, choices=Source, unique=True)
    heading = models.CharField(_("judul kolom"), max_length=80)

    class Meta:
        verbose_name = _("kolom data insentif")
        verbose_name_plural = _("kolom data insentif")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(heading=""), name="incentive_column_has_a_heading"),
        ]

    def __str__(self):
        return self.heading
