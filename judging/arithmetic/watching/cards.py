"""What one judge's signed cards say without anybody else's: haste, cards filled in one after the other, one vector of
marks in a row, remarks used again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.arithmetic.terms import Id

# Who had fewer seconds than this for a dossier hardly read it; from so many of them on it is said.
HASTY, FEWEST_HASTY = 120, 5
# So many dossiers are carried along without a network, and their cards come in together.
CARRIED = 10
# What stands word for word in more remarks than this is nobody's own, and in more than a tenth of all.
COMMON = 15
# One vector of marks more often than this in a row.
SAME_IN_A_ROW = 5
# Words of a remark that are compared, and the share of its runs of words that another has, too.
RUN, FEWEST_WORDS, COPIED = 5, 12, 0.8


@dataclass(frozen=True)
class Sitting:
    """One signed card: what was given, in which order and when, and for whom."""

    proposal: Id
    judge: Id
    total: Decimal
    position: int
    # Whole seconds of any clock; None where it is not known.
    signed_at: int | None
    # When the dossier could be read for the first time, on the same clock; None where it is not known.
    opened_at: int | None
    points: tuple[int, ...]
    remark: str
    cells: Mapping[str, str]
    # When the card was first written to, and last before it was signed, on the same clock; None where it is not known.
    begun_at: int | None = None
    changed_at: int | None = None


@dataclass(frozen=True)
class Oddity:
    """Something to look at: its kind, the judge (and the other one), and the numbers."""

    kind: str
    judge: Id
    values: Mapping[str, object]


def alone(sittings: Sequence[Sitting]) -> list[Oddity]:
    """What one judge's cards say without anybody else's."""
    own: defaultdict[Id, list[Sitting]] = defaultdict(list)
    for one in sittings:
        own[one.judge].append(one)
    found = []
    for judge, cards in sorted(own.items(), key=lambda one: str(one[0])):
        signed = sorted((one.signed_at, one.position, one.points) for one in cards if one.signed_at is not None)
        hasty = hurried(
            (one.opened_at, one.signed_at) for one in cards if one.signed_at is not None and one.opened_at is not None
        )
        if hasty >= FEWEST_HASTY:
            found.append(Oddity("hasty", judge, {"cards": hasty, "seconds": HASTY, "reads": len(cards)}))
        written = [
            (one.begun_at, one.changed_at) for one in cards if one.begun_at is not None and one.changed_at is not None
        ]
        if (filled := filled_in_a_row(written)) > CARRIED:
            found.append(Oddity("filled", judge, {"cards": filled, "seconds": HASTY, "reads": len(cards)}))
        if (row := longest_row([points for _at, _position, points in signed])) > SAME_IN_A_ROW:
            found.append(Oddity("same_marks", judge, {"row": row}))
    return found + copied(sittings)


def hurried(cards: Iterable[tuple[int, int]]) -> int:
    """How many of one judge's cards cannot have had `HASTY` seconds, each between its opening and its signature.

    Seconds count for one dossier alone, and are given out as kindly as can be: to the card signed first, as early as
    its dossier was open. So ten cards that were marked without a network and signed in one go are no haste where the
    dossiers lay open long enough to be read one after the other, and ten opened and signed in one go are.
    """
    taken: list[tuple[int, int]] = []
    count = 0
    for signed, opened in sorted((signed, opened) for opened, signed in cards):
        reading, lacking, start = [], HASTY, opened
        for begin, end in [*taken, (signed, signed)]:
            free = min(begin - start, signed - start, lacking)
            if free > 0:
                reading.append((start, start + free))
                lacking -= free
            start = max(start, end)
        if lacking:
            count += 1
        else:
            taken = sorted(taken + reading)
    return count


def filled_in_a_row(cards: Iterable[tuple[int, int]]) -> int:
    """How many of one judge's cards in a row were each filled in less than `HASTY` seconds after the one before.

    A card is when it was first written to and when last. Where both lie within these seconds from the first writing on
    the card before, nothing was read between the two; whoever opens every cover first and reads nothing shows so. The
    cards of dossiers read earlier may come in such a row, those that were carried along do: `CARRIED` say nothing.
    """
    longest = row = 0
    before: int | None = None
    for begun, changed in sorted(cards):
        row = row + 1 if before is not None and changed - before < HASTY else 0
        longest, before = max(longest, row), begun
    return longest


def longest_row(vectors: Sequence[tuple[int, ...]]) -> int:
    """How many equal vectors, of more than one mark, stand next to each other at most."""
    longest, row = 0, 0
    last: tuple[int, ...] | None = None
    for vector in vectors:
        row = row + 1 if vector == last and len(vector) > 1 else 1
        longest, last = max(longest, row), vector
    return longest


def copied(sittings: Sequence[Sitting]) -> list[Oddity]:
    """Judges whose remarks stand word for word at another proposal, their own or somebody else's."""
    homes: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    runs = [runs_of(one.remark) for one in sittings]
    for place, own in enumerate(runs):
        for run in own:
            homes[run].append(place)
    hits: defaultdict[tuple[Id, Id], int] = defaultdict(int)
    for place, own in enumerate(runs):
        shared: defaultdict[int, int] = defaultdict(int)
        for run in own:
            # What everybody writes is the form's own wording.
            if len(homes[run]) <= max(COMMON, len(sittings) // 10):
                for other in homes[run]:
                    if sittings[other].proposal != sittings[place].proposal:
                        shared[other] += 1
        alike = {sittings[other].judge for other, count in shared.items() if count >= COPIED * len(own)}
        for judge in alike:
            hits[sittings[place].judge, judge] += 1
    return [
        Oddity("copied", judge, {"other": other, "cards": count})
        for (judge, other), count in sorted(hits.items(), key=lambda one: (str(one[0][0]), str(one[0][1])))
        # Of two judges who share remarks one finding is enough.
        if count > 1 and str(judge) <= str(other)
    ]


def runs_of(remark: str) -> frozenset[tuple[str, ...]]:
    """The runs of five words of a remark; none where it is too short to be anybody's own."""
    words = remark.casefold().split()
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))
