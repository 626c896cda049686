"""A message to a list of people: looked at as each will read it, then sent once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.domain import events, stamps
from accounts.domain.correspondence import letters, wording
from accounts.domain.queue import enqueue
from accounts.models import Message, User

LETTER, NUDGE = "message.list", "message.nudge"
# What a text may name, and what stands there.
FIELDS = {
    "nama_penerima": _("nama penerima"),
    "instansi": _("instansi penerima"),
    "usulan": _("usulan penerima yang dimaksud, satu baris tiap usulan"),
    "sisa_tugas": _("tugas penerima yang belum selesai"),
    "tautan": _("alamat beranda portal"),
}


@dataclass(frozen=True)
class Text:
    """What a message says, with named fields, and whom an answer goes to."""

    subject: str
    body: str
    reply_to: str = ""


@dataclass(frozen=True)
class Addressee:
    """Somebody on a list, with the values of the fields."""

    user: User
    words: dict[str, str | Promise]


def worded(text, addressee):
    """Subject and body as one person will read them."""
    words = {"nama_penerima": addressee.user.full_name, **addressee.words}
    return wording.filled_line(text.subject, words), wording.filled(text.body, words)


def stamp(addressees):
    """The stamp of a list: who is on it. What each has left is said as it stands when the message is written."""
    return stamps.fingerprint([one.user.pk for one in addressees])


def nudge_occasion(edition, on):
    """What the nudges of a day in an edition have in common: nobody gets two of them, whoever writes."""
    return f"nudge {edition.slug} {on}"


@transaction.atomic
def send(text, addressees, *, key, audience, name=LETTER, occasion="", seen=None, edition="", leaves_at=None, by, at):
    """Write everybody on the list a letter; pressed twice or by a worker that died, it is written once or not at all.

    `key` was drawn with the form, `seen` is the stamp of the list that its sender was shown. With an `occasion` nobody
    gets a second letter of it, whoever writes. The letters leave at once, or at the moment `leaves_at`, until when each
    can be taken back. Raises Stale.
    """
    rules.refuse(rules.messaging_refusal(len(addressees), office=by))
    # Two presses of one button queue here.
    User.objects.select_for_update(no_key=True).get(pk=by.user_id)
    if sent := Message.objects.filter(key=key).first():
        return sent
    stamps.unchanged(seen, stamp(addressees), addressees)
    message = Message.objects.create(key=key, audience=audience[:300], written_at=at, written_by=by, **vars(text))
    letters.store(
        letters.row(
            name,
            one.user,
            message,
            at,
            *worded(text, one),
            edition=edition,
            reply_to=text.reply_to,
            is_courtesy=True,
            **({"occasion": occasion} if occasion else {}),
            **({"next_try_at": leaves_at} if leaves_at else {}),
        )
        for one in addressees
    )
    if leaves_at is None:
        enqueue("accounts.send_due_letters")
    events.record("message.sent", on=message, by=by, at=at, letters=len(addressees), audience=message.audience)
    return message
