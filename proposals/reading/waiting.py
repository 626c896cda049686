"""What waits for a unit, for an agency's admin and for the ministry in dossiers."""

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Motion
from accounts.reading.waiting import Counted, Waiting
from proposals.models import Assistance, Proposal, Status, WithdrawalRequest


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
        .order_by("edition__closes_at", "edition__name", "mending_until", "coached_until")
    )


def mended(rows, at):
    """What came back to be mended."""
    sentence = _("Perbaiki usulan yang belum lolos administrasi, %(edition)s")
    return sent_in_and_open(rows, at, sentence, page="show", since="mended", until="mending_until")


def coached(rows, at):
    """The finalists that are coached."""
    sentence = _("Perbaiki usulan finalis menurut catatan pembinaan, %(edition)s")
    return sent_in_and_open(rows, at, sentence, page="coaching", since="coached", until="coached_until")


def sent_in_and_open(rows, at, sentence, *, page, since, until):
    """One Waiting for what was sent in and is open again until one moment; a single one leads to its own page."""
    return [
        Waiting(
            sentence=sentence % {"edition": row["edition__name"]},
            count=row["number"],
            url=reverse(f"proposals:{page}", args=[row["code"]])
            if row["number"] == 1
            else f"{reverse('proposals:list')}?status={Status.SUBMITTED}&edisi={row['edition__slug']}",
            since=row[since],
            until=row[until],
        )
        for row in rows
        if row["status"] == Status.SUBMITTED and row[until] and row[until] > at
    ]


def lines(rows, status, sentence):
    """One Waiting for each row in that status, the edition that closes first at the top."""
    return [
        Waiting(
            sentence=sentence % {"edition": row["edition__name"]},
            count=row["number"],
            url=f"{reverse('proposals:list')}?status={status}&edisi={row['edition__slug']}",
            since=row[status],
            until=row["edition__closes_at"],
        )
        for row in rows
        if row["status"] == status
    ]
