from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from accounts.models import Agency, Event, Role
from accounts.pages.doors import for_role, offices, public
from accounts.pages.read_only import ReadOnlyGet, WriteDuringRead, refuse_writes
from accounts.rules import NO_OFFICE, WRONG_ROLE, Refused
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@public(sees="a test")
def renames(request):
    Agency.objects.update(name="Lain")
    return HttpResponse("ditulis")


@public(sees="a test")
def reads(request):
    return HttpResponse(str(Agency.objects.count()))


@for_role(Role.SECRETARY, Role.MINISTRY_ADMIN, sees="a test", of="everything")
def ministry(request):
    return HttpResponse(request.office.role)


urlpatterns = [path("tulis/", renames), path("baca/", reads), path("kementerian/", ministry)]


def request_of(user, method="get"):
    request = getattr(RequestFactory(), method)("/kementerian/")
    request.user, request.session = user, {}
    return request


def test_a_get_that_writes_is_stopped_before_it_writes():
    agency = accounts.agency(name="Tetap")
    for method in ("get", "head", "options"):
        with pytest.raises(WriteDuringRead, match="UPDATE"), transaction.atomic():
            ReadOnlyGet(renames)(getattr(RequestFactory(), method)("/tulis/"))
    agency.refresh_from_db()
    assert agency.name == "Tetap"


def test_a_post_may_write():
    agency = accounts.agency(name="Tetap")
    assert ReadOnlyGet(renames)(RequestFactory().post("/tulis/")).status_code == 200
    agency.refresh_from_db()
    assert agency.name == "Lain"


def test_the_portal_itself_wears_it(settings, client):
    settings.ROOT_URLCONF = __name__
    assert client.get("/baca/").content == b"0"
    with pytest.raises(WriteDuringRead):
        client.get("/tulis/")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO accounts_agency (name) VALUES ('x')",
        "delete from accounts_agency",
        "TRUNCATE accounts_agency",
        "DROP TABLE accounts_agency",
        "SELECT 1; DELETE FROM accounts_agency",
        "WITH gone AS (DELETE FROM accounts_agency RETURNING 1) SELECT * FROM gone",
        "UPDATE accounts_user SET full_name = 'django_session'",
    ],
)
def test_no_way_of_writing_slips_through(statement):
    with pytest.raises(WriteDuringRead), connection.execute_wrapper(refuse_writes), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["SELECT 1", "  (SELECT 1) UNION (SELECT 2)", "WITH one AS (SELECT 1) SELECT * FROM one", "SAVEPOINT a"],
)
def test_reading_goes_on(statement):
    with connection.execute_wrapper(refuse_writes), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_session_may_be_renewed_while_reading(client, settings):
    """Signing in writes a session with a POST; a GET may refresh it, because that row is Django's own."""
    with connection.execute_wrapper(refuse_writes):
        client.session.save()


def test_the_door_lets_its_roles_in_under_the_first_role_it_names():
    both = accounts.membership(Role.MINISTRY_ADMIN)
    accounts.membership(Role.EVALUATOR, user=both.user)
    secretary = accounts.membership(Role.SECRETARY, user=both.user)
    request = request_of(both.user)
    assert ministry(request).content == b"secretary"
    assert request.office == secretary


@pytest.mark.parametrize("role", [role for role in Role if role not in ("secretary", "ministry_admin")])
def test_the_door_refuses_every_other_role_with_the_reason(role):
    with pytest.raises(Refused) as caught:
        ministry(request_of(accounts.membership(role).user))
    assert caught.value.refusal is WRONG_ROLE


def test_the_door_says_when_somebody_holds_no_office_today():
    ended = accounts.membership(Role.SECRETARY, until=date(2020, 1, 1))
    with pytest.raises(Refused) as caught:
        ministry(request_of(ended.user))
    assert caught.value.refusal.key == NO_OFFICE.key


def test_an_office_ends_at_midnight_in_jakarta():
    office = accounts.membership(Role.SECRETARY, until=date(2026, 3, 1))
    # 23.30 in Jakarta on the last day; the day after begins half an hour later, though not yet in UTC.
    with time_machine.travel(datetime(2026, 2, 28, 16, 30, tzinfo=UTC), tick=False):
        assert offices(request_of(office.user)) == [office]
    with time_machine.travel(datetime(2026, 2, 28, 17, 30, tzinfo=UTC), tick=False):
        assert offices(request_of(office.user)) == []


def test_offices_are_read_once_a_request(django_assert_num_queries):
    request = request_of(accounts.membership(Role.SECRETARY).user)
    with django_assert_num_queries(1):
        assert offices(request) == offices(request)
    with django_assert_num_queries(0):
        assert offices(request_of(AnonymousUser())) == []


def test_a_refusal_becomes_a_page_with_its_reason(settings, client):
    settings.ROOT_URLCONF = "sinovik.urls"
    judge = accounts.membership(Role.EVALUATOR)
    client.force_login(judge.user)
    door_for_ministry = "/ruang-kendali/tidak-ada/1/sertifikat/"
    response = client.get(door_for_ministry)
    assert response.status_code == 403
    assert str(WRONG_ROLE) in response.content.decode()
    assert not Event.objects.exists()


def test_the_door_shows_what_it_is():
    assert reads.door == "public"
    assert not reads.login_required
    assert ministry.door == (Role.SECRETARY, Role.MINISTRY_ADMIN)
