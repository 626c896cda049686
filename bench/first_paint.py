"""How long a reader on a slow line looks at nothing: first paint at 400 kbit/s with 400 ms from asking to answer.

Run it beside a started `bin/demo` with the same DATABASE_URL, REDIS_URL and SECRET_KEY (in the environment of its
processes); it needs Chromium:

    python bench/first_paint.py

It packs the static files as production does and serves the portal once more, without the proxy: pages come unpacked, so
they are larger than behind it. The line is Chromium's own slow one, which lets every answer wait, but not the greeting
of a connection. Each page is seen by a browser that knows nothing of the portal, and again by one that comes from the
page before. The median of three.
"""

import http.client
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from accounts.models import User  # noqa: E402
from proposals.models import CatalogueEntry, Proposal, Status  # noqa: E402
from sinovik.embedded import system  # noqa: E402

PORT, ROUNDS = 8199, 3
BASE = f"http://localhost:{PORT}"
# Bytes a second, both ways, and milliseconds.
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
SENT = """() => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
    .reduce((sum, one) => sum + one.transferSize, 0)"""


def served():
    """The portal as in production but for the proxy, until it is ended."""
    env = {**os.environ, "WHITENOISE_USE_FINDERS": "0", "SHOW_EXAMPLE_SIGN_INS": "0", "BASE_URL": BASE}
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, env=env, check=True)
    server = subprocess.Popen([sys.executable, "-m", "sinovik.serving", "--port", str(PORT)], cwd=ROOT, env=env)  # noqa: S603
    for _second in range(60):
        try:
            line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            line.request("GET", "/ping", headers={"Host": f"localhost:{PORT}"})
            line.getresponse()
        except OSError:
            time.sleep(1)
        else:
            return server
    raise SystemExit("The portal did not start.")


def session(email):
    """The cookie of somebody signed in."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(email=email), "allauth.account.auth_backends.AuthenticationBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": BASE}


def seen(browser, path, *, cookie=None, after=None):
    """(milliseconds until something is painted, KiB on the line) of a page, alone or after another one."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    if cookie:
        context.add_cookies([cookie])
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    for one in filter(None, (after, path)):
        page.goto(BASE + one, wait_until="load", timeout=60_000)
    page.wait_for_function(PAINT)
    told = page.evaluate(PAINT), page.evaluate(SENT) / 1024
    context.close()
    return told


def main():
    """Print a line for each page."""
    own = Proposal.objects.filter(unit__memberships__user__email="unit@sinovik.test", status=Status.DRAFT)
    draft = own.order_by("-pk").first()
    entry = CatalogueEntry.objects.exclude(proposal=None).order_by("pk").first()
    cookie = session("unit@sinovik.test")
    connection.close()
    pages = [
        ("/", None),
        ("/inovasi/", None),
        (f"/inovasi/{entry.slug}/", None),
        ("/akun/masuk/", None),
        (f"/usulan/{draft.code}/", cookie),
        (f"/usulan/{draft.code}/bagian/ringkasan/", cookie),
    ]
    browser_path = next(filter(None, map(shutil.which, system.BROWSER_NAMES)))
    server = served()
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
            sys.stdout.write(f"{'page':<64}{'first ms':>9}{'KiB':>6}{'later ms':>9}{'KiB':>6}\n")
            for path, who in pages:
                first = [seen(browser, path, cookie=who) for _round in range(ROUNDS)]
                before = "/usulan/" if who else "/statistik/2019/"
                later = [seen(browser, path, cookie=who, after=before) for _round in range(ROUNDS)]
                told = [statistics.median(each) for one in (first, later) for each in zip(*one, strict=True)]
                sys.stdout.write(f"{path:<64}{told[0]:>9.0f}{told[1]:>6.0f}{told[2]:>9.0f}{told[3]:>6.0f}\n")
                sys.stdout.flush()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
