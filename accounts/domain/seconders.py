"""Who could be the second person of a grave act today, and whose roles second it."""

from collections.abc import Callable, Collection, Mapping

from django.utils import timezone

from accounts.domain.motion_kinds import KINDS
from accounts.models import Membership
from accounts.rules import motions as rules

# Asked of motions: whom what they are about ties, as sets of user ids by the id of the motion.
KEEPERS: list[Callable[..., Mapping[int, Collection[int]]]] = []


def join(keeper):
    """Have a floor above say who has a tie to what motions are about; joined twice, nothing happens."""
    if keeper not in KEEPERS:
        KEEPERS.append(keeper)


def tied_to(moved, *, at):
    """Whom what these motions are about ties today: a set of user ids for the id of each, empty for most."""
    found = {motion.pk: set() for motion in moved}
    for keeper in KEEPERS:
        for pk, users in keeper(moved, at=at).items():
            found[pk].update(users)
    return found


def second_persons(motion, *, at):
    """The memberships of today that could be the second person of a motion: no mover, no author, nobody it ties."""
    kept_from = {motion.mover_id, *motion.author_ids, *tied_to([motion], at=at)[motion.pk]}
    return holders(roles_of(motion, at=at), at=at).exclude(user__in=kept_from)


def roles_of(motion, *, at):
    """The roles that second a motion today: its kind's, and those that stand in where nobody else has these."""
    kind = KINDS[motion.kind]
    stand_ins = kind.stand_ins(motion.inputs)
    if not stand_ins:
        return kind.roles
    given = {"standing": standing_for(kind, at=at), "mover": motion.mover_id, "authors": motion.author_ids}
    return rules.seconding_roles(kind.roles, stand_ins=stand_ins, **given)


def standing_in_reason(motion, *, at):
    """Why others than usual second a motion today, as a sentence; empty where they do not."""
    kind = KINDS[motion.kind]
    if roles_of(motion, at=at) == kind.roles:
        return ""
    return rules.standing_in_reason(standing=standing_for(kind, at=at))


def standing_for(kind, *, at):
    """The ids of the users who hold one of the roles of a kind today."""
    return set(holders(kind.roles, at=at).values_list("user", flat=True))


def holders(roles, *, at):
    """The memberships of today of one of these roles."""
    return Membership.objects.current(timezone.localdate(at)).filter(user__is_active=True, role__in=roles)


def has_second_person(motion, *, at):
    """Whether anybody today could be the second person of a motion."""
    return second_persons(motion, at=at).exists()
