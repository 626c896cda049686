"""What is known of somebody's judging for letters that are looked at before any act writes them."""

from functools import partial

from django.db.models import Case, Value, When

from accounts.models import JUDGES, Role
from accounts.templatetags.moments import left
from judging import letters, stages
from judging.letters import calendars
from judging.letters.skipping import skipped_words, stage_after
from judging.models import Assignment, Decision, Invitation, PanelMember, Session, Visit
from proposals.reading.addressed import owned


def of_judging(key, office, edition, at):
    """The fields of a letter to a judge about the own stage, or to whoever is judged about the own proposals."""
    if edition is None:
        return dict
    if office.role in JUDGES:
        return of_judge(key, office, edition, at)
    own = owned(office, edition) if office.role in (Role.UNIT, Role.AGENCY_ADMIN) else None
    return ABOUT_ENTRANTS[key](own, edition) if own is not None and key in ABOUT_ENTRANTS else dict


def of_judge(key, office, edition, at):
    """What a judge is asked: the invitation, or the stage where the judge is seated, one that is open first."""
    if key in ("judge.invited", "reminder.invited"):
        asked = Invitation.objects.filter(judge=office.user_id, stage__edition=edition).select_related("stage__edition")
        invitation = asked.order_by("-invited_at", "-pk").first()
        return partial(letters.invited_words, invitation.stage, invitation) if invitation else dict
    is_open = Case(When(stage__opened_at__isnull=False, stage__closed_at=None, then=Value(0)), default=Value(1))
    seats = PanelMember.objects.filter(judge=office.user_id, stage__edition=edition).select_related("stage__edition")
    seat = seats.order_by(is_open, "-stage__position").first()
    if seat is None:
        return dict
    stage, count = seat.stage, unfinished(seat.stage, office.user_id)
    own = of_the_day(key, stage, office.user)

    def words():
        said = {"sisa": left(stage.closes_at, at), "jumlah": letters.number(count)}
        return {**letters.given_words(stage), **said, **own()}

    return words


def of_the_day(key, stage, judge):
    """The first session or visit of a judge in a stage, as letters about one tell it."""
    if not key.startswith(("session.", "visit.", "assignment.")):
        return dict
    sessions, visits = list(calendars.of_judge(stage, judge)[:1]), list(calendars.visits_of_judge(stage, judge)[:1])
    if key == "assignment.let_go" and (sessions or visits):
        return partial(letters.let_go_words, stage, sessions, visits)
    if key.startswith("session.") and sessions:
        return partial(letters.moved_words, stage, sessions, "", "")
    if key.startswith("visit.") and visits:
        return partial(letters.visit_moved_words, stage, visits[0], "", "")
    return dict


def unfinished(stage, judge):
    """How much work a judge has left in a stage."""
    held = Assignment.objects.filter(stage=stage, judge=judge).standing().without_conflict()
    work = stages.of(stage).WORK
    return (held.exclude(work.of_judge) if work and work.of_judge else held).count()


def heard(own, edition):
    """When the own proposals are heard."""
    sessions = Session.objects.standing().filter(proposal__in=own, stage__edition=edition)
    found = list(sessions.select_related("stage__edition", "proposal").order_by("starts_at", "pk"))
    first = [one for one in found if one.stage == found[0].stage]
    return partial(letters.set_words, found[0].stage, first) if found else dict


def heard_anew(own, edition):
    """One of these sessions, as it is told when it moves."""
    sessions = Session.objects.standing().filter(proposal__in=own, stage__edition=edition)
    one = sessions.select_related("stage__edition", "proposal").order_by("starts_at", "pk").first()
    return partial(letters.moved_words, one.stage, [one], "", "") if one else dict


def visited(own, edition):
    """On which day the own proposals are visited, where that is said beforehand."""
    visits = Visit.objects.standing().filter(proposal__in=own, stage__edition=edition, is_announced=True)
    found = list(visits.select_related("stage__edition", "proposal").order_by("planned_on", "pk"))
    return partial(letters.visits_words, found[0].stage, found) if found else dict


def visited_anew(own, edition):
    """One of these visits, as it is told when it moves."""
    visits = Visit.objects.standing().filter(proposal__in=own, stage__edition=edition, is_announced=True)
    one = visits.select_related("stage__edition", "proposal").order_by("planned_on", "pk").first()
    return partial(letters.visit_moved_words, one.stage, one, "", "") if one else dict


def decided(own, edition):
    """What the latest published stage decided about the own proposals: nothing that the public cannot know."""
    published = edition.stages.exclude(published_at=None).order_by("-position").first()
    decision = Decision.objects.filter(stage=published).first() if published else None
    if decision is None:
        return dict
    mine = set(own.values_list("pk", flat=True))
    outcomes = [outcome for proposal, outcome in letters.decided(published, decision) if proposal.pk in mine]
    return partial(letters.outcome_words, published, outcomes, stage_after(published)) if outcomes else dict


def left_out(own, edition):
    """What becomes of the own proposals where the next stage is left out."""
    ahead = edition.stages.filter(opened_at=None, skipped_at=None).order_by("position").first()
    standing = list(own.in_contest().order_by("title", "pk"))
    return partial(skipped_words, ahead, standing, stage_after(ahead)) if ahead and standing else dict


def told_why(own, _edition):
    """The own proposals, as they are named where there is feedback."""
    listed = "\n".join(f"- {one.title} ({one.code})" for one in own.in_contest().order_by("title", "pk"))
    return lambda: {"usulan": listed}


ABOUT_ENTRANTS = {
    "session.set": heard,
    "session.moved": heard_anew,
    "session.cancelled": heard_anew,
    "visit.set": visited,
    "visit.moved": visited_anew,
    "visit.cancelled": visited_anew,
    "stage.outcome": decided,
    "stage.skipped": left_out,
    "feedback.sent": told_why,
}
