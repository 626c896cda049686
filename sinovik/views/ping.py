"""Whether the server answers, for health checks."""

from django.http import HttpResponse

from accounts.access import public


@public
def ping(request):
    return HttpResponse("ok", content_type="text/plain")
