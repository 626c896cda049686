"""What one judge's signed cards say without anybody else's: haste, cards filled in one after the other, one vector of
marks in a row, remarks used again.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.arithmetic.terms import Id

# Words a minute at which good readers still read, and nobody more; see `time_to_read`.
FASTEST = 400
# From so many cards on that were signed before their dossiers could be read it is said.
FEWEST_HASTY = 5
# Above so many one card more or less decides nothing.
DECIDED = 4 * FEWEST_HASTY
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
    # How many words the judge was given to read.
    words: int = 0

    @property
    def seconds(self) -> int:
        """What reading the dossier takes at least."""
        return time_to_read(self.words)


@dataclass(frozen=True)
class Oddity:
    """Something to look at: its kind, the judge (and the other one), and the numbers."""

    kind: str
    judge: Id
    values: Mapping[str, object]


def time_to_read(words: int) -> int:
    """How many seconds so many words take whoever reads fast and still understands, rounded up.

    Good readers read 200 to 400 words a minute, and nobody doubles that without losing what was said (Rayner, Schotter,
    Masson, Potter and Treiman 2016, So Much to Read, So Little Time, Psychological Science in the Public Interest 17,
    4-34); most adults read 175 to 300 of such texts (Brysbaert 2019, How Many Words Do We Read per Minute, Journal of
    Memory and Language 109). Both are of English. The upper end counts, pictures and files count nothing, so that
    whoever is found had too little time by any measure.
    """
    return -(-60 * words // FASTEST)


def alone(sittings: Sequence[Sitting]) -> list[Oddity]:
    """What one judge's cards say without anybody else's."""
    own: defaultdict[Id, list[Sitting]] = defaultdict(list)
    for one in sittings:
        own[one.judge].append(one)
    found = []
    for judge, cards in sorted(own.items(), key=lambda one: str(one[0])):
        signed = sorted((one.signed_at, one.position, one.points) for one in cards if one.signed_at is not None)
        opened = [
            (one, (one.opened_at, one.signed_at, one.seconds))
            for one in cards
            if one.opened_at is not None and one.signed_at is not None
        ]
        hasty = hurried([times for _one, times in opened])
        if len(hasty) >= FEWEST_HASTY:
            found.append(Oddity("hasty", judge, in_numbers([opened[place][0] for place in hasty], cards)))
        filled = filled_in_a_row(
            (one.begun_at, one.changed_at, one.seconds)
            for one in cards
            if one.begun_at is not None and one.changed_at is not None
        )
        if filled > CARRIED:
            found.append(Oddity("filled", judge, {"cards": filled, "reads": len(cards), "speed": FASTEST}))
        if (row := longest_row([points for _at, _position, points in signed])) > SAME_IN_A_ROW:
            found.append(Oddity("same_marks", judge, {"row": row}))
    return found + copied(sittings)


def in_numbers(hasty: Sequence[Sitting], cards: Sequence[Sitting]) -> dict[str, object]:
    """What is said of the cards of one judge that were signed before their dossiers could be read."""
    words = sum(one.words for one in hasty)
    return {"cards": len(hasty), "reads": len(cards), "words": round(words / len(hasty)), "speed": FASTEST}


def hurried(cards: Sequence[tuple[int, int, int]]) -> list[int]:
    """Which of one judge's cards cannot have had the time that their dossiers take, by their places.

    A card is when its dossier was opened, when it was signed, and how many seconds lie between at least where it was
    read. A second counts for one dossier alone, and seconds are given out so that many dossiers get theirs: the short
    ones first, each at whatever time leaves the most to the others; then one gives way wherever two others can be read
    in its place. So ten cards that were marked without a network and signed in one go are no haste where the dossiers
    lay open long enough to be read one after the other, and ten opened and signed in one go are.
    """
    if can_be_read(cards):
        return []
    order = sorted(range(len(cards)), key=lambda place: (cards[place][2], cards[place][1], cards[place][0]))
    read = fitted(cards, [], order)
    hasty = [place for place in order if place not in read]
    while len(hasty) <= DECIDED and (better := exchanged(cards, read, hasty)):
        read = better
        hasty = [place for place in order if place not in read]
    return sorted(hasty)


def fitted(cards: Sequence[tuple[int, int, int]], read: Sequence[int], waiting: Iterable[int]) -> list[int]:
    """The cards read, by their places, with as many of those waiting as can be read besides, tried in their order."""
    fitting = list(read)
    for place in waiting:
        if can_be_read(cards[one] for one in (*fitting, place)):
            fitting.append(place)
    return fitting


def exchanged(cards: Sequence[tuple[int, int, int]], read: Sequence[int], hasty: Sequence[int]) -> list[int] | None:
    """The cards read, one of them put off for two hasty ones or more; None where there is no such one."""
    possible = [place for place in hasty if can_be_read([cards[place]])]
    for off in reversed(read):
        opened, signed, _seconds = cards[off]
        # What lies apart in time gains nothing.
        if sum(cards[one][0] < signed and cards[one][1] > opened for one in possible) > 1:
            better = fitted(cards, [one for one in read if one != off], possible)
            if len(better) > len(read):
                return better
    return None


def can_be_read(cards: Iterable[tuple[int, int, int]]) -> bool:
    """Whether each dossier can be read between its opening and its signature, never two at once.

    Whoever always reads on in what is signed first manages if anybody does (Horn 1974, Some Simple Scheduling
    Algorithms, Naval Research Logistics Quarterly 21).
    """
    ordered = sorted(one for one in cards if one[2])
    # What is open and not read: when it is signed, and how many seconds it still takes.
    waiting: list[tuple[int, int]] = []
    for place, (opened, signed, seconds) in enumerate(ordered):
        now = opened
        heapq.heappush(waiting, (signed, seconds))
        while waiting and (place + 1 == len(ordered) or now < ordered[place + 1][0]):
            until, left = heapq.heappop(waiting)
            spent = left if place + 1 == len(ordered) else min(left, ordered[place + 1][0] - now)
            now += spent
            if now > until:
                return False
            if spent < left:
                heapq.heappush(waiting, (until, left - spent))
    return True


def filled_in_a_row(cards: Iterable[tuple[int, int, int]]) -> int:
    """How many of one judge's cards in a row were each filled in without time to read after the one before was begun.

    A card is when it was first written to, when last, and how many seconds its dossier takes to read. Where both lie
    within these seconds from the first writing on the card before, nothing was read between the two; whoever opens
    every cover first and reads nothing shows so. The cards of dossiers read earlier may come in such a row, those that
    were carried along do: `CARRIED` say nothing.
    """
    longest = row = 0
    before: int | None = None
    for begun, changed, seconds in sorted(cards):
        row = row + 1 if before is not None and changed - before < seconds else 0
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
