"""The truth tables of the dossier: every status, every role, before, during and after registration."""

from datetime import timedelta
from itertools import product

import pytest

from accounts.models import Agency, Membership, Role, Unit
from accounts.rules import Refusal
from competitions.models import Category, Edition, EnteredBy, Group, Section
from proposals import rules
from proposals.domain import lifecycle
from proposals.domain.completeness import Completeness, DossierPart, Problem, State
from proposals.models import Identity, Proposal, Status, WithdrawalRequest
from proposals.rules import Room
from tests.factories.competitions import CLOSES_AT, DURING, OPENS_AT, PLANNED_AT

EDITION = Edition(pk=1, opens_at=OPENS_AT, closes_at=CLOSES_AT, announced_at=PLANNED_AT, agency_cap=2)
AGENCY, OTHER_AGENCY = Agency(pk=1), Agency(pk=2)
UNIT = Unit(pk=1, agency=AGENCY)
SISTER_UNIT, OTHER_UNIT = Unit(pk=2, agency=AGENCY), Unit(pk=3, agency=OTHER_AGENCY)

OFFICES = {
    "unit": Membership(role=Role.UNIT, agency=AGENCY, unit=UNIT),
    "sister unit": Membership(role=Role.UNIT, agency=AGENCY, unit=SISTER_UNIT),
    "stranger": Membership(role=Role.UNIT, agency=OTHER_AGENCY, unit=OTHER_UNIT),
    "admin": Membership(role=Role.AGENCY_ADMIN, agency=AGENCY),
    "strange admin": Membership(role=Role.AGENCY_ADMIN, agency=OTHER_AGENCY),
    "secretary": Membership(role=Role.SECRETARY, agency=OTHER_AGENCY),
    "ministry admin": Membership(role=Role.MINISTRY_ADMIN, agency=OTHER_AGENCY),
    "evaluator of the agency": Membership(role=Role.EVALUATOR, agency=AGENCY),
    "panelist": Membership(role=Role.PANELIST),
}
MOMENTS = {
    "before": OPENS_AT - timedelta(seconds=1),
    "first moment": OPENS_AT,
    "during": DURING,
    "last moment": CLOSES_AT - timedelta(microseconds=1),
    "closed": CLOSES_AT,
}
OPEN = {"first moment", "during", "last moment"}
COMPLETE = Completeness(())
INCOMPLETE = Completeness((DossierPart("section", "a", "A", State.EMPTY, (Problem("a", "Isi “A”"),)),))


def proposal(status):
    return Proposal(pk=1, edition=EDITION, agency=AGENCY, unit=UNIT, status=status)


def submission(subject, *, office, at):
    return rules.submission_refusal(subject, office=office, gap=COMPLETE.first_gap, cap_left=Room(left=1, cap=2), at=at)


# Who may do what in which status while registration is open; everything else is refused.
ALLOWED = {
    rules.writing_refusal: {("unit", "draft"), ("unit", "returned"), ("admin", "with_agency")},
    rules.handover_refusal: {("unit", "draft"), ("unit", "returned")},
    rules.return_refusal: {("admin", "with_agency")},
    submission: {("admin", "with_agency")},
    rules.withdrawal_refusal: {
        ("unit", "draft"),
        ("unit", "returned"),
        ("admin", "with_agency"),
        ("admin", "submitted"),
    },
    rules.disqualification_refusal: {("secretary", "submitted"), ("ministry admin", "submitted")},
}
# What the close of registration does not end.
ANY_TIME = {
    rules.withdrawal_refusal: {("unit", "draft"), ("unit", "returned"), ("admin", "with_agency")},
    rules.disqualification_refusal: ALLOWED[rules.disqualification_refusal],
}
WAITING = WithdrawalRequest(pk=1)


def asked(rule, is_waiting):
    """A rule about a request to withdraw, where one waits or none does."""
    waiting = WAITING if is_waiting else None

    def of(subject, *, office, at):
        moment = {"at": at} if rule is rules.asking_withdrawal_refusal else {}
        return rule(subject, waiting=waiting, office=office, **moment)

    of.__name__ = f"{rule.__name__}_{is_waiting}"
    return of


