"""Feedback as lists show it: to the ministry while it is made, to applicants once it is sent."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from accounts.pages.lists import ListColumn
from judging.models import Feedback

STATES = {
    "belum": _("Belum diperiksa"),
    "diperiksa": _("Menunggu persetujuan"),
    "disetujui": _("Disetujui"),
}


def state(row):
    """How far a feedback is, as the key of its state."""
    if row.approved_at:
        return "disetujui"
    return "diperiksa" if row.checked_at else "belum"


def of_stage(stage):
    """The feedback of a stage by the code of its proposal."""
    return Feedback.objects.filter(stage=stage).select_related("proposal").order_by("proposal__code")


def counts(rows):
    """How many of these are in each state, by the key of the state; one query."""
    return rows.aggregate(
        belum=Count("pk", filter=Q(checked_at=None)),
        diperiksa=Count("pk", filter=Q(checked_at__isnull=False, approved_at=None)),
        disetujui=Count("pk", filter=Q(approved_at__isnull=False)),
    )


def next_unchecked(rows, *, after):
    """The number of the next proposal whose feedback among these nobody has read, round to the first; None where all
    are.
    """
    left = rows.filter(checked_at=None).order_by("proposal__code")
    following = left.filter(proposal__code__gt=after)
    return (following or left).values_list("proposal__code", flat=True).first()


def of_office(office):
    """What an office may read of its own proposals, the newest first."""
    found = Feedback.objects.of_office(office).select_related("stage__edition", "proposal")
    return found.order_by("-stage__published_at", "proposal__code")


OF_STAGE = (
    ListColumn("nomor", _("Nomor"), ("proposal__code",), is_extra=True),
    ListColumn(
        "judul",
        _("Judul inovasi"),
        ("proposal__title",),
        is_head=True,
        template="judging/columns/feedback.html",
    ),
    ListColumn("status", _("Status"), read=lambda row: STATES[state(row)]),
)
OF_OFFICE = (
    ListColumn("nomor", _("Nomor"), ("proposal__code",), is_head=True),
    ListColumn("judul", _("Judul inovasi"), ("proposal__title",)),
    ListColumn("tahap", _("Tahap"), ("stage__name",)),
    ListColumn("edisi", _("Edisi"), ("stage__edition__name",)),
    ListColumn("alasan", _("Alasan"), ("text",), is_extra=True),
)
