"""Winners are asked by the clock how their innovation fares, as often as their edition says."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.domain import tries
from accounts.models import Chore, Event, Letter
from accounts.rules import Refused
from competitions.domain.checking import edition_reasons
from competitions.models import Edition
from proposals import motions as acts
from proposals.domain.catalogue import earlier_years, publication, winner_lists
from proposals.domain.catalogue.earlier_rows import WinnerRow
from proposals.domain.follow_up import asking_again, check_ins
from proposals.models import CatalogueEntry, CheckIn, Survey
from proposals.reading import follow_up
from proposals.rules.check_ins import NOBODY_TO_ASK, is_due_again
from tests.factories import catalogue, competitions
from tests.pages import Browser, text_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db
WON = datetime(2026, 5, 20, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
A_YEAR_LATER = datetime(2027, 5, 20, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "months", "today", "is_due"),
    [
        (date(2026, 5, 20), 12, date(2027, 5, 19), False),
        (date(2026, 5, 20), 12, date(2027, 5, 20), True),
        (date(2026, 5, 20), 12, date(2030, 1, 1), True),
        (date(2026, 5, 20), 18, date(2027, 11, 19), False),
        (date(2026, 5, 20), 18, date(2027, 11, 20), True),
        # A day that the month does not have.
        (date(2024, 2, 29), 12, date(2025, 2, 27), False),
        (date(2024, 2, 29), 12, date(2025, 2, 28), True),
        (date(2026, 8, 31), 18, date(2028, 2, 28), False),
        (date(2026, 8, 31), 18, date(2028, 2, 29), True),
        # Across a year's end.
        (date(2026, 12, 31), 12, date(2027, 12, 30), False),
        (date(2026, 12, 31), 12, date(2027, 12, 31), True),
        (date(2026, 12, 1), 13, date(2028, 1, 1), True),
        (date(2026, 5, 20), 0, date(2099, 1, 1), False),
    ],
)
def test_when_a_winner_is_due_again(last, months, today, is_due):
    assert is_due_again(last, months=months, today=today) is is_due


@pytest.fixture
def edition():
    return competitions.sighted()


@pytest.fixture
def won(edition, cast):
    """A winner of an edition run here, of an agency that has an admin."""
    [proposal] = catalogue.proposals(edition, [cast.agency_admin.agency])
    publication.publish(proposal, awards=[catalogue.WINNER], at=WON)
    return CatalogueEntry.objects.get(proposal=proposal)


def asked():
    return list(CheckIn.objects.order_by("pk").values_list("entry", "survey__year"))


def test_a_winner_is_asked_once_its_time_has_come_and_once_only(won, cast):
    catalogue.earlier_entry(awards=(("top", "Top 45"),))
    assert asking_again.ask_due(at=A_YEAR_LATER - A_DAY) == 0
    assert not Survey.objects.exists()
    assert asking_again.ask_due(at=A_YEAR_LATER) == 1
    for again in (A_YEAR_LATER, A_YEAR_LATER + A_DAY, A_YEAR_LATER + 364 * A_DAY):
        assert asking_again.ask_due(at=again) == 0
    assert asked() == [(won.pk, 2027)]
    survey = Survey.objects.get()
    assert (survey.asked_by, survey.due_on) == (None, A_YEAR_LATER.date() + timedelta(days=60))
    event = Event.objects.get(name="check_ins.asked")
    assert (event.actor_id, event.particulars["innovations"], event.particulars["letters"]) == (None, 1, 1)
    letter = Letter.objects.get(name="check_in.asked")
    assert (letter.recipient, won.title in letter.body) == (cast.agency_admin.user, True)
    # Unanswered, it is asked again after the same time.
    assert asking_again.ask_due(at=A_YEAR_LATER.replace(year=2028)) == 1
    assert asked() == [(won.pk, 2027), (won.pk, 2028)]
    assert not Chore.objects.exists()


def test_a_try_that_failed_is_forgotten_once_nobody_is_due(won):
    def fail(key):
        raise ZeroDivisionError

    tries.each(asking_again.ASKING, {"2027": "2027"}, fail, at=A_YEAR_LATER)
    later = A_YEAR_LATER + timedelta(seconds=30)
    assert asking_again.ask_due(at=later) == 0
    # It rests, and stays where a person sees it for as long as somebody is due.
    assert Chore.objects.get().tries == 1
    CatalogueEntry.objects.filter(pk=won.pk).update(ended_at=A_YEAR_LATER, ended_reason="Data dipalsukan.")
    assert asking_again.ask_due(at=later) == 0
    assert not Chore.objects.exists()


def test_asking_twice_in_a_row_asks_once(won):
    assert [asking_again.ask(at=A_YEAR_LATER), asking_again.ask(at=A_YEAR_LATER)] == [1, 0]
    assert Letter.objects.filter(name="check_in.asked").count() == 1


def test_an_edition_with_nought_is_never_asked_about(won, edition):
    Edition.objects.filter(pk=edition.pk).update(check_in_months=0)
    assert asking_again.ask_due(at=A_YEAR_LATER.replace(year=2040)) == 0


@pytest.mark.parametrize("change", [{"ended_at": WON, "ended_reason": "Data dipalsukan."}, {"is_example": True}])
def test_who_holds_no_award_any_more_and_examples_are_not_asked(won, taken_over, change):
    CatalogueEntry.objects.update(**change)
    assert asking_again.ask_due(at=A_YEAR_LATER) == 0


def test_a_winner_whose_top_award_alone_was_taken_back_is_not_asked(won):
    won.awards.all().delete()
    assert asking_again.ask_due(at=A_YEAR_LATER) == 0


def test_an_answer_puts_the_next_question_off(won, cast):
    asking_again.ask_due(at=A_YEAR_LATER)
    CheckIn.objects.update(
        answered_at=A_YEAR_LATER + 40 * A_DAY, state="running", reach="own", answered_name="Sari, Kepala Bagian"
    )
    assert asking_again.ask_due(at=A_YEAR_LATER.replace(year=2028)) == 0
    assert asking_again.ask_due(at=A_YEAR_LATER.replace(year=2028) + 40 * A_DAY) == 1


@pytest.fixture
def taken_over(cast):
    """A winner of the years before that two people took over."""
    lines = [WinnerRow(2, "Layanan Terapung", 2019, "Top 45", cast.agency_admin.agency.name, "regency")]
    listed = winner_lists.hand_in(lines, name="pemenang.csv", reason="Surat Deputi.", by=cast.secretary, at=WON)
    entry = catalogue.earlier_entry(awards=(("top", "Top 45"),), agency=cast.agency_admin.agency, published_at=WON)
    CatalogueEntry.objects.filter(pk=entry.pk).update(winner_list=listed)
    return entry


def test_a_winner_that_was_taken_over_is_asked_once_a_year(taken_over, cast):
    # The partial list, which nobody answers for, is not.
    catalogue.earlier_entry(awards=(("top", "Top 45"),), published_at=WON)
    assert asking_again.ask_due(at=A_YEAR_LATER - A_DAY) == 0
    assert asking_again.ask_due(at=A_YEAR_LATER) == 1
    assert asking_again.ask_due(at=A_YEAR_LATER + 300 * A_DAY) == 0
    letter = Letter.objects.get(name="check_in.asked")
    assert (letter.recipient, taken_over.title in letter.body) == (cast.agency_admin.user, True)
    assert asking_again.ask_due(at=A_YEAR_LATER.replace(year=2028)) == 1
    assert asked() == [(taken_over.pk, 2027), (taken_over.pk, 2028)]


def test_what_the_portals_own_list_held_before_is_asked_a_year_after_it_was_taken_over(cast):
    """Not at once, however long it has stood in the catalogue."""
    agency = cast.agency_admin.agency
    row = WinnerRow(2, "Layanan Terapung", 2019, "Top 45", agency.name, agency.kind)
    lines = [row]
    earlier_years.take_in([replace(row, source_url="https://contoh.go.id/")], at=WON.replace(year=2020))
    listed = winner_lists.hand_in(lines, name="pemenang.csv", reason="Surat Deputi.", by=cast.secretary, at=WON)
    settle(acts.take_over(listed, "Arahan Menteri.", by=cast.ministry_admin, at=WON), at=WON)
    winner_lists.carry_on(listed.pk, clock=lambda: WON)
    entry = CatalogueEntry.objects.get()
    assert (entry.winner_list, entry.published_at.year) == (listed, 2020)
    assert asking_again.ask_due(at=WON + A_DAY) == 0
    assert asking_again.ask_due(at=A_YEAR_LATER - A_DAY) == 0
    assert asking_again.ask_due(at=A_YEAR_LATER) == 1


def test_nobody_is_asked_about_a_year_once_a_later_one_was_asked_about(won, cast):
    due = A_YEAR_LATER.replace(year=2028).date() + 60 * A_DAY
    check_ins.ask(2028, due_on=due, by=cast.secretary, at=A_YEAR_LATER.replace(year=2028))
    with pytest.raises(Refused) as refused:
        check_ins.ask(2027, due_on=due, by=cast.secretary, at=A_YEAR_LATER.replace(year=2028))
    assert refused.value.refusal is NOBODY_TO_ASK
    assert not Survey.objects.filter(year=2027).exists()


def test_who_was_taken_over_after_the_ministry_asked_can_be_asked_on_the_page(won, edition, cast, time_machine):
    time_machine.move_to(A_YEAR_LATER)
    reader = Browser()
    reader.force_login(cast.secretary.user)
    page = reverse("proposals:check_ins")
    given = {"year": 2027, "due_on": f"{A_YEAR_LATER + 30 * A_DAY:%d/%m/%Y}"}
    assert "Mulai putaran baru" in text_of(reader.get(page))
    assert reader.post(page, given).status_code == 302
    assert "Mulai putaran baru" in text_of(reader.get(page))
    entry = catalogue.earlier_entry(awards=(("top", "Top 45"),), agency=cast.agency_admin.agency)
    shown = text_of(reader.get(page))
    assert "Tanyakan inovasi yang belum ditanyakan pada putaran 2027" in shown
    assert "1 inovasi pemenang sebelum 2027 akan ditanyakan" in shown
    later = {"year": 2027, "due_on": f"{A_YEAR_LATER + 60 * A_DAY:%d/%m/%Y}"}
    reader.force_login(cast.ministry_admin.user)
    assert reader.post(page, later).url == reverse("proposals:survey", args=[2027])
    survey = Survey.objects.get()
    assert (survey.asked_by, survey.due_on) == (cast.secretary, (A_YEAR_LATER + 60 * A_DAY).date())
    assert asked() == [(won.pk, 2027), (entry.pk, 2027)]
    newest = Letter.objects.filter(name="check_in.asked").order_by("pk").last()
    assert (entry.title in newest.body, won.title in newest.body) == (True, False)
    assert "Pertanyaan untuk tahun itu sudah dikirim" in text_of(reader.post(page, later))


def test_who_comes_later_in_a_year_joins_its_survey_with_time_of_its_own(won, edition, cast):
    asking_again.ask_due(at=A_YEAR_LATER)
    [proposal] = catalogue.proposals(edition, [cast.agency_admin.agency])
    publication.publish(proposal, awards=[catalogue.WINNER], at=WON + 150 * A_DAY)
    later = A_YEAR_LATER + 150 * A_DAY
    assert asking_again.ask_due(at=later) == 1
    survey = Survey.objects.get()
    assert (survey.check_ins.count(), survey.due_on) == (2, later.date() + timedelta(days=60))
    newest = Letter.objects.filter(name="check_in.asked").order_by("pk").last()
    assert (proposal.title in newest.body, won.title in newest.body) == (True, False)
    # In the next year each is due by its own question.
    assert asking_again.ask_due(at=A_YEAR_LATER.replace(year=2028)) == 1


def test_an_agency_with_nobody_here_gets_the_link_where_the_last_one_went(won, cast):
    asking_again.ask_due(at=A_YEAR_LATER)
    CheckIn.objects.update(address="dinas@contoh.go.id")
    Edition.objects.update(check_in_months=12)
    CatalogueEntry.objects.filter(pk=won.pk).update(agency=None)
    later = A_YEAR_LATER.replace(year=2028)
    assert asking_again.ask_due(at=later) == 1
    assert CheckIn.objects.get(survey__year=2028).address == "dinas@contoh.go.id"
    assert Letter.objects.get(name="check_in.link").address == "dinas@contoh.go.id"


def test_the_ministry_takes_over_what_the_clock_began(won, cast):
    left_out = catalogue.earlier_entry(awards=(("top", "Top 45"),))
    asking_again.ask_due(at=A_YEAR_LATER)
    reader = Browser()
    reader.force_login(cast.secretary.user)
    assert "ditanyakan otomatis" in text_of(reader.get(reverse("proposals:check_ins")))
    assert "Ditanyakan otomatis, mulai" in text_of(reader.get(reverse("proposals:survey", args=[2027])))
    assert follow_up.next_year(A_YEAR_LATER.date()) == 2027
    due = A_YEAR_LATER.date() + timedelta(days=90)
    survey = check_ins.ask(2027, due_on=due, by=cast.secretary, at=A_YEAR_LATER + A_DAY)
    assert (survey.asked_by, survey.due_on) == (cast.secretary, due)
    assert set(survey.check_ins.values_list("entry", flat=True)) == {won.pk, left_out.pk}
    assert "ditanyakan otomatis" not in text_of(reader.get(reverse("proposals:check_ins")))
    assert follow_up.next_year(A_YEAR_LATER.date()) == 2028


def test_the_decree_of_the_last_award_counts_where_it_is_younger_than_the_page(won):
    won.awards.update(decree_date=WON.date() + timedelta(days=60))
    assert asking_again.ask_due(at=A_YEAR_LATER + 59 * A_DAY) == 0
    assert asking_again.ask_due(at=A_YEAR_LATER + 60 * A_DAY) == 1


@pytest.mark.parametrize(
    ("months", "may_be"), [(0, True), (12, True), (120, True), (1, False), (11, False), (121, False)]
)
def test_the_interval_of_an_edition_is_nought_or_a_year_and_more(edition, months, may_be):
    edition.check_in_months = months
    said = "Jarak pemutakhiran pemenang harus 0, atau 12 sampai 120 bulan."
    assert (said not in edition_reasons(edition, is_slug_taken=False)) is may_be
    if may_be:
        edition.save()
    else:
        with pytest.raises(IntegrityError, match="edition_check_ins_never_or_a_year_apart"), transaction.atomic():
            edition.save()
