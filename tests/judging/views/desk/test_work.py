"""The judge's list: one's own work and nothing else, at the same price however long it is."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Role
from competitions.kinds import StageKind
from tests.factories import accounts, judging
from tests.factories.competitions import WIB
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(client):
    """A function: this person's client, signed in."""

    def sign_in(office):
        client.force_login(office.user)
        return client

    return sign_in


def test_somebody_without_work_is_told_so(at_desk):
    response = at_desk(accounts.membership(Role.EVALUATOR)).get("/penilaian/")
    assert "Belum ada tugas untuk Anda" in text_of(response)


@pytest.mark.parametrize("role", [Role.UNIT, Role.AGENCY_ADMIN, Role.SECRETARY, Role.MINISTRY_ADMIN])
def test_other_roles_have_no_desk(at_desk, role):
    assert at_desk(accounts.membership(role)).get("/penilaian/").status_code == 403


def test_a_visitor_is_sent_to_the_entrance(client):
    assert client.get("/penilaian/").status_code == 302


def test_progress_is_said_in_words(at_desk):
    _stage, office, assignments = judging.desk(4)
    judging.marked(assignments[0], office, lock=True)
    judging.marked(assignments[1], office)
    assert "1 dari 4 selesai" in text_of(at_desk(office).get("/penilaian/"))


def test_a_schedule_that_ends_at_midnight_names_the_day_before(at_desk):
    stage, office, _assignments = judging.desk(1)
    stage.opens_at = datetime(2026, 3, 1, 8, tzinfo=WIB)
    stage.closes_at = datetime(2026, 4, 1, 0, tzinfo=WIB)
    stage.save(update_fields=["opens_at", "closes_at"])
    with time_machine.travel(datetime(2026, 4, 2, 9, tzinfo=WIB), tick=False):
        assert "1 Maret 2026 sampai 31 Maret 2026." in text_of(at_desk(office).get("/penilaian/"))


def test_work_stands_in_reading_order(at_desk):
    _stage, office, assignments = judging.desk(3)
    shown = at_desk(office).get("/penilaian/").content.decode()
    places = [shown.index(assignment.proposal.code) for assignment in assignments]
    assert places == sorted(places)


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize(
    ("kind", "queries"),
    [(StageKind.DESK, 6), (StageKind.INTERVIEW, 6), (StageKind.PANEL, 6), (StageKind.FIELD, 6)],
)
def test_the_list_costs_the_same_at_any_length(at_desk, django_assert_num_queries, count, kind, queries):
    _stage, office, _assignments = judging.desk(count, kind=kind)
    client = at_desk(office)
    with django_assert_num_queries(queries):
        assert client.get("/penilaian/").status_code == 200


def test_three_thousand_cost_no_more_than_three(at_desk, django_assert_num_queries):
    _stage, office, _assignments = judging.desk(3000)
    client = at_desk(office)
    with django_assert_num_queries(6):
        assert "1–100 dari 3.000" in text_of(client.get("/penilaian/?page=1"))


def test_several_stages_cost_no_more_than_one(at_desk, django_assert_num_queries):
    _stage, office, _assignments = judging.desk(2)
    for _ in range(4):
        other = judging.running()
        judging.assigned(other, office, judging.entrants(other, 2))
    client = at_desk(office)
    with django_assert_num_queries(6):
        client.get("/penilaian/")


@pytest.mark.parametrize(("state", "shown"), [("belum", [2]), ("tersimpan", [1]), ("terkunci", [0]), ("", [0, 1, 2])])
def test_the_list_can_be_narrowed_to_a_state(at_desk, state, shown):
    _stage, office, assignments = judging.desk(3)
    judging.marked(assignments[0], office, lock=True)
    judging.marked(assignments[1], office)
    text = text_of(at_desk(office).get("/penilaian/", {"keadaan": state}))
    assert [index for index, one in enumerate(assignments) if one.proposal.code in text] == shown


@pytest.mark.parametrize("question", ["perahu", "PINTAR perahu", "{code}"])
def test_the_list_can_be_searched(at_desk, question):
    stage, office, assignments = judging.desk(2)
    wanted = judging.entrants(stage, 1, title="Perahu Pintar")[0]
    judging.assigned(stage, office, [wanted])
    text = text_of(at_desk(office).get("/penilaian/", {"q": question.format(code=wanted.code.lower())}))
    assert wanted.code in text
    assert assignments[0].proposal.code not in text


@pytest.mark.parametrize(
    "query",
    [
        {"keadaan": "tak-ada"},
        {"q": "\0"},
        {"q": "x" * 5000},
        {"q": "%' or 1=1 --"},
        {"page": "abc"},
        {"page": "-99999999999999999999"},
    ],
)
def test_nonsense_in_the_address_is_borne(at_desk, query):
    _stage, office, _assignments = judging.desk(2)
    assert at_desk(office).get("/penilaian/", query).status_code == 200


@pytest.mark.parametrize("stage", ["tak-ada-9", "\0", "9" * 400])
def test_an_unknown_stage_is_not_found(at_desk, stage):
    _stage, office, _assignments = judging.desk(2)
    assert at_desk(office).get("/penilaian/", {"tahap": stage}).status_code == 404


