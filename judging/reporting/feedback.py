"""Feedback as lists show it: to the ministry while it is made, to applicants once it is sent."""

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


def of_office(office):
    """What an office may read of its own proposals, the newest first."""
    found = Feedback.objects.of_office(office).select_related("stage__edition", "proposal")
    return found.order_by("-stage__published_at", "proposal__code")


OF_STAGE = (
    ListColumn("nomor", _("Nomor"), ("proposal__code",), is_head=True),
    ListColumn("judul", _("Judul inovasi"), ("proposal__title",)),
    ListColumn("status", _("Status"), read=lambda row: STATES[state(row)]),
)
OF_OFFICE = (
    ListColumn("nomor", _("Nomor"), ("proposal__code",), is_head=True),
    ListColumn("judul", _("Judul inovasi"), ("proposal__title",)),
    ListColumn("tahap", _("Tahap"), ("stage__name",)),
    ListColumn("edisi", _("Edisi"), ("stage__edition__name",)),
    ListColumn("alasan", _("Alasan"), ("text",), is_extra=True),
)
