import pytest

from sinovik.embedded import packages
from sinovik.embedded.folders import Project


@pytest.fixture
def checkout(tmp_path):
    """A checkout with requirements and something that stands for the Python of its environment."""
    project = Project(tmp_path)
    project.python.parent.mkdir(parents=True)
    project.python.touch()
    for name in (packages.RUNTIME, packages.DEVELOPMENT, packages.CONSTRAINTS):
        (tmp_path / name).write_text(f"# {name}\n")
    return project


def test_nothing_is_installed_before_the_first_stamp(checkout):
    assert not packages.is_installed(checkout, packages.RUNTIME)


def test_a_stamp_makes_the_next_start_instant(checkout):
    packages.remember(checkout, packages.RUNTIME)

    assert packages.is_installed(checkout, packages.RUNTIME)
    assert not packages.is_installed(checkout, packages.DEVELOPMENT)


def test_the_development_packages_include_those_of_run_time(checkout):
    packages.remember(checkout, packages.DEVELOPMENT)

    assert packages.is_installed(checkout, packages.RUNTIME)


@pytest.mark.parametrize("changed", [packages.RUNTIME, packages.CONSTRAINTS, packages.DEVELOPMENT])
def test_any_changed_pin_asks_for_a_new_installation(checkout, changed):
    packages.remember(checkout, packages.DEVELOPMENT)

    (checkout.root / changed).write_text("Django==1.0\n")

    assert not packages.is_installed(checkout, packages.DEVELOPMENT)


def test_an_environment_without_its_python_is_not_installed(checkout):
    packages.remember(checkout, packages.RUNTIME)

    checkout.python.unlink()

    assert not packages.is_installed(checkout, packages.RUNTIME)
