"""What is known of somebody's proposals and winners for letters that are looked at before any act writes them."""

from functools import partial

from accounts.models import Role
from accounts.templatetags.moments import deadline, moment
from competitions.models.award_name import PRIZES
from proposals import letters
from proposals.domain.follow_up import telling
from proposals.models import CatalogueEntry, Proposal, Status
from proposals.models.proposal import UNSENT

# Letters about an innovation that go to its owner; the others of their kind go to whoever copies it.
TO_OWNER = ("inquiry.asked", "replication.asked", "replication.running", "replication.certified", "replication.dropped")


def of_dossiers(key, office, edition, at):
    """The fields of a letter about somebody's newest proposal, what is still open, or what was won."""
    if key.startswith(("inquiry.", "replication.")):
        return of_winners(key, office, edition)
    if key == "check_in.asked":
        listed = "\n".join(f"- {entry.title} ({entry.year})" for entry in won(office))
        return lambda: {"daftar_inovasi": listed}
    if edition is None:
        return dict
    if key == "reminder.drafts":
        return partial(letters.unfinished_words, edition, list(unsent(office, edition)), at=at)
    proposal = owned(office, edition).with_places().first() if key.startswith("proposal.") else None
    return partial(about, proposal) if proposal else dict


def owned(office, edition):
    """The proposals that a writer or an agency's admin answers for in an edition, the newest first."""
    if office.role not in (Role.UNIT, Role.AGENCY_ADMIN):
        return Proposal.objects.none()
    return Proposal.objects.visible_to(office).filter(edition=edition).order_by("-created_at", "-pk")


def unsent(office, edition):
    """Those of them that have not reached the ministry; a writer is told of what the unit still writes."""
    found = owned(office, edition).filter(status__in=UNSENT)
    return found.exclude(status=Status.WITH_AGENCY) if office.role == Role.UNIT else found


def about(proposal):
    """What a letter about one proposal says of it, whatever happens to it."""
    words = {
        "kode_usulan": proposal.code,
        "nama_usulan": proposal.title,
        "unit": proposal.proposer_name,
        "instansi": proposal.agency_name,
        "tenggat": deadline(proposal.mending_until or proposal.edition.closes_at),
    }
    return words | ({"diterima": moment(proposal.submitted_at)} if proposal.submitted_at else {})


def won(office, edition=None):
    """What an agency won, the latest first: in an edition, or at all."""
    found = CatalogueEntry.objects.standing().holding(*PRIZES).filter(agency=office.agency_id).latest_first()
    return found.filter(proposal__edition=edition) if edition else found


def of_winners(key, office, edition):
    """The fields of a letter to whoever owns a winner, or to whoever copies one."""
    if not office.agency_id:
        return dict
    if key not in TO_OWNER:
        return lambda: {"peniru": office.agency.name}
    entry = won(office, edition).first()
    return partial(telling.about, entry, edition) if entry else lambda: {"pemilik": office.agency.name}
