"""A number opens the list it counts: every page within reach is read, and every number that is a link is followed."""

import re
from collections import Counter
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve, reverse

from accounts.models import AgencyKind, Membership, Role
from competitions.kinds import StageKind
from proposals import motions as grave
from proposals.domain import publication
from proposals.domain.publication import AwardLine, EntryLine
from proposals.models import CatalogueEntry
from tests import carrying
from tests.factories import accounts, catalogue, competitions, proposals

pytestmark = pytest.mark.django_db

# Of pages that differ by their subject only, so many are read.
PAGES_OF_A_KIND = 3
# A number alone, or with the words that follow; "1." is a place in an order.
LEADING = re.compile(r"(\d{1,3}(?:\.\d{3})*)(?:\s+dari\s+(\d{1,3}(?:\.\d{3})*))?(?=\s|$)")
# Numbers that are names, and parts that number pages.
NAMES = {"proposals:statistics_year": "a year is the name of its page"}
PAGING = "pages"
# One thing that waits, counted on the home page, opens the thing itself.
THINGS = {"judging:stage", "motion"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "rect", "line", "wbr"}


class Node:
    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent, self.children = tag, dict(attrs), parent, []

    def all(self):
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.all()

    def first(self, tag="", css=""):
        return next((one for one in self.all() if one.tag == (tag or one.tag) and css in one.classes), None)

    def above(self, tag="", css=""):
        one = self.parent
        while one and not (one.tag == (tag or one.tag) and css in one.classes):
            one = one.parent
        return one

    @property
    def classes(self):
        return ["", *(self.attrs.get("class") or "").split()]

    @property
    def text(self):
        """What is seen of it."""
        if "visually-hidden" in self.classes:
            return ""
        return " ".join("".join(one if isinstance(one, str) else one.text for one in self.children).split())


