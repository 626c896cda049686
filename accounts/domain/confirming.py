"""Once a year whoever stands above an office says that it is still right; what nobody confirms ends."""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain import at_work, confirming_letters, events, joining, tries
from accounts.domain.confirming_letters import ASKED, REMINDED
from accounts.domain.correspondence import letters
from accounts.models import Membership, OfficeConfirmation, Role
from accounts.moments import day
from accounts.rules import confirming as rules
from accounts.rules import joining as joining_rules
from accounts.rules import refuse

# What the three acts of the clock are called among the chores.
ASKING, REMINDING, LAPSING = "offices.ask", "offices.remind", "offices.lapse"


def keep_up(*, at):
    """Ask about offices whose year is over, remind, and end what nobody confirmed. Safe to run twice.

    Where offices are confirmed never, nothing of it is done.
    """
    today = timezone.localdate(at)
    called = {"": ""} if asked_today(at=at) else {}
    tries.drop(ASKING, besides=called)
    tries.each(ASKING, called, lambda _all: ask(at=at), at=at)
    called = {"": ""} if reminded_today(at=at) else {}
    tries.drop(REMINDING, besides=called)
    tries.each(REMINDING, called, lambda _all: remind(at=at), at=at)
    called = {str(one.pk): str(one.membership) for one in over(today)}
    tries.drop(LAPSING, besides=called)
    tries.each(LAPSING, called, lambda key: lapse(key, at=at), at=at)


def over(today):
    """The questions whose last day has passed without an answer."""
    if not settings.OFFICE_CONFIRMED_MONTHS:
        return OfficeConfirmation.objects.none()
    return OfficeConfirmation.objects.waiting(today).filter(due_on__lt=today).select_related("membership__user")


def asked_today(*, at):
    """The offices to be asked about: a year after they were given or confirmed, where somebody stands above them.

    What ends by itself before anybody had to answer is not asked about. An office that stayed without an answer is
    asked about again as soon as nothing keeps it.
    """
    today = timezone.localdate(at)
    last = dict(OfficeConfirmation.objects.last_answers().values_list("membership", "last"))
    found = Membership.objects.current(today).filter(role__in=rules.CONFIRMED_ROLES, user__is_active=True)
    found = found.exclude(until__lte=last_day(today)).with_places().order_by("pk")
    known = set(OfficeConfirmation.objects.waiting(today).values_list("membership", flat=True))
    months = settings.OFFICE_CONFIRMED_MONTHS
    due = [
        one for one in found if one.pk not in known and rules.is_due(since_when(one, last), months=months, today=today)
    ]
    kept = set(OfficeConfirmation.objects.filter(membership__in=due).kept_last().values_list("membership", flat=True))
    busy = at_work.busy([one.user_id for one in due if one.pk in kept], at=at)
    standing, admins = above(today), joining.admins().select_related("user")

    def stays(one):
        remaining = joining.remaining(one, today, coming(admins, today))
        return staying_reason(one, other_admins=remaining, busy=busy, standing=standing)

    return [one for one in due if those_above(one, standing) and not (one.pk in kept and stays(one))]


def staying_reason(membership, *, other_admins, busy, standing):
    """What keeps an office that nobody confirmed, or None; `busy` are ids of people, `standing` offices that give."""
    return rules.staying_reason(
        membership.role,
        other_admins=other_admins,
        has_work=membership.user_id in busy,
        above=[one.pk for one in those_above(membership, standing)],
    )


def coming(admins, today):
    """Those of these offices whose holders sign in still."""
    months = settings.OFFICE_CONFIRMED_MONTHS
    return [
        one
        for one in admins
        if rules.comes_still(one.user.has_usable_password(), last_came(one.user), months=months, today=today)
    ]


def last_came(user):
    """The day on which somebody signed in last, or None."""
    return timezone.localdate(user.last_login) if user.last_login else None


def since_when(membership, last):
    """The day from which its year counts: when it was confirmed last, or given."""
    confirmed = last.get(membership.pk)
    return timezone.localdate(confirmed) if confirmed else membership.since


def last_day(today):
    """The last day on which what is asked about today can be confirmed."""
    return today + timedelta(days=settings.OFFICE_CONFIRMED_WITHIN_DAYS)


def above(today):
    """Every office that gives others, in force on a date, with its holder."""
    givers = {role for roles in joining_rules.APPOINTED_BY.values() for role in roles}
    found = Membership.objects.current(today).filter(role__in=givers, user__is_active=True)
    return list(found.select_related("user").order_by("pk"))


def those_above(membership, standing):
    """Those of the offices `standing` that may confirm a membership."""
    given_by = joining_rules.APPOINTED_BY[membership.role]
    return [one for one in standing if one.role in given_by and one.user_id != membership.user_id]


@transaction.atomic
def ask(*, at):
    """Ask about every office whose time has come; returns the questions. Whoever stands above gets one letter."""
    today = timezone.localdate(at)
    # Two workers who ask at once queue here, and the second finds nothing left.
    joining.lock_admins()
    offices = asked_today(at=at)
    questions = [OfficeConfirmation(membership=one, asked_at=at, due_on=last_day(today)) for one in offices]
    OfficeConfirmation.objects.bulk_create(questions)
    tell(ASKED, questions, at=at)
    for question in questions:
        until = {"due": question.due_on.isoformat()}
        events.record("membership.confirmation_asked", on=question.membership, by=None, at=at, **until)
    return questions


