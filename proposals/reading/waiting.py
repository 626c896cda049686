"""What waits for a unit, for an agency's admin and for the ministry in dossiers."""

from itertools import groupby

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Motion
from accounts.reading.waiting import Counted, Waiting
from proposals.models import Assistance, Proposal, Status, WithdrawalRequest, in_contest

# How a list asks for what was sent in and is open again, and until when such a dossier is.
OPEN_AGAIN = {"mended": "mending_until", "coached": "coached_until"}


def for_unit(office, at):
    """What the unit of `office` has to do in the editions open at `at`; one query."""
    rows = standing(Proposal.objects.filter(unit=office.unit_id), at)
    return [
        *mended(rows, at),
        *coached(rows, at),
        *lines(rows, Status.RETURNED, _("Perbaiki usulan yang dikembalikan, %(edition)s")),
        *lines(rows, Status.DRAFT, _("Lengkapi dan serahkan draf usulan, %(edition)s")),
    ]


def for_agency(office, at):
    """What the admin of an agency has to do, and what its units still hold; one query."""
    rows = standing(Proposal.objects.filter(agency=office.agency_id), at)
    return [
        *mended(rows, at),
        *coached(rows, at),
        *lines(rows, Status.WITH_AGENCY, _("Periksa usulan, lalu ajukan atau kembalikan, %(edition)s")),
        *lines(rows, Status.RETURNED, _("Ingatkan unit: usulan yang dikembalikan belum diserahkan lagi, %(edition)s")),
        *lines(rows, Status.DRAFT, _("Ingatkan unit: draf usulan belum diserahkan, %(edition)s")),
    ]


def for_ministry(office, at):
    """Requests to withdraw that want an answer, one line each, but for those before a second person; one query."""
    moved = Motion.objects.on_its_way().filter(
        kind="let-go", subject_type=Proposal._meta.label_lower, subject_id=OuterRef("proposal_id")
    )
    found = WithdrawalRequest.objects.waiting().exclude(Exists(moved)).select_related("proposal__edition")
    for asked in found.order_by("asked_at", "pk"):
        proposal = asked.proposal
        place = {"code": proposal.code, "edition": proposal.edition.name}
        sentence = _("Permintaan penarikan usulan menunggu jawaban: %(code)s, %(edition)s") % place
        url = reverse("proposals:withdrawal_answer", args=[proposal.code])
        yield Waiting(sentence, 1, url, asked.asked_at, None)


def for_helpers(office, at):
    """Drafts that were opened to the secretariat, one line for all."""
    sentence = _("Bantu penulis usulan yang membuka drafnya")
    return [Counted(sentence, Assistance.objects.open(), "opened_at", reverse("proposals:assistances"))]


def standing(proposals, at):
    """How many of `proposals` are where, since when, in each edition that is open, and what is being mended."""
    is_open = Q(edition__announced_at__isnull=False, edition__opens_at__lte=at, edition__closes_at__gt=at)
    return list(
        proposals.filter(is_open | Q(mending_until__gt=at) | Q(coached_until__gt=at))
        .values("edition__name", "edition__slug", "edition__closes_at", "status", "mending_until", "coached_until")
        .annotate(
            number=Count("pk", distinct=True),
            draft=Min("created_at"),
            with_agency=Min("handed_over_at"),
            returned=Min("returned_at"),
            code=Min("code"),
            mended=Min("mendings__opened_at", filter=Q(mendings__handed_in_at=None, mendings__put_back_at=None)),
        )
        .annotate(coached=Min("coached_since"))
        .order_by("edition__closes_at", "edition__name", "edition__slug", "mending_until", "coached_until")
    )


def open_again(state, at):
    """Which dossiers are open again in the way `state` names."""
    return in_contest() & Q(**{f"{OPEN_AGAIN[state]}__gt": at})


def mended(rows, at):
    """What came back to be mended."""
    sentence = _("Perbaiki usulan yang belum lolos administrasi, %(edition)s")
    return sent_in_and_open(rows, at, sentence, "mended", page="show")


def coached(rows, at):
    """The finalists that are coached."""
    sentence = _("Perbaiki usulan finalis menurut catatan pembinaan, %(edition)s")
    return sent_in_and_open(rows, at, sentence, "coached", page="coaching")


def sent_in_and_open(rows, at, sentence, state, *, page):
    """One Waiting an edition for what was sent in and is open again; a single one leads to its own page."""
    until = OPEN_AGAIN[state]
    found = [row for row in rows if row["status"] == Status.SUBMITTED and row[until] and row[until] > at]
    for own in by_edition(found):
        number = sum(row["number"] for row in own)
        place = reverse(f"proposals:{page}", args=[own[0]["code"]]) if number == 1 else listed(own[0], state)
        yield Waiting(
            sentence=sentence % {"edition": own[0]["edition__name"]},
            count=number,
            url=place,
            since=earliest(row[state] for row in own),
            until=min(row[until] for row in own),
        )


def lines(rows, status, sentence):
    """One Waiting for each edition with dossiers in that status, the one that closes first at the top."""
    for own in by_edition(row for row in rows if row["status"] == status):
        yield Waiting(
            sentence=sentence % {"edition": own[0]["edition__name"]},
            count=sum(row["number"] for row in own),
            url=listed(own[0], status),
            since=earliest(row[status] for row in own),
            until=own[0]["edition__closes_at"],
        )


def by_edition(rows):
    """The rows of each edition; they come in the order of the editions' closes."""
    return [list(own) for _edition, own in groupby(rows, key=lambda row: row["edition__slug"])]


def listed(row, status):
    """The list of the dossiers of a row's edition that are in that status."""
    return f"{reverse('proposals:list')}?status={status}&edisi={row['edition__slug']}"


def earliest(moments):
    """The first of those that are known, or None."""
    return min((moment for moment in moments if moment), default=None)
