"""A number opens the list it counts: every page within reach is read, and every number that is a link is followed."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from accounts.models import Membership, Role
from proposals.models import CatalogueEntry
from tests.factories import accounts
from tests.walking import Walk, is_guarded, view_of

pytestmark = pytest.mark.django_db

# A number alone, or with the words that follow; "1." is a place in an order.
NUMBER = r"(\d{1,3}(?:\.\d{3})*)(?:\s+dari\s+(\d{1,3}(?:\.\d{3})*))?"
LEADING = re.compile(rf"{NUMBER}(?=\s|$)")
# Further back it counts what is named behind it, or all that the link says before a colon or a bracket.
COUNTABLE = (
    *("agenda", "baris", "berkas", "catatan", "draf", "edisi", "finalis", "inovasi", "instansi", "isian", "kartu"),
    *("kunjungan", "lembar", "nilai", "orang", "panelis", "pemenang", "penghargaan", "penilai", "peristiwa"),
    *("permintaan", "permohonan", "sanggahan", "sertifikat", "sesi", "surat", "tanggapan", "tugas", "undangan"),
    *("unit", "usulan", "wilayah"),
)
INSIDE = re.compile(
    rf"(?<![\w.,/-]){NUMBER}\s+(?:{'|'.join(COUNTABLE)})\b|:\s{NUMBER}$|\({NUMBER}\)$|\s{NUMBER}(?:\s(?:lagi|lainnya))$"
)
# Numbers that are names, and parts that number pages.
NAMES = {"proposals:statistics_year": "a year is the name of its page"}
PAGING = "pages"
# One thing that waits, counted on the home page, opens the thing itself.
THINGS = {"judging:stage", "motion"}


def counted_in(text):
    """The number that a text gives of what it leads to, wherever in it; None where its numbers are names."""
    found = LEADING.match(text) or INSIDE.search(text)
    if not found:
        return None
    given = [one for one in found.groups() if one]
    return int(given[-1].replace(".", ""))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("1.204 inovasi", 1204),
        ("3 dari 12 usulan", 12),
        ("Lihat 12 usulan", 12),
        ("Semua usulan (12)", 12),
        ("Usulan tanpa penilai: 3", 3),
        ("Buka 3 dari 12 surat yang ditahan", 12),
        ("dan 4 lainnya", 4),
        ("Kota Uji, 1.204 inovasi", 1204),
        # Names, years, codes and places in an order.
        ("1. Seleksi administrasi", None),
        ("KIPP 2026", None),
        ("Layanan Keliling 6", None),
        ("Instansi kota 58", None),
        ("Versi 1", None),
        ("Orang 74 (orang74@contoh.go.id)", None),
        ("Top 45", None),
        ("Pengumuman 2.026/KIPP", None),
        ("KIPP-UJI-00001 usulan", None),
        ("/api/v1/tahap/", None),
        ("Tahun 2019", None),
    ],
)
def test_a_number_is_found_wherever_it_counts_and_is_not_taken_from_a_name(text, number):
    assert counted_in(text) == number


def number_of(link, address):
    """The number that a link promises, or None."""
    if link.above(css=PAGING) or view_of(address) in NAMES:
        return None
    task = link.above("li") if link.above(css="task-list") else None
    row = link.above("tr") if link.above("th") and "?" in address else None
    place = (
        link.first(css="number")
        or link.first(css="value")
        or (task and task.first(css="status"))
        or (row and row.first("td", "num"))
        or link
    )
    return counted_in(place.text)


def length(response, address):
    """How many things the opened page lists; None where it lists nothing."""
    page = response.content.decode()
    if said := re.search(r'data-count="(\d+)"', page):
        return int(said[1])
    context = response.context
    # Pages of two lists, of which the one that waits is meant.
    if response.resolver_match.view_name == "applications":
        return len(context["waiting"])
    if urlsplit(address).fragment == "pembacaan-ulang":
        return len(context["again"])
    if "loads" in context and (
        urlsplit(address).fragment == "penilai" or response.resolver_match.view_name == "judging:panel"
    ):
        return len(context["loads"])
    return context["page"].paginator.count if "page" in context else None


def crawl(client, start, *, public=True):
    """Every number that is a link on the pages within reach: (page, address, promised, found), and the pages read.

    Lists that a number opens are always opened. Where it is not for the `public`, pages that anybody may read are not
    read for numbers of their own: they say the same to everybody.
    """
    walk, numbers = Walk(client, is_ours), []
    for path, _page, ways in walk.pages(start, reads=lambda address: public or is_guarded(address)):
        for link, address in ways:
            promised = number_of(link, address)
            if promised is None:
                continue
            found = length(walk.opened(address), address)
            if found is None and promised == 1 and view_of(address) in THINGS:
                found = 1
            numbers.append((path, address, promised, found))
    return numbers, walk.kinds


def is_ours(address):
    """Whether the address is a page in Indonesian, to be read without doing anything."""
    return not address.startswith(("/static/", "/en/", "/akun/", "/keluar", "/masuk")) and "/unduh" not in address


def wrong(numbers):
    return [
        f"{page}: {address} promises {said}, lists {found}" for page, address, said, found in numbers if said != found
    ]


@pytest.mark.journey
@pytest.mark.usefixtures("public")
def test_a_visitor_finds_behind_every_number_what_it_counts(client):
    numbers, kinds = crawl(client, "/")
    assert wrong(numbers) == []
    assert {"front", "proposals:catalogue", "proposals:statistics", "proposals:statistics_year"} <= set(kinds)
    followed = {re.sub(r"=[^&]*", "", urlsplit(address).query) for _page, address, _said, _found in numbers}
    filters = ("jenis", "provinsi", "kategori", "kelompok", "tujuan")
    assert followed >= {"", "tahun", "penghargaan", *(f"tahun&penghargaan&{name}" for name in filters)}


def test_the_front_page_and_the_statistics_say_the_same(client, public):
    front, statistics = (client.get(reverse(name)).context for name in ("front", "proposals:statistics"))
    assert front["figures"]["innovations"] == statistics["total"] == 12
    assert front["figures"]["awarded"] == 5
    awarded = CatalogueEntry.objects.counted().holding("top", "outstanding")
    assert front["figures"]["agencies"] == len({entry.agency_name.casefold() for entry in awarded})


def test_the_whole_partial_list_can_be_read_though_an_edition_stands_for_its_year(client, public):
    page = client.get(reverse("proposals:catalogue"), {"sumber": "daftar-sebagian", "tahun": 2019}).context["page"]
    assert [entry.proposal for entry in page] == [None]


ROLES = {
    Role.UNIT: "proposals:list",
    Role.AGENCY_ADMIN: "proposals:list",
    Role.SECRETARY: "judging:administration",
    Role.MINISTRY_ADMIN: "judging:administration",
    Role.EVALUATOR: "judging:desk",
}


@pytest.mark.journey
def test_each_role_finds_behind_every_number_what_it_counts(client, cast, house):
    offices = {office.role: office for office in reversed(list(vars(cast).values()))}
    offices[Role.AUDITOR] = accounts.membership(Role.AUDITOR)
    assert set(offices) == set(Role)
    offices[Role.EVALUATOR] = Membership.objects.get(user=cast.judge.user)
    numbers, _kinds = crawl(client, "/")
    assert wrong(numbers) == []
    for role, office in offices.items():
        client.force_login(office.user)
        numbers, kinds = crawl(client, reverse("home"), public=False)
        assert wrong(numbers) == [], role
        # Nothing waits for an auditor, who reads the pages of the ministry.
        assert kinds["home"] or role == Role.AUDITOR, role
        followed = {view_of(address) for _page, address, _said, _found in numbers}
        assert role not in ROLES or ROLES[role] in followed, role
        if role in (Role.SECRETARY, Role.MINISTRY_ADMIN):
            assert {"judging:entrants", "judging:panel", "control_room_registration"} <= followed
