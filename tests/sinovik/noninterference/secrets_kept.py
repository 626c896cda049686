"""What is kept from whom: a row a secret, and who may know it with the reason; nobody else can tell that it differs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from competitions.kinds import StageKind
from judging.circle import deliberation, giving_out
from judging.domain.desk import private_notes
from judging.models import Assignment, Choice, Entrant, Interest
from proposals.domain.draft import describing, drafting
from tests import carrying
from tests.factories import proposals
from tests.sinovik.noninterference import worlds
from tests.sinovik.noninterference.worlds import World

# A word that stands nowhere else.
WORD = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=5, max_size=9).map(lambda word: f"Xq{word}")
WORDS = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
LEVEL = st.integers(0, 2)
OVERSEES = "sees that the contest is held as the rules say"
OWN = "its own text"


@dataclass(frozen=True)
class Secret:
    """One thing that is so or otherwise: the world before it, the acts that make it so, its values, and who may know.

    `knows` is by observer, with the reason. Whoever is not named there, in the world's own list, may not know.
    """

    name: str
    says: str
    # Whose it is, who is not among those who look.
    holder: str
    world: Callable[[], World]
    come_true: Callable[[World, Any], None]
    values: st.SearchStrategy
    knows: Mapping[str, str] = field(default_factory=dict)


def reader(world, value):
    """One of two judges is given the card, or the other."""
    worlds.given(world, world.hands[value], at=world.now - worlds.HOUR)


def score(world, value):
    """A judge signs a card with these marks."""
    held = worlds.given(world, world.hands[0], at=world.now - worlds.HOUR)
    points = sorted(held.stage.rubric.levels.values_list("points", flat=True))
    carrying.mark(held, world.crew, points=points[value], at=world.now - worlds.HOUR / 2)


def conflict(world, value):
    """A judge declares a tie of a kind, with a reason; or none."""
    held = worlds.given(world, world.hands[0], at=world.now - worlds.HOUR)
    if value is not None:
        kind, reason = value
        giving_out.recuse(held, reason, kind=kind, by=world.hands[0], at=world.now - worlds.HOUR / 2)


def private_note(world, value):
    """A judge keeps a note beside the card."""
    held = worlds.given(world, world.hands[0], at=world.now - worlds.HOUR)
    private_notes.keep(held, value, by=world.hands[0], at=world.now - worlds.HOUR / 2)


def verdict(world, value):
    """The secretariat finds that the proposal passes the checklist, or does not."""
    carrying.verify(world.stage, world.kept, world.crew, passes=value, at=world.now - worlds.HOUR)


def choice(world, value):
    """The marks make one ranking or another; the plenary's list is changed for a reason, or stays. Nothing is told."""
    points, reason = value
    at, by = world.now - worlds.HOUR, world.crew.secretary
    levels = sorted(world.stage.rubric.levels.values_list("points", flat=True))
    entrants = list(Entrant.objects.filter(stage=world.stage).order_by("pk").values_list("proposal_id", flat=True))
    for held in Assignment.objects.filter(stage=world.stage).standing().order_by("pk"):
        carrying.mark(held, world.crew, points=levels[points[entrants.index(held.proposal_id)]], at=at)
    desk = carrying.computed(world.stage, world.crew, at=at)
    carrying.published(carrying.decided(desk, world.crew, at=at), world.crew, at=at)
    panel = carrying.opened(world.edition.stages.get(kind=StageKind.PANEL), world.crew, at=at)
    stage = carrying.computed(panel, world.crew, at=at)
    if reason:
        choices = Choice.objects.filter(decision__stage=stage).select_related("proposal").order_by("pk")
        out, taken = choices.filter(goes_on=True).first(), choices.filter(goes_on=False).first()
        deliberation.exchange(stage, out.proposal, taken.proposal, reason, by=by, at=at)


def draft(world, value):
    """A unit writes a title and a text."""
    title, text = value
    by, at = world.observers["unit"], world.now - worlds.DAY
    described = proposals.an_identity(world.kept, title=title)
    describing.describe(world.kept, described, by=by, at=at)
    world.kept.refresh_from_db()
    section = world.edition.sections.get(key="ringkasan")
    drafting.answer(world.kept, section, {"ringkasan": text}, is_done=True, by=by, at=at + timedelta(hours=1))


# Of four, three go on from the desk, and who does not is told with its list: that one is the same in every portal.
RANKINGS = st.permutations([1, 2, 2]).map(lambda levels: [*levels, 0])
STAFF = {"secretary": OVERSEES, "ministry admin": OVERSEES, "auditor": OVERSEES}
SECRETS = {
    one.name: one
    for one in (
        Secret(
            "reader",
            "which judge holds a card",
            "the judge",
            worlds.reading,
            reader,
            st.integers(0, 1),
            {**STAFF, "secretary": "gives the work out"},
        ),
        # Marks are under their seal until the stage is computed, for the ministry too.
        Secret(
            "score",
            "the marks of a signed card, before the stage is computed",
            "the judge",
            worlds.reading,
            score,
            LEVEL,
        ),
        Secret(
            "conflict",
            "that a judge has a tie, which, and why",
            "the judge",
            worlds.reading,
            conflict,
            st.none() | st.tuples(st.sampled_from(Interest.Kind.values), WORDS),
            {**STAFF, "secretary": "finds somebody else where nobody is left"},
        ),
        Secret("private note", "what a judge notes beside a card", "the judge", worlds.reading, private_note, WORDS),
        Secret(
            "verdict",
            "the administrative verdict, before it is told",
            "",
            worlds.checking,
            verdict,
            st.booleans(),
            {**STAFF, "secretary": "gives the verdict"},
        ),
        Secret(
            "choice",
            "rank and choice, before they are published",
            "",
            worlds.deciding,
            choice,
            st.tuples(RANKINGS, st.just("") | WORDS),
            {**STAFF, "panelist of the plenary": "reads the list that the plenary decides about"},
        ),
        Secret(
            "draft",
            "title and text of a draft",
            "",
            worlds.drafting,
            draft,
            st.tuples(WORDS, WORDS),
            {"unit": OWN, "agency": OWN},
        ),
    )
}


HEAD = "| secret | who may know, and why | who may not |\n|---|---|---|\n"


def printed():
    """The table of docs/security.md."""
    rows = HEAD
    for secret in SECRETS.values():
        others = [name for name in worlds.PRESENT[secret.world] if name not in secret.knows]
        knows = "; ".join(f"{name} ({why})" for name, why in secret.knows.items())
        rows += f"| {secret.says} | {'; '.join(one for one in (secret.holder, knows) if one)} | {', '.join(others)} |\n"
    return rows
