"""What was typed comes back: the act was refused, the session was over, the form was too old to be taken.

Nothing of it is kept on the server: it travels in the reader's own browser, from page to page, until it is sent again.
"""

import json
import re
from urllib.parse import urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.forms.sign_in import LoginForm
from accounts.pages import stamps
from accounts.pages.doors import ShutUnlessPublic

# The field of the sign-in form in which the fields of another form wait.
FIELD = "tulisan"
NOT_TYPED = {"csrfmiddlewaretoken", stamps.FIELD, FIELD, REDIRECT_FIELD_NAME}
SECRET = re.compile("password|sandi")
# What choices and buttons send: a word of the code, no text of a person.
CODE = re.compile(r"[a-z0-9_-]{0,15}")


class SignInFirst(ShutUnlessPublic):
    """Asks for sign-in; who sent a form with text signs in on a page that carries it along."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and texts(request):
            return sign_in_page(request, {"to": request.get_full_path(), "fields": fields(request)})
        return super().handle_no_permission(request, view_func)


def fields(request):
    """Everything the sent form said, as pairs, without tokens and passwords."""
    return [
        (name, text)
        for name, said in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", FIELD) and not SECRET.search(name)
        for text in said
    ]


def texts(request):
    """What a person typed into the sent form, without what choices, buttons and the machine add."""
    typed = [text.strip() for name, text in fields(request) if name not in NOT_TYPED]
    return [text for text in typed if not CODE.fullmatch(text)]


def carried(request):
    """The form that waits for its writer to sign in: {"to": address, "fields": pairs}; None where none does."""
    try:
        form = json.loads(request.POST.get(FIELD, ""))
        pairs = [(str(name), str(text)) for name, text in form["fields"]]
        address = str(form["to"])
    except (ValueError, TypeError, KeyError):
        return None
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return {"to": address, "fields": pairs} if is_ours else None


def sign_in_page(request, form):
    """The sign-in form with another form's fields inside."""
    context = {"form": LoginForm(request=request), "kept": packed(form), "next": form["to"]}
    return forgotten(render(request, "account/login.html", context, status=403))


def packed(form):
    """A form as the text of one field."""
    return json.dumps(form, ensure_ascii=False)


def send_again_page(request, form, *, title, sentence, status=200):
    """What was typed, to read and to copy, and a button that sends it once more."""
    typed = [text for name, text in form["fields"] if name not in NOT_TYPED and not CODE.fullmatch(text.strip())]
    context = {"to": form["to"], "fields": form["fields"], "texts": typed, "title": title, "sentence": sentence}
    return forgotten(render(request, "send_again.html", context, status=status))


def forgotten(response):
    """A page with somebody's text, of which the browser keeps no copy."""
    add_never_cache_headers(response)
    return response


def is_from_our_page(request):
    """Whether the browser says that a page of ours sent this form: only then is it offered to be sent again."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()
