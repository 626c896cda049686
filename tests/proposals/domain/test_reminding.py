"""Writers and agency admins are reminded of what has not reached the ministry; each reminder once."""

from datetime import timedelta

import pytest

from accounts.models import Event, Letter, Role
from competitions.domain import planning
from competitions.models import Reminding
from proposals.domain import reminding
from tests.factories import accounts, proposals
from tests.factories.competitions import PLANNED_AT, edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def kipp(admin):
    return edition(by=admin)


def before(kipp, days):
    return kipp.closes_at - timedelta(days=days)


@pytest.fixture
def draft(kipp):
    return proposals.draft(kipp)


@pytest.mark.parametrize(("days", "left"), [(14, "14 hari"), (7, "7 hari"), (3, "3 hari"), (1, "1 hari")])
def test_before_the_close_whoever_has_drafts_is_told_which(kipp, draft, days, left):
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=draft.agency)
    assert reminding.remind_writers(at=before(kipp, days)) == Letter.objects.count() >= 2
    assert reminding.remind_writers(at=before(kipp, days) + timedelta(hours=2)) == 0
    letter = Letter.objects.get(recipient=admin.user)
    assert letter.name == "reminder.drafts"
    assert f"({draft.code})" in letter.body
    assert letter.subject == f"Usulan belum diajukan, pendaftaran ditutup {left} lagi, {kipp.name}"
    (event,) = Event.objects.filter(name="reminder.sent")
    assert event.subject_type == "competitions.reminding"


def test_who_has_nothing_left_to_do_gets_none(kipp):
    proposals.submitted(kipp)
    Letter.objects.all().delete()
    assert reminding.remind_writers(at=before(kipp, 3)) == 0
    assert not Letter.objects.exists()
    # The moment is over for good: who begins later is not written to by it.
    proposals.draft(kipp)
    assert reminding.remind_writers(at=before(kipp, 3)) == 0
    assert Reminding.objects.count() == 1


def test_a_writer_is_not_told_of_what_the_agency_checks(kipp):
    held = proposals.with_agency(kipp)
    accounts.membership(Role.AGENCY_ADMIN, agency=held.agency)
    Letter.objects.all().delete()
    reminding.remind_writers(at=before(kipp, 1))
    roles = {letter.recipient.memberships.get().role for letter in Letter.objects.filter(name="reminder.drafts")}
    assert roles == {Role.AGENCY_ADMIN}


def test_an_edition_without_reminders_and_one_that_is_closed_remind_nobody(kipp, admin, draft):
    assert reminding.remind_writers(at=kipp.closes_at) == 0
    other = edition(by=admin, announced=False)
    planning.alter(other, "reminders", (), by=admin, at=PLANNED_AT)
    planning.announce(other, by=admin, at=PLANNED_AT)
    proposals.draft(other)
    before_other = Letter.objects.filter(edition=other.slug).count()
    reminding.remind_writers(at=before(other, 3))
    assert Letter.objects.filter(edition=other.slug).count() == before_other
