"""Who heads an agency, from which day on: written down by those who keep the register."""

from django.db import transaction
from django.utils import timezone

from accounts.domain import events
from accounts.domain.register.naming import one_line, stamp
from accounts.domain.stamps import unchanged
from accounts.models import Agency, AgencyHead
from accounts.rules import refuse
from accounts.rules import register as register_rules


@transaction.atomic
def head(agency, name, *, since, seen=None, by, at):
    """Let somebody head an agency from the date `since`; without a name nobody does.

    Whoever headed it until then is kept with both days. The day on which the one who stands began corrects that name.
    """
    agency = Agency.objects.locked(agency.pk)
    unchanged(seen, stamp(agency), agency)
    refuse(register_rules.keeping_refusal(by))
    name, last = one_line(name), AgencyHead.objects.filter(agency=agency).order_by("since").last()
    refuse(register_rules.heading_refusal(agency, name, since, last=last, on=timezone.localdate(at)))
    if last and last.since == since:
        last.name, last.entered_at, last.entered_by = name, at, by
        last.save(update_fields=["name", "entered_at", "entered_by"])
    else:
        AgencyHead.objects.filter(agency=agency, until=None).update(until=since)
        if name:
            AgencyHead.objects.create(agency=agency, name=name, since=since, entered_at=at, entered_by=by)
    called = {"called": name} if name else {}
    noun = "agency.headed" if name else "agency.left_headless"
    events.record(noun, on=agency, by=by, at=at, since=since.isoformat(), **called)
    return agency
