"""Who reads which dossier: a balanced lot that never crosses a conflict of interest."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from judging.arithmetic.allocation.flow import Costs, balanced_flow
from judging.arithmetic.linkage import connected_components, information_matrix, worst_se_factor
from judging.arithmetic.terms import Grid, Id
from judging.arithmetic.unfit import Unfit

# The lot is drawn in twenty bits per pair: fine enough that equal draws are rare, small enough to add up.
_LOT_BITS = 20
# By how many percent of the mean load two judges may differ so that an unwanted pair is not given.
LEEWAY = 10


@dataclass(frozen=True)
class Reader:
    """A judge who can be given dossiers, at most `at_most` of them; None is no limit of their own."""

    id: Id
    at_most: int | None = None


@dataclass(frozen=True)
class Read:
    """One judge reads one dossier, as number `position` (from 1) in that judge's own random order."""

    dossier: Id
    judge: Id
    position: int


@dataclass(frozen=True)
class Allocation:
    """Who reads what, and how well it will allow judges to be compared.

    `reads` are ordered by dossier and judge, `loads` has every judge, also those with nothing. `components`
    counts groups of judges that share no dossier (1 is needed to compare), `worst_se_factor` is the largest
    standard error of a difference in severity in units of the noise of one read (infinite when components > 1).
    Only judges who read count.
    """

    reads: tuple[Read, ...]
    loads: Mapping[Id, int]
    components: int
    worst_se_factor: float


class Infeasible(Unfit):
    """No allocation exists. `lacks` says exactly what is missing, each a key with values."""

    def __init__(self, lacks: tuple[Unfit, ...]) -> None:
        super().__init__("infeasible", lacks=[lack.as_json() for lack in lacks])
        self.lacks = lacks


