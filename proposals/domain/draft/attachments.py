"""Files of a dossier: documents and evidence, attached and removed."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain import events, stamps
from accounts.files import keeping
from accounts.files.kinds import KINDS
from accounts.files.taking import Allowed
from accounts.models import HandedIn
from accounts.rules import Refusal, Refused, refuse
from competitions.models import Requirement
from proposals import rules
from proposals.domain.draft.drafting import touch
from proposals.models import Attachment, Proposal

FOLDER = "attachments"
GONE = Refusal("file_gone", gettext_lazy("Berkas ini sudah dihapus."))


def allowed(part):
    """What the edition lets people hand in as this document, or as evidence of this section."""
    if isinstance(part, Requirement):
        return Allowed(kinds=tuple(part.kinds), max_bytes=part.max_bytes)
    return Allowed(kinds=tuple(part.evidence_kinds), max_bytes=part.evidence_max_bytes)


def same(proposal, came_sha256, *, requirement=None, section=None):
    """The attachment that came with the same bytes at the same place, None if there is none."""
    there = Attachment.objects.present().filter(proposal=proposal, requirement=requirement, section=section)
    return there.filter(came_sha256=came_sha256).first()


def elsewhere(attachment):
    """Where else in its dossier a file stands that came with the same bytes: the first such part, or None."""
    others = (
        Attachment.objects.present()
        .filter(proposal=attachment.proposal_id, came_sha256=attachment.came_sha256)
        .exclude(pk=attachment.pk)
    )
    other = others.select_related("section", "requirement").order_by("pk").first()
    return other and (other.section or other.requirement)


@transaction.atomic
def attach(proposal, file, *, requirement=None, section=None, instead_of=None, by, at, begun_at=None):
    """Keep `file` (a `taking.Taken`) as a document or as evidence; returns the Attachment.

    A document takes the place of the one before, evidence that of the one it comes `instead_of`; what was there
    stays on record as removed. The same file at the same place is there once. `begun_at` is the moment at which it
    began to come, which counts for deadlines. Raises Refused.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    part = requirement or section
    refuse(handing_in_refusal(proposal, part, by=by, at=begun_at or at))
    if there := same(proposal, file.came_sha256, requirement=requirement, section=section):
        return there
    refuse(room_refusal(proposal, section=section, instead_of=instead_of))
    present = Attachment.objects.present().filter(proposal=proposal, requirement=requirement, section=section)
    removed = present if requirement else present.filter(pk=instead_of and instead_of.pk)
    replaced = list(removed.values_list("pk", flat=True))
    removed.update(removed_at=at, removed_by=by)
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
        **({"instead_of": replaced} if replaced else {}),
    )
    return attachment


def handing_in_refusal(proposal, part, *, by, at):
    """Why `by` may not hand in a file for a part of a proposal at `at`; None if it may."""
    return rules.writing_refusal(proposal, office=by, at=at, part=rules.part_name(part)) or rules.part_refusal(
        proposal, part
    )


def room_refusal(proposal, *, section=None, instead_of=None):
    """Why one more file, or one instead of another, has no room at a place; None if it has."""
    present = Attachment.objects.present().filter(proposal=proposal, section=section)
    if instead_of:
        return None if present.filter(pk=instead_of.pk).exists() else GONE
    return too_many(section) if section and present.count() >= section.evidence_max_files else None


@transaction.atomic
def carry(proposal, attachment, *, requirement=None, section=None, by, at):
    """Attach what another dossier holds; returns the Attachment, None where it is not allowed here or has no room."""
    part = requirement or section
    what = allowed(part)
    kinds = {KINDS[key].content_type for key in what.kinds}
    there = Attachment.objects.present().filter(proposal=proposal, requirement=requirement, section=section)
    if attachment.content_type not in kinds or attachment.size > what.max_bytes:
        return None
    if there.count() >= (section.evidence_max_files if section else 1):
        return None
    kept = {field.name: getattr(attachment, field.name) for field in HandedIn._meta.get_fields()}
    carried = Attachment.objects.create(
        proposal=proposal, requirement=requirement, section=section, attached_by=by, attached_at=at, **kept
    )
    events.record(
        "attachment.attached",
        on=proposal,
        by=by,
        at=at,
        attachment=carried.pk,
        part=part.key,
        file_name=carried.name,
        came_sha256=carried.came_sha256,
        sha256=carried.sha256,
    )
    return carried


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
    if not Attachment.objects.present().filter(pk=attachment.pk).update(removed_at=at, removed_by=by):
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
