"""A form whose token does not fit any more: signed in again in another tab, open for days, cookies blocked."""

from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.pages import kept_text
from accounts.pages.kept_text import CHECK


def page(request, reason=""):
    """What was typed comes back into its form; where nothing was, the way back to the form.

    Forms of foreign pages end here too: what they sent is not shown.
    """
    sentence = (
        _("Peramban Anda tidak mengirim kuki situs ini. Izinkan kuki untuk Sinovik, lalu muat ulang formulirnya.")
        if reason == REASON_NO_CSRF_COOKIE
        else _("Halaman ini dibuka sebelum Anda masuk kembali, jadi kiriman tadi belum diterima.")
    )
    if kept_text.is_from_our_page(request):
        if waiting := kept_text.carried(request):
            return kept_text.sign_in_page(request, waiting)
        form = kept_text.sent(request)
        if kept_text.is_filled_in(request) and not request.user.is_authenticated and reason != REASON_NO_CSRF_COOKIE:
            return kept_text.sign_in_page(request, form)
        if kept_text.is_filled_in(request):
            return kept_text.back_page(
                request, form, title=_("Isian Anda belum disimpan"), sentence=sentence, advice=CHECK, status=403
            )
    return render(request, "too_old.html", {"sentence": sentence, "to": request.path}, status=403)
