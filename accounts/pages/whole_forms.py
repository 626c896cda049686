"""A form without its last field is a torso: nothing is done with it, whichever form it is."""

from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from accounts.pages import kept_text, stamps


class WholeForms:
    """Stops a form whose end mark is missing (components/end_mark.html) before any view sees it.

    A view that is `one_click` reads nothing of what is sent: mail programs press its button by themselves (RFC 8058).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method != "POST" or getattr(view_func, "is_one_click", False) or request.POST.get(stamps.END):
            return None
        return kept_text.back_page(
            request,
            kept_text.sent(request),
            title=_("Kiriman Anda tidak sampai utuh"),
            sentence=_("Kiriman Anda tidak sampai utuh, jadi tidak ada yang disimpan."),
            advice=_("Yang sampai ada lagi di formulir ini: lengkapi, lalu kirim lagi."),
            status=400,
        )


def one_click(view):
    """A view that mail programs may send a bare form to; the key in its address says all."""
    view.is_one_click = True
    return csrf_exempt(view)
