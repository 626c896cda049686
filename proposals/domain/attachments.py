"""Files of a dossier: what they really are, and keeping them."""

import hashlib
import re

import puremagic
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain import events
from accounts.rules import Refusal, Refused
from proposals import rules
from proposals.domain.drafting import touch
from proposals.models import Attachment, Proposal
from proposals.models.answer import attachment_path

# Real type by the endings a file of that type may wear.
TYPES = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
}
EVIDENCE_MAX_BYTES = 2 * 1_048_576
EVIDENCE_MAX_FILES = 10

# The trailer, or the cross-reference stream of newer files, of an encrypted PDF names its key dictionary.
ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")

EMPTY = Refusal("file_empty", gettext_lazy("Berkas ini kosong. Pilih berkas lain"))
WRONG_TYPE = Refusal("file_type", gettext_lazy("Berkas harus berupa PDF, JPEG, atau PNG"))
DISGUISED = Refusal(
    "file_disguised",
    gettext_lazy("Isi berkas tidak sesuai dengan namanya. Simpan ulang sebagai PDF, JPEG, atau PNG"),
)
ENCRYPTED_PDF = Refusal("file_encrypted", gettext_lazy("PDF ini terkunci kata sandi. Unggah berkas tanpa kata sandi"))
TOO_MANY = Refusal("file_too_many", gettext_lazy("Satu bagian paling banyak memuat 10 berkas bukti"))
GONE = Refusal("file_gone", gettext_lazy("Berkas ini sudah dihapus."))


def inspect(upload, *, max_bytes):
    """Why the uploaded file cannot be taken, None if it can. Leaves the upload at its beginning."""
    if not upload.size:
        return EMPTY
    named = named_type(upload.name)
    if named is None:
        return WRONG_TYPE
    if upload.size > max_bytes:
        return Refusal("file_size", _("Berkas harus %(limit)s atau kurang") % {"limit": in_words(max_bytes)})
    content = read(upload)
    if real_type(content) != named:
        return DISGUISED
    if named == "application/pdf" and ENCRYPTED.search(content):
        return ENCRYPTED_PDF
    return None


@transaction.atomic
def attach(proposal, upload, *, requirement=None, section=None, by, at):
    """Keep `upload` (Django's UploadedFile) as a document or as evidence; returns the Attachment.

    A document takes the place of the one before, which stays on record as removed. Raises Refused.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    part = requirement or section
    if refusal := rules.writing_refusal(proposal, office=by, at=at) or rules.part_refusal(proposal, part):
        raise Refused(refusal)
    if refusal := inspect(upload, max_bytes=requirement.max_bytes if requirement else EVIDENCE_MAX_BYTES):
        raise Refused(refusal)
    before = Attachment.objects.present().filter(proposal=proposal, requirement=requirement, section=section)
    if requirement:
        before.update(removed_at=at)
    elif before.count() >= EVIDENCE_MAX_FILES:
        raise Refused(TOO_MANY)
    attachment = keep(upload, proposal=proposal, requirement=requirement, section=section, by=by, at=at)
    touch(proposal, at)
    events.record(
        "attachment.attached",
        on=proposal,
        by=by,
        at=at,
        attachment=attachment.pk,
        part=part.key,
        file_name=attachment.name,
        sha256=attachment.sha256,
    )
    return attachment


@transaction.atomic
def detach(attachment, *, by, at):
    """Remove a file from the dossier; the row and the file stay, as history needs them."""
    proposal = Proposal.objects.locked(attachment.proposal_id)
    if refusal := rules.writing_refusal(proposal, office=by, at=at):
        raise Refused(refusal)
    if not Attachment.objects.present().filter(pk=attachment.pk).update(removed_at=at):
        raise Refused(GONE)
    touch(proposal, at)
    events.record("attachment.detached", on=proposal, by=by, at=at, attachment=attachment.pk)


def keep(upload, *, at, by, **place):
    """Write the file under its hash, unless it is already there, and the row that names it."""
    content = read(upload)
    attachment = Attachment(
        **place,
        name=shortened(upload.name),
        content_type=named_type(upload.name),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        attached_at=at,
        attached_by=by,
    )
    path = attachment_path(attachment, upload.name)
    storage = attachment.file.storage
    attachment.file.name = path if storage.exists(path) else storage.save(path, upload)
    attachment.save()
    return attachment


def read(upload):
    """The whole content; the upload is at its beginning before and after."""
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    return content


def named_type(name):
    """The accepted type that a file's ending stands for, or None."""
    ending = name.rpartition(".")[2].lower()
    return next((kind for kind, endings in TYPES.items() if ending in endings), None)


def real_type(content):
    """The accepted type that the first bytes prove, or None."""
    try:
        matches = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    proven = {match.mime_type for match in matches if match.offset == 0 and match.byte_match}
    return next((kind for kind in TYPES if kind in proven), None)


def shortened(name):
    """The name as given, cut in the middle of nowhere but before its ending."""
    stem, dot, ending = name.rpartition(".")
    return stem[: 200 - len(ending) - 1] + dot + ending


def in_words(size):
    """A size as people say it: "1 MB", "300 KB"."""
    if size >= 1_048_576:
        return f"{size / 1_048_576:.1f}".removesuffix(".0").replace(".", ",") + " MB"
    return f"{size // 1024} KB"
