"""What every model promises, and what PostgreSQL really holds."""

import inspect
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import is_psycopg3

APPS = ("accounts", "competitions", "proposals", "judging")
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]


def names_of(model):
    return [
        (f"{model.__name__}.{field.name}", field)
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and not field.auto_created
    ]


@pytest.mark.parametrize(("name", "field"), [pair for model in MODELS for pair in names_of(model)])
def test_a_field_is_called_what_people_call_it(name, field):
    called = str(field.verbose_name)
    first = called.split(maxsplit=1)[0]
    # An abbreviation keeps its capitals.
    assert called[0].islower() or first.isupper(), f"{name}: {called}"


@pytest.mark.parametrize("model", MODELS)
def test_a_model_is_called_what_people_call_it(model):
    for called in (model._meta.verbose_name, model._meta.verbose_name_plural):
        assert str(called)[0].islower()
        assert str(called) != model.__name__.lower()


@pytest.mark.parametrize("model", MODELS)
def test_a_model_says_why_it_is_there_unless_it_is_plain(model):
    assert inspect.getdoc(model)
    assert not inspect.getdoc(model).startswith(f"{model.__name__}("), "Django's own text"


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_every_constraint_is_held_by_postgresql(model):
    with connection.cursor() as cursor:
        held = connection.introspection.get_constraints(cursor, model._meta.db_table)
    assert {constraint.name for constraint in model._meta.constraints} <= held.keys()
    assert {index.name for index in model._meta.indexes} <= held.keys()


@pytest.mark.django_db
def test_migrations_say_all_that_the_models_say():
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_one_driver_for_postgresql():
    """Two drivers would mean two ways of opening a cursor, and only one of them is tested."""
    assert not is_psycopg3
