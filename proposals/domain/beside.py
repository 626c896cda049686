"""What stands in a dossier beside its texts, as JSON values: so that it can be compared when it has changed hands."""

from dataclasses import asdict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from proposals.models import Attachment, EarlierAward, MaskedCopy, MaskedPassage, Parent, PublicPage, PublicPicture

TURNS = 20


def standing(proposal):
    """What stands beside the texts of a proposal; six queries.

    The keys of its files, of those that the public may read, and of the innovations it comes from; what it tells the
    public, who told it last and what those left who told it before; what was answered on earlier awards, and what
    judges read in the place of names.
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
        "teller": [page.told_by.role, page.told_at.isoformat()] if page else [],
        "turns": page.turns if page else [],
        **told(page, picture),
        "earlier": [list(one) for one in answers.values_list("entry", "is_own")],
        "neutral": neutral(proposal),
    }


def told(page, picture):
    """What a page tells the public, with its picture; pure."""
    return {
        "public": asdict(page.told) if page else {},
        "picture": {"sha256": picture.sha256, "name": picture.name, "alt": picture.alt} if picture else {},
    }


def turns(page, proposal, *, by):
    """The turns of a page when an office tells the public next: another role than the last one begins a new turn.

    What the last one left is kept with its role; the last twenty of them. Two queries where a turn ends.
    """
    if page is None or page.told_by.role == by.role:
        return page.turns if page else []
    picture = PublicPicture.objects.present().filter(proposal=proposal).first()
    shown = Attachment.objects.present().filter(proposal=proposal, is_public=True).order_by("pk")
    left = {"role": page.told_by.role, "at": page.told_at.isoformat(), **told(page, picture)}
    return [*page.turns, {**left, "shown": list(shown.values_list("pk", flat=True))}][-TURNS:]


def neutral(proposal):
    """The title and the passages that its own people confirmed; what the ministry masks besides is none of theirs."""
    marked = MaskedPassage.objects.filter(proposal=OuterRef("proposal"), reason="").order_by("text").values("text")
    confirmed = MaskedCopy.objects.filter(proposal=proposal).exclude(confirmed_at=None)
    found = confirmed.values_list("given_title", ArraySubquery(marked)).first()
    return {"title": found[0], "passages": found[1]} if found else {}
