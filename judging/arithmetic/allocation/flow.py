"""A minimum-cost flow from dossiers to judges whose loads are as even as the conflicts allow.

Whole numbers only, so the same input gives the same answer on any machine and with any library version.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from judging.arithmetic.terms import Grid
from judging.arithmetic.unfit import Unfit

Costs = npt.NDArray[np.int64]

_BLOCKED = 1 << 60
_REACHABLE = 1 << 59


@dataclass(frozen=True)
class Flow:
    """`held[p, j]` says judge j reads dossier p. `tight` lists judges who together must exceed their limits,
    and is empty when everybody stays within them.
    """

    held: Grid
    tight: tuple[int, ...]


def balanced_flow(
    *, cost: Costs, allowed: Grid, kept: Grid, readers_each: int, limits: Costs, unwanted: Costs | None = None
) -> Flow:
    """Give every dossier `readers_each` different allowed judges.

    Least overload of `limits` comes first, then the most pairs of `kept`, then the smallest sum of squared
    loads (the most even loads), then the smallest sum of `cost`. `unwanted` is by how many dossiers two loads may
    differ rather than that a pair is given, 0 where nothing is against it. Every dossier must have at least
    `readers_each` allowed judges. Raises Unfit when the weights of these four aims do not fit into
    64 bits (thousands of judges).

    Source: minimum-cost flow with convex arc costs, by successive shortest paths. Dossiers take their
    cheapest judges, which is optimal for the loads that result; one read at a time then moves along the
    shortest residual path between two judges, which keeps it optimal for the new loads, until no move pays.
    """
    if not cost.size:
        return Flow(held=np.zeros(cost.shape, dtype=np.bool_), tight=())
    against = np.zeros(cost.shape, dtype=np.int64) if unwanted is None else unwanted
    return _Exchange(cost, allowed, kept, readers_each, limits, against).settled()


class _Exchange:
    """The residual graph seen from the judges: an arc a → b hands b one of a's dossiers."""

    def __init__(
        self, cost: Costs, allowed: Grid, kept: Grid, readers_each: int, limits: Costs, unwanted: Costs
    ) -> None:
        dossiers, self.judges = cost.shape
        self.allowed, self.limits = allowed, limits
        # A simple residual cycle enters and leaves each judge at most once, and changes two loads: this is
        # what lets one aim outweigh the next without a bound on the whole sum.
        self.evenness = 2 * self.judges * int(np.abs(cost).max(initial=0)) + 1
        keeping = 2 * self.evenness * (dossiers + 2 + self.judges * int(unwanted.max(initial=0)))
        self.overload = 4 * self.judges * keeping
        if 4 * self.overload > _REACHABLE:
            raise Unfit("too_many_to_balance", dossiers=dossiers, judges=self.judges)
        self.cost = cost + self.evenness * unwanted - keeping * kept
        cheapest = np.argsort(np.where(allowed, self.cost, _BLOCKED), axis=1, kind="stable")[:, :readers_each]
        self.held: Grid = np.zeros(cost.shape, dtype=np.bool_)
        np.put_along_axis(self.held, cheapest, True, axis=1)
        self.loads = self.held.sum(axis=0, dtype=np.int64)
        self.step = np.full((self.judges, self.judges), _BLOCKED, dtype=np.int64)
        self.handed = np.zeros((self.judges, self.judges), dtype=np.int64)
        for judge in range(self.judges):
            self._refresh(judge)

    def settled(self) -> Flow:
        while True:
            distance, towards = self._shortest_paths()
            one_less = self._marginal(self.loads - 1)
            one_more = self._marginal(self.loads)
            change = distance + one_more[None, :] - one_less[:, None]
            giver, taker = divmod(int(change.argmin()), self.judges)
            if change[giver, taker] >= 0:
                overloaded = self.loads > self.limits
                reached = (distance[overloaded] < _REACHABLE).any(axis=0)
                return Flow(held=self.held, tight=tuple(int(judge) for judge in np.flatnonzero(reached)))
            self._move(giver, taker, towards)

    def _marginal(self, loads: Costs) -> Costs:
        """What the read after `loads` reads costs each judge: growing, so that the total is convex."""
        marginal: Costs = self.evenness * loads + np.where(loads >= self.limits, self.overload, 0)
        return marginal

    def _shortest_paths(self) -> tuple[Costs, Costs]:
        """Floyd-Warshall over the judges: distances, and the next judge on the way."""
        distance = self.step.copy()
        np.fill_diagonal(distance, 0)
        towards = np.tile(np.arange(self.judges), (self.judges, 1))
        for middle in range(self.judges):
            detour = distance[:, middle, None] + distance[None, middle, :]
            shorter = detour < distance
            distance = np.where(shorter, detour, distance)
            towards = np.where(shorter, towards[:, middle, None], towards)
        return distance, towards

    def _move(self, giver: int, taker: int, towards: Costs) -> None:
        moves = []
        at = giver
        while at != taker:
            following = int(towards[at, taker])
            moves.append((int(self.handed[at, following]), at, following))
            at = following
        touched = set()
        for dossier, source, target in moves:
            touched.update(np.flatnonzero(self.held[dossier]).tolist())
            self.held[dossier, source] = False
            self.held[dossier, target] = True
            touched.add(target)
        self.loads[giver] -= 1
        self.loads[taker] += 1
        for judge in sorted(touched):
            self._refresh(judge)

    def _refresh(self, judge: int) -> None:
        """Cheapest dossier that `judge` could hand to each other judge."""
        own = np.flatnonzero(self.held[:, judge])
        if not own.size:
            self.step[judge] = _BLOCKED
            return
        free = self.allowed[own] & ~self.held[own]
        change = np.where(free, self.cost[own] - self.cost[own, judge][:, None], _BLOCKED)
        best = change.argmin(axis=0)
        self.step[judge] = change[best, np.arange(self.judges)]
        self.handed[judge] = own[best]
