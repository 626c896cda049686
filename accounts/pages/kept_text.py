"""What was typed comes back into its form: the session was over, the form too old, the way cut short.

Where there is no such form any more it comes back to be read and copied. Nothing of it is kept on the
server: it travels in the reader's own browser, from page to page, until it is sent again. Between a right password and
the code that is asked for next it waits in the session, for that one person.
"""

import json
import re
from copy import copy
from http import HTTPStatus
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.cache import add_never_cache_headers
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.sign_in import LoginForm
from accounts.forms.texts import TextField
from accounts.pages import boxes, stamps
from accounts.pages.doors import ShutUnlessPublic
from accounts.pages.read_only import ReadOnlyGet
from accounts.rules import Refused

# The field of the sign-in form in which the fields of another form wait.
FIELD = "tulisan"
NOT_TYPED = {
    *("csrfmiddlewaretoken", stamps.FIELD, stamps.END, FIELD, REDIRECT_FIELD_NAME, "sealed", "credential"),
    # What lists and acts on many carry along: an address, its filters, the key of an act.
    *("daftar", "saringan", "kunci"),
}
# What buttons say, and what a page draws into its own form without asking: none of it is anybody's choice.
NOT_CHOSEN = NOT_TYPED | {
    *("langkah", "later", "next", "baris", "tiap", "periksa", "usul", "pratinjau", "skala", "tingkat", "naik", "turun"),
    *("hapus", "saring", "kirim", "pakai", "language", "office", "sidik", "back", "terakhir", "asked"),
}
# How many rows a part has, and which row each is.
OF_ROWS = re.compile(r".+-(jumlah|key)")
# Stands where the note comes until it is known what the note says; a text of a person cannot hold it unescaped.
MARK = "<!-- note -->"
SECRET = re.compile("password|sandi")
# Where people prove who they are: nothing of it waits, and no code comes back.
ENTRANCES = ("account_", "mfa_", "second_factor_app", "second_factor_key")
CHECK = _("Isian Anda ada lagi di formulir ini dan belum disimpan: periksa, lalu tekan tombolnya.")
# What choices and buttons send, no text of a person: a word of the code, or the fingerprint of what was shown.
CODE = re.compile(r"[a-z0-9_-]{0,15}|[0-9a-f]{64}")


class SignInFirst(ShutUnlessPublic):
    """Asks for sign-in; who sent a form that was filled in signs in on a page that carries it along."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and is_filled_in(request):
            return sign_in_page(request, sent(request))
        return super().handle_no_permission(request, view_func)


def sent(request):
    """The form that was just sent: {"to": address, "page": where it stood as far as is known, "fields": pairs}."""
    source = urlsplit(request.headers.get("Referer") or "")
    page = source._replace(scheme="", netloc="", fragment="").geturl() if source.netloc == request.get_host() else ""
    return {"to": request.get_full_path(), "page": page, "fields": fields(request)}


def fields(request):
    """Everything the sent form said, as pairs, without tokens, passwords and the codes asked for beside them."""
    left_out = {"csrfmiddlewaretoken", FIELD, *(["code"] if is_entrance(request) else [])}
    return [
        (name, text)
        for name, said in request.POST.lists()
        if name not in left_out and not SECRET.search(name)
        for text in said
    ]


def is_entrance(request):
    """Whether a form was sent to where people prove who they are."""
    return bool(request.resolver_match) and (request.resolver_match.url_name or "").startswith(ENTRANCES)


def is_filled_in(request):
    """Whether anything in the sent form can have been chosen or typed by a person: a mark and a tick are as dear."""
    return not is_entrance(request) and any(
        text.strip() and name not in NOT_CHOSEN and not OF_ROWS.fullmatch(name) for name, text in fields(request)
    )


def texts(request):
    """What a person wrote into the sent form, to be read: without what choices, buttons and the machine add.

    Where the view has said as what form it read it (`read_as`), its choices are there too, in the words of the page.
    """
    form = getattr(request, "sent_form", None)
    read = {form.add_prefix(name) for name in form.fields} if form else set()
    others = [pair for pair in fields(request) if pair[0] not in read]
    return [*(in_words(form) if form else []), *(text.strip() for text in typed(others))]


def in_words(form):
    """What a form says: its choices and short answers as lines under their labels, then each longer text."""
    form.is_valid()
    lines, longer = [], []
    for box in form.visible_fields():
        if isinstance(box.field, forms.FileField) or SECRET.search(box.html_name):
            continue
        if isinstance(box.field, forms.BooleanField):
            lines += [str(box.label)] if box.value() else []
        elif words := stamps.said(form, box.name).strip():
            if isinstance(box.field, TextField):
                longer.append(words)
            else:
                lines.append(f"{box.label}: {words}")
    return [*(["\n".join(lines)] if lines else []), *longer]


def read_as(request, form):
    """The form as which a view reads what was sent: what it says can be told in words wherever it is not taken."""
    request.sent_form = form
    return form


def carried(request):
    """The form that waits for its writer to sign in, as `sent` gives it; None where none does."""
    try:
        form = json.loads(request.POST.get(FIELD, ""))
        pairs = [(str(name), str(text)) for name, text in form["fields"]]
        address, page = str(form["to"]), str(form.get("page", ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not is_ours(address):
        return None
    return {"to": address, "page": page if is_ours(page) else "", "fields": pairs}


def is_ours(address):
    """Whether this is an address of the portal, without its host."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def sign_in_page(request, form):
    """The sign-in form with another form's fields inside."""
    context = {"form": LoginForm(request=request), "kept": packed(form), "next": form["to"]}
    return forgotten(render(request, "account/login.html", context, status=403))


