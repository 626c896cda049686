import signal
import socket

import pytest

from sinovik.embedded import entrance, processes, sentences
from sinovik.embedded.processes import Interrupted
from sinovik.embedded.sentences import Stopped


def test_a_taken_port_is_named_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Stopped) as refusal:
            entrance.choose_port({"PORT": str(port)})

    assert f"Port {port} sudah dipakai program lain" in refusal.value.sentence.indonesian
    assert f"PORT={sentences.next_port(port)} bin/demo" in refusal.value.sentence.indonesian


def test_a_free_port_is_taken_as_asked():
    port = processes.free_port()

    assert entrance.choose_port({"PORT": str(port)}) == port


@pytest.mark.parametrize("value", ["abc", "0", "65536", "-1", "80 80", "٣"])
def test_a_port_must_be_a_number_in_range(value):
    with pytest.raises(Stopped, match="PORT harus angka antara 1 dan 65535"):
        entrance.choose_port({"PORT": value})


@pytest.mark.parametrize(("port", "other"), [(8000, 8001), (80, 8001), (65535, 8001)])
def test_the_port_to_try_instead_is_one_that_anyone_may_open(port, other):
    assert sentences.next_port(port) == other


def test_an_expected_failure_is_one_sentence_and_an_exit_code(capsys):
    def refuse():
        raise Stopped(sentences.port_taken(8000))

    assert entrance.run(refuse) == 1

    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith("Port 8000 sudah dipakai program lain.")
    assert "Traceback" not in written.err


def test_what_the_system_refuses_is_a_sentence_too(capsys):
    assert entrance.run(lambda: open("/nonexistent/file").read()) == 1  # noqa: PTH123, SIM115

    assert capsys.readouterr().err.startswith("Sistem menolak: [Errno 2]")


@pytest.mark.parametrize("number", processes.STOP_SIGNALS)
def test_a_signal_ends_the_command_in_order(number):
    cleaned = []

    def interrupted():
        try:
            signal.raise_signal(number)
            pytest.fail("the signal was ignored")
        finally:
            cleaned.append(number)

    assert entrance.run(interrupted) == 128 + number
    assert cleaned == [number]


def test_a_hang_up_that_is_ignored_stays_ignored():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)

    processes.interrupt_on_signals()

    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    with pytest.raises(Interrupted):
        signal.raise_signal(signal.SIGTERM)
