"""What entrants hand in for their sessions, and who they say will present."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from accounts.domain import events, stamps
from accounts.files import keeping
from accounts.files.sizes import MEBIBYTE
from accounts.files.taking import Allowed
from accounts.rules import Refused, refuse
from competitions.kinds.settings import MATERIALS, VIDEO
from judging import rules
from judging.models import Material, MaterialFile, Session
from proposals.rules import NO_PUBLIC_VIDEO, video_refusal

FOLDER = "materials"


def allowed(stage):
    """What may be handed in as slides or as a summary."""
    return Allowed(kinds=("pdf",), max_bytes=stage.arranged.material_mebibytes * MEBIBYTE)


def present(session, kind):
    """What stands as a material of a session, or None."""
    here = Material.objects.present().filter(stage=session.stage_id, proposal=session.proposal_id, kind=kind)
    return here.first()


def handed_in(sessions):
    """What stands of the materials of these sessions of one stage: {proposal id: {kind: Material}}; one query."""
    found = defaultdict(dict)
    proposals = {session.proposal_id: session.stage_id for session in sessions}
    here = Material.objects.present().filter(stage__in=set(proposals.values()), proposal__in=proposals)
    for material in here.order_by("pk"):
        if proposals[material.proposal_id] == material.stage_id:
            found[material.proposal_id][material.kind] = material
    return found


def owing(sessions):
    """The ids of the proposals of these sessions of one stage of which something is still missing.

    One query where the stage asks for materials, none elsewhere.
    """
    asked = {kind for session in sessions[:1] for kind in session.stage.arranged.asked_materials}
    if not asked:
        return set()
    there = handed_in(sessions)
    return {session.proposal_id for session in sessions if asked - set(there[session.proposal_id])}


def missing_by_due(stage, *, at):
    """What is still missing of sessions to come, by the moment it is due: {moment: [(proposal, names)]}.

    Two queries for a stage that asks for materials, none for another.
    """
    asked = stage.arranged.asked_materials
    if not asked:
        return {}
    ahead = list(
        Session.objects.standing().filter(stage=stage, starts_at__gt=at).select_related("proposal").order_by("pk")
    )
    there, found = handed_in(ahead), defaultdict(list)
    for session in ahead:
        names = [called for kind, called in MATERIALS if kind in asked and kind not in there[session.proposal_id]]
        if names:
            found[stage.arranged.materials_due(session.starts_at)].append((session.proposal, names))
    return dict(sorted(found.items()))


def stamp(session, kind):
    """The stamp of what stands as one material."""
    there = present(session, kind)
    return stamps.fingerprint([there.pk] if there else [])


@transaction.atomic
def hand_in(session, kind, *, file=None, link="", by, at: datetime):
    """Hand a material in: a `file` (a `taking.Taken`), or for the video a `link`. It replaces what was there.

    The same file or link again changes nothing. Raises Refused.
    """
    session = Session.objects.locked(session.pk)
    refuse(rules.material_refusal(session, kind) or rules.preparing_refusal(session, office=by, at=at))
    refuse(video_refusal(link) if link else None)
    if (kind == VIDEO) != bool(link) or bool(link) == bool(file):
        raise Refused(NO_PUBLIC_VIDEO if kind == VIDEO else rules.NOT_ASKED_FOR)
    before = present(session, kind)
    if before and (before.link == link if link else before.kept.came_sha256 == file.came_sha256):
        return before
    if before:
        Material.objects.filter(pk=before.pk).update(replaced_at=at)
    material = Material.objects.create(
        stage=session.stage,
        proposal=session.proposal,
        kind=kind,
        link=link,
        handed_in_at=at,
        handed_in_by=by,
    )
    if file:
        MaterialFile.objects.create(material=material, **keeping.both(file, folder=FOLDER))
    events.record(
        "material.handed_in",
        on=session.proposal,
        by=by,
        at=at,
        stage=session.stage_id,
        kind=kind,
        sha256=material.kept.sha256 if file else "",
    )
    return material


@transaction.atomic
def name_presenter(session, presenter, *, seen=None, by, at: datetime):
    """Say who will present; said again, it replaces what was said."""
    session = Session.objects.locked(session.pk)
    refuse(rules.preparing_refusal(session, office=by, at=at))
    if session.presenter == presenter:
        return session
    stamps.unchanged(seen, stamps.fingerprint([session.presenter]), session)
    session.presenter = presenter
    session.save(update_fields=["presenter"])
    events.record("session.presenter_named", on=session, by=by, at=at, proposal=session.proposal_id)
    return session


def expected():
    """What the store must hold of all that was handed in, what was replaced, too."""
    for row in MaterialFile.objects.order_by("pk").iterator():
        yield from (row.on_record, row.clean)
