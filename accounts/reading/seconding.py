"""Grave acts that wait for a second person, for those who can be that person."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain import motions, seconders
from accounts.domain.motion_kinds import KINDS
from accounts.models import Motion, User
from accounts.reading.waiting import Waiting


def for_ministry(office, at, known=None):
    """A line of home for each motion that waits for this office; never for its mover, an author or who is tied.

    This is the only line about it: whatever the motion is about does not say it again. `known` is what `unseconded`
    gave, the same for every office.
    """
    return [
        Waiting(said(KINDS[motion.kind], motion), 1, reverse("motion", args=[motion.pk]), motion.moved_at, None)
        for motion in (unseconded(at) if known is None else known)
        if office.role in motion.roles and office.user_id not in {motion.mover_id, *motion.author_ids, *motion.tied}
    ]


def unseconded(at):
    """The motions that want a second person, the oldest first, each with its authors and the `roles` that second it.

    And with the ids of those who are `tied` to what it is about.
    """
    found = Motion.objects.on_its_way().filter(seconded_at=None, kind__in=KINDS).with_authors()
    waiting = list(found.order_by("moved_at", "pk"))
    tied = seconders.tied_to(waiting, at=at)
    for motion in waiting:
        motion.roles, motion.tied = seconders.roles_of(motion, at=at), tied[motion.pk]
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


def why_nobody(motion, *, at):
    """What keeps the others who hold a role that seconds a motion from it, asked where nobody is able.

    "tie" where what is decided ties some of them, "hand" where they all had a hand in it, "" where there are no others.
    """
    tied = seconders.tied_to([motion], at=at)[motion.pk]
    if not tied and not motion.author_ids:
        return ""
    holders = seconders.holders(seconders.roles_of(motion, at=at), at=at).exclude(user=motion.mover_id)
    others = set(holders.values_list("user", flat=True))
    if others.difference(motion.author_ids) & tied:
        return "tie"
    return "hand" if motion.author_ids and others else ""


def may_turn(motion, *, at):
    """Whether one of its authors could move it in its mover's place, so that the mover can agree to it."""
    authors = motions.authors_of(motion)
    if not authors or motion.mover_id in authors:
        return False
    authors -= seconders.tied_to([motion], at=at)[motion.pk]
    kind = KINDS[motion.kind]
    may_agree = seconders.holders(kind.roles, at=at).filter(user=motion.mover_id)
    may_move = seconders.holders(kind.moved_by, at=at).filter(user__in=authors)
    return may_agree.exists() and may_move.exists()
