"""The addresses at which programs read what is public: /api/v1/, and the same below /en/."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import create_model

from accounts.language import bilingual
from accounts.pages import still
from accounts.pages.doors import public
from proposals.forms.catalogue import CatalogueFilter
from proposals.models.catalogue import CatalogueEntry
from proposals.models.taken_over.entry_sources import EVERYTHING, PARAMETER
from proposals.reading.public import jippnas
from sinovik.open_data import answers, figures, innovations, paging, partners, rows
from sinovik.open_data.answers import Unclear, open_to_all
from sinovik.open_data.asking import (
    AskedOfCatalogue,
    AskedOfEdition,
    AskedOfYear,
    PageAsked,
    answered,
    asked_in_words,
    edition_of,
)
from sinovik.open_data.datasets import DATASETS, FIELDS, FOR_PARTNERS, LICENCE, described
from sinovik.open_data.paging import DataPage
from sinovik.open_data.rows import Row
from sinovik.open_data.shapes import OpenSentence, OpenStory

ROOT = "api/v1/"
# Rows on a page.
PAGE = 100
api = NinjaAPI(
    title="Sinovik",
    version="1",
    docs_url=None,
    openapi_url=None,
    openapi_extra={"info": {"license": {"name": LICENCE["title"], "url": LICENCE["path"]}}},
)
# Every sentence that this may say instead of an answer.
TOLD = dict.fromkeys((400, 401, 403, 404, 429), OpenSentence)
EVERY = DATASETS | FOR_PARTNERS
# How a partner's program says who asks, in OpenAPI.
KEY = "kunci_mitra"


def page_of(noun: str) -> type[Schema]:
    """The shape of a page of a data set."""
    shape = EVERY[noun].shape
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
    return answered(request, asked, lambda after: paging.of_list(rows.editions(), after, PAGE))


@api.get(**listed("tahap"))
def stages(request: HttpRequest, asked: Query[AskedOfEdition]) -> Row:
    """Stages of announced editions."""
    return answered(request, asked, lambda after: paging.of_list(rows.stages(edition_of(asked)), after, PAGE))


@api.get(**listed("aturan"))
def rules(request: HttpRequest, asked: Query[AskedOfEdition]) -> Row:
    """What the rules say, line by line."""
    return answered(request, asked, lambda after: paging.of_parts(rows.rules_in_parts(edition_of(asked)), after, PAGE))


@api.get(**listed("pengumuman"))
def announced(request: HttpRequest, asked: Query[AskedOfEdition]) -> Row:
    """Finalists and winners: every line of every announced list."""
    return answered(
        request, asked, lambda after: paging.of_parts(rows.announced_in_parts(edition_of(asked)), after, PAGE)
    )


@api.get(**listed("statistik"))
def statistics(request: HttpRequest, asked: Query[AskedOfYear]) -> Row:
    """Every table of the statistics."""
    if asked.tahun and not (asked.tahun.isascii() and asked.tahun.isdecimal() and len(asked.tahun) == 4):
        raise Unclear(_("Tulis tahun dengan empat angka, misalnya tahun=2019."))
    year = int(asked.tahun) if asked.tahun else None
    return answered(request, asked, lambda after: paging.of_parts(figures.figures_in_parts(year), after, PAGE))


@api.get(**listed("instansi"))
def agencies(request: HttpRequest, asked: Query[PageAsked]) -> Row:
    """The agencies that may take part."""

    def drawn(after: str) -> DataPage:
        standing = rows.standing_agencies()
        last = paging.named(standing, "pk", after)
        return paging.of_query(standing, last, PAGE, order=rows.BY_NAME, told=rows.told_agencies)

    return answered(request, asked, drawn)


@api.get(**listed("jippnas"))
def for_jippnas(request: HttpRequest, asked: Query[PageAsked]) -> Row:
    """Innovations in the fields of the national catalogue."""

    def drawn(after: str) -> DataPage:
        last = paging.named(jippnas.shown(), "slug", after)
        return paging.of_query(
            jippnas.told(), last, PAGE, order=innovations.AS_FOR_JIPPNAS, told=innovations.as_for_jippnas
        )

    return answered(request, asked, drawn)


@api.get(**listed("mitra-jippnas"))
def for_partners(request: HttpRequest, asked: Query[AskedOfEdition]) -> Row:
    """Innovations in the fields of the national catalogue, with the office to ask: for whose key says so."""
    editions = [edition_of(asked)] if asked.edisi else request.partner.editions  # type: ignore[attr-defined]

    def drawn(after: str) -> DataPage:
        found = jippnas.told_with_counts(editions)
        last = paging.named(found, "slug", after)
        return paging.of_query(found, last, PAGE, order=innovations.AS_FOR_JIPPNAS, told=innovations.as_for_partners)

    return answered(request, asked, drawn)


@api.get(**listed("inovasi"))
def catalogue(request: HttpRequest, asked: Query[AskedOfCatalogue]) -> Row:
    """The catalogue, narrowed as its page is, with other programmes where no source is named.

    Always the latest first, so that pages hang together.
    """
    number = getattr(request, "printing", None)
    form = CatalogueFilter(request.GET, number=number)
    if PARAMETER not in request.GET and form.other_programmes:
        everything = request.GET.copy()
        everything[PARAMETER] = EVERYTHING
        form = CatalogueFilter(everything, number=number)

    def drawn(after: str) -> DataPage:
        if not form.is_valid():
            raise Unclear(". ".join(str(one) for errors in form.errors.values() for one in errors) + ".")
        last = paging.named(CatalogueEntry.objects.told(), "slug", after)
        total = len(form.found())
        return paging.of_query(
            form.entries(), last, PAGE, order=innovations.LATEST_FIRST, told=innovations.told, total=total
        )

    return answered(request, asked, drawn)


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


@public(sees="how programs read what is public", kept=still.UNTIL_CHANGED)
@open_to_all()
def description(_request: HttpRequest) -> HttpResponseBase:
    """All of this, as OpenAPI says it, each field with its words."""
    said = api.get_openapi_schema(path_prefix=f"/{bilingual(ROOT)}")
    own = {one.shape.__name__: described(one.shape) for one in EVERY.values()}
    asked = asked_in_words()
    for name, shape in said["components"]["schemas"].items():
        for field, told in shape["properties"].items():
            told["description"] = own.get(name, {}).get(field) or asked.get(field) or str(FIELDS[field])
    for operation in (one for methods in said["paths"].values() for one in methods.values()):
        for parameter in operation.get("parameters", ()):
            parameter["description"] = asked.get(parameter["name"]) or str(FIELDS["id"])
        operation["security"] = [{KEY: []}] if is_for_partners(operation) else [{}, {KEY: []}]
    said["components"]["securitySchemes"] = {KEY: {"type": "http", "scheme": partners.SCHEME}}
    said["servers"] = [{"url": rows.settings.BASE_URL}]
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def is_for_partners(operation: Row) -> bool:
    """Whether an address is read with a key alone."""
    return noun_of(operation["operationId"]) in FOR_PARTNERS


def noun_of(name: str) -> str:
    """Which data set the address of a name gives."""
    return "inovasi" if name == "api_innovation" else name.removeprefix("api_")


# How long an answer holds, where that is not until something is published: it says whether registration is open, or
# which agencies stand today.
HOLDS = {"api_edisi": still.A_MINUTE, "api_instansi": still.A_DAY}


def with_door(view: Callable[..., HttpResponseBase], name: str) -> Callable[..., HttpResponseBase]:
    """A view of the API behind the door that anyone may go through."""
    noun = noun_of(name)
    if noun in FOR_PARTNERS:
        door = public(
            sees="innovations with the office to ask, as data",
            of="the editions of a partner's key",
            when="whoever has a key for it",
        )
    else:
        door = public(
            sees="what is public, as data", when="published, announced", kept=HOLDS.get(name, still.UNTIL_CHANGED)
        )
    opened = open_to_all(noun=noun)(view)
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
