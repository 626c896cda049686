"""Statistics as a visitor reads them, and the published facts of 2019 reproduced."""

import csv
from html.parser import HTMLParser
from io import StringIO

import pytest

from accounts.models import AgencyKind
from proposals.domain.catalogue import earlier_years, publication
from proposals.domain.catalogue.publication import EntryLine
from proposals.models import Figure
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db
AT = competitions.CLOSES_AT

# Top 99 of 2019 by kind of agency: innovations as the ministry published them, agencies as told at the award.
TOP_99_OF_2019 = {
    AgencyKind.MINISTRY: (19, 12),
    AgencyKind.BODY: (5, 4),
    AgencyKind.PROVINCE: (12, 8),
    AgencyKind.REGENCY: (41, 27),
    AgencyKind.CITY: (21, 18),
    AgencyKind.STATE_FIRM: (1, 1),
}


class Tables(HTMLParser):
    """The tables of a page: caption to rows of cell texts, blank cells left out."""

    def __init__(self, page):
        super().__init__()
        self.found, self.caption, self.row, self.into = {}, "", None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "caption":
            self.caption, self.into = "", "caption"
        elif tag == "tr":
            self.row = []
        elif tag in ("th", "td") and self.row is not None:
            self.row.append("")
            self.into = "cell"

    def handle_endtag(self, tag):
        if tag == "caption":
            self.found[self.caption.strip()] = []
        if tag == "tr":
            self.found[self.caption.strip()].append([text.strip() for text in self.row if text.strip()])
            self.row = None
        if tag in ("caption", "th", "td"):
            self.into = None

    def handle_data(self, data):
        if self.into == "caption":
            self.caption += data
        elif self.into == "cell":
            self.row[-1] += data


@pytest.fixture
def top_99_of_2019():
    """A catalogue with as many innovations and agencies of each kind as the real Top 99 of 2019."""
    edition = competitions.sighted(slug="kipp-2019", name="KIPP 2019", year=2019)
    entrants = []
    for kind, (innovations, agencies) in TOP_99_OF_2019.items():
        these = [accounts.agency(kind) for _ in range(agencies)]
        entrants += [these[number % agencies] for number in range(innovations)]
    rows = catalogue.proposals(edition, entrants)
    publication.publish_many([EntryLine(row, [catalogue.FINALIST]) for row in rows], at=AT)
    return edition


@pytest.mark.usefixtures("top_99_of_2019")
def test_the_published_table_of_2019_is_reproduced(client):
    page = client.get("/statistik/2019/").content.decode()
    assert Tables(page).found["Top 99 menurut jenis instansi"] == [
        ["Jenis instansi", "Perbandingan", "Inovasi", "Instansi"],
        ["Kementerian", "19", "12"],
        ["Lembaga", "5", "4"],
        ["Provinsi", "12", "8"],
        ["Kabupaten", "41", "27"],
        ["Kota", "21", "18"],
        ["BUMN", "1", "1"],
        ["Jumlah", "99", "70"],
    ]


@pytest.mark.usefixtures("top_99_of_2019")
def test_the_partial_list_of_the_same_year_does_not_blur_the_table(client):
    earlier_years.load(at=AT)
    rows = Tables(client.get("/statistik/2019/").content.decode()).found["Top 99 menurut jenis instansi"]
    assert rows[-1] == ["Jumlah", "99", "70"]


@pytest.mark.usefixtures("top_99_of_2019")
def test_the_csv_holds_the_same_table(client):
    answer = client.get("/statistik/2019.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    kinds = {
        line["kode"]: (int(line["inovasi"]), int(line["instansi"]))
        for line in lines
        if line["tabel"] == "jenis instansi"
    }
    assert kinds == {kind.value: counts for kind, counts in TOP_99_OF_2019.items()}
    assert (lines[-1]["inovasi"], lines[-1]["instansi"]) == ("99", "70")


def test_the_csv_runs_no_formula(client):
    catalogue.earlier_entry(year=2018, awards=[("top", "=HYPERLINK(1)")])
    table = client.get("/statistik/2018.csv").content.decode()
    assert ";'=HYPERLINK(1);" in table


def test_the_funnel_of_an_edition_is_a_table(client):
    edition = competitions.sighted(slug="kipp-2019", name="KIPP 2019", year=2019)
    publication.record_figure(edition, Figure.Key.REGISTERED, innovations=3156, agencies=331, at=AT)
    publication.record_figure(edition, Figure.Key.SUBMITTED, innovations=1872, agencies=290, at=AT)
    found = Tables(client.get("/statistik/2019/").content.decode()).found
    assert found["KIPP 2019: dari terdaftar hingga terpuji"][1:] == [
        ["Terdaftar", "3.156", "331"],
        ["Diajukan", "1.872", "290"],
    ]


def test_a_year_known_in_part_says_so(client):
    catalogue.earlier_entry(year=2018)
    for address in ("/statistik/", "/statistik/2018/"):
        assert "Daftar belum lengkap" in client.get(address).content.decode()


def test_another_award_of_the_year_can_be_chosen(client):
    catalogue.earlier_entry(year=2018, awards=[("finalist", "Top 99"), ("top", "Top 40")])
    catalogue.earlier_entry(year=2018)
    page = client.get("/statistik/2018/?penghargaan=top")
    assert page.context["figures"].innovations == 1
    assert "Top 40 menurut jenis instansi" in page.content.decode()


def test_an_unknown_award_gives_the_first_one(client):
    catalogue.earlier_entry(year=2018)
    assert client.get("/statistik/2018/?penghargaan=%00").context["award_name"] == "Top 99"
    assert client.get("/statistik/2018.csv?penghargaan=zz").status_code == 200


@pytest.mark.parametrize(
    "address", ["/statistik/1999/", "/statistik/99999999999999999999/", "/statistik/1999.csv", "/statistik/abc/"]
)
def test_a_year_without_figures_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_an_empty_catalogue_says_so(client):
    assert "Katalog masih kosong" in client.get("/statistik/").content.decode()


@pytest.mark.parametrize("count", [3, 300])
def test_statistics_cost_the_same_at_any_size(client, django_assert_num_queries, count):
    edition = competitions.sighted(year=2019)
    rows = catalogue.proposals(edition, [accounts.agency() for _ in range(3)] * (count // 3))
    publication.publish_many([EntryLine(row, [catalogue.FINALIST]) for row in rows], at=AT)
    with django_assert_num_queries(2):
        client.get("/statistik/")
    with django_assert_num_queries(5):
        client.get("/statistik/2019/")
    with django_assert_num_queries(3):
        client.get("/statistik/2019.csv")
