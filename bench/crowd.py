"""A crowd of people at browsers: what each wants at its moment, over real sockets, and how long it took."""

import heapq
import http.client
import itertools
import queue
import re
import socket
import subprocess
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
HIDDEN = re.compile(r'<input type="hidden"([^>]*)>')
SILENT = 45
MAIN = re.compile(r"^.*<main[^>]*>", re.DOTALL)
VALUE = re.compile(r'(name|value)="([^"]*)"')


@dataclass
class Answer:
    """What came back: its status, where it leads, its text."""

    status: int
    location: str
    text: str

    @property
    def hidden(self):
        """Names and values of the hidden fields, as a browser would send them."""
        found = (dict(VALUE.findall(one)) for one in HIDDEN.findall(self.text))
        return {one["name"]: one.get("value", "") for one in found if "name" in one}


def in_halves(body, seconds):
    """The body as a slow line brings it."""
    half = len(body) // 2
    yield body[:half]
    time.sleep(seconds)
    yield body[half:]


@dataclass
class Crowd:
    """Threads that do at its moment what was asked for, each over a connection of its own.

    Times count from the moment something was wanted, not from when a thread was free for it. `hands` are the threads.
    """

    base: str
    hands: int = 64
    seconds: dict = field(default_factory=lambda: defaultdict(list))
    faults: list = field(default_factory=list)

    def __post_init__(self):
        self.host, self.wanted = urlsplit(self.base).netloc, []
        self.ready, self.own, self.order = queue.SimpleQueue(), threading.local(), itertools.count()
        self.lock = threading.Lock()

    def at(self, moment, act):
        """Want `act()` at this moment (of `time.monotonic`)."""
        with self.lock:
            heapq.heappush(self.wanted, (moment, next(self.order), act))

    def ask(self, name, path, *, cookies, fields=None, since=None, foreseen=(), held=0):
        """One request, POST where there are fields; its time is noted under the name.

        A refusal that says one of the sentences `foreseen` is no fault. The second half of what is sent waits for
        `held` seconds, which are not counted.
        """
        since = since or time.monotonic()
        told = "; ".join(f"{key}={value}" for key, value in cookies.items())
        headers = {"Cookie": told, "Accept-Encoding": "identity", "Accept-Language": "id", "Origin": self.base}
        body = None
        if fields is not None:
            body, headers["Content-Type"] = urlencode(fields), "application/x-www-form-urlencoded"
            if held:
                headers["Content-Length"] = str(len(body))
                body = in_halves(body.encode(), held)
        answer = self.sent("GET" if fields is None else "POST", path, body, headers)
        self.seconds[name].append(time.monotonic() - since - held)
        if answer.status >= 400 and not any(one in answer.text for one in foreseen):
            told = re.sub("<[^>]*>", " ", MAIN.sub("", answer.text))
            self.faults.append((name, path, answer.status, re.sub(r"\s+", " ", told)))
        return answer

    def sent(self, method, path, body, headers):
        """Send it over this thread's connection; one that the server has closed meanwhile is opened again."""
        for again in (True, False):
            line = getattr(self.own, "line", None)
            # The server hangs up on whoever has been silent for a minute.
            if line is None or time.monotonic() - self.own.used > SILENT:
                line = self.own.line = http.client.HTTPConnection(self.host, timeout=60)
            self.own.used = time.monotonic()
            try:
                line.request(method, path, body, headers)
                got = line.getresponse()
                return Answer(got.status, got.headers.get("Location", ""), got.read().decode())
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.own.line = None
                if not again or method == "POST":
                    raise
        raise AssertionError

    def cookies(self, method, path):
        """The cookies that an answer sets, by name."""
        line = http.client.HTTPConnection(self.host, timeout=60)
        line.request(method, path)
        told = [one.split(";")[0].partition("=") for one in line.getresponse().headers.get_all("Set-Cookie", [])]
        return {name: value for name, _equals, value in told}

    def until(self, end):
        """Do what is wanted until `end`, then wait for what is under way."""
        self.until_all(lambda: time.monotonic() >= end)

    def until_all(self, is_over):
        """Do what is wanted until it is over, then wait for what is under way."""
        threads = [threading.Thread(target=self.work, daemon=True) for _hand in range(self.hands)]
        for one in threads:
            one.start()
        while not is_over():
            now = time.monotonic()
            with self.lock:
                while self.wanted and self.wanted[0][0] <= now:
                    moment, _order, act = heapq.heappop(self.wanted)
                    self.ready.put((moment, act))
            time.sleep(0.005)
        for _one in threads:
            self.ready.put(None)
        for one in threads:
            one.join()

    def work(self):
        """What one thread does."""
        while (asked := self.ready.get()) is not None:
            moment, act = asked
            try:
                act(moment)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is counted and told
                self.faults.append(("not answered", "", 0, repr(fault)))

    def told(self):
        """A line for each name: how many, and milliseconds at the median, of 95 in a hundred, and at most."""
        lines = [f"{'what':<28}{'number':>8}{'p50':>8}{'p95':>8}{'most':>8}  (ms)"]
        for name, each in self.seconds.items():
            ranked = sorted(one * 1e3 for one in each)
            p50, p95 = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)]
            lines.append(f"{name:<28}{len(ranked):>8}{p50:>8.0f}{p95:>8.0f}{ranked[-1]:>8.0f}")
        return "\n".join(lines)


def started(command, port, env):
    """A server that answers on its port."""
    made = subprocess.Popen(command, cwd=ROOT, env=env)  # noqa: S603 - our own words
    for _try in range(600):
        try:
            socket.create_connection(("localhost", port), timeout=5).close()
            return made, Crowd(f"http://localhost:{port}")
        except OSError:
            time.sleep(0.1)
    made.kill()
    raise SystemExit(f"{command}: no answer")
