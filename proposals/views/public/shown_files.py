"""The picture and the evidence that the owner of an innovation lets the public see."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.files import keeping
from accounts.models import StoredCopy
from accounts.pages import kept
from accounts.pages.doors import public
from proposals.models.catalogue import CatalogueEntry


@require_safe
@public(sees="the picture of an innovation, or evidence", when="published, while its owner lets it be seen")
def shown_file(request, slug, sha256):
    """The file of this hash, while the entry shows it; it is gone with the consent."""
    entry = get_object_or_404(CatalogueEntry.objects.standing(), slug=slug)
    if entry.picture.get("sha256") == sha256:
        answer = keeping.response(copy_of(entry.picture), filename="gambar.jpg", content_type="image/jpeg", shown=True)
        return kept.for_an_hour(answer)
    for one in entry.evidence:
        if one["sha256"] == sha256:
            return keeping.response(copy_of(one), filename=one["name"], content_type=one["content_type"])
    raise Http404


def copy_of(one):
    """A file in the store, as the entry speaks of it."""
    return StoredCopy(one["file"], one["size"], one["sha256"])
