"""Charts keep to their numbers."""

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


def test_shades_span_whole_numbers_without_gaps():
    assert step_size([{"value": 23}]) == 5
    assert step_size([]) == step_size([{"value": 0}]) == 1
    drawn = tile_map("Finalis", [{"code": "33", "name": "Jawa Tengah", "value": 23, "url": "?p=33"}], "Finalis")
    assert drawn["ranges"][0] == ("1", 1, 5)
    assert {tile["step"] for tile in drawn["tiles"]} == {"0", "5"}
    assert drawn["has_links"]


def test_lengths_are_written_for_browsers_in_every_language():
    source = '{% load charts %}{% column_chart "Usulan" rows "Tahun" "Usulan" %}'
    rows = [{"label": "2018", "value": 1689}, {"label": "2019", "value": 1872}]
    for language in ("id", "en"):
        with translation.override(language):
            html = Template(source).render(Context({"rows": rows}))
        assert 'x="54.0" y="49.6" width="252.0" height="180.4"' in html
        assert "2.018" not in html
