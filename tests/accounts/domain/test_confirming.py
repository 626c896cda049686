"""The year of an office: asked about, confirmed, reminded of, ended or kept."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.domain import chain, confirming, joining
from accounts.domain.correspondence import portal_texts, texts
from accounts.models import Event, Failure, Letter, Membership, OfficeConfirmation, Role, User
from accounts.rules import Refused
from accounts.rules.confirming import ANSWERED_ALREADY, HAS_WORK, LAST_ONE, OWN_OFFICE
from tests.factories import accounts, competitions, judging, proposals

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def new(now):
    """The day on which an office is given whose year is not over."""
    return timezone.localdate(now) - 30 * DAY


@pytest.fixture
def secretary(new):
    return accounts.membership(Role.SECRETARY, since=new)


def events(name):
    return Event.objects.filter(name=f"membership.{name}")


def letters(name):
    return Letter.objects.filter(name=f"account.{name}")


def coming(now, **columns):
    """An admin of the ministry who signed in at a moment."""
    admin = accounts.membership(Role.MINISTRY_ADMIN, user=accounts.person(password="rahasia-sekali"), **columns)
    return came(admin, now)


def came(office, at):
    User.objects.filter(pk=office.user_id).update(last_login=at)
    office.user.refresh_from_db()
    return office


def asked(office, now, due=30 * DAY):
    return OfficeConfirmation.objects.create(membership=office, asked_at=now, due_on=timezone.localdate(now) + due)


def reminded(now):
    """Three days before the last day of what was asked `now` the last reminder leaves."""
    at = now + 27 * DAY
    confirming.keep_up(at=at)
    leave(at)


def leave(at):
    """Every letter that waits leaves at a moment."""
    Letter.objects.unsent().update(next_try_at=None, sent_at=at)


def test_a_year_after_it_was_given_an_office_is_asked_about_once(secretary, now):
    old = [accounts.membership(role) for role in (Role.AGENCY_ADMIN, Role.EVALUATOR, Role.UNIT)]
    confirming.keep_up(at=now)
    confirming.keep_up(at=now + timedelta(hours=1))
    found = OfficeConfirmation.objects.all()
    assert {one.membership_id for one in found} == {one.pk for one in old[:2]}
    assert {one.due_on for one in found} == {timezone.localdate(now) + 30 * DAY}
    letter = letters("confirm_offices").get()
    assert letter.recipient == secretary.user
    assert "2 peran" in letter.subject
    assert "/orang/konfirmasi/" in letter.body
    assert events("confirmation_asked").count() == 2


def test_period_and_days_are_settings(settings, secretary, now):
    accounts.membership(Role.EVALUATOR)
    settings.OFFICE_CONFIRMED_MONTHS = 0
    confirming.keep_up(at=now)
    assert not OfficeConfirmation.objects.exists()
    settings.OFFICE_CONFIRMED_MONTHS, settings.OFFICE_CONFIRMED_WITHIN_DAYS = 1, 9
    confirming.keep_up(at=now)
    assert OfficeConfirmation.objects.filter(due_on=timezone.localdate(now) + 9 * DAY).count() == 1


def test_what_ends_by_itself_or_has_nobody_above_is_not_asked_about(now, new):
    accounts.membership(Role.SECRETARY)
    accounts.membership(Role.EVALUATOR, until=timezone.localdate(now) + 10 * DAY)
    confirming.keep_up(at=now)
    assert not OfficeConfirmation.objects.exists()


def test_a_confirmed_office_is_asked_about_again_a_year_later(secretary, now):
    judge = accounts.membership(Role.EVALUATOR)
    question = asked(judge, now)
    confirming.confirm(question, by=secretary, at=now)
    assert events("confirmed").get().actor_id == secretary.user_id
    confirming.keep_up(at=now + 360 * DAY)
    assert OfficeConfirmation.objects.filter(membership=judge).count() == 1
    confirming.keep_up(at=now + 366 * DAY)
    assert OfficeConfirmation.objects.filter(membership=judge).count() == 2


def test_nobody_confirms_twice_or_oneself(secretary, now):
    both = accounts.membership(Role.EVALUATOR, user=secretary.user)
    with pytest.raises(Refused) as refused:
        confirming.confirm(asked(both, now), by=secretary, at=now)
    assert refused.value.refusal is OWN_OFFICE
    question = asked(accounts.membership(Role.EVALUATOR), now)
    confirming.confirm(question, by=secretary, at=now)
    with pytest.raises(Refused) as refused:
        confirming.confirm(question, by=secretary, at=now)
    assert refused.value.refusal is ANSWERED_ALREADY


def test_two_reminders_come_and_none_to_who_has_answered(secretary, now):
    question = asked(accounts.membership(Role.EVALUATOR), now)
    for days in (15, 16, 17, 27, 28, 30):
        confirming.keep_up(at=now + days * DAY)
    assert [letter.recipient for letter in letters("confirm_reminded")] == [secretary.user] * 2
    assert events("confirmation_reminded").filter(subject_id=question.membership_id).count() == 2


def test_what_nobody_confirmed_ends_and_its_holder_is_told(secretary, now):
    judge = accounts.membership(Role.EVALUATOR)
    question = asked(judge, now)
    reminded(now)
    confirming.keep_up(at=now + 30 * DAY)
    judge.refresh_from_db()
    assert judge.until is None
    later = now + 31 * DAY
    confirming.keep_up(at=later)
    confirming.keep_up(at=later)
    judge.refresh_from_db()
    question.refresh_from_db()
    assert judge.until == timezone.localdate(later)
    assert question.ended_at == later
    event = events("dismissed").get(subject_id=judge.pk)
    assert event.actor_id is None
    assert event.particulars["reason"].startswith("Tidak dikonfirmasi sampai ")
    letter = letters("office_ended").get()
    assert letter.recipient == judge.user
    assert "Tidak dikonfirmasi sampai" in letter.body
    assert chain.verify() is None


@pytest.mark.parametrize("wrong", ["portal off", "letters wait", "mail server silent", "question waits", "late"])
def test_nothing_ends_of_which_nobody_was_told_in_time(secretary, now, wrong):
    judge = accounts.membership(Role.EVALUATOR)
    confirming.keep_up(at=now)
    if wrong != "question waits":
        leave(now)
    if wrong != "portal off":
        confirming.keep_up(at=now + 27 * DAY)
    reminders = letters("confirm_reminded")
    if wrong == "mail server silent":
        reminders.update(next_try_at=None, given_up_at=now + 29 * DAY, failure=Failure.UNREACHABLE)
    if wrong in {"question waits", "late"}:
        left = now + (28 if wrong == "late" else 27) * DAY
        reminders.update(next_try_at=None, sent_at=left)
    later = now + 40 * DAY
    confirming.keep_up(at=later)
    judge.refresh_from_db()
    assert judge.until is None
    question = OfficeConfirmation.objects.get()
    if wrong in {"letters wait", "question waits"}:
        assert (question.due_on, reminders.count()) == (timezone.localdate(now) + 30 * DAY, 1)
        return
    # Reminded now, with three days left; after them it ends.
    assert (question.due_on, question.reminded_at) == (timezone.localdate(later) + 3 * DAY, later)
    leave(later)
    confirming.keep_up(at=later + 3 * DAY)
    judge.refresh_from_db()
    assert judge.until is None
    confirming.keep_up(at=later + 4 * DAY)
    judge.refresh_from_db()
    assert judge.until == timezone.localdate(later) + 4 * DAY


def test_lapse_itself_ends_nothing_of_which_nobody_was_told(secretary, now):
    judge = accounts.membership(Role.EVALUATOR)
    question = asked(judge, now)
    confirming.lapse(question.pk, at=now + 31 * DAY)
    judge.refresh_from_db()
    assert judge.until is None


def test_many_offices_after_a_silent_time_are_one_letter(secretary, now):
    for _one in range(3):
        asked(accounts.membership(Role.EVALUATOR), now)
    confirming.keep_up(at=now + 40 * DAY)
    assert "3 peran" in letters("confirm_reminded").get().subject


def test_nothing_ends_and_nobody_is_reminded_where_offices_are_confirmed_never(settings, secretary, now):
    judge = accounts.membership(Role.EVALUATOR)
    question = asked(judge, now)
    reminded(now)
    settings.OFFICE_CONFIRMED_MONTHS = 0
    before = Letter.objects.count()
    confirming.keep_up(at=now + 31 * DAY)
    confirming.lapse(question.pk, at=now + 31 * DAY)
    judge.refresh_from_db()
    assert judge.until is None
    other = asked(accounts.membership(Role.EVALUATOR), now)
    confirming.keep_up(at=now + 27 * DAY)
    other.refresh_from_db()
    assert (Letter.objects.count(), other.reminded_at) == (before, None)


def test_the_last_admin_of_the_ministry_stays(now):
    admins = [coming(now) for _one in range(2)]
    for admin in admins:
        asked(admin, now)
    reminded(now)
    confirming.keep_up(at=now + 31 * DAY)
    in_force = Membership.objects.filter(role=Role.MINISTRY_ADMIN, until=None)
    assert in_force.count() == 1
    assert events("kept").get().particulars["reason"] == str(LAST_ONE.sentence)
    # Nobody is left who could confirm it: it is not asked about in vain.
    confirming.keep_up(at=now + 32 * DAY)
    assert not OfficeConfirmation.objects.waiting(timezone.localdate(now)).exists()
    coming(now, since=timezone.localdate(now))
    confirming.keep_up(at=now + 33 * DAY)
    again = OfficeConfirmation.objects.waiting(timezone.localdate(now)).get()
    assert again.membership == in_force.exclude(since=timezone.localdate(now)).get()


@pytest.mark.parametrize("is_gone", ["never", "long ago", "no password"])
def test_the_clock_ends_never_the_only_admin_who_comes(now, is_gone):
    admin = coming(now)
    if is_gone == "no password":
        gone = came(accounts.membership(Role.MINISTRY_ADMIN), now)
    else:
        gone = coming(now - 400 * DAY if is_gone == "long ago" else None)
    for one in (admin, gone):
        asked(one, now)
    reminded(now)
    confirming.keep_up(at=now + 31 * DAY)
    in_force = Membership.objects.filter(role=Role.MINISTRY_ADMIN, until=None)
    assert set(in_force) == {admin}
    kept = events("kept").get()
    assert (kept.subject_id, kept.particulars["reason"]) == (admin.pk, str(LAST_ONE.sentence))


def test_who_was_kept_as_the_last_admin_who_comes_is_not_asked_about_hour_by_hour(now):
    admin = coming(now)
    new = accounts.membership(Role.MINISTRY_ADMIN, since=timezone.localdate(now))
    asked(admin, now)
    reminded(now)
    later = now + 31 * DAY
    confirming.keep_up(at=later)
    for hour in range(1, 4):
        confirming.keep_up(at=later + timedelta(hours=hour))
    about = OfficeConfirmation.objects.filter(membership=admin)
    assert about.count() == 1
    User.objects.filter(pk=new.user_id).update(password=admin.user.password)
    came(new, later)
    confirming.keep_up(at=later + DAY)
    assert about.count() == 2


def test_only_the_last_question_says_whether_an_office_was_kept(secretary, now):
    """Kept once in the middle of work, confirmed since: after its year it is asked about as every office is."""
    _stage, judge, _held = judging.desk(1)
    Membership.objects.filter(pk=judge.pk).update(since=timezone.localdate(now) - 900 * DAY)
    before = now - 500 * DAY
    OfficeConfirmation.objects.create(
        membership=judge, asked_at=before, due_on=timezone.localdate(before), kept_at=before
    )
    before = now - 400 * DAY
    confirmed = {"confirmed_at": before, "confirmed_by": secretary}
    OfficeConfirmation.objects.create(membership=judge, asked_at=before, due_on=timezone.localdate(before), **confirmed)
    confirming.keep_up(at=now)
    assert OfficeConfirmation.objects.waiting(timezone.localdate(now)).filter(membership=judge).count() == 1


def test_an_admin_is_told_when_the_others_are_reminded(secretary, now):
    admin, other = coming(now), coming(now)
    asked(admin, now)
    asked(accounts.membership(Role.EVALUATOR), now)
    confirming.keep_up(at=now + 16 * DAY)
    assert {one.recipient for one in letters("confirm_reminded")} == {secretary.user, admin.user, other.user}
    own = letters("confirm_own").get()
    assert own.recipient == admin.user
    assert "Admin kementerian" in own.body


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("name", ["confirm_offices", "confirm_reminded"])
def test_a_letter_in_english_fits_one_office_and_many(now, name, number):
    def words():
        return {"nama_penerima": "Sari", **confirming.asking_words(number, timezone.localdate(now))()}

    key = f"account.{name}"
    brought = texts.LetterText(*portal_texts.brought(key), *portal_texts.brought(key, "en"))
    subject, body = texts.worded(brought, words, language="en")
    assert f"{number} role" in subject
    assert f"{number} role" in body
    assert not re.search(r"\b[0-9]+ roles?\b[^.]* (is|are|has|have)\b", body)


def test_nobody_loses_an_office_in_the_middle_of_a_stage(secretary, now):
    stage, judge, _held = judging.desk(1)
    Membership.objects.filter(pk=judge.pk).update(since=timezone.localdate(now) - 400 * DAY)
    asked(judge, now)
    reminded(now)
    confirming.keep_up(at=now + 31 * DAY)
    judge.refresh_from_db()
    assert judge.until is None
    assert events("kept").get(subject_id=judge.pk).particulars["reason"] == str(HAS_WORK.sentence)
    about = OfficeConfirmation.objects.filter(membership=judge)
    confirming.keep_up(at=now + 40 * DAY)
    assert about.count() == 1
    stage.published_at = stage.closed_at = now
    stage.published_by = stage.closed_by = stage.opened_by
    stage.save()
    confirming.keep_up(at=now + 41 * DAY)
    assert about.count() == 2


def test_the_admin_of_an_agency_with_a_dossier_in_the_contest_stays(secretary, now):
    writer = accounts.membership(Role.UNIT)
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=writer.agency)
    other = accounts.membership(Role.AGENCY_ADMIN)
    edition = competitions.edition(opens_at=now - DAY, closes_at=now + 60 * DAY)
    proposals.draft(edition, by=writer, at=now, title="Loket")
    for one in (admin, other):
        asked(one, now)
    reminded(now)
    confirming.keep_up(at=now + 31 * DAY)
    assert set(Membership.objects.filter(role=Role.AGENCY_ADMIN, until=None)) == {admin}


def test_who_ends_an_office_has_answered(secretary, now):
    judge = accounts.membership(Role.EVALUATOR)
    question = asked(judge, now)
    joining.end(judge, timezone.localdate(now) + 90 * DAY, "Selesai.", by=secretary, at=now)
    question.refresh_from_db()
    assert question.ended_at == now
    confirming.keep_up(at=now + 31 * DAY)
    judge.refresh_from_db()
    assert judge.until == timezone.localdate(now) + 90 * DAY


@pytest.mark.parametrize(
    "wrong",
    [
        {"confirmed_at": timezone.now()},
        {"ended_at": timezone.now(), "kept_at": timezone.now()},
    ],
)
def test_postgresql_refuses_half_an_answer_and_two(now, wrong):
    given = {"membership": accounts.membership(Role.AUDITOR), "asked_at": now, "due_on": timezone.localdate(now)}
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeConfirmation.objects.create(**given, **wrong)
    OfficeConfirmation.objects.create(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeConfirmation.objects.create(**given)
