"""By the clock winners are asked how their innovation fares, as often as their edition says.

Winners of the years before, taken over by two people, have no edition here: they are asked once a year. Those of the
partial list, which nobody answers for, are asked by hand alone.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from accounts.domain import events, tries
from accounts.models import Membership, Role
from competitions.models.award_name import PRIZES
from competitions.models.edition import YEARLY
from proposals.domain.follow_up import check_ins
from proposals.models import CatalogueEntry, CheckIn, Survey
from proposals.rules.check_ins import is_due_again

# What asking is called among the chores.
ASKING = "check_ins.ask"
# Who is asked by the clock has so long to answer.
ANSWERED_WITHIN = timedelta(days=60)


def due(today):
    """The winners whose last question, answer or award lies as far back as their edition says.

    Of those taken over: the question, answer or taking over, by `YEARLY`.
    """
    is_asked = Q(proposal__edition__check_in_months__gt=0) | Q(proposal=None, winner_list__isnull=False)
    found = CatalogueEntry.objects.standing().holding(*PRIZES).filter(is_asked, is_example=False)
    asked = Coalesce(Max(Coalesce("check_ins__asked_at", "check_ins__survey__asked_at")), F("published_at"))
    answered = Coalesce(Max("check_ins__answered_at"), F("published_at"))
    rows = found.annotate(
        last=Greatest(asked, answered, "published_at", "winner_list__taken_over_at"),
        decreed=Max("awards__decree_date"),
        months=Coalesce(F("proposal__edition__check_in_months"), YEARLY),
    )
    return [entry for entry in rows.order_by("pk") if is_due_again(last_of(entry), months=entry.months, today=today)]


def last_of(entry):
    """The day of the last question, answer or award of an entry with `last` and `decreed`."""
    return max(timezone.localdate(entry.last), entry.decreed or date.min)


def ask_due(*, at):
    """Ask about every winner whose time has come; returns how many were asked about. Safe to run twice."""
    today = timezone.localdate(at)
    called = {str(today.year): str(today.year)} if due(today) else {}
    tries.drop(ASKING, besides=called)
    return sum(tries.each(ASKING, called, lambda _year: ask(at=at), at=at))


@transaction.atomic
def ask(*, at):
    """Put those who are due into the survey of this year, which begins with the first; returns how many.

    Its last day moves on with them, so that they have time as well.
    """
    today = timezone.localdate(at)
    given = {"due_on": today + ANSWERED_WITHIN, "asked_at": at}
    survey, _is_new = Survey.objects.get_or_create(year=today.year, defaults=given)
    survey = Survey.objects.locked(survey.pk)
    # Read under the lock: another worker may have asked meanwhile.
    entries = [entry for entry in due(today) if not survey.check_ins.filter(entry=entry).exists()]
    if not entries:
        return 0
    survey.due_on = max(survey.due_on, today + ANSWERED_WITHIN)
    survey.save(update_fields=["due_on"])
    written = check_ins.ask_about(survey, entries, at=at) + write_links(survey, entries, at=at)
    events.record("check_ins.asked", on=survey, by=None, at=at, innovations=len(entries), letters=written)
    return len(entries)


def write_links(survey, entries, *, at):
    """A link for each agency that has nobody here, to the address where the last one was sent; returns how many."""
    today = timezone.localdate(at)
    here = Membership.objects.current(today).filter(role=Role.AGENCY_ADMIN, user__is_active=True).values("agency")
    before = CheckIn.objects.filter(entry__in=entries, survey__year__lt=survey.year).exclude(address="")
    addresses = dict(before.order_by("survey__year").values_list("entry", "address"))
    asked = survey.check_ins.filter(entry__in=addresses).select_related("survey", "entry")
    alone = list(asked.exclude(entry__agency__in=here).order_by("pk"))
    for check_in in alone:
        check_ins.write_link(check_in, addresses[check_in.entry_id], at=at)
    return len(alone)
