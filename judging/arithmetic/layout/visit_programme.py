"""How many can be visited at all: an exact 0/1 programme, for windows in which grouped travel leaves somebody out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from judging.arithmetic.layout.stops import Crews, Diary, Stop, Visiting
from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import Unfit

_SOLVED, _TIME_LIMIT = 0, 1
_SEARCH_SECONDS = 6.0
# What a visit is worth, in days of somebody's in a zone.
_VISIT = 1000.0


def most_visited(
    stops: Sequence[Stop], crews: Mapping[Id, Crews], days: Sequence[date], diary: Diary, *, a_day: int
) -> dict[Id, Visiting]:
    """The most stops that can be visited, in as few days as can be; what is merely unkind is no hindrance."""
    programme = VisitProgramme(stops, crews, days, diary, a_day)
    return programme.solved() if stops and days else {}


class VisitProgramme:
    """The 0/1 programme: a stop on a day, a verifier at a stop on a day, a verifier in a zone on a day."""

    def __init__(
        self, stops: Sequence[Stop], crews: Mapping[Id, Crews], days: Sequence[date], diary: Diary, a_day: int
    ) -> None:
        self.stops, self.crews, self.days, self.diary, self.a_day = stops, crews, days, diary, a_day
        self.columns: dict[tuple[object, ...], int] = {}
        self.worth: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def column(self, key: tuple[object, ...], worth: float) -> int:
        """The variable of this name."""
        if key not in self.columns:
            self.columns[key] = len(self.worth)
            self.worth.append(worth)
        return self.columns[key]

    def solved(self) -> dict[Id, Visiting]:
        for stop in self.stops:
            self.visit(stop)
        for day in self.days:
            there = {self.columns["at", stop.id, day]: 1.0 for stop in self.stops}
            self.rows.append((there, 0.0, max(0.0, self.a_day - self.diary.on[day])))
        self.one_zone_a_day()
        result = milp(
            -np.array(self.worth),
            integrality=np.ones(len(self.worth)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(
                csr_array(
                    (
                        [value for row, _low, _high in self.rows for value in row.values()],
                        (
                            [place for place, (row, _low, _high) in enumerate(self.rows) for _column in row],
                            [column for row, _low, _high in self.rows for column in row],
                        ),
                    ),
                    shape=(len(self.rows), len(self.worth)),
                ),
                np.array([low for _row, low, _high in self.rows]),
                np.array([high for _row, _low, high in self.rows]),
            ),
            options={"time_limit": _SEARCH_SECONDS, "mip_rel_gap": 1e-4},
        )
        if result.status not in (_SOLVED, _TIME_LIMIT):
            raise Unfit("not_solved", status=int(result.status))
        return self.read(np.round(result.x) == 1) if result.x is not None else {}

    def visit(self, stop: Stop) -> None:
        """A stop is visited on one day at most, by one whole crew if so, each of its verifiers in the zone that day."""
        at = {day: self.column(("at", stop.id, day), _VISIT) for day in self.days}
        self.rows.append((dict.fromkeys(at.values(), 1.0), 0.0, 1.0))
        crews = self.crews[stop.id].possible
        picked = {crew: self.column(("crew", stop.id, crew), 0.0) for crew in crews}
        self.rows.append(({**dict.fromkeys(at.values(), 1.0), **dict.fromkeys(picked.values(), -1.0)}, 0.0, 0.0))
        goes: dict[Id, list[int]] = defaultdict(list)
        for crew, column in picked.items():
            for one in crew:
                goes[one].append(column)
        for one, own in goes.items():
            for day in self.days:
                # Where somebody is elsewhere already, nobody can be there too.
                if not self.diary.zones.get((one, day), set()) <= {stop.zone}:
                    self.rows.append(({at[day]: 1.0, **dict.fromkeys(own, 1.0)}, -np.inf, 1.0))
                    continue
                zone = self.column(("in", one, day, stop.zone), -1.0)
                self.rows.append(({at[day]: 1.0, **dict.fromkeys(own, 1.0), zone: -1.0}, -np.inf, 1.0))

    def one_zone_a_day(self) -> None:
        """Nobody is in two zones on one day."""
        zones: dict[tuple[object, object], dict[int, float]] = defaultdict(dict)
        for key, column in self.columns.items():
            if key[0] == "in":
                zones[key[1], key[2]][column] = 1.0
        self.rows += [(row, 0.0, 1.0) for row in zones.values() if len(row) > 1]

    def read(self, chosen: np.ndarray) -> dict[Id, Visiting]:
        """The plan that an answer means."""
        found = {}
        for stop in self.stops:
            on = [day for day in self.days if chosen[self.columns["at", stop.id, day]]]
            if on:
                crew = next(c for c in self.crews[stop.id].possible if chosen[self.columns["crew", stop.id, c]])
                found[stop.id] = Visiting(on[0], crew)
        return found
