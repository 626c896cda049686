"""Once a year winners are asked how their innovation fares."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Event, Letter
from accounts.rules import Refused, Stale
from proposals import rules
from proposals.domain.follow_up import check_ins
from proposals.models import CatalogueEntry, CheckIn
from proposals.rules import check_ins as why
from tests.factories import catalogue
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db

TOP = (("top", "Top 45"),)
DUE = DURING.date() + timedelta(days=30)


@pytest.fixture
def won(cast):
    """A winner of an agency that has an admin here, and one of an agency that has not."""
    here = catalogue.earlier_entry(awards=TOP, agency=cast.agency_admin.agency, agency_name="Kota Uji", title="Antre")
    return here, catalogue.earlier_entry(awards=TOP, title="Bidan")


@pytest.fixture
def survey(cast, won):
    return check_ins.ask(2027, due_on=DUE, by=cast.secretary, at=DURING)


def said(**change):
    return {
        "state": "running",
        "reach": "own",
        "replications": 0,
        "note": "",
        "evidence_url": "",
        "evidence": None,
        "name": "Sari, Kepala Bagian",
        "seen": None,
        **change,
    }


def test_every_winner_of_the_years_before_is_asked_about_once(cast, won, survey):
    catalogue.earlier_entry(title="Finalis saja")
    assert set(survey.check_ins.values_list("entry", flat=True)) == {entry.pk for entry in won}
    [letter] = Letter.objects.filter(name="check_in.asked")
    assert (letter.recipient, "Antre (2018)" in letter.body, "Bidan" in letter.body) == (
        cast.agency_admin.user,
        True,
        False,
    )
    event = Event.objects.get(name="check_ins.asked")
    assert '"innovations":2' in event.body
    with pytest.raises(Refused) as refused:
        check_ins.ask(2027, due_on=DUE, by=cast.secretary, at=DURING)
    assert refused.value.refusal is why.ASKED_ALREADY


@pytest.mark.parametrize(
    ("who", "year", "due", "refusal"),
    [
        ("judge", 2027, DUE, rules.MINISTRY_ONLY),
        ("agency_admin", 2027, DUE, rules.MINISTRY_ONLY),
        ("secretary", 2018, DUE, why.NOBODY_TO_ASK),
        ("ministry_admin", 2027, DURING.date() + timedelta(days=13), why.DUE_TOO_EARLY),
    ],
)
def test_a_survey_that_cannot_be_is_refused(cast, won, who, year, due, refusal):
    with pytest.raises(Refused) as refused:
        check_ins.ask(year, due_on=due, by=getattr(cast, who), at=DURING)
    assert refused.value.refusal is refusal
    assert not CheckIn.objects.exists()


def test_examples_and_what_was_taken_back_are_not_asked_about(cast):
    catalogue.earlier_entry(awards=TOP, is_example=True)
    catalogue.earlier_entry(awards=TOP, ended_at=DURING, ended_reason="Data keliru")
    assert not check_ins.winners_before(2027).exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, None),
        ({"state": "developed", "reach": "replicated", "replications": 3}, None),
        ({"reach": "national"}, None),
        ({"state": "stopped"}, why.REASON_ENDED_MISSING),
        ({"state": "paused"}, why.REASON_ENDED_MISSING),
        ({"state": "stopped", "note": "Anggarannya dialihkan"}, None),
        ({"reach": "own", "replications": 1}, why.REPLICATED_AT_HOME),
        ({"reach": "replicated"}, why.NOT_REPLICATED),
    ],
)
def test_an_answer_does_not_contradict_itself(cast, survey, change, refusal):
    one = survey.check_ins.get(entry__title="Antre")
    if refusal:
        with pytest.raises(Refused) as refused:
            check_ins.answer(one, **said(**change), by=cast.agency_admin, at=DURING)
        assert refused.value.refusal is refusal
    else:
        check_ins.answer(one, **said(**change), by=cast.agency_admin, at=DURING)
    one.refresh_from_db()
    assert bool(one.answered_at) == (refusal is None)


def test_what_a_rule_forbids_the_table_forbids(survey):
    one = survey.check_ins.first()
    given = {"answered_at": DURING, "answered_name": "Sari", "reach": "own"}
    for columns in (
        {"state": "running"},
        {**given, "state": "stopped"},
        {**given, "state": "running", "replications": 2},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CheckIn.objects.filter(pk=one.pk).update(**columns)


def test_only_the_own_agency_answers(cast, survey):
    one = survey.check_ins.get(entry__title="Antre")
    for office in (cast.stranger_admin, cast.proposer, cast.secretary):
        with pytest.raises(Refused) as refused:
            check_ins.answer(one, **said(), by=office, at=DURING)
        assert refused.value.refusal is why.NOT_OWN_INNOVATION


def test_until_the_last_day_an_answer_may_be_given_anew_and_a_late_first_one_counts(cast, survey):
    antre, bidan = survey.check_ins.order_by("entry__title")
    late = DURING + timedelta(days=31)
    check_ins.answer(antre, **said(), by=cast.agency_admin, at=DURING)
    check_ins.answer(antre, **said(state="developed"), by=cast.agency_admin, at=DURING + timedelta(days=30))
    with pytest.raises(Refused) as refused:
        check_ins.answer(antre, **said(), by=cast.agency_admin, at=late)
    assert refused.value.refusal is why.ANSWERED_ALREADY
    check_ins.answer(bidan, **said(), by=None, at=late)
    assert list(survey.check_ins.order_by("entry__title").values_list("state", flat=True)) == ["developed", "running"]
    assert Event.objects.filter(name="check_in.answered").count() == 3


def test_an_answer_over_a_newer_one_is_not_saved(cast, survey):
    one = survey.check_ins.get(entry__title="Antre")
    shown = check_ins.stamp(one)
    check_ins.answer(one, **said(seen=shown), by=cast.agency_admin, at=DURING)
    with pytest.raises(Stale):
        check_ins.answer(one, **said(state="developed", seen=shown), by=cast.agency_admin, at=DURING)


def test_once_asked_anew_the_older_question_is_over(cast, survey):
    check_ins.ask(2028, due_on=date(DUE.year + 1, 1, 1), by=cast.secretary, at=DURING)
    with pytest.raises(Refused) as refused:
        check_ins.answer(survey.check_ins.first(), **said(), by=None, at=DURING)
    assert refused.value.refusal is why.ASKED_ANEW


def test_a_reminder_goes_to_those_who_have_not_answered_once_a_day(cast, survey):
    assert check_ins.remind(survey, by=cast.secretary, at=DURING + timedelta(days=1)) == 1
    with pytest.raises(Refused) as refused:
        check_ins.remind(survey, by=cast.secretary, at=DURING + timedelta(days=1, hours=1))
    assert refused.value.refusal is why.REMINDED_TODAY
    check_ins.answer(survey.check_ins.get(entry__title="Antre"), **said(), by=cast.agency_admin, at=DURING)
    # Nobody who can answer here is left; the other one needs a link.
    assert check_ins.remind(survey, by=cast.secretary, at=DURING + timedelta(days=2)) == 0
    check_ins.answer(survey.check_ins.get(entry__title="Bidan"), **said(), by=None, at=DURING)
    with pytest.raises(Refused) as refused:
        check_ins.remind(survey, by=cast.secretary, at=DURING + timedelta(days=3))
    assert refused.value.refusal is why.ALL_ANSWERED


def test_a_link_answers_until_another_is_sent(cast, survey):
    one = survey.check_ins.get(entry__title="Bidan")
    check_ins.send_link(one, "bidan@contoh.go.id", by=cast.secretary, at=DURING)
    [letter] = Letter.objects.filter(name="check_in.link")
    assert (letter.to, letter.is_secret) == ("bidan@contoh.go.id", True)
    one.refresh_from_db()
    key = check_ins.address_of(one).rstrip("/").rpartition("/")[2]
    assert check_ins.by_key(key) == one
    check_ins.send_link(one, "lain@contoh.go.id", by=cast.secretary, at=DURING)
    for wrong in (key, key + "x", "abc"):
        with pytest.raises(Refused) as refused:
            check_ins.by_key(wrong)
        assert refused.value.refusal.key == "link_too_old"


def test_the_last_answer_is_the_one_that_is_shown(cast, survey):
    one = survey.check_ins.get(entry__title="Antre")
    check_ins.answer(one, **said(), by=cast.agency_admin, at=DURING)
    entry = CatalogueEntry.objects.get(pk=one.entry_id)
    check_ins.ask(2028, due_on=date(DUE.year + 1, 1, 1), by=cast.secretary, at=DURING)
    assert CheckIn.objects.latest_of(entry) == one
    newer = CheckIn.objects.get(entry=entry, survey__year=2028)
    check_ins.answer(newer, **said(state="developed"), by=cast.agency_admin, at=DURING)
    assert CheckIn.objects.latest_of(entry) == newer


def test_an_answer_of_two_years_ago_is_an_old_one(cast, survey):
    one = survey.check_ins.first()
    assert not one.is_old
    one.answered_at = DURING - timedelta(days=2000)
    assert one.is_old
