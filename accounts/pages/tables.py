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


def cell(value):
    """A value as its cell says it: a number with a decimal comma, and no text that a spreadsheet runs."""
    if isinstance(value, Decimal | float):
        return f"{Decimal(str(value)):f}".replace(".", ",")
    return harmless(str(value)) if isinstance(value, str) else value
