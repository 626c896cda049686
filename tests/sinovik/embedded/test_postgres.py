import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg2
import pytest
from django.db import connection

from sinovik.embedded import postgres, postgres_programs, servers, valkey
from sinovik.embedded.sentences import Stopped
from tests.sinovik.embedded.conftest import ROOT


@pytest.fixture
def user():
    return postgres_programs.os_user()


@pytest.fixture
def programs(project, instance, user, lasting):
    return postgres_programs.find(project, instance.folder, user, environ={})


def test_a_closed_project_folder_keeps_its_database_in_a_lasting_folder(programs, instance, lasting):
    # pytest closes its temporary folders to others; only root needs another user, and so another place.
    is_elsewhere = programs.home.is_relative_to(lasting)

    assert is_elsewhere == (os.geteuid() == 0)
    assert is_elsewhere or programs.home == instance.folder


def test_the_database_is_made_once_and_keeps_what_was_written(children, programs, user, tmp_path):
    log = tmp_path / "initdb.log"
    data = postgres.prepare(programs, user, log=log, durable=True)
    write(postgres.start(children, programs, user, data, durable=True), "create table kept (word text)")
    children.stop()

    assert postgres.prepare(programs, user, log=log, durable=True) == data
    write(postgres.start(children, programs, user, data, durable=True), "insert into kept values ('usulan')")


def test_a_database_for_tests_starts_empty_each_time(children, programs, user, tmp_path):
    log = tmp_path / "initdb.log"
    for _ in range(2):
        data = postgres.prepare(programs, user, log=log, durable=False)
        write(postgres.start(children, programs, user, data, durable=False), "create table gone (word text)")
        children.stop()


def test_a_first_start_that_was_interrupted_leaves_no_half_made_database(programs, user, tmp_path):
    (programs.home / "postgres.new").mkdir()
    (programs.home / "postgres.new" / "PG_VERSION").write_text("18\n")

    data = postgres.prepare(programs, user, log=tmp_path / "initdb.log", durable=False)

    assert (data / "PG_VERSION").read_text().strip() == programs.major
    assert not (programs.home / "postgres.new").exists()


def test_a_database_of_another_major_version_is_refused(tmp_path):
    (tmp_path / "PG_VERSION").write_text("15\n")

    with pytest.raises(Stopped, match=f"{tmp_path} dibuat oleh PostgreSQL 15, sedangkan yang terpasang PostgreSQL 18"):
        postgres.check_version(tmp_path, "18")


def test_a_database_whose_password_is_lost_is_refused(programs, user, tmp_path):
    data = programs.home / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text(f"{programs.major}\n")

    with pytest.raises(Stopped, match="kata sandinya hilang"):
        postgres.prepare(programs, user, log=tmp_path / "initdb.log", durable=True)


def test_programs_that_are_not_there_are_named_with_their_setting(project, instance, user, tmp_path):
    with pytest.raises(Stopped, match="Isi SINOVIK_POSTGRES_BIN"):
        postgres_programs.find(project, instance.folder, user, environ={"SINOVIK_POSTGRES_BIN": str(tmp_path)})
    with pytest.raises(Stopped, match="Isi SINOVIK_VALKEY_BIN"):
        valkey.find(project, environ={"SINOVIK_VALKEY_BIN": str(tmp_path)})


def test_servers_named_in_the_environment_are_used_as_they_are(children, project, instance):
    given = {
        "DATABASE_URL": "postgres://elsewhere/db",
        "DATABASE_OWNER_URL": "postgres://owner@elsewhere/db",
        "REDIS_URL": "redis://elsewhere/0",
    }

    assert servers.start(children, project, instance, durable=True, environ=given) == given
    assert children.started == []


def test_a_broker_is_started_beside_a_given_database(children, project, instance):
    given = {"DATABASE_URL": "postgres://elsewhere/db"}

    addresses = servers.start(children, project, instance, durable=False, environ=given)

    password, port = addresses["REDIS_URL"].removeprefix("redis://:").removesuffix("/0").split("@127.0.0.1:")
    assert [child.name for child in children.started] == ["valkey"]
    assert valkey.answers(int(port), password)
    assert not valkey.answers(int(port), "salah")
    # The password stands in no command line.
    assert password not in Path(f"/proc/{children.started[0].process.pid}/cmdline").read_text()


