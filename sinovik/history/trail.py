"""Reading the trail of events: which concern an edition, and what their subjects are called."""

from django.db.models import Q

from accounts.models import Agency, Event, Membership, Unit, User
from competitions.models import Edition, Stage
from judging.models import Assignment, Award, Decision, DiscussionEntry, JointMark, Scorecard, Verdict, Visit
from proposals.models import Proposal


def of_edition(edition, stages):
    """The events of an edition and everything of these stages, newest first."""
    return latest(
        Q(subject_type="competitions.edition", subject_id=edition.pk)
        | Q(
            subject_type="proposals.proposal",
            subject_id__in=Proposal.objects.filter(edition=edition).values("pk"),
        )
        | in_stages(stages)
    )


def of_stage(stage):
    """The events of one stage: its acts and its people's work, newest first."""
    return latest(in_stages([stage]))


def latest(condition):
    """The events that meet a condition, newest first."""
    return Event.objects.filter(condition).order_by("-number")


def in_stages(stages):
    """The condition of an event about one of the stages, or about work done in them."""
    keys = [stage.pk for stage in stages]
    own = {
        "judging.verdict": Verdict.objects.filter(stage__in=keys),
        "judging.assignment": Assignment.objects.filter(stage__in=keys),
        "judging.discussionentry": DiscussionEntry.objects.filter(stage__in=keys),
        "judging.jointmark": JointMark.objects.filter(stage__in=keys),
        "judging.scorecard": Scorecard.objects.filter(assignment__stage__in=keys),
        "judging.visit": Visit.objects.filter(stage__in=keys),
        "judging.award": Award.objects.filter(stage__in=keys),
        "judging.decision": Decision.objects.filter(stage__in=keys),
    }
    found = Q(subject_type="competitions.stage", subject_id__in=keys)
    for kind, rows in own.items():
        found |= Q(subject_type=kind, subject_id__in=rows.values("pk"))
    return found


def addresses(events):
    """The mail address of everybody who acted, by id: names alone mix people up; one query."""
    actors = {event.actor_id for event in events} - {None}
    return dict(User.objects.filter(pk__in=actors).values_list("pk", "email"))


def names(events):
    """What editions, stages and proposals among the subjects are called, by (type, id); three queries."""
    ids = {"competitions.edition": set(), "competitions.stage": set(), "proposals.proposal": set()}
    found = {}
    for event in events:
        if event.subject_type in ids:
            ids[event.subject_type].add(event.subject_id)
        # Events about marks name a proposal by its number, which is what it is called.
        if isinstance(proposal := event.particulars.get("proposal"), str):
            found["proposals.proposal", proposal] = proposal
        elif proposal:
            ids["proposals.proposal"].add(proposal)
    for edition in Edition.objects.filter(pk__in=ids["competitions.edition"] or [0]):
        found["competitions.edition", edition.pk] = edition.name
    for stage in Stage.objects.filter(pk__in=ids["competitions.stage"] or [0]).select_related("edition"):
        found["competitions.stage", stage.pk] = f"{stage.name}, {stage.edition.name}"
    for pk, code in Proposal.objects.filter(pk__in=ids["proposals.proposal"] or [0]).values_list("pk", "code"):
        found["proposals.proposal", pk] = code
    return found | names_of_holds(events) | names_of_people(events)


def names_of_holds(events):
    """Of which edition letters were kept back; one query once there are any."""
    slugs = {
        event.subject_id: event.particulars["edition"]
        for event in events
        if event.subject_type == "accounts.hold" and event.particulars.get("edition")
    }
    called = dict(Edition.objects.filter(slug__in=slugs.values()).values_list("slug", "name")) if slugs else {}
    return {("accounts.hold", pk): called.get(slug, slug) for pk, slug in slugs.items()}


def names_of_people(events):
    """The same for people, their offices and places; a query for each kind that occurs."""
    ids = {kind: set() for kind in ("accounts.user", "accounts.membership", "accounts.agency", "accounts.unit")}
    for event in events:
        if event.subject_type in ids:
            ids[event.subject_type].add(event.subject_id)
    found = {}
    if ids["accounts.user"]:
        for user in User.objects.filter(pk__in=ids["accounts.user"]):
            found["accounts.user", user.pk] = user.told_apart
    if ids["accounts.membership"]:
        for membership in Membership.objects.filter(pk__in=ids["accounts.membership"]).with_places():
            found["accounts.membership", membership.pk] = f"{membership.user.told_apart}, {membership.label}"
    for kind, model in (("accounts.agency", Agency), ("accounts.unit", Unit)):
        if ids[kind]:
            names = model.objects.filter(pk__in=ids[kind]).values_list("pk", "name")
            found |= {(kind, pk): name for pk, name in names}
    return found
