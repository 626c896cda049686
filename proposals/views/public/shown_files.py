"""The picture and the evidence that the owner of an innovation lets the public see."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.files import keeping
from accounts.models import StoredCopy
from accounts.pages import kept
from accounts.pages.doors import public
from proposals.models.catalogue import CatalogueEntry


@dataclass(frozen=True)
class PublicCopy:
    """One file of an entry: the copy that tells nothing of who made it, its name and kind."""

    clean: StoredCopy
    filename: str
    content_type: str
    is_picture: bool


@require_safe
@public(sees="the picture of an innovation, or evidence", when="published, while its owner lets it be seen")
def shown_file(request, slug, sha256):
    """The file of this hash, while the entry shows it; it is gone with the consent."""
    entry = get_object_or_404(CatalogueEntry.objects.standing(), slug=slug)
    found = next((copy for copy in copies(entry) if copy.clean.sha256 == sha256), None)
    if found is None:
        raise Http404
    answer = keeping.response(
        found.clean, filename=found.filename, content_type=found.content_type, shown=found.is_picture
    )
    return kept.for_an_hour(answer) if found.is_picture else answer


def copies(entry):
    """The files of an entry, as it speaks of them."""
    if entry.picture:
        yield PublicCopy(copy_of(entry.picture), "gambar.jpg", "image/jpeg", is_picture=True)
        yield PublicCopy(copy_of(entry.picture["card"]), "gambar.jpg", "image/jpeg", is_picture=True)
    for one in entry.evidence:
        yield PublicCopy(copy_of(one), one["name"], one["content_type"], is_picture=False)


def copy_of(one):
    """Where in the store it lies."""
    return StoredCopy(one["file"], one["size"], one["sha256"])
