"""The certificate as a page: template, fonts and QR code to PDF bytes."""

import atexit
import base64
import io
from functools import lru_cache, partial
from pathlib import Path

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

# Basic Latin, Latin-1, Latin Extended-A, dashes and quotes, the euro and trade mark signs.
LETTERS = [*range(0x20, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2122]


def pdf(award):
    """The certificate of an award as the bytes of a tagged PDF, in Indonesian."""
    # Importing WeasyPrint takes seconds and needs Pango: only a worker that renders pays for it.
    from weasyprint import HTML

    sheet, fonts = style()
    return HTML(string=html(award), base_url=settings.BASE_URL).write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_tags=True
    )


def html(award):
    """The certificate's page; the QR code carries nothing but the address of its verification."""
    with translation.override("id"):
        return render_to_string(
            "judging/certificates/certificate.html",
            {"award": award, "address": address(award), "qr": qr(award)},
        )


def address(award):
    """Where anyone can check the certificate."""
    return settings.BASE_URL + reverse("judging:verification", args=[award.verification_code])


def qr(award):
    """The verification address as an SVG data address."""
    return segno.make(address(award), error="q", micro=False).svg_data_uri(border=0, dark="#1b2430")


@lru_cache(maxsize=1)
def style():
    """The style sheet with its fonts, made once a process: (stylesheet, font configuration)."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    # Its clean-up must run while Python's modules are still there.
    atexit.register(style.cache_clear)
    text = Path(finders.find("certificate/certificate.css")).read_text()
    return CSS(string="\n".join([*font_faces(), text]), font_config=fonts), fonts


def font_faces():
    """An @font-face rule for each face of the certificate.

    The installed families are variable. Each weight is cut out of its family once, in Latin letters only, and
    kept in the cache: otherwise every single document would do that work again, which costs more than all
    the rest.
    """
    import fontpkg

    for family, name in (("Sinovik Sans", "inter"), ("Sinovik Serif", "source-serif-4")):
        path = fontpkg.path(name, 400, nearest=True)
        for weight in (400, 600):
            key = f"certificate-face|{path.name}|{path.stat().st_size}|{weight}"
            source = base64.b64encode(cache.get_or_set(key, partial(cut, path, weight), timeout=None)).decode()
            yield (
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
                f'src: url("data:font/ttf;base64,{source}"); }}'
            )


def cut(path, weight):
    """One weight of a variable font as the bytes of a static one, with the letters of Latin script."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(path)
    subsetter = Subsetter(Options(layout_features=["kern", "mark", "ccmp"], hinting=False))
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    static = instantiateVariableFont(font, {**axes, "wght": weight})
    stream = io.BytesIO()
    static.save(stream)
    return stream.getvalue()
