"""The glossary has every noun of the models, and its Indonesian is the one on the pages."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from django.apps import apps
from django.db import models
from django.utils import translation

from competitions import kinds
from competitions.domain.templates import TEMPLATES

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
FLOORS = ("accounts", "competitions", "proposals", "judging")
# The goals have a page's worth of official names of their own.
LISTED_ELSEWHERE = {"Goal"}


def rows():
    """Every row of the table as (English, Indonesian, names in the code, meaning)."""
    for line in GLOSSARY.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "English":
            english, indonesian, code, meaning = cells
            yield english, indonesian, re.findall(r"`([^`]+)`", code), meaning


def terms():
    """The Indonesian term of each name in the code."""
    return {name: indonesian for _english, indonesian, names, _meaning in rows() for name in names}


def our_models():
    """Every model of the four apps by its label."""
    models_of = [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]
    return {f"{model._meta.app_label}.{model.__name__}": model for model in models_of}


def our_choices():
    """Every choice of the four apps as (name with its class, label)."""
    modules = [kinds]
    for floor in FLOORS:
        package = import_module(f"{floor}.models")
        modules += [import_module(module.name) for module in walk_packages(package.__path__, f"{floor}.models.")]
    holders = [*modules, *our_models().values()]
    classes = {
        member
        for holder in holders
        for member in vars(holder).values()
        if inspect.isclass(member)
        and issubclass(member, models.Choices)
        and member.__module__.startswith(FLOORS)
        and member.__name__ not in LISTED_ELSEWHERE
    }
    return [(f"{one.__qualname__}.{choice.name}", choice.label) for one in classes for choice in one]


def our_award_keys():
    return {award.key for one in TEMPLATES.values() for stage in one.blueprint.stages for award in stage.awards}


def test_every_model_has_a_row_with_the_term_of_its_pages():
    with translation.override("id"):
        expected = {name: str(model._meta.verbose_name) for name, model in our_models().items()}
    assert {name: terms().get(name) for name in expected} == expected


def test_every_role_status_and_kind_has_a_row_with_its_label():
    with translation.override("id"):
        expected = {name: str(label) for name, label in our_choices()}
    assert "Role.EVALUATOR" in expected
    assert "StageKind.DESK" in expected
    assert {name: terms().get(name) for name in expected} == expected


def test_every_award_key_has_a_row():
    assert our_award_keys()
    assert our_award_keys() <= terms().keys()


def test_no_row_speaks_of_code_that_is_gone():
    known = our_models().keys() | {name for name, _label in our_choices()} | our_award_keys()
    assert terms().keys() - known == set()


def test_rows_are_sorted_and_complete():
    english = [row[0] for row in rows()]
    assert english == sorted(english, key=str.casefold)
    assert len(english) == len(set(english))
    assert all(indonesian and meaning for _english, indonesian, _names, meaning in rows())
