"""The pages of the registers: lists with filters, one entry, and every act from its page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.register import closing, naming
from accounts.models import Agency, AgencyKind, Motion, Role, Unit
from tests.factories import accounts, catalogue
from tests.pages import markup
from tests.seconding import settle

pytestmark = pytest.mark.django_db
REASON = "Keputusan Nomor 7"


@pytest.fixture
def secretary(client):
    office = accounts.membership(Role.SECRETARY)
    client.force_login(office.user)
    return office


def versi(page):
    return page.split('name="versi" value="')[1].split('"')[0]


def day(on=None):
    return f"{on or timezone.localdate():%d/%m/%Y}"


def test_a_list_is_narrowed_by_words_and_links(client, secretary):
    city = accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Uji")
    accounts.agency(AgencyKind.MINISTRY, name="Kementerian Uji")
    closed = accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Hilang")
    closing.close(closed, REASON, on=timezone.localdate(), by=secretary, at=timezone.now())
    address = reverse("register_agencies")
    page = markup(client.get(address, {"q": "uji", "jenis": "city"}))
    assert city.name in page
    assert "Kementerian Uji" not in page
    assert "?q=uji&amp;jenis=city&amp;status=ditutup" in page
    page = markup(client.get(address, {"status": "ditutup"}))
    assert closed.name in page
    assert city.name not in page
    for odd in ({"jenis": "x"}, {"status": "\0"}, {"provinsi": "99"}, {"page": "x"}):
        assert client.get(address, odd).status_code == 200
    assert client.get(reverse("register_units"), {"instansi": "uji", "status": "digabung"}).status_code == 200
    assert client.get(reverse("register_regions"), {"kelas": "tertinggal", "status": "berlaku"}).status_code == 200


def test_an_agency_is_entered_renamed_closed_and_opened_again_from_pages(client, secretary):
    sent = {"kind": "ministry", "name": "Kementerian Uji"}
    page = markup(client.post(reverse("register_agency_entering"), sent, follow=True))
    assert "Kementerian Uji didaftarkan" in page
    agency = Agency.objects.get(name="Kementerian Uji")
    assert "sudah dipakai entri lain" in markup(client.post(reverse("register_agency_entering"), sent))
    sent = {"kind": "city", "name": "Kota"}
    assert "Tulis wilayahnya." in markup(client.post(reverse("register_agency_entering"), sent))
    accounts.membership(Role.AGENCY_ADMIN, agency)

    def act(page, **values):
        address = reverse(f"register_agency_{page}", args=[agency.pk])
        stamp = versi(markup(client.get(address)))
        return markup(client.post(address, {"versi": stamp, "reason": REASON, **values}, follow=True))

    assert "Isi namanya." in act("head", since=day())
    page = act("head", name="Sari Wulandari", since=day())
    assert "Pimpinan dicatat: Sari Wulandari" in page
    page = act("name", name="Kementerian Baru", since=day())
    assert "Kementerian Uji" in page
    assert "Nama instansi diganti dari Kementerian Uji menjadi Kementerian Baru" in page
    closing_page = markup(client.get(reverse("register_agency_closing", args=[agency.pk])))
    assert "Peran yang berlaku: 1" in closing_page
    assert "ditutup " in act("closing", closed_on=day())
    assert "Dibuka kembali" in act("reopening")
    assert client.get(reverse("register_agency_reopening", args=[agency.pk])).status_code == 403


def test_an_entry_changed_meanwhile_is_shown_again(client, secretary):
    agency = accounts.agency()
    address = reverse("register_agency_name", args=[agency.pk])
    stamp = versi(markup(client.get(address)))
    Agency.objects.filter(pk=agency.pk).update(name="Nama Orang Lain")
    response = client.post(address, {"versi": stamp, "name": "Saya", "since": day(), "reason": REASON})
    assert response.status_code == 409
    assert Agency.objects.get(pk=agency.pk).name == "Nama Orang Lain"


def test_a_merger_shows_what_becomes_of_everything_and_waits_for_a_second_person(client, secretary):
    accounts.fresh(client)
    right = accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Uji")
    wrong = accounts.agency(AgencyKind.CITY, name="Pemkot Uji", region=right.region)
    accounts.unit(right, name="Satu")
    accounts.unit(wrong, name="satu")
    accounts.membership(Role.AGENCY_ADMIN, wrong)
    address = reverse("register_agency_merger", args=[wrong.pk])
    assert f"?ke={right.pk}" in markup(client.get(address))
    assert f"(kota, {right.region.name})" in markup(client.get(address))
    assert "Tidak ada yang cocok" in markup(client.get(address, {"ke": "tidak ada"}))
    assert client.get(address, {"ke": "\0"}).status_code == 200
    address = f"{address}?ke={right.pk}"
    page = markup(client.get(address))
    assert "Unit bernama sama yang menjadi satu" in page
    page = markup(client.post(address, {"versi": versi(page), "reason": REASON}, follow=True))
    assert "Penggabungan diajukan" in page
    assert "Pemerintah Kota Uji" in page
    # The second person reads what would become of everything, as it stands then.
    assert "ikut pindah; yang rangkap diakhiri" in page
    motion = Motion.objects.get()
    settle(motion, by=accounts.membership(Role.SECRETARY), at=timezone.now())
    page = markup(client.get(reverse("register_agency", args=[wrong.pk])))
    assert "digabung ke" in page
    assert reverse("register_agency", args=[right.pk]) in page
    assert "Ganti nama" not in page
    page = markup(client.get(reverse("motion", args=[motion.pk])))
    assert "ikut pindah; yang rangkap diakhiri" not in page
    assert "Pemkot Uji" in markup(client.get(reverse("register_agency", args=[right.pk])))


def test_a_merger_of_what_changed_meanwhile_is_shown_again(client, secretary):
    accounts.fresh(client)
    right = accounts.agency(AgencyKind.CITY)
    wrong = accounts.agency(AgencyKind.CITY, region=right.region)
    address = f"{reverse('register_agency_merger', args=[wrong.pk])}?ke={right.pk}"
    stamp = versi(markup(client.get(address)))
    Agency.objects.filter(pk=right.pk).update(name="Nama Orang Lain")
    response = client.post(address, {"versi": stamp, "reason": REASON})
    assert response.status_code == 409
    assert "Nama Orang Lain" in markup(response)
    assert not Motion.objects.exists()


def test_where_nothing_is_like_an_entry_one_searches(client, secretary):
    accounts.fresh(client)
    alone = accounts.agency(AgencyKind.CITY)
    page = markup(client.get(reverse("register_agency_merger", args=[alone.pk])))
    assert "Di wilayah yang sama tidak ada entri lain" in page
    assert "Tidak ada yang cocok" not in page


def test_what_is_wrong_with_a_name_or_a_day_stands_beside_its_box(client, secretary):
    accounts.fresh(client)
    agency, other = accounts.agency(AgencyKind.MINISTRY), accounts.agency(AgencyKind.MINISTRY, name="Kementerian Lain")
    unit = accounts.unit(agency)
    address = reverse("register_agency_name", args=[agency.pk])
    stamp = versi(markup(client.get(address)))
    sent = {"versi": stamp, "name": other.name, "since": day(), "reason": REASON}
    assert client.post(address, sent).context["form"].errors.keys() == {"name"}
    later = f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}"
    assert client.post(address, {**sent, "name": "Baru", "since": later}).context["form"].errors.keys() == {"since"}
    address = reverse("register_agency_split", args=[agency.pk])
    sent = {
        "versi": versi(markup(client.get(address))),
        "kind": "city",
        "name": "X",
        "units": [unit.pk],
        "reason": REASON,
    }
    assert client.post(address, {**sent, "since": day()}).context["form"].errors.keys() == {"region"}
    sent |= {"kind": "ministry", "since": "01/01/2020"}
    assert client.post(address, sent).context["form"].errors.keys() == {"since"}
    address = reverse("register_agency_entering")
    assert client.post(address, {"kind": "body", "name": other.name}).context["form"].errors.keys() == {"name"}


def test_an_agency_is_split_from_its_page(client, secretary):
    accounts.fresh(client)
    agency = accounts.agency(AgencyKind.MINISTRY)
    unit = accounts.unit(agency)
    address = reverse("register_agency_split", args=[agency.pk])
    page = markup(client.get(address))
    sent = {"versi": versi(page), "kind": "ministry", "name": "Badan Baru", "since": day(), "reason": REASON}
    assert "Pilih sedikitnya satu unit yang pindah" in markup(client.post(address, sent))
    page = markup(client.post(address, {**sent, "units": [unit.pk]}, follow=True))
    assert "Pemecahan diajukan" in page
    assert "Badan Baru" in page
    assert "kementerian" in page


def test_an_agency_without_units_is_told_that_there_is_nothing_to_split(client, secretary):
    accounts.fresh(client)
    page = client.get(reverse("register_agency_split", args=[accounts.agency().pk]))
    assert page.status_code == 403
    assert "belum punya unit, jadi tidak ada yang dapat pindah" in markup(page)


def test_a_region_bears_a_new_name(client, secretary):
    region = accounts.region(name="Kabupaten Lama")
    agency = accounts.agency(region=region)
    address = reverse("register_region_name", args=[region.code])
    sent = {"versi": versi(markup(client.get(address))), "name": "Kabupaten Baru", "since": day(), "reason": REASON}
    page = markup(client.post(address, sent, follow=True))
    assert "Kabupaten Lama" in page
    assert agency.name in page
    assert client.get(reverse("register_region", args=["99"])).status_code == 404


def test_an_agencys_admin_keeps_the_own_units(client):
    office = accounts.membership(Role.AGENCY_ADMIN)
    foreign = accounts.unit()
    client.force_login(office.user)
    page = markup(client.post(reverse("register_unit_entering"), {"name": "Puskesmas Uji"}, follow=True))
    assert "Puskesmas Uji didaftarkan" in page
    unit = Unit.objects.get(name="Puskesmas Uji")
    assert "Gabungkan" not in page
    assert "Puskesmas Uji" in markup(client.get(reverse("register_own_units")))
    for name in ("register_unit", "register_unit_name", "register_unit_closing"):
        assert client.get(reverse(name, args=[unit.pk])).status_code == 200
        assert client.get(reverse(name, args=[foreign.pk])).status_code == 404
    for name in ("register_agencies", "register_units", "register_regions"):
        assert client.get(reverse(name)).status_code == 403
    assert client.get(reverse("register_unit_merger", args=[unit.pk])).status_code == 403


def test_lists_cost_the_same_at_any_length(client, secretary, django_assert_max_num_queries):
    agencies = Agency.objects.bulk_create(Agency(kind="ministry", name=f"Kementerian {n:03d}") for n in range(600))
    Unit.objects.bulk_create(Unit(agency=agency, name="Unit") for agency in agencies)
    for name in ("register_agencies", "register_units", "register_regions"):
        with django_assert_max_num_queries(12):
            assert client.get(reverse(name)).status_code == 200
    with django_assert_max_num_queries(20):
        assert client.get(reverse("register_agency", args=[agencies[0].pk])).status_code == 200


def test_the_public_page_of_a_winner_says_what_the_agency_is_called_now(client, secretary):
    agency = accounts.agency(name="Pemerintah Lama")
    entry = catalogue.earlier_entry(agency=agency, agency_name="Pemerintah Lama")
    address = reverse("proposals:innovation", args=[entry.slug])
    assert "kini:" not in markup(client.get(address))
    naming.rename(agency, "Pemerintah Baru", REASON, since=timezone.localdate(), by=secretary, at=timezone.now())
    page = markup(client.get(address))
    assert "Pemerintah Lama" in page
    assert "kini: Pemerintah Baru" in page
