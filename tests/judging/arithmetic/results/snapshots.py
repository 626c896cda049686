"""Snapshots as a stage freezes them, small and whole, one for each sum."""

from judging.arithmetic.results.readings import readings

CODES = [f"KIPP-2026-{number:05}" for number in range(1, 7)]
JUDGES = ["J01", "J02", "J03"]


def traits(number):
    return {
        "group": "umum" if number % 2 else "khusus",
        "agency": str(number % 3),
        "category": "a" if number < 4 else "b",
    }


def readers(number):
    return sorted({JUDGES[number % 3], JUDGES[(number + 1) % 3]})


def entrants(**more):
    return [
        {"proposal": code, "traits": traits(number), **{name: give(number) for name, give in more.items()}}
        for number, code in enumerate(CODES)
    ]


def verdicts():
    return {
        "sum": "verdicts",
        "edition": "kipp-2026",
        "stage": "administrative",
        "verdicts": [{"proposal": code, "passed": number != 2} for number, code in enumerate(CODES)],
    }


def marks(**changes):
    return {
        "sum": "marks",
        "edition": "kipp-2026",
        "stage": "desk",
        "seed": "benih",
        "groups": ["umum", "khusus"],
        "readers_each": 2,
        "tie_breaker": "novelty",
        "passing_score": "60.00",
        "quotas": {"umum": 2},
        "entrants": entrants(readers=readers),
        "reads": [
            {
                "proposal": code,
                "judge": judge,
                "total": f"{60 + 5 * number + place}.500",
                "points": {"novelty": 60 + 10 * place},
            }
            for number, code in enumerate(CODES)
            for place, judge in enumerate(readers(number))
        ],
        **changes,
    }


def components():
    return {
        "sum": "components",
        "edition": "kipp-2026",
        "stage": "interview",
        "seed": "benih",
        "groups": ["umum", "khusus"],
        "readers_each": 1,
        "tie_component": "substance",
        "criteria": {
            "impact": {"component": "substance", "weight": "40"},
            "novelty": {"component": "substance", "weight": "30"},
            "voice": {"component": "delivery", "weight": "30"},
        },
        "entrants": entrants(readers=readers),
        "reads": [
            {
                "proposal": code,
                "judge": judge,
                "total": "75.000",
                "points": {
                    "impact": 60 + 5 * number,
                    "novelty": 80 - 10 * place,
                    "voice": 70 + 3 * ((number + place) % 4),
                },
            }
            for number, code in enumerate(CODES)
            for place, judge in enumerate(readers(number))
        ],
    }


def recap():
    return {
        "sum": "recap",
        "edition": "kipp-2026",
        "stage": "final",
        "seed": "benih",
        "groups": ["umum", "khusus"],
        "quotas": {"umum": 2, "khusus": 1},
        "rules": [{"dimension": "agency", "value": "*", "minimum": None, "maximum": 2}],
        "unconfirmed": [CODES[5]],
        "sources": [{"stage": "desk", "weight": "50.00"}, {"stage": "interview", "weight": "50.00"}],
        "readings": {"desk": readings(marks()), "interview": readings(components())},
        "entrants": entrants(
            scores=lambda number: {"desk": f"{70 + number}.25", "interview": f"{90 - 2 * number}.00"},
            raw=lambda number: {"desk": f"{70 + number}.00", "interview": f"{90 - 2 * number}.00"},
        ),
    }


def visits():
    return {
        "sum": "visits",
        "edition": "kipp-2026",
        "stage": "field",
        "visits": [
            {
                "proposal": code,
                "claims": [
                    {"section": "dampak", "outcome": "not" if number == 1 else "confirmed"},
                    {"section": "ide", "outcome": "partly"},
                ],
            }
            for number, code in enumerate(CODES)
        ],
    }


def ratings():
    """Each entrant is rated by one citizen more than the one before; five of one network come to the first at once."""
    alone = [
        {
            "id": f"{number}-{turn}",
            "proposal": code,
            "at": 7200 * (10 * number + turn),
            "network": f"192.0.{number}.{turn}",
            "domain": f"warga{number}{turn}.example",
            "total": f"{40 + 5 * number + 3 * turn}.000",
        }
        for number, code in enumerate(CODES)
        for turn in range(number + 1)
    ]
    together = [
        {
            "id": f"bersama-{turn}",
            "proposal": CODES[0],
            "at": 900_000 + turn,
            "network": "198.51.100.0/24",
            "domain": f"lain{turn}.example",
            "total": "100.000",
        }
        for turn in range(5)
    ]
    return {
        "sum": "ratings",
        "edition": "kipp-2026",
        "stage": "benefit",
        "seed": "benih",
        "groups": ["umum", "khusus"],
        "pull": 2,
        "limits": {"span": 3600, "network": 3, "domain": 3, "provider": 20, "providers": ["gmail.example"]},
        "decided": [],
        "entrants": entrants(),
        "ratings": alone + together,
    }


def feasibility():
    return {
        "sum": "feasibility",
        "edition": "kipp-2026",
        "stage": "feasibility",
        "seed": "benih",
        "groups": ["umum", "khusus"],
        "readers_each": 2,
        "counts_opinions": True,
        "lowest": "0.000",
        "entrants": entrants(readers=readers),
        "reads": [
            {"proposal": code, "judge": judge, "total": f"{60 * (number % 2)}.000", "points": {}}
            for number, code in enumerate(CODES)
            for judge in readers(number)
        ],
    }


ALL = {
    "verdicts": verdicts,
    "marks": marks,
    "components": components,
    "recap": recap,
    "visits": visits,
    "ratings": ratings,
    "feasibility": feasibility,
}


def by_code(results):
    return {one.proposal: one for one in results.each}
