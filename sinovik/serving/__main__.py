"""`python -m sinovik.serving`: the same server in the demo and in production."""

import argparse
import logging
import os

from sinovik.serving import processes
from sinovik.serving.visitors import Door

# The arithmetic is the worker's; threads of it that nobody uses would only be carried into each process.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


# What the numbers of this server are counted as.
PART = "web"


def main():
    """Serve the portal until asked to stop."""
    parser = argparse.ArgumentParser(prog="python -m sinovik.serving")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    asked = parser.parse_args()
    # Before the portal is loaded: a port that is taken is said at once.
    listener = processes.listening(asked.host, asked.port)
    from sinovik.watching import shared

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")
    shared.begin(PART)
    from sinovik.wsgi import application

    apologies = loaded()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)

    def serve(is_told):
        Door(application, listener, threads=asked.threads, apologies=apologies).serve_until(is_told)

    processes.settle()
    processes.keep(serve, count=asked.processes, bury=lambda pid: shared.end(PART, pid))


def loaded():
    """Load every page before the processes part, so that they share the memory; returns the server's own pages."""
    from django.template.loader import get_template
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    page = get_template("not_served.html")
    return {400: page.render().encode(), 413: page.render({"is_too_large": True}).encode()}


main()
