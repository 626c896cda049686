"""Sending the dossier to the ministry: checked, counted, frozen."""

import hashlib
from datetime import UTC

from django.db import transaction
from django.db.models import Count, Max, Q

from accounts.domain import events
from accounts.models import Agency
from accounts.rules import Refused
from proposals import rules
from proposals.domain import completeness, dossier, lifecycle
from proposals.domain.catalogue import parents
from proposals.domain.draft import describing, drafting
from proposals.models import MaskedCopy, MaskedPassage, Proposal, Revision
from proposals.rules import Room

PLAIN = (
    "code",
    "title",
    "sdgs",
    "is_app",
    "video_url",
    "contact_name",
    "contact_phone",
    "contact_email",
)


@transaction.atomic
def submit(proposal, *, declared: bool, by, at):
    """Submit a complete dossier; returns the Revision that freezes it, whose hash is the receipt.

    `declared` says that the declaration of truth was ticked. Raises Refused: not yours, not with the
    agency, closed, incomplete, cap reached, not declared.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    # All submissions of one agency queue here, so that none counts the cap before another has used it up.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=proposal.agency_id)
    refusal = rules.submission_refusal(
        proposal, office=by, gap=completeness.of(proposal).first_gap, cap_left=cap_left(proposal), at=at
    )
    if refusal := refusal or (None if declared else rules.UNDECLARED):
        raise Refused(refusal)
    return sent_in("submit", proposal, by=by, at=at)


def sent_in(act, proposal, *, by, at):
    """What each act that sends a dossier in ends with; returns the Revision, whose hash its event names."""
    revision = freeze(proposal, by=by, at=at)
    lifecycle.finish(
        act,
        proposal,
        by=by,
        at=at,
        revision=revision.number,
        sha256=revision.sha256,
        identity=describing.closed(proposal, at),
        sections=drafting.closed(proposal, at),
    )
    return revision


def cap_left(proposal):
    """How much room the agency still has for this proposal, the narrowest; None without a cap. One query at most."""
    if not caps_on(proposal):
        return None
    used = (
        Proposal.objects.filter(edition=proposal.edition_id, agency=proposal.agency_id)
        .in_contest()
        .aggregate(all=Count("pk"), group=Count("pk", filter=Q(group=proposal.group_id)))
    )
    return narrowest(proposal, of_all=used["all"], of_group=used["group"])


def caps_on(proposal):
    """The caps that bind a proposal, each with the group that it is of; None stands for the edition."""
    group = proposal.group
    given = ((proposal.edition.agency_cap, None), (group.agency_cap if group else None, group))
    return [(cap, of) for cap, of in given if cap is not None]


def narrowest(proposal, *, of_all, of_group):
    """The narrowest room when the agency has so many in the contest, and in the group; None without a cap."""
    rooms = [
        Room(left=cap - (of_group if of else of_all), cap=cap, group=of.name if of else "")
        for cap, of in caps_on(proposal)
    ]
    return min(rooms, key=lambda room: room.left, default=None)


def freeze(proposal, *, is_coached=False, by, at):
    """Store the whole dossier as canonical JSON with its SHA-256, which binds text, files, time and sender.

    Of a coached finalist (`is_coached`) what was bettered, beside what was judged.
    """
    number = (proposal.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
    sent = {"revision": number, "submitted_at": at.astimezone(UTC).isoformat(), "submitted_by": by.signature}
    sent |= {"is_coached": True} if is_coached else {}
    body = events.canonical({**whole(proposal, as_coached=is_coached), **sent})
    return Revision.objects.create(
        proposal=proposal,
        number=number,
        is_coached=is_coached,
        body=body,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        at=at,
        by=by,
    )


def whole(proposal, *, as_coached=False):
    """Everything in the dossier as plain JSON values; files by their hashes."""
    found = dossier.read(proposal, blind=False, as_coached=as_coached)
    identity = {field: getattr(proposal, field) for field in PLAIN}
    return {
        **identity,
        "edition": proposal.edition.slug,
        "agency": proposal.agency_name,
        "unit": proposal.unit_name,
        "parents": [one.slug for one in parents.of(proposal)],
        "group": proposal.group.key,
        "category": proposal.category.key,
        "started_on": proposal.started_on.isoformat(),
        **masked(proposal),
        "sections": [
            {
                "key": chapter.key,
                "answers": [{"key": reply.key, "text": reply.text} for reply in chapter.replies],
                "files": [plain(file) for file in chapter.files],
            }
            for chapter in found.chapters
        ],
        "documents": [{"key": document.key, **plain(document.file)} for document in found.documents if document.file],
    }


def masked(proposal):
    """What blind judges read instead of the title, and what was marked to be masked; nothing where none reads blind."""
    copy = MaskedCopy.objects.filter(proposal=proposal).first()
    if copy is None:
        return {}
    passages = MaskedPassage.objects.filter(proposal=proposal).order_by("text").values_list("text", flat=True)
    return {"neutral_title": copy.title, "masked": list(passages)}


def plain(file):
    """A file as JSON values; its content stands in by its hash."""
    return {"name": file.name, "size": file.size, "sha256": file.sha256}
