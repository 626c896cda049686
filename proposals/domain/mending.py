"""A sent dossier comes back to be mended: opened in some parts, handed in again, or put back as it was sent."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.domain import events
from accounts.rules import Refused, refuse
from competitions.models import EntryCheck
from proposals import letters, rules
from proposals.domain import completeness, masking, neutrality, questionnaire, submission
from proposals.domain.draft import describing, versions
from proposals.models import Attachment, MaskedCopy, Mending, Parent, Proposal, SectionVersion

Mends = EntryCheck.Mends
Method = EntryCheck.Method
REMIND_BEFORE = timedelta(days=1)
# The floor above examines again what was handed in again.
FOLLOWERS: list[Callable] = []


def join(follow):
    """The roof says what follows when a dossier is handed in again."""
    FOLLOWERS[:] = [follow]


@dataclass(frozen=True)
class Reason:
    """One rule that was not met, as the agency is told, and the parts that are opened for it."""

    code: str
    statement: str
    ground: str
    remedy: str
    detail: str
    note: str
    parts: tuple[str, ...]


def last_moment(at, days):
    """The moment, exclusive, until which may be mended what comes back at `at`: so many whole calendar days."""
    zone = timezone.get_default_timezone()
    return datetime.combine(timezone.localdate(at, zone) + timedelta(days=days + 1), time(), tzinfo=zone)


def openable(standing, check, chosen=()):
    """The parts of a dossier that one rule opens, by name; none where it cannot be mended or nothing of it is there.

    What the machine finds opens where it finds it; what a person finds opens what was `chosen`, or all of its kind.
    """
    if not check.can_be_mended:
        return ()
    kinds = {Mends.IDENTITY: ("identity", "parents"), Mends.SECTIONS: ("section",), Mends.DOCUMENTS: ("document",)}
    wanted = kinds.get(check.mends, ("identity", "parents", "section", "document"))
    parts = [part for part in standing.parts if part.kind in wanted]
    if check.method in (Method.COMPLETENESS, Method.WORD_MINIMUM, Method.WORD_LIMIT):
        parts = [part for part in parts if part.problems] or parts
    names = tuple(name_of(part) for part in parts)
    return tuple(name for name in names if name in chosen) or names


def name_of(part):
    """What a part of a Completeness is called where parts are opened one by one."""
    return f"{part.kind}:{part.key}" if part.kind in ("section", "document") else part.kind


def opened(standing, parts):
    """Those parts of a Completeness that are open, in the order of the form."""
    return [part for part in standing.parts if name_of(part) in parts]


@transaction.atomic
def give_back(proposal, reasons: list[Reason], *, until, by, at):
    """Open a sent dossier in the parts that its reasons name, and tell its people why. Returns the Mending."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.giving_back_refusal(proposal))
    parts = list(dict.fromkeys(part for reason in reasons for part in reason.parts))
    if questionnaire.of(proposal.edition_id).is_blind and any(not part.startswith("document:") for part in parts):
        # What judges read without a name is confirmed anew once it has changed.
        parts.append("masking")
    mending = Mending.objects.create(
        proposal=proposal,
        reasons=[asdict(reason) for reason in reasons],
        parts=parts,
        stood=standing(proposal),
        opened_at=at,
        opened_by=by,
        until=until,
    )
    set_open(proposal, until, parts)
    letters.tell("proposal.mending_opened", proposal, at=at, by=by, mending=mending)
    codes = [reason.code for reason in reasons]
    events.record(
        "proposal.mending_opened", on=proposal, by=by, at=at, until=until.isoformat(), rules=codes, parts=parts
    )
    return mending


