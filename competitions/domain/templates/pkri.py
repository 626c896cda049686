"""The monitoring of sustainability and of replication: earlier winners and those who replicate them, no new ideas.

Known of 2024: three groups; data by the agency, desk evaluation, presentations online from a Friday to a Tuesday before
the panel; 58 participants of the group of sustainability and 36 of that of replication; substance 70, delivery 30, the
substance by the criteria of the desk. Ours: the ages, the places of agencies and of awards, the lengths of the stages,
two rooms of eleven sessions a day, in which the 94 are heard over the five days of 2024.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from competitions.domain.blueprint import (
    AwardData,
    Blueprint,
    GroupData,
    QuestionData,
    RubricData,
    SectionData,
    StageData,
)
from competitions.domain.templates import classical, entry_checks, form, rubrics
from competitions.kinds import StageKind
from competitions.models import EnteredBy, Parents
from competitions.models.award_name import TOP

GROUPS = (
    GroupData(
        "keberlanjutan",
        "Kelompok keberlanjutan",
        "Inovasi finalis atau peraih penghargaan edisi sebelumnya yang masih berjalan.",
        min_age_months=24,
        parents=Parents.OWN,
        entered_by=EnteredBy.EITHER,
    ),
    GroupData(
        "replikasi",
        "Kelompok replikasi",
        "Inovasi yang meniru satu atau beberapa inovasi dalam katalog, seluruhnya atau sebagian.",
        min_age_months=12,
        parents=Parents.ANY,
        entered_by=EnteredBy.EITHER,
    ),
    GroupData(
        "instansi",
        "Kelompok instansi pemerintah",
        "Instansi yang membina inovasi: kapasitas dan hasil pembinaannya.",
        min_age_months=0,
        entered_by=EnteredBy.AGENCY,
    ),
)

# Weight 0: read with the weighted sections, so that one rubric serves every group.
FOSTERING = SectionData(
    "pembinaan",
    "Pembinaan inovasi",
    Decimal(0),
    (
        QuestionData(
            "pembinaan",
            "Bagaimana instansi membina inovasi pelayanan publik?",
            "Sebutkan aturan, anggaran, orang, dan hasilnya dalam angka.",
            0,
            300,
        ),
    ),
    group="instansi",
)


def shared(criterion):
    """A criterion of the desk as a part of the substance, which has 70 of 100."""
    return replace(criterion, weight=criterion.weight * Decimal("0.7"), component=rubrics.SUBSTANCE)


PRESENTATION = RubricData(
    "interview",
    "Presentasi dan wawancara",
    criteria=(
        *map(shared, rubrics.DESK.criteria),
        *(one for one in rubrics.INTERVIEW.criteria if one.component == rubrics.DELIVERY),
    ),
    levels=rubrics.INTERVIEW.levels,
)

STAGES = (
    StageData(
        StageKind.ADMINISTRATIVE,
        "Pemeriksaan data instansi",
        opens_after=timedelta(days=0),
        lasts=timedelta(days=10),
        settings={"mending_days": 3},
    ),
    StageData(
        StageKind.DESK,
        "Evaluasi dokumen",
        opens_after=timedelta(days=10),
        lasts=timedelta(days=21),
        rubric="desk",
        settings={"tie_criterion": "signifikansi"},
        readers_each=2,
        is_blind=True,
        places={"keberlanjutan": 58, "replikasi": 36, "instansi": 10},
    ),
    StageData(
        StageKind.INTERVIEW,
        "Presentasi dan wawancara",
        opens_after=timedelta(days=38),
        lasts=timedelta(days=5),
        rubric="interview",
        readers_each=3,
        settings={
            "session_minutes": 20,
            "sessions_a_day": 11,
            "pauses": [["12.00", "13.00"]],
            "rooms": ["Ruang daring 1", "Ruang daring 2"],
            "on_weekends": True,
            "materials": ["slides", "summary", "video"],
            "materials_days": 3,
        },
    ),
    StageData(
        StageKind.FINAL,
        "Penetapan akhir",
        opens_after=timedelta(days=43),
        lasts=timedelta(days=14),
        places={"keberlanjutan": 15, "replikasi": 10, "instansi": 5},
        awards=(
            AwardData(TOP, "Top Inovasi Pelayanan Publik Kelompok Keberlanjutan", group="keberlanjutan"),
            AwardData(TOP, "Top Inovasi Pelayanan Publik Kelompok Replikasi", group="replikasi"),
            AwardData(TOP, "Penyelenggara Inovasi Pelayanan Publik Terbaik", group="instansi"),
        ),
        recap={StageKind.DESK: Decimal(50), StageKind.INTERVIEW: Decimal(50)},
        objection_days=5,
    ),
)

BLUEPRINT = Blueprint(
    groups=GROUPS,
    categories=classical.CATEGORIES,
    sections=(
        *form.SECTIONS,
        *(replace(one, group="keberlanjutan") for one in form.EARLIER_WINNERS),
        *form.REPLICATION,
        FOSTERING,
    ),
    requirements=(*form.REQUIREMENTS, form.REPLICATION_LETTER),
    checks=entry_checks.CHECKS,
    rubrics=(rubrics.DESK, PRESENTATION),
    stages=STAGES,
)
