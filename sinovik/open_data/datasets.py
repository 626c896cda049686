"""The data sets: what each is called and holds, and where its rows come from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Schema

from sinovik.open_data import figures, innovations, rows, shapes
from sinovik.open_data.rows import Row

# Under which the data may be used, as the list of SPDX and Creative Commons name it.
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@dataclass(frozen=True)
class Dataset:
    """One data set, by the noun of its addresses."""

    noun: str
    title: str | Promise
    told: str | Promise
    shape: type[Schema]
    rows: Callable[[], Iterable[Row]]
    # What of the clock its rows tell, where that changes though nothing is published.
    told_by_clock: Callable[[], object] = str
    # Whether each row is of an edition, which an address may name.
    is_by_edition: bool = False


DATASETS = {
    one.noun: one
    for one in (
        Dataset(
            "edisi",
            _("Edisi"),
            _("Edisi yang sudah diumumkan, dengan masa pendaftaran dan keadaannya."),
            shapes.OpenEdition,
            rows.editions,
            rows.phases,
        ),
        Dataset(
            "tahap",
            _("Tahap"),
            _("Tahap tiap edisi: jadwal, keadaan, dan apakah daftarnya sementara atau akhir."),
            shapes.OpenStage,
            rows.stages,
            is_by_edition=True,
        ),
        Dataset(
            "aturan",
            _("Aturan"),
            _("Aturan tiap edisi: kelompok, kategori, kriteria, bobot, jumlah lolos, keterwakilan, penghargaan."),
            shapes.OpenRule,
            rows.rules,
            is_by_edition=True,
        ),
        Dataset(
            "pengumuman",
            _("Finalis dan peraih penghargaan"),
            _("Tiap baris daftar yang diumumkan, menurut abjad judul. Urutannya tidak menunjukkan nilai."),
            shapes.OpenAnnounced,
            rows.announced_lines,
            is_by_edition=True,
        ),
        Dataset(
            "statistik",
            _("Statistik"),
            _("Tabel statistik tiap tahun, dalam dua satuan: inovasi dan instansi pembuatnya."),
            shapes.OpenTally,
            figures.figures,
        ),
        Dataset(
            "instansi",
            _("Instansi"),
            _("Instansi yang dapat ikut serta, dan jumlah inovasinya dalam katalog."),
            shapes.OpenAgency,
            rows.agencies,
            timezone.localdate,
        ),
        Dataset(
            "inovasi",
            _("Katalog inovasi"),
            _(
                "Inovasi kompetisi dan program lain; kolom programme menunjukkan programnya. "
                "Uraian lengkap ada pada alamat tiap inovasi."
            ),
            shapes.OpenInnovation,
            innovations.innovations,
        ),
        Dataset(
            "jippnas",
            _("Isian untuk JIPPNas"),
            _("Inovasi dalam isian Jaringan Inovasi Pelayanan Publik Nasional, tanpa contoh."),
            shapes.OpenJippnas,
            innovations.for_jippnas,
        ),
    )
}

# What only a partner reads, and only whose key says so; no file of it lies about.
FOR_PARTNERS = {
    one.noun: one
    for one in (
        Dataset(
            "mitra-jippnas",
            _("Isian untuk JIPPNas, untuk mitra"),
            _("Isian yang sama, dengan minat, kesepakatan, dan kontak kantor yang disetujui pemiliknya."),
            shapes.OpenForPartner,
            innovations.for_partners,
        ),
    )
}

# What each field says, whatever data set it stands in.
FIELDS: dict[str, str | Promise] = {
    "id": _("pengenal yang tetap"),
    "name": _("nama"),
    "year": _("tahun"),
    "theme": _("tema"),
    "legal_basis": _("dasar hukum"),
    "opens_at": _("pendaftaran dibuka"),
    "closes_at": _("pendaftaran ditutup"),
    "phase": _("keadaan edisi: upcoming, open, judged, finished"),
    "is_example": _("contoh, bukan hasil sebenarnya"),
    "url": _("alamat halamannya"),
    "edition": _("pengenal edisi"),
    "position": _("urutan tahap dalam edisi"),
    "kind": _("jenis"),
    "state": _("status"),
    "planned_from": _("direncanakan mulai"),
    "planned_until": _("direncanakan selesai"),
    "published_at": _("diterbitkan"),
    "list_state": _("keadaan daftar: none, provisional (sementara), final (akhir)"),
    "list_url": _("alamat daftar yang diumumkan"),
    "list_kind": _("ukuran yang dihitung dari daftar ini, misalnya finalists atau winners"),
    "list_title": _("judul daftar"),
    "stage": _("urutan tahap dalam edisi"),
    "part": _("bagian aturan: group, category, criterion, places, composition, award, tie"),
    "text": _("bunyinya"),
    "number": _("angkanya: bobot dalam persen, atau jumlah lolos"),
    "decree": _("keputusan"),
    "code": _("nomor usulan, hanya selama nama belum diumumkan"),
    "entry": _("pengenal inovasi dalam katalog"),
    "title": _("judul"),
    "agency": _("instansi"),
    "unit": _("unit"),
    "group": _("kelompok"),
    "awards": _("penghargaan"),
    "ended_at": _("dicabut"),
    "ended_reason": _("alasan dicabut"),
    "award": _("kunci penghargaan yang dihitung"),
    "table": _("tabelnya"),
    "key": _("kunci baris"),
    "label": _("nama baris"),
    "innovations": _("jumlah inovasi"),
    "agencies": _("jumlah instansi"),
    "programme": _("program lain yang memuatnya; kosong untuk kompetisi ini"),
    "honour": _("penghargaan dari program lain itu"),
    "registered_as": _("nomor registrasi di program lain itu"),
    "is_partial": _("dari daftar yang belum lengkap"),
    "has_examples": _("memuat contoh"),
    "region": _("kode wilayah"),
    "region_name": _("nama wilayah"),
    "agency_kind": _("jenis instansi"),
    "province": _("kode provinsi"),
    "province_name": _("provinsi"),
    "category": _("kategori"),
    "goals": _("nomor tujuan pembangunan berkelanjutan"),
    "award_keys": _("kunci penghargaan, sama di semua tahun"),
    "summary": _("ringkasan"),
    "cost": _("biaya"),
    "duration": _("lama menyiapkan"),
    "picture": _("alamat gambar"),
    "state_at": _("kapan instansi menyatakan keadaannya"),
    "origins": _("pengenal inovasi asalnya"),
    "source": _("alamat sumber"),
    "sections": _("uraian, bagian demi bagian"),
    "files": _("bukti yang dapat dibaca umum"),
    "size": _("ukuran (B)"),
    "section": _("bagian uraian"),
    "office": _("kantor yang dapat dihubungi, bila pemiliknya setuju"),
    "office_address": _("alamat kantor"),
    "office_phone": _("telepon kantor"),
    "office_email": _("surel kantor"),
    "message": _("penjelasan"),
    "data": _("baris-barisnya"),
    "total": _("jumlah baris seluruhnya"),
    "next": _("alamat halaman berikutnya, kosong pada halaman terakhir"),
}


def described(shape: type[Schema]) -> dict[str, str]:
    """What each field of a shape says, in words."""
    is_for_jippnas = issubclass(shape, shapes.OpenForJippnas)
    own = {source.value: source.label for source in shapes.Source} if is_for_jippnas else {}
    return {name: str(own.get(name) or FIELDS[name]) for name in shape.model_fields}


def types(shape: type[Schema]) -> dict[str, tuple[str, str, bool]]:
    """The type, the format and whether it may be empty, of each field as JSON Schema says it."""
    properties: dict[str, dict[str, Any]] = shape.model_json_schema()["properties"]
    found = {}
    for name, field in properties.items():
        kinds = [one for one in field.get("anyOf", [field]) if one.get("type") != "null"]
        found[name] = (kinds[0].get("type", "object"), kinds[0].get("format", ""), "anyOf" in field)
    return found
