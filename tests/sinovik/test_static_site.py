"""`manage.py export_site`: the public part as files, whole in itself, and nothing private in it."""

import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from proposals.domain.catalogue import publication
from proposals.models import Announcement
from sinovik import static_site
from tests.factories import catalogue, competitions
from tests.sinovik.test_api import edition  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
LINK = re.compile(r"""\s(?:href|src|action)="([^"]*)\"""")


@pytest.fixture
def folder(tmp_path, edition):  # noqa: F811
    competitions.edition(announced=False, slug="kipp-rahasia", name="Rahasia")
    catalogue.earlier_entry(title="Inovasi <lama> & “baru”")
    return export(tmp_path / "situs")


def export(folder):
    call_command("export_site", str(folder), stdout=StringIO())
    return folder


def held(folder):
    """Every file with its content and when it was written."""
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_every_link_inside_leads_to_a_written_file_and_every_other_to_a_public_place(folder):
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 20
    outside = set()
    for page in pages:
        for link in LINK.findall(page.read_text()):
            parts = urlsplit(link.replace("&amp;", "&"))
            if parts.scheme or not parts.path:
                outside.add(link)
                continue
            assert not parts.path.startswith("/"), f"{page}: {link}"
            assert not parts.query, f"{page}: {link}"
            target = (page.parent / parts.path).resolve()
            assert target.is_file(), f"{page}: {link}"
            assert target.is_relative_to(folder.resolve())
    assert f"{settings.BASE_URL}/akun/masuk/" in outside


def test_both_languages_the_data_and_what_pages_show_are_there(folder):
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {
        "index.html",
        "en/index.html",
        "inovasi/antrean-daring-2026/index.html",
        "en/inovasi/antrean-daring-2026/index.html",
        "pengumuman/kipp-uji/6/index.html",
        "statistik/2026/index.html",
        "statistik/2026-top.csv",
        "data/index.html",
        "data/datapackage.json",
        "data/inovasi.csv",
        "static/css/sheets/public.css",
        "static/js/public.js",
        "static/img/kawung.svg",
    } <= names
    assert '<html lang="en">' in (folder / "en/index.html").read_text()
    assert {name.split("/")[0] for name in names} <= {
        "aksesibilitas", "bukti-hasil", "cap", "data", "en", "index.html", "inovasi", "kompetisi", "koreksi",
        "pengumuman", "sidik-riwayat", "sinovik-export.txt", "static", "statistik", "tentang",
    }  # fmt: skip


def test_nothing_that_is_not_announced_is_written(folder):
    assert [str(path) for path, (content, _at) in held(folder).items() if b"kipp-rahasia" in content] == []


def test_written_again_nothing_changes_and_what_was_taken_back_goes(folder, edition):  # noqa: F811
    before = held(folder)
    export(folder)
    assert held(folder) == before
    own = folder / "CNAME"
    own.write_text("contoh.go.id")
    publication.take_back(edition.proposals.get(), "Meniru.", at=edition.closes_at)
    export(folder)
    assert own.exists()
    assert "antrean-daring" not in (folder / "inovasi/index.html").read_text()
    assert not (folder / "statistik/2026-top.csv").exists()


def test_a_page_that_fails_stays_as_it_was_and_holds_nothing_up(folder, edition):  # noqa: F811
    """A list whose lines cannot be read any more: its page and its data fail, everything else is written."""
    data = folder / "data/pengumuman.csv"
    found = Announcement.objects.get()
    [page] = [one for one in folder.glob("pengumuman/**/index.html") if "Nomor 18" in one.read_text()]
    before = {one: one.read_bytes() for one in (page, data)}
    publication.take_back(edition.proposals.get(), "Meniru.", at=edition.closes_at)
    Announcement.objects.filter(pk=found.pk).update(entries=5)
    with pytest.raises(CommandError, match="pengumuman") as told:
        export(folder)
    assert {one: one.read_bytes() for one in (page, data)} == before
    assert "antrean-daring" not in (folder / "inovasi/index.html").read_text()
    assert not (folder / "statistik/2026-top.csv").exists()
    assert "500" in str(told.value)
    Announcement.objects.filter(pk=found.pk).update(entries=[])
    export(folder)
    assert page.read_bytes() != before[page]


def test_a_search_is_sent_to_the_portal(folder):
    page = (folder / "inovasi/index.html").read_text()
    assert f'action="{settings.BASE_URL}/inovasi/"' in page


def test_a_folder_of_others_is_left_alone(tmp_path):
    (tmp_path / "surat.txt").write_text("milik orang")
    with pytest.raises(CommandError, match="folder kosong"):
        export(tmp_path)
    with pytest.raises(CommandError, match="bukan folder"):
        export(tmp_path / "surat.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]


@pytest.mark.parametrize(
    ("address", "name", "file"),
    [
        ("/inovasi/?page=2", "proposals:catalogue", "inovasi/page/2/index.html"),
        ("/inovasi/?page=0", "proposals:catalogue", None),
        ("/inovasi/?page=2&cari=a", "proposals:catalogue", None),
        ("/inovasi/?page=../..", "proposals:catalogue", None),
        ("/statistik/2019.csv?penghargaan=top", "proposals:statistics_csv", "statistik/2019-top.csv"),
        ("/statistik/2019/?penghargaan=top", "proposals:statistics_year", "statistik/2019/penghargaan/top/index.html"),
        ("/tentang/?x=1", "about", None),
        ("/", "front", "index.html"),
    ],
)
def test_an_address_has_one_file_or_is_the_portals(address, name, file):
    parts = urlsplit(address)
    assert static_site.file_of_page(parts.path, parts.query, name) == file


def test_no_file_lies_outside_the_folder(tmp_path):
    with pytest.raises(static_site.NotWritten):
        static_site.StaticSite(tmp_path / "situs").put("../luar.html", [b""])
    assert list(tmp_path.rglob("*.html")) == []
