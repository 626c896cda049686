"""Connections: what a visitor may send, for how long, and what is answered when the request is no request.

Waitress reads requests and writes answers for all connections in one thread, and gives whole requests to the others.
What it lacks is here: limits for the time a request as a whole may take, by who asks for its size, room for newcomers
when all places are taken by people who dawdle, answers to HEAD that are headers alone, and pages of ours.
"""

import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

from csp.utils import build_policy
from django.conf import settings
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher, WSGITask
from waitress.utilities import BadRequest, RequestEntityTooLarge

MEGABYTE = 1_048_576
SESSION_COOKIE = "sessionid="
ARRIVED = "sinovik.arrived"
# Nothing is uploaded where people sign in.
ACCOUNTS = "/akun/"


@dataclass(frozen=True)
class Patience:
    """How long and how much, in seconds and bytes."""

    headers: float = 20
    # A body has this long, and a second more for each so many bytes: a slow line may take its time, a trickle may not.
    body: float = 60
    bytes_a_second: int = 2048
    idle: float = 60
    # Until an answer that came before the end of the question has been read.
    parting: float = 5
    body_of_a_stranger: int = 6 * MEGABYTE
    body_of_a_member: int = 64 * MEGABYTE
    # All who come for an announcement may come to one process.
    connections: int = 2000
    look_around: float = 1


class CutShort(BadRequest):
    """The visitor hung up before the end of what was announced."""


class NoRoom(BadRequest):
    """What came could not be put anywhere: the disk is full, or a limit of files is reached."""

    code, reason = HTTPStatus.INSUFFICIENT_STORAGE.value, HTTPStatus.INSUFFICIENT_STORAGE.phrase


class Request(HTTPRequestParser):
    """A request under way; how much it may bring is known as soon as its headers are."""

    # When its headers were complete: what counts for deadlines (accounts/pages/arrival.py).
    arrived = 0.0

    def parse_header(self, header_plus):
        super().parse_header(header_plus)
        self.arrived = time.time()
        if self.content_length > self.limit:
            self.error = RequestEntityTooLarge("")

    def received(self, data):
        try:
            consumed = super().received(data)
        except OSError:
            # A large body is put into a file as it comes.
            self.error, consumed = NoRoom(""), len(data)
        # In pieces of which the sender did not say how many.
        if not self.error and self.body_bytes_received and self.body_bytes_received > self.limit:
            self.error = RequestEntityTooLarge("")
        if self.error:
            self.completed, self.expect_continue = True, False
        return consumed

    @property
    def limit(self):
        patience = self.adj.patience
        return patience.body_of_a_member if self.is_of_a_member else patience.body_of_a_stranger

    @property
    def is_of_a_member(self):
        """Whether the visitor seems to be signed in; whether that is so is for the portal to find out."""
        return SESSION_COOKIE in self.headers.get("COOKIE", "") and not self.path.startswith(ACCOUNTS)


class Apology(ErrorTask):
    """The answer to what never became a request: a page of ours."""

    def execute(self):
        error = self.request.error
        # Somebody who still sends gets the page only if we go on listening for a moment.
        self.channel.is_still_sent_to = isinstance(error, (RequestEntityTooLarge, NoRoom))
        page = self.channel.adj.apologies.get(error.code, self.channel.adj.apologies[BadRequest.code])
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        self.response_headers += policy()
        self.set_close_on_finish()
        self.content_length = len(page)
        self.write(page)


