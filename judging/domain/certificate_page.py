"""The certificate as a page: template, fonts and QR code to PDF bytes."""

from functools import cache
from pathlib import Path

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation


def pdf(award):
    """The certificate of an award as the bytes of a tagged PDF, in Indonesian."""
    # Importing WeasyPrint takes seconds and needs Pango: only a worker that renders pays for it.
    from weasyprint import HTML  # noqa: PLC0415

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


@cache
def style():
    """The style sheet with its fonts, parsed once a process."""
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    faces = "\n".join(font_faces())
    text = Path(finders.find("certificate/certificate.css")).read_text()
    return CSS(string=f"{faces}\n{text}", font_config=fonts), fonts


def font_faces():
    """An @font-face rule for each family of the certificate, from the installed font packages."""
    import fontpkg  # noqa: PLC0415

    for family, name in (("Sinovik Sans", "inter"), ("Sinovik Serif", "source-serif-4")):
        source = Path(fontpkg.path(name, 400, nearest=True)).as_uri()
        yield f'@font-face {{ font-family: "{family}"; font-weight: 200 900; src: url("{source}"); }}'
