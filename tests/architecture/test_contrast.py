"""Every pair of colours that meets on a page can be told apart (WCAG 2.2: 4.5 for text, 3 for controls and charts)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
TOKENS = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-fA-F]{6});", (CSS / "tokens.css").read_text()))

PAGE, MUTED, SELECTED = "--background-page", "--background-muted", "--background-selected"
TEXT = [
    *[("--content-primary", behind) for behind in (PAGE, MUTED, SELECTED)],
    *[("--content-secondary", behind) for behind in (PAGE, MUTED, SELECTED)],
    *[("--content-link", behind) for behind in (PAGE, MUTED, SELECTED)],
    *[("--content-link-hover", behind) for behind in (PAGE, MUTED, SELECTED)],
    *[("--content-error", behind) for behind in (PAGE, MUTED)],
    ("--content-success", PAGE),
    ("--content-on-action", "--background-action"),
    ("--content-on-action", "--background-action-hover"),
    ("--content-on-action", "--background-destructive"),
    ("--content-on-action", "--background-destructive-hover"),
    *[("--content-on-action", f"--stroke-{role}") for role in ("action", "success", "error")],
    ("--content-on-action", "--attention-content"),
    ("--content-on-masthead", "--background-masthead"),
    ("--background-masthead", PAGE),
    ("--content-on-hero", "--background-hero"),
    ("--content-on-hero-quiet", "--background-hero"),
    ("--content-on-focus", "--background-focus"),
    *[(f"--{role}-content", f"--{role}-background") for role in ("info", "good", "attention", "problem", "quiet")],
    *[("--data-content-low", f"--data-{step}") for step in range(4)],
    *[("--data-content-high", f"--data-{step}") for step in (4, 5)],
]
CONTROLS = [
    *[("--stroke-control", behind) for behind in (PAGE, MUTED, SELECTED)],
    *[(f"--stroke-{role}", PAGE) for role in ("strong", "action", "error", "success")],
    *[("--content-on-focus", behind) for behind in (PAGE, MUTED, SELECTED)],
    ("--data-bar", PAGE),
    ("--data-bar", "--data-0"),
]


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_agrees_with_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("front", "behind"), TEXT)
def test_text_can_be_read(front, behind):
    assert contrast(TOKENS[front], TOKENS[behind]) >= 4.5


@pytest.mark.parametrize(("front", "behind"), CONTROLS)
def test_controls_can_be_seen(front, behind):
    assert contrast(TOKENS[front], TOKENS[behind]) >= 3


def test_no_colour_is_named_by_value_outside_the_tokens():
    strays = [
        f"{path.relative_to(CSS)}: {value}"
        for path in sorted(CSS.rglob("*.css"))
        if path.name != "tokens.css"
        for value in re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)", path.read_text())
    ]
    assert not strays


def test_every_colour_a_style_asks_for_exists():
    asked = {name for path in CSS.rglob("*.css") for name in re.findall(r"var\((--[\w-]+)", path.read_text())}
    given = {name for path in CSS.rglob("*.css") for name in re.findall(r"(--[\w-]+):", path.read_text())}
    assert not asked - given
