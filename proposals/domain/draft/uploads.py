"""Files of a dossier on their way: begun, continued piece by piece, attached when the last piece is there.

What is on its way is no part of a dossier, so only its attaching is an act on record.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain import stamps
from accounts.files import taking
from accounts.files.store import pieces
from accounts.rules import Refusal, Refused, refuse
from proposals.domain.draft import attachments
from proposals.models import Upload

# So many unfinished ones of one person; whoever begins another lets go of the oldest.
MOST_ON_THE_WAY = 10
# Long enough for a line that comes back in the evening.
LIFETIME = timedelta(hours=12)
NOT_AS_SAID = Refusal(
    "upload_not_as_said", gettext_lazy("Berkas ini berubah saat diunggah. Pilih sekali lagi, lalu unggah ulang.")
)
LOST = Refusal("upload_lost", gettext_lazy("Sebagian berkas ini tidak ada lagi di server. Unggah sekali lagi."))
NOT_A_PIECE = Refusal("upload_not_a_piece", gettext_lazy("Potongan berkas ini tidak sampai utuh."))
REPLACED = Refusal(
    "upload_overtaken",
    gettext_lazy("Dokumen ini sudah diganti setelah Anda membuka halaman ini. Muat ulang halaman, lalu periksa."),
)


@dataclass(frozen=True)
class PartPlace:
    """Where a file goes: a document, evidence of a section, or evidence in the place of another."""

    requirement: object = None
    section: object = None
    instead_of: object = None

    @property
    def part(self):
        return self.requirement or self.section

    @property
    def fixed(self):
        """Without what it takes the place of."""
        return {"requirement": self.requirement, "section": self.section}


class Elsewhere(Exception):
    """A piece that does not continue what is there: some came twice, or some is missing."""

    def __init__(self, received):
        super().__init__()
        self.received = received


@transaction.atomic
def begin(proposal, place, *, name, size, sha256="", seen="", by, at):
    """Begin to take a file of so many bytes; returns the Upload. What can be refused beforehand is. Raises Refused."""
    refuse(attachments.handing_in_refusal(proposal, place.part, by=by, at=at))
    refuse(attachments.room_refusal(proposal, section=place.section, instead_of=place.instead_of))
    refuse(taking.announced_refusal(name, size, attachments.allowed(place.part)))
    own = Upload.objects.filter(begun_by=by, attachment=None).order_by("-pk")
    for old in own[MOST_ON_THE_WAY - 1 :]:
        forget(old)
    return Upload.objects.create(
        proposal=proposal,
        requirement=place.requirement,
        section=place.section,
        instead_of=place.instead_of,
        # An ending says what it is, so of a name too long the beginning goes.
        name=name[-Upload._meta.get_field("name").max_length :],
        size=size,
        sha256=sha256,
        seen=seen,
        begun_at=at,
        begun_by=by,
    )


def take(upload, content, *, offset):
    """Keep the next piece of a file; returns the Upload with what is there now.

    Only a whole piece at the right place is kept. Raises Elsewhere for another place, and Refused.
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        if offset != upload.received:
            raise Elsewhere(upload.received)
        if len(content) != pieces.due(size=upload.size, received=upload.received):
            raise Refused(NOT_A_PIECE)
        if content:
            pieces.keep(str(upload.token), offset, content)
            upload.received += len(content)
            upload.save(update_fields=["received"])
    return upload


def attach(upload, *, by, at, begun_at=None):
    """Open a file of which every piece is there, and attach it; returns the Attachment and what is to be said of it.

    `begun_at` is the moment that counts for deadlines, if not `at`. Done twice it is there once.
    Raises Refused, and Stale where a document was replaced meanwhile.
    """
    content = pieces.whole(str(upload.token), name=upload.name, size=upload.size)
    if content is None:
        forget(upload)
        raise Refused(LOST)
    place = PartPlace(upload.requirement, upload.section, upload.instead_of)
    if upload.sha256 and hashlib.file_digest(content, "sha256").hexdigest() != upload.sha256:
        forget(upload)
        raise Refused(NOT_AS_SAID)
    file = taking.taken(content, attachments.allowed(place.part))
    there = attachments.same(upload.proposal, file.came_sha256, **place.fixed)
    with transaction.atomic():
        attachment = put(upload.proposal, file, place, seen=upload.seen or None, by=by, at=at, begun_at=begun_at)
        Upload.objects.filter(pk=upload.pk).update(attachment=attachment)
    pieces.drop(str(upload.token))
    return attachment, said_of(attachment, file, was_there=bool(there))


def put(proposal, file, place, *, seen, by, at, begun_at=None):
    """Attach a file at its place; a document only where the one that was shown still stands. Raises Refused, Stale."""
    act = partial(attachments.attach, proposal, file, **vars(place), by=by, at=at, begun_at=begun_at)
    if place.requirement is None or attachments.same(proposal, file.came_sha256, **place.fixed):
        return act()
    with stamps.as_shown(proposal, partial(attachments.stamp, requirement=place.requirement), seen):
        return act()


def said_of(attachment, file=None, *, was_there=False):
    """What people should know of a file that is attached now: that it is there already, elsewhere too, was changed."""
    if was_there:
        return _("Berkas yang sama sudah terlampir di sini. Berkas itu tidak dilampirkan dua kali.")
    sentences = [file.remark] if file and file.remark else []
    if part := attachments.elsewhere(attachment):
        sentences.append(_("Berkas yang sama juga terlampir di “%(part)s”.") % {"part": part})
    return " ".join(sentences)


def forget(upload):
    """Throw away what came of a file."""
    upload.delete()
    transaction.on_commit(partial(pieces.drop, str(upload.token)))


def forget_old(*, at):
    """Throw away what was begun long ago, and pieces of which nothing is known; returns how many there were."""
    # What has no row is left from a process that was killed between the two.
    lying = pieces.tokens()
    known = {str(token) for token in Upload.objects.values_list("token", flat=True)}
    strays = [token for token in lying if token not in known]
    old = list(Upload.objects.filter(begun_at__lt=at - LIFETIME).order_by("pk"))
    for upload in old:
        forget(upload)
    for token in strays:
        pieces.drop(token)
    return len(old) + len(strays)
