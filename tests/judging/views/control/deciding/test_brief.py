"""One page before signing: what it says in which state, who reads it, and where the way to it is."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from competitions.kinds import StageKind
from competitions.models import Stage
from judging import motions as grave
from judging.circle import deliberation, settling
from judging.domain.panel import passing
from judging.models import Choice, Decision, Standing
from judging.reporting import brief, minutes
from tests import carrying
from tests.factories import accounts
from tests.judging.views.conftest import at
from tests.judging.views.control.deciding.test_plenary import codes, gathered, members
from tests.judging.views.control.test_minutes import read
from tests.pages import markup, text_of

REASON = "Daya replikasinya lebih luas."


@pytest.fixture
def swapped(cast, computed, now):
    """One exchange made in the panel: (out, taken)."""
    pair = tuple(Choice.objects.get(decision__stage=computed, proposal__code=code).proposal for code in codes(computed))
    deliberation.exchange(computed, *pair, REASON, by=cast.secretary, at=now)
    return pair


@pytest.fixture
def minimum(computed, swapped):
    """A passing score of the desk that the one taken in does not reach."""
    _out, taken = swapped
    desk = computed.edition.stages.get(kind=StageKind.DESK)
    score = Standing.objects.get(stage=desk, proposal=taken).score
    Stage.objects.filter(pk=desk.pk).update(passing_score=score + 1)
    return score


def test_it_says_the_numbers_the_departures_and_the_risks(enter, cast, computed, swapped):
    out, taken = swapped
    text = text_of(enter(cast.ministry_admin).get(at("brief", computed)))
    for told in ("Angka", "Berbeda dari saran sistem", "Sanggahan", "Risiko", REASON, taken.code, out.code, "poin"):
        assert told in text
    assert "dari 10" in text
    assert "Kehadiran rapat pleno tidak dicatat." in text
    assert "Sampel mutu" in text


def test_nobody_below_the_passing_score_goes_on_unnoticed(enter, cast, computed, swapped, minimum):
    _out, taken = swapped
    client = enter(cast.ministry_admin)
    said = f"{taken.code} di bawah nilai minimum"
    named = re.search(r"Di bawah nilai minimum: ([^.]*)\.", text_of(client.get(at("brief", computed))))
    assert taken.code in named[1]
    assert said in text_of(client.get(at("deliberation", computed)))
    assert said in text_of(client.get(at("choice", computed, code=taken.code)))
    checks = settling.checks(Decision.objects.select_related("stage__edition").get(stage=computed), {})
    assert [one.is_fine for one in checks if taken.code in one.sentence] == [False]
    assert said in read(client.get(at("plenary-berita-acara", computed)))


def test_the_room_warns_before_somebody_below_the_passing_score_comes_in(enter, cast, computed):
    out, taken = codes(computed)
    desk = computed.edition.stages.get(kind=StageKind.DESK)
    Stage.objects.filter(pk=desk.pk).update(passing_score=Decimal(100))
    page = text_of(enter(cast.secretary).get(f"{at('plenary', computed)}?keluar={out}&masuk={taken}"))
    assert f"{taken} di bawah nilai minimum {desk.name}" in page


def test_who_reaches_the_passing_score_exactly_is_not_below_it(computed, swapped, minimum):
    desk = computed.edition.stages.get(kind=StageKind.DESK)
    Stage.objects.filter(pk=desk.pk).update(passing_score=minimum)
    assert swapped[1].code not in {one.code for one in passing.below(computed, [swapped[1].pk])}


def test_a_departure_has_the_price_that_pencil_and_paper_give(computed, swapped):
    out, taken = swapped
    scores = {one.proposal_id: one.score for one in Standing.objects.filter(stage=computed)}
    decision = Decision.objects.select_related("stage__edition", "motion").get(stage=computed)
    (one,) = minutes.of(computed, decision, settling.described(decision, {})).deviations
    assert (one.out["code"], one.taken["code"], one.reason) == (out.code, taken.code, REASON)
    assert one.price == scores[out.pk] - scores[taken.pk]
    assert one.probability


def test_the_minutes_print_price_and_probability(enter, cast, computed, swapped):
    client = enter(cast.secretary)
    gathered(client, computed, members(computed))
    text = read(client.get(at("plenary-berita-acara", computed)))
    decision = Decision.objects.select_related("stage__edition", "motion").get(stage=computed)
    (one,) = minutes.of(computed, decision, settling.described(decision, {})).deviations
    assert f"{one.price:.2f}".replace(".", ",") in text
    assert one.probability in text


def test_the_approval_page_leads_to_it(enter, cast, computed, swapped, now):
    motion = grave.propose(
        computed,
        "Arahan Menteri.",
        override="Satu wilayah.",
        without_quorum=carrying.UNMET,
        by=cast.ministry_admin,
        at=now,
    )
    client = enter(cast.second_ministry_admin)
    assert at("brief", computed) in markup(client.get(reverse("motion", args=[motion.pk])))
    page = client.get(at("brief", computed))
    assert motion.sha256 in markup(page)
    assert reverse("motion", args=[motion.pk]) in markup(page)


def test_many_departures_are_counted_not_listed():
    paper = type("Paper", (), {"deviations": list(range(20))})()
    one = brief.Brief(paper=paper, entrants=0, groups=(), objections_open=None, suspended=0, risks=())
    assert (len(one.shown), one.more) == (brief.SHOWN, 20 - brief.SHOWN)


def test_judges_and_agencies_do_not_read_it(enter, computed):
    for role in ("evaluator", "panelist", "agency_admin"):
        assert enter(accounts.membership(role)).get(at("brief", computed)).status_code == 403


def test_before_a_result_there_is_none(enter, cast, desk):
    assert enter(cast.ministry_admin).get(at("brief", desk)).status_code in (403, 409)
