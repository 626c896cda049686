"""What a drill found, as a row of the table in docs/drills.md; printed and kept in var/drill.md."""

import sys
from pathlib import Path

FILE = Path(__file__).resolve().parents[3] / "var" / "drill.md"


def note(what, acknowledged, *, lost, doubled, back, seed):
    """Add a row: what was done, what had been acknowledged, lost, doubled, seconds until all was well, the seed."""
    row = f"| {what} | {acknowledged} | {lost} | {doubled} | {back:.0f} s | {seed} |\n"
    sys.stdout.write(row)
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("a") as file:
        file.write(row)
