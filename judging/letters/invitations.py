"""Letters about invitations to judge, and what was answered."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.templatetags.moments import day, deadline, moment
from judging.letters.people import secretaries


def invited(stage, *, invitation, at):
    """The judge who is asked."""
    yield invitation.judge, lambda: invited_words(stage, invitation)


def invited_words(stage, invitation):
    """What somebody is told who is asked to judge a stage."""
    schedule = _("%(since)s sampai %(until)s") % {"since": moment(stage.opens_at), "until": deadline(stage.closes_at)}
    roles = _(" atau ").join(str(Role(role).label) for role in stage.needs.judged_by)
    return {**awaited_words(stage, invitation), "jadwal": schedule, "peran": roles}


def awaited_words(stage, invitation):
    """What somebody is reminded of whose answer is awaited."""
    page = reverse("judging:invitation", args=[invitation.pk])
    return {
        "tahap": str(stage),
        "dijawab_sebelum": day(invitation.reply_by),
        "tautan": settings.BASE_URL + page,
    }


def declined(stage, *, invitation, at):
    """The secretaries, who find somebody else."""
    for person in secretaries(at=at):
        yield person, lambda: declined_words(stage, invitation)


def declined_words(stage, invitation):
    """What the secretariat is told of somebody who declined."""
    page = reverse("judging:panel", args=[stage.edition.slug, stage.position])
    return {
        "tahap": str(stage),
        "calon": invitation.judge.told_apart,
        "alasan": invitation.reason,
        "tautan": settings.BASE_URL + page,
    }
