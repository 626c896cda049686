"""Numbers that several processes count together: each writes files of its own, and whoever is asked adds them up."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from django.conf import settings

DEFINED = "sinovik.watching.metrics"


def begin(part):
    """Have this process and its children count in the folder of the settings, as `part` of the portal (web, worker).

    Files that an earlier run of the same part left are thrown away. Without a METRICS_TOKEN nobody asks, and each
    process counts for itself. Must come before the numbers are defined; raises RuntimeError where it does not.
    """
    if not settings.METRICS_TOKEN:
        return
    if DEFINED in sys.modules:
        raise RuntimeError("The numbers are defined already, each process would count for itself.")
    folder = Path(settings.METRICS_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"*_{part}-*.db"):
        old.unlink(missing_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    from prometheus_client import values

    # Numbers of processes are the same in two containers; what they are part of is not.
    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: f"{part}-{os.getpid()}")


def numbers():
    """The numbers, defined when the first of them is counted: by then a process has said what it is part of.

    Whoever starts a worker loads every address and every middleware before that.
    """
    from sinovik.watching import metrics

    return metrics


def end(part, pid):
    """A process of a part has ended: what it had under way counts no more, what it did goes on to count."""
    if not settings.METRICS_TOKEN:
        return
    for left in Path(settings.METRICS_FOLDER).glob(f"gauge_live*_{part}-{pid}.db"):
        with suppress(FileNotFoundError):
            left.unlink()