def test_a_stage_of_other_judges_is_not_found(at_desk):
    _stage, office, _assignments = judging.desk(2)
    other, _office, _others = judging.desk(2)
    key = f"{other.edition.slug}-{other.position}"
    assert at_desk(office).get("/penilaian/", {"tahap": key}).status_code == 404


def test_nobody_sees_others_assignments(at_desk):
    stage, office, _assignments = judging.desk(2)
    theirs = judging.assigned(stage, judging.judge(stage), judging.entrants(stage, 2))
    text = text_of(at_desk(office).get("/penilaian/"))
    assert not any(one.proposal.code in text for one in theirs)


def test_a_blind_list_names_no_agency(at_desk):
    stage, office, assignments = judging.desk(2)
    assert stage.is_blind
    page = at_desk(office).get("/penilaian/").content.decode()
    proposal = assignments[0].proposal
    assert proposal.agency.name not in page
    assert proposal.unit.name not in page


def test_an_open_list_names_the_agency(at_desk):
    _stage, office, assignments = judging.desk(2, kind=StageKind.INTERVIEW)
    assert assignments[0].proposal.agency.name in text_of(at_desk(office).get("/penilaian/"))


def test_only_the_own_marks_are_shown(at_desk):
    stage, office, assignments = judging.desk(1)
    other = judging.judge(stage)
    theirs = judging.assigned(stage, other, [assignments[0].proposal])
    judging.marked(assignments[0], office, 60, lock=True)
    judging.marked(theirs[0], other, 100, lock=True)
    text = text_of(at_desk(office).get("/penilaian/"))
    assert "60,00" in text
    assert "100,00" not in text
    assert "80,00" not in text


def test_the_stage_that_ends_soonest_is_shown_first(at_desk):
    _later, office, _assignments = judging.desk(1)
    sooner = judging.running(left=timedelta(days=1))
    judging.assigned(sooner, office, judging.entrants(sooner, 1, title="Segera"))
    assert "Segera 1" in text_of(at_desk(office).get("/penilaian/"))


def test_a_closed_stage_can_still_be_read(at_desk):
    stage, office, assignments = judging.desk(1)
    judging.marked(assignments[0], office, 60, lock=True)
    judging.closed(stage)
    text = text_of(at_desk(office).get("/penilaian/"))
    assert "60,00" in text
    assert "Lanjutkan menilai" not in text


# --- on to the next


def next_of(client, stage, after=""):
    address = reverse("judging:next", args=(stage.edition.slug, stage.position))
    return client.get(address, {"setelah": after} if after else {})


def card(assignment):
    stage = assignment.stage
    return reverse("judging:scorecard", args=(stage.edition.slug, stage.position, assignment.proposal.code))


def test_going_on_opens_the_first_that_is_not_finished(at_desk):
    stage, office, assignments = judging.desk(3)
    judging.marked(assignments[0], office, lock=True)
    assert next_of(at_desk(office), stage).url == card(assignments[1])


def test_going_on_prefers_what_has_no_marks_to_what_waits_for_its_lock(at_desk):
    stage, office, assignments = judging.desk(3)
    judging.marked(assignments[0], office)
    assert next_of(at_desk(office), stage).url == card(assignments[1])


def test_going_on_from_one_opens_the_one_after_it(at_desk):
    stage, office, assignments = judging.desk(4)
    assert next_of(at_desk(office), stage, assignments[1].proposal.code).url == card(assignments[2])


def test_after_the_last_it_begins_again(at_desk):
    stage, office, assignments = judging.desk(3)
    assert next_of(at_desk(office), stage, assignments[2].proposal.code).url == card(assignments[0])


def test_when_everything_is_locked_it_leads_home(at_desk):
    stage, office, assignments = judging.desk(1)
    judging.marked(assignments[0], office, lock=True)
    response = next_of(at_desk(office), stage)
    assert response.url == "/penilaian/"


@pytest.mark.parametrize("after", ["tak-ada", "\0", "x" * 3000])
def test_going_on_from_nonsense_begins_at_the_first(at_desk, after):
    stage, office, assignments = judging.desk(2)
    assert next_of(at_desk(office), stage, after).url == card(assignments[0])


def test_going_on_costs_four_queries(at_desk, django_assert_num_queries):
    stage, office, _assignments = judging.desk(30)
    client = at_desk(office)
    with django_assert_num_queries(4):
        next_of(client, stage)


def test_the_desk_says_the_pace_in_whole_pieces(client):
    _stage, office, assignments = judging.desk(14, since=timedelta(days=3), left=timedelta(days=10))
    judging.marked(assignments[0], office, lock=True)
    client.force_login(office.user)
    # The fourth of fourteen days: three were due, one is done, and thirteen are left for eleven days.
    assert "2 sehari supaya selesai tepat waktu, 2 di belakang jadwal" in text_of(client.get(reverse("judging:desk")))


def test_whoever_is_finished_has_no_pace_to_keep(client):
    _stage, office, assignments = judging.desk(1)
    judging.marked(assignments[0], office, lock=True)
    client.force_login(office.user)
    assert "sehari supaya" not in text_of(client.get(reverse("judging:desk")))
