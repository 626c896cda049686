"""What a timetable costs: 114 interviews of twenty minutes, with room to spare, without any, and with one too few.

python bench/timetable.py
"""

import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from judging.arithmetic.layout.timetable import Hearing, RoomSpan, laid_out
from judging.arithmetic.unfit import Unfit

MONDAY, LENGTH = datetime(2027, 7, 12, 2, tzinfo=UTC), timedelta(minutes=20)
# Rooms and slots a day over five days.
WIDTHS = {"120 slots in two rooms": (2, 12), "180 slots in three rooms": (3, 12), "110 slots, four too few": (2, 11)}


def hearings(number=114):
    """Agencies with up to six finalists, every seventh two hours ahead, every tenth tied to the second room's panel."""
    return [
        Hearing(
            place,
            f"agency {place % 60}" if place % 5 else f"large agency {place // 30}",
            ahead=timedelta(hours=2) if place % 7 == 0 else timedelta(),
            barred=frozenset({"B"}) if place % 10 == 0 else frozenset(),
        )
        for place in range(number)
    ]


def slots(rooms, a_day):
    """So many a day in each room, five days."""
    starts = [MONDAY + timedelta(days=day) + LENGTH * place for day in range(5) for place in range(a_day)]
    return [RoomSpan(start, start + LENGTH, room) for start in starts for room in "ABC"[:rooms]]


def main():
    """Print a line for each width."""
    for name, width in WIDTHS.items():
        began = time.process_time()
        try:
            said = f"{len(laid_out(hearings(), slots(*width)))} heard"
        except Unfit as unfit:
            said = f"refused: {unfit.values['places']} can be heard"
        sys.stdout.write(f"{name:<28}{time.process_time() - began:>8.2f} s of one processor, {said}\n")
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most\n")


if __name__ == "__main__":
    main()
