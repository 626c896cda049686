"""While the portal is being worked on, pages are read as ever and nothing is changed; who sends a form is told so."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.pages import kept_text, typing
from accounts.pages.read_only import SAFE_METHODS

# When to come back, in seconds, as programs read it.
RETRY = 600
# Whoever comes in, goes out or reads in another language changes nothing that anybody works on.
ALLOWED = ("account_login", "account_logout", "mfa_", "identity", "set_language", "switch_office")


class Maintenance:
    """Answers every form but those of the door, before its view sees it; what was typed stands in its boxes again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not settings.MAINTENANCE or request.method in SAFE_METHODS or is_allowed(request):
            return None
        sentence = _("Portal sedang dirawat: halaman dapat dibaca, tetapi belum ada yang dapat disimpan.")
        if request.headers.get("Sec-Fetch-Dest") == "empty":
            # Asked by a script of a page, which says it there and tries again.
            answer = typing.said({"sentence": sentence}, 503)
        else:
            answer = kept_text.back_page(
                request,
                kept_text.sent(request),
                title=_("Portal sedang dirawat"),
                sentence=sentence,
                advice=_("Isian Anda ada lagi di formulir ini. Biarkan halaman terbuka, lalu kirim lagi nanti."),
                status=503,
            )
        answer["Retry-After"] = str(RETRY)
        return answer


def is_allowed(request):
    """Whether a form belongs to the door."""
    return (request.resolver_match.url_name or "").startswith(ALLOWED)
