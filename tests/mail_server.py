"""A mail server on the loopback that does what a test asks of it: takes letters, refuses them, or says nothing."""

import email
import email.policy
import socket
import threading
from contextlib import contextmanager


class MailServer:
    """Speaks just enough SMTP. `letters` holds what it took, `connections` counts who came.

    `refusals` gives the answer to a recipient, `silent_for` the recipients after which it says no more; `on_letter`
    is called before a letter is acknowledged.
    """

    def __init__(self, *, silent=False, refusals=(), silent_for=(), on_letter=None):
        self.silent = silent
        self.refusals = dict(refusals)
        self.silent_for = set(silent_for)
        self.on_letter = on_letter
        self.letters = []
        self.connections = 0
        self.threads, self.sockets = [], []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]

    @property
    def recipients(self):
        return [letter["To"] for letter in self.letters]

    def serve(self):
        while True:
            try:
                connection, _address = self.listening.accept()
            except OSError:
                return
            self.connections += 1
            self.sockets.append(connection)
            thread = threading.Thread(target=self.talk, args=(connection,))
            self.threads.append(thread)
            thread.start()

    def talk(self, connection):
        try:
            with connection, connection.makefile("rwb") as line:
                if self.silent:
                    line.read()
                    return
                self.say(line, "220 siap")
                while command := line.readline().decode().strip():
                    if not self.answer(line, command):
                        return
        except OSError:
            return

    def answer(self, line, command):
        """React to one command; returns whether the talk goes on."""
        verb = command[:4].upper()
        if verb == "RCPT":
            recipient = command[command.index("<") + 1 : command.index(">")]
            if recipient in self.silent_for:
                line.read()
                return False
            self.say(line, self.refusals.get(recipient, "250 ya"))
        elif verb == "DATA":
            self.say(line, "354 silakan")
            text = b"".join(iter(line.readline, b".\r\n"))
            self.letters.append(email.message_from_bytes(text, policy=email.policy.default))
            if self.on_letter:
                self.on_letter()
            self.say(line, "250 diterima")
        elif verb == "QUIT":
            self.say(line, "221 selesai")
            return False
        else:
            self.say(line, "250 ya")
        return True

    @staticmethod
    def say(line, text):
        line.write(f"{text}\r\n".encode())
        line.flush()


@contextmanager
def mail_server(settings, **manner):
    """A running server that the portal sends its letters to; waited for until its last thread has ended."""
    server = MailServer(**manner)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    listener = threading.Thread(target=server.serve)
    listener.start()
    try:
        yield server
    finally:
        server.listening.shutdown(socket.SHUT_RDWR)
        server.listening.close()
        for connection in server.sockets:
            # Its own thread may have closed it already.
            if connection.fileno() != -1:
                connection.shutdown(socket.SHUT_RDWR)
        listener.join()
        for thread in server.threads:
            thread.join()
