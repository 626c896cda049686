"""A section keeps itself while it is written: alone, without a network, in two tabs, by two people, on a phone."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from proposals.models import Proposal, SectionVersion
from tests.journeys.visitor import Visitor

A_FORTNIGHT = timedelta(days=14)
DAY = "Tanggal inovasi mulai diterapkan"
MINE, THEIRS = "Perahu obat menjangkau pulau terluar.", "Kapal obat berlayar tiap pekan."
KEPT = re.compile(r"^Tersimpan \d\d\.\d\d$")
COPIES = "() => Object.keys(localStorage).filter(key => key.startsWith('sinovik.kept.')).length"


def box(visitor):
    return visitor.page.get_by_label("Ringkasan", exact=True)


def state(visitor):
    return visitor.page.locator("[data-said]")


def trouble(visitor):
    return visitor.page.get_by_role("alert")


def stands():
    version = SectionVersion.objects.current().first()
    return version.texts["ringkasan"] if version else None


def test_what_is_written_is_kept_by_itself_and_put_back_from_an_earlier_version(visitor, cast, address):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    box(visitor).fill(MINE)
    expect(state(visitor)).to_have_text(KEPT)
    assert stands() == MINE
    assert visitor.page.evaluate(COPIES) == 0
    visitor.press("Simpan, lanjutkan nanti")
    visitor.go(address)
    box(visitor).fill(THEIRS)
    expect(state(visitor)).to_have_text(KEPT)
    visitor.go(address)
    visitor.follow("Versi sebelumnya")
    visitor.follow("Versi 1")
    visitor.press("Pulihkan versi ini")
    expect(box(visitor)).to_have_value(MINE)
    assert [version.texts["ringkasan"] for version in SectionVersion.objects.order_by("number")] == [MINE, THEIRS, MINE]


def test_on_a_phone_without_a_network_it_waits_in_the_browser(visitor, cast, address):
    visitor.page.set_viewport_size({"width": 360, "height": 640})
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    visitor.page.context.set_offline(True)
    box(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(re.compile("^Tidak ada sambungan. Isian Anda disimpan di peramban ini"))
    assert (visitor.page.evaluate(COPIES), stands()) == (1, None)
    visitor.page.context.set_offline(False)
    expect(state(visitor)).to_have_text(KEPT)
    assert stands() == MINE
    visitor.trouble.clear()


def test_two_tabs_of_one_writer_are_compared(visitor, cast, address):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    second = Visitor(visitor.page.context.new_page())
    second.go(address)
    box(second).fill(THEIRS)
    expect(state(second)).to_have_text(KEPT)
    box(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(re.compile("tab atau perangkat lain"))
    assert stands() == THEIRS
    visitor.trouble.clear()
    visitor.press("Bandingkan", status=409)
    visitor.see(THEIRS)
    expect(box(visitor)).to_have_value(MINE)


def test_two_people_see_each_other_and_the_later_save_sees_both_texts(visitor, another, cast, address):
    colleague = another()
    colleague.sign_in(cast.colleague)
    colleague.go(address)
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    visitor.see(re.compile(f"^{re.escape(cast.colleague.user.told_apart)} juga sedang membuka bagian ini"))
    box(colleague).fill(THEIRS)
    expect(state(colleague)).to_have_text(KEPT)
    box(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(
        re.compile(f"^{re.escape(cast.colleague.user.told_apart)} menyimpan bagian ini lebih dahulu")
    )
    visitor.trouble.clear()
    visitor.press("Bandingkan", status=409)
    visitor.see(THEIRS)
    box(visitor).fill(f"{THEIRS} {MINE}")
    visitor.press("Simpan isian saya")
    assert stands() == f"{THEIRS} {MINE}"


def test_the_identity_keeps_itself_and_a_wrong_field_costs_no_other(visitor, cast, address):
    page = address.replace("bagian/ringkasan", "identitas")
    code = address.split("/")[2]
    visitor.page.set_viewport_size({"width": 360, "height": 640})
    visitor.sign_in(cast.proposer)
    visitor.go(page)
    visitor.page.get_by_label("Nama inovator", exact=True).fill("Sari")
    visitor.page.get_by_label(DAY, exact=True).fill("entah")
    expect(trouble(visitor)).to_have_text(
        re.compile(r"^Tersimpan \d\d\.\d\d, kecuali yang belum benar\. Tulis tanggal")
    )
    proposal = Proposal.objects.get(code=code)
    assert (proposal.contact_name, proposal.started_on, visitor.page.evaluate(COPIES)) == ("Sari", None, 1)
    visitor.trouble.clear()
    context = visitor.page.context
    visitor.page.close()
    again = Visitor(context.new_page())
    again.go(page)
    again.button("Pakai").click()
    day = again.page.get_by_label(DAY, exact=True)
    expect(day).to_have_value("entah")
    day.fill("5 Januari 2023")
    expect(state(again)).to_have_text(KEPT)
    assert again.page.evaluate(COPIES) == 0
    again.trouble.clear()
    proposal.refresh_from_db()
    assert str(proposal.started_on) == "2023-01-05"
    again.follow("Versi sebelumnya")
    again.see("Versi 2")
