"""Files for others whose columns the ministry sets: which they are, in which order, under which headings."""

from dataclasses import dataclass

from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.domain import events
from accounts.domain.stamps import fingerprint, unchanged
from accounts.models import MINISTRY
from accounts.rules import MINISTRY_ONLY, Refusal, Refused, refuse
from proposals.models import IncentiveColumn, JippnasColumn

NO_COLUMNS = Refusal("no_columns", _("Pilih sedikitnya satu kolom."))


@dataclass(frozen=True)
class StatutorySheet:
    """One such file: the rows of its columns, what stands until the ministry says otherwise, and its event."""

    model: type[models.Model]
    first: tuple
    event: str

    @property
    def sources(self):
        """Everything that a column may hold."""
        return self.model.Source

    def columns(self):
        """The columns in order: [(source, heading)]; one query."""
        kept = [(self.sources(row.source), row.heading) for row in self.model.objects.order_by("position")]
        return kept or [(source, capfirst(source.label)) for source in self.first]

    def stamp(self):
        """What the form of the columns was drawn from."""
        return fingerprint([[source, str(heading)] for source, heading in self.columns()])

    @transaction.atomic
    def set_columns(self, chosen, *, seen, by, at):
        """Keep the columns [(source, heading)] in this order; raises Stale if somebody else set them meanwhile."""
        refuse(None if by.role in MINISTRY else MINISTRY_ONLY)
        if not chosen:
            raise Refused(NO_COLUMNS)
        list(self.model.objects.select_for_update().order_by("pk"))
        unchanged(seen, self.stamp(), self.columns())
        self.model.objects.all().delete()
        rows = self.model.objects.bulk_create(
            self.model(position=position, source=source, heading=heading)
            for position, (source, heading) in enumerate(chosen, start=1)
        )
        events.record(self.event, on=rows[0], by=by, at=at, columns=[[row.source, row.heading] for row in rows])


Of = IncentiveColumn.Source
INCENTIVE = StatutorySheet(
    IncentiveColumn,
    (
        Of.REGION_CODE,
        Of.REGION,
        Of.AGENCY,
        Of.KIND,
        Of.TITLE,
        Of.GROUP,
        Of.AWARD,
        Of.DECREE,
        Of.DECREE_DATE,
        Of.YEAR,
    ),
    "incentive.columns_set",
)
# Everything that the national catalogue is known to hold.
JIPPNAS = StatutorySheet(JippnasColumn, tuple(JippnasColumn.Source), "jippnas.columns_set")
