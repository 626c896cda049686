from datetime import UTC, datetime

import pytest

from accounts.domain import events
from accounts.models import Event, Role
from tests.factories import accounts

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_an_event_says_who_what_when_and_in_which_office():
    admin = accounts.membership(Role.MINISTRY_ADMIN)
    agency = accounts.agency()
    event = events.record("agency.renamed", on=agency, by=admin, at=AT, before="A", after="B")
    event.refresh_from_db()
    assert (event.actor_id, event.actor_name, event.office) == (admin.user_id, admin.user.full_name, "ministry_admin")
    assert (event.subject_type, event.subject_id, event.at) == ("accounts.agency", agency.pk, AT)
    assert event.particulars == {"before": "A", "after": "B"}


def test_the_history_of_one_subject_is_in_order_and_its_own():
    agency, other = accounts.agency(), accounts.agency()
    for name in ("one", "two"):
        events.record(f"agency.{name}", on=agency, by=None, at=AT)
        events.record("agency.other", on=other, by=None, at=AT)
    # A user may have the same number as the agency.
    assert [event.name for event in Event.objects.about(agency)] == ["agency.one", "agency.two"]


def test_particulars_must_be_plain_values():
    with pytest.raises(TypeError):
        events.record("agency.renamed", on=accounts.agency(), by=None, at=AT, when=AT)
    assert not Event.objects.exists()


def test_equal_values_give_equal_bytes():
    assert events.canonical({"b": [1, "é"], "a": None}) == events.canonical({"a": None, "b": [1, "é"]})
    assert events.canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'
