"""Files of a dossier: documents and evidence, attached and removed."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain import events, stamps
from accounts.files import keeping
from accounts.files.taking import Allowed
from accounts.rules import Refusal, Refused
from competitions.models import Requirement
from proposals import rules
from proposals.domain.drafting import touch
from proposals.models import Attachment, Proposal

FOLDER = "attachments"
GONE = Refusal("file_gone", gettext_lazy("Berkas ini sudah dihapus."))


def allowed(part):
    """What the edition lets people hand in as this document, or as evidence of this section."""
    if isinstance(part, Requirement):
        return Allowed(kinds=tuple(part.kinds), max_bytes=part.max_bytes)
    return Allowed(kinds=tuple(part.evidence_kinds), max_bytes=part.evidence_max_bytes)


def same(proposal, file, *, requirement=None, section=None):
    """The attachment that came with the same bytes at the same place, None if there is none."""
    there = Attachment.objects.present().filter(proposal=proposal, requirement=requirement, section=section)
    return there.filter(came_sha256=file.came_sha256).first()


@transaction.atomic
def attach(proposal, file, *, requirement=None, section=None, by, at):
    """Keep `file` (a `taking.Taken`) as a document or as evidence; returns the Attachment.

    A document takes the place of the one before, which stays on record as removed. The same file at the same
    place is there once. Raises Refused.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    part = requirement or section
    if refusal := rules.writing_refusal(proposal, office=by, at=at, part=rules.part_name(part)) or rules.part_refusal(
        proposal, part
    ):
        raise Refused(refusal)
    if there := same(proposal, file, requirement=requirement, section=section):
        return there
    before = Attachment.objects.present().filter(proposal=proposal, requirement=requirement, section=section)
    if requirement:
        before.update(removed_at=at)
    elif before.count() >= section.evidence_max_files:
        raise Refused(too_many(section))
    attachment = Attachment.objects.create(
        proposal=proposal,
        requirement=requirement,
        section=section,
        attached_by=by,
        attached_at=at,
        **keeping.both(file, folder=FOLDER),
    )
    touch(proposal, at)
    events.record(
        "attachment.attached",
        on=proposal,
        by=by,
        at=at,
        attachment=attachment.pk,
        part=part.key,
        file_name=attachment.name,
        came_sha256=attachment.came_sha256,
        sha256=attachment.sha256,
    )
    return attachment


def stamp(proposal, requirement):
    """The stamp of the document that stands in one place of a dossier."""
    there = Attachment.objects.present().filter(proposal=proposal, requirement=requirement).order_by("pk")
    return stamps.fingerprint(list(there.values_list("pk", flat=True)))


@transaction.atomic
def detach(attachment, *, by, at):
    """Remove a file from the dossier; the row and the file stay, as history needs them."""
    proposal = Proposal.objects.locked(attachment.proposal_id)
    part = rules.part_name(attachment.section or attachment.requirement)
    if refusal := rules.writing_refusal(proposal, office=by, at=at, part=part):
        raise Refused(refusal)
    if not Attachment.objects.present().filter(pk=attachment.pk).update(removed_at=at):
        raise Refused(GONE)
    touch(proposal, at)
    events.record("attachment.detached", on=proposal, by=by, at=at, attachment=attachment.pk)


def too_many(section):
    """The refusal of one file more than the edition gives room for."""
    sentence = _("Satu bagian paling banyak memuat %(many)s berkas bukti") % {"many": section.evidence_max_files}
    return Refusal("file_too_many", sentence)


def expected():
    """What the store must hold of every dossier, removed files too: history names them."""
    for row in Attachment.objects.order_by("pk").iterator():
        yield from (row.on_record, row.clean)
