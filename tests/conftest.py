"""What every test needs."""

import gc
import os
import random
import time
from collections.abc import Mapping
from contextlib import contextmanager

import pgtrigger
import pytest
from celery import signals
from celery.contrib.testing.worker import start_worker
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import QuerySet
from django.db.models.signals import pre_migrate
from django.template import engines
from django.test import RequestFactory, TransactionTestCase
from django.test.client import MULTIPART_CONTENT

from accounts.pages import stamps, still
from accounts.reading import between_acts, printing
from sinovik import privileges
from sinovik.celery import app
from sinovik.open_data import limits
from tests import once, sampling, weighing
from tests.owner import as_owner

# Test processes share one broker: each has a queue of its own, so that no worker takes another process's tasks.
app.conf.task_default_queue = "-".join(
    (
        "test",
        os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid())),
        os.environ.get("PYTEST_XDIST_WORKER", "alone"),
    )
)
# What waits in a line of its own in production waits in that one too.
app.conf.task_queues, app.conf.task_routes = None, {}
# Hashing is slow on purpose; what is kept here is nobody's password.
settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
# A static file is looked for when somebody asks for it, not every one of them for each client that a test makes.
settings.WHITENOISE_AUTOREFRESH = True
# Tests put rows into the tables without an act: what was counted before does not hold.
settings.COUNTS_KEPT_SECONDS = 0
# PostgreSQL ends a session a moment after its client hung up.
HANGING_UP_SECONDS = 20
# Keys of four digits, as a portal of many people has them: printed as numbers to read, they would be no keys.
COUNT_FROM_HIGH_UP = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 4000) FROM pg_sequences
    WHERE schemaname = 'public'
"""
# After so many tests it is looked what there is to sweep; below so many rows of a table it is not worth it.
SWEPT_AFTER = 50
CLUTTERED = "SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public' AND n_dead_tup > 2000 ORDER BY 1"
TESTS = pytest.StashKey[int]()
OTHERS = """
    SELECT string_agg(format('%s: %s', state, left(query, 200)), E'\n') FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def pytest_addoption(parser):
    sampling.add_option(parser)
    weighing.add_options(parser)


def pytest_configure(config):
    config.addinivalue_line("markers", sampling.MARK)
    weighing.settle(config)
    if config.option.weigh and not hasattr(config, "workerinput"):
        config.pluginmanager.register(weighing.Weighing())


def pytest_report_header(config):
    said = {sampling.SAID: not sampling.is_whole(config), weighing.SAID: weighing.is_drawn(config)}
    return [sentence for sentence, is_true in said.items() if is_true]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items, config):
    """Of the long suites a sample, of the slow tests some.

    Where certificates cannot be rendered, their tests are reported as skipped.
    """
    sampling.choose(items, config)
    weighing.choose(items, config)
    if settings.PDF_ENABLED:
        return
    for item in items:
        if item.get_closest_marker("pdf"):
            item.add_marker(pytest.mark.skip(reason="PDF_ENABLED=0: pasang Pango untuk mencetak sertifikat"))


