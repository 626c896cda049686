from datetime import timedelta

import pytest

from accounts.models import Agency, Membership, Role
from accounts.rules import Refusal
from competitions import rules
from competitions.domain.difference import ORDER, WHOLE, Change
from competitions.models import Edition, Group, Stage
from tests.factories.competitions import CLOSES_AT, DURING, OPENS_AT, PLANNED_AT

ADMIN = Membership(role=Role.MINISTRY_ADMIN)
NOW = DURING
FACTS = {
    Stage.State.PLANNED: {},
    Stage.State.OPEN: {"opened_at": NOW},
    Stage.State.CLOSED: {"opened_at": NOW, "closed_at": NOW},
    Stage.State.PUBLISHED: {"opened_at": NOW, "closed_at": NOW, "published_at": NOW},
    Stage.State.SKIPPED: {"skipped_at": NOW, "skip_reason": "pandemi"},
}


def stage(state):
    return Stage(opens_at=OPENS_AT, closes_at=CLOSES_AT, **FACTS[state])


@pytest.mark.parametrize("role", Role)
def test_who_plans(role):
    expected = None if role == Role.MINISTRY_ADMIN else rules.NOT_MINISTRY_ADMIN
    assert rules.planning_refusal(by=Membership(role=role)) is expected


@pytest.mark.parametrize(
    ("by_invitation", "invited", "expected"),
    [
        (False, [], None),
        (False, ["Kota Bogor"], None),
        (True, [], rules.NOT_INVITED),
        (True, ["Kota Depok"], rules.NOT_INVITED),
        (True, ["Kota Depok", "Kota Bogor"], None),
        (True, ["kota bogor"], rules.NOT_INVITED),
    ],
)
def test_who_enters_a_group_by_invitation(by_invitation, invited, expected):
    group = Group(by_invitation=by_invitation, invited=invited)
    assert rules.invitation_refusal(group, agency=Agency(name="Kota Bogor")) is expected


@pytest.mark.parametrize("state", Stage.State)
def test_a_stage_that_missed_its_window_may_get_more_time(state):
    one = stage(state)
    late = one.closes_at + timedelta(1)
    extended = rules.stage_extension_refusal(one, late + timedelta(1), before=one.closes_at, by=ADMIN, at=late)
    assert extended is (None if state in (Stage.State.PLANNED, Stage.State.OPEN) else rules.NOTHING_TO_LENGTHEN)


@pytest.mark.parametrize("state", Stage.State)
def test_only_an_open_stage_is_extended(state):
    one = stage(state)
    assert one.state == state
    extended = rules.stage_extension_refusal(one, CLOSES_AT + timedelta(1), before=CLOSES_AT, by=ADMIN, at=NOW)
    assert extended is (None if state == Stage.State.OPEN else rules.NOTHING_TO_LENGTHEN)


@pytest.mark.parametrize(
    ("announced_at", "at", "is_open"),
    [
        (None, DURING, False),
        (PLANNED_AT, OPENS_AT - timedelta(seconds=1), False),
        (PLANNED_AT, OPENS_AT, True),
        (PLANNED_AT, CLOSES_AT - timedelta(seconds=1), True),
        (PLANNED_AT, CLOSES_AT, False),
    ],
)
def test_when_registration_is_open(announced_at, at, is_open):
    edition = Edition(opens_at=OPENS_AT, closes_at=CLOSES_AT, announced_at=announced_at)
    assert edition.accepts_proposals(at) is is_open


# Every way in which the rules of composition of one stage may change.
OF_COMPOSITION = {
    "a rule more": Change("composition", ("panel", "agency=*"), WHOLE, None, {"maximum": 2}),
    "a rule less": Change("composition", ("panel", "agency=*"), WHOLE, {"maximum": 2}, None),
    "a stricter rule": Change("composition", ("panel", "agency=*"), "maximum", 2, 1),
    "a weaker rule": Change("composition", ("panel", "region_class=left_behind"), "minimum", 3, None),
    "another order": Change("composition", ("panel",), ORDER, ["a", "b"], ["b", "a"]),
    "all rules gone": Change("composition", ("panel",), WHOLE, [{"maximum": 2}], None),
}


@pytest.mark.parametrize("change", OF_COMPOSITION.values(), ids=OF_COMPOSITION)
@pytest.mark.parametrize("has_opened", [False, True])
@pytest.mark.parametrize(
    ("begun", "expected"),
    [((), None), (("desk",), None), (("panel",), rules.STAGE_IN_USE)],
    ids=["none", "other", "own"],
)
def test_rules_of_composition_change_until_their_own_stage_begins(change, has_opened, begun, expected):
    stands = {"has_opened": has_opened, "stages_begun": begun, "rubrics_begun": ("desk",)}
    assert rules.change_refusal(change, **stands) is expected


@pytest.mark.parametrize(
    ("before", "after", "begun", "expected"),
    [
        (["a"], ["a", "b"], ["a"], None),
        (["a", "b"], ["b", "a"], ["a", "b"], None),
        ([], ["a"], [], None),
        (["a", "b"], ["b"], [], None),
        (["a", "b"], ["b"], ["b"], None),
        (["a", "b"], ["b"], ["a"], rules.INVITED_HAVE_BEGUN),
        (["a"], [], ["a"], rules.INVITED_HAVE_BEGUN),
        (["a"], ["b"], ["a"], rules.INVITED_HAVE_BEGUN),
        (["a", "b"], [], ["b"], rules.INVITED_HAVE_BEGUN),
        (["a"], None, ["a"], rules.INVITED_HAVE_BEGUN),
        (None, ["a"], [], None),
    ],
)
def test_whoever_was_invited_and_has_begun_stays_so_once_registration_has_opened(before, after, begun, expected):
    change = Change("groups", ("tamu",), "invited", before, after)
    stands = {"stages_begun": (), "rubrics_begun": ()}
    for has_opened in (False, True):
        refusal = rules.change_refusal(
            change, has_opened=has_opened, invited_begun={("tamu", name) for name in begun}, **stands
        )
        assert refusal is (expected if has_opened else None)
    # What somebody began in another group keeps nobody invited here.
    elsewhere = {("umum", name) for name in begun}
    assert rules.change_refusal(change, has_opened=True, invited_begun=elsewhere, **stands) is None


def test_every_refusal_has_its_own_key_and_a_sentence():
    refusals = [value for value in vars(rules).values() if isinstance(value, Refusal)]
    assert len({refusal.key for refusal in refusals}) == len(refusals)
    assert all(str(refusal).endswith(".") for refusal in refusals)
