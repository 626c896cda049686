"""What every page of the portal promises whoever opens it, whatever it is about."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import axe_playwright_python

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]

# Contrast takes axe longer than everything else together. It lies in what an element and those around it are, so that a
# text is looked at unless one like it was, at this width; nothing else is told by the part of a page alone.
AXE = """async ([rules, known]) => {
    // What our style sheets ask for.
    const STYLED = /^(class|role|type|open|hidden|disabled|aria-(current|invalid|selected|disabled|expanded|pressed))$/;
    const what = (element) => {
        const told = [...element.attributes].filter((each) => STYLED.test(each.name));
        return `${element.localName}[${told.map((each) => `${each.name}=${each.value}`).join(" ")}]`;
    };
    const chain = new Map();
    const chained = (element) => {
        if (!chain.has(element)) {
            const around = element.parentElement ? chained(element.parentElement) : 0;
            const letters = [...what(element)];
            chain.set(element, letters.reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, around));
        }
        return chain.get(element);
    };
    const before = new Set(known);
    const texts = [...document.body.querySelectorAll("*")].filter(
        (each) => each.matches("input, select, textarea")
            || [...each.childNodes].some((inside) => inside.nodeType === 3 && inside.data.trim())
    );
    const fresh = texts.filter((each) => !before.has(chained(each)));
    const all = { resultTypes: ["violations"], preload: false };
    const others = { ...all, runOnly: rules, rules: { "color-contrast": { enabled: false } } };
    const found = (await axe.run(document, others)).violations;
    if (fresh.length) {
        found.push(...(await axe.run({ include: fresh }, { ...all, runOnly: ["color-contrast"] })).violations);
    }
    const told = found.map(
        (each) => `${each.id}: ${each.help}: ${each.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`
    );
    return [told, [...new Set(fresh.map(chained))]];
}"""

# What axe goes by: elements and their attributes. Which words and numbers stand in them is the same to it.
SHAPE = """() => document.documentElement.outerHTML
    .replace(/>\\s*[^<\\s][^<]*</g, ">x<").replace(/ value="[^"]+"/g, ' value="x"').replace(/[0-9]+/g, "0")"""
# The shapes that axe has looked at in this run, with the width of the screen: a look takes it up to a second.
LOOKED_AT = set()
# The texts whose contrast axe has looked at, for each width.
SEEN = defaultdict(set)

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
    width = page.viewport_size["width"]
    shape = hash((page.evaluate(SHAPE), width))
    if shape in LOOKED_AT:
        return []
    page.evaluate(axe_source())
    found, texts = page.evaluate(AXE, [RULES, list(SEEN[width])])
    if not found:
        LOOKED_AT.add(shape)
        SEEN[width].update(texts)
    return found


@cache
def axe_source():
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
