"""When a severity correction may count: the guards, published before anybody scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from judging.arithmetic.linkage import Id

FEWEST_READS = 15
FLAGGED_SE = Decimal(2)
LARGEST_SE = Decimal(4)
SMALLEST_SPREAD = Decimal("0.5")
LARGEST_SPREAD = Decimal(2)


def failures(
    *,
    groups: Sequence[Sequence[Id]],
    reads: Mapping[Id, int],
    worst_se: Decimal | None,
    spread: Mapping[Id, Decimal],
) -> tuple[str, ...]:
    """One sentence per guard that does not hold; none when the correction may count.

    `groups` are the connected groups of judges, `reads` and `spread` go by judge, `worst_se` is the largest
    standard error of a difference in severity, in points (None when the judges are not connected).
    """
    if not groups:
        return ("Belum ada nilai yang dapat disesuaikan.",)
    found = []
    if len(groups) > 1:
        found.append(
            f"Penilai terbagi dalam {len(groups)} kelompok yang tidak membaca usulan yang sama; "
            "nilai tidak disesuaikan dan rata-rata mentah yang dipakai."
        )
    few = [f"{judge} ({count})" for judge, count in reads.items() if count < FEWEST_READS]
    if few:
        found.append(f"Penilai yang membaca kurang dari {FEWEST_READS} usulan: {', '.join(few)}.")
    if worst_se is not None and worst_se > LARGEST_SE:
        found.append(
            f"Beda ketegasan antarpenilai terlalu kabur: galat baku terbesar {_comma(worst_se)} poin, "
            f"batasnya {LARGEST_SE}."
        )
    wide = [
        f"{judge} ({_comma(ratio)})"
        for judge, ratio in spread.items()
        if not SMALLEST_SPREAD <= ratio <= LARGEST_SPREAD
    ]
    if wide:
        found.append(
            f"Penilai yang sebaran nilainya di luar {_comma(SMALLEST_SPREAD)} sampai {LARGEST_SPREAD} kali "
            f"sebaran bersama: {', '.join(wide)}."
        )
    return tuple(found)


def flags(*, worst_se: Decimal | None) -> tuple[str, ...]:
    """A sentence when severities are known well enough to correct, but not to pass unremarked."""
    if worst_se is None or not FLAGGED_SE < worst_se <= LARGEST_SE:
        return ()
    return (
        (
            f"Beda ketegasan antarpenilai agak kabur: galat baku terbesar {_comma(worst_se)} poin, "
            f"sebaiknya paling besar {FLAGGED_SE}."
        ),
    )


def _comma(value: Decimal) -> str:
    return str(value).replace(".", ",")
