"""Reading a frozen snapshot: what is not as it must be is a gap, named by the code of its proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation, localcontext

from judging.arithmetic.points import EXACT, settled
from judging.arithmetic.unfit import Unfit

LARGEST = Decimal(100)


class Gap(Unfit):
    """Something is missing from a snapshot, or is not what it should be; nothing is computed from it.

    `proposal` is the code of the proposal it concerns, "" where it concerns the whole.
    """

    def __init__(self, key: str, *, proposal: str = "", **values: object) -> None:
        super().__init__(key, proposal=proposal, **values)
        self.proposal = proposal


@dataclass(frozen=True)
class FrozenPart:
    """One object of a snapshot, with the code of the proposal it is about."""

    values: Mapping[str, object]
    proposal: str = ""

    def take(self, name: str) -> object:
        """What stands under a name; a gap where nothing does."""
        if name not in self.values:
            raise Gap("field_missing", proposal=self.proposal, field=name)
        return self.values[name]

    def text(self, name: str) -> str:
        found = self.take(name)
        if not isinstance(found, str) or not found:
            raise self.wrong(name, found)
        return found

    def flag(self, name: str) -> bool:
        found = self.take(name)
        if not isinstance(found, bool):
            raise self.wrong(name, found)
        return found

    def whole(self, name: str, *, least: int = 0) -> int:
        found = self.take(name)
        if isinstance(found, bool) or not isinstance(found, int) or found < least:
            raise self.wrong(name, found)
        return found

    def whole_or_none(self, name: str) -> int | None:
        return None if self.take(name) is None else self.whole(name)

    def figure(self, name: str, *, largest: Decimal | None = LARGEST) -> Decimal:
        """A number from 0 to `largest` (None: any finite number), written as text."""
        found = self.take(name)
        try:
            number = Decimal(found) if isinstance(found, str) else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite():
            raise self.wrong(name, found)
        if largest is not None and not 0 <= number <= largest:
            raise Gap("outside_scale", proposal=self.proposal, field=name, value=found)
        return number

    def figure_or_none(self, name: str) -> Decimal | None:
        return None if self.take(name) is None else self.figure(name)

    def part(self, name: str) -> FrozenPart:
        found = self.take(name)
        if not isinstance(found, dict):
            raise self.wrong(name, found)
        return FrozenPart(found, self.proposal)

    def texts(self, name: str) -> list[str]:
        found = self.take(name)
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self.wrong(name, found)
        return found

    def parts(self, name: str) -> list[FrozenPart]:
        """The objects of a list, each with the proposal of its own if it names one."""
        found = self.take(name)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.wrong(name, found)
        return [FrozenPart(one, self.proposal or _named(one)) for one in found]

    def wrong(self, name: str, found: object) -> Gap:
        """The gap of a value that cannot be read."""
        return Gap("field_unreadable", proposal=self.proposal, field=name, value=str(found)[:80])


def _named(one: Mapping[str, object]) -> str:
    proposal = one.get("proposal")
    return proposal if isinstance(proposal, str) else ""


@dataclass(frozen=True)
class EntrantPart:
    """One entrant of a snapshot: its code, its traits by dimension, and the object it was read from."""

    proposal: str
    traits: Mapping[str, str]
    part: FrozenPart


@dataclass(frozen=True)
class ReadPart:
    """One judge's card of one entrant: the total as it counts and as it was signed, and where its points stand.

    The two totals differ where the readers agreed on joint marks; `moves` says by how much the points move then.
    """

    proposal: str
    judge: str
    total: Decimal
    signed: Decimal
    part: FrozenPart
    moves: Mapping[str, Decimal] = field(default_factory=dict)


def once(parts: Iterable[FrozenPart]) -> list[tuple[str, FrozenPart]]:
    """Objects by the code of their proposal, in the order of the codes; each may stand once."""
    found: dict[str, FrozenPart] = {}
    for one in parts:
        proposal = one.text("proposal")
        if proposal in found:
            raise Gap("twice", proposal=proposal)
        found[proposal] = one
    return sorted(found.items())


def entrants(frozen: FrozenPart) -> list[EntrantPart]:
    """The entrants with traits, whose groups the snapshot knows."""
    groups = set(frozen.texts("groups"))
    read = []
    for proposal, one in once(frozen.parts("entrants")):
        traits = one.part("traits")
        for name, value in traits.values.items():
            if not isinstance(value, str):
                raise traits.wrong(name, value)
        if traits.text("group") not in groups:
            raise Gap("group_unknown", proposal=proposal, group=traits.text("group"))
        read.append(EntrantPart(proposal, {name: str(value) for name, value in traits.values.items()}, one))
    return read


def quotas(frozen: FrozenPart) -> dict[str, int]:
    """Places by group, of groups that the snapshot knows."""
    part = frozen.part("quotas")
    if unknown := sorted(part.values.keys() - set(frozen.texts("groups"))):
        raise Gap("group_unknown", group=unknown[0])
    return {group: part.whole(group) for group in sorted(part.values)}


def reads(frozen: FrozenPart, of: Iterable[EntrantPart]) -> list[ReadPart]:
    """Every card of the entrants, by proposal and judge, once each.

    Each entrant has the cards of exactly those `readers` that the snapshot names, and at least `readers_each`
    of them: a card that is lost, or one of somebody else, is a gap and not a smaller mean.
    """
    expected = {one.proposal: one.part.texts("readers") for one in of}
    found: defaultdict[str, dict[str, ReadPart]] = defaultdict(dict)
    for part in frozen.parts("reads"):
        proposal, judge = part.text("proposal"), part.text("judge")
        if judge in found[proposal]:
            raise Gap("read_twice", proposal=proposal, judge=judge)
        total = part.figure("total")
        found[proposal][judge] = ReadPart(proposal, judge, total, total, part)
    if strangers := sorted(found.keys() - expected.keys()):
        raise Gap("not_an_entrant", proposal=strangers[0])
    needed = frozen.whole("readers_each", least=1)
    for proposal, readers in sorted(expected.items()):
        if len(set(readers)) < max(needed, 1):
            raise Gap("too_few_readers", proposal=proposal, readers=len(set(readers)), needed=needed)
        if lost := sorted(set(readers) - found[proposal].keys()):
            raise Gap("reader_missing", proposal=proposal, judge=lost[0])
        if extra := sorted(found[proposal].keys() - set(readers)):
            raise Gap("reader_unknown", proposal=proposal, judge=extra[0])
    found.update((proposal, moved(found[proposal], joint)) for proposal, joint in agreed_by(frozen, expected))
    return [found[proposal][judge] for proposal in sorted(expected) for judge in sorted(found[proposal])]


def links(frozen: FrozenPart, of: Iterable[EntrantPart]) -> list[ReadPart]:
    """Cards of dossiers that are no entrants: they link judges with each other, and nobody is ranked by them."""
    if "links" not in frozen.values:
        return []
    standing, found = {one.proposal for one in of}, {}
    for part in frozen.parts("links"):
        proposal, judge = part.text("proposal"), part.text("judge")
        if proposal in standing:
            raise Gap("link_is_an_entrant", proposal=proposal)
        if (proposal, judge) in found:
            raise Gap("read_twice", proposal=proposal, judge=judge)
        total = part.figure("total")
        found[proposal, judge] = ReadPart(proposal, judge, total, total, part)
    return [card for _key, card in sorted(found.items())]


def joint_marks(frozen: FrozenPart) -> list[tuple[str, FrozenPart]]:
    """What all readers of an entrant agreed on after their discussion, by its code; none where nothing is discussed."""
    return once(frozen.parts("joint")) if "joint" in frozen.values else []


def agreed_by(frozen: FrozenPart, expected: Mapping[str, list[str]]) -> list[tuple[str, FrozenPart]]:
    """The joint marks, each of exactly those readers that the snapshot names for its entrant."""
    found = joint_marks(frozen)
    for proposal, joint in found:
        if proposal not in expected:
            raise Gap("not_an_entrant", proposal=proposal)
        if strange := sorted(set(joint.texts("judges")) ^ set(expected[proposal])):
            raise Gap("joint_mark_of_others", proposal=proposal, judge=strange[0])
    return found


def moved(reads_of_one: Mapping[str, ReadPart], joint: FrozenPart) -> dict[str, ReadPart]:
    """The reads of one entrant, all moved alike until their mean is what was agreed on.

    How far the readers are apart stays as each marked alone: that is what tells how strict they are.
    """
    cards = [reads_of_one[judge] for judge in sorted(reads_of_one)]
    agreed = joint.part("points")
    moves = {
        name: _way(Decimal(agreed.whole(name)), [Decimal(points_signed(card, name)) for card in cards])
        for name in sorted(agreed.values)
    }
    way = _way(joint.figure("total"), [card.signed for card in cards])
    return {card.judge: replace(card, total=card.signed + way, moves=moves) for card in cards}


def _way(to: Decimal, given: list[Decimal]) -> Decimal:
    with localcontext(EXACT):
        return settled(to - sum(given, Decimal(0)) / len(given))


def points(read: ReadPart, name: str) -> Decimal:
    """The points of one criterion on a card as they count: 0 to 100, unless joint marks moved them."""
    return points_signed(read, name) + read.moves.get(name, Decimal(0))


def points_signed(read: ReadPart, name: str) -> int:
    """The points of one criterion on a card as they were signed, 0 to 100."""
    given = read.part.part("points")
    if name not in given.values:
        raise Gap("criterion_missing", proposal=read.proposal, judge=read.judge, criterion=name)
    value = given.whole(name)
    if value > LARGEST:
        raise Gap("outside_scale", proposal=read.proposal, field=name, value=value)
    return value
