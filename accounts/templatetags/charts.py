"""Charts drawn on the server: light, printable, each with its numbers.

Lengths go out as text, so that no locale touches them.
"""

from math import ceil

from django import template
from django.utils.html import format_html

register = template.Library()

# A tile for each of the 38 provinces, by its official code, which runs from west to east: short name, column, row.
# Our own layout, near to the map; static/css/components/chart.css has a class for each column and row.
TILES = {
    "11": ("Aceh", 0, 0),
    "12": ("Sumut", 1, 1),
    "13": ("Sumbar", 1, 2),
    "14": ("Riau", 2, 2),
    "15": ("Jambi", 2, 3),
    "16": ("Sumsel", 3, 4),
    "17": ("Bengkulu", 2, 4),
    "18": ("Lampung", 3, 5),
    "19": ("Babel", 4, 3),
    "21": ("Kepri", 3, 1),
    "31": ("DKI", 5, 5),
    "32": ("Jabar", 5, 6),
    "33": ("Jateng", 6, 6),
    "34": ("DIY", 6, 7),
    "35": ("Jatim", 7, 6),
    "36": ("Banten", 4, 6),
    "51": ("Bali", 8, 7),
    "52": ("NTB", 9, 7),
    "53": ("NTT", 10, 7),
    "61": ("Kalbar", 5, 2),
    "62": ("Kalteng", 6, 2),
    "63": ("Kalsel", 6, 3),
    "64": ("Kaltim", 7, 2),
    "65": ("Kaltara", 7, 1),
    "71": ("Sulut", 10, 1),
    "72": ("Sulteng", 9, 2),
    "73": ("Sulsel", 9, 4),
    "74": ("Sultra", 10, 3),
    "75": ("Gtalo", 9, 1),
    "76": ("Sulbar", 9, 3),
    "81": ("Maluku", 12, 3),
    "82": ("Malut", 12, 1),
    "91": ("Papua", 16, 3),
    "92": ("Pabar", 14, 2),
    "93": ("Papsel", 16, 5),
    "94": ("Papteng", 15, 3),
    "95": ("Papeg", 16, 4),
    "96": ("PBD", 13, 2),
}
STEPS = 5
CHART_HEIGHT = 200


@register.inclusion_tag("components/bar_table.html")
def bar_table(caption, rows, heading, value_heading, second_heading="", note="", total=None, second_total=None):
    """Bars inside their own data table, one per row, measured against the largest value.

    rows: dicts with label, value (number), url ("" = none) and, with `second_heading`, second (shown, not drawn).
    total and second_total: the last line's numbers, for rows that add up to something.
    """
    largest = max((row["value"] for row in rows), default=0) or 1
    return {
        "caption": caption,
        "note": note,
        "heading": heading,
        "value_heading": value_heading,
        "second_heading": second_heading,
        "total": total,
        "second_total": second_total,
        "rows": [row | {"width": f"{100 * float(row['value']) / float(largest):.2f}"} for row in rows],
    }


@register.inclusion_tag("components/column_chart.html")
def column_chart(caption, rows, heading, value_heading):
    """Columns over time, with their table below. rows: dicts with label (short, such as a year, as text) and value."""
    largest = float(max((row["value"] for row in rows), default=0)) or 1.0
    step = 720 / max(len(rows), 1)
    columns = []
    for place, row in enumerate(rows):
        height = CHART_HEIGHT * float(row["value"]) / largest
        columns.append(
            row
            | {
                "x": f"{place * step + step * 0.15:.1f}",
                "middle": f"{place * step + step / 2:.1f}",
                "width": f"{step * 0.7:.1f}",
                "y": f"{30 + CHART_HEIGHT - height:.1f}",
                "above": f"{22 + CHART_HEIGHT - height:.1f}",
                "height": f"{height:.1f}",
            }
        )
    return {"caption": caption, "heading": heading, "value_heading": value_heading, "columns": columns}


@register.inclusion_tag("components/tile_map.html")
def tile_map(caption, rows, value_heading="", note=""):
    """The 38 provinces as equal tiles shaded in five steps, with their table where its numbers have a heading.

    rows: dicts with code (official, "33"), name, value (whole number), url ("" = none), is_current where one is chosen.
    A province without a row counts 0.
    """
    known = {row["code"]: row for row in rows}
    size = step_size(rows)
    tiles = [
        {
            "column": str(column + 1),
            "row": str(line + 1),
            "short": short,
            "name": known.get(code, {}).get("name", short),
            "value": known.get(code, {}).get("value", 0),
            "url": known.get(code, {}).get("url", ""),
            "link": link_of(known.get(code, {})),
            "step": str(ceil(known.get(code, {}).get("value", 0) / size)),
        }
        for code, (short, column, line) in TILES.items()
    ]
    return {
        "caption": caption,
        "note": note,
        "value_heading": value_heading,
        "tiles": tiles,
        "ranges": [(str(step), (step - 1) * size + 1, step * size) for step in range(1, STEPS + 1)],
        "rows": sorted(rows, key=lambda row: (-row["value"], row["name"])),
    }


def link_of(row):
    """The attributes of a tile's link; of the chosen one it is said that it is."""
    marked = 'href="{}" aria-current="true"' if row.get("is_current") else 'href="{}"'
    return format_html(marked, row.get("url", ""))


def step_size(rows):
    """How many of the counted things one shade spans: a whole number, so that the legend has no gaps."""
    return max(1, ceil(max((row["value"] for row in rows), default=0) / STEPS))
