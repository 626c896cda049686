"""Drawn covers: the same every time, different for different things, silent to a screen reader."""

import re
import subprocess
import sys

from django.template import Context, Template

from accounts.templatetags.covers import COLOURS, COLUMNS, ROWS, cover

TITLES = [f"Inovasi {number}" for number in range(300)]


def test_a_cover_is_the_same_in_every_process():
    source = (
        "from accounts.templatetags.covers import cover; print(cover('Antrean Daring', 'Kesehatan', '33')['quiet'])"
    )
    elsewhere = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout
    assert elsewhere.strip() == cover("Antrean Daring", "Kesehatan", "33")["quiet"]


def test_different_titles_have_different_covers():
    drawn = {(each["quiet"], each["bright"]) for each in (cover(title, "Kesehatan", "33") for title in TITLES)}
    assert len(drawn) == len(TITLES)


def test_a_category_has_its_colour_whatever_the_title():
    assert len({cover(title, "Kesehatan")["colour"] for title in TITLES}) == 1
    assert {cover("A", f"Kategori {number}")["colour"] for number in range(100)} == {str(n) for n in range(COLOURS)}


def test_every_cell_has_one_petal_and_some_are_bright():
    bright = 0
    for title in TITLES:
        drawn = cover(title, region=title)
        assert (drawn["quiet"] + drawn["bright"]).count("M") == COLUMNS * ROWS
        bright += drawn["bright"].count("M")
    assert 0.2 < bright / (len(TITLES) * COLUMNS * ROWS) < 0.3


def test_a_cover_is_decoration_without_style_of_its_own():
    html = Template("{% load covers %}{% cover title %}").render(Context({"title": "<script>"}))
    assert 'aria-hidden="true"' in html
    assert "style=" not in html
    assert "script" not in html
    assert not re.search(r"<(title|text|image|use)", html)


def test_nothing_known_is_drawn_too():
    assert cover("", "", None)["quiet"]