def packed(form):
    """A form as the text of one field."""
    return json.dumps(form, ensure_ascii=False)


def back_page(request, form, *, title, sentence, advice, status=200):
    """The form on its own page with everything in its boxes and one sentence about what happened.

    Where its page has no such form any more, the text alone.
    """
    if page := in_its_form(request, form, sentence=sentence, advice=advice, status=status):
        return page
    words = {"title": title, "sentence": sentence, "to": form["page"] or form["to"], "texts": typed(form["fields"])}
    return forgotten(render(request, "not_taken.html", words, status=status))


def after_signing_in(request, form):
    """The form that waited for its writer, on its own page, to whoever has just signed in."""
    sentence = gettext("Anda masuk sebagai %(name)s.") % {"name": request.user.told_apart}
    return back_page(request, form, title=gettext("Isian Anda belum disimpan"), sentence=sentence, advice=CHECK)


def in_its_form(request, form, *, sentence, advice, status, way=""):
    """The form on its own page with everything in its boxes; None where no page of this person has such a form.

    `way` leads from there to where the reason is put right, if there is such a page. Nothing is saved until the form's
    own button is pressed; the version it carries is the one it was drawn from, so that what others saved meanwhile is
    found out then.
    """
    for address in dict.fromkeys([form["to"], form["page"]]):
        page = drawn_anew(request, address) if address else None
        if page is None:
            continue
        words = {"sentence": sentence, "advice": advice, "way": way, "has_file": 'type="file"' in page}
        if filled := boxes.fill(page, address, form["to"], form["fields"], MARK):
            text, left = filled
            note = render_to_string("came_back.html", words | {"texts": typed(left)}, request)
            return forgotten(HttpResponse(text.replace(MARK, note, 1), status=status))
    return None


def drawn_anew(request, address):
    """The page at an address as a GET shows it to this person now; None where there is none to be shown."""
    parts = urlsplit(address)
    reading = copy(request)
    # Who was nobody when the form came may have signed in since; files cannot be put back.
    vars(reading).pop("held_offices", None)
    vars(reading).update(_files=MultiValueDict())
    reading.method, reading.path, reading.path_info = "GET", parts.path, parts.path
    reading.GET, reading.POST = QueryDict(parts.query), QueryDict()
    try:
        reading.resolver_match = found = resolve(parts.path)
        response = ReadOnlyGet(lambda reading: found.func(reading, *found.args, **found.kwargs))(reading)
    except (Refused, Http404, PermissionDenied):
        return None
    if response.status_code != HTTPStatus.OK or response.streaming:
        put_away(response)
        return None
    if hasattr(response, "render"):
        response.render()
    return response.content.decode()


def put_away(response):
    """Close the file of an answer that nobody is sent; the request goes on, so the answer itself is not closed."""
    if file := getattr(response, "file_to_stream", None):
        file.close()


def typed(pairs):
    """The texts among these pairs that a person typed."""
    return [text for name, text in pairs if name not in NOT_TYPED and not CODE.fullmatch(text.strip())]


def forgotten(response):
    """A page with somebody's text, of which the browser keeps no copy."""
    add_never_cache_headers(response)
    return response


def is_from_our_page(request):
    """Whether the browser says that a page of ours sent this form: only then is it offered to be sent again."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()
