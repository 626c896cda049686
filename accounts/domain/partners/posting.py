"""One request to an address of a partner: to public addresses alone, no farther than it says, within a time.

Who may enter an address could otherwise have the portal knock at doors behind it. The name is looked up once, every
address that it has is looked at, and the one that was looked at is the one that is called.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from accounts.models import HookTry

# Seconds for everything after the name was looked up, and for each silence within them.
WHOLE, EACH = 10, 5
# So many bytes of an answer are read, and so many letters kept.
READ, KEPT = 2048, 300
Failure = HookTry.Failure
# Networks in whose addresses another one is packed: 64 addresses of NAT64 lead wherever the last four bytes say.
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class PostOutcome:
    """What came of a request: a status with the first letters of its answer, or why there is none."""

    status: int | None = None
    answer: str = ""
    failure: str = ""


class NotCalled(Exception):
    """An address is not called; the failure says why."""

    def __init__(self, failure):
        super().__init__(failure)
        self.failure = failure


def post(url, body, headers):
    """Send a body to an address of https; returns the PostOutcome. Never follows where the answer points."""
    parts = urlsplit(url)
    try:
        address = looked_up(parts.hostname, parts.port or 443)
        status, answer = spoken(parts, address, body, headers)
    except NotCalled as refused:
        return PostOutcome(failure=refused.failure)
    except TimeoutError:
        return PostOutcome(failure=Failure.TOO_SLOW)
    except ssl.SSLError:
        return PostOutcome(failure=Failure.NOT_SECURE)
    except OSError:
        return PostOutcome(failure=Failure.UNREACHABLE)
    except (http.client.HTTPException, ValueError):
        return PostOutcome(failure=Failure.UNREADABLE)
    if 300 <= status < 400:
        return PostOutcome(status, answer, Failure.REDIRECTS)
    return PostOutcome(status, answer, "" if 200 <= status < 300 else Failure.REFUSED)


def looked_up(host, port):
    """(family, address) of a name, every address of which may be called. Raises NotCalled."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotCalled(Failure.NO_ADDRESS) from None
    for _family, _type, _proto, _name, address in found:
        if not may_be_called(address[0]):
            raise NotCalled(Failure.NOT_PUBLIC)
    return found[0][0], found[0][4]


def may_be_called(text):
    """Whether an address is anybody's: none of this machine, of a network behind it, or of many at once.

    What the ministry trusts besides, an office's own network for example, stands in the settings.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    if any(address in ipaddress.ip_network(one) for one in settings.HOOK_NETWORKS):
        return True
    return all(is_anybodys(one) for one in packed(address))


def is_anybodys(address):
    """Whether one address, whatever it carries inside, is of the whole net."""
    # Python calls the old addresses of a site (fec0::/10) global, though they lead behind the same door.
    is_of_a_site = address.version == 6 and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or is_of_a_site)


def packed(address):
    """An address with those that it carries inside."""
    found = [address]
    if address.version == 6:
        found += [one for one in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if one]
        if address in NAT64:
            found.append(ipaddress.ip_address(int(address) & 0xFFFFFFFF))
        # Of a packed address the packing itself is not asked: some Pythons call it private, some do not.
        if address.ipv4_mapped:
            found = found[1:]
    return found


def spoken(parts, address, body, headers):
    """(status, first letters) that an address answers to a body. Raises what sockets and HTTP raise."""
    family, place = address
    with closing(socket.socket(family, socket.SOCK_STREAM)) as plain:
        line = CutLine(plain)
        with line.cut_after(WHOLE):
            plain.settimeout(EACH)
            plain.connect(place)
            context = ssl.create_default_context(cafile=settings.HOOK_AUTHORITIES or None)
            guarded = context.wrap_socket(plain, server_hostname=parts.hostname, do_handshake_on_connect=False)
            with closing(guarded) as tls:
                line.end = tls
                tls.do_handshake()
                return asked(tls, parts, body, headers)


def asked(tls, parts, body, headers):
    """(status, first letters) of the answer to one POST over a line that stands."""
    talk = http.client.HTTPSConnection(parts.hostname, parts.port or 443)
    talk.sock = tls
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    talk.request(
        "POST",
        path,
        body=body.encode(),
        headers={
            **headers,
            "Content-Type": "application/json",
            "User-Agent": "Sinovik",
            "Accept-Encoding": "identity",
            "Connection": "close",
        },
    )
    with talk.getresponse() as answer:
        said = b"" if answer.status == http.client.NO_CONTENT else answer.read(READ)
        return answer.status, said.decode(errors="replace").replace("\0", "").strip()[:KEPT]


class CutLine:
    """A connection that is cut when its time is over, however slowly bytes drop in."""

    def __init__(self, end):
        self.end = end
        self.is_cut = False

    def cut(self):
        """Hang up."""
        self.is_cut = True
        with suppress(OSError):
            self.end.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def cut_after(self, seconds):
        """While the block lasts, hang up after so many seconds; what that breaks is raised as TimeoutError."""
        clock = threading.Timer(seconds, self.cut)
        clock.daemon = True
        clock.start()
        try:
            yield
        except TimeoutError:
            raise
        except Exception as error:
            if self.is_cut:
                raise TimeoutError from error
            raise
        finally:
            clock.cancel()
