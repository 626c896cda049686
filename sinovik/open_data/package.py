"""Whole data sets as files: CSV and JSON, and the description of both as a Frictionless data package."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.files.sheets import harmless
from accounts.language import HOME
from accounts.pages.exports import CHUNK
from accounts.reading import printing
from sinovik.open_data.datasets import DATASETS, LICENCE, Dataset, described, types
from sinovik.open_data.rows import Row, said

# How a field's type is called in a table schema.
NAMES = {"integer": "integer", "number": "number", "boolean": "boolean", "array": "array", "string": "string"}
FORMS = {"csv": "text/csv", "json": "application/json"}


def package() -> dict[str, Any]:
    """The description of all files, as datapackage.json says it; its date is that of the last change of the data."""
    changed_at = printing.moment()
    return {
        "profile": "data-package",
        "name": "sinovik",
        "title": "Sinovik",
        "homepage": settings.BASE_URL + reverse("data"),
        **({"created": said(changed_at)} if changed_at else {}),
        "licenses": [LICENCE],
        "resources": [resource(one, form) for one in DATASETS.values() for form in FORMS],
    }


def as_json(told: dict[str, Any]) -> bytes:
    """A description as its file says it."""
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def resource(dataset: Dataset, form: str) -> dict[str, Any]:
    """One file of the package."""
    words, kinds = described(dataset.shape), types(dataset.shape)
    fields = []
    for name in words:
        kind, format_, may_be_empty = kinds[name]
        fields.append(
            {
                "name": name,
                "type": "datetime" if format_ == "date-time" else NAMES[kind],
                "description": words[name],
                **({"constraints": {"required": True}} if is_always_there(name, kind, format_, may_be_empty) else {}),
            }
        )
    return {
        "profile": "tabular-data-resource",
        "name": f"{dataset.noun}-{form}",
        "title": str(dataset.title),
        "description": str(dataset.told),
        "path": f"{dataset.noun}.{form}",
        "format": form,
        "mediatype": FORMS[form],
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": ["id"], "missingValues": [""]},
    }


def is_always_there(name: str, kind: str, format_: str, may_be_empty: bool) -> bool:
    """Whether no cell of a column is empty: an empty text is an empty cell."""
    return not may_be_empty and (kind != "string" or bool(format_) or name == "id")


def written(dataset: Dataset, form: str) -> Iterator[bytes]:
    """A whole data set as a file, some rows at a time; in Indonesian, since it has no language in its address."""
    names = list(dataset.shape.model_fields)
    with translation.override(HOME):
        lines = iter(dataset.rows())
    yield csv_of([names]) if form == "csv" else b"["
    is_first = True
    while True:
        # Rows are read when the request is over.
        with translation.override(HOME):
            some = list(islice(lines, CHUNK))
        if not some:
            break
        if form == "csv":
            yield csv_of([in_a_cell(row[name]) for name in names] for row in some)
        else:
            yield (b"\n" if is_first else b",\n") + json_of(some, names)
        is_first = False
    if form == "json":
        yield b"\n]\n"


def json_of(rows: Iterable[Row], names: list[str]) -> bytes:
    """Rows of a JSON list, one a line."""
    return ",\n".join(json.dumps({name: row[name] for name in names}, ensure_ascii=False) for row in rows).encode()


def csv_of(lines: Iterable[Iterable[Any]]) -> bytes:
    """Lines of a CSV as RFC 4180 has it."""
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def in_a_cell(value: Any) -> Any:
    """A value as a table schema reads it from a cell, and no text that a spreadsheet runs."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return harmless(value) if isinstance(value, str) else "" if value is None else value
