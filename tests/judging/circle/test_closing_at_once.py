"""Closing a stage while a judge saves. A module of its own: each transaction is seen by the other."""

import json

import pytest
from django.db import transaction

from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import rules
from judging.circle import closing
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.models import Assignment, Mark, PanelMember, Scorecard, Snapshot
from tests import carrying
from tests.beside import Beside

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Tertulis di halaman dua."


@pytest.fixture
def crew_and_desk():
    """The desk, open, with every card signed but the last, which is saved."""
    crew, edition, _dossiers = carrying.begun(2, places=(2, 1, 1), rules=(), evaluators=2, panelists=1)
    desk = carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew, leave=1)
    carrying.mark(last(desk), crew, points=60, lock=False)
    return crew, desk


def last(desk):
    return Assignment.objects.filter(stage=desk).standing().order_by("pk").last()


def save(desk, crew, points, *, lock=False):
    """The judge of the last card saves or signs it, as it stands before them."""
    card = last(desk)
    keys = desk.rubric.criteria.values_list("key", flat=True)
    given = {key: Given(points, WHY) for key in keys}
    seen = Scorecard.objects.get(assignment=card).stamp
    own, at = crew.office_of(card.judge_id), carrying.moment(desk)
    return scoring.record_marks(card, given, lock=lock, seen=seen, by=own, at=at)


def close(desk, crew):
    return closing.close_stage(desk, by=crew.admin, at=carrying.moment(desk))


def kept(desk):
    """The points and remarks of the last card."""
    return set(Mark.objects.filter(scorecard__assignment=last(desk)).values_list("points", "remark"))


def test_who_signs_while_the_stage_closes_is_in_what_is_frozen(crew_and_desk):
    crew, desk = crew_and_desk
    with transaction.atomic():
        save(desk, crew, 80, lock=True)
        closes = Beside(lambda: close(desk, crew))
        assert closes.is_held_up()
    assert closes.result().closed_at
    assert kept(desk) == {(80, WHY)}
    reads = json.loads(Snapshot.objects.get(stage=desk).body)["reads"]
    judge = PanelMember.objects.get(stage=desk, judge=last(desk).judge_id).code
    own = [one["total"] for one in reads if (one["proposal"], one["judge"]) == (last(desk).proposal.code, judge)]
    assert (own, len(reads)) == (["80.00"], Assignment.objects.filter(stage=desk).standing().count())


def test_a_stage_whose_last_judge_only_saves_does_not_close_and_what_was_saved_stays(crew_and_desk):
    crew, desk = crew_and_desk
    with transaction.atomic():
        save(desk, crew, 80)
        closes = Beside(lambda: close(desk, crew))
        assert closes.is_held_up()
    with pytest.raises(Refused) as refused:
        closes.result()
    assert refused.value.refusal is rules.WORK_MISSING
    assert "belum mengunci 1 lembar nilai." in " ".join(map(str, refused.value.sentences))
    assert carrying.fresh(desk).is_open
    assert kept(desk) == {(80, WHY)}


def test_who_saves_once_the_stage_has_closed_reads_why_not_and_the_card_stays(crew_and_desk):
    crew, desk = crew_and_desk
    save(desk, crew, 80, lock=True)
    with transaction.atomic():
        close(desk, crew)
        saves = Beside(lambda: save(desk, crew, 40))
        assert saves.is_held_up()
    with pytest.raises(Refused) as refused:
        saves.result()
    assert refused.value.refusal in (rules.NOT_OPEN, rules.LOCKED)
    assert str(refused.value.refusal)
    assert kept(desk) == {(80, WHY)}
