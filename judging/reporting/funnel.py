"""The funnel of an edition: how many proposals came how far, and what share of those before them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Step:
    """One step: its name, how many proposals stand in it, out of how many before it and at the beginning."""

    label: str
    number: int
    before: int | None
    start: int
    url: str = ""

    @property
    def width(self):
        """How wide its bar is drawn, in hundredths of the widest."""
        return f"{100 * self.number / self.start:.2f}" if self.start else "0"

    @property
    def x(self):
        """Where the bar begins, so that all stand in the middle."""
        return f"{(100 - float(self.width)) / 2:.2f}"


def steps(registration, found, *, registration_url, address):
    """The steps of counted stages from the first draft to those whom the last decision sent on; no query.

    `address` gives the page that lists a stage's entrants. Stages that never opened are left out.
    """
    begun = registration.at_unit + registration.at_agency + registration.submitted + registration.ended
    rows = [
        (_("Usulan dimulai"), begun, registration_url),
        (_("Diajukan"), registration.submitted, f"{registration_url}?di=submitted"),
    ]
    opened = [stage for stage in found if stage.opened_at]
    rows += [(stage.name, stage.n_entrants, address(stage)) for stage in opened]
    if opened and opened[-1].published_at:
        last = opened[-1]
        rows.append((_("Lanjut dari %(stage)s") % {"stage": last.name}, last.n_going_on, address(last)))
    return [
        Step(label, number, rows[place - 1][1] if place else None, begun, url)
        for place, (label, number, url) in enumerate(rows)
    ]
