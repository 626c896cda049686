from pathlib import Path

from sinovik.embedded import measuring
from sinovik.embedded.folders import Project

ROOT = Path(__file__).resolve().parents[3]


def test_what_is_measured_is_there():
    known = measuring.known(Project(ROOT))
    assert {name for name, *_others in measuring.USUAL} <= known
    assert not known & measuring.OTHERS
    assert {f"{name}.py" for name in measuring.OTHERS} <= {one.name for one in (ROOT / "bench").glob("*.py")}


def test_what_is_not_there_is_said_with_what_is(capfd):
    assert measuring.main(ROOT, ["entah"]) == 1
    said = capfd.readouterr().err
    assert "Tidak ada ukuran bernama entah. Yang ada: beside, control_room" in said


def test_nothing_is_filled_into_a_database_of_somebody_else():
    environ = {
        "DATABASE_URL": "postgres://a",
        "DATABASE_OWNER_URL": "postgres://b",
        "REDIS_URL": "redis://c",
        "LANG": "C",
    }
    assert measuring.without_servers(environ) == {"LANG": "C"}
