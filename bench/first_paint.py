"""How long a reader on a slow line looks at nothing: first paint at 400 kbit/s with 400 ms from asking to answer.

Run it beside a started `bin/demo` with the same DATABASE_URL, REDIS_URL and SECRET_KEY (in the environment of its
processes); it needs Chromium and caddy:

    python bench/first_paint.py

It packs the static files as production does and serves the portal once more behind Caddy, with the Caddyfile of
production and certificates of its own. The line lies before Caddy: greetings of TCP and of TLS wait as long as anything
else. Each page is seen by a browser that knows nothing of the portal, and again by one that comes from the page before.
The median of three.
"""

import base64
import hashlib
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(ROOT))
PORT, PROXY, LINE, ROUNDS = 8199, 8198, 8197, 3
BASE = f"https://localhost:{LINE}"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")
# What is said of cookies goes by the address under which they are sent.
os.environ |= {"BASE_URL": BASE, "TRUSTED_PROXY_COUNT": "1", "SHOW_EXAMPLE_SIGN_INS": "0"}

import django  # noqa: E402

django.setup()

from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import serialization  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from slow_line import SlowLine  # noqa: E402

from accounts.models import User  # noqa: E402
from proposals.models import CatalogueEntry, Proposal, Status  # noqa: E402
from sinovik.embedded import system  # noqa: E402

# Bytes a second, both ways, and seconds from asking to answer.
BYTES, ROUND_TRIP = 50_000, 0.4
CADDY = os.environ.get("SINOVIK_CADDY") or shutil.which("caddy") or ""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
SENT = """() => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
    .reduce((sum, one) => sum + one.transferSize, 0)"""


def served():
    """The portal as in production but for the proxy, until it is ended."""
    env = {**os.environ, "WHITENOISE_USE_FINDERS": "0"}
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, env=env, check=True)
    server = subprocess.Popen([sys.executable, "-m", "sinovik.serving", "--port", str(PORT)], cwd=ROOT, env=env)  # noqa: S603
    for _second in range(60):
        try:
            line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            line.request("GET", "/ping", headers={"Host": f"localhost:{LINE}"})
            line.getresponse()
        except OSError:
            time.sleep(1)
        else:
            return server
    raise SystemExit("The portal did not start.")


def proxied(folder):
    """Caddy before it; addresses and certificates are of this machine, and nothing goes past the line."""
    told = (ROOT / "Caddyfile").read_text()
    # QUIC would find its own way to the port.
    told = told.replace(
        "{\n", "{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects\n", 1
    )
    told = told.replace("servers {\n", "servers {\n\t\tprotocols h1 h2\n", 1)
    told = told.replace("{$SITE_ADDRESS}", f"https://localhost:{PROXY}").replace("web:8000", f"127.0.0.1:{PORT}")
    version = subprocess.run([CADDY, "version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    if tuple(int(one) for one in version.split()[0].lstrip("v").split(".")[:2]) < (2, 7):
        # Debian's is older and says it so.
        told = told.replace("request_buffers 1MB", "buffer_requests\n\t\tmax_buffer_size 1MB")
    (folder / "Caddyfile").write_text(told)
    env = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = [CADDY, "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]
    with (folder / "caddy.log").open("wb") as log:
        proxy = subprocess.Popen(command, env=env, stdout=log, stderr=log)  # noqa: S603
    issuer = folder / "caddy" / "pki" / "authorities" / "local" / "intermediate.crt"
    for _second in range(60):
        if issuer.exists() and proxy.poll() is None:
            break
        time.sleep(1)
    key = x509.load_pem_x509_certificate(issuer.read_bytes()).public_key()
    plain = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return proxy, base64.b64encode(hashlib.sha256(plain).digest()).decode()


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
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        proxy, issuer = proxied(Path(folder))
        try:
            SlowLine(LINE, PROXY, bytes_a_second=BYTES, round_trip=ROUND_TRIP)
            # As if the issuer were known to the browser: else it keeps nothing of what it is sent.
            trusted = [f"--ignore-certificate-errors-spki-list={issuer}", "--disable-quic"]
            flags = ["--no-sandbox", "--disable-gpu", *trusted]
            browser = driver.chromium.launch(executable_path=browser_path, args=flags)
            sys.stdout.write(f"{'page':<64}{'first ms':>9}{'KiB':>6}{'later ms':>9}{'KiB':>6}\n")
            for path, who in pages:
                first = [seen(browser, path, cookie=who) for _round in range(ROUNDS)]
                before = "/usulan/" if who else "/statistik/2019/"
                later = [seen(browser, path, cookie=who, after=before) for _round in range(ROUNDS)]
                told = [statistics.median(each) for one in (first, later) for each in zip(*one, strict=True)]
                sys.stdout.write(f"{path:<64}{told[0]:>9.0f}{told[1]:>6.0f}{told[2]:>9.0f}{told[3]:>6.0f}\n")
                sys.stdout.flush()
            browser.close()
        finally:
            for one in (proxy, server):
                one.terminate()
                one.wait()


if __name__ == "__main__":
    main()
