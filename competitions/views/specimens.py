"""Sample letters of an edition, to be downloaded: left open for everybody, on invented data for the ministry."""

from functools import lru_cache

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT
from accounts.pages.doors import ALL, for_role, public
from competitions.domain import specimens
from competitions.models import Requirement


@require_safe
@public(sees="a sample letter, left open", when="its edition is announced")
def specimen(request, slug, key, kind):
    requirement = with_specimen(Requirement.objects.exclude(edition__announced_at=None), slug, key)
    known = {"edisi": requirement.edition.name, "tahun": str(requirement.edition.year)}
    return handed_out(requirement, kind, known)


@require_safe
@for_role(*OVERSIGHT, sees="a sample letter on invented data", of=ALL)
def preview(request, slug, key, kind):
    """As a unit would have it, before the edition is announced."""
    return handed_out(with_specimen(Requirement.objects.all(), slug, key), kind, specimens.FIELDS)


def with_specimen(requirements, slug, key):
    """The document of an edition that has a sample letter, or no such page."""
    return get_object_or_404(requirements.exclude(specimen="").select_related("edition"), edition__slug=slug, key=key)


def handed_out(requirement, kind, values):
    """The letter as a file to keep."""
    if not specimens.is_offered(kind):
        raise Http404
    content = made(kind, tuple(specimens.filled(requirement.specimen, values)), requirement.name)
    answer = HttpResponse(content, content_type=specimens.KINDS[kind][1])
    answer.headers["Content-Disposition"] = f'attachment; filename="contoh-{requirement.key}.{kind}"'
    return answer


@lru_cache(maxsize=64)
def made(kind, paragraphs, title):
    """The file; the same letter is set once and handed out many times."""
    return specimens.KINDS[kind][0](paragraphs, title=title)
