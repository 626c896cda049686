"""The seals of awards, each at an address that never shows anything else."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts.pages import kept
from accounts.pages.doors import public
from competitions.domain import drawn_seals
from competitions.views.planning import pictures
from proposals.models.catalogue import CatalogueAward


@require_safe
@public(sees="the seal of an award", when="drawn by the portal, or an award of the catalogue has it")
def seal(request, name):
    """A seal as the portal draws it ("star-gold"), or the picture of this hash that an award bears."""
    shape, _sign, colour = name.partition("-")
    if drawing := drawn_seals.image(shape, colour):
        return kept.for_ever(HttpResponse(drawing, content_type="image/svg+xml"))
    if not CatalogueAward.objects.filter(seal=name, entry__ended_at=None).exists():
        raise Http404
    return kept.for_ever(pictures.shown(name))
