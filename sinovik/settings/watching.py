"""Settings of how the portal is watched at work. Part of `settings`."""

from pathlib import Path

import environ

ENVIRONMENT = environ.Env()
# What a program must carry to read the numbers at /metrik; empty: that address does not exist.
METRICS_TOKEN = ENVIRONMENT.str("METRICS_TOKEN", default="")
# Where the processes of web server and worker count together, each in files of its own.
METRICS_FOLDER = ENVIRONMENT.str(
    "METRICS_FOLDER", default=str(Path(__file__).resolve().parent.parent.parent / "var" / "metrics")
)
# While the portal is being worked on it is read only; what is written meanwhile comes back to who wrote it.
MAINTENANCE = ENVIRONMENT.bool("MAINTENANCE", default=False)
# A statement that takes longer is logged and counted, in milliseconds.
SLOW_STATEMENT_MS = ENVIRONMENT.int("SLOW_STATEMENT_MS", default=500)
