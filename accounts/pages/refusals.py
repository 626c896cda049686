"""A refusal that reaches the edge of a view becomes a page with the reason and the way out."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.pages import kept_text
from accounts.pages.doors import is_open, offices
from accounts.rules import Refused

STILL_THERE = _("Tidak ada yang berubah. Isian Anda ada lagi di formulir ini.")


def is_by_hand(request):
    """Whether somebody opened the address, who reads a page; a script of ours, which reads values, asks for no page."""
    return "text/html" in request.headers.get("Accept", "")


class RefusalPage:
    """Turns a `Refused` that reaches the view's edge into a page that gives the reason, and what was typed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return refused(request, exception.refusal, exception.way) if isinstance(exception, Refused) else None


def refused(request, refusal, way=""):
    """The page of a refusal: the form that was sent, as long as there is one, or a page of the person's own frame.

    What was typed is in its boxes there, or to be copied here, beside the page to go on from; `way` leads to where
    the reason is put right, if there is such a page.
    """
    is_at_work = bool(offices(request))
    is_act = request.method == "POST"
    if is_act and is_at_work and kept_text.is_filled_in(request):
        words = {"sentence": refusal.sentence, "advice": STILL_THERE, "way": way}
        if page := kept_text.in_its_form(request, kept_text.sent(request), **words, status=403):
            return page
    return render(
        request,
        "403.html",
        {
            "refusal": refusal,
            "texts": kept_text.texts(request) if is_act else [],
            "way": way,
            "is_act": is_act,
            "frame": "layouts/work.html" if is_at_work else "layouts/public.html",
            "is_at_work": is_at_work,
            "above": page_above(request),
        },
        status=403,
    )


def page_above(request):
    """The nearest address above this one whose page is shown to the person, or an empty text.

    "/usulan/KIPP-1/pengajuan/" leads to "/usulan/KIPP-1/". A door that opens is not enough: what lies behind it may be
    another's, or refuse as well, so the page is drawn.
    """
    parts = request.path.strip("/").split("/")
    above = ("/" + "/".join(parts[:length]) + "/" for length in range(len(parts) - 1, 0, -1))
    return next((address for address in above if is_shown(request, address)), "")


def is_shown(request, address):
    """Whether the person who asks is shown a page at an address of ours."""
    return is_open(request, address) and kept_text.drawn_anew(request, address) is not None
