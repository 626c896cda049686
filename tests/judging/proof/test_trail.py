"""`sinovik-verify proof`: what a proof of the history shows, and what no bent one does."""

import copy
import hashlib
import json
import subprocess
import sys
import sysconfig

import pytest

from accounts.arithmetic import tree
from judging.proof import __main__ as program
from judging.proof import trail, words
from tests.judging.proof.test_wheel import packed  # noqa: F401 - the package, unpacked

REVISION = "ab" * 32
BODIES = [json.dumps({"particulars": {"sha256": REVISION if number == 4 else "", "n": number}}) for number in range(9)]


def links():
    previous, found = bytes(32), []
    for number, body in enumerate(BODIES, start=1):
        inner = hashlib.sha256(body.encode()).digest()
        link = hashlib.sha256(previous + number.to_bytes(8, "big") + inner).digest()
        found.append((previous, link))
        previous = link
    return found


LINKS = links()
LEAVES = [tree.leaf(link) for _previous, link in LINKS]


def root(size):
    return tree.root(LEAVES[:size]).hex()


def hashes(ranges):
    return [tree.root(LEAVES[begin:end]).hex() for begin, end in ranges]


def inclusion(*, opened=True):
    previous, link = LINKS[4]
    event = {"number": 5, "hash": link.hex(), "revision": REVISION}
    if opened:
        event |= {"previous": previous.hex(), "body": BODIES[4]}
    return {
        "kind": "inclusion",
        "manner": tree.MANNER,
        "event": event,
        "size": 9,
        "root": root(9),
        "kept_at": None,
        "proof": hashes(tree.inclusion(4, 9)),
    }


def consistency():
    return {
        "kind": "consistency",
        "manner": tree.MANNER,
        "old": {"size": 6, "root": root(6)},
        "size": 9,
        "root": root(9),
        "kept_at": None,
        "proof": hashes(tree.consistency(6, 9)),
    }


def looked(proof, *heads):
    return {one.key: one.holds for one in trail.verified(json.dumps(proof).encode(), heads=heads)}


def test_an_opened_proof_holds_from_the_receipt_to_the_head():
    assert looked(inclusion(), f"9:{root(9)}") == {"made": True, "named": True, "included": True, "anchored": True}


def test_without_the_text_the_place_holds_and_without_a_head_nothing_is_anchored():
    assert looked(inclusion(opened=False)) == {"included": True, "anchored": None}


def test_a_history_that_goes_on_holds_and_another_head_is_another_head():
    assert looked(consistency(), f"9:{root(9)}") == {"begins": True, "anchored": True}
    assert looked(consistency(), f"8:{root(8)}") == {"begins": True, "anchored": False}


def places(value, way=()):
    """Where in a proof a hash or a number stands."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from places(one, (*way, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from places(one, (*way, number))
    elif way[-1] not in {"manner", "kind", "kept_at"}:
        yield way


@pytest.mark.parametrize("make", [inclusion, consistency])
def test_whatever_is_bent_does_not_hold(make):
    for way in places(make()):
        proof = copy.deepcopy(make())
        holder = proof
        for step in way[:-1]:
            holder = holder[step]
        said = holder[way[-1]]
        holder[way[-1]] = said + 1 if isinstance(said, int) else bent(said)
        held = looked(proof, f"9:{root(9)}")
        assert False in held.values(), way


def bent(text):
    """Another text of the same length, and another hash where it was one."""
    return ("0" if text[0] != "0" else "1") + text[1:]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        json.dumps({**inclusion(), "proof": ["a" * 64] * 65}).encode(),
        json.dumps({**inclusion(), "proof": "a"}).encode(),
        json.dumps({**inclusion(), "size": 1.5}).encode(),
        json.dumps({**inclusion(), "size": True}).encode(),
        json.dumps({**inclusion(), "root": "A" * 64}).encode(),
        json.dumps({**inclusion(), "event": None}).encode(),
        json.dumps({**consistency(), "old": [1]}).encode(),
        json.dumps({**inclusion(), "manner": "RFC 1"}).encode(),
        json.dumps({**inclusion(), "event": {**inclusion()["event"], "body": "["}}).encode(),
    ],
)
def test_what_is_no_proof_is_said_in_one_line(content):
    (found,) = trail.verified(content)
    assert (found.key, found.holds) == ("no_proof", False)
    assert "bukan bukti riwayat" in words.lines([found])[0]


def test_a_file_larger_than_any_proof_is_not_read():
    (found,) = trail.verified(b" " * (trail.LARGEST_FILE + 1))
    assert found.values == {"why": "too_large"}


def test_the_program_says_it_in_both_languages(tmp_path, capsys):
    file = tmp_path / "bukti.json"
    file.write_text(json.dumps(inclusion()))
    assert program.main(["proof", str(file), "--head", f"9:{root(9)}"]) == 0
    said = capsys.readouterr().out
    assert "Peristiwa nomor 5 ada di riwayat yang berisi 9 peristiwa." in said
    assert "Event number 5 stands in the history of 9 events." in said
    assert "Semuanya benar." in said
    assert program.main(["proof", str(file), "--head", f"9:{'0' * 64}"]) == 1
    assert program.main(["proof", str(tmp_path / "other.json")]) == 1
    assert "tidak ada di tempat itu" in capsys.readouterr().out


def test_the_package_alone_checks_a_proof(packed, tmp_path):  # noqa: F811
    home, _names = packed
    file = tmp_path / "bukti.json"
    file.write_text(json.dumps(consistency()))
    site = sysconfig.get_paths()["purelib"]
    code = (
        "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p] + sys.argv[1:3];"
        "from judging.proof.__main__ import main; code = main(sys.argv[3:]);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    asked = [sys.executable, "-I", "-c", code, str(home), site, "proof", str(file), "--head", f"9:{root(9)}"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "masih memuat 6 peristiwa yang dulu" in done.stdout
