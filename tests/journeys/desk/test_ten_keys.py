"""A judge marks, signs and goes on with a dozen keys a card at the most; the total shown is the one that is saved."""

import random
import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from accounts.templatetags.numbers import number
from competitions.models import Criterion, Level
from judging.arithmetic.marking import weighted_total
from judging.models import Assignment, Mark, Scorecard
from tests.factories import judging
from tests.journeys import places
from tests.journeys.conftest import DESKTOP, PHONE, let_in

CARDS = 20
AT_MOST = 12
FOCUSED_STEP = "() => document.activeElement.textContent.trim()"


class Counted:
    """A keyboard that counts."""

    def __init__(self, visitor):
        self.visitor, self.pressed = visitor, 0

    def press(self, key):
        self.pressed += 1
        self.visitor.page.keyboard.press(key)

    def leads_on(self, key):
        with self.visitor.page.expect_navigation():
            self.press(key)


@pytest.fixture
def desk():
    stage, office, assignments = judging.desk(CARDS)
    let_in(office.user)
    return stage, office, assignments


def test_twenty_proposals_with_the_keyboard_alone(visitor, desk):
    """From each cover to each signature: nothing but keys, and few of them."""
    stage, office, assignments = desk
    Assignment.objects.update(cleared_at=None)
    visitor.sign_in(office)
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/berikutnya/")
    n_criteria = stage.rubric.criteria.count()
    for place, assignment in enumerate(assignments):
        keys = Counted(visitor)
        visitor.see_heading(re.compile(re.escape(assignment.proposal.title)))
        expect(visitor.button("Tidak ada hubungan, buka berkas")).to_be_focused()
        keys.leads_on("Enter")
        for step in range(n_criteria):
            keys.press(str((place + step) % 5 + 1))
        expect(visitor.button("Kunci nilai")).to_be_focused()
        keys.leads_on("Enter")
        visitor.see_heading(re.compile("Kunci lembar nilai$"))
        keys.leads_on("Enter")
        assert keys.pressed <= AT_MOST
    visitor.see("Semua lembar nilai yang sudah dapat Anda isi sudah dikunci.")
    assert Scorecard.objects.filter(locked_at__isnull=False).count() == CARDS
    given = Mark.objects.filter(scorecard__assignment=assignments[1]).order_by("criterion__position")
    levels = sorted(stage.rubric.levels.values_list("points", flat=True))
    assert [mark.points for mark in given] == [levels[(1 + step) % 5] for step in range(n_criteria)]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_all_criteria_stand_in_view_with_their_marks_and_the_total(visitor, desk, width):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, 80)
    visitor.sign_in(office)
    visitor.go(places.card(assignments[0]))
    criteria = stage.rubric.criteria.order_by("position")
    rows = visitor.page.locator(".given-list li")
    if width == PHONE:
        # One press away from anywhere.
        visitor.page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        visitor.page.get_by_role("link", name=re.compile("^Lembar nilai")).click()
    total = visitor.page.locator("[data-total]")
    for row, criterion in zip(rows.all(), criteria, strict=True):
        expect(row).to_contain_text(criterion.name)
        expect(row.locator("[data-given]")).to_have_text("80")
        expect(row).to_be_in_viewport(ratio=1)
    expect(total).to_have_text("Nilai Anda 80,00")
    expect(total).to_be_in_viewport(ratio=1)
    if width == DESKTOP:
        # They stay while the last criterion is marked, and the change is seen.
        last = criteria.last()
        level = visitor.page.locator(f"#kriteria-{last.key}").get_by_role("radio").first
        level.check()
        expect(level).to_be_in_viewport(ratio=1)
        for row in rows.all():
            expect(row).to_be_in_viewport(ratio=1)
        expect(total).not_to_have_text("Nilai Anda 80,00")
        expect(total).to_be_in_viewport(ratio=1)


def test_letters_lead_about_and_none_of_them_acts_in_a_text(visitor, desk):
    stage, office, assignments = desk
    visitor.sign_in(office)
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/{assignments[0].proposal.code}/")
    first = stage.rubric.criteria.order_by("position").first()
    keyboard = visitor.page.keyboard
    keyboard.press("b")
    assert first.name in visitor.page.evaluate(FOCUSED_STEP)
    keyboard.press("c")
    keyboard.type("1 kunci nanti?")
    remark = visitor.page.locator(f"#id_catatan-{first.key}")
    expect(remark).to_have_value("1 kunci nanti?")
    assert not visitor.page.locator(".criterion input:checked").count()
    keyboard.press("Escape")
    keyboard.press("3")
    expect(visitor.page.locator(f"[data-given='nilai-{first.key}']")).to_have_text("60")
    keyboard.press("?")
    expect(visitor.page.get_by_role("heading", name="Tombol pintas")).to_be_visible()
    keyboard.press("Escape")
    expect(visitor.page.get_by_role("heading", name="Tombol pintas")).to_be_hidden()


