"""What is typed while the portal is away, or is being worked on: said in words, kept, and saved once it is back."""

import re
from pathlib import Path

import pytest
from django.conf import settings as configured
from playwright.sync_api import expect

from proposals.models import SectionVersion

TEXT = "Perahu obat menjangkau pulau terluar."
# What Caddy answers for a web server that is not there.
PAGE = re.search(r'respond "([^"]+)" \{err', (Path(configured.BASE_DIR) / "Caddyfile").read_text())[1]
SENTENCE = "Portal sedang dirawat: halaman dapat dibaca, tetapi belum ada yang dapat disimpan."


def box(visitor):
    return visitor.page.get_by_label("Ringkasan", exact=True)


def types(visitor, address):
    visitor.go(address)
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
    box(visitor).fill(TEXT)
    box(visitor).blur()
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
    settings.MAINTENANCE = True
    types(visitor, address)
    expect(visitor.page.locator("[data-trouble]")).to_contain_text(SENTENCE)
    assert saved() == []
    settings.MAINTENANCE = False
    visitor.trouble.clear()
    expect(visitor.page.locator("[data-typing-state] [data-said]")).to_contain_text("ersimpan", timeout=60_000)
    assert saved() == [{"ringkasan": TEXT}]


@pytest.mark.parametrize("has_script", [True, False])
def test_a_form_sent_meanwhile_comes_back_filled_in(visitor, cast, address, settings, has_script):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    if not has_script:
        visitor.page.evaluate("window.fetch = () => Promise.reject(new TypeError('no line'))")
    settings.MAINTENANCE = True
    box(visitor).fill(TEXT)
    visitor.press("Simpan, lanjutkan nanti", status=503)
    visitor.see(re.compile("^Portal sedang dirawat"))
    expect(box(visitor)).to_have_value(TEXT)
    settings.MAINTENANCE = False
    visitor.trouble.clear()
    visitor.press("Simpan, lanjutkan nanti")
    assert saved()[-1] == {"ringkasan": TEXT}
