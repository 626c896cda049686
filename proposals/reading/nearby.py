"""What resembles a draft, for those who write it: asked in one statement, so that each of their pages can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from accounts.arithmetic import likeness as arithmetic
from proposals.domain import likeness
from proposals.domain.questionnaire import AskedSection
from proposals.models import Proposal, SectionVersion

# More are told on the page that checks the dossier.
SHOWN = 3
COLUMNS = ("is_entry", "its_key", "its_address", "its_title", "its_agency", "its_agency_name", "its_time")
MEASURES = ("title_likeness", "n_shared")


@dataclass(frozen=True)
class Nearby:
    """A proposal, or an innovation of the catalogue, that resembles a draft: where it is, how alike the titles are,
    which share of the draft's runs of words it has as well.
    """

    is_entry: bool
    key: int
    # The code of a proposal, the slug of an innovation.
    address: str
    title: str
    agency: int | None
    agency_name: str
    # The edition of a proposal, the year of an innovation.
    time: str
    title_likeness: float
    shared: float

    @property
    def is_titled_so(self) -> bool:
        """Whether its title is much like the draft's."""
        return self.title_likeness >= likeness.TITLES


def of_the_draft(proposal: Proposal) -> list[Nearby]:
    """What resembles a draft as a whole, the most alike first; two queries."""
    text = likeness.texts_of([proposal.pk]).get(proposal.pk, "")
    return found(proposal, proposal.title, arithmetic.sketch([text]))


def of_the_title(proposal: Proposal) -> list[Nearby]:
    """What has a title much like the draft's; one query."""
    return found(proposal, proposal.title, ())


def of_a_section(proposal: Proposal, chapter: AskedSection, version: SectionVersion | None) -> list[Nearby]:
    """What has much of what stands in one section; one query, none while too little stands there."""
    texts = version.texts if version else {}
    asked = {question.key: (question.prompt, question.hint, question.example) for question in chapter.questions}
    own = (arithmetic.without(text, asked.get(key, ())) for key, text in texts.items())
    return found(proposal, "", arithmetic.sketch(["\n".join(own)]))


def found(proposal: Proposal, title: str, runs: Sequence[int]) -> list[Nearby]:
    """What has a title or runs like these, the most alike first."""
    asked = []
    for name, rows in (("proposal", likeness.others(proposal)), ("entry", likeness.entries(proposal))):
        told = {column: Cast(value, CharField()) for column, value in TOLD[name].items()}
        fixed = {"is_entry": Value(name == "entry"), "its_key": F("pk"), "its_agency": F("agency_id")}
        for near in likeness.near(rows, title, runs):
            named = near.annotate(**fixed, **told).order_by("-closeness", "pk")
            asked.append(named.values(*COLUMNS, *MEASURES)[:SHOWN])
    if not asked:
        return []
    known = {}
    for row in asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]:
        *about, title_likeness, n_shared = (row[column] for column in (*COLUMNS, *MEASURES))
        is_entry, key, address, its_title, agency, agency_name, time = about
        shared = n_shared / len(runs) if runs else 0.0
        known[is_entry, key] = Nearby(
            is_entry, key, address, its_title, agency, agency_name, time, title_likeness, shared
        )
    ranked = sorted(known.values(), key=lambda one: (-max(one.title_likeness, one.shared), one.is_entry, one.key))
    return ranked[:SHOWN]


TOLD = {
    "proposal": {
        "its_address": F("code"),
        "its_title": F("title"),
        "its_agency_name": F("agency__name"),
        "its_time": F("edition__name"),
    },
    "entry": {
        "its_address": F("slug"),
        "its_title": F("title"),
        "its_agency_name": F("agency_name"),
        "its_time": F("year"),
    },
}