def reminded_today(*, at):
    """The questions about whose last day somebody is to be reminded now, in time or because nobody was told in time."""
    if not settings.OFFICE_CONFIRMED_MONTHS:
        return []
    today = timezone.localdate(at)
    found = OfficeConfirmation.objects.waiting(today).select_related("membership__user")
    return [
        one
        for one in found
        if rules.is_reminder_due(
            timezone.localdate(one.asked_at),
            timezone.localdate(one.reminded_at) if one.reminded_at else None,
            one.due_on,
            today=today,
        )
    ] + unnoticed(today)


def unnoticed(today):
    """The questions whose last day has passed though nobody who could answer was told in time; none whose letters are
    still on their way.
    """
    standing = above(today)

    def is_unnoticed(question):
        people = {one.user_id for one in those_above(question.membership, standing)}
        return people and confirming_letters.is_notice_missing(question, people)

    return [question for question in over(today) if is_unnoticed(question)]


@transaction.atomic
def remind(*, at):
    """Remind those who have not confirmed, once for each of the days; returns the questions.

    Where that comes after the last day, so many days are left from now as after the last reminder.
    """
    joining.lock_admins()
    questions = reminded_today(at=at)
    today = timezone.localdate(at)
    for question in questions:
        question.reminded_at = at
        if question.due_on < today:
            question.due_on = today + timedelta(days=rules.REMINDERS[-1])
    OfficeConfirmation.objects.bulk_update(questions, ["reminded_at", "due_on"])
    tell(REMINDED, questions, at=at)
    for question in questions:
        if question.membership.role == Role.MINISTRY_ADMIN:
            tell_holder(question, at=at)
        until = {"due": question.due_on.isoformat()}
        events.record("membership.confirmation_reminded", on=question.membership, by=None, at=at, **until)
    return questions


def tell(name, questions, *, at):
    """One letter of a kind to each person who may confirm some of these offices: how many, and by when."""
    asked, people = defaultdict(list), {}
    standing = above(timezone.localdate(at))
    for question in questions:
        for user in {one.user_id: one.user for one in those_above(question.membership, standing)}.values():
            people[user.pk] = user
            asked[user.pk].append(question)
    for pk, own in asked.items():
        first = min(own, key=lambda one: (one.due_on, one.pk))
        words = asking_words(len(own), first.due_on)
        letters.write(name, to=[people[pk]], words=words, about=first, at=at)


def tell_holder(question, *, at):
    """Tell an admin of the ministry that the own office ends unless another confirms it: to remind, or to ask.

    Where the others do not read their letters, nobody else would.
    """
    to = [question.membership.user]
    letters.write("account.confirm_own", to=to, words=lambda: holder_words(question), about=question, at=at)


def holder_words(question):
    """What the holder of an office is told that waits to be confirmed."""
    return {"peran": question.membership.label, "batas": day(question.due_on)}


def asking_words(number, due_on):
    """What somebody is told who has offices to confirm, as a function that says it in the language of the moment."""
    return lambda: {
        "jumlah": ngettext("%(number)d peran", "%(number)d peran", number) % {"number": number},
        "batas": day(due_on),
        "tautan": settings.BASE_URL + reverse("confirmations"),
    }


@transaction.atomic
def confirm(question, *, by, at):
    """Whoever stands above an office says that it is still right; the next year counts from now."""
    # In the order of whoever ends an office: the office first, then its question.
    membership = joining.locked(question.membership_id)
    question = OfficeConfirmation.objects.locked(question.pk)
    refuse(rules.confirming_refusal(membership, office=by, is_answered=question.is_answered, on=timezone.localdate(at)))
    question.confirmed_at, question.confirmed_by = at, by
    question.save(update_fields=["confirmed_at", "confirmed_by"])
    events.record("membership.confirmed", on=membership, by=by, at=at)
    return question


@transaction.atomic
def lapse(pk, *, at):
    """End an office that nobody confirmed by the last day; what keeps it is said, and it is asked about again later.

    Nothing ends of which nobody was told in time, nor where offices are confirmed never.
    """
    today = timezone.localdate(at)
    # In the order of whoever ends an office by hand: the office first, then its question.
    membership = joining.locked(OfficeConfirmation.objects.get(pk=pk).membership_id)
    question = OfficeConfirmation.objects.locked(pk)
    if question.is_answered or not over(today).filter(pk=pk).exists():
        return
    admins, standing = joining.admins().select_related("user"), above(today)
    is_admin = membership.role == Role.MINISTRY_ADMIN
    reason = staying_reason(
        membership,
        other_admins=joining.remaining(membership, today, coming(admins, today)) if is_admin else 0,
        busy=at_work.busy([membership.user_id], at=at),
        standing=standing,
    )
    if reason:
        question.kept_at = at
        question.save(update_fields=["kept_at"])
        events.record("membership.kept", on=membership, by=None, at=at, reason=str(reason.sentence))
        return
    people = {one.user_id for one in those_above(membership, standing)}
    if not confirming_letters.is_noticed(question, people):
        return
    joining.dismiss(membership, until=today, reason=unconfirmed(question), by=None, at=at)
    letters.write(
        "account.office_ended",
        to=[membership.user],
        words=lambda: joining.ended_words(membership, unconfirmed(question)),
        about=membership,
        at=at,
    )


def unconfirmed(question):
    """Why an office ended that nobody confirmed, in the language of the moment."""
    return _("Tidak dikonfirmasi sampai %(day)s.") % {"day": day(question.due_on)}
