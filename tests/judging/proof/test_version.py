"""The version of a result is the version of what makes it, and of nothing else."""

import shutil

import pytest

from judging.proof import version


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A copy of the sources that can be changed."""
    for folder in ("arithmetic", "stages"):
        shutil.copytree(version.HOME / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(version, "HOME", tmp_path)
    return tmp_path


def test_a_copy_has_the_same_version(home):
    copied = version.code_version()
    assert len(copied) == 64
    assert copied == version.code_version()


@pytest.mark.parametrize(
    "changed", ["arithmetic/marking.py", "arithmetic/results/ratings.py", "arithmetic/choice/programme.py"]
)
def test_what_makes_a_result_makes_its_version(home, changed):
    before = version.code_version()
    with (home / changed).open("a") as file:
        file.write("# another\n")
    assert version.code_version() != before


def test_a_file_more_or_under_another_name_is_another_version(home):
    before = version.code_version()
    (home / "arithmetic" / "more.py").write_text("")
    more = version.code_version()
    (home / "arithmetic" / "more.py").rename(home / "arithmetic" / "moved.py")
    assert len({before, more, version.code_version()}) == 3


@pytest.mark.parametrize(
    "changed", ["arithmetic/layout/timetable.py", "arithmetic/watching/residuals.py", "stages/desk.py"]
)
def test_days_hints_and_the_freezing_are_no_part_of_it(home, changed):
    """What was frozen is signed with the result as it is: another way to freeze shows as another snapshot."""
    before = version.code_version()
    with (home / changed).open("a") as file:
        file.write("# another\n")
    assert version.code_version() == before
