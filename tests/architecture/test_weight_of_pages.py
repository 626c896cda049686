"""A page asks for one style sheet and at most two scripts, and the sheet knows every class the page wears."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).parents[2] / "templates"
PUBLIC = ("layouts/public.html",)

ALONE = ("500.html", "host.html", "not_served.html")


def read(path):
    return re.sub(r"{%\s*comment.*?endcomment\s*%}", "", path.read_text(), flags=re.DOTALL)


def test_only_the_layouts_ask_for_styles_and_scripts():
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.html")
        if re.search(r"<link[^>]*stylesheet|<script", read(path))
    }
    # Three pages stand alone: what makes the others may be what broke, or has not been reached yet. A certificate is no
    # page of the portal but the sheet that is printed.
    layouts = {"base.html", "layouts/public.html", "layouts/work.html", "layouts/frame.html"}
    assert asking == {*layouts, "judging/certificates/certificate.html", *ALONE}


@pytest.mark.parametrize("name", ALONE)
def test_a_page_that_stands_alone_asks_for_a_sheet_that_exists(name):
    [address] = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', read(ROOT / name))
    assert finders.find(address)


def test_a_public_page_wears_no_class_that_only_the_sheet_of_work_knows():
    known = {name: classes_of(f"css/sheets/{name}.css") for name in ("public", "work")}
    only_work = known["work"] - known["public"]
    assert only_work
    strays = {
        template: sorted(worn(template) & only_work)
        for template in templates_of_public_pages()
        if worn(template) & only_work
    }
    assert strays == {}


def classes_of(sheet):
    return set(re.findall(r"\.([a-z][\w-]*)", Path(finders.find(sheet)).read_text()))


def worn(template):
    spoken = " ".join(re.findall(r'class="([^"]*)"', (ROOT / template).read_text()))
    return set(re.findall(r"[a-z][\w-]*", spoken))


def templates_of_public_pages():
    """Every template that extends the public layout, with all it includes."""
    texts = {path.relative_to(ROOT).as_posix(): path.read_text() for path in ROOT.rglob("*.html")}
    family, before = set(PUBLIC), set()
    while family != before:
        before = set(family)
        family |= {name for name, text in texts.items() if extends(text) in family}
        family |= {
            included for name in before for included in re.findall(r'{%\s*include "([^"]+)"', texts.get(name, ""))
        }
    return sorted(name for name in family if name in texts and not name.startswith("pola/"))


def extends(text):
    found = re.search(r'{%\s*extends "([^"]+)"', text)
    return found and found[1]


@pytest.mark.parametrize("name", ["layouts/public.html", "layouts/work.html"])
def test_each_kind_of_page_has_a_family(name):
    assert [path for path in ROOT.rglob("*.html") if extends(path.read_text()) == name]


@pytest.mark.journey
@pytest.mark.parametrize(("debug", "is_there"), [("0", False), ("1", True)])
def test_the_patterns_for_builders_are_loaded_for_builders_only(debug, is_there):
    source = (
        "import sys, django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns;"
        "print('sinovik.views.gallery' in sys.modules)"
    )
    asked = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", source],
        env={**os.environ, "DEBUG": debug, "DJANGO_SETTINGS_MODULE": "sinovik.settings"},
        cwd=ROOT.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.strip() == str(is_there)
