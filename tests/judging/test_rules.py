"""Truth tables: every refusal over all roles and states, on unsaved rows; the rules ask nothing of a database."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import Agency, Membership, Motion, Role, User
from accounts.rules import ENDS_BEFORE_IT_BEGINS, Refusal
from accounts.rules.motions import SAME_PERSON
from competitions.kinds import NEEDS, StageKind
from competitions.models import Edition, Stage
from judging import rules
from judging.models import Assignment, Decision, Verdict
from proposals.models import Proposal, Status

OPENS = datetime(2026, 4, 1, 9, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=10)
DURING = OPENS + timedelta(days=1)
MINISTRY = (Role.SECRETARY, Role.MINISTRY_ADMIN)
STATES = list(Stage.State)
PLANNED, OPEN, CLOSED, PUBLISHED, SKIPPED = STATES


def stage(state=OPEN, kind=StageKind.DESK):
    """An unsaved stage in a state."""
    facts = {
        PLANNED: {},
        OPEN: {"opened_at": OPENS},
        CLOSED: {"opened_at": OPENS, "closed_at": DURING},
        PUBLISHED: {"opened_at": OPENS, "closed_at": DURING, "published_at": DURING},
        SKIPPED: {"skipped_at": DURING},
    }[state]
    edition = Edition(closes_at=OPENS, lot_seed="5" * 64)
    return Stage(edition=edition, kind=kind, position=2, opens_at=OPENS, closes_at=CLOSES, **facts)


def office(role=Role.MINISTRY_ADMIN, pk=1):
    return Membership(role=role, user=User(pk=pk))


def decision(*facts, mover=7, **given):
    """An unsaved decision, "moved", perhaps "seconded" and perhaps "carried" by a motion."""
    moments = {f"{fact}_at": DURING for fact in facts}
    motion = Motion(mover=User(pk=mover), **moments) if facts else None
    return Decision(motion=motion, **given)


def by_state(refusal_of):
    """What a refusal says in each state of a stage."""
    return {state: refusal_of(stage(state)) for state in STATES}


# --- conflicts


@pytest.mark.parametrize(
    ("ties", "agency", "province", "refusal"),
    [
        (rules.Ties({1}, {"33"}, {9}), 1, "33", rules.OWN_AGENCY),
        (rules.Ties({1}), 1, None, rules.OWN_AGENCY),
        (rules.Ties({1, 3}, {"33"}, {9}), 2, "33", rules.OWN_PROVINCE),
        (rules.Ties({1}, {"33"}, {9}), 2, "34", rules.DECLARED),
        (rules.Ties({1}, {"33"}, {8}), 2, "34", None),
        (rules.Ties({1}), 2, None, None),
        (rules.Ties(), 2, "33", None),
        (rules.Ties(declared={9}), 2, None, rules.DECLARED),
    ],
)
def test_ties(ties, agency, province, refusal):
    assert ties.refusal(9, agency=agency, province=province) is refusal


@pytest.mark.parametrize(
    ("since", "until", "refusal"),
    [
        (None, None, None),
        (-400, -1, None),
        (-400, 0, None),
        (-400, 1, rules.LEFT_IN_FUTURE),
        (-1, -1, ENDS_BEFORE_IT_BEGINS),
        (-1, -2, ENDS_BEFORE_IT_BEGINS),
    ],
)
def test_a_place_of_work_was_left_before_today(since, until, refusal):
    today = DURING.date()
    first, last = (days if days is None else today + timedelta(days=days) for days in (since, until))
    assert rules.employer_refusal(first, last, on=today) is refusal


JUDGE = User(pk=5)


def assignment(state=OPEN, **given):
    plain = {"judge_id": 5, "proposal_agency": Agency(pk=2, region_id="3301"), "stage": stage(state)}
    plain["proposal"] = Proposal(pk=9, status=given.pop("status", Status.SUBMITTED))
    return Assignment(**{**plain, **given})


@pytest.mark.parametrize(
    ("given", "ties", "refusal"),
    [
        ({}, rules.Ties(), None),
        ({}, rules.Ties({1}, {"34"}, {8}), None),
        ({}, rules.Ties(declared={9}), rules.DECLARED),
        ({}, rules.Ties({1, 2}, declared={9}), rules.OWN_AGENCY),
        ({}, rules.Ties({1}, {"33", "34"}), rules.OWN_PROVINCE),
        ({"recused_at": DURING}, rules.Ties(), rules.RECUSED),
        ({"recused_at": DURING}, rules.Ties({2}), rules.OWN_AGENCY),
        ({"recused_at": DURING}, rules.Ties(declared={9}), rules.DECLARED),
        ({"judge_id": 6, "recused_at": DURING}, rules.Ties({2}), rules.NOT_ASSIGNED),
        ({"status": Status.DISQUALIFIED}, rules.Ties(), rules.OUT_OF_THE_CONTEST[Status.DISQUALIFIED]),
        ({"status": Status.WITHDRAWN}, rules.Ties({2}), rules.OUT_OF_THE_CONTEST[Status.WITHDRAWN]),
    ],
)
def test_reading_and_scoring_are_closed_to_whom_a_dossier_is_not_open(given, ties, refusal):
    one = assignment(**given)
    assert rules.reading_refusal(one, judge=JUDGE, ties=ties) is refusal
    assert rules.scoring_refusal(one, judge=JUDGE, at=DURING, ties=ties) is refusal


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("locked", [True, False])
def test_marks_are_taken_while_a_stage_is_open_and_the_card_is_not_locked(state, locked):
    refusal = rules.scoring_refusal(assignment(state), judge=JUDGE, at=DURING, ties=rules.Ties(), locked=locked)
    assert refusal is ((rules.LOCKED if locked else None) if state == OPEN else rules.NOT_OPEN)
    # Reading stays possible.
    assert rules.reading_refusal(assignment(state), judge=JUDGE, ties=rules.Ties()) is None


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        (OPENS - timedelta(seconds=1), rules.OUTSIDE_WINDOW),
        (OPENS, None),
        (CLOSES - timedelta(seconds=1), None),
        (CLOSES, rules.OUTSIDE_WINDOW),
    ],
)
def test_the_window_is_open_at_its_start_and_closed_at_its_end(at, refusal):
    assert rules.scoring_refusal(assignment(), judge=JUDGE, at=at, ties=rules.Ties()) is refusal
    assert (
        rules.verdict_refusal(stage(), office=office(Role.SECRETARY), at=at, status=Status.SUBMITTED, verdict=None)
        is refusal
    )


# --- who: an act of the ministry admin, or of the whole ministry

ADMIN_ACTS = {
    "opening": (
        lambda by: rules.opening_refusal(stage(PLANNED), office=by, at=DURING, earlier_are_over=True),
        rules.ADMIN_ONLY,
    ),
    "closing": (lambda by: rules.closing_refusal(stage(), office=by), rules.ADMIN_ONLY),
    "computing": (lambda by: rules.computing_refusal(stage(CLOSED), office=by, state="failed"), rules.ADMIN_ONLY),
    "proposing": (lambda by: rules.proposing_refusal(decision(), office=by), rules.ADMIN_ONLY),
    "approving": (lambda by: rules.approving_refusal(decision("moved"), office=by), rules.ADMIN_ONLY),
    "decree": (
        lambda by: rules.decree_refusal(stage(CLOSED), decision(), office=by, gives_awards=True),
        rules.ADMIN_ONLY,
    ),
    "publishing": (
        lambda by: rules.publishing_refusal(stage(CLOSED), decision("moved", "carried"), office=by, gives_awards=False),
        rules.ADMIN_ONLY,
    ),
    "skipping": (
        lambda by: rules.skipping_refusal(
            stage(kind=StageKind.FIELD), office=by, reason="Banjir.", earlier_are_over=True
        ),
        rules.ADMIN_ONLY,
    ),
}
MINISTRY_ACTS = {
    "seating": lambda by: rules.seating_refusal(stage(), office=by, work_given_out=False),
    "assigning": lambda by: rules.assigning_refusal(stage(), office=by, has_panel=True),
    "deliberation": lambda by: rules.deliberation_refusal(decision(), office=by),
    "verdict": lambda by: rules.verdict_refusal(stage(), office=by, at=DURING, status=Status.SUBMITTED, verdict=None),
    "correction": lambda by: rules.correction_refusal(
        stage(), office=by, status=Status.SUBMITTED, verdict=Verdict(), decision=None, reason="Keliru."
    ),
    "certificates": lambda by: rules.certificates_refusal(
        stage(PUBLISHED), office=by, has_awards=True, can_render=True
    ),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", ADMIN_ACTS)
def test_acts_of_the_ministry_admin_alone(act, role):
    refusal_of, otherwise = ADMIN_ACTS[act]
    assert refusal_of(office(role)) is (None if role == Role.MINISTRY_ADMIN else otherwise)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", MINISTRY_ACTS)
def test_acts_of_the_whole_ministry(act, role):
    assert MINISTRY_ACTS[act](office(role)) is (None if role in MINISTRY else rules.MINISTRY_ONLY)


# --- when: over all states of a stage


def test_opening():
    def refusals(**given):
        plain = {"at": DURING, "earlier_are_over": True, **given}
        return by_state(lambda one: rules.opening_refusal(one, office=office(), **plain))

    opened_before = dict.fromkeys([OPEN, CLOSED, PUBLISHED, SKIPPED], rules.ALREADY_OPENED)
    assert refusals() == {PLANNED: None, **opened_before}
    assert refusals(earlier_are_over=False)[PLANNED] is rules.EARLIER_STAGE
    assert refusals(at=OPENS - timedelta(seconds=1))[PLANNED] is rules.REGISTRATION_OPEN
    assert refusals(at=OPENS)[PLANNED] is None
    assert refusals(at=CLOSES)[PLANNED] is rules.WINDOW_PASSED


def test_seating():
    def refusals(work_given_out):
        return by_state(lambda one: rules.seating_refusal(one, office=office(), work_given_out=work_given_out))

    over = dict.fromkeys([CLOSED, PUBLISHED, SKIPPED], rules.ALREADY_OVER)
    assert refusals(False) == {PLANNED: None, OPEN: None, **over}
    assert refusals(True) == {PLANNED: rules.WORK_GIVEN_OUT, OPEN: rules.WORK_GIVEN_OUT, **over}


@pytest.mark.parametrize("kind", StageKind)
def test_giving_out(kind):
    def refusals(has_panel):
        return {
            state: rules.assigning_refusal(stage(state, kind), office=office(), has_panel=has_panel) for state in STATES
        }

    elsewhere = dict.fromkeys([PLANNED, CLOSED, PUBLISHED, SKIPPED], rules.STAGE_NOT_OPEN)
    assert refusals(True) == {OPEN: None, **elsewhere}
    assert refusals(False)[OPEN] is (rules.NO_PANEL if NEEDS[kind].judged_by else None)


def test_closing():
    assert by_state(lambda one: rules.closing_refusal(one, office=office())) == {
        OPEN: None,
        **dict.fromkeys([PLANNED, CLOSED, PUBLISHED, SKIPPED], rules.STAGE_NOT_OPEN),
    }


@pytest.mark.parametrize(
    ("computation", "refusal"),
    [
        (None, None),
        ("waiting", None),
        ("failed", None),
        ("running", rules.STILL_COMPUTING),
        ("done", rules.ALREADY_COMPUTED),
    ],
)
def test_computing(computation, refusal):
    assert by_state(lambda one: rules.computing_refusal(one, office=office(), state=computation)) == {
        CLOSED: refusal,
        **dict.fromkeys([PLANNED, OPEN, PUBLISHED, SKIPPED], rules.NOT_CLOSED),
    }


@pytest.mark.parametrize("computation", [None, "waiting", "running", "failed", "done"])
def test_results_are_sealed_until_closed_and_computed(computation):
    found = by_state(lambda one: rules.results_refusal(one, state=computation))
    readable = {CLOSED, PUBLISHED} if computation == "done" else set()
    assert {state for state, refusal in found.items() if refusal is None} == readable
    assert {refusal for refusal in found.values() if refusal} <= {rules.SEALED}


DECISIONS = {
    "none": (None, rules.NOT_COMPUTED, rules.NOT_COMPUTED),
    "draft": (decision(), None, rules.NOT_PROPOSED),
    "proposed": (decision("moved"), rules.ALREADY_PROPOSED, None),
    "own": (decision("moved", mover=1), rules.ALREADY_PROPOSED, SAME_PERSON),
    "agreed": (decision("moved", "seconded"), rules.ALREADY_PROPOSED, rules.AGREED),
    "approved": (decision("moved", "seconded", "carried"), rules.ALREADY_APPROVED, rules.ALREADY_APPROVED),
}


@pytest.mark.parametrize("which", DECISIONS)
def test_deciding_and_approving(which):
    one, deciding, approving = DECISIONS[which]
    assert rules.deliberation_refusal(one, office=office()) is deciding
    assert rules.proposing_refusal(one, office=office()) is deciding
    assert rules.approving_refusal(one, office=office()) is approving


def test_decree():
    def refusals(one, gives_awards=True):
        return by_state(lambda it: rules.decree_refusal(it, one, office=office(), gives_awards=gives_awards))

    approved = decision("moved", "carried")
    assert refusals(approved)[CLOSED] is None
    assert refusals(approved)[PUBLISHED] is rules.ALREADY_PUBLISHED
    assert refusals(None)[CLOSED] is rules.NOT_COMPUTED
    assert set(refusals(approved, gives_awards=False).values()) == {rules.NO_AWARDS}


def test_publishing():
    approved = decision("moved", "carried")
    decreed = decision("moved", "carried", decree_number="1/2026")

    def refusals(one, gives_awards):
        return by_state(lambda it: rules.publishing_refusal(it, one, office=office(), gives_awards=gives_awards))

    elsewhere = {**dict.fromkeys([PLANNED, OPEN, SKIPPED], rules.NOT_CLOSED), PUBLISHED: rules.ALREADY_PUBLISHED}
    assert refusals(approved, False) == {CLOSED: None, **elsewhere}
    assert refusals(decreed, True) == {CLOSED: None, **elsewhere}
    assert refusals(approved, True) == {CLOSED: rules.NO_DECREE, **elsewhere}
    for unapproved in (None, decision(), decision("moved")):
        assert refusals(unapproved, False) == {CLOSED: rules.NOT_APPROVED, **elsewhere}


@pytest.mark.parametrize("kind", StageKind)
def test_skipping(kind):
    def refusals(**given):
        plain = {"reason": "Bencana alam.", "earlier_are_over": True, **given}
        return {state: rules.skipping_refusal(stage(state, kind), office=office(), **plain) for state in STATES}

    if not NEEDS[kind].can_be_skipped:
        assert set(refusals().values()) == {rules.CANNOT_BE_SKIPPED}
        return
    over = dict.fromkeys([PUBLISHED, SKIPPED], rules.ALREADY_OVER)
    running = [PLANNED, OPEN, CLOSED]
    assert refusals() == {**dict.fromkeys(running), **over}
    assert refusals(reason=" ") == {**dict.fromkeys(running, rules.REASON_MISSING), **over}
    assert refusals(earlier_are_over=False) == {**dict.fromkeys(running, rules.EARLIER_STAGE), **over}


def test_verdicts():
    found = by_state(
        lambda one: rules.verdict_refusal(one, office=office(), at=DURING, status=Status.SUBMITTED, verdict=None)
    )
    assert found == {OPEN: None, **dict.fromkeys([PLANNED, CLOSED, PUBLISHED, SKIPPED], rules.STAGE_NOT_OPEN)}
    assert (
        rules.verdict_refusal(stage(), office=office(), at=DURING, status=Status.SUBMITTED, verdict=Verdict())
        is rules.ALREADY_DECIDED
    )


@pytest.mark.parametrize(
    ("state", "given", "refusal"),
    [
        (OPEN, {}, None),
        (CLOSED, {"decision": decision()}, None),
        # The snapshot is frozen and the decision not yet drafted: a correction would be lost.
        (CLOSED, {}, rules.NOT_COMPUTED),
        (CLOSED, {"decision": decision("moved")}, rules.TOO_LATE_TO_CORRECT),
        (PUBLISHED, {"decision": decision("moved", "carried")}, rules.TOO_LATE_TO_CORRECT),
        (OPEN, {"reason": " "}, rules.REASON_MISSING),
        (OPEN, {"verdict": None}, rules.NOT_DECIDED),
        (OPEN, {"status": Status.WITHDRAWN}, rules.LEFT_THE_CONTEST[Status.WITHDRAWN]),
        (CLOSED, {"status": Status.DISQUALIFIED}, rules.LEFT_THE_CONTEST[Status.DISQUALIFIED]),
    ],
)
def test_correcting(state, given, refusal):
    plain = {
        "status": Status.SUBMITTED,
        "verdict": Verdict(),
        "decision": None,
        "reason": "Surat menyusul.",
        **given,
    }
    assert rules.correction_refusal(stage(state), office=office(Role.SECRETARY), **plain) is refusal


@pytest.mark.parametrize("state", STATES)
def test_reporting_a_visit(state):
    proposal = SimpleNamespace(status=Status.SUBMITTED)
    visit = SimpleNamespace(stage=stage(state, StageKind.FIELD), proposal=proposal, reported_at=None)
    visit.planned_on = timezone.localdate(DURING)
    assert rules.reporting_refusal(visit, at=DURING) is (None if state == OPEN else rules.NOT_OPEN)
    if state == OPEN:
        assert rules.reporting_refusal(visit, at=CLOSES) is rules.OUTSIDE_WINDOW
    visit.reported_at = DURING
    assert rules.reporting_refusal(visit, at=DURING) is rules.ALREADY_REPORTED


def test_certificates():
    def refusal(state=PUBLISHED, *, has_awards=True, can_render=True):
        return rules.certificates_refusal(stage(state), office=office(), has_awards=has_awards, can_render=can_render)

    assert refusal() is None
    assert {refusal(state) for state in STATES if state != PUBLISHED} == {rules.NOT_PUBLISHED}
    assert refusal(has_awards=False) is rules.NO_AWARDS
    assert refusal(can_render=False) is rules.NO_PDF


def test_the_sentences_are_sentences_and_the_keys_are_one_of_a_kind():
    found = [one for one in vars(rules).values() if isinstance(one, Refusal)]
    assert len({one.key for one in found}) == len(found)
    for one in found:
        text = str(one.sentence)
        assert text[0].isupper(), text
        assert text.endswith("."), text


@pytest.mark.parametrize(
    ("kind", "session_at", "refusal"),
    [
        (StageKind.INTERVIEW, None, rules.NOT_YET_SET),
        (StageKind.INTERVIEW, DURING + timedelta(seconds=1), rules.NOT_YET_HEARD),
        (StageKind.INTERVIEW, DURING, None),
        (StageKind.INTERVIEW, DURING - timedelta(days=1), None),
        (StageKind.DESK, None, None),
    ],
)
def test_nobody_is_marked_before_the_own_session(kind, session_at, refusal):
    one = assignment(stage=stage(OPEN, kind))
    given = {"judge": JUDGE, "at": DURING, "ties": rules.Ties(), "session_at": session_at}
    assert rules.scoring_refusal(one, **given) is refusal
    # What is signed is told as signed.
    assert rules.scoring_refusal(one, **given, locked=True) is rules.LOCKED


@pytest.mark.parametrize(("days", "refusal"), [(1, rules.VISIT_NOT_BEGUN), (0, None), (-2, None)])
def test_a_visit_is_reported_from_its_day_on(days, refusal):
    planned = timezone.localdate(DURING) + timedelta(days=days)
    proposal = SimpleNamespace(status=Status.SUBMITTED)
    visit = SimpleNamespace(stage=stage(OPEN, StageKind.FIELD), proposal=proposal, reported_at=None, planned_on=planned)
    assert rules.reporting_refusal(visit, at=DURING) is refusal


MEMBERS = [("J01", ["X"]), ("J02", []), ("J03", ["X", "Y"])]


@pytest.mark.parametrize(
    ("chair", "present", "expected"),
    [
        ("J01", {"J01", "J02", "J03"}, [("X", "J02 Nama J02")]),
        ("J03", {"J01", "J02", "J03"}, [("X", "J02 Nama J02"), ("Y", "J01 Nama J01")]),
        ("J03", {"J01", "J03"}, [("X", ""), ("Y", "J01 Nama J01")]),
        ("J02", {"J01", "J02", "J03"}, []),
        ("J01", {"J02"}, []),
    ],
)
def test_while_the_chair_has_left_the_next_without_the_tie_leads(chair, present, expected):
    members = [
        {"code": code, "name": f"Nama {code}", "is_present": code in present, "left": [{"code": one} for one in ties]}
        for code, ties in MEMBERS
    ]
    assert rules.leading_meanwhile({"chair": chair, "members": members}) == expected
