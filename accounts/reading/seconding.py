"""Grave acts that wait for a second person, for those who can be that person."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain import motions, seconders
from accounts.domain.motion_kinds import KINDS
from accounts.models import Motion, User
from accounts.reading.waiting import Waiting


def for_ministry(office, at, known=None):
    """A line of the home page for each motion that waits for this office; never for its mover or an author.

    This is the only line about it: whatever the motion is about does not say it again. `known` is what `unseconded`
    gave, the same for every office.
    """
    return [
        Waiting(said(KINDS[motion.kind], motion), 1, reverse("motion", args=[motion.pk]), motion.moved_at, None)
        for motion in (unseconded(at) if known is None else known)
        if office.role in motion.roles and office.user_id not in {motion.mover_id, *motion.author_ids}
    ]


def unseconded(at):
    """The motions that want a second person, the oldest first, each with its authors and the `roles` that second it."""
    found = Motion.objects.on_its_way().filter(seconded_at=None, kind__in=KINDS).with_authors()
    waiting = list(found.order_by("moved_at", "pk"))
    for motion in waiting:
        motion.roles = seconders.roles_of(motion, at=at)
    return waiting


def said(kind, motion):
    """What waits, in one line."""
    return _("%(title)s menunggu persetujuan Anda: %(subject)s") % {"title": kind.title, "subject": motion.subject_name}


def about(subject):
    """The motions about a thing that are on their way, each with the title of its kind; one query."""
    found = list(Motion.objects.about(subject).on_its_way())
    for motion in found:
        motion.title = KINDS[motion.kind].title
    return found


def able(motion, *, at):
    """The people who could be the second person of a motion today, by name."""
    found = seconders.second_persons(motion, at=at)
    return list(User.objects.filter(pk__in=found.values("user")).order_by("full_name", "pk"))


def is_kept_from_all(motion, *, at):
    """Whether those who hold a role that seconds a motion had a hand in what it decides; asked where nobody is able."""
    if not motion.author_ids:
        return False
    return seconders.holders(seconders.roles_of(motion, at=at), at=at).exclude(user=motion.mover_id).exists()


def may_turn(motion, *, at):
    """Whether one of its authors could move it in its mover's place, so that the mover can agree to it."""
    authors = motions.authors_of(motion)
    if not authors or motion.mover_id in authors:
        return False
    kind = KINDS[motion.kind]
    may_agree = seconders.holders(kind.roles, at=at).filter(user=motion.mover_id)
    may_move = seconders.holders(kind.movers, at=at).filter(user__in=authors)
    return may_agree.exists() and may_move.exists()
