"""A letter as it leaves: its headers, the line about letters like it, and the mark by which it is known again."""

import re
from email.mime.text import MIMEText
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from accounts.domain.correspondence import courtesies
from accounts.models import Letter

SALT = "accounts.envelopes"
LINK = re.compile(r"https?://\S+")
METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
# A letter's number and the proof that we gave it, as they stand in a return address or a Message-ID.
MARK = re.compile(r"surat-([0-9]{1,18})-([0-9a-f]{16})(?![0-9a-f])", re.IGNORECASE)


def message(letter):
    """The letter for the mail server. Tried twice it is the same message, so that a mailbox can tell."""
    text, headers = letter.body, {"Message-ID": f"<{mark(letter)}@{domain(settings.DEFAULT_FROM_EMAIL)}>"}
    if letter.is_courtesy:
        url = courtesies.address_of(letter)
        text = f"{text}\n\n{farewell(url)}"
        headers |= {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    sent = EmailMessage(
        letter.subject,
        text,
        return_address(letter),
        [letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"From": settings.DEFAULT_FROM_EMAIL, **headers},
    )
    if letter.calendar:
        sent.attach(invitation(letter.calendar))
    return sent


def invitation(calendar):
    """A calendar as mail programs take it up: its method stands in the type of the part, too (RFC 6047)."""
    part = MIMEText(calendar, "calendar", "utf-8")
    part.set_param("method", METHOD.search(calendar)[1])
    part.add_header("Content-Disposition", "attachment", filename="undangan.ics")
    return part


def head(letter):
    """(name, value) of the headers that people ask for. What a key hangs on is left out."""
    sent = message(letter)
    yield "From", settings.DEFAULT_FROM_EMAIL
    yield "To", letter.to if letter.recipient_id else "–"
    if letter.reply_to:
        yield "Reply-To", letter.reply_to
    yield "Subject", letter.subject
    yield "Return-Path", sent.from_email
    for name, value in sent.extra_headers.items():
        if name != "From":
            yield name, LINK.sub("…", value)


def farewell(url):
    """The last lines of a letter that can be done without, in both languages."""
    lines = []
    for language in ("id", "en"):
        with translation.override(language):
            lines.append(_("Tidak mau lagi menerima surat seperti ini:"))
    return "\n".join(["--", *lines, url])


def sender():
    """The portal's own address, from which letters come and to which people answer where nobody else is named."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def return_address(letter):
    """Where mail servers send back what they could not deliver: an address of the letter's own, where there is one."""
    local, _at, host = settings.BOUNCE_ADDRESS.partition("@")
    return f"{local}+{mark(letter)}@{host}" if host else settings.DEFAULT_FROM_EMAIL


def mark(letter):
    """By what the letter is known when it comes back; nobody can make one for another letter."""
    return f"surat-{letter.pk}-{proof(letter.pk)}"


def marked(text):
    """The letter whose mark stands in a text, or None."""
    for number, given in MARK.findall(text):
        if constant_time_compare(given.lower(), proof(int(number))):
            return Letter.objects.filter(pk=int(number)).first()
    return None


def proof(number):
    """Sixteen hexadecimal digits that only this installation can give."""
    return salted_hmac(SALT, str(number), algorithm="sha256").hexdigest()[:16]


def domain(address):
    """What stands behind the @ of an address with or without a name."""
    return parseaddr(address)[1].rpartition("@")[2]


def shown_body(letter):
    """The text for other eyes than the recipient's: a key in it is not shown."""
    return LINK.sub(_("[tautan rahasia]"), letter.body) if letter.is_secret else letter.body


def chat_text(letter):
    """The text for a chat message: without addresses that only the recipient may open; empty where nothing is left."""
    if letter.is_secret or not letter.body:
        return ""
    lines = [line for line in letter.body.splitlines() if not LINK.search(line)]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return f"{letter.subject}\n\n{text}"
