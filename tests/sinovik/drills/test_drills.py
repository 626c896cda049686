"""Whatever is killed, nothing that was acknowledged is lost or there twice, and what was begun goes on by itself."""

import hashlib
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from sinovik.embedded import postgres_programs
from tests.mail_server import mail_server
from tests.sinovik.drills import figures, ground, house, paper
from tests.sinovik.drills.visitors import Browser, hidden, readable

pytestmark = [pytest.mark.drill, pytest.mark.timeout(1800)]
VICTIMS = ("web", "worker", "clock", "postgres", "valkey")
# A file of this length is the longest that the web server may write.
ROOM = 400_000
# So long people go on pressing.
STORM = 120
A_MINUTE = 60
# How long the broker is away, in seconds.
AWAY = int(os.environ.get("DRILL_BROKER_AWAY", "300"))


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """A portal of its own with a mail server that takes everything; its database lies where every user can reach it."""
    lasting = Path(tempfile.mkdtemp(prefix="sinovik-drill-", dir="/tmp"))
    lasting.chmod(0o755)
    before, postgres_programs.LASTING = postgres_programs.LASTING, lasting
    with mail_server(SimpleNamespace()) as post:
        environ = {**os.environ, "EMAIL_URL": f"smtp://127.0.0.1:{post.port}"}
        with house.opened(tmp_path_factory.mktemp("drill"), environ=environ) as portal:
            portal.post = post
            yield portal
    postgres_programs.LASTING = before
    shutil.rmtree(lasting)


@pytest.fixture
def dice():
    """What chance decides, and the seed by which it decides it again: SINOVIK_DRILL_SEED gives one."""
    seed = int(os.environ.get("SINOVIK_DRILL_SEED") or random.getrandbits(32))
    sys.stdout.write(f"\nseed {seed}\n")
    dice = random.Random(seed)
    dice.number = seed
    return dice


class Storm:
    """People who send dossiers and mark cards meanwhile; what was acknowledged to them."""

    def __init__(self, portal, people, dice):
        self.portal, self.people, self.dice = portal, people, dice
        # Of `unsure` the answer was cut: the page says that it was sent.
        self.sent, self.unsure, self.marked = set(), set(), {}
        self.over = time.monotonic() + STORM
        self.threads = [threading.Thread(target=one) for one in (self.send_all, self.mark_all)]

    def send_all(self):
        browser = Browser(self.portal, self.people["sender"])
        for code in self.people["ready"]:
            told = browser.insist(f"/usulan/{code}/pengajuan/", {"is_declared": "on"}, until=self.over)
            if told is not None:
                (self.sent if isinstance(told, str) else self.unsure).add(code)

    def mark_all(self):
        slug, position, _pk = self.people["desk"]
        for card in self.people["marking"]:
            given = {f"nilai-{key}": self.dice.choice(self.people["levels"]) for key in self.people["criteria"]}
            browser = Browser(self.portal, card["cookies"])
            address = f"/penilaian/{slug}/{position}/{card['code']}/"
            if isinstance(browser.insist(address, {**given, "langkah": "nanti"}, until=self.over), str):
                self.marked[card["key"]] = given

    def __enter__(self):
        for one in self.threads:
            one.start()
        return self

    def __exit__(self, *_):
        for one in self.threads:
            one.join()


def counted(portal, storm):
    """What was acknowledged and is not there, and what is there twice."""
    receipts = dict(
        portal.ask(
            "SELECT p.code, count(*) FROM proposals_revision r JOIN proposals_proposal p ON p.id = r.proposal_id"
            " WHERE p.edition_id = %s AND p.status = 'submitted' GROUP BY 1",
            storm.people["edition"],
        )
    )
    events = dict(
        portal.ask(
            "SELECT p.code, count(*) FROM accounts_event e JOIN proposals_proposal p ON p.id = e.subject_id"
            " WHERE e.name = 'proposal.submitted' AND e.subject_type = 'proposals.proposal' GROUP BY 1"
        )
    )
    marks = {}
    for held, key, points in portal.ask(
        "SELECT s.assignment_id, c.key, m.points FROM judging_mark m JOIN judging_scorecard s ON s.id = m.scorecard_id"
        " JOIN competitions_criterion c ON c.id = m.criterion_id"
    ):
        marks.setdefault(held, {})[f"nilai-{key}"] = float(points)
    lost = [code for code in storm.sent if code not in receipts or code not in events]
    lost += [held for held, given in storm.marked.items() if marks.get(held) != given]
    return lost, [code for code in storm.sent if max(receipts.get(code, 0), events.get(code, 0)) > 1]


def letters_are_sent(portal):
    return portal.ask("SELECT count(*) FROM accounts_letter WHERE next_try_at IS NOT NULL") == [(0,)]


