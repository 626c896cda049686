"""Finalists are coached: their time begins with the list that names them, notes reach them, the bettered text is frozen
beside the judged one. Nothing is put back: whatever was written since stands in versions and files of its own.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from accounts.domain import events
from accounts.rules import Refused, refuse
from proposals import letters, rules
from proposals.domain import completeness, mending, submission
from proposals.domain.catalogue import publication
from proposals.domain.draft import drafting
from proposals.models import CatalogueEntry, Coaching, CoachingNote, Proposal, Revision, Status

REMIND_BEFORE = timedelta(days=3)


def begin(proposals, *, stage, by, at):
    """Open the texts of those that go on from `stage`, for the calendar days of its plan, and tell their people.

    Part of publishing the stage, with the proposals locked. Nothing where the plan gives no days; a proposal is
    coached once. Returns the Coachings.
    """
    days = stage.arranged.days_to_coach
    if not days:
        return []
    until = mending.last_moment(at, days)
    fresh = [one for one in proposals if one.status == Status.SUBMITTED and not one.is_coached]
    return [begin_one(proposal, stage, until=until, by=by, at=at) for proposal in fresh]


def begin_one(proposal, stage, *, until, by, at):
    """Begin the time of one proposal; what stands is what judges go on reading."""
    sections = drafting.closed(proposal, at)
    proposal.coached_since, proposal.coached_until = at, until
    proposal.save(update_fields=["coached_since", "coached_until"])
    coaching = Coaching.objects.create(proposal=proposal, stage=stage, opened_at=at, opened_by=by, until=until)
    told = Proposal.objects.select_related("edition", "agency", "unit").get(pk=proposal.pk)
    letters.tell("proposal.coaching_opened", told, at=at, by=by, until=until)
    events.record("proposal.coaching_opened", on=proposal, by=by, at=at, until=until.isoformat(), sections=sections)
    return coaching


@transaction.atomic
def write_note(coaching, text, *, section=None, is_seated=False, is_tied=False, by, at):
    """Advise a finalist, on the whole or on one section; its people are told by letter. Returns the CoachingNote.

    The caller knows who sits on the panel of the stage and whom what ties. Raises Refused.
    """
    proposal = Proposal.objects.locked(coaching.proposal_id)
    coaching = Coaching.objects.select_related("proposal").get(pk=coaching.pk)
    refuse(rules.noting_refusal(coaching, office=by, text=text, is_seated=is_seated, is_tied=is_tied, at=at))
    if section and rules.part_refusal(proposal, section):
        raise Refused(rules.FOREIGN_SECTION)
    note = CoachingNote.objects.create(coaching=coaching, section=section, text=text.strip(), by=by, at=at)
    where = f"{section.title}: " if section else ""
    letters.tell("proposal.coaching_noted", proposal, at=at, by=by, note=f"{where}{note.text}", until=coaching.until)
    events.record(
        "proposal.coaching_noted", on=proposal, by=by, at=at, note=note.pk, part=section.key if section else ""
    )
    return note


@transaction.atomic
def hand_in(proposal, *, declared: bool, by, at):
    """The agency's admin hands the bettered text in: frozen beside the judged one, as often as wanted until the end.

    Returns the Revision, whose hash is its receipt. Raises Refused.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.coached_refusal(proposal, office=by, gap=gap(proposal), at=at))
    if not declared:
        raise Refused(rules.UNDECLARED)
    revision = submission.freeze(proposal, is_coached=True, by=by, at=at)
    sections = drafting.closed(proposal, at)
    renew(proposal, at=at)
    letters.tell("proposal.coached", proposal, at=at, by=by, sha256=revision.sha256)
    events.record(
        "proposal.coached",
        on=proposal,
        by=by,
        at=at,
        revision=revision.number,
        sha256=revision.sha256,
        sections=sections,
    )
    return revision


@transaction.atomic
def let_show(proposal, is_shown: bool, *, by, at):
    """Say whether the public reads the bettered text; what is published follows at once. Raises Refused."""
    proposal = Proposal.objects.locked(proposal.pk)
    coaching = Coaching.objects.select_related("stage").filter(proposal=proposal).first()
    refuse(
        rules.coached_showing_refusal(
            proposal,
            office=by,
            may_be_shown=bool(coaching and coaching.stage.arranged.shows_coached),
            is_handed_in=newest(proposal) is not None,
        )
    )
    coaching.is_shown = is_shown
    coaching.save(update_fields=["is_shown"])
    renew(proposal, at=at)
    events.record("proposal.coached_shown" if is_shown else "proposal.coached_hidden", on=proposal, by=by, at=at)
    return coaching


def renew(proposal, *, at):
    """Bring the entry of the catalogue up to date, if there is one."""
    if CatalogueEntry.objects.filter(proposal=proposal).exists():
        publication.publish(proposal, awards=(), at=at)


def gap(proposal):
    """What the sections of a coached finalist lack first, in words; None where nothing."""
    if not proposal.is_coached:
        return None
    problems = (one for part in opened(completeness.of(proposal)) for one in part.problems)
    first = next(problems, None)
    return str(first.sentence) if first else None


def opened(standing):
    """Those parts of a Completeness that are bettered, in the order of the form."""
    return [part for part in standing.parts if part.kind == "section"]


def newest(proposal):
    """The bettered text that was handed in last, or None."""
    return Revision.objects.filter(proposal=proposal, is_coached=True).order_by("-number").first()


def remind_of_those_ending(*, at):
    """Tell the people of every finalist whose time ends within three days and who handed nothing in, once.

    Returns how many there were.
    """
    soon = Coaching.objects.filter(
        reminded_at=None, until__gt=at, until__lte=at + REMIND_BEFORE, opened_at__lt=F("until") - REMIND_BEFORE
    )
    return sum(remind(pk, at=at) for pk in soon.order_by("pk").values_list("proposal", flat=True))


@transaction.atomic
def remind(proposal_id, *, at):
    """Tell the people of one finalist that its time ends soon; whether they were told."""
    proposal = Proposal.objects.locked(proposal_id)
    coaching = Coaching.objects.locked(proposal.coaching.pk)
    is_over = coaching.reminded_at or at >= coaching.until or proposal.status != Status.SUBMITTED
    if is_over or newest(proposal):
        return False
    coaching.reminded_at = at
    coaching.save(update_fields=["reminded_at"])
    letters.tell("proposal.coaching_ending", proposal, at=at, by=None, until=coaching.until)
    events.record("proposal.coaching_reminded", on=proposal, by=None, at=at)
    return True
