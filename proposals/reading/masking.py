"""What is shown of masking: the dossier with its names marked, and the copy that blind judges read."""

from dataclasses import dataclass

from proposals.domain import dossier, masking, neutrality
from proposals.models import MaskedCopy, MaskedPassage


@dataclass(frozen=True)
class Marked:
    """One answer in pieces, names apart."""

    prompt: str
    segments: tuple[neutrality.Segment, ...]

    @property
    def has_names(self):
        """Whether anything in it is masked."""
        return any(one.kind for one in self.segments)


@dataclass(frozen=True)
class NeutralDraft:
    """What a unit looks at before it confirms: a title to begin from, what it marked, each chapter with its answers."""

    copy: MaskedCopy | None
    title: str
    passages: tuple[str, ...]
    chapters: tuple[tuple[str, tuple[Marked, ...]], ...]


def draft(proposal):
    """What a copy of the dossier as it stands would mask; `proposal` loaded `with_places()`."""
    copy = MaskedCopy.objects.filter(proposal=proposal).first()
    passages = tuple(passages_of(proposal).values_list("text", flat=True))
    own = neutrality.names_of(proposal)
    names = own.and_passages(passages)
    whole = dossier.read(proposal, blind=False)
    chapters = tuple(
        (chapter.title, tuple(Marked(reply.prompt, names.segments(reply.text)) for reply in chapter.replies))
        for chapter in whole.chapters
    )
    return NeutralDraft(copy, copy.title if copy else own.without(proposal.title), passages, chapters)


def passages_of(proposal):
    """The passages that were marked, in the order they were, with who marked them."""
    return (
        MaskedPassage.objects.filter(proposal=proposal)
        .select_related("marked_by__user", "marked_by__unit", "marked_by__agency")
        .order_by("pk")
    )


def is_confirmed(proposal, copy):
    """Whether the copy was confirmed and the dossier is still what it was made of."""
    return bool(copy and copy.confirmed_at and copy.made_of == masking.made_of(proposal))
