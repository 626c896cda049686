"""What pages that stand still cost beside two words of a bare Django, on the same web server; and a crowd of readers at
the moment of an announcement.

`bin/bench readers` runs it; by hand it wants DATABASE_URL of the owner of the tables, REDIS_URL, SECRET_KEY and wrk
(`apt-get install wrk`). What it writes stays.

    python bench/readers.py [seconds] [readers]

Each page is asked for in turns with the bare Django, by as many connections as there are threads to answer: two
processes of four. The bare Django has the seven middlewares of a new project, or none. `wrk` shares the two cores.
Then so many readers, each on a line of its own, ask for the catalogue, the front page, the statistics and the catalogue
again, while something is published every second: each must read whole pages, and nothing older than what was published
before they asked.
"""

import asyncio
import gzip
import http.client
import logging
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT), str(ROOT / "bench" / "floor")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")
PORTAL, SEVEN, NONE = 8803, 8804, 8805
PROCESSES, THREADS, ROUNDS = 2, 4, 5
SECONDS, READERS, PUBLISHED = 3, 2000, 6
ENTRIES = 300
PAGES = {
    "front": "/",
    "catalogue": "/inovasi/",
    "innovation": "/inovasi/uji-5/",
    "statistics": "/statistik/2019/",
    "statistics, all years": "/en/statistik/",
}
TITLE, MARKED = "Inovasi nomor {}", re.compile(rb"Inovasi nomor (\d+)")


def serve_hello(port, middlewares):
    """The floor's `/hello/` behind the web server of the portal, until asked to stop."""
    os.environ["FLOOR_DATABASE_URL"] = os.environ["DATABASE_URL"]
    # It configures a Django of its own.
    os.environ.pop("DJANGO_SETTINGS_MODULE")
    import server
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    from sinovik.serving import processes
    from sinovik.serving.visitors import Door

    if not middlewares:
        settings.MIDDLEWARE = []
    application = WSGIHandler() if not middlewares else server.application
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listener = processes.listening("127.0.0.1", port)

    def serve(is_told):
        Door(application, listener, threads=THREADS, apologies={400: b""}).serve_until(is_told)

    processes.settle()
    processes.keep(serve, count=PROCESSES)


