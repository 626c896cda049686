"""What is in a dossier, as far as rules and lists want to know it: without the texts, and for any number at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from proposals.domain.catalogue import candidates
from proposals.models import Attachment, Parent, Proposal, SectionVersion


@dataclass(frozen=True)
class Written:
    """How many words the answers of a section have, by question key, whether it was said to be finished, its hash."""

    words: Mapping[str, int]
    is_done: bool
    sha256: str = ""


NOTHING_WRITTEN = Written({}, False)


@dataclass(frozen=True)
class Content:
    """What is in one dossier, without the texts: what was written by section, what has files, what was confirmed.

    `masked` is the fingerprint of what the unit confirmed to be masked, empty while it has confirmed nothing;
    `is_told` says whether it told the public something, `is_agreed` whether that may be shown, None while unsaid.
    """

    written: Mapping[int, Written]
    documents: frozenset[int]
    evidence: frozenset[int]
    # The groups in which an innovation is named, once for each.
    origins: tuple[int, ...] = ()
    masked: str = ""
    is_told: bool = False
    is_agreed: bool | None = None
    # Awarded innovations of its agency that may be this one.
    earlier: tuple[candidates.LikeWinner, ...] = ()

    def words_of(self, question):
        """How many words the answer to a question has."""
        return self.written.get(question.section_id, NOTHING_WRITTEN).words.get(question.key, 0)


def content_of(proposal):
    """The Content of one proposal; one query."""
    return contents([proposal.pk])[proposal.pk]


def contents(proposal_ids):
    """The Content of every dossier in `proposal_ids` (list or queryset of keys), by proposal; one query."""
    mine = {"proposal": OuterRef("pk")}
    versions = SectionVersion.objects.current().filter(**mine)
    files = Attachment.objects.present().filter(**mine)
    rows = Proposal.objects.filter(pk__in=proposal_ids).values_list(
        "pk",
        ArraySubquery(
            versions.values(one=JSONObject(section="section", words="words", is_done="is_done", sha256="sha256"))
        ),
        ArraySubquery(files.values(one=JSONObject(section="section", requirement="requirement"))),
        ArraySubquery(Parent.objects.filter(**mine).values("group")),
        "masked__made_of",
        "masked__confirmed_at",
        "public_page",
        "public_page__is_agreed",
        ArraySubquery(candidates.rows()),
    )
    return {
        pk: Content(
            {one["section"]: Written(one["words"], one["is_done"], one["sha256"]) for one in written},
            frozenset(file["requirement"] for file in there if file["requirement"]),
            frozenset(file["section"] for file in there if not file["requirement"]),
            tuple(named),
            made_of if confirmed_at else "",
            page is not None,
            is_agreed,
            candidates.of_values(earlier),
        )
        for pk, written, there, named, made_of, confirmed_at, page, is_agreed, earlier in rows
    }
