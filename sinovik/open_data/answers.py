"""How data is answered: to every site, in sentences where there is none, and within the limits."""

import hashlib
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _

from accounts.adapter import visitor
from accounts.models import PartnerKey
from accounts.pages import still
from sinovik.open_data import limits, partners

View = Callable[..., HttpResponseBase]
# Data is for pages of other sites too; nobody's cookies are asked for.
FOR_EVERY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# What a browser is told before it asks with headers of its own, and for how many seconds that holds.
BEFOREHAND = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, Authorization",
    "Access-Control-Max-Age": "86400",
}


class Unclear(Exception):
    """What was asked for cannot be understood; the sentence says what can."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


def told(sentence: str, *, status: int, **headers: str) -> JsonResponse:
    """A sentence in the place of data; kept by nobody."""
    answer = JsonResponse({"message": str(sentence)}, status=status, json_dumps_params={"ensure_ascii": False})
    for name, value in {"Cache-Control": "no-store", **FOR_EVERY_SITE, **headers}.items():
        answer[name] = value
    return answer


def unknown() -> JsonResponse:
    """Nothing stands at this address."""
    return told(_("Tidak ada data pada alamat ini. Daftar datanya ada pada halaman data terbuka."), status=404)


def read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """What a view answers to whoever reads; who wants the head alone gets that of the whole."""
    asked, request.method = request.method, "GET"
    try:
        answer = view(request, *args, **kwargs)
    finally:
        request.method = asked
    # What would be written row by row is not written for nobody.
    if asked == "HEAD" and answer.streaming:
        return HttpResponse(status=answer.status_code, headers=dict(answer.headers))
    return answer


def unmarked(_request: HttpRequest, *_args: Any, **_kwargs: Any) -> None:
    """No mark is known before the answer is drawn."""


def for_every_site(answer: HttpResponseBase, mark: str | None) -> HttpResponseBase:
    """An answer as every site may read it, with its mark; what is told instead of data has none."""
    for name, value in FOR_EVERY_SITE.items():
        answer[name] = value
    patch_vary_headers(answer, ["Authorization"])
    if mark and answer.status_code in (200, 304):
        answer["ETag"] = mark
        answer["Cache-Control"] = still.CACHES
    return answer


def for_partner(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """An answer to whoever showed a key: nobody on the way keeps it, and it is not sent twice."""
    if isinstance(answer, HttpResponse) and answer.status_code == 200 and "ETag" not in answer:
        answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        answer = get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
    answer = for_every_site(answer, None)
    if answer.status_code in (200, 304):
        answer["Cache-Control"] = "private, no-cache"
    return answer


def shut_out(request: HttpRequest, shut: partners.ShutOut) -> HttpResponseBase:
    """Why a key does not open this; whoever tries many waits like anybody."""
    challenge = {"WWW-Authenticate": 'Bearer realm="Sinovik"'} if shut.status == 401 else {}
    return too_many(request) or told(str(shut.refusal), status=shut.status, Vary="Authorization", **challenge)


def too_many(request: HttpRequest, key: PartnerKey | None = None, *, cost: int = 1) -> HttpResponseBase | None:
    """What is told whoever asked for too much, counted by their key or their network; None for everybody else."""
    if key:
        wait = limits.seconds_to_wait(f"key-{key.pk}", cost=cost, most=limits.PARTNER, now=time.time())
    else:
        wait = limits.seconds_to_wait(visitor(request), cost=cost, now=time.time())
    if not wait:
        return None
    by_key = _("Terlalu banyak permintaan dengan kunci ini. Coba lagi setelah %(wait)s detik.")
    by_network = _("Terlalu banyak permintaan dari jaringan Anda. Coba lagi setelah %(wait)s detik.")
    return told((by_key if key else by_network) % {"wait": wait}, status=429, **{"Retry-After": str(wait)})


def open_to_all(
    *, noun: str = "", cost: int = 1, mark: Callable[..., str | None] = unmarked
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """What gives data: it is read, by every site, so often; of partners it is asked whether their key opens it.

    `noun`: the data set that is given, where the address does not name it.
    `mark`: the ETag that an answer is going to have, for what costs more to draw than to tell from the one before.
    Whoever has it already is told so, and it does not count.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers={**FOR_EVERY_SITE, **BEFOREHAND})
            if request.method not in {"GET", "HEAD"}:
                return told(_("Data di sini hanya dapat dibaca."), status=405, Allow=BEFOREHAND["Allow"])
            try:
                key = partners.who_asks(request, kwargs.get("noun", noun))
            except partners.ShutOut as shut:
                return shut_out(request, shut)
            own = mark(request, *args, **kwargs)
            if own and (known := get_conditional_response(request, etag=own)):
                known["ETag"] = own
                return for_partner(request, known) if key else for_every_site(known, own)
            # A head is asked for to learn whether the whole is worth it.
            if waits := too_many(request, key, cost=cost if request.method == "GET" else 1):
                return waits
            request.partner = key  # type: ignore[attr-defined]
            answer = read(view, request, *args, **kwargs)
            if key and own and answer.status_code == 200:
                answer["ETag"] = own
            return for_partner(request, answer) if key else for_every_site(answer, own)

        return opened

    return wrap
