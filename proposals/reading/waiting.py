"""What waits for a unit, for an agency's admin and for the ministry in dossiers."""

from django.db.models import Count, Exists, Min, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Motion
from accounts.reading.waiting import Waiting
from proposals.models import Proposal, Status, WithdrawalRequest


def for_unit(office, at):
    """What the unit of `office` has to do in the editions open at `at`; one query."""
    rows = standing(Proposal.objects.filter(unit=office.unit_id), at)
    return [
        *lines(rows, Status.RETURNED, _("Perbaiki usulan yang dikembalikan, %(edition)s")),
        *lines(rows, Status.DRAFT, _("Lengkapi dan serahkan draf usulan, %(edition)s")),
    ]


def for_agency(office, at):
    """What the admin of an agency has to do, and what its units still hold; one query."""
    rows = standing(Proposal.objects.filter(agency=office.agency_id), at)
    return [
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


def standing(proposals, at):
    """How many of `proposals` are where, since when, in each edition that is open."""
    return list(
        proposals.filter(edition__announced_at__isnull=False, edition__opens_at__lte=at, edition__closes_at__gt=at)
        .values("edition__name", "edition__slug", "edition__closes_at", "status")
        .annotate(
            number=Count("pk"),
            draft=Min("created_at"),
            with_agency=Min("handed_over_at"),
            returned=Min("returned_at"),
        )
        .order_by("edition__closes_at", "edition__name")
    )


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
