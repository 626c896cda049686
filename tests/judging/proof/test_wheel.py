"""The package runs by itself: with numpy, scipy and cryptography, in a process that knows no Django."""

import io
import subprocess
import sys
import sysconfig
import zipfile

import pytest

from competitions.kinds import StageKind
from judging.proof import apart, wheel
from tests import proving

GUARD = """
import sys
class Guard:
    def find_spec(self, name, path=None, target=None):
        if name in {"accounts", "accounts.arithmetic", "accounts.arithmetic.tree"}:
            return None
        if name.partition(".")[0] in {"django", "accounts", "competitions", "proposals", "sinovik", "celery"}:
            raise ImportError("asked for " + name)
sys.meta_path.insert(0, Guard())
sys.path[:] = [one for one in sys.path if "site-packages" not in one] + [sys.argv[1], sys.argv[2]]
import judging
assert judging.__file__.startswith(sys.argv[1])
if __name__ == "__main__":
    from judging.proof import verifying, words
    content = open(sys.argv[3], "rb").read()
    found = verifying.verified(content, keys=sys.argv[4:])
    print("\\n".join(words.lines(found)))
    assert "django" not in sys.modules
    sys.exit(words.verdict(found) is not True)
"""


@pytest.fixture
def packed(tmp_path):
    _name, content = wheel.wheel()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path / "package")
        return tmp_path / "package", archive.namelist()


@pytest.mark.django_db
def test_alone_it_says_that_a_bundle_holds(packed, tmp_path):
    home, _names = packed
    proving.told()
    file = tmp_path / "bukti.zip"
    file.write_bytes(proving.content(StageKind.PANEL))
    site = sysconfig.get_paths()["purelib"]
    asked = [sys.executable, "-I", "-W", "ignore", "-c", GUARD, str(home), site, str(file), proving.key()]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Semuanya benar." in done.stdout


def test_it_is_the_same_bytes_and_holds_what_it_names(packed):
    _home, names = packed
    assert wheel.wheel() == wheel.wheel()
    assert "judging/arithmetic/results/recap.py" in names
    assert "judging/proof/__main__.py" in names
    assert set(wheel.TREE) < set(names)
    assert not [
        name
        for name in names
        if not name.startswith(("judging/arithmetic/", "judging/proof/", "judging/__init__", "sinovik_verify-"))
        and name not in wheel.TREE
    ]


def test_its_needs_are_those_three_as_pinned(packed):
    home, names = packed
    (metadata,) = [home / name for name in names if name.endswith("METADATA")]
    needs = [
        line.split()[1].split("==")[0] for line in metadata.read_text().splitlines() if line.startswith("Requires-Dist")
    ]
    assert needs == ["numpy", "scipy", "cryptography"]


@pytest.mark.django_db
def test_what_goes_beyond_its_limits_is_ended_and_said():
    proving.told()
    (found,) = apart.verified(proving.content(StageKind.PANEL), keys=[], seconds=60, memory=64)
    assert (found.key, found.holds) == ("ended", False)


def test_a_mended_verifier_is_another_version():
    """Pip keeps what is installed under the same number."""
    made_of = wheel.sources()
    assert {path.name for path in made_of} >= {"verifying.py", "words.py", "recap.py"}
    without = {wheel.fingerprint([path for path in made_of if path != one]) for one in made_of}
    assert len(without | {wheel.fingerprint(made_of)}) == len(made_of) + 1
    assert wheel.fingerprint(made_of)[:12] in wheel.wheel()[0]
