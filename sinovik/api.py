"""The addresses at which programs read what is public: /api/v1/, and the same below /en/."""

import base64
import binascii
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import Field, create_model

from accounts.language import bilingual
from accounts.pages import still
from accounts.pages.doors import public
from proposals.forms.catalogue import ADDRESS, CatalogueFilter
from proposals.models.catalogue import CatalogueEntry
from sinovik.open_data import answers, innovations, rows
from sinovik.open_data.answers import Unclear, open_to_all
from sinovik.open_data.datasets import DATASETS, FIELDS, LICENCE, described
from sinovik.open_data.rows import Row
from sinovik.open_data.shapes import OpenSentence, OpenStory

ROOT = "api/v1/"
# Rows on a page.
PAGE = 100
# No row is told from the others by more than this.
LONGEST_CURSOR = 800
# What of the catalogue's filters an address may name: all but the order, which is that of the pages here.
FILTERS = {field: name for field, name in ADDRESS.items() if field != "order"}

api = NinjaAPI(
    title="Sinovik",
    version="1",
    docs_url=None,
    openapi_url=None,
    openapi_extra={"info": {"license": {"name": LICENCE["title"], "url": LICENCE["path"]}}},
)
# Every sentence that this may say instead of an answer.
TOLD = {400: OpenSentence, 404: OpenSentence, 429: OpenSentence}


@dataclass(frozen=True)
class DataPage:
    """Some rows, and where the next ones are."""

    data: list[Row]
    total: int
    last: str


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


def page_of(noun: str) -> type[Schema]:
    """The shape of a page of a data set."""
    shape = DATASETS[noun].shape
    return create_model(
        shape.__name__ + "Page",
        __base__=Schema,
        data=(list[shape], ...),  # type: ignore[valid-type]
        total=(int, ...),
        next=(str | None, ...),
    )


def listed(noun: str) -> dict[str, Any]:
    """How the address of a data set is registered."""
    name = "api_" + noun
    return {"path": f"/{noun}/", "response": {200: page_of(noun), **TOLD}, "url_name": name, "operation_id": name}


@api.get(**listed("edisi"))
def editions(request: HttpRequest, asked: Query[PageAsked]) -> Row:
    """Announced editions."""
    return answered(request, asked, some(rows.editions(), asked))


@api.get(**listed("tahap"))
def stages(request: HttpRequest, asked: Query[AskedOfEdition]) -> Row:
    """Stages of announced editions."""
    return answered(request, asked, some(rows.stages(edition_of(asked)), asked))


@api.get(**listed("aturan"))
def rules(request: HttpRequest, asked: Query[AskedOfEdition]) -> Row:
    """What the rules say, line by line."""
    return answered(request, asked, some(rows.rules(edition_of(asked)), asked))


@api.get(**listed("pengumuman"))
def announced(request: HttpRequest, asked: Query[AskedOfEdition]) -> Row:
    """Finalists and winners: every line of every announced list."""
    return answered(request, asked, some(rows.announced_lines(edition_of(asked)), asked))


@api.get(**listed("statistik"))
def statistics(request: HttpRequest, asked: Query[AskedOfYear]) -> Row:
    """Every table of the statistics."""
    if asked.tahun and not (asked.tahun.isascii() and asked.tahun.isdecimal() and len(asked.tahun) == 4):
        raise Unclear(_("Tulis tahun dengan empat angka, misalnya tahun=2019."))
    return answered(request, asked, some(rows.figures(int(asked.tahun) if asked.tahun else None), asked))


@api.get(**listed("instansi"))
def agencies(request: HttpRequest, asked: Query[PageAsked]) -> Row:
    """The agencies that may take part."""
    return answered(request, asked, some(rows.agencies(), asked))


@api.get(**listed("jippnas"))
def for_jippnas(request: HttpRequest, asked: Query[PageAsked]) -> Row:
    """Innovations in the fields of the national catalogue."""
    return answered(request, asked, some(innovations.for_jippnas(), asked))


@api.get(**listed("inovasi"))
def catalogue(request: HttpRequest, asked: Query[AskedOfCatalogue]) -> Row:
    """The catalogue, narrowed as its page is; always the latest first, so that pages hang together."""
    form = CatalogueFilter(request.GET, number=getattr(request, "printing", None))
    if not form.is_valid():
        raise Unclear(". ".join(str(one) for errors in form.errors.values() for one in errors) + ".")
    found = form.found()
    total = found.count()
    last = entry_at(cursor_of(asked))
    # One more than is shown, to know whether another page follows.
    entries = list(innovations.after(found, last)[: PAGE + 1])
    more = entries[PAGE - 1].slug if len(entries) > PAGE else ""
    return answered(request, asked, DataPage(innovations.told(entries[:PAGE]), total, more))


@api.get(
    "/inovasi/{slug}/", response={200: OpenStory, **TOLD}, url_name="api_innovation", operation_id="api_innovation"
)
def innovation(request: HttpRequest, slug: str) -> Row:
    """One innovation with its story and its public evidence."""
    if "\0" in slug:
        raise Http404
    entry = CatalogueEntry.objects.told().filter(slug=slug[:200]).first()
    if entry is None:
        raise Http404
    return innovations.story(entry)


