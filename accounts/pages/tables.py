"""Tables as files that a spreadsheet set to Indonesian opens right: semicolons, decimal commas, UTF-8 with its mark."""

import csv
from decimal import Decimal

from django.http import HttpResponse

from accounts.files.sheets import harmless


def download(name, rows):
    """A file `name` to keep, of rows of plain values; the first row are the heads of the columns."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response, delimiter=";")
    writer.writerows([cell(value) for value in row] for row in rows)
    return response


def each_by_kind(lines, ways):
    """Lines of values, each as that of `ways` has it which is nearest to its type; others as they are.

    Column by column, whose values are of the same few types, where every line has as many.
    """
    lines = list(lines)
    if not all(lines) or len(set(map(len, lines))) > 1:
        return [by_kind(line, ways) for line in lines]
    return list(zip(*(by_kind(column, ways) for column in zip(*lines, strict=True)), strict=True))


def by_kind(values, ways):
    """The same for the values of a column."""
    found = {kind: next((ways[one] for one in kind.__mro__ if one in ways), None) for kind in set(map(type, values))}
    if not any(found.values()):
        return values
    return [way(value) if (way := found[type(value)]) else value for value in values]


def cell(value):
    """A value as its cell says it: a number with a decimal comma, and no text that a spreadsheet runs."""
    (said,) = by_kind([value], CELLS)
    return said


def number(value):
    """A number with a decimal comma."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return f"{exact:f}".replace(".", ",")


CELLS = {Decimal: number, float: number, str: harmless}
