"""Journeys: one role's work told in a real browser, against a live server and, where needed, a real worker."""

import os
import shutil
from functools import cache
from pathlib import Path

import pytest
from celery import signals
from celery.contrib.testing.worker import start_worker
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.template import engines
from playwright.sync_api import expect

from accounts.models import User
from sinovik.celery import app
from tests.factories import accounts
from tests.journeys.visitor import PASSWORD, Visitor

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("SINOVIK_CHROMIUM") or shutil.which("chromium")
# Debian's Chromium as root and in containers: no sandbox, little shared memory, no calls home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP, PHONE = 1280, 360
HEIGHT = 900
# Two processes share two cores with a browser and a database each.
PATIENCE_MS = 20_000

# The browser's driver keeps an event loop in this thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    absent = pytest.mark.skip(reason="Chromium belum terpasang: apt-get install chromium, atau isi SINOVIK_CHROMIUM")
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if not CHROMIUM:
                item.add_marker(absent)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url(live_server):
    return live_server.url


@pytest.fixture
def width():
    """The reader's screen; a journey says otherwise by parametrizing it."""
    return DESKTOP


@pytest.fixture
def browser_context_args(browser_context_args, width):
    return {**browser_context_args, "viewport": {"width": width, "height": HEIGHT}, "reduced_motion": "reduce"}


@pytest.fixture(autouse=True)
def _live_portal(settings, tmp_path, transactional_db, monkeypatch):
    """Files of its own, static files from their sources, and no limit on how often its people sign in."""
    # What pytest-django puts here to find misspelt variables is true in an `if`; readers see what is empty as empty.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def cast():
    """The people of the stories, each with the password they sign in with."""
    people = accounts.cast()
    let_in(*(office.user for office in vars(people).values()))
    return people


@pytest.fixture
def visitor(page, browser_context_args):
    """Somebody at a screen."""
    return arriving(page, browser_context_args)


@pytest.fixture
def another(new_context, browser_context_args):
    """Calls in one more person, at a screen of their own."""
    return lambda: arriving(new_context().new_page(), browser_context_args)


@cache
def hashed():
    return make_password(PASSWORD)


def let_in(*users):
    """Give people the password they sign in with; hashed once, since that is slow on purpose."""
    User.objects.filter(pk__in=[user.pk for user in users]).update(password=hashed())


def arriving(page, context_args):
    expect.set_options(timeout=PATIENCE_MS)
    page.set_default_timeout(PATIENCE_MS)
    return Visitor(page, has_scripts=context_args.get("java_script_enabled", True))


@pytest.fixture
def worker():
    """`with worker():` a real Celery worker is at work in a thread of this process, on this process's queue.

    What the story asked of it before it came waits on the queue; what earlier tests left there is thrown away.
    """
    app.control.purge()
    signals.task_postrun.connect(leave_no_connection)
    yield lambda: start_worker(app, pool="solo", perform_ping_check=False)
    signals.task_postrun.disconnect(leave_no_connection)
    app.control.purge()


def leave_no_connection(**_):
    """The test database cannot be dropped while a thread holds a connection to it."""
    connections.close_all()
