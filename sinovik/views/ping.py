"""Whether the server answers, for health checks."""

from django.http import HttpResponse

from accounts.pages.doors import public


@public(sees="whether the server answers")
def ping(request):
    return HttpResponse("ok", content_type="text/plain")