@api.exception_handler(Http404)
def not_found(_request: HttpRequest, _exception: Exception) -> HttpResponseBase:
    """The sentence of an address that leads nowhere."""
    return answers.unknown()


@api.exception_handler(ValidationError)
def not_valid(_request: HttpRequest, _exception: Exception) -> HttpResponseBase:
    """The sentence of an address that cannot be read."""
    return answers.told(_("Alamat ini tidak dapat dibaca."), status=400)


@api.exception_handler(Unclear)
def not_clear(_request: HttpRequest, unclear: Any) -> HttpResponseBase:
    """The sentence that says what can be asked for."""
    return answers.told(unclear.sentence, status=400)


def edition_of(asked: AskedOfEdition) -> str:
    """The edition asked for: announced, or none at all."""
    if asked.edisi and not any(one["id"] == asked.edisi for one in rows.editions()):
        raise Unclear(_("Edisi itu tidak ada. Pengenal edisi ada pada data edisi."))
    return asked.edisi


def cursor_of(asked: PageAsked) -> str:
    """The row after which the page begins, "" for the first page."""
    try:
        plain = base64.urlsafe_b64decode(asked.kursor[:LONGEST_CURSOR].encode("ascii") + b"==").decode()
    except (binascii.Error, ValueError):
        plain = ""
    if asked.kursor and not plain:
        raise no_cursor()
    return plain


def no_cursor() -> Unclear:
    """What is said of a cursor that leads nowhere."""
    return Unclear(_("Kursor ini tidak dikenal. Mulai dari halaman pertama, lalu ikuti alamat dalam “next”."))


def entry_at(slug: str) -> CatalogueEntry | None:
    """The innovation that a cursor names."""
    if not slug:
        return None
    if "\0" in slug or not (entry := CatalogueEntry.objects.told().filter(slug=slug).first()):
        raise no_cursor()
    return entry


def some(found: Iterable[Row], asked: PageAsked) -> DataPage:
    """The rows of a page, of all rows in their order."""
    lines, after, begin = list(found), cursor_of(asked), 0
    if after:
        begin = next((place for place, one in enumerate(lines, start=1) if one["id"] == after), -1)
        if begin < 0:
            raise no_cursor()
    shown = lines[begin : begin + PAGE]
    return DataPage(shown, len(lines), shown[-1]["id"] if begin + PAGE < len(lines) else "")


def answered(request: HttpRequest, asked: PageAsked, page: DataPage) -> Row:
    """A page as it is answered; a name in the address that says nothing here is refused."""
    known = list(type(asked).model_fields)
    if unknown := sorted(set(request.GET) - set(known)):
        said = {"name": unknown[0][:40], "known": ", ".join(known)}
        raise Unclear(_("“%(name)s” tidak dikenal di sini. Yang dikenal: %(known)s.") % said)
    onward = request.GET.copy()
    onward["kursor"] = base64.urlsafe_b64encode(page.last.encode()).decode().rstrip("=")
    following = rows.whole(f"{request.path}?{onward.urlencode()}") if page.last else None
    return {"data": page.data, "total": page.total, "next": following}


def asked_in_words() -> dict[str, str]:
    """What each name in an address asks for."""
    filters = {name: str(CatalogueFilter.base_fields[field].label) for field, name in FILTERS.items()}
    return {**filters, "kursor": str(FIELDS["next"]), "edisi": str(FIELDS["edition"])}


@public(sees="how programs read what is public", kept=still.UNTIL_CHANGED)
@open_to_all()
def description(_request: HttpRequest) -> HttpResponseBase:
    """All of this, as OpenAPI says it, each field with its words."""
    said = api.get_openapi_schema(path_prefix=f"/{bilingual(ROOT)}")
    own = {one.shape.__name__: described(one.shape) for one in DATASETS.values()}
    asked = asked_in_words()
    for name, shape in said["components"]["schemas"].items():
        for field, told in shape["properties"].items():
            told["description"] = own.get(name, {}).get(field) or asked.get(field) or str(FIELDS[field])
    for operation in (one for methods in said["paths"].values() for one in methods.values()):
        for parameter in operation.get("parameters", ()):
            parameter["description"] = asked.get(parameter["name"]) or str(FIELDS["id"])
    said["servers"] = [{"url": rows.settings.BASE_URL}]
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


# How long an answer holds, where that is not until something is published: it says whether registration is open, or
# which agencies stand today.
HOLDS = {"api_edisi": still.A_MINUTE, "api_instansi": still.A_DAY}


def with_door(view: Callable[..., HttpResponseBase], name: str) -> Callable[..., HttpResponseBase]:
    """A view of the API behind the door that anyone may go through."""
    door = public(
        sees="what is public, as data", when="published, announced", kept=HOLDS.get(name, still.UNTIL_CHANGED)
    )
    opened = open_to_all()(view)
    # Its address is ours, whoever made the view.
    opened.__module__ = __name__
    return door(opened)  # type: ignore[no-any-return]


urlpatterns = [
    path(bilingual(f"{ROOT}openapi.json"), description, name="api_description"),
    *(
        path(bilingual(ROOT + str(one.pattern)), with_door(one.callback, one.name), name=one.name)
        for one in api.urls[0]
        if one.name != "api-root"
    ),
]
