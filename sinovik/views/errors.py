"""Pages for what went wrong."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

from accounts.pages.doors import public


@public
def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


@public
def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


@public
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@public
def server_error(request):
    # Whatever broke may be what a context processor needs: this page is rendered without any.
    return HttpResponseServerError(get_template("500.html").render())