def allocate(
    *,
    dossiers: Sequence[Id],
    judges: Sequence[Reader],
    readers_each: int,
    conflicts: AbstractSet[tuple[Id, Id]],
    seed: str,
    kept: AbstractSet[tuple[Id, Id]] = frozenset(),
    fits: AbstractSet[tuple[Id, Id]] = frozenset(),
    unwanted: AbstractSet[tuple[Id, Id]] = frozenset(),
) -> Allocation:
    """Give every dossier `readers_each` different judges, none of them in conflict with it.

    (dossier, judge) pairs of `kept` stay as they are unless a conflict, a limit or `readers_each` forbids it,
    so that a second run takes nothing from anybody; to give a judge who joins a fair share, leave out pairs
    that nobody has started on. Then loads are as even as possible (everybody within one of each other if
    nothing stands in the way), then as many pairs of `fits` as can be are given, and what is still open is a lot drawn
    from `seed`. A pair of `unwanted` is given only where, without it, somebody would have to read a tenth of the mean
    load more than somebody else (`LEEWAY`), or nobody is left. Nothing depends on the order of the input, and pairs
    about unknown dossiers or judges are ignored.

    Source: randomised minimum-cost flow assignment with convex loads. Raises Infeasible when no allocation
    exists, Unfit for repeated ids, a negative limit or `readers_each` below 1.
    """
    papers = sorted(dossiers, key=str)
    readers = sorted(judges, key=lambda reader: str(reader.id))
    _check(papers, readers, readers_each)
    allowed = _grid(papers, readers, conflicts, where=False)
    allowed &= np.array([reader.at_most != 0 for reader in readers], dtype=np.bool_)
    limits = np.array([len(papers) if reader.at_most is None else reader.at_most for reader in readers], dtype=np.int64)
    if lacks := _shortages(papers, readers, readers_each, allowed, limits):
        raise Infeasible(lacks)
    flow = balanced_flow(
        cost=_lots(papers, readers, seed) + (~_grid(papers, readers, fits, where=True) * (bool(fits) << _LOT_BITS)),
        allowed=allowed,
        kept=_grid(papers, readers, kept, where=True),
        readers_each=readers_each,
        limits=limits,
        unwanted=_grid(papers, readers, unwanted, where=True)
        * np.int64(2 + len(papers) * readers_each * LEEWAY // (100 * max(len(readers), 1))),
    )
    if flow.tight:
        raise Infeasible(_tightness(readers, flow.tight, flow.held, limits))
    pairs = [(papers[p], readers[j].id) for p, j in np.argwhere(flow.held).tolist()]
    return Allocation(
        reads=_in_reading_order(pairs, seed),
        loads={reader.id: int(flow.held[:, j].sum()) for j, reader in enumerate(readers)},
        components=len(connected_components(pairs)),
        worst_se_factor=worst_se_factor(information_matrix(pairs)),
    )


def _check(papers: Sequence[Id], readers: Sequence[Reader], readers_each: int) -> None:
    if len({str(paper) for paper in papers}) != len(papers):
        raise Unfit("repeated", what="proposal")
    if len({str(reader.id) for reader in readers}) != len(readers):
        raise Unfit("repeated", what="judge")
    if readers_each < 1:
        raise Unfit("no_readers", readers=readers_each)
    for reader in readers:
        if reader.at_most is not None and reader.at_most < 0:
            raise Unfit("limit_negative", judge=reader.id, limit=reader.at_most)


def _shortages(
    papers: Sequence[Id], readers: Sequence[Reader], readers_each: int, allowed: Grid, limits: Costs
) -> tuple[Unfit, ...]:
    """What can be seen to be missing without solving anything."""
    if not papers:
        return ()
    free = sum(reader.at_most != 0 for reader in readers)
    if free < readers_each:
        return (Unfit("too_few_judges", free=free, needed=readers_each),)
    lacks = [
        Unfit("too_many_ties", proposal=papers[p], free=count, needed=readers_each)
        for p, count in enumerate(allowed.sum(axis=1).tolist())
        if count < readers_each
    ]
    needed = len(papers) * readers_each
    available = int(np.minimum(limits, len(papers)).sum())
    if available < needed:
        lacks.append(Unfit("limits_too_low", needed=needed, available=available))
    return tuple(lacks)


def _tightness(readers: Sequence[Reader], tight: Sequence[int], held: Grid, limits: Costs) -> tuple[Unfit, ...]:
    """Hall's condition fails for these judges: what they hold can go to nobody else."""
    needed = int(held[:, tight].sum())
    available = int(limits[list(tight)].sum())
    judges = [str(readers[j].id) for j in tight]
    return (Unfit("limits_and_ties", judges=judges, needed=needed, available=available),)


def _grid(papers: Sequence[Id], readers: Sequence[Reader], pairs: AbstractSet[tuple[Id, Id]], *, where: bool) -> Grid:
    """A table of dossiers by judges that is `where` at the pairs and the opposite elsewhere."""
    row = {paper: index for index, paper in enumerate(papers)}
    column = {reader.id: index for index, reader in enumerate(readers)}
    grid = np.full((len(papers), len(readers)), not where, dtype=np.bool_)
    for dossier, judge in pairs:
        if dossier in row and judge in column:
            grid[row[dossier], column[judge]] = where
    return grid


def _lots(papers: Sequence[Id], readers: Sequence[Reader], seed: str) -> Costs:
    return np.array(
        [
            [int(_draw(seed, "pair", paper, reader.id)[:8], 16) >> (32 - _LOT_BITS) for reader in readers]
            for paper in papers
        ],
        dtype=np.int64,
    ).reshape(len(papers), len(readers))


def _in_reading_order(pairs: Sequence[tuple[Id, Id]], seed: str) -> tuple[Read, ...]:
    """A drawn order per judge, so that tiredness falls on no dossier by its name."""
    piles: dict[Id, list[Id]] = defaultdict(list)
    for dossier, judge in pairs:
        piles[judge].append(dossier)
    position = {
        (dossier, judge): place
        for judge, pile in piles.items()
        for place, dossier in enumerate(sorted(pile, key=lambda dossier: _draw(seed, "order", dossier, judge)), start=1)
    }
    return tuple(Read(dossier, judge, position[dossier, judge]) for dossier, judge in pairs)


def _draw(seed: str, what: str, dossier: Id, judge: Id) -> str:
    # repr keeps the parts apart: no two different triples make the same text.
    return hashlib.sha256(repr((seed, what, str(dossier), str(judge))).encode()).hexdigest()
