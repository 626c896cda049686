"""How far a conversation with the mail server came: whether it may have taken a letter before the line went dead."""

import smtplib

from django.conf import settings
from django.core.mail.backends import smtp

# The server asks for the text (RFC 5321); whatever it says next tells whether it has taken it.
ASKED_FOR_TEXT = 354


class Attentive:
    """Remembers whether the text of a letter was asked for and not answered yet, and waits longer for that answer: a
    server may look a letter through before it takes it, and what is not waited for has no known end.
    """

    has_open_text = False

    def getreply(self):
        answer = super().getreply()
        self.has_open_text = answer[0] == ASKED_FOR_TEXT
        if self.sock:
            self.sock.settimeout(settings.EMAIL_TEXT_TIMEOUT if self.has_open_text else self.timeout)
        return answer


class OpenConversation(Attentive, smtplib.SMTP):
    """A conversation that begins in the open."""


class SealedConversation(Attentive, smtplib.SMTP_SSL):
    """A conversation under TLS from its first word."""


class EmailBackend(smtp.EmailBackend):
    """Django's way to a mail server, with a conversation that knows how far it came."""

    @property
    def connection_class(self):
        return SealedConversation if self.use_ssl else OpenConversation


def may_have_taken(server):
    """Whether a server whose connection failed may have the letter all the same; one that cannot tell may."""
    return getattr(getattr(server, "connection", None), "has_open_text", True)
