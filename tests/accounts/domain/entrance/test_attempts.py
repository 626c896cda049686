import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from accounts.domain.entrance import attempts
from accounts.models import Attempt, SignIn
from accounts.rules import TOO_MANY_ATTEMPTS, Refused
from tests.factories import accounts

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
SIGN_IN, LINK = Attempt.Kind.SIGN_IN, Attempt.Kind.LINK


def fail(times, *, address="sari@contoh.go.id", visitor="10.0.0.1", at=AT, kind=SIGN_IN):
    """How many of so many tries were let through."""
    through = 0
    for _time in range(times):
        try:
            attempts.begin(kind, address, visitor, at=at)
        except Refused:
            continue
        through += 1
    return through


def test_one_too_many_is_told_to_wait():
    fail(5)
    with pytest.raises(Refused) as refused:
        attempts.begin(SIGN_IN, "sari@contoh.go.id", "10.0.0.1", at=AT)
    assert refused.value.refusal is TOO_MANY_ATTEMPTS


@pytest.mark.parametrize("kind", [SIGN_IN, LINK])
def test_one_visitor_at_one_address_has_five(kind):
    assert fail(8, kind=kind) == 5
    assert fail(1, kind=kind, visitor="10.0.0.2") == 1
    assert fail(1, kind=kind, address="bayu@contoh.go.id") == 1


def test_one_visitor_has_sixty_over_all_addresses():
    assert sum(fail(5, address=f"orang{number}@contoh.go.id") for number in range(20)) == 60


def test_where_no_network_address_is_known_only_the_mail_address_counts():
    assert sum(fail(5, address=f"orang{number}@contoh.go.id", visitor="") for number in range(20)) == 100


def test_one_address_has_two_hundred_from_everywhere():
    assert sum(fail(4, visitor=f"10.0.1.{number}") for number in range(60)) == 200


def came_in(visitor="10.0.0.1", outcome=SignIn.Outcome.LET_IN):
    """Somebody tried to sign in from a network before; returns the address."""
    user = accounts.person()
    SignIn.objects.create(at=AT - timedelta(days=3), outcome=outcome, address=user.email, user=user, visitor=visitor)
    return user.email


def test_whoever_came_in_from_there_before_is_kept_out_by_no_other_address():
    own, wrong = came_in(), came_in(outcome=SignIn.Outcome.WRONG)
    elsewhere = came_in(visitor="10.0.0.9")
    assert sum(fail(5, address=f"lain{number}@contoh.go.id") for number in range(20)) == 60
    assert [fail(1, address=one) for one in (own.upper(), wrong, elsewhere)] == [1, 0, 0]
    # The five of this address from here stay five.
    assert fail(8, address=own) == 4


def test_whoever_came_in_from_there_before_is_kept_out_by_no_other_network():
    own = came_in()
    assert sum(fail(4, address=own, visitor=f"10.0.1.{number}") for number in range(60)) == 200
    assert fail(1, address=own, visitor="10.0.0.1") == 1


def test_strangers_do_not_use_up_the_owners_wishes_for_a_link():
    assert sum(fail(5, kind=LINK, visitor=f"10.0.1.{number}") for number in range(50)) == 250
    assert fail(1, kind=LINK, visitor="10.0.0.1") == 1


def test_refused_tries_do_not_make_the_wait_longer():
    assert fail(100) == 5
    assert fail(1, at=AT + timedelta(minutes=10)) == 1


def test_capitals_and_blanks_are_the_same_address():
    assert fail(3) + fail(3, address=" Sari@Contoh.go.id ") == 5


def test_signing_in_and_asking_for_a_link_are_counted_apart():
    assert fail(5) == 5
    assert fail(5, kind=LINK) == 5


def test_what_is_a_day_old_is_not_kept():
    fail(3)
    fail(1, at=AT + timedelta(days=1, seconds=1))
    assert Attempt.objects.count() == 1


def test_forgiven_tries_do_not_count():
    for _time in range(100):
        attempts.forgive(attempts.begin(SIGN_IN, "sari@contoh.go.id", "10.0.0.1", at=AT))
    assert not Attempt.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [SIGN_IN, LINK])
def test_a_try_waits_for_the_one_that_is_being_counted(kind):
    """One try has been noted and its transaction has not ended; another begins meanwhile and finds it."""
    fail(4, kind=kind)
    waits = threading.Event()

    def noticed(execute, sql, params, many, context):
        if "advisory" in sql:
            waits.set()
        return execute(sql, params, many, context)

    def other():
        try:
            with connection.execute_wrapper(noticed):
                return fail(1, kind=kind)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert fail(1, kind=kind) == 1
            second = pool.submit(other)
            assert waits.wait(30)
        assert second.result(30) == 0
