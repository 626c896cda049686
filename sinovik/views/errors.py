"""Pages for what went wrong."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponseBadRequest, HttpResponseServerError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

from accounts import language
from accounts.pages import kept_text, typing
from accounts.pages.doors import offices, public
from accounts.pages.refusals import refused
from accounts.templatetags.numbers import number
from sinovik import api
from sinovik.open_data import answers
from sinovik.wholeness import Torso

BACK = _("Kembali dengan tombol kembali peramban: isian Anda masih di sana.")
# What cannot be read, and the way out; the nearest kind counts. Any other gets the page's own words.
UNREADABLE = {
    RequestDataTooBig: _("Tulisan yang dikirim lebih dari %(megabytes)s MB. Ringkas, lalu kirim lagi."),
    TooManyFieldsSent: _("Kiriman ini berisi lebih dari %(fields)s isian. Kurangi, lalu kirim lagi."),
    TooManyFilesSent: _("Kiriman ini berisi lebih dari %(files)s berkas. Kirim sebagian dahulu."),
    MultiPartParserError: _("Kiriman ini tidak sampai utuh. Periksa sambungan Anda, lalu kirim lagi."),
    Torso: _("Kiriman ini tidak sampai utuh. Periksa sambungan Anda, lalu kirim lagi."),
}


@public(sees="the page of an error")
def bad_request(request, exception=None):
    """What the server could not or would not read. Nobody is asked who they are: the request may not even say that."""
    if isinstance(exception, DisallowedHost):
        # Nothing that asks for the address the visitor used may be on this page.
        return HttpResponseBadRequest(get_template("host.html").render({"address": settings.BASE_URL}))
    why = next((sentence for kind, sentence in UNREADABLE.items() if isinstance(exception, kind)), None)
    limits = {
        "megabytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_048_576,
        "fields": number(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS),
        "files": number(settings.DATA_UPLOAD_MAX_NUMBER_FILES),
    }
    if why and request.headers.get("Sec-Fetch-Dest") == "empty":
        # Asked by a script of a page, which says it there.
        return typing.said({"sentence": why % limits}, HTTPStatus.BAD_REQUEST)
    return render(request, "400.html", {"why": why and why % limits, "back": BACK}, status=400)


@public(sees="the page of an error")
def forbidden(request, exception=None):
    return refused(request, None)


@public(sees="the page of an error")
def not_found(request, exception=None):
    """Nothing stands here, for this person, any more: what was typed into the form that stood here is given back."""
    if language.address_in(language.HOME, request.path_info).startswith(f"/{api.ROOT}"):
        return answers.unknown()
    language.follow_choice_off_the_map(request)
    # Only what has come past the check of its token has been read, and only our own pages' forms are shown.
    is_act = request.method == "POST" and request.resolver_match and kept_text.is_from_our_page(request)
    # Where people work, who has signed in keeps the menu; a public page asks nobody who they are.
    match = request.resolver_match
    is_at_work = bool(match) and getattr(match.func, "door", None) != "public" and bool(offices(request))
    return render(
        request,
        "404.html",
        {
            "texts": kept_text.texts(request) if is_act else [],
            "frame": "layouts/work.html" if is_at_work else "layouts/public.html",
            "is_at_work": is_at_work,
        },
        status=404,
    )


@public(sees="the page of an error")
def server_error(request):
    # Whatever broke may be what a context processor needs: this page is rendered without any.
    return HttpResponseServerError(get_template("500.html").render())


class MethodPage:
    """Gives a page to whoever sends a form where there is none, or asks for what can only be sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
            page["Allow"] = response["Allow"]
            return page
        return response
