"""The certificate as a page: template, fonts and QR code to PDF bytes."""

import atexit
import base64
from functools import lru_cache
from pathlib import Path

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.files.faces import cut
from competitions.domain import certificate_letters, drawn_seals, pictures
from judging.domain.certificates import archiving

# Sizes of the letters in points, tried in turn until everything stands on one page.
SIZES = (11, 9.8, 8.6, 7.4, 6.4, 5.6)
# What is planned must leave letters that can be read; a single name may be longer than anybody foresaw.
LEGIBLE = SIZES[:4]
# Kept for decades, with tags and colours that mean the same everywhere.
VARIANT = "pdf/a-3a"
PRINTED = (
    "number", "agency_name", "unit_name", "title", "name", "edition_name", "decree_number", "place",
    "signatory_name", "signatory_office", "decree", "heading", "issuer", "words",
)  # fmt: skip


class CannotBePrinted(Exception):
    """A text of the award that the page cannot hold; says which in words."""


def pdf(award, *, head=None, sizes=SIZES):
    """The certificate of an award as the bytes of a PDF of one page, in Indonesian: PDF/A-3a and PDF/UA-1 in one.

    `head` of the trail stands on it in small print: whoever has the paper holds the trail of that day. `sizes` of
    letters are tried in turn. CannotBePrinted names a letter that the faces do not have, or says that the texts are
    too long.
    """
    # Importing WeasyPrint takes seconds and needs Pango: only a worker that renders pays for it.
    from weasyprint import CSS, HTML

    if missing := missing_letters(award):
        raise CannotBePrinted(
            _("huruf ini tidak ada pada huruf sertifikat: %(letters)s") % {"letters": " ".join(missing)}
        )
    sheet, fonts = style()
    page = HTML(string=html(award, head=head), base_url=settings.BASE_URL)
    for size in sizes:
        letters = CSS(string=f"html {{ font-size: {size}pt }}")
        document = page.render(stylesheets=[sheet, letters], font_config=fonts, pdf_variant=VARIANT)
        if len(document.pages) == 1:
            archiving.claim_accessible(document)
            return document.write_pdf(pdf_variant=VARIANT)
    raise CannotBePrinted(_("teksnya terlalu panjang untuk satu halaman"))


def missing_letters(award):
    """The letters of the award's texts that the faces of the certificate would print as holes, each once."""
    return certificate_letters.missing("".join(getattr(award, field) for field in PRINTED))


def html(award, *, head=None, back=""):
    """The certificate's page; the QR code carries nothing but the address of its verification.

    `back` for a browser, which fetches the style: where its reader came from. Who makes the PDF brings the style.
    """
    with translation.override("id"):
        return render_to_string(
            "judging/certificates/certificate.html",
            {
                "award": award,
                "head": head,
                "address": address(award),
                "qr": qr(award),
                "seal": pictures.drawn(award.picture) or drawn_seals.drawn(award.seal, award.seal_colour),
                "logo": pictures.drawn(award.logo),
                "signature": pictures.drawn(award.signature),
                "is_example": award.stage.edition.is_example,
                "back": back,
            },
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

    The installed families are variable, and WeasyPrint would do with the whole of them for every single document
    what is done here once: each weight is cut out of its family, in Latin letters only.
    """
    import fontpkg

    for family, name in certificate_letters.FAMILIES:
        path = Path(fontpkg.path(name, 400, nearest=True))
        for weight in (400, 600):
            source = base64.b64encode(cut(path, weight)).decode()
            yield (
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
                f'src: url("data:font/ttf;base64,{source}"); }}'
            )
