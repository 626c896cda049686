"""What stands in a dossier beside its texts, as JSON values: so that it can be compared when it has changed hands."""

from dataclasses import asdict

from proposals.models import Attachment, Parent, PublicPage, PublicPicture


def standing(proposal):
    """The keys of its files and of the innovations it comes from, and what it tells the public; four queries."""
    page = PublicPage.objects.filter(proposal=proposal).first()
    picture = PublicPicture.objects.present().filter(proposal=proposal).first()
    files = Attachment.objects.present().filter(proposal=proposal).order_by("pk")
    parents = Parent.objects.standing().filter(proposal=proposal).order_by("pk")
    return {
        "files": list(files.values_list("pk", flat=True)),
        "parents": list(parents.values_list("entry", flat=True)),
        "public": asdict(page.told) if page else {},
        "picture": {"sha256": picture.sha256, "name": picture.name, "alt": picture.alt} if picture else {},
    }
