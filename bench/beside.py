"""The portal beside a bare Django on the same rows, over HTTP, in turns: what each page and act costs as its multiple.

`bin/bench` starts the servers and runs it; by hand it wants DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL, SECRET_KEY and
FLOOR_PYTHON, an environment with the packages of `bench/floor/requirements.txt`. What it writes stays.

    python bench/beside.py [rounds]

There are 3,156 proposals of 1,060 words, 39 judges with 237 dossiers each, half of the cards signed, seven criteria;
and a second edition of the same size whose desk evaluation is computed. Both servers have two processes of four
threads. Nobody else asks while a page is timed; the median of its rounds counts. Beside the time of the clock stands
what the server and PostgreSQL worked for it (`cpu`).
"""

import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")
os.environ["SECOND_FACTOR_REQUIRED"] = "0"
AS_PORTAL = {**os.environ}
# Who fills the tables owns them: PostgreSQL counts rows for the owner alone.
os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]

import control_room  # noqa: E402
from crowd import ROOT, Crowd, started  # noqa: E402
from desk import written  # noqa: E402
from django.db import connection  # noqa: E402
from django.middleware.csrf import _get_new_csrf_string  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from entrance import cookies_of  # noqa: E402

from accounts.models import Role  # noqa: E402
from judging.domain.judges import pacts  # noqa: E402
from judging.models import Assignment, PanelMember  # noqa: E402
from tests.factories import accounts  # noqa: E402

SIZE, ROUNDS, WARM, EACH = 3156, 25, 10, 5
PORTAL, FLOOR = 8801, 8802
PROCESSES, THREADS = 2, 4
WORD = "kata29"
CARD, SAVE = "dossier and card", "saving a card"
FILLED = """
    DROP SCHEMA IF EXISTS floor CASCADE;
    CREATE SCHEMA floor;
    CREATE TABLE floor.proposal AS
        SELECT p.id, 1 + (p.edition_id = {closed})::int AS edition, p.code, p.title, array_agg(t.value) AS texts
        FROM proposals_proposal p JOIN proposals_sectionversion v ON v.proposal_id = p.id, jsonb_each_text(v.texts) t
        WHERE p.edition_id IN ({open}, {closed}) GROUP BY p.id;
    ALTER TABLE floor.proposal ADD PRIMARY KEY (id), ADD words tsvector;
    UPDATE floor.proposal SET words = to_tsvector('simple', title || ' ' || array_to_string(texts, ' '));
    CREATE INDEX ON floor.proposal USING gin (words);
    CREATE TABLE floor.criterion AS SELECT id, name, weight FROM competitions_criterion WHERE rubric_id = {rubric};
    ALTER TABLE floor.criterion ADD PRIMARY KEY (id);
    CREATE TABLE floor.reading AS SELECT proposal_id, judge_id FROM judging_assignment WHERE stage_id = {open_stage};
    CREATE INDEX ON floor.reading (judge_id);
    CREATE TABLE floor.score AS
        SELECT 1 + (a.stage_id = {closed_stage})::int AS edition, a.proposal_id, a.judge_id,
            c.id AS criterion_id, m.points
        FROM judging_mark m JOIN judging_scorecard s ON s.id = m.scorecard_id
        JOIN judging_assignment a ON a.id = s.assignment_id JOIN competitions_criterion r ON r.id = m.criterion_id
        JOIN competitions_criterion c ON c.position = r.position AND c.rubric_id = {rubric};
    ALTER TABLE floor.score ADD PRIMARY KEY (proposal_id, judge_id, criterion_id),
        ADD changed_at timestamptz NOT NULL DEFAULT now(),
        ADD FOREIGN KEY (proposal_id) REFERENCES floor.proposal,
        ADD FOREIGN KEY (criterion_id) REFERENCES floor.criterion;
    CREATE INDEX ON floor.score (judge_id);
"""


