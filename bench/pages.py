"""What the pages of every role cost on the demo's data: queries, kilobytes, and time as a ratio to /ping.

Run it beside a started `bin/demo`, with the same DATABASE_URL, REDIS_URL and SECRET_KEY, and WHITENOISE_USE_FINDERS=1:

    python bench/pages.py

Times are medians of nine requests in one process, so only their ratios are worth keeping.
"""

import gzip
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")
# Whoever asks for pages here signs in without a password; a second factor would shut every one of them.
os.environ["SECOND_FACTOR_REQUIRED"] = "0"

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from accounts.models import User  # noqa: E402
from competitions.models import Stage  # noqa: E402
from judging.models import Assignment  # noqa: E402
from proposals.models import CatalogueEntry, Proposal  # noqa: E402

ROUNDS = 9


def pages():
    """(role's address or None, path) of the pages that people use most."""
    card = (
        Assignment.objects.filter(judge__email="evaluator@sinovik.test", stage__closed_at=None, scorecard=None)
        .select_related("stage__edition", "proposal")
        .order_by("pk")
        .first()
    )
    draft = Proposal.objects.filter(unit__memberships__user__email="unit@sinovik.test").order_by("pk").first()
    waiting = Stage.objects.get(edition__slug="kipp-kesehatan-2026", kind="administrative")
    entry = CatalogueEntry.objects.exclude(proposal=None).order_by("pk").first()
    return [
        (None, "/ping"),
        (None, "/"),
        (None, "/inovasi/"),
        (None, f"/inovasi/{entry.slug}/"),
        (None, "/statistik/2019/"),
        (None, "/kompetisi/kipp-2026/"),
        (None, "/pengumuman/kipp-2019/1/"),
        ("unit@sinovik.test", "/beranda/"),
        ("unit@sinovik.test", "/usulan/"),
        ("unit@sinovik.test", f"/usulan/{draft.code}/"),
        ("evaluator@sinovik.test", "/penilaian/"),
        (
            "evaluator@sinovik.test",
            f"/penilaian/{card.stage.edition.slug}/{card.stage.position}/{card.proposal.code}/",
        ),
        ("sekretariat@sinovik.test", f"/administrasi/{waiting.pk}/"),
        ("admin@sinovik.test", "/ruang-kendali/"),
        ("admin@sinovik.test", "/ruang-kendali/kipp-2019/"),
        ("admin@sinovik.test", "/ruang-kendali/kipp-2019/2/"),
        ("admin@sinovik.test", "/ruang-kendali/kipp-2019/2/hasil/"),
        ("admin@sinovik.test", "/ruang-kendali/kipp-2019/3/keputusan/"),
    ]


def measure(email, path):
    """(status, queries, kilobytes compressed, median seconds) of a page."""
    client = Client(HTTP_HOST="localhost")
    if email:
        client.force_login(User.objects.get(email=email), "allauth.account.auth_backends.AuthenticationBackend")
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(path)
        # Counted here: the next request empties the log.
        count = len(queries)
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - start)
    return page.status_code, count, len(gzip.compress(page.content)) / 1024, statistics.median(times)


def main():
    """Print a line for each page."""
    rows = [(email, path, *measure(email, path)) for email, path in pages()]
    unit = rows[0][-1]
    sys.stdout.write(f"{'page':<58} status queries    kB   x ping\n")
    for email, path, status, queries, size, seconds in rows:
        name = f"{(email or 'public').split('@')[0]} {path}"
        sys.stdout.write(f"{name:<58} {status:>6} {queries:>7} {size:>5.1f} {seconds / unit:>8.1f}\n")


if __name__ == "__main__":
    main()