def test_a_scale_of_eleven_levels_has_a_key_for_each(visitor, desk):
    stage, office, assignments = desk
    scale = list(Level.objects.filter(rubric=stage.rubric).order_by("points").values_list("points", flat=True))
    more = [points for points in range(0, 101, 10) if points not in scale][: 11 - len(scale)]
    Level.objects.bulk_create(Level(rubric=stage.rubric, points=points, name="", anchor="Ada.") for points in more)
    levels = sorted([*scale, *more])
    visitor.sign_in(office)
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/{assignments[0].proposal.code}/")
    for key in "109Q":
        visitor.page.keyboard.press(key)
    given = visitor.page.locator(".given-list [data-given]")
    expected = [levels[0], levels[9], levels[8], levels[10]]
    for place, points in enumerate(expected):
        expect(given.nth(place)).to_have_text(str(points))
    visitor.page.keyboard.press("?")
    keys = visitor.page.locator("[data-keys-help] dt").first
    expect(keys).to_have_text("1 2 3 4 5 6 7 8 9 0 Q")


def test_switched_off_no_single_key_does_anything(visitor, desk):
    stage, office, assignments = desk
    visitor.sign_in(office)
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/{assignments[0].proposal.code}/")
    visitor.page.keyboard.press("?")
    visitor.press("Matikan tombol pintas")
    visitor.see("Tombol pintas dimatikan")
    for key in "12345?":
        visitor.page.keyboard.press(key)
    assert not visitor.page.locator(".criterion input:checked").count()
    expect(visitor.page.get_by_role("heading", name="Tombol pintas")).to_be_hidden()
    visitor.button(re.compile("^Tombol pintas")).click()
    expect(visitor.button("Nyalakan tombol pintas")).to_be_visible()


def test_the_total_that_is_shown_is_the_total_that_is_saved(visitor, desk):
    """With weights and levels that make every kind of half; the server's own sum says what is right."""
    stage, office, assignments = desk
    weights = ["14.35", "14.35", "14.25", "14.25", "14.25", "14.25", "14.30"]
    criteria = list(stage.rubric.criteria.order_by("position"))
    for criterion, weight in zip(criteria, weights, strict=True):
        Criterion.objects.filter(pk=criterion.pk).update(weight=Decimal(weight))
    scale = list(Level.objects.filter(rubric=stage.rubric).order_by("points"))
    for level, points in zip(scale, (3, 21, 47, 77, 99), strict=True):
        Level.objects.filter(pk=level.pk).update(points=points)
    visitor.sign_in(office)
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/{assignments[0].proposal.code}/")
    chance = random.Random(7)
    weight_of = {one.key: Decimal(weight) for one, weight in zip(criteria, weights, strict=True)}
    for _round in range(25):
        points = {one.key: chance.choice((3, 21, 47, 77, 99)) for one in criteria}
        for key, value in points.items():
            visitor.page.locator(f"input[name='nilai-{key}'][value='{value}']").check()
        meant = number(weighted_total(points, weight_of), 2)
        expect(visitor.page.locator("[data-total]")).to_have_text(f"Nilai Anda {meant}")


@pytest.mark.parametrize("width", [360])
def test_on_a_phone_the_card_is_one_press_away_from_anywhere(visitor, desk):
    stage, office, assignments = desk
    visitor.sign_in(office)
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/{assignments[0].proposal.code}/")
    bar = visitor.page.get_by_role("navigation", name="Berkas dan lembar nilai")
    for share in (0, 0.5, 1):
        visitor.page.evaluate("share => scrollTo(0, share * document.body.scrollHeight)", share)
        expect(bar.get_by_role("link", name=re.compile("^Lembar nilai"))).to_be_in_viewport()
    bar.get_by_role("link", name="Berkas").click()
    bar.get_by_role("link", name=re.compile("^Lembar nilai")).click()
    expect(visitor.page.get_by_role("heading", name="Lembar nilai")).to_be_in_viewport()