def letters(portal):
    """Letters that were said to be sent and never came, and those that came twice, by mailbox."""
    came = Counter(letter["To"] for letter in portal.post.letters)
    rows = portal.ask(
        "SELECT u.email, count(*), count(l.sent_at) FROM accounts_letter l"
        " JOIN accounts_user u ON u.id = l.recipient_id"
        " GROUP BY u.email"
    )
    lost = [address for address, _all, sent in rows if came[address] < sent]
    return lost, [address for address, number, _sent in rows if came[address] > number]


def is_computed(portal, stage):
    state = portal.ask(
        "SELECT c.state FROM judging_computation c JOIN judging_snapshot s ON s.id = c.snapshot_id"
        " WHERE s.stage_id = %s",
        stage,
    )
    return state == [("done",)]


@pytest.mark.parametrize("victim", VICTIMS)
def test_nothing_is_lost_or_doubled_when_a_process_is_killed(portal, dice, victim):
    people = portal.people()
    stage = people["desk"][2]
    with Storm(portal, people, dice) as storm:
        time.sleep(dice.uniform(0.5, 5))
        portal.children.kill(victim)
        back = house.until(lambda: portal.is_there() and portal.answers())
    lost, doubled = counted(portal, storm)
    portal.close_stage(stage)
    time.sleep(dice.uniform(0, 0.5))
    portal.children.kill(victim)
    goes_on = house.until(lambda: is_computed(portal, stage))
    standings = portal.ask("SELECT count(*) FROM judging_standing WHERE stage_id = %s", stage)
    house.until(lambda: letters_are_sent(portal))
    letters_lost, letters_doubled = letters(portal)
    figures.note(
        f"{victim} killed twice: while people send and mark, and after a stage was closed",
        f"{len(storm.sent)} submissions, {len(storm.marked)} cards, {len(portal.post.letters)} letters",
        lost=len(lost) + len(letters_lost),
        doubled=len(doubled) + len(letters_doubled),
        back=max(back, goes_on),
        seed=dice.number,
    )
    assert storm.sent | storm.unsure == set(people["ready"])
    assert len(storm.marked) == len(people["marking"])
    assert (lost, doubled, letters_lost, letters_doubled) == ([], [], [], [])
    assert standings == [(ground.READ,)]
    assert back < A_MINUTE
    assert goes_on < A_MINUTE


def test_what_was_sent_while_the_broker_was_away_goes_on_when_it_is_back(portal, dice):
    people = portal.people()
    stage = people["desk"][2]
    portal.stop_and_hold("valkey")
    gone = time.monotonic()
    with Storm(portal, people, dice) as storm:
        pass
    portal.close_stage(stage)
    time.sleep(max(0, gone + AWAY - time.monotonic()))
    portal.let_go("valkey")
    goes_on = house.until(lambda: is_computed(portal, stage))
    lost, doubled = counted(portal, storm)
    figures.note(
        f"broker away for {AWAY} s",
        f"{len(storm.sent)} submissions, {len(storm.marked)} cards",
        lost=len(lost),
        doubled=len(doubled),
        back=goes_on,
        seed=dice.number,
    )
    assert storm.sent == set(people["ready"])
    assert (lost, doubled) == ([], [])
    assert goes_on < A_MINUTE


def test_a_file_for_which_there_is_no_room_is_refused_in_words_or_whole(portal):
    people = portal.people()
    with portal.small_files(ROOM):
        browser = Browser(portal, people["writer"])
        address = f"/usulan/{people['loading']}/dokumen/{people['document']}/"
        said = {}
        for size in (20_000, 300_000, 700_000, 3_500_000):
            page = browser.send(address)
            sent = paper.of(size)
            said[size] = browser.upload(address, hidden(page[2]), name="file", file=f"a{size}.pdf", content=sent)
            assert portal.children.child("web").is_alive()
        kept = portal.ask(
            "SELECT size, sha256, file FROM proposals_attachment a JOIN proposals_proposal p ON p.id = a.proposal_id"
            " WHERE p.code = %s",
            people["loading"],
        )
        media = Path(portal.env["MEDIA_ROOT"])
        broken = [
            file for _size, sha256, file in kept if hashlib.sha256((media / file).read_bytes()).hexdigest() != sha256
        ]
    taken = [size for size, answer in said.items() if answer and answer[0] == 302]
    figures.note(
        f"no room for a file over {ROOM} B", f"{len(taken)} files", lost=len(broken), doubled=0, back=0, seed=0
    )
    assert broken == []
    assert taken
    assert max(taken) <= ROOM
    refused = {size: answer for size, answer in said.items() if size not in taken}
    assert refused
    assert all(answer and answer[0] in (422, 507) for answer in refused.values()), {
        size: answer and (answer[0], readable(answer[2])[:300]) for size, answer in refused.items()
    }