@transaction.atomic
def hand_in(proposal, *, declared: bool, by, at):
    """The agency's admin hands the mended dossier in again: frozen as a new revision, examined anew.

    Returns the Revision, whose hash is the receipt. Raises Refused.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    gap = completeness.of(proposal).first_gap if proposal.is_mended else None
    refuse(rules.handing_in_refusal(proposal, office=by, gap=gap, at=at))
    if not declared:
        raise Refused(rules.UNDECLARED)
    mending = running(proposal)
    mending.handed_in_at, mending.handed_in_by = at, by
    mending.save(update_fields=["handed_in_at", "handed_in_by"])
    set_open(proposal, None, [])
    revision = submission.sent_in("mend", proposal, by=by, at=at)
    for follow in FOLLOWERS:
        follow(proposal, mending, by=by, at=at)
    return revision


@transaction.atomic
def call_off(proposal, *, by, at):
    """End the time for mending before it is over, since the verdict fell; what was changed is put back."""
    proposal = Proposal.objects.locked(proposal.pk)
    mending = running(proposal)
    if mending is None:
        return None
    put_back(proposal, mending, by=by, at=at)
    letters.tell("proposal.mending_called_off", proposal, at=at, by=by, mending=mending)
    events.record("proposal.mending_called_off", on=proposal, by=by, at=at)
    return mending


def remind_of_those_ending(*, at):
    """Tell the people of every dossier whose time for mending ends within a day, once; returns how many there were.

    Who got a dossier back within its last day has just read of it.
    """
    soon = Mending.objects.on_its_way().filter(
        reminded_at=None, until__gt=at, until__lte=at + REMIND_BEFORE, opened_at__lt=F("until") - REMIND_BEFORE
    )
    return sum(remind(pk, at=at) for pk in soon.order_by("pk").values_list("proposal", flat=True))


@transaction.atomic
def remind(proposal_id, *, at):
    """Tell the people of one dossier that its time for mending ends soon; whether they were told."""
    proposal = Proposal.objects.locked(proposal_id)
    mending = running(proposal)
    if mending is None or mending.reminded_at or at >= mending.until:
        return False
    mending.reminded_at = at
    mending.save(update_fields=["reminded_at"])
    letters.tell("proposal.mending_ending", proposal, at=at, by=None, mending=mending)
    events.record("proposal.mending_reminded", on=proposal, by=None, at=at)
    return True


def end_those_over(*, at):
    """Put back every dossier whose time for mending is over; safe to run twice. Returns how many there were."""
    over = Mending.objects.on_its_way().filter(until__lte=at).order_by("pk").values_list("proposal", flat=True)
    return sum(end(pk, at=at) for pk in over)


@transaction.atomic
def end(proposal_id, *, at):
    """Put one dossier back as it was sent and tell its people, where its time is over; whether it was."""
    proposal = Proposal.objects.locked(proposal_id)
    mending = running(proposal)
    if mending is None or at < mending.until:
        return False
    put_back(proposal, mending, by=None, at=at)
    letters.tell("proposal.mending_ended", proposal, at=at, by=None, mending=mending)
    events.record("proposal.mending_ended", on=proposal, by=None, at=at)
    return True


def running(proposal):
    """The Mending of a dossier that is on its way, with who opened it, or None; one query."""
    found = Mending.objects.on_its_way().filter(proposal=proposal)
    return found.select_related("opened_by__user", "opened_by__agency", "opened_by__unit").first()


def set_open(proposal, until, parts):
    """Open a locked dossier until a moment in some parts, or close it."""
    proposal.mending_until, proposal.mending_parts = until, parts
    proposal.save(update_fields=["mending_until", "mending_parts"])


def standing(proposal):
    """What stands in a dossier as JSON values, so that it can be put back."""
    rows = SectionVersion.objects.current().filter(proposal=proposal).order_by("section")
    files = Attachment.objects.present().filter(proposal=proposal).order_by("pk")
    named = Parent.objects.standing().filter(proposal=proposal)
    return {
        "identity": describing.shown(proposal),
        "identity_done": proposal.identity_done,
        "parents": list(named.order_by("pk").values_list("entry", flat=True)),
        "sections": {str(section): number for section, number in rows.values_list("section", "number")},
        "files": list(files.values_list("pk", flat=True)),
        "neutral_title": MaskedCopy.objects.filter(proposal=proposal).values_list("title", flat=True).first(),
    }


def put_back(proposal, mending, *, by, at):
    """Let a locked dossier say again what was sent: nobody judges what was not handed in."""
    stood = mending.stood
    was = describing.shown(proposal), proposal.identity_done
    for field, value in stood["identity"].items():
        name = proposal._meta.get_field(field).attname
        setattr(proposal, name, proposal._meta.get_field(field).to_python(value))
    proposal.identity_done = stood["identity_done"]
    proposal.save(update_fields=[*stood["identity"], "identity_done"])
    if was != (stood["identity"], stood["identity_done"]):
        describing.keep(proposal, describing.standing(proposal), by=by or mending.opened_by, at=at)
    named = Parent.objects.filter(proposal=proposal, group=proposal.group_id)
    named.exclude(entry__in=stood["parents"]).delete()
    there = set(named.values_list("entry", flat=True))
    for entry in stood["parents"]:
        if entry not in there:
            Parent.objects.create(
                proposal=proposal,
                group_id=proposal.group_id,
                entry_id=entry,
                named_at=at,
                named_by=mending.opened_by,
            )
    for version in list(SectionVersion.objects.current().filter(proposal=proposal)):
        number = stood["sections"].get(str(version.section_id))
        if version.number != number:
            restored(version, number, by=by or mending.opened_by, at=at)
    files = Attachment.objects.filter(proposal=proposal)
    files.present().exclude(pk__in=stood["files"]).update(removed_at=at, removed_by=by)
    files.filter(pk__in=stood["files"]).update(removed_at=None, removed_by=None)
    if stood["neutral_title"]:
        whole = masking.locked(proposal)
        masking.write(whole, stood["neutral_title"], neutrality.names_of(whole), at=at)
    mending.put_back_at, mending.put_back_by = at, by
    mending.save(update_fields=["put_back_at", "put_back_by"])
    set_open(proposal, None, [])
    return mending


def restored(version, number, *, by, at):
    """A section says again what its version of that number said; nothing, where there was none."""
    versions.close(version, at)
    old = SectionVersion.objects.filter(proposal=version.proposal_id, section=version.section_id, number=number).first()
    SectionVersion.objects.create(
        proposal_id=version.proposal_id,
        section_id=version.section_id,
        number=version.number + 1,
        texts=old.texts if old else {},
        words=old.words if old else {},
        is_done=bool(old and old.is_done),
        sha256=old.sha256 if old else versions.fingerprint({}),
        saved_at=at,
        saved_by=by,
        closed_at=at,
        restored_from=number,
    )
