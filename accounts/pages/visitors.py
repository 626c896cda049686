"""Which confirmed visitor a browser is, for a limited time: a signed cookie that says a number and nothing else.

Pages behind the public door know no session; those that let a visitor act ask here.
"""

import ipaddress
from datetime import timedelta

from django.conf import settings

from accounts.adapter import visitor as network_address

COOKIE = f"{settings.COOKIE_PREFIX}pengunjung"
SALT = "accounts.pages.visitors"
REMEMBERED = timedelta(days=14)


def said_by(request):
    """The id of the visitor that the browser is taken for, or None; whether its address is still kept is not asked."""
    said = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=REMEMBERED.total_seconds())
    return int(said) if said.isdecimal() else None


def remember(response, visitor):
    """Let the browser be taken for this visitor."""
    response.set_signed_cookie(
        COOKIE,
        visitor.pk,
        salt=SALT,
        max_age=REMEMBERED.total_seconds(),
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return response


def forget(response):
    """On a shared computer, the next one is somebody else."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def network(request):
    """The network a request came from, /24 or /48; empty where no address is known."""
    return network_of(network_address(request))


def network_of(address):
    """The network of an address: what one owner usually has as a whole."""
    try:
        own = ipaddress.ip_interface(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{own.ip}/{24 if own.version == 4 else 48}", strict=False))
