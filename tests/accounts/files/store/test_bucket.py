"""Files in a bucket, with a real service: whole or not at all, also when a line is cut or the service is killed."""

import random
import socket
import sys
import threading
from contextlib import suppress

import pytest
from django.core.files.storage import default_storage
from django.http import Http404

from accounts.files import keeping, reasons
from accounts.files.store import checking, pieces
from accounts.models import StoredCopy
from accounts.rules import Refused
from tests.bucket_fixtures import let_go

# What sends a file ends a request, and with it looks at the line to the database.
pytestmark = [pytest.mark.journey, pytest.mark.django_db]
CONTENT = bytes(range(256)) * 4000
FOLDER = "bukti"


def kept(content=CONTENT):
    return keeping.keep(content, folder=FOLDER, ending="pdf")


def copy_of(content, name=None):
    return StoredCopy(
        name or keeping.name_for(content, folder=FOLDER, ending="pdf"), len(content), keeping.digest(content)
    )


def sent(copy):
    answer = keeping.response(copy, filename="surat.pdf", content_type="application/pdf")
    try:
        return b"".join(answer.streaming_content), answer["Content-Length"]
    finally:
        answer.close()


class CutLine:
    """A line to the service that breaks after so many bytes one way, each time it is tried."""

    def __init__(self, port, *, up=None, down=None):
        self.port, self.after = port, {"up": up, "down": down}
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.endpoint = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.done = []
        self.threads = [threading.Thread(target=self.take)]
        self.threads[0].start()

    def take(self):
        with suppress(OSError):
            while True:
                here, _ = self.listener.accept()
                there = socket.create_connection(("127.0.0.1", self.port))
                for source, target, way in ((here, there, "up"), (there, here, "down")):
                    self.threads.append(threading.Thread(target=self.carry, args=(source, target, self.after[way])))
                    self.threads[-1].start()

    def carry(self, source, target, left):
        with suppress(OSError):
            while part := source.recv(65_536 if left is None else max(1, min(left, 65_536))):
                target.sendall(part)
                left = None if left is None else left - len(part)
                if left is not None and left <= 0:
                    break
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self.done.append(target)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        # The store hangs up first, and then nothing is left to carry.
        let_go()
        for thread in self.threads:
            thread.join(30)
        for one in self.done:
            one.close()


def through(settings, server, line):
    let_go()
    settings.STORAGES = {**settings.STORAGES, "default": server.store(line.endpoint)}


def test_the_same_bytes_lie_there_once_and_come_back_as_they_were(bucket):
    name = kept()
    assert kept() == name == copy_of(CONTENT).name
    assert bucket.names() == [name]
    assert bucket.get(name) == CONTENT
    assert sent(copy_of(CONTENT)) == (CONTENT, str(len(CONTENT)))
    assert keeping.content(copy_of(CONTENT)) == CONTENT
    assert keeping.room() is None
    assert keeping.answers()


@pytest.mark.parametrize("spoilt", [b"", CONTENT[:1000], b"x" + CONTENT[1:], CONTENT + b"x"])
def test_a_name_that_holds_something_else_is_not_trusted(bucket, spoilt):
    name = kept()
    bucket.put(name, spoilt)
    assert keeping.content(copy_of(CONTENT)) is None
    assert kept() == name
    assert keeping.content(copy_of(CONTENT)) == CONTENT


def test_what_is_lost_or_shorter_is_not_sent(bucket):
    name = kept()
    bucket.put(name, CONTENT[:-1])
    with pytest.raises(Http404):
        sent(copy_of(CONTENT))
    default_storage.delete(name)
    assert bucket.names() == []
    with pytest.raises(Http404):
        sent(copy_of(CONTENT))
    default_storage.delete(name)