def pytest_collection_finish():
    """What was imported stays to the end: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """The test database is made by the owner of its tables; the tests work in it as the portal does."""
    owner, portal = connections[privileges.OWNER], connections[DEFAULT_DB_ALIAS]
    real = owner.settings_dict["NAME"]
    with django_db_blocker.unblock(), tables_come_from_the_models():
        made = owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        pgtrigger.install(database=privileges.OWNER)
        with owner.cursor() as cursor:
            # As `migrate` leaves it, after the triggers came with it.
            cursor.execute(privileges.ASKING)
            cursor.execute(COUNT_FROM_HIGH_UP)
        portal.close()
        settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"] = portal.settings_dict["NAME"] = made
    # What a migrated place says of itself.
    with django_db_blocker.unblock():
        for app_label, name in MigrationLoader(None).graph.nodes:
            MigrationRecorder(owner).record_applied(app_label, name)
        owner.close()
    yield
    with django_db_blocker.unblock():
        portal.close()
        owner.creation.destroy_test_db(real, verbosity=0)


@contextmanager
def tables_come_from_the_models():
    """Meanwhile `migrate` makes the tables as the models say: the migrations say the same, ten times slower.

    That they do is a test of its own (`tests/architecture/test_models.py`).
    """
    migrations = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = dict.fromkeys(config.label for config in apps.get_app_configs())
    pre_migrate.connect(lay_the_ground, sender=apps.get_app_config("accounts"))
    yield
    pre_migrate.disconnect(lay_the_ground, sender=apps.get_app_config("accounts"))
    settings.MIGRATION_MODULES = migrations


def lay_the_ground(using, **_):
    """What tables stand on, and where it is noted which migrations were applied."""
    with connections[using].cursor() as cursor:
        for extension in ("btree_gist", "pg_trgm", "unaccent"):
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    MigrationRecorder(connections[using]).ensure_schema()


@pytest.fixture(autouse=True)
def _rows_that_were_rolled_back_are_swept_away(request, django_db_blocker):
    """Now and then, after a test. PostgreSQL keeps what was rolled back until it vacuums, which it does not here.

    Every later test would read past the rows of all that came before. Statistics are left alone.
    """
    yield
    stash = request.session.stash
    stash[TESTS] = stash.get(TESTS, 0) + 1
    has_database = connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX)
    if stash[TESTS] < SWEPT_AFTER or not has_database or connection.in_atomic_block:
        return
    stash[TESTS] = 0
    with django_db_blocker.unblock(), as_owner() as cursor:
        cursor.execute(CLUTTERED)
        for (table,) in cursor.fetchall():
            cursor.execute(f"VACUUM {connection.ops.quote_name(table)}")


@pytest.fixture(autouse=True, scope="session")
def _nothing_is_left_of_a_test():
    """After a test with real transactions nobody else is connected, and every table is empty.

    A session left over would write into the next test, or keep the database from being dropped at the end. Django
    empties every table, which the chain of events refuses, and the portal's role may not.
    """
    empty, count_anew = TransactionTestCase._fixture_teardown, TransactionTestCase._reset_sequences

    def count_anew_as_owner(alias):
        once.forget()
        with as_owner():
            count_anew(alias)

    def alone_and_empty(self):
        others = who_else_is_connected()
        with as_owner(), pgtrigger.ignore("accounts.Event:no_truncate"):
            empty(self)
        assert not others, f"The test left connections to its database open:\n{others}"

    TransactionTestCase._fixture_teardown = alone_and_empty
    TransactionTestCase._reset_sequences = staticmethod(count_anew_as_owner)
    yield
    TransactionTestCase._fixture_teardown = empty
    TransactionTestCase._reset_sequences = staticmethod(count_anew)


def who_else_is_connected():
    """What other sessions of this database did last, or None; those that hang up are waited for."""
    deadline = time.monotonic() + HANGING_UP_SECONDS
    while True:
        with connection.cursor() as cursor:
            cursor.execute(OTHERS)
            others = cursor.fetchone()[0]
        if not others or time.monotonic() > deadline:
            return others
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def _no_page_is_kept_from_an_earlier_test():
    """What an earlier test did to the tables was taken back, and with it the number that its pages were kept under.

    Nor is it counted how much of the open data earlier tests asked for.
    """
    still.SHELF.clear()
    printing.KNOWN.clear()
    between_acts.KEPT.clear()
    cache.delete(limits.key_of("127.0.0.1", now=time.time()))


@pytest.fixture(autouse=True, scope="session")
def _rows_without_an_order_come_in_any():
    """PostgreSQL promises no order where none was asked for; here it is never the one that happens to suit."""
    fetch = QuerySet._fetch_all

    def fetch_shuffled(self):
        is_first = self._result_cache is None
        fetch(self)
        if is_first and not self.ordered:
            random.shuffle(self._result_cache)

    QuerySet._fetch_all = fetch_shuffled
    yield
    QuerySet._fetch_all = fetch


@pytest.fixture(autouse=True, scope="session")
def _forms_are_sent_whole():
    """The test client's forms end as every form of ours does; one that is cut sends its end empty."""
    encode = RequestFactory._encode_data

    def encode_whole(self, data, content_type):
        if content_type == MULTIPART_CONTENT and isinstance(data, Mapping):
            data = {**data, stamps.END: data.get(stamps.END, "1")}
        return encode(self, data, content_type)

    RequestFactory._encode_data = encode_whole
    yield
    RequestFactory._encode_data = encode


@pytest.fixture
def as_people_meet_it(settings, tmp_path, monkeypatch):
    """The portal as it is where people live through a whole year in it.

    What is kept until somebody acts is compared, each time, with what would be found.
    """
    settings.COUNTS_KEPT_SECONDS = float("inf")
    monkeypatch.setattr(between_acts, "while_nobody_acts", compared(between_acts.while_nobody_acts))
    # What pytest-django puts here to find misspelt variables is true in an `if`; readers see what is empty as empty.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    settings.MEDIA_ROOT = tmp_path
    # The cheap hash: twenty people sign in, and sign in again for what is grave.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def compared(while_nobody_acts):
    """The same, and that what was kept is what would be found."""

    def kept(question, find):
        fresh = []

        def find_now():
            fresh.append(find())
            return fresh[0]

        told = while_nobody_acts(question, find_now)
        assert fresh or told == find(), f"{question} changed without an act"
        return told

    return kept


@pytest.fixture
def drawn(pytestconfig):
    """`drawn(things, number)`: a sample of what a walk through the whole portal would take (`tests/sampling.py`)."""
    return sampling.sampler(pytestconfig)


@pytest.fixture
def worker():
    """`with worker():` a real Celery worker is at work in a thread of this process, on this process's queue.

    What the story asked of it before it came waits on the queue; what earlier tests left there is thrown away.
    """
    app.loader.import_default_modules()
    app.control.purge()
    signals.task_postrun.connect(leave_no_connection)
    yield lambda: start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30)
    signals.task_postrun.disconnect(leave_no_connection)
    app.control.purge()


def leave_no_connection(**_):
    """A thread that ends leaves its connection to the garbage collector, which comes when it pleases."""
    connections.close_all()
