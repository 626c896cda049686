"""Charts keep to their numbers."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.utils import translation

from accounts.templatetags.charts import TILES, bar_table, column_chart, step_size, tile_map


def test_the_longest_bar_is_the_whole_width():
    rows = [{"label": "Kota", "value": 21, "url": ""}, {"label": "Kabupaten", "value": 42, "url": ""}]
    assert [row["width"] for row in bar_table("Top 99", rows, "Jenis", "Inovasi")["rows"]] == ["50.00", "100.00"]


def test_nothing_counted_draws_nothing_and_breaks_nothing():
    assert bar_table("Kosong", [], "Jenis", "Inovasi")["rows"] == []
    assert column_chart("Kosong", [], "Tahun", "Usulan")["columns"] == []
    zero = column_chart("Nol", [{"label": "2024", "value": 0}], "Tahun", "Usulan")["columns"]
    assert zero[0]["height"] == "0.0"


def test_every_province_has_a_tile_of_its_own():
    assert len(TILES) == 38
    assert len({place[1:] for place in TILES.values()}) == 38


def test_the_sheet_has_a_place_for_every_column_and_row():
    sheet = Path(finders.find("css/sheets/public.css")).read_text()
    for _short, column, row in TILES.values():
        assert f".column-{column + 1}{{" in sheet
        assert f".row-{row + 1}{{" in sheet


def test_what_is_read_aloud_of_a_province_begins_with_what_is_seen():
    source = '{% load charts %}{% tile_map "Finalis" rows "Finalis" %}'
    rows = [{"code": "12", "name": "Sumatera Utara", "value": 2, "url": "?p=12"}]
    html = Template(source).render(Context({"rows": rows}))
    [link] = re.findall(r'<a class="tile" href="\?p=12">(.*?)</a>', html)
    assert " ".join(re.sub(r"<[^>]+>", "", link).split()) == "Sumut 2, Sumatera Utara"
    assert html.count('<li class="step-') == 38


def test_shades_span_whole_numbers_without_gaps():
    assert step_size([{"value": 23}]) == 5
    assert step_size([]) == step_size([{"value": 0}]) == 1
    drawn = tile_map("Finalis", [{"code": "33", "name": "Jawa Tengah", "value": 23, "url": "?p=33"}], "Finalis")
    assert drawn["ranges"][0] == ("1", 1, 5)
    assert {tile["step"] for tile in drawn["tiles"]} == {"0", "5"}


def test_lengths_are_written_for_browsers_in_every_language():
    source = '{% load charts %}{% column_chart "Usulan" rows "Tahun" "Usulan" %}'
    rows = [{"label": "2018", "value": 1689}, {"label": "2019", "value": 1872}]
    for language in ("id", "en"):
        with translation.override(language):
            html = Template(source).render(Context({"rows": rows}))
        assert 'x="54.0" y="49.6" width="252.0" height="180.4"' in html
        assert "2.018" not in html