def policy():
    """What a browser may do with a page that the portal never saw: as with its own."""
    return [
        ("Content-Security-Policy", build_policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
    ]


class SentAnswer(WSGITask):
    """What the portal says; to HEAD the headers alone, so that the line stays usable for the next question."""

    @property
    def is_headers_alone(self):
        return self.request.command == "HEAD"

    def get_environment(self):
        environ = super().get_environment()
        environ[ARRIVED] = self.request.arrived
        if self.is_headers_alone:
            # A file would go out past `write`.
            environ.pop("wsgi.file_wrapper", None)
        return environ

    def build_response_header(self):
        headers = super().build_response_header()
        if self.is_headers_alone:
            self.chunked_response = False
        return headers

    def write(self, data):
        super().write(b"" if self.is_headers_alone else data)


class Caller(HTTPChannel):
    """One connection."""

    parser_class = Request
    task_class = SentAnswer
    error_task_class = Apology
    is_still_sent_to = False
    parting_until = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.began, self.taken = self.creation_time, 0

    def handle_read(self):
        try:
            data = self.socket.recv(self.adj.recv_bytes)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data and not self.parting_until:
            self.last_activity = time.time()
            self.received(data)
        elif not data and self.request and self.request.headers_finished and not self.parting_until:
            self.cut_short()
        elif not data:
            self.handle_close()

    def received(self, data):
        if self.request is None:
            self.began, self.taken = time.time(), 0
        self.taken += len(data)
        return super().received(data)

    def cut_short(self):
        """Answer what came without its end, in case somebody still listens; the portal never sees it."""
        with self.requests_lock:
            request, self.request = self.request, None
            request.error, request.completed = CutShort(""), True
            self.requests.append(request)
            if len(self.requests) == 1:
                self.server.add_task(self)

    def handle_close(self):
        if self.is_still_sent_to and not self.parting_until and self.socket:
            self.parting_until = time.time() + self.adj.patience.parting
            self.will_close = False
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
            return
        super().handle_close()

    def del_channel(self, *args, **kwargs):
        """Every hanging up ends here; a large torso stands in a file, which waitress leaves open."""
        super().del_channel(*args, **kwargs)
        if self.request:
            self.request.close()

    def cancel(self):
        for request in self.requests:
            request.close()
        return super().cancel()

    @property
    def is_waiting(self):
        """Whether the next word is the visitor's."""
        return not self.requests and not self.total_outbufs_len

    def is_over(self, now):
        """Whether this has taken too long."""
        patience = self.adj.patience
        if self.parting_until:
            return now > self.parting_until
        if self.requests:
            return False
        if self.total_outbufs_len or (self.request is None and self.taken):
            return now - self.last_activity > patience.idle
        if self.request is None or not self.request.headers_finished:
            return now - self.began > patience.headers
        return now - self.began > patience.body + self.taken / patience.bytes_a_second


class Door(TcpWSGIServer):
    """Where visitors come in."""

    channel_class = Caller

    def __init__(self, application, listener, *, threads, apologies, patience=Patience()):
        """`listener` is a bound socket, `apologies` the pages by status, 400 among them, as bytes."""
        adjusted = Adjustments(
            sockets=[listener],
            threads=threads,
            connection_limit=2 * patience.connections,
            cleanup_interval=patience.look_around,
            # Django decides whose word about the visitor is believed (TRUSTED_PROXY_COUNT).
            clear_untrusted_proxy_headers=False,
            max_request_header_size=MEGABYTE // 16,
            max_request_body_size=patience.body_of_a_member + 1,
            log_socket_errors=False,
            ident="sinovik",
        )
        adjusted.patience, adjusted.apologies = patience, apologies
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(threads)
        at = (listener.family, listener.type, listener.proto, listener.getsockname())
        super().__init__(application, {}, True, listener, dispatcher, adjusted, at, bind_socket=False)

    def serve_until(self, is_told):
        """Serve until `is_told()`, then until those who are being served have their answers."""
        while not is_told():
            self.look(0.5)
        self.del_channel()
        self.socket.close()
        until = time.time() + self.adj.patience.parting
        while time.time() < until and not all(visitor.is_waiting for visitor in self.active_channels.values()):
            self.look(0.1)
        self.task_dispatcher.shutdown()
        self.asyncore.close_all(self._map)

    def look(self, seconds):
        """One turn: read and write where something can be read or written, at most after so many seconds."""
        self.asyncore.loop(timeout=seconds, map=self._map, use_poll=True, count=1)

    def maintenance(self, now):
        for visitor in self.active_channels.values():
            if visitor.is_over(now):
                visitor.will_close = True

    def handle_accept(self):
        if len(self.active_channels) >= self.adj.patience.connections:
            self.make_room()
        super().handle_accept()

    def make_room(self):
        """Hang up on whoever has said least of those whose turn it is: whoever sends much is no idler."""
        waiting = [visitor for visitor in self.active_channels.values() if visitor.is_waiting]
        if waiting:
            least = min(waiting, key=lambda visitor: (visitor.request is not None, visitor.taken, visitor.began))
            least.will_close = True
