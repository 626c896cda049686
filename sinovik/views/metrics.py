"""The numbers of the portal for Prometheus."""

from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from accounts.pages.doors import public
from sinovik.watching import shared


@require_safe
@public(sees="numbers of the portal at work, without people or proposals", when="METRICS_TOKEN is set and carried")
def numbers(request):
    """The numbers; 401 without the right token, 404 where none is set."""
    if not settings.METRICS_TOKEN:
        raise Http404
    scheme, _, carried = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not compare_digest(carried.strip().encode(), settings.METRICS_TOKEN.encode()):
        return HttpResponse(
            "no\n", status=401, content_type="text/plain; charset=utf-8", headers={"WWW-Authenticate": "Bearer"}
        )
    return HttpResponse(
        shared.numbers().page(), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )
