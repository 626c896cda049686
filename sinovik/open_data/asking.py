"""What an address asks of a data set, and the page that answers it."""

import base64
import binascii
from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, create_model

from competitions.models import Edition
from proposals.forms.catalogue import ADDRESS, CatalogueFilter
from sinovik.open_data import paging, rows
from sinovik.open_data.answers import Unclear
from sinovik.open_data.datasets import FIELDS
from sinovik.open_data.paging import DataPage
from sinovik.open_data.rows import Row

# No row is told from the others by more than this.
LONGEST_CURSOR = 800
# What of the catalogue's filters an address may name: all but the order, which is that of the pages here.
FILTERS = {field: name for field, name in ADDRESS.items() if field != "order"}


class PageAsked(Schema):
    """Which page is asked for."""

    kursor: str = ""


class AskedOfEdition(PageAsked):
    """The same, of one edition."""

    edisi: str = ""


class AskedOfYear(PageAsked):
    """The same, of one year."""

    tahun: str = ""


AskedOfCatalogue = create_model(
    "AskedOfCatalogue", __base__=PageAsked, **{name: (str, Field("")) for name in FILTERS.values()}
)


def edition_of(asked: AskedOfEdition) -> str:
    """The edition asked for: announced, or none at all."""
    is_there = "\0" not in asked.edisi and Edition.objects.announced().filter(slug=asked.edisi).exists()
    if asked.edisi and not is_there:
        raise Unclear(_("Edisi itu tidak ada. Pengenal edisi ada pada data edisi."))
    return asked.edisi


def cursor_of(asked: PageAsked) -> str:
    """The id after which the page begins, "" for the first page.

    There is one way to write a cursor: another spelling of it would be another address, drawn and kept once more.
    """
    try:
        plain = base64.urlsafe_b64decode(asked.kursor[:LONGEST_CURSOR].encode("ascii") + b"==").decode()
    except (binascii.Error, ValueError):
        plain = ""
    if asked.kursor and (not plain or "\0" in plain or asked.kursor != cursor_after(plain)):
        raise no_cursor()
    return plain


def cursor_after(last: str) -> str:
    """The cursor of the page that begins after a row."""
    return base64.urlsafe_b64encode(last.encode()).decode().rstrip("=")


def no_cursor() -> Unclear:
    """What is said of a cursor that leads nowhere."""
    return Unclear(_("Kursor ini tidak dikenal. Mulai dari halaman pertama, lalu ikuti alamat dalam “next”."))


def answered(request: HttpRequest, asked: PageAsked, drawn: Callable[[str], DataPage]) -> Row:
    """A page as it is answered. What cannot be read in the address is refused before anything is drawn."""
    known = list(type(asked).model_fields)
    if unknown := sorted(set(request.GET) - set(known)):
        said = {"name": unknown[0][:40], "known": ", ".join(known)}
        raise Unclear(_("“%(name)s” tidak dikenal di sini. Yang dikenal: %(known)s.") % said)
    if repeated := sorted(name for name, values in request.GET.lists() if len(values) > 1):
        raise Unclear(_("“%(name)s” tertulis lebih dari sekali. Tulis sekali saja.") % {"name": repeated[0]})
    try:
        page = drawn(cursor_of(asked))
    except paging.LostPlace:
        raise no_cursor() from None
    onward = request.GET.copy()
    onward["kursor"] = cursor_after(page.last)
    following = rows.whole(f"{request.path}?{onward.urlencode()}") if page.last else None
    return {"data": page.data, "total": page.total, "next": following}


def asked_in_words() -> dict[str, str]:
    """What each name in an address asks for."""
    filters = {name: str(CatalogueFilter.base_fields[field].label) for field, name in FILTERS.items()}
    return {**filters, "kursor": str(FIELDS["next"]), "edisi": str(FIELDS["edition"])}
