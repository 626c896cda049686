"""Every request has an id and is counted: the outermost thing that happens to it."""

import time

from django.conf import settings

from sinovik.watching import request_ids, shared

HEADER, SAID = "X-Request-Id", "HTTP_X_REQUEST_ID"


class WatchedRequests:
    """Names a request, says its name in the answer, and counts what came of it by the name of its view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.watched_as = name_of(request.META)
        metrics = shared.numbers()
        named, began = request_ids.CURRENT.set(request.watched_as), time.monotonic()
        try:
            with metrics.UNDER_WAY.track_inprogress():
                answer = self.get_response(request)
        finally:
            request_ids.CURRENT.reset(named)
        metrics.answered(view_of(request), request.method, answer.status_code, time.monotonic() - began)
        answer[HEADER] = request.watched_as
        return answer


def name_of(environ):
    """What a request is called: as the proxy says, or anew."""
    # Without a proxy whoever asks could call a request whatever they like.
    return request_ids.taken(environ.get(SAID, "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else "")


def view_of(request):
    """The name of the view that answered, as addresses are named; never the address itself."""
    if request.resolver_match:
        return request.resolver_match.view_name or "unnamed"
    if kept := getattr(request, "drawn_by", ""):
        return kept
    return "static files" if request.path.startswith(settings.STATIC_URL) else "none"
