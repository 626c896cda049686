"""Files go up by themselves: with progress, on from where the line was cut, made smaller where they are photographs."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from accounts.files.store import pieces
from proposals.models import Attachment, SectionVersion
from tests.factories import documents
from tests.journeys import promises

ON_THE_WAY = re.compile(r"/unggahan/[0-9a-f-]{36}/$")
TEXT = "Perahu obat menjangkau pulau terluar."


@pytest.fixture
def section(visitor, cast, draft):
    """The writer before a part that asks for evidence; some of its text is typed and not saved."""
    visitor.sign_in(cast.proposer)
    visitor.go(f"/usulan/{draft.code}/bagian/signifikansi/")
    visitor.page.locator("textarea").first.fill(TEXT)
    return visitor


@pytest.fixture
def letter():
    """A file of several pieces."""
    return documents.pdf(lambda document: document.docinfo.__setitem__("/Title", "x" * 900_000))


def choose(visitor, *files):
    visitor.page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
    )


def lines(visitor):
    return visitor.page.locator("[data-uploads] > li")


def photograph(side=3000):
    """Of a telephone: large, with the place in it."""
    image = Image.effect_noise((side, side * 3 // 4), 40).convert("RGB")
    content = io.BytesIO()
    image.save(content, "JPEG", quality=95, exif=documents.exif())
    return content.getvalue()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_file_goes_on_where_the_line_was_cut(section, letter, width):
    page, sent = section.page, []

    def cut_once(route):
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            # The second piece is lost on the way.
            if len(sent) == 2:
                page.context.set_offline(True)
                route.abort()
                return
        route.continue_()

    page.route(ON_THE_WAY, cut_once)
    choose(section, ("surat.pdf", "application/pdf", letter))
    expect(lines(section)).to_contain_text("Sambungan terputus. Dilanjutkan dari")
    expect(lines(section).get_by_role("progressbar")).to_be_visible()
    promises.keep(page)
    page.context.set_offline(False)
    expect(lines(section)).to_contain_text("“surat.pdf” terunggah.")
    # Nothing that had come whole was sent twice.
    assert sent[:3] == [0, pieces.PIECE, pieces.PIECE]
    assert sent[2:] == sorted(set(sent[2:]))
    expect(page.locator("[data-files]").get_by_role("link", name="surat.pdf", exact=True)).to_be_visible()
    expect(page.locator("textarea").first).to_have_value(TEXT)
    promises.keep(page)
    assert Attachment.objects.get().name == "surat.pdf"


def test_a_page_that_is_loaded_again_goes_on_with_the_same_file(section, letter):
    page, sent = section.page, []

    def note(route):
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            if len(sent) == 3:
                route.abort()
                return
        route.continue_()

    page.on("dialog", lambda dialog: dialog.accept())
    page.route(ON_THE_WAY, note)
    choose(section, ("surat.pdf", "application/pdf", letter))
    expect(lines(section)).to_contain_text("Sambungan terputus")
    page.goto("about:blank")
    page.unroute(ON_THE_WAY)
    page.go_back()
    page.reload()
    sent.clear()
    page.route(ON_THE_WAY, note)
    choose(section, ("surat.pdf", "application/pdf", letter))
    expect(lines(section)).to_contain_text("“surat.pdf” terunggah.")
    assert sent[0] == 2 * pieces.PIECE
    assert Attachment.objects.count() == 1


def test_a_photograph_is_made_smaller_before_it_is_sent(section):
    large = photograph()
    assert len(large) > 2_097_152
    choose(section, ("IMG_0412.jpg", "image/jpeg", large))
    expect(lines(section)).to_contain_text("“IMG_0412.jpg” terunggah. Foto diperkecil dari")
    kept = Attachment.objects.get()
    with kept.file.open() as file, Image.open(file) as picture:
        assert picture.size == (2400, 1800)
    assert kept.size < len(large)


def test_what_the_browser_cannot_open_is_sent_as_it_is(section):
    """Chromium knows no HEIC; the portal makes a JPEG of it."""
    content = documents.picture("HEIF", size=(400, 300), exif=documents.exif())
    choose(section, ("IMG_0413.HEIC", "image/heic", content))
    expect(lines(section)).to_contain_text("“IMG_0413.jpg” terunggah.")
    assert Attachment.objects.get().content_type == "image/jpeg"


def test_several_go_one_after_the_other_and_the_form_waits_for_them(section, letter):
    page = section.page
    page.route(ON_THE_WAY, lambda route: (page.wait_for_timeout(300), route.continue_()))
    other = ("lain.pdf", "application/pdf", documents.pdf())
    choose(section, ("surat.pdf", "application/pdf", letter), other)
    section.button("Simpan, lanjutkan nanti").click()
    section.see("Formulir dikirim begitu berkas selesai diunggah.")
    expect(page).to_have_url(re.compile(r"/usulan/[^/]+/$"))
    assert [file.name for file in Attachment.objects.order_by("pk")] == ["surat.pdf", "lain.pdf"]
    assert TEXT in SectionVersion.objects.latest("pk").texts.values()


def test_a_form_does_not_leave_a_file_behind_that_was_refused(section, letter):
    page = section.page
    page.route(ON_THE_WAY, lambda route: (page.wait_for_timeout(300), route.continue_()))
    choose(
        section, ("catatan.pdf", "application/pdf", b"%PDF-1.7 catatan rapat"), ("surat.pdf", "application/pdf", letter)
    )
    lines(section).nth(1).get_by_role("button", name="Hentikan").click()
    expect(lines(section).nth(1)).to_contain_text("Pengunggahan dihentikan.")
    section.button("Simpan, lanjutkan nanti").click()
    expect(lines(section).first).to_contain_text("isinya bukan PDF")
    expect(lines(section).first.get_by_role("progressbar")).to_be_hidden()
    expect(page).to_have_url(re.compile("/bagian/signifikansi/$"))
    section.press("Simpan, lanjutkan nanti")
    assert not Attachment.objects.exists()


def test_it_is_stopped_and_tried_again_and_the_same_file_is_said(section, letter):
    page = section.page
    page.route(ON_THE_WAY, lambda route: None if route.request.method == "PATCH" else route.continue_())
    choose(section, ("surat.pdf", "application/pdf", letter))
    expect(lines(section)).to_contain_text("dari")
    section.button("Hentikan surat.pdf").click()
    expect(lines(section)).to_contain_text("Pengunggahan dihentikan.")
    page.unroute(ON_THE_WAY)
    section.button("Coba lagi surat.pdf").click()
    expect(lines(section)).to_contain_text("“surat.pdf” terunggah.")
    choose(section, ("surat-lagi.pdf", "application/pdf", letter))
    expect(lines(section).nth(1)).to_contain_text("Berkas yang sama sudah terlampir di sini.")
    assert Attachment.objects.count() == 1


def test_evidence_is_replaced_on_a_page_of_its_own_and_the_text_stays(section, letter):
    choose(section, ("lama.pdf", "application/pdf", documents.pdf()))
    expect(lines(section)).to_contain_text("“lama.pdf” terunggah.")
    expect(section.page.locator("[data-said]")).to_contain_text("Tersimpan")
    section.follow("Ganti lama.pdf")
    choose(section, ("baru.pdf", "application/pdf", letter))
    section.see_heading(re.compile("Signifikansi"))
    section.arrive()
    files = section.page.locator("[data-files]")
    expect(files.get_by_role("link", name="baru.pdf", exact=True)).to_be_visible()
    expect(files.get_by_text("1 berkas sebelumnya")).to_be_visible()
    expect(section.page.locator("textarea").first).to_have_value(TEXT)
