"""What a strict policy for scripts and styles asks of templates, and what the house asks of their words and size."""

import re
from pathlib import Path

import pytest

from accounts.domain.register import telling
from accounts.letter_kinds import KINDS

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")])
PYTHON = sorted(
    path
    for app in ("accounts", "competitions", "judging", "proposals", "sinovik")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)
# Looked up by Django, allauth or crispy by name, nowhere in our code.
BY_CONVENTION = {"400.html", "403.html", "404.html", "429.html", "500.html"}
OF_OTHERS = ("account/", "allauth/", "mfa/", "django/", "sinovik/")
# Patterns of components for people who build pages: not every one is in use at all times.
FOR_BUILDERS = ("pola/",)


def name_of(path):
    return path.relative_to(ROOT / "templates").as_posix()


def where(found, paths):
    """The files in which something is found, with what: all at once, so that one run names them all."""
    each = {path.relative_to(ROOT).as_posix(): found(path.read_text()) for path in paths}
    assert each
    return {name: wrong for name, wrong in each.items() if wrong}


INLINE = re.compile(
    r"""<style|<script(?![^>]*\bsrc=)|<\w[^<>]*\s(?:style|on[a-z]+)\s*=|["']javascript:""",
    re.IGNORECASE,
)
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}", re.DOTALL)


def test_nothing_inline_that_the_policy_forbids():
    assert where(lambda text: INLINE.findall(COMMENT.sub("", text)), TEMPLATES) == {}


FORBIDDEN = re.compile(r"\b(mohon|maaf|tidak valid|wajib diisi|berhasil)\b", re.IGNORECASE)


def test_words_the_portal_does_not_use():
    assert where(FORBIDDEN.findall, [*TEMPLATES, *PYTHON]) == {}


# They say it in words of Django's own catalogue, which nobody here chose: "bita", "yang lalu".
OF_DJANGO = re.compile(r"\|(?:filesizeformat|timesince|timeuntil|naturaltime|naturalday|intword|apnumber|yesno)\b")


def test_no_filter_of_django_speaks_in_our_place():
    assert where(lambda text: OF_DJANGO.findall(text.replace("|yesno:", "")), TEMPLATES) == {}


def test_no_template_lies_about_unused():
    spoken = "\n".join(path.read_text() for path in [*PYTHON, *TEMPLATES])
    named = set(re.findall(r"""["'`]([\w./-]+\.(?:html|txt))["'`]""", spoken))
    unused = [
        name
        for name in map(name_of, TEMPLATES)
        if name not in named and name not in BY_CONVENTION and not name.startswith((*OF_OTHERS, *FOR_BUILDERS))
    ]
    assert unused == []


def test_every_letter_of_the_portal_is_written_by_some_act():
    spoken = "\n".join(path.read_text() for path in PYTHON if "letter_kinds" not in str(path))
    assert len(KINDS) > 10
    of_registers = {f"register.{change}" for change in telling.WORDS}
    assert [name for name in KINDS if f'"{name}"' not in spoken and name not in of_registers] == []


LIMITS = {".py": 300, ".html": 120}


@pytest.mark.parametrize("suffix", LIMITS)
def test_files_that_tell_two_stories_ring_the_alarm(suffix):
    paths = PYTHON if suffix == ".py" else TEMPLATES
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in paths}
    assert {name: size for name, size in lengths.items() if size > LIMITS[suffix]} == {}


# Where a name may stand by itself, because something beside it says which of two people of one name is meant.
TOLD_APART_BESIDE = {
    "home.html": "greets the reader",
    "control_room/message.html": "the address stands beside",
    "judging/stages/loads.html": "the code stands in the column before",
    "judging/panels/panel.html": "the code stands in the column before",
    "accounts/outbox.html": "the address stands below",
    "judging/objections/objection.html": "the address stands beside",
    "judging/scorecards/receipt.html": "a judge's own card",
    "judging/reports/letter.html": "a letter to the one it names",
    "accounts/refused_letters.html": "the address stands below",
}


def test_a_name_alone_stands_for_nobody():
    """Two people may share a name: pages say `told_apart`, `signature` or a member's `label`."""
    named = {name_of(path) for path in TEMPLATES if ".full_name" in path.read_text()}
    assert named == TOLD_APART_BESIDE.keys()


# A number printed as people read it has a point after its thousands: row 1.234 is not to be found.
KEY_FOR_READERS = re.compile(r"""=["'][^"'<>]*\{\{\s*[\w.]*\bpk\s*\}\}""")


def test_the_key_of_a_row_is_no_number_to_read():
    assert where(KEY_FOR_READERS.findall, TEMPLATES) == {}, "write the key with stringformat:'d'"


# What ends, which belongs to the day that people know: midnight is the last minute of the day before.
ENDS = r"(?:closes_at|lapses_at|held_until)"
AS_A_MOMENT = re.compile(rf"{ENDS}\|(?:written_)?moment\b|(?<![\w.])moment\([\w.]*{ENDS}\)")


def test_a_deadline_is_never_said_as_a_moment():
    # What motions carry is text, which a function of the same name reads.
    telling = [path for path in PYTHON if "domain" not in path.parts]
    assert not where(AS_A_MOMENT.findall, [*TEMPLATES, *telling]), "deadline, written_deadline"
    assert AS_A_MOMENT.search("{{ stage.closes_at|moment }}")
    assert AS_A_MOMENT.search("moment(stage.closes_at)")
    assert not AS_A_MOMENT.search("{{ stage.closes_at|deadline }} {{ stage.opens_at|moment }}")