# By whom a sent dossier is asked back, the request taken back, and answered; whether registration must be closed.
ASKED_BACK = (
    (asked(rules.asking_withdrawal_refusal, False), {"admin"}, True),
    (asked(rules.asking_withdrawal_refusal, True), set(), True),
    (asked(rules.dropping_withdrawal_refusal, False), set(), False),
    (asked(rules.dropping_withdrawal_refusal, True), {"admin"}, False),
    (asked(rules.answering_withdrawal_refusal, False), set(), False),
    (asked(rules.answering_withdrawal_refusal, True), {"secretary", "ministry admin"}, False),
)
ACT = {
    rules.handover_refusal: "hand_over",
    rules.return_refusal: "return",
    submission: "submit",
    rules.withdrawal_refusal: "withdraw",
    rules.disqualification_refusal: "disqualify",
}


@pytest.mark.parametrize("rule", ALLOWED)
def test_truth_table(rule):
    for (name, office), status, (moment, at) in product(OFFICES.items(), Status, MOMENTS.items()):
        may = (name, status) in (ALLOWED[rule] if moment in OPEN else ANY_TIME.get(rule, set()))
        refusal = rule(proposal(status), office=office, at=at)
        assert (refusal is None) == may, f"{name}, {status}, {moment}: {refusal}"
        if refusal:
            assert str(refusal.sentence).endswith(".")


@pytest.mark.parametrize(("rule", "may", "is_after"), ASKED_BACK, ids=lambda value: getattr(value, "__name__", ""))
def test_truth_table_of_asking_back(rule, may, is_after):
    for (name, office), status, (moment, at) in product(OFFICES.items(), Status, MOMENTS.items()):
        is_fine = name in may and status == Status.SUBMITTED and not (is_after and moment in OPEN)
        refusal = rule(proposal(status), office=office, at=at)
        assert (refusal is None) == is_fine, f"{name}, {status}, {moment}: {refusal}"
        if refusal:
            assert str(refusal.sentence).endswith(".")


@pytest.mark.parametrize("rule", ACT)
def test_no_rule_allows_what_the_table_of_acts_does_not_know(rule):
    sources = lifecycle.ACTS[ACT[rule]].sources
    assert {status for _, status in ALLOWED[rule]} == set(sources)


@pytest.mark.parametrize("rule", ALLOWED)
def test_an_edition_not_announced_takes_nothing(rule):
    unannounced = Edition(pk=1, opens_at=OPENS_AT, closes_at=CLOSES_AT)
    for name, office in OFFICES.items():
        draft = proposal(Status.DRAFT)
        draft.edition = unannounced
        refusal = rule(draft, office=office, at=DURING)
        assert refusal or (rule is rules.withdrawal_refusal and name == "unit")


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", OFFICES)
def test_only_the_unit_itself_begins_and_only_in_time(name, moment):
    refusal = rules.beginning_refusal(
        EDITION, unit=UNIT, office=OFFICES[name], at=MOMENTS[moment], entered_by={EnteredBy.UNIT}
    )
    assert (refusal is None) == (name == "unit" and moment in OPEN)


@pytest.mark.parametrize(
    ("name", "unit", "entered_by", "refusal"),
    [
        ("unit", UNIT, {EnteredBy.AGENCY}, rules.ENTERED_BY_AGENCY),
        ("unit", UNIT, {EnteredBy.AGENCY, EnteredBy.EITHER}, None),
        ("unit", None, {EnteredBy.AGENCY}, rules.NOT_YOURS),
        ("admin", None, {EnteredBy.UNIT}, rules.ENTERED_BY_UNIT),
        ("admin", None, {EnteredBy.UNIT, EnteredBy.AGENCY}, None),
        ("admin", None, {EnteredBy.EITHER}, None),
        ("admin", UNIT, {EnteredBy.EITHER}, rules.NOT_YOURS),
    ],
)
def test_the_groups_say_who_begins(name, unit, entered_by, refusal):
    office = OFFICES[name]
    given = rules.beginning_refusal(EDITION, unit=unit, office=office, at=DURING, entered_by=entered_by)
    assert given is refusal


