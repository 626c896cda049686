"""Pages for what went wrong."""

from http import HTTPStatus

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

from accounts import language
from accounts.pages.doors import public
from accounts.pages.refusals import refused


@public(sees="the page of an error")
def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


@public(sees="the page of an error")
def forbidden(request, exception=None):
    return refused(request, None)


@public(sees="the page of an error")
def not_found(request, exception=None):
    language.follow_choice_off_the_map(request)
    return render(request, "404.html", status=404)


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
