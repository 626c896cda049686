"""The second factor of somebody who lost it goes."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.domain import motions
from accounts.domain.entrance import second_factor
from accounts.domain.motion_kinds import MotionKind
from accounts.models import MINISTRY, User


def releasing_described(user, inputs):
    """Whose second factors are taken away, and how many apps and keys there are."""
    return {"person": user.told_apart, "address": user.email, "count": len(second_factor.of(user))}


def releasing_refusal(user, inputs, *, office, at):
    """Why there is nothing to take away from this person, or None."""
    if office.role not in MINISTRY:
        return rules.MINISTRY_ONLY
    return None if second_factor.is_on(user) else rules.NO_SECOND_FACTOR


def release(user, motion, *, by, at):
    """Take away what was lost, as was agreed."""
    second_factor.release(user, motion.reason, by=by, at=at)


RELEASE_FACTOR = MotionKind(
    name="release-second-factor",
    title=_("Pelepasan pengaman kedua"),
    question=_("Lepas pengaman kedua orang ini?"),
    why=_("Misalnya: ponsel hilang, dipastikan lewat telepon. Dibaca orang kedua dan orangnya"),
    subjects=User.objects.all,
    locked=User.objects.locked,
    describe=releasing_described,
    refusal=releasing_refusal,
    carry=release,
    address=lambda user: reverse("person", args=[user.pk]),
    called=lambda user: user.told_apart,
    # Who lost it is not who says that it may go.
    authors=lambda user: (user.pk,),
    template="accounts/motions/release_factor.html",
    roles=MINISTRY,
    takes_moment=False,
)


@transaction.atomic
def release_factor(user, reason, *, by, at):
    """Put before a second person that somebody's second factors go, who lost them; returns the Motion."""
    return motions.move(RELEASE_FACTOR, user, reason=reason, by=by, at=at)
