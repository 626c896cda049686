"""Letters about scorecards that are otherwise than their judges signed them."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.domain.inspecting import guardians


def seals_broken(stage, *, count, at):
    """Every one who watches over the marks."""
    for person in guardians(at=at):
        yield person, lambda: broken_words(stage, count)


def broken_words(stage, count):
    """What somebody is told who watches over the marks."""
    page = reverse("judging:seals-of-stage", args=[stage.edition.slug, stage.position])
    return {
        "tahap": str(stage),
        "segel": ngettext("%(count)d segel", "%(count)d segel", count) % {"count": count},
        "tautan": settings.BASE_URL + page,
    }
