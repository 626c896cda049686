"""Every page of those who write and of their agency's admin, on a phone: nothing sideways, nothing axe minds."""

import re

import pytest
from django.utils import timezone

from accounts.models import User
from proposals.domain.catalogue import public_page
from proposals.domain.draft import attachments
from proposals.models import Attachment, PublicFacts
from tests.factories import catalogue, competitions, proposals
from tests.proposals.views.dossier.test_extended import addresses, extend

# The body clips what is wider than it, so that nothing scrolls sideways: what is cut off there nobody can read.
CUT_OFF = """() => {
    const room = document.documentElement.clientWidth;
    const isKept = (one) => one.closest(".table-region, .visually-hidden, .skip-link, details:not([open])");
    return [...document.querySelectorAll("body *")]
        .filter((one) => one.checkVisibility() && !isKept(one) && one.getBoundingClientRect().right > room + 1)
        .map((one) => one.outerHTML.slice(0, 160));
}"""
A_WORD = "Pertanggungjawabanpenyelenggaraanpelayananpublikterpaduberkelanjutan"
TITLE = f"Perahu Obat: Layanan Kesehatan Bergerak bagi Warga di Pulau Kecil Terluar, Tertinggal, dan {A_WORD}"
NAME = f"surat_pernyataan_{'sangat_panjang_' * 6}final.pdf"


@pytest.fixture
def full(cast):
    """A dossier with a title, a file and words that are longer than a phone is wide."""
    now = timezone.now()
    edition = competitions.edition(opens_at=now - 14 * competitions.A_DAY, closes_at=now + 14 * competitions.A_DAY)
    extend(edition)
    catalogue.earlier_entry(title=TITLE[:80], agency=cast.proposer.agency, awards=(("top", "Top 45"),))

    def made(make):
        proposal = getattr(proposals, make)(edition, by=cast.proposer, title=TITLE, at=now)
        if make == "filled":
            section = Attachment.objects.present().filter(proposal=proposal).exclude(section=None).first().section
            attachments.attach(proposal, proposals.file(NAME, "lain"), section=section, by=cast.proposer, at=now)
            public_page.tell(proposal, PublicFacts(cost=A_WORD), by=cast.proposer, at=now)
        return proposal

    return made


@pytest.mark.parametrize("width", [360])
@pytest.mark.parametrize(
    ("who", "make", "few"),
    [
        ("proposer", "filled", 20),
        ("agency_admin", "with_agency", 20),
        ("proposer", "returned", 20),
        ("agency_admin", "submitted", 8),
        ("proposer", "submitted", 5),
    ],
)
def test_every_page_of_a_dossier_fits(visitor, client, cast, full, who, make, few, width):
    office = getattr(cast, who)
    proposal = full(make)
    # With the password that everybody here signs in with.
    client.force_login(User.objects.get(pk=office.user_id))
    visitor.sign_in(office)
    seen = []
    for name, address in [
        *addresses(proposal),
        ("home", "/beranda/"),
        ("list", "/usulan/"),
        ("clinic", "/usulan/klinik/"),
    ]:
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            visitor.go(address)
            assert visitor.page.evaluate(CUT_OFF) == [], address
            visitor.pictured(f"{who}-{make}-{len(seen):02d}-{name}")
            seen.append(name)
    assert len(seen) >= few


@pytest.mark.parametrize("width", [360])
@pytest.mark.parametrize("who", ["proposer", "agency_admin"])
def test_every_page_of_the_menus_fits(visitor, cast, full, who, width):
    full("with_agency")
    visitor.sign_in(getattr(cast, who))
    menu = visitor.page.locator("header nav a, .user-menu a")
    ways = [
        one for one in menu.evaluate_all("all => all.map(one => one.getAttribute('href'))") if re.match("/[a-z]", one)
    ]
    assert len(ways) >= 8
    for number, way in enumerate(dict.fromkeys(ways)):
        visitor.go(way)
        assert visitor.page.evaluate(CUT_OFF) == [], way
        visitor.pictured(f"{who}-menu-{number:02d}")
