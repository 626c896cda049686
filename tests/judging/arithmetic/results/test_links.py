"""Dossiers that only link judges: they rank nobody."""

from decimal import Decimal

import pytest

from judging.arithmetic.results import Gap, compute
from judging.arithmetic.results.frozen import FrozenPart
from judging.arithmetic.results.frozen import entrants as entrants_of
from judging.arithmetic.results.readings import belief, readings
from tests.judging.arithmetic.results import snapshots
from tests.judging.arithmetic.results.snapshots import CODES


def links(*pairs):
    """Cards of a dossier of an earlier edition: (judge, total) pairs."""
    return [
        {"proposal": "KIPP-2024-00001", "judge": judge, "total": total, "points": {"novelty": 60}}
        for judge, total in pairs
    ]


def test_links_rank_nobody_and_connect_judges():
    one, other = ["J01", "J02"], ["J03", "J04"]
    codes = [f"KIPP-2026-{number:05}" for number in range(1, 41)]
    frozen = snapshots.marks(
        groups=["umum"],
        quotas={},
        tie_breaker=None,
        entrants=[
            {"proposal": code, "traits": {"group": "umum"}, "readers": one if place < 20 else other}
            for place, code in enumerate(codes)
        ],
        reads=[
            {
                "proposal": code,
                "judge": judge,
                "total": f"{50 + place % 20 + (30 if judge == 'J04' else 0)}.000",
                "points": {},
            }
            for place, code in enumerate(codes)
            for judge in (one if place < 20 else other)
        ],
    )
    plain = compute(frozen)
    assert plain.notes["method"] != "adjusted"
    common = [
        link | {"proposal": f"KIPP-2024-{number:05}"}
        for number in range(1, 10)
        for link in links(*[(judge, f"{60 + number + (30 if judge == 'J04' else 0)}.000") for judge in (*one, *other)])
    ]
    linked = compute({**frozen, "links": common})
    assert linked.notes["method"] == "adjusted"
    assert {each.proposal for each in linked.each} == set(codes)
    # They are no reads of an entrant: neither the count of reads nor the agreement on the sheet has them.
    assert linked.notes["reads_each"] == plain.notes["reads_each"] == "2.00"
    assert linked.notes["alpha"]["raw"] == plain.notes["alpha"]["raw"]
    # Who is 30 points more lenient is known by the dossiers that all have read.
    severity = {judge: Decimal(value) for judge, value in linked.notes["severity"].items()}
    assert severity["J04"] - severity["J01"] == pytest.approx(Decimal(30), abs=Decimal("0.01"))


def test_links_tell_a_recap_how_strict_its_readers_were():
    """Two panels share no dossier; whom they took for the better is known by what all of them read before."""
    own = {"KIPP-2026-00001": ("J01", "J02"), "KIPP-2026-00002": ("J03", "J04")}
    desk = snapshots.marks(
        groups=["umum"],
        quotas={},
        tie_breaker=None,
        entrants=[
            {"proposal": code, "traits": {"group": "umum"}, "readers": list(judges)} for code, judges in own.items()
        ],
        reads=[
            {"proposal": code, "judge": judge, "total": "70.000" if code.endswith("1") else "75.000", "points": {}}
            for code, judges in own.items()
            for judge in judges
        ],
    )
    # Who read the second is ten points more lenient.
    common = [
        link | {"proposal": f"KIPP-2024-{number:05}"}
        for number in range(1, 11)
        for link in links(
            *[
                (judge, f"{50 + 3 * number + (10 if judge > 'J02' else 0)}.000")
                for judge in ("J01", "J02", "J03", "J04")
            ]
        )
    ]

    def first_is_better(frozen):
        recap = {"readings": {"desk": readings(frozen)}, "entrants": desk["entrants"], "groups": ["umum"]}
        scores = {code: {"desk": Decimal(70)} for code in own}
        found = belief(FrozenPart(recap), entrants_of(FrozenPart(recap)), scores, {"desk": Decimal(100)})
        assert found.ids == tuple(own)
        return found.above(*own)

    assert first_is_better(desk) < 0.5 < first_is_better(desk | {"links": common})


def test_a_link_that_is_an_entrant_is_a_gap():
    frozen = snapshots.marks(links=[links(("J01", "60.000"))[0] | {"proposal": CODES[0]}])
    with pytest.raises(Gap) as gap:
        compute(frozen)
    assert gap.value.key == "link_is_an_entrant"
