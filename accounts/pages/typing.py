"""Kept while somebody types: a small door beside a form, which the page's script knocks at and which answers in values.

What comes through it is a save like any other: the same form, the same stamp, the same act. A typing save is a version
of the text; it is no event of its own.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules import Refused, Stale

ELSEWHERE = gettext_lazy("Isian ini sudah disimpan dari tab atau perangkat lain. Bandingkan keduanya, lalu pilih.")


@dataclass(frozen=True)
class Kept:
    """What stands after a save: its stamp, when it was saved, and why some of what was typed is not in it: it is wrong
    (`but`), or it waits for the button (`pending`). `besides` is a sentence about what came of it.
    """

    stamp: str
    at: datetime
    but: tuple[str, ...] = ()
    pending: str = ""
    besides: str = ""


class NotTaken(Exception):
    """What was typed cannot be kept as it is, for these reasons; it stays where it was typed."""

    def __init__(self, reasons):
        super().__init__()
        self.reasons = tuple(str(reason) for reason in reasons)


def small_door(save):
    """A view for typing saves, of a function that saves what was sent and returns `Kept`.

    A GET says who is signed in, and gives the token that a page drawn before a new sign-in lacks: so what was typed
    meanwhile is sent by itself, but never under somebody else's name.
    """

    @wraps(save)
    def view(request, *args, **kwargs):
        if request.method != "POST":
            return said({"person": str(request.user.pk), "token": get_token(request)})
        try:
            kept = save(request, *args, **kwargs)
        except Stale as stale:
            return said({"sentence": overtaken_by(stale.current, request.user)}, HTTPStatus.CONFLICT)
        except Refused as refused:
            return said({"sentence": str(refused.refusal.sentence)}, HTTPStatus.FORBIDDEN)
        except NotTaken as fault:
            return said({"sentence": " ".join(fault.reasons)}, HTTPStatus.UNPROCESSABLE_ENTITY)
        clock = time_format(timezone.localtime(kept.at), "H.i")
        sentence = _("Tersimpan %(clock)s") % {"clock": clock}
        if kept.but:
            reasons = " ".join(f"{reason}." for reason in kept.but)
            partly = _("Tersimpan %(clock)s, kecuali yang belum benar. %(reasons)s")
            sentence = partly % {"clock": clock, "reasons": reasons}
        if not (kept.but or kept.pending):
            whole = f"{sentence}. {kept.besides}" if kept.besides else sentence
            return said({"version": kept.stamp, "sentence": whole})
        whole = sentence if kept.but else f"{sentence}."
        told = {"version": kept.stamp, "sentence": " ".join(filter(None, (whole, kept.pending, kept.besides)))}
        return said(told, HTTPStatus.UNPROCESSABLE_ENTITY)

    return view


def overtaken_by(current, reader):
    """Who saved meanwhile: somebody else by name, where what stands knows its writer."""
    writer = getattr(current, "saved_by", None)
    if writer is None or writer.user_id == reader.pk:
        return str(ELSEWHERE)
    name = writer.user.told_apart
    return _("%(name)s menyimpan bagian ini lebih dahulu. Bandingkan keduanya, lalu pilih.") % {"name": name}


def said(values, status=HTTPStatus.OK):
    """An answer to the script; nobody keeps a copy of it."""
    answer = JsonResponse(values, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer
