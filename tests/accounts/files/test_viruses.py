"""The virus scanner: asked where one is set, believed in what it finds, and missed when it does not answer.

The same story is told to a server of the tests that speaks clamd's protocol, and to clamd itself where it is installed.
"""

import contextlib
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.files import reasons, taking, viruses
from accounts.rules import Refused
from tests.factories import documents

MARK = b"uji-pemindai-sinovik-4711"
CLAMD = (
    os.environ.get("SINOVIK_CLAMD") or shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
)
NO_CLAMD = "clamd belum terpasang: apt-get install clamav-daemon, atau isi SINOVIK_CLAMD"
CLEAN = documents.pdf()


def with_mark():
    return documents.spelled_out(lambda document: document.docinfo.__setitem__("/Title", MARK.decode()))


def exactly(line, size):
    content = b""
    while len(content) < size:
        content += line.recv(size - len(content)) or pytest.fail("the sender hung up")
    return content


class Speaking(threading.Thread):
    """A server that speaks clamd's INSTREAM: it finds the mark, and says what it is told to say instead."""

    def __init__(self, listener, instead=b""):
        super().__init__(daemon=True)
        self.listener, self.instead, self.heard = listener, instead, []

    def run(self):
        with contextlib.suppress(OSError):
            while True:
                line, _address = self.listener.accept()
                with line:
                    self.answer(line)

    def answer(self, line):
        assert exactly(line, 10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", exactly(line, 4))[0]:
            content += exactly(line, size)
        self.heard.append(content)
        line.sendall(self.instead or (b"stream: Uji FOUND\0" if MARK in content else b"stream: OK\0"))


@contextlib.contextmanager
def speaking(place, instead=b""):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place))
        listener.listen()
        server = Speaking(listener, instead)
        server.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
        server.join()


@contextlib.contextmanager
def clamd(folder):
    """ClamAV's own, with one signature of ours: the mark, wherever it stands."""
    (folder / "signatures").mkdir()
    (folder / "signatures" / "uji.ndb").write_text(f"Uji.Sinovik:0:*:{MARK.hex()}\n")
    place = folder / "clamd.sock"
    (folder / "clamd.conf").write_text(
        f"LocalSocket {place}\nDatabaseDirectory {folder / 'signatures'}\nForeground yes\nTemporaryDirectory {folder}\n"
    )
    with subprocess.Popen(
        [CLAMD, f"--config-file={folder / 'clamd.conf'}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        deadline = time.monotonic() + 60
        while not place.exists():
            assert process.poll() is None, "clamd did not start"
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield place
        process.terminate()


@pytest.fixture(
    params=["speaking", pytest.param("clamd", marks=pytest.mark.skipif(not CLAMD, reason=NO_CLAMD))],
)
def scanner(request, settings):
    # The name of a socket has little room.
    folder = Path(tempfile.mkdtemp())
    with speaking(folder / "s") if request.param == "speaking" else clamd(folder):
        place = folder / ("s" if request.param == "speaking" else "clamd.sock")
        settings.CLAMAV_ADDRESS = f"unix://{place}"
        yield request.param
    shutil.rmtree(folder)


def taken(content, name="surat.pdf"):
    return taking.taken(SimpleUploadedFile(name, content), taking.Allowed())


def test_what_the_scanner_finds_is_refused_and_the_rest_taken(scanner, caplog):
    assert taken(CLEAN).kept == CLEAN
    large = documents.pdf(lambda document: document.docinfo.__setitem__("/Title", "x" * 300_000))
    assert taken(large).kept == large
    with pytest.raises(Refused) as refused:
        taken(with_mark())
    assert refused.value.refusal is reasons.INFECTED
    assert "FOUND" in caplog.text
    assert taken(CLEAN).kept == CLEAN


def test_it_gets_every_byte_as_it_came(settings, tmp_path):
    with speaking(tmp_path / "s") as server:
        settings.CLAMAV_ADDRESS = f"unix://{tmp_path / 's'}"
        content = bytes(range(256)) * 1000
        assert viruses.refusal(content) is None
        assert server.heard == [content]


@pytest.mark.parametrize("address", ["unix:///tidak/ada", "tcp://127.0.0.1:1", "http://127.0.0.1:3310", "clamd"])
def test_without_an_answer_nothing_is_taken(settings, caplog, address):
    settings.CLAMAV_ADDRESS = address
    with pytest.raises(Refused) as refused:
        taken(CLEAN)
    assert refused.value.refusal is reasons.NOT_SCANNED
    assert "did not answer" in caplog.text


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK", b"?\0"])
def test_an_answer_that_is_none_is_no_leave(settings, tmp_path, caplog, answer):
    with speaking(tmp_path / "s", answer):
        settings.CLAMAV_ADDRESS = f"unix://{tmp_path / 's'}"
        assert viruses.refusal(CLEAN) is reasons.NOT_SCANNED


def test_where_none_is_set_nobody_is_asked(settings):
    settings.CLAMAV_ADDRESS = ""
    assert taken(with_mark()).kind.key == "pdf"


def test_it_is_asked_over_the_network_too(settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Speaking(listener)
        server.start()
        settings.CLAMAV_ADDRESS = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        assert viruses.refusal(CLEAN) is None
        assert viruses.refusal(MARK) is reasons.INFECTED
        listener.shutdown(socket.SHUT_RDWR)
        server.join()