def rate(port, path, seconds):
    """Requests a second that `wrk` gets answered, all of them well."""
    asked = ["wrk", "-t1", f"-c{PROCESSES * THREADS}", f"-d{seconds}s", "-H", "Accept-Encoding: gzip, br"]
    command = [*asked, f"http://127.0.0.1:{port}{path}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own words
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"{path}: {told}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def warmed(path):
    """Have every process draw a page before it is measured; whoever draws its first one loads half the house."""
    for _time in range(8 * PROCESSES):
        line = http.client.HTTPConnection("127.0.0.1", PORTAL, timeout=60)
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        line.getresponse().read()
        line.close()


def busy(process):
    """Seconds of processor that the processes of a server have used by now."""
    each = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    fields = (Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split() for one in each)
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def compared(servers, seconds):
    """A line for each page: requests a second, and its share of what either bare Django does in the same turns."""
    yield f"{'':<24}{'a second':>10}{'seven':>8}{'none':>8}{'of seven':>10}{'of none':>9}{'cpu, of seven':>15}"
    places = {PORTAL: None, SEVEN: "/hello/", NONE: "/hello/"}
    for name, path in PAGES.items():
        found, spent = {port: [] for port in places}, {port: [] for port in places}
        warmed(path)
        for _round in range(ROUNDS):
            for port, bare in places.items():
                before = busy(servers[port])
                found[port].append(rate(port, bare or path, seconds) or 1)
                spent[port].append((busy(servers[port]) - before) / (found[port][-1] * seconds))
        ours, seven, none = (statistics.median(found[port]) for port in places)
        cpu = statistics.median(spent[SEVEN]) / statistics.median(spent[PORTAL])
        yield f"{name:<24}{ours:>10.0f}{seven:>8.0f}{none:>8.0f}{ours / seven:>10.2f}{ours / none:>9.2f}{cpu:>15.2f}"


class Readers:
    """So many people with a browser each, who ask for the same pages at the same moment and look again."""

    WANTED = ("/inovasi/", "/", "/en/inovasi/", "/statistik/2019/", "/inovasi/")

    def __init__(self, number):
        self.number, self.published = number, 0
        self.seconds, self.faults, self.old = [], [], 0

    async def one(self):
        """What one reader does: a connection, and page after page over it."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", PORTAL)
            for path in self.WANTED:
                await self.ask(reader, writer, path)
            writer.close()
        except (OSError, asyncio.IncompleteReadError, ValueError) as fault:
            self.faults.append(repr(fault))

    async def ask(self, reader, writer, path):
        """One page, read to its end."""
        before, began = self.published, time.monotonic()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost:{PORTAL}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = int(re.search(r"content-length: (\d+)", head, re.IGNORECASE)[1])
        body = gzip.decompress(await reader.readexactly(length))
        self.seconds.append(time.monotonic() - began)
        if not head.startswith("HTTP/1.1 200") or not body.rstrip().endswith(b"</html>"):
            self.faults.append(head.splitlines()[0])
        shown = MARKED.search(body)
        if path == "/inovasi/" and (not shown or int(shown[1]) < before):
            self.old += 1

    async def publish(self):
        """Something new in the catalogue every second, the first time before anybody asks."""
        for _time in range(PUBLISHED):
            await asyncio.to_thread(publish, self.published + 1)
            self.published += 1
            await asyncio.sleep(1)

    async def all(self):
        """Everybody, from one moment on; returns how many seconds it took."""
        publishing = asyncio.create_task(self.publish())
        await asyncio.sleep(0.5)
        began = time.monotonic()
        await asyncio.gather(*(self.one() for _reader in range(self.number)))
        took = time.monotonic() - began
        await publishing
        return took


def publish(number):
    """Give the newest innovation another title, as an act of publishing would."""
    from proposals.models import CatalogueEntry

    CatalogueEntry.objects.filter(slug="terbaru").update(title=TITLE.format(number))


def filled():
    """Innovations of twelve years, one of them the newest."""
    import public
    from django.db import connection
    from django.utils import timezone

    from proposals.models import CatalogueEntry

    public.fill(ENTRIES)
    entry = CatalogueEntry.objects.get(slug="uji-0")
    entry.pk, entry.slug, entry.title = None, "terbaru", TITLE.format(0)
    entry.year, entry.published_at = timezone.localdate().year + 1, timezone.now()
    entry.save()
    connection.close()


def main():
    """Start the three servers, compare, and let the readers in."""
    given = [int(one) for one in sys.argv[1:]]
    seconds, readers = (*given, *(SECONDS, READERS)[len(given) :])
    from crowd import started

    filled()
    own = {**os.environ, "BASE_URL": f"http://localhost:{PORTAL}", "LOG_LEVEL": "ERROR"}
    serving = [sys.executable, "-m", "sinovik.serving", "--port", str(PORTAL), "--processes", str(PROCESSES)]
    hello = [sys.executable, __file__, "hello"]
    commands = {PORTAL: serving, SEVEN: [*hello, str(SEVEN), "7"], NONE: [*hello, str(NONE), "0"]}
    servers = {}
    try:
        for port, command in commands.items():
            servers[port] = started(command, port, own)[0]
        for line in compared(servers, seconds):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        crowd = Readers(readers)
        took = asyncio.run(crowd.all())
        ranked = sorted(crowd.seconds)
        sys.stdout.write(
            f"{readers} readers at once, {len(ranked)} pages in {took:.1f} s while six times something is published:"
            f" half within {ranked[len(ranked) // 2]:.2f} s, 95 in a hundred within"
            f" {ranked[int(len(ranked) * 0.95)]:.2f} s, all within {ranked[-1]:.2f} s;"
            f" faults {len(crowd.faults)}, older than published {crowd.old}\n"
        )
        for fault in sorted(set(crowd.faults)):
            sys.stdout.write(f"  {crowd.faults.count(fault)} x {fault}\n")
    finally:
        for process in servers.values():
            process.terminate()
            process.wait()


if __name__ == "__main__":
    if sys.argv[1:2] == ["hello"]:
        serve_hello(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