class Tree(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.root = self.at = Node("", (), None)
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        node = Node(tag, attrs, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Node(tag, attrs, self.at))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.at = (self.at.above(tag) if self.at.tag != tag else self.at).parent

    def handle_data(self, data):
        self.at.children.append(data)


def links(page, path):
    """Every way on from a page: (the node, its address)."""
    for node in Tree(page).root.all():
        href = node.attrs.get("href") if node.tag == "a" else None
        if href and not href.startswith(("#", "mailto:", "tel:", "data:")) and not urlsplit(href).netloc:
            # As browsers read it, "?" is the same page without its query; urljoin keeps the query.
            yield node, urlsplit(path).path if href == "?" else urljoin(path, href)


def number_of(link, address):
    """The number that a link promises, or None."""
    if link.above(css=PAGING) or resolve(urlsplit(address).path).view_name in NAMES:
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
    found = LEADING.match(place.text)
    return int((found[2] or found[1]).replace(".", "")) if found else None


def length(response, address):
    """How many things the opened page lists; None where it lists nothing."""
    page = response.content.decode()
    if said := re.search(r'data-count="(\d+)"', page):
        return int(said[1])
    context = response.context
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
    waiting, seen, kinds, answers, numbers = [start], set(), Counter(), {}, []

    def opened(address):
        path = address.partition("#")[0]
        if path not in answers:
            answers[path] = client.get(path)
        return answers[path]

    while waiting:
        path = waiting.pop(0).partition("#")[0]
        found = resolve(urlsplit(path).path)
        view = found.view_name
        if path in seen or kinds[view] >= PAGES_OF_A_KIND or not (public or is_guarded(found)):
            continue
        seen.add(path)
        kinds[view] += 1
        response = opened(path)
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            continue
        for link, address in links(response.content.decode(), path):
            if not is_ours(address):
                continue
            waiting.append(address)
            promised = number_of(link, address)
            if promised is None:
                continue
            found = length(opened(address), address)
            if found is None and promised == 1 and resolve(urlsplit(address).path).view_name in THINGS:
                found = 1
            numbers.append((path, address, promised, found))
    return numbers, kinds


def is_guarded(match):
    """Whether the view is not for anybody who comes."""
    return getattr(match.func, "door", None) != "public"


def is_ours(address):
    """Whether the address is a page in Indonesian, to be read without doing anything."""
    return not address.startswith(("/static/", "/en/", "/akun/", "/keluar", "/masuk")) and "/unduh" not in address


@pytest.fixture
def public(cast, now):
    """Innovations of an edition run here, of the partial list of the same year and of others, some taken back."""
    edition = competitions.edition(slug="kipp-2019", name="KIPP 2019", year=2019)
    kinds = [AgencyKind.REGENCY, AgencyKind.REGENCY, AgencyKind.CITY, AgencyKind.MINISTRY, AgencyKind.PROVINCE]
    homes = [accounts.agency(kind) for kind in kinds]
    rows = catalogue.proposals(edition, [*homes, homes[0]])
    rows += catalogue.proposals(
        edition,
        homes[:2],
        category=edition.categories.order_by("-position").first(),
        group=edition.groups.order_by("-position").first(),
        sdgs=[1, 3],
    )
    outstanding = AwardLine(61, "outstanding", "Outstanding")
    lines = [
        EntryLine(
            row, [catalogue.FINALIST, *([catalogue.WINNER] if place % 2 else []), *([outstanding] * (place == 3))]
        )
        for place, row in enumerate(rows)
    ]
    publication.publish_many(lines, at=competitions.CLOSES_AT)
    for year in (2019, 2018, 2018, 2017):
        catalogue.earlier_entry(year=year, province=accounts.a_province(), awards=[("finalist", "Top 99")])
    catalogue.earlier_entry(year=2018, awards=[("finalist", "Top 99"), ("top", "Top 40")], agency_kind="city")
    CatalogueEntry.objects.filter(pk=catalogue.earlier_entry(year=2018).pk).update(ended_at=now, ended_reason="Palsu.")
    return edition


@pytest.fixture
def house(public, cast, crew, now):
    """An edition half way through its desk stage, from which one has left, and two that take proposals."""
    planned = competitions.just_closed(now, slug="kipp-ukur").stages.get(kind=StageKind.DESK)
    middle = planned.opens_at + (planned.closes_at - planned.opens_at) / 2
    then = now - (middle - now)
    made = competitions.just_closed(then, slug="kipp-uji", name="KIPP Uji")
    entries = proposals.rows(made, 6)
    desk = carrying.reached(made, StageKind.DESK, crew, at=then, failing=entries[:1])
    given_out = desk.opens_at
    desk = carrying.opened(desk, crew, at=given_out)
    desk = carrying.worked(desk, crew, at=given_out, leave=7)
    left = grave.disqualify(entries[1], "Datanya dipalsukan.", by=cast.secretary, at=now)
    carrying.settle(left, by=cast.ministry_admin, at=now)
    for slug in ("kipp-satu", "kipp-dua"):
        opens = {"opens_at": now - timedelta(days=9), "closes_at": now + timedelta(days=9)}
        running = competitions.edition(slug=slug, name=slug, **opens)
        proposals.draft(running, by=cast.proposer, at=now)
        proposals.draft(running, by=cast.colleague, at=now)
    return desk


def wrong(numbers):
    return [
        f"{page}: {address} promises {said}, lists {found}" for page, address, said, found in numbers if said != found
    ]


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


def test_each_role_finds_behind_every_number_what_it_counts(client, cast, house):
    offices = {office.role: office for office in reversed(list(vars(cast).values()))}
    # Nothing waits for an auditor, who reads the pages of the ministry.
    assert set(offices) == set(Role) - {Role.AUDITOR}
    offices[Role.EVALUATOR] = Membership.objects.get(user=cast.judge.user)
    numbers, _kinds = crawl(client, "/")
    assert wrong(numbers) == []
    for role, office in offices.items():
        client.force_login(office.user)
        numbers, kinds = crawl(client, reverse("home"), public=False)
        assert wrong(numbers) == [], role
        assert kinds["home"], role
        followed = {resolve(urlsplit(address).path).view_name for _page, address, _said, _found in numbers}
        assert role not in ROLES or ROLES[role] in followed, role
        if role in (Role.SECRETARY, Role.MINISTRY_ADMIN):
            assert {"judging:entrants", "judging:panel", "judging:stage", "control_room_registration"} <= followed
