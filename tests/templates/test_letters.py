"""Every letter, worded for things with the signs that HTML writes differently."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from accounts.domain import letters
from accounts.models import Agency, Membership, Role, Unit, User
from competitions.kinds import NEEDS, StageKind
from competitions.models import Edition, EntryCheck, Stage
from judging.letters import Outcome
from judging.models import Finding
from proposals.models import Proposal

AT = datetime(2026, 12, 6, 11, 14, tzinfo=UTC)
ODD = "A & B <'C'>"
AGENCY = Agency(name=f"Kabupaten {ODD}")
UNIT = Unit(name=f"Puskesmas {ODD}", agency=AGENCY)
EDITION = Edition(name=f"KIPP {ODD}", slug="kipp", closes_at=AT)
STAGE = Stage(
    position=5,
    edition=EDITION,
    name=f"Verifikasi {ODD}",
    kind=StageKind.FIELD,
    closes_at=AT,
    skip_reason=f"Alasan {ODD}",
)
FOLLOWING = Stage(edition=EDITION, name=f"Penetapan {ODD}", kind=StageKind.FINAL)
PROPOSAL = Proposal(
    pk=1, code="KIPP-1", title=f"Antrean {ODD}", edition=EDITION, unit=UNIT, agency=AGENCY, submitted_at=AT
)
BY = Membership(user=User(full_name=f"Sari {ODD}"), role=Role.AGENCY_ADMIN, agency=AGENCY)
CHECK = EntryCheck(code="A1", statement=f"Syarat {ODD}", legal_basis=f"Dasar {ODD}", remedy=f"Cara {ODD}")
FINDING = Finding(check_row=CHECK, detail=f"Rincian {ODD}")
OUTCOMES = [
    Outcome(PROPOSAL.title, "KIPP-1", True, (f"Top {ODD}",), ()),
    Outcome(PROPOSAL.title, "KIPP-2", False, (), (FINDING,)),
]
ACT = {"proposal": PROPOSAL, "by": BY, "note": f"Catatan {ODD}", "sha256": "0" * 64}

# What each letter is given by the act that writes it.
GIVEN = {
    "account.new_password": [{"url": "http://x/?a=1&b='2'", "until": AT}],
    "proposal.disqualified": [ACT],
    "proposal.handed_over": [ACT],
    "proposal.returned": [ACT],
    "proposal.submitted": [ACT],
    "proposal.withdrawn": [ACT],
    "stage.outcome": [
        {"stage": STAGE, "outcomes": OUTCOMES, "following": FOLLOWING},
        {"stage": STAGE, "outcomes": OUTCOMES, "following": None},
    ],
    "stage.skipped": [
        {"stage": STAGE, "proposals": [PROPOSAL], "following": FOLLOWING},
        {"stage": STAGE, "proposals": [PROPOSAL], "following": None},
        {"stage": STAGE, "proposals": [], "following": FOLLOWING},
    ],
    "stage.work_came_back": [{"stage": STAGE, "code": "J01", "count": 2}],
    "stage.work_given_out": [{"stage": STAGE, "needs": NEEDS[kind]} for kind in StageKind],
}
EVERY = [
    pytest.param(name, given, id=f"{name}-{number}")
    for name, ways in GIVEN.items()
    for number, given in enumerate(ways)
]


def test_every_letter_is_here():
    folder = Path(settings.BASE_DIR) / "templates" / "letters"
    assert {path.stem for path in folder.glob("*.txt")} == GIVEN.keys()


@pytest.mark.parametrize(("name", "given"), EVERY)
def test_a_letter_says_everything_as_it_is_written(name, given):
    text = letters.worded(name, given)
    assert "&amp;" not in text
    assert "&#x27;" not in text
    assert "&lt;" not in text
    assert "None" not in text
    assert text.count(ODD) >= 2 or name == "account.new_password"
    subject, blank, *_body = text.split("\n")
    assert subject
    assert blank == ""
    assert text.splitlines()[-1].startswith(settings.BASE_URL) or name == "account.new_password"


@pytest.mark.parametrize(("name", "given"), [each for each in EVERY if not each.values[0].startswith("account.")])
def test_the_subject_names_the_edition(name, given):
    assert letters.worded(name, given).split("\n")[0].endswith(f", {EDITION.name}")


@pytest.mark.parametrize(("name", "given"), EVERY)
def test_a_moment_carries_its_zone(name, given):
    text = letters.worded(name, given)
    assert text.count("18.14") == text.count("18.14 WIB")
    assert "11.14" not in text
