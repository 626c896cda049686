"""People of the ministry with a tie to a proposal neither open it nor act on it; the page says who does.

Every act ends with its event, and every event asks here (`asked_of`): there is no act that forgets it.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import events
from accounts.models import MINISTRY, Membership
from accounts.models.asked_often import asked_often
from accounts.rules import Refusal, Refused
from judging import rules
from judging.domain.missing import NAMED
from judging.models import (
    Assignment,
    Award,
    Entrant,
    Feedback,
    Interest,
    Objection,
    Rereading,
    Scorecard,
    Session,
    UnopenedFile,
    Verdict,
    Visit,
    tied_to,
)
from proposals.models import CheckIn, Proposal, Replication

# What acts are done to, and where its proposal is found.
OF_PROPOSAL = {
    Proposal: "pk",
    Entrant: "proposal",
    Verdict: "proposal",
    Objection: "proposal",
    Award: "proposal",
    Session: "proposal",
    Visit: "proposal",
    Feedback: "proposal",
    Assignment: "proposal",
    Rereading: "proposal",
    Scorecard: "assignment__proposal",
    UnopenedFile: "attachment__proposal",
    # Of winners of the portal's own editions: earlier ones have no proposal that could tie anybody.
    CheckIn: "entry__proposal",
    Replication: "entry__proposal",
}
# The same as events and motions call it.
BY_NAME = {model._meta.label_lower: model for model in OF_PROPOSAL}
# Particulars of an event on something larger that name proposals.
NAMING = ("proposal", "out", "taken")
# What is done because of a tie.
FREE = {"interest.declared"}


def behind(model, pk):
    """The proposal that something of it leads to, not looked up yet."""
    return Proposal.objects.filter(pk__in=model.objects.filter(pk=pk).values(OF_PROPOSAL[model]))


def asked_of(name, on, *, by, at, particulars):
    """Stop an act of the ministry on a proposal that ties whoever does it, as it is recorded."""
    if not is_asked(by) or name in FREE:
        return
    if type(on) in OF_PROPOSAL:
        refuse_found(tie_behind(by.user_id, timezone.localdate(at), type(on), on.pk), at=at)
    elif named := [particulars[key] for key in NAMING if isinstance(particulars.get(key), int)]:
        refuse_tied(by, *named, at=at)


def refuse_tied(by, *proposals, at):
    """Stop whoever acts for the ministry on a proposal, named by its id, that ties them; others are let through."""
    if is_asked(by) and proposals:
        refuse_found(ties_among(by.user_id, timezone.localdate(at), *proposals), at=at)


@asked_often
def ties_among(user, day, *proposals):
    """Those of some proposals, by id, that tie somebody on a day."""
    return (
        tied_to(user, Proposal.objects.filter(pk__in=proposals), day).select_related("agency__region").order_by("code")
    )


@asked_often
def tie_behind(user, day, model, pk):
    """The proposal that something of it leads to, where it ties somebody on a day."""
    return tied_to(user, behind(model, pk), day).select_related("agency__region").order_by("code")


@asked_often
def tie_under(user, day, code):
    """The proposal of a code, where it ties somebody on a day."""
    return tied_to(user, Proposal.objects.filter(code=code), day).select_related("agency__region").order_by("pk")


def refuse_under(by, code, *, at):
    """The same for the proposal of a code, as an address has it; one query, for the ministry alone."""
    if is_asked(by):
        refuse_found(tie_under(by.user_id, timezone.localdate(at), code.upper()), at=at)


def refuse_behind(by, model, pk, *, at):
    """The same for the proposal that something of it leads to; one query, for the ministry alone."""
    if is_asked(by):
        refuse_found(tie_behind(by.user_id, timezone.localdate(at), model, pk), at=at)


def is_asked(by):
    """Whether ties stop whoever acts: people of the ministry."""
    return by is not None and by.role in MINISTRY


def refuse_found(tied, *, at):
    """Stop an act where a proposal ties whoever does it: the first is named, with who sees to it instead."""
    for one in tied:
        sentence = f"{rules.HELD_APART.sentence} {said(colleagues(one, at=at))}"
        raise Refused(Refusal(rules.HELD_APART.key, sentence))


def tied_among(office, proposals, *, at):
    """The ids of those of the proposals that tie somebody of the ministry; nothing ties others here."""
    if office.role not in MINISTRY:
        return frozenset()
    found = tied_to(office.user_id, Proposal.objects.filter(pk__in=proposals), timezone.localdate(at))
    return frozenset(found.values_list("pk", flat=True))


def colleagues(proposal, *, at):
    """The people of the ministry whom nothing ties to a proposal, by name."""
    today = timezone.localdate(at)
    held = Membership.objects.filter(role__in=MINISTRY, user__is_active=True).current(today).select_related("user")
    # The secretariat sees to dossiers, the admin where it cannot.
    offices = sorted(held, key=lambda office: (MINISTRY.index(office.role), office.user.full_name, office.pk))
    people = {office.user_id: office.user for office in offices}
    own = Proposal.objects.filter(pk=proposal.pk)
    free = (user for user in people.values() if not tied_to(user.pk, own, today).exists())
    return [user.told_apart for _number, user in zip(range(NAMED), free, strict=False)]


def said(names):
    """Who sees to a proposal instead, in a sentence."""
    if not names:
        return _("Belum ada orang lain di kementerian yang dapat menanganinya. Minta admin kementerian menunjuknya.")
    return _("Yang menanganinya: %(names)s.") % {"names": ", ".join(names)}


@transaction.atomic
def declare(proposal, reason, *, kind=Interest.Kind.OTHER, by, at):
    """Somebody of the ministry declares a tie: the proposal closes to them for good; declared already, nothing happens.

    Whoever judges, too, has it closed there as well.
    """
    if by.role not in MINISTRY:
        raise Refused(rules.MINISTRY_ONLY)
    if not reason.strip():
        raise Refused(rules.REASON_MISSING)
    tie, is_new = Interest.objects.get_or_create(
        proposal=proposal,
        judge=by.user,
        defaults={"kind": kind, "reason": reason.strip(), "declared_at": at},
    )
    if is_new:
        events.record("interest.declared", on=proposal, by=by, at=at)
    return tie
