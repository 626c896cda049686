"""Work of a stage that its judges gave back or had to give back: who, why, and who reads in their place."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.pages.lists import ListColumn
from judging.models import Assignment, Interest, PanelMember


def kind_said(kind):
    """What a kind of tie is called; nothing where none was declared."""
    return dict(Interest.Kind.choices).get(kind, "")


def reason_said(reason):
    """Why work came back: in the reader's words where the portal wrote it, as it was written where a person did."""
    return gettext(reason)


COLUMNS = (
    ListColumn("usulan", _("Usulan"), ("proposal__code",), is_head=True, template="judging/columns/coded.html"),
    ListColumn("judul", _("Judul"), ("proposal__title",), is_extra=True),
    ListColumn("kode", _("Kode penilai"), ("code",)),
    ListColumn("penilai", _("Penilai"), ("judge__full_name",)),
    ListColumn("hubungan", _("Jenis hubungan"), ("kind",), kind_said, is_extra=True),
    ListColumn("alasan", _("Alasan"), ("recusal_reason",), reason_said),
    ListColumn("kapan", _("Kapan"), ("recused_at",)),
    ListColumn("pengganti", _("Penggantinya"), ("readers",), template="judging/columns/replaced.html"),
)


def in_stage(stage):
    """Returned assignments of a stage, the latest first.

    Adds `code` and `judge_name`, `kind` of a tie that was declared, and `readers`, the judges who were given the
    proposal after that.
    """
    seats = PanelMember.objects.filter(stage=OuterRef("stage"), judge=OuterRef("judge")).values("code")
    later = (
        Assignment.objects.standing()
        .filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"), assigned_at__gte=OuterRef("recused_at"))
        .annotate(seat=Subquery(seats))
        .order_by()
        .values("proposal")
        .annotate(
            readers=StringAgg(
                Concat(F("seat"), Value(" "), F("judge__full_name")), delimiter=", ", order_by=("seat", "judge")
            )
        )
    )
    declared = Interest.objects.filter(judge=OuterRef("judge"), proposal=OuterRef("proposal"))
    return (
        Assignment.objects.filter(stage=stage, recused_at__isnull=False)
        .select_related("proposal", "judge")
        .annotate(
            code=Subquery(seats),
            kind=Subquery(declared.values("kind")),
            readers=Subquery(later.values("readers")),
        )
        .order_by("-recused_at", "pk")
    )