@pytest.mark.parametrize(
    ("completeness", "cap_left", "key"),
    [
        (COMPLETE, None, None),
        (COMPLETE, Room(left=1, cap=2), None),
        (COMPLETE, Room(left=0, cap=2), "cap_reached"),
        (COMPLETE, Room(left=-1, cap=2), "cap_reached"),
        (COMPLETE, Room(left=0, cap=2, group="Umum"), "cap_reached"),
        (INCOMPLETE, None, "incomplete"),
        (INCOMPLETE, Room(left=0, cap=2), "incomplete"),
    ],
)
def test_submission_needs_completeness_and_room_under_the_cap(completeness, cap_left, key):
    refusal = rules.submission_refusal(
        proposal(Status.WITH_AGENCY),
        office=OFFICES["admin"],
        gap=completeness.first_gap,
        cap_left=cap_left,
        at=DURING,
    )
    assert (refusal and refusal.key) == key


@pytest.mark.parametrize(
    ("moment", "refusal"),
    [("before", rules.NOT_OPEN_YET), ("closed", rules.CLOSED), ("during", None)],
)
def test_the_window_says_which_side_one_is_on(moment, refusal):
    given = rules.window_refusal(EDITION, MOMENTS[moment])
    assert (given and given.key) == (refusal and refusal.key)


def test_choices_must_be_of_the_proposals_edition():
    own, other = {"edition_id": 1}, {"edition_id": 2}
    draft = proposal(Status.DRAFT)
    fine = Identity(title="A", group=Group(**own), category=Category(**own), sdgs=(1, 17))
    assert rules.identity_refusal(draft, fine) is None
    assert rules.identity_refusal(draft, Identity(title="A", group=Group(**other))) is rules.FOREIGN_CHOICE
    assert rules.identity_refusal(draft, Identity(title="A", category=Category(**other))) is rules.FOREIGN_CHOICE
    assert rules.identity_refusal(draft, Identity(title="A", sdgs=(0,))) is rules.UNKNOWN_SDG
    assert rules.identity_refusal(draft, Identity(title="A", sdgs=(18,))) is rules.UNKNOWN_SDG


@pytest.mark.parametrize(
    ("edition", "group", "refusal"),
    [(1, None, None), (1, 5, None), (1, 6, "part_hidden"), (2, None, "foreign_part"), (2, 5, "foreign_part")],
)
def test_a_part_must_be_asked_of_the_proposals_group_and_the_refusal_names_what_is_hidden(edition, group, refusal):
    draft = proposal(Status.DRAFT)
    draft.group_id = 5
    found = rules.part_refusal(draft, Section(edition_id=edition, group_id=group, title="Keberlanjutan"))
    assert (found and found.key) == refusal
    assert refusal != "part_hidden" or "“Keberlanjutan” tidak diminta dari usulan ini" in found.sentence


@pytest.mark.parametrize(
    ("title", "refusal"),
    [("", rules.TITLE_MISSING), ("A", None), ("A" * 200, None), ("A" * 201, rules.TITLE_TOO_LONG)],
)
def test_titles(title, refusal):
    assert rules.title_refusal(title) is refusal


def test_sentences_are_in_the_manner_of_the_house():
    sentences = [str(value.sentence) for value in vars(rules).values() if isinstance(value, Refusal)]
    assert len(sentences) > 20
    for word in ("mohon", "maaf", "tidak valid", "wajib", "berhasil"):
        assert not [sentence for sentence in sentences if word in sentence.lower()]


def test_the_refusal_names_the_first_gap():
    refusal = rules.submission_refusal(
        proposal(Status.WITH_AGENCY), office=OFFICES["admin"], gap="Unggah “Surat”", cap_left=None, at=DURING
    )
    assert refusal.sentence == "Usulan belum lengkap. Yang masih kurang: Unggah “Surat”."
