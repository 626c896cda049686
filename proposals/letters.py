"""Who is written to when something happens to a dossier: event → kind of letter → recipients and words."""

from collections import defaultdict

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, Role, User
from accounts.templatetags.moments import deadline, left, moment
from competitions import letters
from proposals.models import Proposal, Status
from proposals.models.proposal import UNSENT


def tell(event, proposal, *, at, by, **context):
    """Write the letters of `event` about `proposal` (with edition, unit and agency loaded).

    The kind of letter is called like the event. Whoever did it gets no letter, except the receipt of a submission;
    what the clock does (`by` None) is told to everybody.
    """
    people = holders(RECIPIENTS[event](proposal), on=timezone.localdate(at))
    if by and event not in RECEIPTS:
        people = people.exclude(pk=by.user_id)

    def words():
        return worded(event, proposal, by=by, **context)

    letters.tell(event, proposal.edition, [(person, words) for person in people], about=proposal, at=at)


def worded(event, proposal, *, by, note="", sha256="", mending=None, until=None, **_others):
    """The fields of a letter about a dossier, in the language of the moment; a `note` says itself in it, too."""
    note = note() if callable(note) else note
    page = "proposals:receipt" if event in (RECEIPT, MENDED) else "proposals:show"
    page = "proposals:coaching" if event in COACHING else page
    address = reverse("proposals:assistances") if event == HELP else reverse(page, args=[proposal.code])
    words = {
        "kode_usulan": proposal.code,
        "nama_usulan": proposal.title,
        "unit": proposal.proposer_name,
        "instansi": proposal.agency_name,
        "oleh": by.signature if by else "Sinovik",
        "catatan": note,
        "alasan": _("Alasannya: %(reason)s") % {"reason": note} if note else "",
        "tenggat": deadline(proposal.edition.closes_at),
        "tautan": settings.BASE_URL + address,
    }
    if event == RECEIPT:
        words |= {"diterima": moment(proposal.submitted_at), "sidik": sha256}
    if until:
        words["tenggat"] = deadline(until)
    if event in (MENDED, COACHED):
        words["sidik"] = sha256
    if mending:
        words |= {"tenggat": deadline(mending.until), "alasan": "\n\n".join(map(reason_said, mending.reasons))}
    return words


def reason_said(reason):
    """Why a dossier came back, one rule: what is asked, what was found, its ground, how it is met."""
    first = " ".join(filter(None, (f"- {reason['code']}.", reason["statement"], reason["detail"], reason["note"])))
    ground = _("Dasar: %(ground)s. Cara memenuhi: %(remedy)s") % reason
    return f"{first}\n  {ground}"


def holders(memberships, *, on):
    """The active people behind the memberships in force on the date `on`, each once."""
    offices = memberships.current(on).values("user")
    return User.objects.filter(pk__in=offices, is_active=True).order_by("pk")


def unit_writers(proposal):
    """Everyone who ever wrote for the proposal's unit."""
    return Membership.objects.filter(role=Role.UNIT, unit=proposal.unit_id)


def agency_admins(proposal):
    """Everyone who was ever admin of the proposal's agency."""
    return Membership.objects.filter(role=Role.AGENCY_ADMIN, agency=proposal.agency_id)


def secretariat(_proposal):
    """Everyone who was ever of the secretariat."""
    return Membership.objects.filter(role=Role.SECRETARY)


def both(proposal):
    """Writers and admins."""
    return unit_writers(proposal) | agency_admins(proposal)


def everybody(proposal):
    """Writers, admins and the secretariat."""
    return both(proposal) | secretariat(proposal)


RECEIPT = "proposal.submitted"
MENDED = "proposal.mended"
COACHED = "proposal.coached"
HELP = "proposal.opened_for_help"
# Whoever sends it in gets these letters, too.
RECEIPTS = (RECEIPT, MENDED, COACHED)
COACHING = ("proposal.coaching_opened", "proposal.coaching_noted", "proposal.coaching_ending", COACHED)
RECIPIENTS = {
    "proposal.handed_over": agency_admins,
    "proposal.returned": unit_writers,
    HELP: secretariat,
    RECEIPT: both,
    "proposal.withdrawn": both,
    "proposal.withdrawal_asked": everybody,
    "proposal.withdrawal_dropped": everybody,
    "proposal.withdrawal_declined": both,
    "proposal.withdrawal_accepted": both,
    "proposal.disqualified": both,
    "proposal.mending_opened": both,
    MENDED: everybody,
    "proposal.mending_called_off": both,
    "proposal.mending_ending": both,
    "proposal.mending_ended": both,
    "proposal.coaching_opened": both,
    "proposal.coaching_noted": both,
    "proposal.coaching_ending": both,
    COACHED: everybody,
}


def unfinished(edition, *, at):
    """Writers and agency admins with proposals that are not submitted, and the words for each; three queries.

    A writer is told of what the unit still writes, an admin of all of the agency's.
    """
    open_ones = Proposal.objects.filter(edition=edition, status__in=UNSENT).order_by("title", "pk")
    of_unit, of_agency = defaultdict(list), defaultdict(list)
    for proposal in open_ones:
        of_agency[proposal.agency_id].append(proposal)
        if proposal.status != Status.WITH_AGENCY:
            of_unit[proposal.unit_id].append(proposal)
    offices = (
        Membership.objects.current(timezone.localdate(at))
        .filter(
            Q(role=Role.UNIT, unit__in=of_unit.keys()) | Q(role=Role.AGENCY_ADMIN, agency__in=of_agency.keys()),
            user__is_active=True,
        )
        .select_related("user")
        .order_by("user_id", "pk")
    )
    own = defaultdict(dict)
    for office in offices:
        theirs = of_unit[office.unit_id] if office.role == Role.UNIT else of_agency[office.agency_id]
        own[office.user] |= {proposal.pk: proposal for proposal in theirs}
    for person, proposals in own.items():
        yield person, lambda proposals=proposals: unfinished_words(edition, proposals.values(), at=at)


def unfinished_words(edition, proposals, *, at):
    """What somebody is reminded of whose proposals have not reached the ministry."""
    return {
        "tenggat": deadline(edition.closes_at),
        "sisa": left(edition.closes_at, at),
        "usulan": "\n".join(f"- {proposal.title or _('Tanpa judul')} ({proposal.code})" for proposal in proposals),
        "tautan": settings.BASE_URL + reverse("proposals:list"),
    }
