"""Where the sessions or the visits of a stage are listed."""

from django.utils.translation import gettext_lazy as _

from judging import stages
from judging.domain.hearings import sessions
from judging.domain.visits import visiting
from judging.reading.ticks import at_stage

DAYS = (
    (sessions.COLUMN, _("Sesi wawancara"), "judging:sessions"),
    (visiting.COLUMN, _("Kunjungan lapangan"), "judging:visits"),
)


def links(stage):
    """The list of what a stage that was opened has of them."""
    return [
        {"label": label, "url": at_stage(name, stage), "note": ""}
        for column, label, name in DAYS
        if stage.opened_at and column in stages.of(stage).COLUMNS
    ]
