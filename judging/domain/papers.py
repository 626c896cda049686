"""Papers that are signed by hand, as PDF: minutes, annexes. Always in Indonesian."""

import atexit
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from judging.domain.certificates.page import font_faces


def pdf(templates, context):
    """Templates printed on A4 one after the other, as the bytes of one tagged PDF; each counts its own pages.

    Errors: none of the templates, or one that does not exist.
    """
    first, *others = (laid_out(one, context) for one in templates)
    whole = first.copy([page for one in (first, *others) for page in one.pages])
    return whole.write_pdf(pdf_tags=True)


def laid_out(template, context):
    """One template, laid out in pages."""
    # Importing WeasyPrint takes seconds: only a process that prints pays for it.
    from weasyprint import HTML

    sheet, fonts = paper_style()
    with translation.override("id"):
        text = render_to_string(template, context)
    return HTML(string=text, base_url=settings.BASE_URL).render(stylesheets=[sheet], font_config=fonts, pdf_tags=True)


@lru_cache(maxsize=1)
def paper_style():
    """The style sheet with its fonts, made once a process: (stylesheet, font configuration)."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    # Its clean-up must run while Python's modules are still there.
    atexit.register(paper_style.cache_clear)
    text = Path(finders.find("minutes/minutes.css")).read_text()
    return CSS(string="\n".join([*font_faces(), text]), font_config=fonts), fonts
