"""What is typed while the portal is away, or is being worked on: said in words, kept, and saved once it is back."""

import re
from pathlib import Path

from django.conf import settings as configured
from playwright.sync_api import expect

from proposals.models import SectionVersion

TEXT = "Perahu obat menjangkau pulau terluar."
# What Caddy answers for a web server that is not there.
PAGE = re.search(r'respond "([^"]+)" \{err', (Path(configured.BASE_DIR) / "Caddyfile").read_text())[1]
SENTENCE = "Portal sedang dirawat: halaman dapat dibaca, tetapi belum ada yang dapat disimpan."


def box(visitor):
    return visitor.page.get_by_label("Ringkasan", exact=True)


def types(visitor):
    box(visitor).fill(TEXT)
    # Whoever leaves the box has it saved at once.
    box(visitor).blur()


def saved():
    return [version.texts for version in SectionVersion.objects.order_by("pk")]


def test_what_is_typed_while_the_proxy_answers_is_kept_and_sent_when_the_portal_is_back(visitor, cast, address):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    away = lambda route: route.fulfill(status=502, content_type="text/html; charset=utf-8", body=PAGE)  # noqa: E731
    visitor.page.route("**/*", away)
    types(visitor)
    trouble = visitor.page.locator("[data-trouble]")
    expect(trouble).to_contain_text("Isian Anda disimpan di peramban ini dan dikirim begitu tersambung lagi")
    expect(visitor.page.get_by_text("Sesi Anda sudah berakhir")).to_be_hidden()
    assert saved() == []
    visitor.page.unroute("**/*", away)
    visitor.trouble.clear()
    expect(visitor.page.locator("[data-typing-state] [data-said]")).to_contain_text("ersimpan", timeout=60_000)
    assert saved() == [{"ringkasan": TEXT}]
    expect(box(visitor)).to_have_value(TEXT)


def test_while_it_is_worked_on_the_page_says_so_and_saves_by_itself_afterwards(visitor, cast, address, settings):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    settings.MAINTENANCE = True
    types(visitor)
    expect(visitor.page.locator("[data-trouble]")).to_contain_text(SENTENCE)
    assert saved() == []
    settings.MAINTENANCE = False
    visitor.trouble.clear()
    expect(visitor.page.locator("[data-typing-state] [data-said]")).to_contain_text("ersimpan", timeout=60_000)
    assert saved() == [{"ringkasan": TEXT}]


def test_a_form_sent_meanwhile_comes_back_filled_in(visitor, cast, address, settings):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    settings.MAINTENANCE = True
    box(visitor).fill(TEXT)
    # The page that comes back asks at once who else writes here, and is answered as it should be: by 503.
    with visitor.page.expect_response(lambda answer: answer.url.endswith("/kehadiran/") and answer.status == 503):
        visitor.button("Simpan, lanjutkan nanti").click()
    expect(visitor.page.get_by_role("status").filter(has_text="Portal sedang dirawat")).to_be_visible()
    expect(box(visitor)).to_have_value(TEXT)
    assert saved() == []
    settings.MAINTENANCE = False
    assert all("503" in one for one in visitor.trouble)
    visitor.trouble.clear()
    visitor.press("Simpan, lanjutkan nanti")
    assert saved()[-1] == {"ringkasan": TEXT}
