"""A mail server on the loopback that does what a test asks of it: takes letters, refuses them, or says nothing."""

import asyncio
import email
import email.policy
import threading
from contextlib import contextmanager

from aiosmtpd.smtp import SMTP


class MailServer:
    """`letters` holds what it took, `connections` counts who came.

    `refusals` gives the answer to a recipient, `silent_for` the recipients after which it says no more; `on_letter`
    is called before a letter is acknowledged; `answer` is what it says then, None: it hangs up. `said` are its answers.
    """

    def __init__(self, *, silent=False, refusals=(), silent_for=(), on_letter=None, answer="250 diterima"):
        self.silent = silent
        self.refusals = dict(refusals)
        self.silent_for = set(silent_for)
        self.on_letter = on_letter
        self.answer = answer
        self.said = []
        self.letters = []
        self.visits = []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)

    def open(self):
        """Listen; in a thread of its own, for a browser's test keeps a loop running in the first one."""
        self.thread.start()
        listening = self.loop.create_server(self.visit, "127.0.0.1", 0)
        self.listening = asyncio.run_coroutine_threadsafe(listening, self.loop).result()
        return self.listening.sockets[0].getsockname()[1]

    @property
    def recipients(self):
        return [letter["To"] for letter in self.letters]

    @property
    def connections(self):
        return len(self.visits)

    def visit(self):
        """What answers somebody who has just come."""
        visit = Silence() if self.silent else Talk(self, hostname="localhost", loop=self.loop)
        self.visits.append(visit)
        return visit

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd asks for it
        if address in self.silent_for:
            await asyncio.Event().wait()
        if address not in self.refusals:
            envelope.rcpt_tos.append(address)
        return self.refusals.get(address, "250 ya")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd asks for it
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if self.on_letter:
            await asyncio.to_thread(self.on_letter)
        if self.answer is None:
            server.transport.abort()
        return self.answer

    async def close(self):
        """Take nobody any more, and hang up on who is there."""
        self.listening.close()
        for visit in self.visits:
            if visit.transport:
                visit.transport.abort()
        talks = asyncio.all_tasks() - {asyncio.current_task()}
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


class Talk(SMTP):
    """A conversation whose answers are noted once they have left."""

    async def push(self, status):
        await super().push(status)
        self.event_handler.said.append(status)


class Silence(asyncio.Protocol):
    """Somebody who takes up the receiver and says nothing."""

    transport = None

    def connection_made(self, transport):
        self.transport = transport


@contextmanager
def mail_server(settings, **manner):
    """A running server that the portal sends its letters to; waited for until it has hung up on everybody."""
    server = MailServer(**manner)
    settings.EMAIL_BACKEND = "accounts.domain.correspondence.conversation.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.open()
    server.port = settings.EMAIL_PORT
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.close(), server.loop).result()
        server.loop.call_soon_threadsafe(server.loop.stop)
        server.thread.join()
        server.loop.close()
