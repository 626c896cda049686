"""What stands in a dossier beside its texts, as JSON values: so that it can be compared when it has changed hands."""

from dataclasses import asdict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from proposals.models import Attachment, EarlierAward, MaskedCopy, MaskedPassage, Parent, PublicPage, PublicPicture


def standing(proposal):
    """The keys of its files, of those that the public may read, and of the innovations it comes from; what it tells the
    public and who told it last, what was answered on earlier awards, and what judges read in the place of names; six
    queries.
    """
    page = PublicPage.objects.filter(proposal=proposal).select_related("told_by").first()
    picture = PublicPicture.objects.present().filter(proposal=proposal).first()
    files = list(Attachment.objects.present().filter(proposal=proposal).order_by("pk").values_list("pk", "is_public"))
    parents = Parent.objects.standing().filter(proposal=proposal).order_by("pk")
    answers = EarlierAward.objects.filter(proposal=proposal).order_by("entry")
    return {
        "files": [pk for pk, _is_public in files],
        "shown": [pk for pk, is_public in files if is_public],
        "parents": list(parents.values_list("entry", flat=True)),
        "public": asdict(page.told) if page else {},
        "teller": [page.told_by.role, page.told_at.isoformat()] if page else [],
        "picture": {"sha256": picture.sha256, "name": picture.name, "alt": picture.alt} if picture else {},
        "earlier": [list(one) for one in answers.values_list("entry", "is_own")],
        "neutral": neutral(proposal),
    }


def neutral(proposal):
    """The title and the passages that its own people confirmed; what the ministry masks besides is none of theirs."""
    marked = MaskedPassage.objects.filter(proposal=OuterRef("proposal"), reason="").order_by("text").values("text")
    confirmed = MaskedCopy.objects.filter(proposal=proposal).exclude(confirmed_at=None)
    found = confirmed.values_list("given_title", ArraySubquery(marked)).first()
    return {"title": found[0], "passages": found[1]} if found else {}
