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
    heavy = page.evaluate(TOO_MUCH_ASKED)
    page.evaluate(axe_source())
    for promise, found in {
        "files": heavy,
        "axe": page.evaluate(AXE, RULES),
        "wider than the screen": page.evaluate(TOO_WIDE),
        "colour of its background": page.evaluate(INVISIBLE),
    }.items():
        assert not found, f"{where}: {promise}: {found}"


@cache
def axe_source():
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
