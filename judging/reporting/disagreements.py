"""On which proposals the readers of a stage differ, those first where talking could change most; never a mark."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.pages.lists import ListColumn
from judging.arithmetic.watching.disagreements import disagreements
from judging.circle import further_reading
from judging.models import Assignment
from judging.reading.desk import discussions


@dataclass(frozen=True)
class DiscussionLine:
    """One proposal: whether talking could change who goes on, and whether chance explains how far apart they are."""

    assignment: Assignment
    may_change: bool
    is_by_chance: bool

    @property
    def is_agreed(self):
        """Whether all readers assented to a joint mark."""
        return self.assignment.proposed and not self.assignment.lacks_assent


def owes(stage):
    """Whether some card of the stage is still open, or none was given out."""
    standing = Assignment.objects.filter(stage=stage).standing()
    return standing.filter(scorecard__locked_at=None).exists() or not standing.exists()


def ranked(stage):
    """The proposals of a stage, every card of which is signed, that readers differ on: by what talking could change."""
    found, _groups, _places = further_reading.believed(stage)
    return disagreements(found)


def lines(stage):
    """The same with each proposal and how far its discussion is."""
    found = discussions.in_stage(stage).select_related("proposal__group").order_by("proposal", "pk")
    # A row for each proposal, whichever of its readers it is of.
    of_proposal = {one.proposal.code: one for one in found.annotate(gap=F("highest") - F("lowest"))}
    return [
        DiscussionLine(of_proposal[one.proposal], one.worth > 0, one.is_by_chance)
        for one in ranked(stage)
        if one.proposal in of_proposal
    ]


def in_order(stage, rows, *, is_early):
    """A judge's own rows, those first where talking could change most; as they come while cards are open (`is_early`):
    those furthest apart first.
    """
    if is_early:
        return list(rows)
    place = {one.proposal: number for number, one in enumerate(ranked(stage))}
    return sorted(rows, key=lambda row: place.get(row.proposal.code, len(place)))


def state_said(row):
    """How far the discussion of a proposal is, in words."""
    if row.proposed:
        return _("Nilai bersama diusulkan") if row.lacks_assent else _("Nilai bersama disetujui")
    if row.said:
        return ngettext("%(said)s tanggapan", "%(said)s tanggapan", row.said) % {"said": row.said}
    return _("Belum dibahas")


def difference_said(line):
    """What talking could change, in words."""
    return _("Dapat mengubah hasil") if line.may_change else _("Tidak mengubah hasil")


OF_STAGE = (
    ListColumn("nomor", gettext_lazy("Nomor"), ("assignment__proposal__code",), is_head=True),
    ListColumn("judul", gettext_lazy("Judul inovasi"), ("assignment__proposal__title",)),
    ListColumn("perbedaan", gettext_lazy("Perbedaan"), read=difference_said),
    ListColumn("pembahasan", gettext_lazy("Pembahasan"), read=lambda line: state_said(line.assignment)),
)
OF_JUDGE = (
    ListColumn("nomor", gettext_lazy("Nomor"), ("proposal__code",), is_head=True),
    ListColumn("judul", gettext_lazy("Judul inovasi"), ("title",)),
    ListColumn("nilai", gettext_lazy("Nilai Anda"), ("scorecard__total",), is_number=True, places=2),
    ListColumn("terendah", gettext_lazy("Terendah"), ("lowest",), is_number=True, places=2),
    ListColumn("tertinggi", gettext_lazy("Tertinggi"), ("highest",), is_number=True, places=2),
    ListColumn("pembahasan", gettext_lazy("Pembahasan"), read=state_said),
)
