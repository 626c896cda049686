"""The lot that lets judges be compared: dossiers read by both link all of them, and who is to be apart is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from judging.arithmetic.allocation.allocation import Allocation, Infeasible, Reader, allocate
from judging.arithmetic.linkage import ASSUMED_NOISE, connected_components, missing_links
from judging.arithmetic.severity.guards import FEWEST_READS, FLAGGED_SE, LARGEST_SE
from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import Unfit

_DRAWS = 5
# What lacks because of ties, where it lacks because of judges who read nothing together.
_KEPT_APART = {"too_many_ties": "too_many_apart", "limits_and_ties": "limits_and_apart"}


def allocate_linked(
    *,
    dossiers: Sequence[Id],
    judges: Sequence[Reader],
    readers_each: int,
    conflicts: AbstractSet[tuple[Id, Id]],
    seed: str,
    kept: AbstractSet[tuple[Id, Id]] = frozenset(),
    fits: AbstractSet[tuple[Id, Id]] = frozenset(),
    apart: AbstractSet[frozenset[Id]] = frozenset(),
    rather_apart: AbstractSet[frozenset[Id]] = frozenset(),
) -> Allocation:
    """The first of five draws that passes the gate, or the best of them; see `allocate`.

    The gate asks what the guards of the correction will ask after the close: that dossiers read by both link all
    judges who read, and that no two of them are compared with a standard error above `FLAGGED_SE` points. Where no
    draw is that firm, the linked one with the smallest error stands: a small panel cannot do better, and the guards
    say so with the result. Where none is linked, raises Infeasible: no judge's severity could be told.

    Where some judge reads fewer than `FEWEST_READS` the guards let no correction count, however firm the links are.
    There the first linked draw stands, or else the first: to refuse would stop a small edition for nothing. A panel
    that falls apart also stands where each dossier has one reader, who is compared with nobody, and where work was
    given out before, since nothing is taken from anybody.

    Judges go to dossiers that they are fit for where that costs no evenness (`fits`), as long as some draw links all
    of them; else nobody is preferred. No dossier gets two judges of a set in `apart`, and two of a set in
    `rather_apart` only where nobody else could read it or loads would be uneven.
    """
    draws, stuck = [], None
    for number in range(_DRAWS):
        try:
            drawn = _drawn_apart(
                dossiers=dossiers,
                judges=judges,
                readers_each=readers_each,
                conflicts=conflicts,
                seed=f"{seed}|{number}" if number else seed,
                kept=kept,
                fits=fits,
                apart=apart,
                rather_apart=rather_apart,
            )
        except Infeasible as lack:
            # Who was drawn first may have left no second reader; another draw need not.
            stuck = lack
            if not any(one.key in _KEPT_APART.values() for one in lack.lacks):
                break
            continue
        if drawn.components <= 1 and (not _is_compared(drawn) or ASSUMED_NOISE * drawn.worst_se_factor <= FLAGGED_SE):
            return drawn
        draws.append(drawn)
    if stuck and not draws:
        raise stuck
    if linked := [drawn for drawn in draws if drawn.components <= 1]:
        return min(linked, key=lambda drawn: drawn.worst_se_factor)
    if fits and readers_each > 1:
        return allocate_linked(
            dossiers=dossiers,
            judges=judges,
            readers_each=readers_each,
            conflicts=conflicts,
            seed=seed,
            kept=kept,
            apart=apart,
            rather_apart=rather_apart,
        )
    first = draws[0]
    if _is_compared(first) and readers_each > 1 and not kept:
        raise Infeasible(_apart(first, conflicts))
    return first


def _drawn_apart(
    *,
    dossiers: Sequence[Id],
    judges: Sequence[Reader],
    readers_each: int,
    conflicts: AbstractSet[tuple[Id, Id]],
    seed: str,
    kept: AbstractSet[tuple[Id, Id]],
    fits: AbstractSet[tuple[Id, Id]],
    apart: AbstractSet[frozenset[Id]],
    rather_apart: AbstractSet[frozenset[Id]],
) -> Allocation:
    """One draw in which no dossier gets two judges of a set in `apart`.

    One reader after the other is drawn, each closed to the dossiers that one of the earlier readers keeps it from;
    what stands already counts as drawn. Limits may move a reader who was drawn before: where that brings two together,
    one of them is closed to the dossier and it is drawn again.
    """
    never, rather_not = _beside(apart), _beside(rather_apart)
    held: AbstractSet[tuple[Id, Id]] = kept
    drawn: Allocation | None = None
    for number in [readers_each] if kept or not (apart or rather_apart) else range(1, readers_each + 1):
        closed = {(dossier, other) for dossier, judge in held for other in never[judge]} - held
        while True:
            drawn = allocate_beside(
                dossiers=dossiers,
                judges=judges,
                readers_each=number,
                conflicts=conflicts,
                closed=closed,
                seed=seed,
                kept=held,
                fits=fits,
                unwanted={(dossier, other) for dossier, judge in held for other in rather_not[judge]} - held,
            )
            pairs = {(read.dossier, read.judge) for read in drawn.reads}
            together = _together(pairs - kept, pairs, never)
            if not together:
                break
            closed |= together
        held = pairs
    return drawn or Allocation((), {reader.id: 0 for reader in judges}, 0, 0.0)


def _together(
    new: AbstractSet[tuple[Id, Id]], pairs: AbstractSet[tuple[Id, Id]], never: defaultdict[Id, set[Id]]
) -> set[tuple[Id, Id]]:
    """Of every two on one dossier who are never to read it together the new one, or the later of two."""
    return {
        (dossier, judge)
        for dossier, judge in new
        for other in never[judge]
        if (dossier, other) in pairs and ((dossier, other) not in new or str(judge) > str(other))
    }


def allocate_beside(
    *,
    dossiers: Sequence[Id],
    judges: Sequence[Reader],
    readers_each: int,
    conflicts: AbstractSet[tuple[Id, Id]],
    closed: AbstractSet[tuple[Id, Id]],
    seed: str,
    kept: AbstractSet[tuple[Id, Id]] = frozenset(),
    fits: AbstractSet[tuple[Id, Id]] = frozenset(),
    unwanted: AbstractSet[tuple[Id, Id]] = frozenset(),
) -> Allocation:
    """`allocate` where pairs in `closed` are kept apart from a reader that stands: what that lacks is no lack of ties.

    Raises Infeasible with the same lacks under names of their own where the draw could be made without `closed`.
    """

    def drawn(barred: AbstractSet[tuple[Id, Id]]) -> Allocation:
        return allocate(
            dossiers=dossiers,
            judges=judges,
            readers_each=readers_each,
            conflicts=barred,
            seed=seed,
            kept=kept,
            fits=fits,
            unwanted=unwanted,
        )

    try:
        return drawn(conflicts | closed)
    except Infeasible as lack:
        if not closed:
            raise
        drawn(conflicts)
        raise Infeasible(
            tuple(
                Unfit(_KEPT_APART[one.key], **{name: value for name, value in one.as_json().items() if name != "key"})
                if one.key in _KEPT_APART
                else one
                for one in lack.lacks
            )
        ) from lack


def _beside(pairs: AbstractSet[frozenset[Id]]) -> defaultdict[Id, set[Id]]:
    """For each judge of these sets the others."""
    others: defaultdict[Id, set[Id]] = defaultdict(set)
    for pair in pairs:
        for judge in pair:
            others[judge] |= pair - {judge}
    return others


def _apart(drawn: Allocation, conflicts: AbstractSet[tuple[Id, Id]]) -> tuple[Unfit, ...]:
    """That a panel falls apart, and for each group what would join it to the first."""
    return Unfit("panel_falls_apart", groups=drawn.components), *joining(drawn, conflicts)


def joining(drawn: Allocation, conflicts: AbstractSet[tuple[Id, Id]]) -> tuple[Unfit, ...]:
    """For each group of judges who share no dossier with the first group what would join it: one read more, or nothing.

    `conflicts` are the pairs of dossier and judge that may not be.
    """
    pairs = [(read.dossier, read.judge) for read in drawn.reads]
    groups = connected_components(pairs)
    links = missing_links(groups, pairs, conflicts)
    return tuple(
        Unfit("link", judges=list(group), judge=link[1], proposal=link[0])
        if link
        else Unfit("no_link", judges=list(group))
        for group, link in zip(groups[1:], links, strict=True)
    )


def firmness(drawn: Allocation) -> str:
    """How firmly judges will be compared, before marks tell the noise of one read: "green", "amber" or "red"."""
    worst = ASSUMED_NOISE * drawn.worst_se_factor
    if drawn.components > 1 or worst > LARGEST_SE:
        return "red"
    return "amber" if worst > FLAGGED_SE else "green"


def _is_compared(drawn: Allocation) -> bool:
    """Whether every judge who reads does so often enough for a correction to count."""
    return min((load for load in drawn.loads.values() if load), default=0) >= FEWEST_READS
