"""Interview sessions as their participants, the panel and the secretariat see them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from competitions.kinds.settings import MATERIALS, VIDEO
from judging.domain.hearings import materials
from judging.models import Assignment, Material, MeetingRoom, PanelMember, PublicTimetable, Session
from proposals.models import Proposal, in_contest, neutral_title


@dataclass(frozen=True)
class MaterialRow:
    """One line of the checklist of a session; `material` is None while nothing was handed in."""

    kind: str
    name: str | Promise
    material: Material | None
    due: datetime
    is_late: bool

    @property
    def is_link(self) -> bool:
        return self.kind == VIDEO


def link():
    """The link of a session's room, as an annotation; None where it has none."""
    rooms = MeetingRoom.objects.filter(stage=OuterRef("stage"), room=OuterRef("room"))
    return Subquery(rooms.values("link")[:1])


def of_participant(office):
    """The sessions of an office's proposals, the latest first, each with `link`."""
    own = Proposal.objects.visible_to(office)
    return (
        Session.objects.filter(proposal__in=own)
        .select_related("stage__edition", "proposal__agency__region", "proposal__unit")
        .annotate(link=link())
        .order_by("-starts_at", "pk")
    )


def stages_of(sessions):
    """The stages of these sessions, the latest first, as a filter names them: [(key, name)]; one query."""
    found = sessions.order_by("-stage").values_list(
        "stage__edition__slug", "stage__position", "stage__name", "stage__edition__name"
    )
    return [(f"{slug}-{position}", f"{name}, {edition}") for slug, position, name, edition in found.distinct()]


def lacking_materials(office, at):
    """The sessions to come of an office's proposals that lack a material: [(stage, sessions)], the older stage first.

    One query, and one more for each stage that asks for materials.
    """
    ahead = defaultdict(list)
    for session in of_participant(office).filter(
        in_contest("proposal__"), starts_at__gt=at, stage__closed_at=None, stage__skipped_at=None
    ):
        ahead[session.stage].append(session)
    for stage, sessions in sorted(ahead.items(), key=lambda pair: pair[0].pk):
        owing = materials.owing(sessions)
        if lacking := [session for session in sessions if session.proposal_id in owing]:
            yield stage, lacking


def in_stage(stage):
    """The sessions of a stage in the order of the day, each with `link`."""
    return (
        Session.objects.standing()
        .filter(stage=stage)
        .select_related("stage__edition", "proposal__agency__region", "noted_by__user")
        .annotate(link=link())
        .order_by("starts_at", "room", "pk")
    )


def in_calendar(stage):
    """Every session of a stage, also those that are off, for calendars that have them."""
    return with_link(Session.objects.filter(stage=stage))


def of_judge(user, stage):
    """The sessions that a judge hears, and those of them that are off, for calendars."""
    held = heard_by(stage).filter(judge=user)
    return with_link(Session.objects.filter(stage=stage, proposal__in=held.values("proposal")))


def with_link(sessions):
    """Sessions with everything that a calendar says of them, in the order of the day."""
    return (
        sessions.select_related("stage__edition", "proposal__agency")
        .annotate(link=link())
        .order_by("starts_at", "room", "pk")
    )


def days(stage):
    """The days on which somebody is heard; one query."""
    moments = Session.objects.standing().filter(stage=stage).order_by("starts_at").values_list("starts_at", flat=True)
    return list(dict.fromkeys(timezone.localdate(moment) for moment in moments))


def hearers(stage):
    """Who hears each proposal, in the order of their codes: {proposal id: [members]}; two queries.

    Those who hold it, wherever they are seated: a session that was moved to another room keeps its judges.
    """
    seat = {one.judge_id: one for one in PanelMember.objects.filter(stage=stage).select_related("judge")}
    found = defaultdict(list)
    for proposal, judge in heard_by(stage).values_list("proposal", "judge"):
        if judge in seat:
            found[proposal].append(seat[judge])
    return {proposal: sorted(own, key=lambda member: member.code) for proposal, own in found.items()}


def heard_by(stage):
    """Who hears what in a stage, as assignments: neither given back nor tied."""
    return Assignment.objects.filter(stage=stage, recused_at=None).without_conflict()


def day_by_room(stage, day):
    """The sessions of one day by room, each with `panel`, and all who hear one there: [(room, sessions, judges)].

    Three queries.
    """
    titles = neutral_title("proposal__") if stage.is_blind else F("proposal__title")
    held = [one for one in in_stage(stage).annotate(title=titles) if timezone.localdate(one.starts_at) == day]
    panels = hearers(stage)
    by_room = defaultdict(list)
    for session in held:
        session.panel = panels.get(session.proposal_id, [])
        by_room[session.room].append(session)
    return [
        (room, own, sorted({member for one in own for member in one.panel}, key=lambda member: member.code))
        for room, own in sorted(by_room.items())
    ]


def panel_of(session):
    """Who hears a session, for its applicant: names where the plan shows them, nobody elsewhere; a query there."""
    if session.stage.hides_judges:
        return []
    held = heard_by(session.stage).filter(proposal=session.proposal_id)
    members = PanelMember.objects.filter(stage=session.stage, judge__in=held.values("judge")).select_related("judge")
    return [member.judge.told_apart for member in members.order_by("code")]


def public_timetable(stage):
    """How the timetable is open to the public, or None."""
    return PublicTimetable.objects.filter(stage=stage).first()


def open_timetables(edition):
    """The positions of the stages of an edition whose timetable everybody may read; one query."""
    open_ones = PublicTimetable.objects.filter(stage__edition=edition, stage__skipped_at=None)
    return open_ones.values_list("stage__position", flat=True)


def checklist(session, there):
    """The materials that a session asks for, in order. `there` is what stands of them by kind."""
    stage = session.stage
    due = stage.arranged.materials_due(session.starts_at) if stage.arranged.asked_materials else None
    return [
        MaterialRow(
            kind,
            capfirst(called),
            there.get(kind),
            due,
            bool(there.get(kind) and there[kind].handed_in_at >= due),
        )
        for kind, called in MATERIALS
        if kind in stage.arranged.asked_materials
    ]


def checklists(sessions):
    """The checklists of sessions of one stage, by proposal; one query."""
    there = materials.handed_in(sessions)
    return {one.proposal_id: checklist(one, there[one.proposal_id]) for one in sessions}


def for_panel(assignment):
    """The materials that a judge of this dossier may open; one query where the stage asks for some.

    In a blind stage the link of a video is left out: where it leads says whose it is.
    """
    stage = assignment.stage
    if not stage.arranged.asked_materials:
        return []
    here = Material.objects.present().filter(stage=stage, proposal=assignment.proposal_id)
    found = {one.kind: one for one in here if not (stage.is_blind and one.link)}
    return [(capfirst(called), found[kind]) for kind, called in MATERIALS if kind in found]


def file_name(material, *, blind):
    """What the file of a material is called: as it was handed in, or by its kind alone where nobody may know whose."""
    if not blind:
        return material.kept.name
    return f"{dict(MATERIALS)[material.kind]}.pdf"


def state_of(rows):
    """How far a checklist is, in words."""
    done = sum(1 for row in rows if row.material)
    return _("%(done)d dari %(total)d bahan") % {"done": done, "total": len(rows)} if rows else ""
