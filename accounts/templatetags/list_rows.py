"""The rows of a list, drawn in one go: a page of a hundred rows has some five hundred cells.

A cell is written by its column: by `cell`, by `draw`, by its template, or as the plain value.
"""

from datetime import date
from html import escape

from django import template
from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.pages.columns.facts import FactRows
from accounts.pages.lists import fact, said_of
from accounts.templatetags import numbers as written
from accounts.templatetags.moments import moment

register = template.Library()


@register.simple_tag(takes_context=True)
def list_rows(context, page, columns, has_boxes=False):
    """The rows of a table, by their columns; `has_boxes` where each can be chosen."""
    found = getattr(page, "object_list", page)
    if isinstance(found, FactRows) and not has_boxes:
        return from_facts(context.request, found, columns)
    cells = [(opened(column), drawing(context, column), closed(column)) for column in columns]
    rows = []
    for row in page:
        rows.append("<tr>\n")
        if has_boxes:
            rows.append(box(columns, row))
        rows += [f"{before}{escaped(draw(row))}{after}\n" for before, draw, after in cells]
        rows.append("</tr>\n")
    return mark_safe("".join(rows))  # noqa: S308 - each cell is escaped above


def from_facts(request, rows, columns):
    """The same of rows that are facts: column by column, each row filled in at one go."""
    cells = [cells_of(request, rows, column) for column in columns]
    line = "".join(f"{opened(column)}%s{closed(column)}\n" for column in columns)
    drawn = map(f"<tr>\n{line}</tr>\n".__mod__, zip(*cells, strict=True))
    return mark_safe("".join(drawn))  # noqa: S308 - each cell is escaped below


def cells_of(request, rows, column):
    """The cells of a column, in the order of the rows; what is said of many of them is escaped once."""
    say = column.cell.made(request) if column.cell else column.say
    said = said_of(say, [rows.columns[name] for name in column.facts], len(rows))
    if column.cell:
        return list(map(escaped, said))
    # Of one kind: the same word may be safe in one row and not in another.
    if set(map(type, said)) - {type(None)} in ({str}, {SafeString}, set()):
        drawn = {one: escaped(as_drawn(one)) for one in set(said)}
        return list(map(drawn.__getitem__, said))
    return [escaped(as_drawn(one, column.places)) for one in said]


def escaped(said):
    """What a cell says, as Django escapes it; of words, which most of them are, without its detours."""
    return escape(said) if type(said) is str else said if type(said) is SafeString else conditional_escape(said)


def opened(column):
    """The beginning of a column's cells."""
    return '<th scope="row">' if column.is_head else '<td class="num">' if column.is_number else "<td>"


def closed(column):
    """The end of a column's cells."""
    return "</th>" if column.is_head else "</td>"


def drawing(context, column):
    """What writes a column's cells, given a row."""
    if column.cell:
        write, sources = column.cell.made(context.request), column.cell.sources
        return lambda row: write(*(fact(row, source) for source in sources))
    if column.draw:
        return column.draw
    if not column.template:
        return lambda row: cell(column, row)
    found, shared = get_template(column.template).template, context.new()

    def drawn(row):
        # What one row's cell keeps for itself, the next does not see.
        with shared.push(row=row, entrant=row):
            return found.render(shared)

    return drawn


def box(columns, row):
    """The cell in which a row is chosen."""
    label = _("Pilih %(name)s") % {"name": conditional_escape(row_name(columns, row))}
    drawn = '<input type="checkbox" name="pilih" value="{key}" id="pilih-{key}" aria-label="{label}">'
    return format_html(
        f'<td class="box">{drawn}</td>\n',
        key=str(row.pk),
        label=mark_safe(label),  # noqa: S308 - a sentence of ours around a name that is escaped
    )


def cell(column, row):
    """What a column of a list says of a row, as the page writes it."""
    return as_drawn(column.of(row), column.places)


def as_drawn(value, places=None):
    """A plain value as the page writes it; a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, date):
        return moment(value)
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else written.number(value, places)


def row_name(columns, row):
    """What a row of a list is called, for whoever does not see where its box stands: what its head says."""
    return next((str(column.of(row)) for column in columns if column.is_head), str(row))