def laid_out():
    """Two editions of the portal and the floor's tables with the same rows: (the open stage, the computed one)."""
    stages = []
    for done in (0.5, 1):
        stage, found = control_room.edition(SIZE)
        for start in range(0, SIZE, 500):
            written(stage, found[start : start + 500])
        control_room.work(stage, found, done=done)
        if done == 1:
            control_room.computed(stage, found)
        stages.append(stage)
    running, over = stages
    told = {
        "open": running.edition_id,
        "closed": over.edition_id,
        "rubric": running.rubric_id,
        "open_stage": running.pk,
        "closed_stage": over.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(FILLED.format(**told))
    connection.connection.set_session(autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connection.close()
    return running, over


def floor_cookies_of(crowd, person):
    """Of somebody who is signed in to the floor."""
    secret = {"csrftoken": _get_new_csrf_string()}
    return secret | crowd.cookies("GET", f"/in/{person}/")


def worked(parent):
    """Milliseconds of a processor that the processes below one have used so far, all of their threads."""
    told = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    threads = [one for pid in told for one in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    return sum(int(one.read_text().split()[0]) for one in threads) / 1e6


class Worked:
    """What a server and PostgreSQL work for each act, in ms of a processor: nobody else asks either of them meanwhile.

    Whoever else is on the machine makes an act wait, and adds little to what it costs.
    """

    def __init__(self, *parents):
        self.parents, self.spent = parents, defaultdict(list)

    def during(self, name, act):
        """Do an act, and note what it cost."""
        before = sum(map(worked, self.parents))
        done = act(name)
        self.spent[name].append(sum(map(worked, self.parents)) - before)
        return done


class Judge:
    """Somebody with cards to fill, at the portal or at the floor."""

    def __init__(self, crowd, cookies, desk, cards, fields):
        self.crowd, self.cookies, self.desk, self.cards, self.fields = crowd, cookies, desk, cards, fields
        self.turn = 0

    def reads(self, name):
        """The next card, from the desk's list of them; what it holds is kept for the save."""
        self.turn += 1
        self.at = self.cards[self.turn % len(self.cards)]
        self.page = self.crowd.ask(f"{name}", self.at, cookies=self.cookies)
        return self.page

    def saves(self, name):
        fields = self.page.hidden | self.fields(self.turn)
        answer = self.crowd.ask(f"{name}", self.at, cookies=self.cookies, fields=fields)
        if answer.status != 302:
            raise SystemExit(f"{self.at}: {answer.status} {answer.text[:300]}")


def judges(stage, portal, floor):
    """Everybody on the panel twice: at the portal and at the floor, with the same dossiers that nobody has marked."""
    criteria = list(stage.rubric.criteria.order_by("position"))
    scale = sorted(stage.rubric.levels.values_list("points", flat=True))

    def of_portal(turn):
        points = scale[turn % len(scale)]
        given = {f"nilai-{one.key}": points for one in criteria} | {f"catatan-{one.key}": "" for one in criteria}
        return given | {"remark": "", "langkah": "nanti"}

    def of_floor(turn):
        return {f"s{one.pk}": 1 + turn % 5 for one in criteria}

    place = stage.edition.slug, stage.position
    for member in PanelMember.objects.filter(stage=stage).order_by("pk").select_related("judge"):
        pacts.sign(stage.edition, by=member.judge.memberships.get(), at=timezone.now())
        own = Assignment.objects.filter(stage=stage, judge=member.judge, scorecard=None).order_by("position")
        found = list(own.values_list("proposal__code", "proposal"))
        at = [reverse("judging:scorecard", args=[*place, code]) for code, _pk in found]
        there = [f"/mine/{pk}/" for _code, pk in found]
        yield (
            Judge(portal, cookies_of(member.judge), reverse("judging:desk"), at, of_portal),
            Judge(floor, floor_cookies_of(floor, member.judge_id), "/mine/", there, of_floor),
        )


def page(crowd, cookies, address):
    """An act that asks for a page under a name."""
    return lambda name: crowd.ask(name, address, cookies=cookies)


def acts(running, over, portal, floor, both):
    """(name, the portal's act, the floor's act, what was asked of it) in the order in which they are timed."""
    ours, bare = both
    staff = cookies_of(accounts.membership(Role.MINISTRY_ADMIN).user)
    asks, answers = partial(page, portal, staff), partial(page, floor, bare.cookies)

    def at(name, stage, query=""):
        return reverse(f"judging:{name}", args=[stage.edition.slug, stage.position]) + query

    entrant = Assignment.objects.filter(stage=running).select_related("proposal").first().proposal
    dossier = reverse("proposals:show", args=[entrant.code])
    return [
        ("two words", page(portal, {}, "/ping"), page(floor, {}, "/hello/"), ""),
        ("a judge's list of 237", page(portal, ours.cookies, ours.desk + "?page=semua"), answers("/mine/"), "1.3"),
        ("the same, its first page", page(portal, ours.cookies, ours.desk), answers("/mine/"), "1.3"),
        (CARD, ours.reads, bare.reads, "2.7"),
        (SAVE, ours.saves, bare.saves, "2.0"),
        ("a dossier for staff", asks(dossier), answers(f"/dossier/{entrant.pk}/"), "2"),
        (
            "a word in the lists of staff",
            asks(at("entrants", running, f"?q={WORD}")),
            answers(f"/search/?q={WORD}"),
            "4",
        ),
        ("every mark, CSV", asks(at("marks", over, "?bentuk=csv")), answers("/scores.csv"), "1.3"),
        ("the whole ranking", asks(at("results", over, "?page=semua")), answers("/rank/"), "1.0"),
    ]


def timed(rounds, listed, portal, floor):
    """A line for each act: medians of both, and the multiple. `portal` and `floor` are a crowd and a `Worked` each."""
    yield (
        f"{'':<30}{'portal':>9}{'floor':>9}{'x floor':>9}{'asked':>7}{'p95':>9}{'floor':>9}"
        f"{'cpu':>9}{'floor':>9}{'x floor':>9}{'kB':>8}  (ms)"
    )
    pairs, sizes = {name: (ours, bare) for name, ours, bare, _aim in listed}, {}
    for name in (one for one in pairs if one != SAVE):
        # What is saved was opened before.
        sizes |= in_turns([CARD, SAVE] if name == CARD else [name], pairs, rounds, portal, floor)
    for name, _ours, _bare, aim in listed:
        spent = [sorted(one * 1e3 for one in crowd.seconds[name]) for crowd, _work in (portal, floor)]
        (p50, bare50), (p95, bare95) = ([each[int(len(each) * share)] for each in spent] for share in (0.5, 0.95))
        cpu, bare_cpu = (statistics.median(work.spent[name]) for _crowd, work in (portal, floor))
        yield (
            f"{name:<30}{p50:>9.1f}{bare50:>9.1f}{p50 / bare50:>9.2f}{aim:>7}{p95:>9.1f}{bare95:>9.1f}"
            f"{cpu:>9.1f}{bare_cpu:>9.1f}{cpu / bare_cpu:>9.2f}{sizes[name]:>8.0f}"
        )


def in_turns(names, pairs, rounds, portal, floor):
    """Do some acts one after the other, at both in turns; the first times are forgotten. Returns the kB of answers."""
    sizes = {}
    for number in range(WARM + rounds):
        for name in names:
            for (crowd, work), act in zip((portal, floor), pairs[name], strict=True):
                if number == WARM:
                    crowd.seconds[name].clear(), work.spent[name].clear()
                answer = work.during(name, act)
                if work is portal[1]:
                    sizes[name] = len(answer.text) / 1e3 if answer else 0
    return sizes


def rushed(everybody, side):
    """Reviews a second when all judges open a card and save it, so many each, with no pause."""
    crowd = Crowd(everybody[0][side].crowd.base, hands=len(everybody))
    began = time.monotonic()

    def works(one, left, _moment):
        one.crowd = crowd
        one.reads("rush: open")
        one.saves("rush: save")
        if left > 1:
            crowd.at(time.monotonic(), partial(works, one, left - 1))
        else:
            ended.append(time.monotonic())

    ended = []
    for both in everybody:
        crowd.at(began, partial(works, both[side], EACH))
    crowd.until_all(lambda: len(ended) == len(everybody) or crowd.faults)
    if crowd.faults:
        raise SystemExit(str(crowd.faults[:3]))
    return len(everybody) * EACH / (max(ended) - began)


def memory(process):
    """MiB that each of a server's processes holds alone."""
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    lines = [Path(f"/proc/{one}/smaps_rollup").read_text().splitlines() for one in told]
    each = (sum(int(line.split()[1]) for line in one if line.startswith("Private")) for one in lines)
    return [round(one / 1024) for one in each]


def main():
    """Lay everything out, start both, and print what each cost."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    running, over = laid_out()
    own = {**AS_PORTAL, "BASE_URL": f"http://localhost:{PORTAL}"}
    serving = [sys.executable, "-m", "sinovik.serving", "--port", str(PORTAL), "--processes", str(PROCESSES)]
    bare = [os.environ["FLOOR_PYTHON"], "-m", "gunicorn", "--chdir", "bench/floor", "--log-level", "warning"]
    # A line that nobody uses stays open as long as at the portal.
    bare += ["-w", str(PROCESSES), "--threads", str(THREADS), "--keep-alive", "60"]
    bare += ["-b", f"127.0.0.1:{FLOOR}", "server:application"]
    at_floor = {**os.environ, "FLOOR_DATABASE_URL": os.environ["DATABASE_OWNER_URL"]}
    at_floor.pop("DJANGO_SETTINGS_MODULE")
    subprocess.run(
        [os.environ["FLOOR_PYTHON"], "bench/floor/server.py", "migrate", "-v0"], cwd=ROOT, env=at_floor, check=True
    )
    children = []
    try:
        for command, port, env in ((serving, PORTAL, own), (bare, FLOOR, at_floor)):
            children.append(started(command, port, env))
        (portal_process, portal), (_floor_process, floor) = children
        everybody = list(judges(running, portal, floor))
        # PostgreSQL runs on the same machine; its first process is the parent of ours.
        told = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text()
        database = int(told.rpartition(")")[2].split()[1])
        connection.close()
        sides = [(crowd, Worked(one.pid, database)) for one, crowd in children]
        for line in timed(rounds, acts(running, over, portal, floor, everybody[0]), *sides):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        for fault in portal.faults + floor.faults:
            sys.stdout.write(f"  {fault[:3]} {fault[3][:200]}\n")
        turns = [(rushed(everybody, 0), rushed(everybody, 1)) for _turn in range(2)]
        ours, bare_rush = (statistics.mean(side) for side in zip(*turns, strict=True))
        sys.stdout.write(
            f"rush of {len(everybody)} judges x {EACH}: {ours:.0f} and {bare_rush:.0f} cards a second,"
            f" {ours / bare_rush:.2f} of the floor (0.40 asked)\n"
        )
        sys.stdout.write(f"MiB of each process of the portal, its own: {memory(portal_process)} (150 at most)\n")
    finally:
        for process, _crowd in children:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
