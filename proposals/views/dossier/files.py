"""The files of one part of a dossier, as its page lists them, and one more that is handed in with a form."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.urls import reverse

from accounts.pages import renamed, stamps
from accounts.rules import Refused, Stale
from proposals.domain.draft import attachments, uploads
from proposals.models import Attachment


@dataclass
class PartFiles:
    """Rows of the upload list, and the earlier files with who attached and who removed them."""

    present: list[dict[str, object]] = field(default_factory=list)
    earlier: list[Attachment] = field(default_factory=list)


def listed(proposal, *, requirement=None, section=None):
    """What was handed in for one part; one query."""
    people = [f"{who}__{part}" for who in ("attached_by", "removed_by") for part in ("user", "unit", "agency")]
    rows = Attachment.objects.filter(proposal=proposal, requirement=requirement, section=section)
    files = PartFiles()
    for attachment in rows.select_related(*people).order_by("pk"):
        attachment.proposal = proposal
        if attachment.removed_at:
            files.earlier.insert(0, attachment)
        else:
            files.present.append(row(proposal, attachment))
    return files


def row(proposal, attachment):
    """A line of the upload list; a document is replaced on its own page."""

    def address(name):
        return reverse(f"proposals:{name}", args=[proposal.code, attachment.pk])

    return {
        "name": attachment.name,
        "url": address("attachment"),
        "size": attachment.size,
        "change_url": address("attachment_change") if attachment.section_id else "",
        "remove_url": address("attachment_removal"),
    }


def put(request, proposal, form, name, place, *, at):
    """Attach what was handed in, and say what people should know of it; False where it comes back to its sender."""
    file = form.cleaned_data[name]
    if not file:
        return True
    there = attachments.same(proposal, file.came_sha256, **place.fixed)
    seen = stamps.seen(request) if place.requirement else None
    try:
        attachment = uploads.put(proposal, file, place, seen=seen, by=request.office, at=at)
    except Stale:
        stamps.overtake(request, form)
        return False
    except Refused as refused:
        form.add_error(name, refused.refusal.sentence)
        return False
    if sentence := uploads.said_of(attachment, file, was_there=bool(there)):
        messages.info(request, sentence)
    # Its form may come back for what else is wrong.
    renamed.say(request)
    return True
