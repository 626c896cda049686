"""An official list: read, compared with the registers, and applied whole, as it was shown, once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.domain import reference
from accounts.domain.register import closing, comparison, naming, official, official_rows
from accounts.models import Agency, AgencyKind, Event, FormerName, Letter, OfficialList, Region, RegionKind, Role
from accounts.reading import official as reading
from accounts.reading import register
from accounts.rules import Refused, Stale
from accounts.rules import register as rules
from competitions.domain import following as plans
from competitions.models import Admission, CompositionRule
from judging.models import Judge
from tests.factories import accounts, competitions
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db
REASON = "Kepmendagri 300.2.2-2138 Tahun 2025"
KINDS = "Tulis salah satu: kementerian, lembaga, provinsi, kabupaten, kota, bumn, bumd"
REGIONS, AGENCIES = OfficialList.Kind.REGIONS, OfficialList.Kind.AGENCIES


@pytest.fixture
def office():
    return accounts.membership(Role.SECRETARY)


def lines_of(kind, *rows):
    lines, faults = official_rows.read(kind, list(enumerate(rows, start=1)))
    assert not faults
    return lines


def handed_in(office, kind, *rows, is_complete=False, since=None):
    given = {"name": "daftar.csv", "is_complete": is_complete, "since": since or timezone.localdate(), "reason": REASON}
    return official.hand_in(kind, lines_of(kind, *rows), **given, by=office, at=timezone.now())


def applied(listed, office, *, at=None):
    return official.apply(listed, by=office, at=at or timezone.now())


@pytest.fixture
def papua():
    """A province with a regency, its government, and a firm there."""
    province = accounts.region(RegionKind.PROVINCE, code="91", name="Papua")
    regency = accounts.region(code="91.01", name="Kabupaten Merauke", province=province)
    government = accounts.agency(AgencyKind.REGENCY, name="Pemerintah Kabupaten Merauke", region=regency)
    return province, regency, government


HEAD = ["Kode", "Nama", "Penduduk", "Tertinggal"]


def test_regions_that_change_their_province_keep_their_agencies_plans_and_judges(office, papua):
    province, regency, government = papua
    edition = competitions.edition()
    Admission.objects.create(edition=edition, position=1, dimension="province", value="91")
    stage = edition.stages.get(position=3)
    rule = CompositionRule.objects.create(stage=stage, position=99, dimension="province", value="91", maximum=2)
    judge = Judge.objects.create(user=accounts.person(), province=province)
    firm = accounts.agency(AgencyKind.REGIONAL_FIRM, region=regency)
    listed = handed_in(
        office, REGIONS, HEAD, ["93", "Papua", "10", ""], ["93.01", "KAB. MERAUKE", "1.200", "ya"], is_complete=True
    )
    # Everything else of the tests' own regions is no matter of this list.
    assert comparison.compare(listed).doubts == []
    applied(listed, office, at=DURING)
    for row in (government, firm, regency, province, judge, rule):
        row.refresh_from_db()
    assert {government.region_id, firm.region_id} == {"93.01"}
    assert (regency.became_id, regency.closed_on, province.became_id) == ("93.01", listed.since, "93")
    new = Region.objects.get(pk="93.01")
    assert (new.name, new.short_name, new.province_id, new.population, new.is_left_behind) == (
        "Kabupaten Merauke", "Merauke", "93", 1200, True,
    )  # fmt: skip
    assert (judge.province_id, rule.value, Admission.objects.get().value) == ("93", "93", "93")
    assert rules.region_reopening_refusal(regency, province, on=timezone.localdate()) is rules.RECODED


def test_a_new_a_renamed_and_a_struck_region_take_their_governments_along(office, papua):
    province, _regency, government = papua
    old = accounts.region(code="91.02", name="Kota Lama", kind=RegionKind.CITY, province=province)
    gone = accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Lama", region=old)
    admin = accounts.membership(Role.AGENCY_ADMIN, government)
    rows = [["91", "Papua", "1", ""], ["91.01", "Kabupaten Anim Ha", "2", ""], ["91.03", "Kota Baru", "3", ""]]
    listed = handed_in(office, REGIONS, HEAD, *rows, is_complete=True)
    applied(listed, office)
    government.refresh_from_db()
    gone.refresh_from_db()
    assert government.name == "Pemerintah Kabupaten Anim Ha"
    assert gone.closed_on == listed.since
    new = Agency.objects.get(name="Pemerintah Kota Baru")
    assert (new.kind, new.region_id) == (AgencyKind.CITY, "91.03")
    assert set(FormerName.objects.values_list("name", flat=True)) == {
        "Kabupaten Merauke",
        "Pemerintah Kabupaten Merauke",
    }
    assert REASON in Letter.objects.get(recipient=admin.user).body
    # One event tells of everything, and every entry that was touched shows it.
    [event] = Event.objects.filter(name="register.list_applied")
    assert Event.objects.count() == 2
    for entry in (government, gone, new, Region.objects.get(pk="91.01"), Region.objects.get(pk="91.03"), old):
        assert event in register.history(entry)
    assert event not in register.history(accounts.agency())
    assert [group.title for group in reading.done(event)][:3] == [
        "Wilayah baru",
        "Wilayah berganti nama",
        "Data wilayah berubah",
    ]


def test_the_same_list_again_changes_nothing(office, papua):
    rows = [["91", "Papua"], ["91.01", "Kabupaten Anim Ha"]]
    applied(handed_in(office, REGIONS, HEAD[:2], *rows), office)
    again = handed_in(office, REGIONS, HEAD[:2], *rows)
    with pytest.raises(Refused) as refused:
        applied(again, office)
    assert refused.value.refusal is rules.NOTHING_TO_CHANGE


def test_the_country_as_the_portal_brings_it_differs_in_nothing_from_its_own_files(office):
    Region.objects.all().delete()
    reference.load()
    found = reference.rows("wilayah.csv")
    head = ["Kode", "Nama", "Jenis", "Penduduk"]
    listed = handed_in(
        office,
        REGIONS,
        head,
        *([row["kode"], row["nama"], row["jenis"], row["penduduk"]] for row in found),
        is_complete=True,
    )
    assert comparison.compare(listed).regions.is_empty
    assert comparison.compare(listed).agencies.is_empty
    rows = [[row["nama"], row["jenis"]] for row in reference.rows("kementerian_lembaga.csv")]
    listed = handed_in(office, AGENCIES, ["Nama", "Jenis"], *rows)
    assert comparison.compare(listed).agencies.is_empty


def test_nothing_is_applied_while_one_row_is_doubtful(office, papua):
    listed = handed_in(office, REGIONS, HEAD[:2], ["91.02", "Kabupaten Baru"], ["92.01", "Tanpa Provinsi"])
    assert [(doubt.row, doubt.key) for doubt in comparison.compare(listed).doubts] == [(3, "no_province")]
    with pytest.raises(Refused) as refused:
        applied(listed, office)
    assert refused.value.refusal is rules.LIST_DOUBTFUL
    assert not Region.objects.filter(code="91.02").exists()
    assert reading.drawn(listed, office).doubts == ["Baris 3: provinsi 92 tidak ada dalam daftar maupun register"]


def test_a_firm_in_a_region_that_goes_keeps_the_list_out(office, papua):
    _province, regency, _government = papua
    firm = accounts.agency(AgencyKind.REGIONAL_FIRM, region=regency)
    listed = handed_in(office, REGIONS, HEAD[:2], ["91", "Papua"], is_complete=True)
    assert reading.drawn(listed, office).doubts == [
        f"{firm.name} masih terdaftar di wilayah yang akan dihapus. Tutup atau gabungkan dahulu"
    ]


def test_a_list_older_than_the_name_that_stands_says_so(office, papua):
    _province, regency, _government = papua
    naming.rename_region(regency, "Kabupaten A", REASON, since=timezone.localdate(), by=office, at=timezone.now())
    listed = handed_in(office, REGIONS, HEAD[:2], ["91.01", "Kabupaten B"], since=date(2020, 1, 1))
    assert reading.drawn(listed, office).doubts == [
        "Baris 2: nama yang sekarang mulai berlaku sesudah tanggal daftar ini"
    ]


def test_what_changed_since_it_was_shown_is_not_applied(office, papua):
    _province, regency, _government = papua
    listed = handed_in(office, REGIONS, HEAD[:2], ["91.01", "Kabupaten B"])
    seen = reading.drawn(listed, office).stamp
    naming.rename_region(regency, "Kabupaten A", REASON, since=timezone.localdate(), by=office, at=timezone.now())
    with pytest.raises(Stale):
        official.apply(listed, seen=seen, by=office, at=timezone.now())
    assert Region.objects.get(pk="91.01").name == "Kabupaten A"
    official.apply(listed, seen=reading.drawn(listed, office).stamp, by=office, at=timezone.now())
    with pytest.raises(Refused) as refused:
        applied(listed, office)
    assert refused.value.refusal is rules.LIST_APPLIED


def test_agencies_come_are_renamed_and_closed_by_a_list(office):
    old = accounts.agency(AgencyKind.MINISTRY, name="Kementerian Kominfo")
    gone = accounts.agency(AgencyKind.MINISTRY, name="Kementerian Lama")
    body = accounts.agency(AgencyKind.BODY, name="Badan Uji")
    head = ["Nama", "Jenis", "Kode wilayah", "Nama lama"]
    rows = [["Kementerian Komdigi", "Kementerian", "", "Kementerian Kominfo"], ["Kementerian Haji", "kementerian"]]
    applied(handed_in(office, AGENCIES, head, *rows, is_complete=True), office)
    for one in (old, gone, body):
        one.refresh_from_db()
    assert (old.name, gone.closed_on, body.closed_on) == ("Kementerian Komdigi", timezone.localdate(), None)
    assert Agency.objects.get(name="Kementerian Haji").kind == AgencyKind.MINISTRY


@pytest.mark.parametrize(
    ("kind", "row", "said"),
    [
        (REGIONS, ["1", "A"], "kode “1” tidak berbentuk 11 atau 11.01"),
        (REGIONS, ["11.01", ""], "namanya belum diisi"),
        (REGIONS, ["11.01", "=1+1"], "ada rumus di baris ini; tulis isinya saja"),
        (REGIONS, ["11.01", "A\x07"], "ada karakter yang tidak dapat disimpan"),
        (REGIONS, ["11.01", "A" * 101], "namanya paling panjang 100 huruf"),
        (REGIONS, ["11.01", "A", "planet"], "jenis “planet” tidak dikenal. " + KINDS),
        (REGIONS, ["11.01", "A", "provinsi"], "jenis wilayahnya tidak sesuai dengan kodenya"),
        (REGIONS, ["11.01", "A", "kota", "banyak"], "jumlah penduduk “banyak” bukan bilangan"),
        (REGIONS, ["11.01", "A", "kota", "1", "mungkin"], "kolom tertinggal diisi ya atau tidak"),
        (AGENCIES, ["A", ""], "jenis “” tidak dikenal. " + KINDS),
        (AGENCIES, ["A", "kota"], "Jenis instansi ini ada di suatu wilayah. Tulis wilayahnya."),
        (AGENCIES, ["A", "lembaga", "11"], "Jenis instansi ini tidak berwilayah. Kosongkan wilayahnya."),
    ],
)  # fmt: skip
def test_a_row_that_says_nothing_sure_is_named_with_its_own_sentence(kind, row, said):
    heads = {
        REGIONS: ["Kode", "Nama", "Jenis", "Penduduk", "Tertinggal"],
        AGENCIES: ["Nama", "Jenis", "Kode wilayah", "Nama lama"],
    }
    lines, [fault] = official_rows.read(kind, [(1, heads[kind]), (7, row)])
    assert (lines, fault.number, fault.sentence) == ([], 7, said)


@pytest.mark.parametrize(("written", "code"), [("11", "11"), ("11.01", "11.01"), ("1101", "11.01"), ("11.1", "11.10")])
def test_a_code_that_a_spreadsheet_took_for_a_number_is_read_as_it_was(written, code):
    assert official_rows.code_of(written) == code


def test_a_region_is_struck_when_nothing_stands_there_and_comes_back(office, papua):
    province, regency, government = papua
    at, today = timezone.now(), timezone.localdate()

    def strike(region):
        with pytest.raises(Refused) as refused:
            closing.close_region(region, REASON, on=today, by=office, at=at)
        return refused.value.refusal

    assert strike(province) is rules.REGIONS_LEFT
    assert strike(regency) is rules.AGENCIES_LEFT
    closing.close(government, REASON, on=today, by=office, at=at)
    closing.close_region(regency, REASON, on=today, by=office, at=at)
    assert strike(regency) is rules.ALREADY_CLOSED
    closing.close_region(province, REASON, on=today, by=office, at=at)
    with pytest.raises(Refused) as refused:
        closing.reopen_region(regency, REASON, by=office, at=at + timedelta(hours=1))
    assert refused.value.refusal is rules.PROVINCE_CLOSED
    closing.reopen_region(province, REASON, by=office, at=at)
    closing.reopen_region(regency, REASON, by=office, at=at)
    assert not Region.objects.exclude(closed_on=None).exists()
    assert [event.name for event in register.history(regency)] == ["region.reopened", "region.closed"]


def test_an_admission_follows_the_name_of_its_agency(office):
    edition = competitions.edition()
    agency = accounts.agency(name="Kementerian Lama", kind=AgencyKind.MINISTRY)
    admission = Admission.objects.create(edition=edition, position=1, dimension="agency", value="Kementerian Lama")
    naming.rename(agency, "Kementerian Baru", REASON, since=timezone.localdate(DURING), by=office, at=DURING)
    admission.refresh_from_db()
    assert admission.value == "Kementerian Baru"


@pytest.mark.parametrize("is_over", [False, True])
def test_an_invitation_follows_the_name_of_its_agency_while_registration_runs(office, is_over):
    edition = competitions.edition()
    agency = accounts.agency(name="Kementerian Lama", kind=AgencyKind.MINISTRY)
    group = edition.groups.first()
    invited = ["Kementerian Lain", "Kementerian Lama"]
    edition.groups.filter(pk=group.pk).update(by_invitation=True, invited=invited)
    at = edition.closes_at if is_over else DURING
    naming.rename(agency, "Kementerian Baru", REASON, since=timezone.localdate(at), by=office, at=at)
    group.refresh_from_db()
    agency.refresh_from_db()
    assert group.invited == (invited if is_over else ["Kementerian Lain", "Kementerian Baru"])
    assert edition.groups.filter(pk=group.pk).open_to(agency).exists() is not is_over


@pytest.mark.parametrize("both", [False, True])
def test_who_became_part_of_another_is_invited_as_that_one_once(both):
    edition = competitions.edition()
    old, new = (accounts.agency(name=name, kind=AgencyKind.MINISTRY) for name in ("Badan Lama", "Badan Baru"))
    group = edition.groups.first()
    invited = ["Badan Lama", "Badan Baru"] if both else ["Badan Lama"]
    edition.groups.filter(pk=group.pk).update(by_invitation=True, invited=invited)
    plans.merged(old, new, at=DURING)
    group.refresh_from_db()
    assert group.invited == ["Badan Baru"]
