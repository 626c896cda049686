"""What every page of the portal promises whoever opens it, whatever it is about."""

from functools import cache
from pathlib import Path

import axe_playwright_python

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]

AXE = """async (rules) => {
    const result = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false });
    return result.violations.map(
        (found) => `${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`
    );
}"""

# What axe goes by: elements and their attributes. Which words and numbers stand in them is the same to it.
SHAPE = """() => document.documentElement.outerHTML
    .replace(/>\\s*[^<\\s][^<]*</g, ">x<").replace(/ value="[^"]+"/g, ' value="x"').replace(/[0-9]+/g, "0")"""
# The shapes that axe has looked at in this run, with the width of the screen: a look takes it up to a second.
LOOKED_AT = set()

# axe calls text of exactly its background's colour "incomplete", since it may be meant; here it never is.
INVISIBLE = """() => {
    const ground = (element) => {
        for (let each = element; each; each = each.parentElement) {
            const colour = getComputedStyle(each).backgroundColor;
            if (!/^rgba\\(.*, 0\\)$|^transparent$/.test(colour)) {
                return colour;
            }
        }
        return "rgb(255, 255, 255)";
    };
    return [...document.querySelectorAll("a, button, .btn, summary")]
        .filter((each) => each.offsetParent && each.textContent.trim())
        .filter((each) => getComputedStyle(each).color === ground(each))
        .map((each) => each.outerHTML.slice(0, 200));
}"""

TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) {
        return [];
    }
    return [...document.querySelectorAll("body *")]
        .filter((each) => each.getBoundingClientRect().right > room + 1)
        .slice(0, 5)
        .map((each) => each.outerHTML.slice(0, 160));
}"""


# One style sheet and at most two scripts, however much a page shows.
TOO_MUCH_ASKED = """() => {
    const sheets = document.querySelectorAll("link[rel=stylesheet]").length;
    const scripts = document.querySelectorAll("script").length;
    return sheets === 1 && scripts <= 2 ? [] : [`${sheets} style sheets, ${scripts} scripts`];
}"""


def keep(page):
    """Assert no accessibility violation, no sideways scrolling, nothing to press that cannot be seen, and few files."""
    where = f"{page.url} at {page.viewport_size['width']} px"
    for promise, found in {
        "files": page.evaluate(TOO_MUCH_ASKED),
        "axe": violations(page),
        "wider than the screen": page.evaluate(TOO_WIDE),
        "colour of its background": page.evaluate(INVISIBLE),
    }.items():
        assert not found, f"{where}: {promise}: {found}"


def violations(page):
    """What axe finds; nothing where the page has a shape and a width at which it found nothing before."""
    shape = hash((page.evaluate(SHAPE), page.viewport_size["width"]))
    if shape in LOOKED_AT:
        return []
    page.evaluate(axe_source())
    if not (found := page.evaluate(AXE, RULES)):
        LOOKED_AT.add(shape)
    return found


@cache
def axe_source():
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