def test_a_file_comes_in_pieces_and_they_go(bucket):
    whole = random.Random(7).randbytes(pieces.PIECE * 2 + 99)
    for offset in range(0, len(whole), pieces.PIECE):
        pieces.keep("tanda", offset, whole[offset : offset + pieces.PIECE])
    assert pieces.tokens() == ["tanda"]
    assert pieces.whole("tanda", name="a.pdf", size=len(whole)).read() == whole
    bucket.delete(f"pieces/tanda/{pieces.PIECE:012d}")
    assert pieces.whole("tanda", name="a.pdf", size=len(whole)) is None
    pieces.drop("tanda")
    assert bucket.names() == []


def test_every_difference_between_rows_and_bucket_is_named(bucket):
    contents = [CONTENT + bytes([number]) for number in range(4)]
    names = [kept(content) for content in contents]
    default_storage.delete(names[0])
    bucket.put(names[1], b"x")
    bucket.put(names[2], CONTENT + b"x")
    found = checking.compare([copy_of(content) for content in contents[:3]], [FOLDER, "tidak-ada"])
    assert (found.missing, found.wrong_size, found.wrong_content) == ([names[0]], [names[1]], [names[2]])
    assert found.unknown == [names[3]]


@pytest.mark.parametrize("after", [0, 200, 300_000, 1_000_000])
def test_a_file_that_is_cut_on_its_way_there_is_refused_and_is_not_there(bucket, settings, caplog, after):
    with CutLine(bucket.ports["s3"], up=after) as line:
        through(settings, bucket, line)
        with pytest.raises(Refused) as refused:
            kept()
    assert refused.value.refusal is reasons.NOT_KEPT
    assert "did not take" in caplog.text
    assert bucket.names() == []
    settings.STORAGES = {**settings.STORAGES, "default": bucket.store()}
    kept()
    assert keeping.content(copy_of(CONTENT)) == CONTENT


@pytest.mark.parametrize("after", [0, 100, 400_000, 1_000_000])
def test_a_file_that_is_cut_on_its_way_back_is_no_file(bucket, settings, after):
    kept()
    with CutLine(bucket.ports["s3"], down=after) as line:
        through(settings, bucket, line)
        for ask in (sent, keeping.content):
            with pytest.raises(Refused) as refused:
                ask(copy_of(CONTENT))
            assert refused.value.refusal is reasons.NOT_GIVEN
    assert bucket.names() == [copy_of(CONTENT).name]


def test_who_is_not_let_in_is_refused_in_words(bucket, settings):
    kept()
    let_go()
    store = bucket.store()
    settings.STORAGES = {**settings.STORAGES, "default": {**store, "OPTIONS": {**store["OPTIONS"], "secret_key": "x"}}}
    assert not keeping.answers()
    with pytest.raises(Refused):
        kept(CONTENT + b"2")
    with pytest.raises(Refused):
        sent(copy_of(CONTENT))
    # The clock throws it away later.
    pieces.drop("tanda")
    let_go()


def test_what_was_acknowledged_is_whole_after_the_service_was_killed_at_any_moment(bucket):
    """Several keep files at once while it dies; what is not acknowledged is whole or not there."""
    seed = random.getrandbits(32)
    sys.stdout.write(f"seed {seed}\n")
    dice = random.Random(seed)
    contents = [dice.randbytes(dice.randrange(20_000, 3_000_000)) for _ in range(24)]
    waiting, acknowledged = list(contents), []
    begun = threading.Semaphore(0)

    def work():
        while waiting:
            content = waiting.pop()
            begun.release()
            with suppress(Refused):
                kept(content)
                acknowledged.append(content)
        let_go()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for one in workers:
        one.start()
    for _ in range(dice.randrange(4, 20)):
        begun.acquire()
    bucket.kill()
    for one in workers:
        one.join()
    with pytest.raises(Refused):
        kept()
    assert not keeping.answers()
    bucket.come_back()
    assert acknowledged
    found = checking.compare([copy_of(content) for content in acknowledged], [FOLDER])
    assert not found.is_harmful
    assert found.whole == len(acknowledged)
    # What somebody sends again lies there whole, whatever the killed one had of it.
    for content in contents:
        kept(content)
    assert checking.compare([copy_of(content) for content in contents], [FOLDER]).whole == len(contents)
