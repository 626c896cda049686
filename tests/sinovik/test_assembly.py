"""One style sheet and one script a page, small, with everything in them, wherever the portal runs."""

import gzip
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from sinovik import assembly

STATIC = Path(settings.BASE_DIR) / "static"
CSS = STATIC / "css"
# What a page may weigh on the wire, in bytes.
WEIGHT = {"css/sheets/public.css": 15_000, "css/sheets/work.css": 25_000, "js/public.js": 5_000, "js/work.js": 15_000}


def product(path):
    return Path(finders.find(path)).read_text(encoding="utf-8")


def test_what_a_page_asks_for_is_what_is_weighed():
    assert set(WEIGHT) == set(assembly.PRODUCTS)


@pytest.mark.parametrize("path", assembly.PRODUCTS)
def test_a_page_is_light_on_the_wire(path):
    assert len(gzip.compress(product(path).encode())) <= WEIGHT[path]


@pytest.mark.parametrize("path", assembly.SHEETS)
def test_a_sheet_asks_for_nothing_more_than_pictures(path):
    sheet = product(path)
    assert "@import" not in sheet
    for address in re.findall(r"url\(\"?([^)\"]+)", sheet):
        assert (STATIC / Path(path).parent / address).resolve().exists(), address


@pytest.mark.parametrize("path", assembly.SHEETS)
def test_layers_come_in_their_order_of_strength(path):
    order = list(dict.fromkeys(re.findall(r"@layer ([\w, ]+)", product(path))))
    named = [name for each in order for name in re.split(r",\s*", each.strip())]
    assert list(dict.fromkeys(named)) == ["tokens", "base", "layout", "components", "utilities"]


def test_every_source_opens_its_own_layer_and_is_in_the_sheet_of_work():
    asked = (CSS / "sheets" / "work.css").read_text() + (CSS / "sheets" / "public.css").read_text()
    sources = sorted(CSS.rglob("*.css"))
    assert sources
    for source in sources:
        if source.parent.name == "sheets":
            continue
        name = source.relative_to(CSS).as_posix()
        assert f'"../{name}"' in asked, f"{name} is in no sheet"
        layer = source.parent.name if source.parent != CSS else source.stem
        outside = re.sub(r"/\*.*?\*/", "", source.read_text(), flags=re.DOTALL).strip()
        expected = {"print": "utilities"}.get(layer, layer)
        assert outside.startswith(f"@layer {expected} {{"), name
        assert closes_at_the_end(outside), f"{name} has rules outside its layer"


def closes_at_the_end(css):
    depth = 0
    for place, sign in enumerate(css):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0 and sign == "}":
            return place == len(css) - 1
    return False


def test_no_word_of_a_framework_is_left():
    sources = list(CSS.rglob("*.css"))
    assert sources
    assert not [path for path in sources if "--bs-" in path.read_text()]


@pytest.mark.parametrize("path", assembly.SCRIPTS)
def test_a_script_holds_every_module_once_and_imports_none(path):
    script = product(path)
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    own = {source.name: assembly.alone(source.read_text()) for source in (STATIC / "js").glob("*.js")}
    # A script that only imports others has no text of its own.
    assert all(script.count(text) <= 1 for text in own.values() if text.strip("{}\n"))
    assert script.count(own["submit-once.js"]) == 1
    # What speaks to readers of the source is not sent to readers of a page.
    assert not re.search(r"^\s*//|; +//", script, re.MULTILINE)
    assert not re.search(r"^[ \t]", script, re.MULTILINE)


@pytest.mark.parametrize("source", sorted((STATIC / "js").glob("*.js")), ids=lambda source: source.name)
def test_no_text_of_a_script_goes_over_the_end_of_a_line(source):
    """So the blanks before a line are nobody's text."""
    lines = [line for line in source.read_text().splitlines() if not line.lstrip().startswith("//")]
    assert [line for line in lines if line.count("`") % 2] == []


def test_every_module_is_in_the_script_of_work():
    script = product("js/work.js")
    sources = list((STATIC / "js").glob("*.js"))
    assert sources
    for source in sources:
        assert assembly.alone(source.read_text()) in script, source.name


def test_names_of_modules_do_not_meet_unless_they_are_given_away(tmp_path):
    (tmp_path / "one.js").write_text("export function shared() { return 1; }\n")
    (tmp_path / "two.js").write_text('import { shared } from "./one.js";\nconst own = shared();\n')
    (tmp_path / "three.js").write_text('import { shared } from "./one.js";\nconst own = shared() + 1;\n')
    (tmp_path / "all.js").write_text('import "./two.js";\nimport "./three.js";\n')
    expected = "function shared() { return 1; } { const own = shared(); } { const own = shared() + 1; } { }"
    assert " ".join(assembly.script(tmp_path / "all.js").split()) == expected


def test_a_product_is_made_anew_when_a_source_changes(tmp_path, monkeypatch):
    folder = tmp_path / "static" / "js"
    folder.mkdir(parents=True)
    monkeypatch.setattr(assembly, "SOURCES", tmp_path / "static")
    monkeypatch.setattr(assembly, "PRODUCTS_IN", tmp_path / "made")
    source = folder / "public.js"
    source.write_text("one();\n")
    assert "one();" in assembly.made("js/public.js").read_text()
    source.write_text("two();\n")
    assert "two();" in assembly.made("js/public.js").read_text()


def test_sources_are_not_served():
    assert finders.find("css/tokens.css") is None
    assert finders.find("js/page.js") is None
    assert finders.find("img/mark.svg")


def test_production_collects_hashes_and_compresses(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            **settings.STORAGES["staticfiles"],
            "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        },
    }
    call_command("collectstatic", interactive=False, stdout=StringIO())
    # The image is built by one user and served by another.
    closed = [path for path in tmp_path.rglob("*") if not path.stat().st_mode & 0o004]
    assert not closed
    for path in assembly.PRODUCTS:
        stem, suffix = path.rsplit(".", 1)
        hashed = [found for found in tmp_path.glob(f"{stem}.*.{suffix}*") if found.suffix == ".br"]
        assert len(hashed) == 1, path
    [sheet] = [found for found in tmp_path.glob("css/sheets/public.*.css") if found.suffix == ".css"]
    assert re.search(r"kawung\.[0-9a-f]{12}\.svg", sheet.read_text())
