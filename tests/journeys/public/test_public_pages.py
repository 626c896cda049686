"""Every page that anybody may read, in both languages, on a screen and on a phone: nothing is cut off unsaid."""

import pytest
from django.utils import timezone

from accounts.domain import reference
from competitions.kinds import StageKind
from judging.models import Award
from proposals.domain.catalogue import earlier_years
from proposals.models import CatalogueEntry
from tests import carrying
from tests.factories import competitions, proposals
from tests.journeys.conftest import DESKTOP, PHONE

PAGES = [
    "/",
    "/inovasi/",
    "/kompetisi/",
    "/statistik/",
    "/statistik/2018/",
    "/verifikasi/",
    "/tentang/",
    "/aksesibilitas/",
    "/data/",
]

# A part that is wider than its place can be reached by keyboard and shows by a shade that there is more.
CUT = """() => [...document.querySelectorAll("main *")]
    .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
    .filter((each) => ["auto", "scroll", "hidden"].includes(getComputedStyle(each).overflowX))
    .filter((each) => !each.closest(".visually-hidden"))
    .filter((each) => each.tabIndex < 0 || !getComputedStyle(each).backgroundImage.includes("gradient"))
    .map((each) => each.outerHTML.slice(0, 160))"""

# What statistics are about is seen without moving anything.
MOVES = """() => [...document.querySelectorAll(".table-region:has(.bar-table), .tiles")]
    .filter((each) => each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.outerHTML.slice(0, 160))"""

ON_ONE_LINE = (
    """() => new Set([...document.querySelectorAll(".nav-bar li")].map((each) => each.offsetTop)).size === 1"""
)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def width(request):
    return request.param


@pytest.fixture
def places(crew):
    """The pages of a portal with an announced stage, its awards, and the winners of earlier years."""
    now = timezone.now()
    reference.load()
    earlier_years.load(at=now)
    edition = competitions.just_closed(now)
    proposals.rows(edition, 5)
    carrying.reached(edition, StageKind.INTERVIEW, crew, at=now)
    return [
        *PAGES,
        f"/kompetisi/{edition.slug}/",
        f"/inovasi/{CatalogueEntry.objects.latest_first().first().slug}/",
        f"/pengumuman/{edition.slug}/{edition.stages.get(kind=StageKind.PANEL).position}/",
        f"/verifikasi/{Award.objects.order_by('pk').first().verification_code}/",
    ]


def test_every_public_page_keeps_its_promises(visitor, places):
    page = visitor.page
    for path in places:
        for address in (path, f"/en{path}"):
            visitor.go(address)
            assert page.evaluate(CUT) == [], address
            assert page.evaluate(MOVES) == [], address
            assert page.evaluate(ON_ONE_LINE), address
