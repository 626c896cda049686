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


def test_a_field_is_called_what_people_call_it():
    called = {name: str(field.verbose_name) for model in MODELS for name, field in names_of(model)}
    assert called
    # An abbreviation keeps its capitals.
    assert {
        name: words
        for name, words in called.items()
        if not (words[0].islower() or words.split(maxsplit=1)[0].isupper())
    } == {}


def test_a_model_is_called_what_people_call_it():
    assert [
        model.__name__
        for model in MODELS
        for called in map(str, (model._meta.verbose_name, model._meta.verbose_name_plural))
        if called[0].isupper() or called == model.__name__.lower()
    ] == []


def test_a_model_says_why_it_is_there_unless_it_is_plain():
    said = {model.__name__: inspect.getdoc(model) or "" for model in MODELS}
    # A text that begins so is Django's own.
    assert [name for name, text in said.items() if not text or text.startswith(f"{name}(")] == []


@pytest.mark.django_db
def test_every_constraint_is_held_by_postgresql():
    missing = {}
    with connection.cursor() as cursor:
        for model in MODELS:
            held = connection.introspection.get_constraints(cursor, model._meta.db_table)
            promised = {one.name for one in (*model._meta.constraints, *model._meta.indexes)}
            if promised - held.keys():
                missing[model.__name__] = promised - held.keys()
    assert missing == {}


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
