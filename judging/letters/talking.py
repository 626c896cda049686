"""Letters about what judges calibrate on and discuss, and about what applicants are told of it."""

from django.conf import settings
from django.db.models import Max, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.templatetags.moments import deadline
from judging.letters.people import by_person
from judging.models import Assignment, PanelMember


def to_calibrate(stage, *, number, at):
    """Every judge of a stage whose calibration round was set."""
    for judge in seated(stage):
        yield judge, lambda: calibrating_words(stage, number)


def calibrating_words(stage, number):
    """What a judge is asked to mark first."""
    dossiers = ngettext("%(count)d usulan", "%(count)d usulan", number) % {"count": number}
    return {"tahap": str(stage), "jumlah": dossiers, "tautan": at_the_round(stage)}


def may_compare(stage, *, at):
    """Every judge of a stage whose calibration round was opened."""
    for judge in seated(stage):
        yield judge, lambda: compared_words(stage)


def compared_words(stage):
    """What a judge is told once the marks of a round are open."""
    return {"tahap": str(stage), "tenggat": deadline(stage.closes_at), "tautan": at_the_round(stage)}


def at_the_round(stage):
    """The address of a stage's calibration round at the desk."""
    return settings.BASE_URL + reverse("judging:calibration-desk", args=[stage.edition.slug, stage.position])


def may_discuss(stage, *, at):
    """Every judge of a stage all cards of which are signed, where readers of some own proposal differ."""
    own = Assignment.objects.filter(stage=stage).standing()
    totals = own.order_by().values("proposal")
    spans = totals.annotate(lowest=Min("scorecard__total"), highest=Max("scorecard__total"))
    apart = [one["proposal"] for one in spans if one["lowest"] != one["highest"]]
    for judge in seated(stage).filter(pk__in=own.filter(proposal__in=apart).values("judge")):
        yield judge, lambda: opened_words(stage)


def opened_words(stage):
    """What a judge is told once all have signed."""
    page = reverse("judging:discussions", args=[stage.edition.slug, stage.position])
    return {"tahap": str(stage), "tenggat": deadline(stage.closes_at), "tautan": settings.BASE_URL + page}


def other_readers(stage, *, proposal, by, is_joint, at):
    """Who else reads a proposal of which a reader said something, or for which one proposed a joint mark."""
    own = Assignment.objects.filter(stage=stage, proposal=proposal).standing().exclude(judge=by.user_id)
    for judge in User.objects.filter(pk__in=own.values("judge"), is_active=True).order_by("pk"):
        yield judge, lambda: said_words(stage, proposal, is_joint=is_joint)


def said_words(stage, proposal, *, is_joint):
    """What a reader is told of a colleague's word: never what was said, nor who said it."""
    told = _("Seorang rekan mengusulkan nilai bersama.") if is_joint else _("Seorang rekan menanggapi usulan ini.")
    page = reverse("judging:discussion", args=[stage.edition.slug, stage.position, proposal.code])
    return {
        "tahap": str(stage),
        "kode_usulan": proposal.code,
        "tanggapan": told,
        "tautan": settings.BASE_URL + page,
    }


def told_why(stage, *, feedback, at):
    """Writers and agency admins of the proposals on which feedback may be read."""
    lines = [(one.proposal, f"- {one.proposal.title} ({one.proposal.code})") for one in feedback]
    for person, own in by_person(lines, at=at):
        yield person, lambda own=own: feedback_words(stage, own)


def feedback_words(stage, lines):
    """What somebody is told whose proposals have feedback."""
    return {
        "tahap": str(stage),
        "usulan": "\n".join(lines),
        "tautan": settings.BASE_URL + reverse("judging:feedback-mine"),
    }


def seated(stage):
    """The active judges of a stage."""
    members = PanelMember.objects.filter(stage=stage)
    return User.objects.filter(pk__in=members.values("judge"), is_active=True).order_by("pk")
