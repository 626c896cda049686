"""`manage.py read_bounces` as a mail server runs it: a shell, the message on standard input, the code it ends with."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import Failure, Letter
from tests.accounts.domain.correspondence.test_bounces import postfix, sent

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# What sysexits.h calls EX_TEMPFAIL: mail servers keep the message and try again.
LATER = 75


def database(**changes):
    """The address of the tests' database, as the command's process is to use it."""
    told = {**connection.settings_dict, **changes}
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


def piped(raw, *, url, command='"$PYTHON" manage.py read_bounces'):
    """The code with which the pipe of a mail server ends, and what it said."""
    env = {**os.environ, "SECRET_KEY": settings.SECRET_KEY, "PYTHON": sys.executable, "DATABASE_URL": url}
    done = subprocess.run(
        ["/bin/sh", "-c", command], input=raw, cwd=settings.BASE_DIR, env=env, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode()


@pytest.fixture
def report(settings):
    """A report about a letter that a mailbox took and sent back."""
    _letter, original = sent(settings, at=timezone.now())
    return postfix(original).as_bytes()


def test_a_report_through_the_pipe_marks_its_letter_once(report):
    code, said = piped(report, url=database())
    letter = Letter.objects.get()
    assert (code, said) == (0, f"Letter {letter.pk}: {letter.failure_detail}\n")
    assert letter.failure == Failure.RETURNED
    assert piped(report, url=database()) == (0, "Nothing to do.\n")


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\x00\r\n", b"Subject: cuti\r\n\r\nSaya cuti."], ids=["none", "noise", "answer"]
)
def test_whatever_else_comes_ends_well_so_that_nobody_is_answered(raw):
    assert piped(raw, url=database()) == (0, "Nothing to do.\n")


def test_while_the_database_is_away_the_mail_server_keeps_the_report(report):
    code, said = piped(report, url=database(PORT=1))
    assert (code, said) == (LATER, "")
    assert Letter.objects.get().failure == ""


def test_while_the_portal_is_away_it_keeps_it_too(report):
    code, _said = piped(report, url=database(), command="/tidak/ada manage.py read_bounces || exit 75")
    assert code == LATER
