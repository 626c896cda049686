"""The seals of awards, drawn: a shape in a colour as an SVG, alone or as a data address."""

import math
from urllib.parse import quote

from competitions.models.award_name import Seal, SealColour

# Each colour, with a darker one for what lies on top.
COLOURS = {
    SealColour.GOLD: ("#c79a3b", "#7a5a14"),
    SealColour.SILVER: ("#aeb6bf", "#57606a"),
    SealColour.BRONZE: ("#b07a4a", "#643d1a"),
    SealColour.RED: ("#a3262c", "#5c1216"),
    SealColour.BLUE: ("#2c5f8a", "#173653"),
}


def drawn(seal, colour):
    """The seal as a data address, "" for none."""
    drawing = image(seal, colour)
    return f"data:image/svg+xml,{quote(drawing)}" if drawing else ""


def image(seal, colour):
    """The seal as the text of an SVG, "" for none."""
    if seal not in SHAPES or colour not in COLOURS:
        return ""
    ground, ink = COLOURS[SealColour(colour)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 100 100">'
        f'<polygon points="{scallops()}" fill="{ground}"/>'
        f'<circle r="36" fill="none" stroke="#fff" stroke-width="1.5"/>'
        f"{SHAPES[seal](ink)}</svg>"
    )


def scallops(teeth=24):
    """The toothed edge."""
    return points((48 if index % 2 else 43, index * math.pi / teeth) for index in range(2 * teeth))


def star(ink):
    """A star of five points."""
    return f'<polygon points="{points((28 if i % 2 else 11.5, i * math.pi / 5) for i in range(10))}" fill="{ink}"/>'


def wreath(ink):
    """Two rows of leaves, open at the top."""
    leaves = (
        f'<ellipse rx="3.2" ry="8" fill="{ink}" '
        f'transform="rotate({side * angle}) translate(0 25) rotate({side * 35})"/>'
        for side in (1, -1)
        for angle in range(12, 150, 22)
    )
    return "".join(leaves)


def kawung(ink):
    """Four ovals around a centre, as in batik."""
    ovals = (
        f'<ellipse rx="7" ry="12" fill="{ink}" transform="rotate({angle}) translate(0 -15)"/>'
        for angle in (45, 135, 225, 315)
    )
    return "".join(ovals) + f'<circle r="4" fill="{ink}"/>'


def points(polar):
    """Points from lengths and angles, the angle from the top."""
    return " ".join(f"{length * math.sin(angle):.2f},{length * math.cos(angle):.2f}" for length, angle in polar)


SHAPES = {Seal.STAR: star, Seal.WREATH: wreath, Seal.KAWUNG: kawung}
