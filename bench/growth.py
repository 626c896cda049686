"""What pages cost as the portal fills, in one table: the same pages at 300, 3,000 and 30,000 proposals.

Run it as `bin/bench growth`, or with what `bench/control_room.py` wants; what it writes is taken back:

    python bench/growth.py [proposals ...]

Each size has the two editions of `bench/control_room.py`, and as many entries of the catalogue as proposals
(`bench/public.py`). Public pages are drawn each time, none is taken from the shelf. A cell says the statements, the
processor's time of the portal's process and of PostgreSQL in ms, the clock's 95th percentile in ms, and KiB; the last
column how many times the processors' time of the first size the last one takes.
"""

import sys

import control_room
import public
from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from accounts.pages import still
from accounts.reading import printing

SIZES = (300, 3_000, 30_000)
# Where the processors took less than this at first, what they take is what the clock can tell.
LEAST_MS = 5


def beside():
    """(name, address) of what stands outside the control room."""
    return [
        ("home of the ministry", reverse("home")),
        ("trail", reverse("history")),
        ("front page", "/"),
        ("catalogue", "/inovasi/"),
        ("catalogue, three words", f"/inovasi/{public.PAGES['three words']}"),
        ("catalogue, filters", f"/inovasi/{public.PAGES['facets']}"),
        ("statistics of a year", "/statistik/2019/"),
    ]


def figures(size):
    """The figures of each page by its name, as `control_room.measure` has them."""
    with transaction.atomic(), connection.cursor() as cursor:
        half, over = control_room.laid_out(size)
        public.fill(size)
        printing.KNOWN.clear()
        control_room.analyzed(cursor)
        client, found = control_room.signed_in(), {}
        for name, address in control_room.pages(half, over) + beside():
            found[name] = control_room.measure(client, address, after_each=still.SHELF.clear)
            sys.stderr.write(f"{size:>7} {name}\n")
        transaction.set_rollback(True)
    return found


def cell(number, _p50, p95, processor, database, kib, _mib):
    """The figures of a page at one size."""
    return f"{number:>3} st {processor:>6.0f} + {database:>5.0f} ms {p95:>7.0f} p95 {kib:>6.0f} KiB"


def growth(first, last):
    """How many times the processors' time of the first size the last takes."""
    spent = [max(LEAST_MS, one[3] + one[4]) for one in (first, last)]
    return spent[1] / spent[0]


def main():
    """Print the table."""
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["*"]
    sizes = [int(one) for one in sys.argv[1:]] or SIZES
    told = [figures(size) for size in sizes]
    sys.stdout.write(f"{'page':<26}" + "".join(f"| {size:>8,} proposals{'':<28}" for size in sizes) + "|  x\n")
    for name in told[0]:
        cells = "".join(f"| {cell(*of_size[name]):<46} " for of_size in told)
        sys.stdout.write(f"{name:<26}{cells}|{growth(told[0][name], told[-1][name]):>5.1f}\n")
    most = ", ".join(f"{max(one[6] for one in of_size.values()):.0f}" for of_size in told)
    sys.stdout.write(f"The most that a page held above the start, in MiB: {most}\n")


if __name__ == "__main__":
    main()
