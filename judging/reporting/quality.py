"""The quality sample as pages show it: what outsiders found beside what counted, and how far both agree."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from accounts.pages.lists import ListColumn
from competitions.models import Edition, Stage
from judging.arithmetic.severity.agreement import Agreement, agreement
from judging.models import QualitySample, Rereading, Standing
from judging.rules.cards.sampling import is_sampled


@dataclass(frozen=True)
class Reread:
    """One dossier of a sample: what counted, and what the outsider gave (None while it is not signed)."""

    rereading: Rereading
    score: Decimal | None
    raw: Decimal | None

    @property
    def again(self):
        return self.rereading.total

    @property
    def apart(self):
        """How much higher the outsider marked than the first readers did on average."""
        return None if self.again is None or self.raw is None else self.again - self.raw


@dataclass(frozen=True)
class Quality:
    """The sample of a stage, dossier by dossier, with the agreement of the plain mean and of the adjusted score."""

    stage: Stage
    sample: QualitySample
    rows: tuple[Reread, ...]
    plain: Agreement
    adjusted: Agreement

    @property
    def done(self):
        """How many were read."""
        return sum(row.again is not None for row in self.rows)

    @property
    def open_ones(self):
        """How many dossiers of the sample have no reader."""
        return self.sample.size - len(self.rows)


def of(stage: Stage) -> Quality | None:
    """The quality sample of a stage, or None while it was not drawn; three queries."""
    sample = QualitySample.objects.filter(stage=stage).select_related("drawn_by__user").first()
    if sample is None:
        return None
    found = list(
        sample.rereadings.standing()
        .select_related("proposal__agency", "judge", "sample")
        .order_by("proposal__code", "pk")
    )
    standings = Standing.objects.unsealed().filter(stage=stage, proposal__in=[one.proposal_id for one in found])
    counted = {one.proposal_id: one for one in standings}
    rows = tuple(
        Reread(
            one,
            counted[one.proposal_id].score if one.proposal_id in counted else None,
            counted[one.proposal_id].raw_score if one.proposal_id in counted else None,
        )
        for one in found
    )

    def held_against(first):
        pairs = [
            (float(first(row)), float(row.again)) for row in rows if row.again is not None and first(row) is not None
        ]
        return agreement(pairs, seed=sample.seed)

    return Quality(stage, sample, rows, held_against(lambda row: row.raw), held_against(lambda row: row.score))


def samples(edition: Edition) -> list[tuple[Stage, Quality | None]]:
    """The closed stages of an edition whose dossiers may be read anew, each with its sample."""
    stages = edition.stages.filter(closed_at__isnull=False).in_order()
    return [(stage, of(stage)) for stage in stages if is_sampled(stage)]


SAMPLED = (
    ListColumn("nomor", _("Nomor"), ("rereading__proposal__code",)),
    ListColumn("usulan", _("Usulan"), ("rereading__proposal__title",), is_head=True),
    ListColumn("rata-rata", _("Rata-rata semula"), ("raw",), is_number=True, places=2),
    ListColumn("nilai", _("Nilai disesuaikan"), ("score",), is_number=True, places=2),
    ListColumn("ulang", _("Nilai pembaca ulang"), ("again",), is_number=True, places=2),
    ListColumn("selisih", _("Selisih"), ("apart",), is_number=True, places=2),
    ListColumn("pembaca", _("Pembaca ulang"), ("rereading__judge__told_apart",)),
)
