"""Which columns the file for the national catalogue (JIPPNas) has: it has no official form, so it is data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JippnasColumn(models.Model):
    """One column of the file for the national catalogue: what it holds, and what it is called."""

    class Source(models.TextChoices):
        REGISTRATION = "registration", _("nomor registrasi")
        YEAR = "year", _("tahun")
        TITLE = "title", _("judul inovasi")
        CATEGORY = "category", _("jenis inovasi")
        GROUP = "group", _("kelompok")
        STATE = "state", _("status keberlanjutan")
        CONTINUES = "continues", _("berlanjut (ya atau tidak)")
        REASON = "reason", _("alasan keberlanjutan")
        OWNER = "owner", _("instansi pemilik")
        KIND = "kind", _("jenis instansi")
        UNIT = "unit", _("unit penyelenggara pelayanan")
        REGION_CODE = "region_code", _("kode wilayah")
        REGION = "region", _("nama wilayah")
        PROVINCE = "province", _("provinsi")
        SDGS = "sdgs", _("tujuan pembangunan berkelanjutan")
        AWARDS = "awards", _("penghargaan")
        COMPETITION = "competition", _("kompetisi")
        SUMMARY = "summary", _("ringkasan")
        BACKGROUND = "background", _("latar belakang dan tujuan")
        NOVELTY = "novelty", _("kebaruan")
        IMPACT = "impact", _("evaluasi dan dampak")
        ADAPTABILITY = "adaptability", _("adaptasi dan replikasi")
        RESOURCES = "resources", _("sumber daya")
        SUSTAINABILITY = "sustainability", _("strategi keberlanjutan")
        REACH = "reach", _("jangkauan")
        PLACES = "places", _("jumlah replikasi")
        INTERESTS = "interests", _("jumlah minat")
        AGREEMENTS = "agreements", _("jumlah kesepakatan")
        CERTIFIED = "certified", _("jumlah replikasi bersertifikat")
        EVIDENCE = "evidence", _("tautan bukti")
        ADDRESS = "address", _("alamat halaman")
        PUBLISHED = "published", _("tanggal terbit")
        UPDATED = "updated", _("pemutakhiran terakhir")

    position = models.PositiveSmallIntegerField(_("urutan"), unique=True)
    source = models.CharField(_("isi"), max_length=15, choices=Source, unique=True)
    heading = models.CharField(_("judul kolom"), max_length=80)

    class Meta:
        verbose_name = _("kolom berkas JIPPNas")
        verbose_name_plural = _("kolom berkas JIPPNas")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(heading=""), name="jippnas_column_has_a_heading"),
        ]

    def __str__(self):
        return self.heading