@pytest.mark.parametrize("durable", [True, False])
def test_the_portal_fills_tables_that_another_role_owns(children, programs, user, tmp_path, durable):
    data = postgres.prepare(programs, user, log=tmp_path / "initdb.log", durable=durable)
    addresses = postgres.start(children, programs, user, data, durable=durable)
    write(addresses, "create table anything (id int); grant insert on anything to sinovik")
    write(addresses, "insert into anything values (1)", by="DATABASE_URL")
    for statement in ("drop table anything", "truncate anything", "set session_replication_role = replica"):
        with pytest.raises(psycopg2.ProgrammingError):
            write(addresses, statement, by="DATABASE_URL")
    # Only tests step into the owner's place.
    if durable:
        with pytest.raises(psycopg2.ProgrammingError):
            write(addresses, "set role sinovik_owner", by="DATABASE_URL")
    else:
        write(addresses, "set role sinovik_owner", by="DATABASE_URL")


# What a place was made of: columns, constraints, indexes and triggers, as PostgreSQL writes them.
MADE_OF = """
    SELECT table_name, column_name, concat_ws(' ', data_type, is_nullable, is_identity, generation_expression)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
"""


def tables(place):
    with closing(place.cursor()) as cursor:
        cursor.execute(MADE_OF)
        # Django's own table of a right's groups, which has the wider number where migrations make it; it is empty.
        return {row for row in cursor.fetchall() if row[:2] != ("auth_group_permissions", "id")}


@pytest.mark.django_db
def test_the_roles_of_production_are_made_by_its_file_and_get_what_they_need_from_migrate(
    children, programs, user, tmp_path
):
    addresses = of_production(children, programs, user, tmp_path)
    with pytest.raises(psycopg2.ProgrammingError):
        write(addresses, "create table anything (id int)", by="DATABASE_URL")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity=0"],
        cwd=ROOT,
        env={**os.environ, **addresses, "SECRET_KEY": "no-ones"},
        check=True,
        timeout=300,
    )
    assert tables(psycopg2.connect(addresses["DATABASE_OWNER_URL"])) == tables(connection)
    write(addresses, "insert into django_session values ('a', 'b', now())", by="DATABASE_URL")
    for statement in ("drop table django_session", "delete from accounts_event", "set role sinovik_owner"):
        with pytest.raises(psycopg2.ProgrammingError, match=r"must be owner|permission denied"):
            write(addresses, statement, by="DATABASE_URL")


def test_a_password_with_quotes_is_a_password(children, programs, user, tmp_path):
    addresses = of_production(children, programs, user, tmp_path, password="k'uda \\ lari")
    write(addresses, "create table anything (id int)")


def of_production(children, programs, user, tmp_path, *, password="kuda"):
    """The addresses of both roles on a server whose roles were made as the image of PostgreSQL makes them."""
    data = postgres.prepare(programs, user, log=tmp_path / "initdb.log", durable=True)
    where = urlsplit(postgres.start(children, programs, user, data, durable=True)["DATABASE_URL"])
    superuser = (programs.home / "postgres-password").read_text().strip()
    psql = {"PGHOST": "127.0.0.1", "PGPORT": str(where.port), "PGPASSWORD": superuser}
    bare = "DROP DATABASE sinovik; DROP ROLE sinovik; DROP ROLE sinovik_owner;"
    path = f"{programs.folder}:{os.environ['PATH']}"
    for command in (
        ["psql", "-U", "postgres", *(word for each in bare.split(";") if each for word in ("-c", each))],
        ["sh", ROOT / "roles.sh"],
    ):
        subprocess.run(
            command,
            env={"PATH": path, **psql, "DATABASE_OWNER_PASSWORD": f"o{password}", "DATABASE_PASSWORD": password},
            check=True,
            timeout=60,
        )
    return {
        setting: f"postgres://{role}:{quote(word)}@127.0.0.1:{where.port}/sinovik"
        for setting, role, word in (
            ("DATABASE_URL", "sinovik", password),
            ("DATABASE_OWNER_URL", "sinovik_owner", f"o{password}"),
        )
    }


def test_a_database_made_before_there_were_roles_is_refused(programs, user, tmp_path):
    data = programs.home / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text(f"{programs.major}\n")
    (programs.home / "postgres-password").write_text("rahasia")

    with pytest.raises(Stopped, match="dibuat oleh versi lama"):
        postgres.prepare(programs, user, log=tmp_path / "initdb.log", durable=True)


def write(addresses, statement, *, by="DATABASE_OWNER_URL"):
    with closing(psycopg2.connect(addresses[by])) as place, place, place.cursor() as cursor:
        cursor.execute(statement)
