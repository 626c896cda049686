"""The monitoring of winners as it was held in 2024: 58 and 36 are heard over five days, by the criteria of the desk."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils import timezone

from accounts.models import Role
from competitions.domain.templates import pkri, rubrics
from competitions.kinds import StageKind
from judging.arithmetic.results import compute
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.domain.hearings import sessions
from judging.models import Assignment, PanelMember, Session
from judging.stages import interview
from tests.factories import accounts, competitions, judging
from tests.factories.competitions import WIB
from tests.judging.arithmetic.results.snapshots import by_code

SUSTAINED, REPLICATED = 58, 36
# Registration ends on a Monday; the interviews are opened five weeks later, so that materials are due before a Friday.
CLOSES_AT = datetime(2024, 6, 3, 16, tzinfo=WIB)
OPENED_AT = CLOSES_AT + timedelta(days=35)
FRIDAY_TO_TUESDAY = [date(2024, 7, day) for day in range(12, 17)]
ROOMS, EACH = ("Ruang daring 1", "Ruang daring 2"), 3


def monitoring():
    """The interviews of an edition begun from the template as it stands, opened some days before they are held."""
    edition = competitions.edition("pkri", year=2024, opens_at=CLOSES_AT - timedelta(days=30), closes_at=CLOSES_AT)
    stage = competitions.stage(competitions.drawn(edition), StageKind.INTERVIEW)
    stage.opens_at = stage.opened_at = OPENED_AT
    stage.opened_by = accounts.membership(Role.MINISTRY_ADMIN)
    stage.save()
    return stage


def entered(stage, group, units):
    """One proposal of the group for each unit; where none is given, of an agency of its own."""
    of_group = stage.edition.groups.get(key=group)
    return [proposal for unit in units for proposal in judging.entrants(stage, 1, unit=unit, group=of_group)]


def own(pairs):
    """What belongs to each: {one: [others]}."""
    found = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
    return found


def overlapping(sessions):
    """Pairs of sessions that are held at the same time."""
    in_order = sorted(sessions, key=lambda one: one.starts_at)
    return [(first, second) for first, second in pairwise(in_order) if second.starts_at < first.ends_at]


@pytest.mark.django_db
def test_58_and_36_are_heard_over_five_days_with_a_weekend_among_them():
    stage = monitoring()
    for _judge in range(len(ROOMS) * EACH):
        judging.seated(stage, judging.judge(stage))
    sustained = entered(stage, "keberlanjutan", [None] * SUSTAINED)
    # Every fourth of those who replicate is a second unit of an agency that is heard already.
    again = [accounts.unit(one.agency) for one in sustained[: REPLICATED // 4]]
    replicated = entered(stage, "replikasi", [*again, *[None] * (REPLICATED - len(again))])

    interview.assign(stage, at=OPENED_AT)

    laid_out = list(Session.objects.filter(stage=stage).select_related("proposal"))
    assert Counter(one.proposal_id for one in laid_out) == Counter(one.pk for one in (*sustained, *replicated))
    by_day = own((timezone.localdate(one.starts_at, WIB), one) for one in laid_out)
    assert sorted(by_day) == FRIDAY_TO_TUESDAY
    assert [day.strftime("%a") for day in sorted(by_day)] == ["Fri", "Sat", "Sun", "Mon", "Tue"]
    for held in by_day.values():
        hours = [(one.starts_at.astimezone(WIB).time(), one.ends_at.astimezone(WIB).time()) for one in held]
        assert min(begins for begins, _ends in hours) == time(9)
        assert not [span for span in hours if span[0] < time(13) and time(12) < span[1]]
        assert max(Counter(one.room for one in held).values()) <= stage.arranged.sessions_a_day

    of_room = own((one.room, one) for one in laid_out)
    assert set(of_room) == set(ROOMS)
    of_agency = own((one.proposal.agency_id, one) for one in laid_out)
    assert sorted(map(len, of_agency.values()))[-len(again) :] == [2] * len(again)
    session_of = {one.proposal_id: one for one in laid_out}
    given = list(Assignment.objects.filter(stage=stage).values_list("judge", "proposal"))
    assert set(Counter(proposal for _judge, proposal in given).values()) == {EACH}
    of_judge = own((judge, session_of[proposal]) for judge, proposal in given)
    assert len(of_judge) == len(ROOMS) * EACH
    for held in (*of_room.values(), *of_agency.values(), *of_judge.values()):
        assert overlapping(held) == []
    # Who has two is not called on two days.
    assert all(len({timezone.localdate(one.starts_at, WIB) for one in held}) == 1 for held in of_agency.values())
    seats = dict(PanelMember.objects.filter(stage=stage).values_list("judge", "room"))
    assert all({one.room for one in held} == {seats[judge]} for judge, held in of_judge.items())


def test_the_substance_is_the_desk_s_criteria_in_their_proportion():
    substance = [one for one in pkri.PRESENTATION.criteria if one.component == rubrics.SUBSTANCE]
    told = [(one.key, one.name, one.description) for one in substance]
    assert told == [(one.key, one.name, one.description) for one in rubrics.DESK.criteria]
    assert {one.key: str(one.weight) for one in pkri.PRESENTATION.criteria} == {
        "latar-belakang": "7.0",
        "kebaruan": "10.5",
        "implementasi": "3.5",
        "signifikansi": "21.0",
        "adaptabilitas": "14.0",
        "sumber-daya": "3.5",
        "keberlanjutan": "10.5",
        "pemaparan": "15",
        "tanya-jawab": "15",
    }


# The marks of three, and what they had at the desk: 80, 70 and 60 by its weights; delivered with 70, 75 and 80.
MARKS = (
    {"latar-belakang": 90, "kebaruan": 80, "implementasi": 50, "signifikansi": 100, "adaptabilitas": 60,
     "sumber-daya": 50, "keberlanjutan": 80, "pemaparan": 80, "tanya-jawab": 60},
    {"latar-belakang": 80, "kebaruan": 70, "implementasi": 60, "signifikansi": 90, "adaptabilitas": 50,
     "sumber-daya": 50, "keberlanjutan": 60, "pemaparan": 80, "tanya-jawab": 70},
    {"latar-belakang": 60, "kebaruan": 60, "implementasi": 60, "signifikansi": 60, "adaptabilitas": 60,
     "sumber-daya": 60, "keberlanjutan": 60, "pemaparan": 90, "tanya-jawab": 70},
)  # fmt: skip


@pytest.mark.django_db
def test_substance_counts_70_and_delivery_30():
    """By hand: on a card 0.7 * 80 + 0.3 * 70 = 77.

    Of the stage: substance 80, 70, 60 is 1, 0, -1 deviations of 10 from 70; delivery 70, 75, 80 is -1, 0, 1 of 5 from
    75. Together 0.7 - 0.3 = 0.4 deviations of 0.7 * 10 + 0.3 * 5 = 8.5 around 0.7 * 70 + 0.3 * 75 = 71.5.
    """
    stage = monitoring()
    heard = entered(stage, "keberlanjutan", [None] * len(MARKS))
    sessions.lay_out(stage, at=OPENED_AT)
    after = max(one.ends_at for one in Session.objects.filter(stage=stage))
    cards = []
    for _judge in range(EACH):
        office = judging.judge(stage)
        for assignment, points in zip(judging.assigned(stage, office, heard), MARKS, strict=True):
            given = {key: Given(value) for key, value in points.items()}
            cards.append(scoring.record_marks(assignment, given, lock=True, by=office, at=after))
    assert [str(card.total) for card in cards] == ["77.00", "71.50", "66.00"] * EACH

    results = compute({"sum": interview.SUM, **interview.freeze(stage)})

    assert {key: Decimal(weight) for key, weight in results.notes["weights"].items()} == {
        "substance": 70,
        "delivery": 30,
    }
    found = by_code(results)
    of_each = [found[one.code] for one in heard]
    assert [one.particulars["substance"] for one in of_each] == ["80.00", "70.00", "60.00"]
    assert [one.particulars["delivery"] for one in of_each] == ["70.00", "75.00", "80.00"]
    assert [(one.rank, str(one.score)) for one in of_each] == [(1, "74.90"), (2, "71.50"), (3, "68.10")]
