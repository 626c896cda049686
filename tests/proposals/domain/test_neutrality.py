"""What tells whose a text is: names of the registers as people write them, links, what was marked by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AgencyHead, AgencyKind, FormerName, RegionKind, Role
from proposals.domain import neutrality
from proposals.domain.neutrality import Kind, Name, Names
from proposals.models import Proposal
from tests.factories import accounts, proposals
from tests.factories.competitions import DURING

LINGGA = Names(
    (
        Name("Pemerintah Kabupaten Lingga", Kind.AGENCY),
        Name("RSUD Encik Maryam", Kind.UNIT),
        Name("Kabupaten Lingga", Kind.REGION),
        Name("Lingga", Kind.REGION),
        Name("Kepulauan Riau", Kind.REGION),
        Name("BPKP", Kind.AGENCY),
        Name("Sari Wulandari", Kind.PERSON),
    )
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Layanan di Kabupaten Lingga, Kepulauan Riau.", "Layanan di [daerah], [daerah]."),
        ("LAYANAN DI KABUPATEN  LINGGA", "LAYANAN DI [daerah]"),
        ("warga Lingga dan LINGGA", "warga [daerah] dan [daerah]"),
        ("lingga dan linggarjati bukan nama di sini", "lingga dan linggarjati bukan nama di sini"),
        ("Linggau bukan Lingga", "Linggau bukan [daerah]"),
        ("RSUD\nEncik Maryam", "[unit]"),
        ("BPKP memeriksa, bpkp tidak", "[instansi] memeriksa, bpkp tidak"),
        ("kata Sari Wulandari (Lingga)", "kata [nama] ([daerah])"),
        ("lihat https://dinkes.linggakab.go.id/x dan sari@contoh.go.id", "lihat [tautan] dan [tautan]"),
        ("Https://Drive.Google.com/x, WWW.kota.com/y", "[tautan] [tautan]"),
        ("buka linggakab.go.id sekarang", "buka [tautan] sekarang"),
        ("buka linggakab.go.id/x, contoh.id.", "buka [tautan] [tautan]."),
        ("No.identitas, a.identifikasi, baik.ide", "No.identitas, a.identifikasi, baik.ide"),
        ("Tidak ada nama.", "Tidak ada nama."),
        ("", ""),
    ],
)
def test_names_are_masked_as_whole_words(text, masked):
    assert LINGGA.masked(text) == masked


@pytest.mark.parametrize(
    ("title", "neutral"),
    [
        ("Layanan Keliling di Lingga", "Layanan Keliling"),
        ("Layanan Keliling di Kabupaten Lingga", "Layanan Keliling"),
        ("SIAGA (BPKP): siap antar", "SIAGA: siap antar"),
        ("Lingga", ""),
        ("Antar Obat", "Antar Obat"),
    ],
)
def test_a_title_without_its_names_may_begin_a_neutral_one(title, neutral):
    assert LINGGA.without(title) == neutral
    assert not LINGGA.found(neutral)


@given(st.text(alphabet="Lingab k.\n(PK)", max_size=60))
def test_nothing_that_is_found_is_left_and_nothing_else_is_lost(text):
    segments = LINGGA.segments(text)
    assert "".join(one.text for one in segments) == text
    assert not LINGGA.found(LINGGA.masked(text))
    assert all(one.text in LINGGA.masked(text) for one in segments if one.kind is None)


def test_marked_words_are_masked_in_any_case():
    assert LINGGA.and_passages(["pulau tujuh"]).masked("Di Pulau  Tujuh") == "Di [disamarkan]"


@pytest.fixture
def proposal(edition):
    province = accounts.region(RegionKind.PROVINCE, code="52", name="Nusa Tenggara Barat")
    region = accounts.region(RegionKind.REGENCY, name="Dompu", province=province)
    agency = accounts.agency(AgencyKind.REGENCY, name="Pemerintah Kabupaten Dompu", region=region)
    unit = accounts.unit(agency, name="Dinas Kependudukan dan Pencatatan Sipil (Disdukcapil)")
    writer = accounts.membership(Role.UNIT, unit=unit, user=accounts.person("dr. Budi Santoso, M.Kes."))
    FormerName.objects.create(
        unit=unit, name="Kantor Catatan Sipil", until=date(2020, 1, 1), reason="x", changed_at=DURING, changed_by=writer
    )
    merged = accounts.agency(AgencyKind.REGENCY, region=region)
    type(merged).objects.filter(pk=merged.pk).update(closed_on=date(2020, 1, 1), merged_into=agency)
    for place, name, since, until in (
        (agency, "H. Rahmat Hidayat, S.E.", date(2024, 2, 1), None),
        (agency, "Kusuma", date(2019, 2, 1), date(2024, 2, 1)),
        (merged, "Ir. Tuti Lestari", date(2015, 2, 1), date(2020, 1, 1)),
    ):
        AgencyHead.objects.create(
            agency=place, name=name, since=since, until=until, entered_at=DURING, entered_by=writer
        )
    return Proposal.objects.with_places().get(pk=proposals.filled(edition, by=writer).pk)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pemerintah Kabupaten Dompu", Kind.AGENCY),
        ("Pemkab Dompu", Kind.REGION),
        ("Kab. Dompu", Kind.REGION),
        ("Dompu", Kind.REGION),
        ("Nusa Tenggara Barat", Kind.REGION),
        ("NTB", Kind.REGION),
        ("Dinas Kependudukan dan Pencatatan Sipil", Kind.UNIT),
        ("Kantor Catatan Sipil", Kind.UNIT),
        ("Budi Santoso", Kind.PERSON),
        ("Sari Wulandari", Kind.PERSON),
        ("H. Rahmat Hidayat, S.E.", Kind.PERSON),
        ("RAHMAT HIDAYAT", Kind.PERSON),
        ("Kusuma", Kind.PERSON),
        ("Tuti Lestari", Kind.PERSON),
    ],
)
def test_the_registers_know_whose_it_is(proposal, text, kind):
    names = neutrality.names_of(proposal)
    assert [one.kind for one in names.segments(f"oleh {text} sendiri")] == [None, kind, None]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Badan Pengawasan Keuangan dan Pembangunan", "BPKP"),
        ("Kementerian Kesehatan", "Kemenkes"),
        ("Kementerian Agama", "Kemenag"),
        ("Kementerian Agraria dan Tata Ruang/Badan Pertanahan Nasional", "Badan Pertanahan Nasional"),
        ("PT Kereta Api Indonesia (Persero)", "Kereta Api Indonesia"),
        ("Arsip Nasional (ANRI)", "ANRI"),
    ],
)
def test_an_office_is_known_as_people_write_it(name, written):
    assert written in neutrality.of_office(name)
