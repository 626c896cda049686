"""An announced edition is altered by two people, never under anybody's feet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.domain import motions as grave
from accounts.models import Motion, Role
from competitions import motions, rules
from competitions.domain.blueprint import AwardData, CategoryData
from competitions.kinds import StageKind
from competitions.models import Stage
from tests.competitions.domain.altering import alter, read, with_one
from tests.factories import accounts
from tests.factories.competitions import CLOSES_AT, DURING, OPENS_AT, PLANNED_AT, edition
from tests.refusals import refused
from tests.seconding import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def announced(admin):
    return edition(by=admin)


def test_one_person_alters_nothing_that_is_announced(announced, admin):
    assert refused(alter, announced, "categories", (), admin).refusal is rules.NEEDS_TWO


def moved(announced, part, value, by, at=PLANNED_AT, reason="Arahan Menteri"):
    return motions.alter(announced, part, value, reason, by=by, at=at)


def test_two_people_alter_an_announced_edition(announced, admin):
    wanted = (*read(announced, "categories"), CategoryData("air", "Air bersih"))
    motion = moved(announced, "categories", wanted, admin)
    assert grave.told(motion)["changes"] == [
        {
            "part": "categories",
            "place": ["air"],
            "field": "",
            "before": None,
            "after": {"key": "air", "name": "Air bersih"},
            "called": ["Air bersih"],
            "words": {},
        }
    ]
    assert read(announced, "categories") != wanted
    settle(motion, at=PLANNED_AT)
    assert read(announced, "categories") == wanted
    assert Motion.objects.get().state == Motion.State.CARRIED


def test_what_changed_meanwhile_is_not_agreed_to(announced, admin):
    motion = moved(announced, "categories", read(announced, "categories")[1:], admin)
    announced.categories.filter(position=3).update(name="Nama lain")
    announced.categories.filter(position=1).update(name="Nama lain lagi")
    caught = refused(
        grave.second, motion, seen=motion.sha256, by=accounts.membership(Role.MINISTRY_ADMIN), at=PLANNED_AT
    )
    assert caught.refusal.key == "changed_since"


def test_an_alteration_says_something_and_can_run(announced, admin):
    stands = read(announced, "categories")
    assert refused(moved, announced, "categories", stands, admin).refusal is rules.NOTHING_CHANGES
    caught = refused(moved, announced, "categories", (), admin)
    assert "Edisi memerlukan paling sedikit satu kategori." in caught.sentences
    caught = refused(moved, announced, "categories", stands[1:], admin, reason=" ")
    assert caught.refusal.key == "reason_missing"


def begun(planned, kind, by):
    Stage.objects.filter(edition=planned, kind=kind).update(opened_at=DURING, opened_by=by)


def one_more_question(planned):
    first, *others = read(planned, "sections")
    return (replace(first, questions=(*first.questions, replace(first.questions[0], key="lagi"))), *others)


AFTER = CLOSES_AT + timedelta(days=1)


BEFORE = OPENS_AT - timedelta(minutes=1)


# part, what is wanted, allowed before the opening, the refusal once registration has opened.
FORM = [
    ("groups", lambda one: with_one(read(one, "groups"), "umum", min_age_months=12), rules.FORM_IN_USE),
    ("groups", lambda one: with_one(read(one, "groups"), "umum", description="Lebih jelas."), None),
    ("categories", lambda one: read(one, "categories")[1:], rules.FORM_IN_USE),
    ("categories", lambda one: with_one(read(one, "categories"), "kesehatan", name="Kesehatan dan gizi"), None),
    ("sections", one_more_question, rules.FORM_IN_USE),
    ("sections", lambda one: read(one, "sections")[::-1], rules.FORM_IN_USE),
    ("requirements", lambda one: read(one, "requirements")[1:], rules.ASKED_ALREADY),
    ("checks", lambda one: read(one, "checks")[1:], rules.FORM_IN_USE),
    ("head", lambda one: replace(read(one, "head"), opens_at=OPENS_AT + timedelta(days=1)), rules.OPENING_PASSED),
    ("head", lambda one: replace(read(one, "head"), closes_at=CLOSES_AT + timedelta(days=1)), rules.CLOSE_IS_EXTENDED),
    ("head", lambda one: replace(read(one, "head"), signatory_name="Menteri Baru"), None),
    ("places", lambda one: {"panel": {"umum": 98, "khusus": 15}}, None),
]


@pytest.mark.parametrize(("part", "wanted", "refusal"), FORM)
def test_what_agencies_rely_on_stays_from_the_opening_on(announced, admin, part, wanted, refusal):
    assert moved(announced, part, wanted(announced), admin, at=BEFORE)
    Motion.objects.update(withdrawn_at=BEFORE)
    if refusal is None:
        assert moved(announced, part, wanted(announced), admin, at=DURING)
    else:
        assert str(refusal) in refused(moved, announced, part, wanted(announced), admin, at=DURING).sentences


OF_THE_DESK = [
    ("stages", lambda one: with_one(read(one, "stages"), "desk", readers_each=3), rules.STAGE_IN_USE),
    ("stages", lambda one: with_one(read(one, "stages"), "desk", name="Penilaian awal"), None),
    ("stages", lambda one: with_one(read(one, "stages"), "final", lasts=timedelta(days=8)), None),
    ("places", lambda one: {"desk": {"umum": 149, "khusus": 30}}, rules.STAGE_IN_USE),
    ("composition", lambda one: {"final": ()}, None),
    ("awards", lambda one: {"final": (AwardData("top", "Top 45"),)}, None),
    (
        "rubrics",
        lambda one: with_one(read(one, "rubrics"), "desk", criteria=tuple(reversed(read(one, "rubrics")[0].criteria))),
        rules.RUBRIC_IN_USE,
    ),
    ("rubrics", lambda one: with_one(read(one, "rubrics"), "interview", name="Wawancara"), None),
]


@pytest.mark.parametrize(("part", "wanted", "refusal"), OF_THE_DESK)
def test_what_judges_rely_on_stays_from_the_opening_of_their_stage_on(announced, admin, part, wanted, refusal):
    assert moved(announced, part, wanted(announced), admin, at=AFTER)
    Motion.objects.update(withdrawn_at=AFTER)
    begun(announced, StageKind.DESK, admin)
    if refusal is None:
        assert moved(announced, part, wanted(announced), admin, at=AFTER)
    else:
        assert str(refusal) in refused(moved, announced, part, wanted(announced), admin, at=AFTER).sentences
