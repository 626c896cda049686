"""The columns of the list for the regional incentive, as the ministry sets them."""

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.domain import events
from accounts.domain.stamps import fingerprint, unchanged
from accounts.models import MINISTRY
from accounts.rules import MINISTRY_ONLY, Refusal, Refused, refuse
from proposals.models import IncentiveColumn

Source = IncentiveColumn.Source
# What stands until the ministry says otherwise.
FIRST = (
    Source.REGION_CODE,
    Source.REGION,
    Source.AGENCY,
    Source.KIND,
    Source.TITLE,
    Source.GROUP,
    Source.AWARD,
    Source.DECREE,
    Source.DECREE_DATE,
    Source.YEAR,
)
NO_COLUMNS = Refusal("no_columns", _("Pilih sedikitnya satu kolom."))


def columns():
    """The columns in order: [(source, heading)]; one query."""
    kept = [(Source(row.source), row.heading) for row in IncentiveColumn.objects.order_by("position")]
    return kept or [(source, capfirst(source.label)) for source in FIRST]


def stamp():
    """What the form of the columns was drawn from."""
    return fingerprint([[source, str(heading)] for source, heading in columns()])


@transaction.atomic
def set_columns(chosen, *, seen, by, at):
    """Keep the columns [(source, heading)] in this order; raises Stale if somebody else set them meanwhile."""
    refuse(None if by.role in MINISTRY else MINISTRY_ONLY)
    if not chosen:
        raise Refused(NO_COLUMNS)
    list(IncentiveColumn.objects.select_for_update().order_by("pk"))
    unchanged(seen, stamp(), columns())
    IncentiveColumn.objects.all().delete()
    rows = IncentiveColumn.objects.bulk_create(
        IncentiveColumn(position=position, source=source, heading=heading)
        for position, (source, heading) in enumerate(chosen, start=1)
    )
    events.record(
        "incentive.columns_set", on=rows[0], by=by, at=at, columns=[[row.source, row.heading] for row in rows]
    )
