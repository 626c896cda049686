"""Letters about winners that others want to copy: in the words of the edition in which the innovation won."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, Role, User
from accounts.templatetags.moments import day, moment
from competitions import letters
from competitions.models import Edition


def admins_of(*agencies, at):
    """Who may speak for one of the agencies at a moment."""
    offices = Membership.objects.current(timezone.localdate(at)).filter(role=Role.AGENCY_ADMIN, agency__in=agencies)
    return people_with(offices)


def secretariat(*, at):
    """Who is asked in the place of an owner whom nobody speaks for here."""
    return people_with(Membership.objects.current(timezone.localdate(at)).filter(role=Role.SECRETARY))


def people_with(offices):
    """Who holds one of the offices and may sign in, in a fixed order."""
    return User.objects.filter(is_active=True, memberships__in=offices).distinct().order_by("pk")


def replicated(name, replication, people, *, at):
    """Write one letter of a kind about a replication to each of the people."""
    edition = edition_of(replication.entry)
    told = [(person, lambda: replicated_words(replication, edition)) for person in people]
    letters.tell(name, edition, told, about=replication, at=at)


def replicated_words(replication, edition):
    """What a letter about a replication may say."""
    since = replication.running_since
    return {
        **about(replication.entry, edition),
        "peniru": replication.agency.name,
        "alasan": replication.reason,
        "nomor": replication.number,
        "sejak": day(since) if since else "",
        "tautan": settings.BASE_URL + reverse("proposals:replication", args=[replication.pk]),
    }


def asked(name, inquiry, people, *, at):
    """Write one letter of a kind about a citizen's question to each of the people."""
    edition = edition_of(inquiry.entry)
    told = [(person, lambda: asked_words(inquiry, edition)) for person in people]
    letters.tell(name, edition, told, about=inquiry, at=at)


def asked_words(inquiry, edition):
    """What the owner is told: never who asks."""
    page = reverse("proposals:inquiry", args=[inquiry.pk])
    return {**about(inquiry.entry, edition), "tempat": inquiry.locality, "tautan": settings.BASE_URL + page}


def answered(inquiry, address, *, at):
    """Send the answer to the mailbox that asked."""
    edition = edition_of(inquiry.entry)
    letters.tell_visitor(
        "inquiry.answered", edition, address, lambda: answered_words(inquiry, edition), about=inquiry, at=at
    )


def answered_words(inquiry, edition):
    """What whoever asked reads."""
    page = reverse("proposals:innovation", args=[inquiry.entry.slug])
    return {
        **about(inquiry.entry, edition),
        "dikirim": moment(inquiry.asked_at),
        "jawaban": inquiry.answer,
        "tautan": settings.BASE_URL + page,
    }


def about(entry, edition):
    """What an innovation of the catalogue is called, whose it is and where it won."""
    return {
        "edisi": edition.name if edition else _("pemenang tahun %(year)s") % {"year": entry.year},
        "inovasi": entry.title,
        "pemilik": entry.agency_name,
    }


def edition_of(entry):
    """The edition in which an innovation won; None for one of the partial list of earlier years."""
    return Edition.objects.get(proposals=entry.proposal_id) if entry.proposal_id else None
