"""Reminding judges of open work, and telling the secretariat who is late."""

from functools import partial

from django.db.models import Count, Max, Min

from accounts.moments import end_of
from competitions.domain import reminding
from competitions.models import Reminder, Stage
from judging import letters, stages
from judging.domain.hearings import materials
from judging.letters import objecting
from judging.models import Assignment, Invitation, Objection, PanelMember


def remind_judges(*, at):
    """Send the reminders of invitations, materials, open stages and objections; returns how many letters were written.

    Judges who may discuss from now on are told so, too.
    """
    tell_of_discussions(at=at)
    found = [*due_invitations(at=at), *due_materials(at=at), *due_work(at=at), *due_answers(at=at)]
    return reminding.remind_all(found, of=[about for about in Reminder.About if about != Reminder.About.DRAFTS], at=at)


def tell_of_discussions(*, at):
    """Write to the judges of every open stage that discusses once all cards are signed; again if one is reopened."""
    open_now = Stage.objects.filter(opened_at__isnull=False, closed_at=None, skipped_at=None)
    for stage in open_now.select_related("edition").order_by("pk"):
        if not (stage.arranged.is_discussed and stage.takes_marks(at)):
            continue
        cards = Assignment.objects.filter(stage=stage).standing()
        if not cards.filter(scorecard__locked_at=None).exists() and (
            since := cards.aggregate(last=Max("scorecard__locked_at"))["last"]
        ):
            # By the moment of the last signature each is told once.
            letters.tell("discussion.opened", stage, at=since)


def due_work(*, at):
    """The reminders of open stages whose moment has come."""
    open_now = Stage.objects.filter(opened_at__isnull=False, closed_at=None, skipped_at=None)
    for stage in open_now.select_related("edition").prefetch_related("edition__reminders").order_by("pk"):
        rows = stage.edition.reminders.all()
        for about, concerned in CONCERNED.items():
            if about == Reminder.About.JUDGING and not stage.takes_marks(at):
                continue
            if moment := reminding.due(rows, about, stage.opens_at, stage.closes_at, at=at):
                yield reminding.DueReminder(stage.edition, about, partial(concerned, stage, at=at), moment, stage)


def due_invitations(*, at):
    """The reminders of invitations without an answer, days before the last day for one."""
    asked = Invitation.objects.waiting().filter(stage__closed_at=None, stage__skipped_at=None, judge__is_active=True)
    spans = asked.values_list("stage", "reply_by").annotate(since=Min("invited_at")).order_by("stage", "reply_by")
    stages_of = {
        stage.pk: stage
        for stage in Stage.objects.filter(pk__in=asked.values("stage"))
        .select_related("edition")
        .prefetch_related("edition__reminders")
    }
    for pk, reply_by, since in spans:
        stage, about = stages_of[pk], Reminder.About.INVITED
        if moment := reminding.due(stage.edition.reminders.all(), about, since, end_of(reply_by), at=at):
            own = asked.filter(stage=pk, reply_by=reply_by)
            yield reminding.DueReminder(stage.edition, about, partial(unanswered, stage, own), moment, stage)


def unanswered(stage, invitations):
    """The judges who have not answered, and the words for each."""
    for one in invitations.select_related("judge").order_by("pk"):
        yield one.judge, partial(letters.awaited_words, stage, one)


def due_materials(*, at):
    """The reminders of materials that are missing whose moment has come, days before they are due."""
    about = Reminder.About.MATERIALS
    open_now = Stage.objects.filter(opened_at__isnull=False, closed_at=None, skipped_at=None)
    for stage in open_now.select_related("edition").prefetch_related("edition__reminders").order_by("pk"):
        for end, missing in materials.missing_by_due(stage, at=at).items():
            if moment := reminding.due(stage.edition.reminders.all(), about, stage.opens_at, end, at=at):
                told = partial(letters.lacking, stage, missing, end, at=at)
                yield reminding.DueReminder(stage.edition, about, told, moment, stage)


def due_answers(*, at):
    """The reminders of objections that somebody is to answer, days before the last day for it."""
    asked = Objection.objects.to_write().filter(assigned_to__user__is_active=True, stage__published_at=None)
    spans = asked.values_list("stage", "answer_by").annotate(since=Min("assigned_at")).order_by("stage", "answer_by")
    about = Reminder.About.ANSWERS
    stages_of = {
        stage.pk: stage
        for stage in Stage.objects.filter(pk__in=asked.values("stage"))
        .select_related("edition")
        .prefetch_related("edition__reminders")
    }
    for pk, answer_by, since in spans:
        stage, end = stages_of[pk], end_of(answer_by)
        if moment := reminding.due(stage.edition.reminders.all(), about, since, end, at=at):
            own = asked.filter(stage=pk, answer_by=answer_by)
            told = partial(objecting.unanswered, own, end, at=at)
            yield reminding.DueReminder(stage.edition, about, told, moment, stage)


def unfinished(stage, *, at):
    """The judges who have work left in a stage, and the words for each."""
    for judge, _code, count in open_work(stage):
        yield judge, lambda count=count: letters.unfinished_words(stage, count, at=at)


def late(stage, *, at):
    """The secretaries, when judges have work left; nobody when all is done."""
    found = open_work(stage)
    for person in letters.secretaries(at=at) if found else ():
        yield person, lambda: letters.late_words(stage, found)


def open_work(stage):
    """(judge, code, how many) of everybody whose work in a stage is not finished, by code; two queries."""
    work = stages.of(stage).WORK
    if work is None or work.of_judge is None:
        return []
    held = Assignment.objects.filter(stage=stage).standing().without_conflict().exclude(work.of_judge)
    counts = dict(held.order_by().values_list("judge").annotate(number=Count("pk")))
    members = PanelMember.objects.filter(stage=stage, judge__in=counts, judge__is_active=True)
    return [
        (member.judge, member.code, counts[member.judge_id])
        for member in members.select_related("judge").order_by("code")
    ]


CONCERNED = {
    Reminder.About.JUDGING: unfinished,
    Reminder.About.LATE: late,
}
