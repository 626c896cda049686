"""Journeys: one role's work told in a real browser, against a live server and, where needed, a real worker."""

import os
import shutil
import socket
from collections import defaultdict
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.template import engines
from django.test.testcases import LiveServerThread
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from sinovik.embedded import system
from tests.factories import accounts, crews
from tests.journeys.visitor import PASSWORD, Visitor

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("SINOVIK_CHROMIUM") or next(filter(None, map(shutil.which, system.BROWSER_NAMES)), None)
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
ADDRESS = "127.0.0.1"
DESKTOP, PHONE = 1280, 360
HEIGHT = 900
# Two processes share two cores with a browser and a database each.
PATIENCE_MS = 20_000

# The browser's driver keeps an event loop in this thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    absent = pytest.mark.skip(reason="Chromium belum terpasang: apt-get install chromium, atau isi SINOVIK_CHROMIUM")
    journeys = [item for item in items if HERE in item.path.parents]
    widths = defaultdict(set)
    for item in journeys:
        widths[item.function].add(told_at(item))
    for item in journeys:
        item.add_marker(pytest.mark.journey)
        if told_at(item) and len(widths[item.function]) > 1:
            # What is told at both widths is told at one of them in a run.
            item.add_marker(pytest.mark.sample(1, of="width"))
        if not CHROMIUM:
            item.add_marker(absent)


def told_at(item):
    """The width that a journey is told at, where it names one."""
    return item.callspec.params.get("width") if hasattr(item, "callspec") else None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def playwright(django_db_setup):
    """Before and after the driver's event loop this thread has other connections: Django keeps them apart."""
    connections.close_all()
    driver = sync_playwright().start()
    yield driver
    connections.close_all()
    driver.stop()


class Leaving(ThreadedWSGIServer):
    """A server that can be rid of its visitors: browsers keep connections open, and each has a thread waiting."""

    # Remembered, so that they can be waited for.
    daemon_threads = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.visitors = set()

    def process_request(self, request, client_address):
        self.visitors.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        super().shutdown_request(request)
        self.visitors.discard(request)

    def empty(self):
        """Hang up on everybody, and wait until what they asked for has been done."""
        for visitor in list(self.visitors):
            with suppress(OSError):
                visitor.shutdown(socket.SHUT_RD)
        self._threads.join()


@pytest.fixture(scope="session")
def live_server(django_db_setup):
    """The portal in threads of this process; it goes before its database does."""
    LiveServerThread.server_class = Leaving
    server = LiveServer(ADDRESS)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(live_server):
    """By the name that browsers know by themselves, also on a machine whose list of names is empty."""
    return live_server.url.replace(ADDRESS, "localhost")


@pytest.fixture
def width():
    """The reader's screen; a journey says otherwise by parametrizing it."""
    return DESKTOP


@pytest.fixture
def browser_context_args(browser_context_args, width):
    return {**browser_context_args, "viewport": {"width": width, "height": HEIGHT}, "reduced_motion": "reduce"}


@pytest.fixture(autouse=True)
def _live_portal(settings, tmp_path, transactional_db, monkeypatch, live_server):
    """Files of its own, static files from their sources.

    Afterwards nobody is in it any more: what a browser asked for last must not be written into the next test.
    """
    # What pytest-django puts here to find misspelt variables is true in an `if`; readers see what is empty as empty.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    yield
    live_server.thread.httpd.empty()


@pytest.fixture
def cast():
    """The people of the stories, each with the password they sign in with."""
    people = accounts.cast()
    let_in(*(office.user for office in vars(people).values()))
    return people


@pytest.fixture
def crew(cast):
    """Those of them who carry an edition."""
    return crews.of(cast)


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
