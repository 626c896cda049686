"""The letters to a judge who no longer hears, visits or reads something: calendars lose it, for this judge alone."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.templatetags.moments import deadline
from judging.letters import calendars
from judging.letters.visits import said


def let_go(stage, *, judge, sessions, visits, at):
    """The judge whose sessions and visits these no longer are, if still there to be written to."""
    for person in User.objects.filter(pk=judge, is_active=True):
        yield (
            person,
            lambda: let_go_words(stage, sessions, visits),
            lambda person=person: file(stage, sessions, visits, to=person, at=at),
        )


def let_go_words(stage, sessions, visits):
    """What such a judge is told: which sessions or visits, and where the others are."""
    titles = calendars.neutral_titles(sessions) if stage.is_blind else {}
    lines = [
        f"- {titles.get(one.proposal_id, one.proposal.title)} ({one.proposal.code}): "
        f"{deadline(one.starts_at)}, {one.room}"
        for one in sessions
    ]
    lines += [f"- {said(one)}" for one in visits]
    return {
        "tahap": str(stage),
        "jadwal": "\n".join(lines),
        "tautan": settings.BASE_URL + reverse("judging:desk"),
    }


def file(stage, sessions, visits, *, to, at):
    """The calendar that takes them out; a stage has sessions or visits, not both."""
    method = calendars.CANCEL
    if sessions:
        return calendars.attached(stage, sessions, to=to, at=at, method=method, is_blind=stage.is_blind)
    return calendars.attached_visits(stage, visits, to=to, at=at, method=method)


def released(stage, *, judge, count, signed, at):
    """The judge whose unfinished work was taken back, if still there to be written to: what was signed stands."""
    for person in User.objects.filter(pk=judge, is_active=True):
        yield person, lambda: released_words(stage, count, signed)


def released_words(stage, count, signed):
    """What such a judge is told."""
    stands = ngettext(
        "%(count)d lembar nilai yang sudah Anda kunci tetap berlaku.",
        "%(count)d lembar nilai yang sudah Anda kunci tetap berlaku.",
        signed,
    ) % {"count": signed}
    nothing = _("Anda belum mengunci lembar nilai pada tahap ini.")
    return {
        "tahap": str(stage),
        "jumlah": ngettext("%(count)d usulan", "%(count)d usulan", count) % {"count": count},
        "terkunci": stands if signed else nothing,
        "tautan": settings.BASE_URL + reverse("judging:desk"),
    }
