"""The six stages of 2017-2023, with the groups, categories and form of 2023.

Places follow 2018 and 2023: 150 nominations, 99 finalists, 45 winners, and for the invited group 30, 15
and 5. The minimum age is that of 2021 and 2022, the lengths of the stages are about those of 2022 and 2023.
The composition rules and the weights of the recap are defaults of ours, to be set for each edition: public
sources only say that finalists are to be spread over categories, agencies and regions.
"""

from datetime import timedelta
from decimal import Decimal

from accounts.models import RegionClass
from competitions.domain.blueprint import (
    AwardData,
    Blueprint,
    CategoryData,
    GroupData,
    RuleData,
    StageData,
)
from competitions.domain.templates import entry_checks, form, rubrics
from competitions.kinds import StageKind
from competitions.models import CompositionRule, Parents
from competitions.models.award_name import FINALIST, OUTSTANDING, TOP

Dimension = CompositionRule.Dimension

GROUPS = (
    GroupData(
        "umum",
        "Kelompok umum",
        "Inovasi yang belum pernah menerima penghargaan utama dan paling banyak sekali menjadi finalis.",
        min_age_months=24,
    ),
    GroupData(
        "khusus",
        "Kelompok khusus",
        "Inovasi peraih penghargaan utama edisi sebelumnya yang terus berkembang, atas undangan.",
        min_age_months=24,
        parents=Parents.OWN_TOP,
    ),
)

CATEGORIES = (
    CategoryData("kesehatan", "Kesehatan"),
    CategoryData("pendidikan", "Pendidikan"),
    CategoryData("ekonomi-dan-kerja", "Pertumbuhan ekonomi dan kesempatan kerja"),
    CategoryData("pengentasan-kemiskinan", "Pengentasan kemiskinan"),
    CategoryData("ketahanan-pangan", "Ketahanan pangan"),
    CategoryData("pemberdayaan-masyarakat", "Pemberdayaan masyarakat"),
    CategoryData("inklusi-sosial", "Inklusi sosial"),
    CategoryData("energi-dan-lingkungan", "Energi dan lingkungan hidup"),
    CategoryData("tata-kelola", "Tata kelola pemerintahan"),
    CategoryData("penegakan-hukum", "Penegakan hukum"),
    CategoryData("ketahanan-bencana", "Ketahanan bencana"),
)


def spread(*, per_agency, left_behind):
    """Default rules: at most so many an agency, some from left-behind regions, one of every category."""
    return (
        RuleData(Dimension.AGENCY, "*", maximum=per_agency),
        RuleData(Dimension.REGION_CLASS, RegionClass.LEFT_BEHIND, minimum=left_behind),
        RuleData(Dimension.CATEGORY, "*", minimum=1),
    )


STAGES = (
    StageData(
        StageKind.ADMINISTRATIVE,
        "Seleksi administrasi",
        opens_after=timedelta(days=0),
        lasts=timedelta(days=10),
    ),
    StageData(
        StageKind.DESK,
        "Penilaian proposal",
        opens_after=timedelta(days=10),
        lasts=timedelta(days=21),
        rubric="desk",
        settings={"tie_criterion": "signifikansi"},
        readers_each=2,
        is_blind=True,
        places={"umum": 150, "khusus": 30},
    ),
    StageData(
        StageKind.PANEL,
        "Penetapan finalis",
        opens_after=timedelta(days=31),
        lasts=timedelta(days=14),
        places={"umum": 99, "khusus": 15},
        composition=spread(per_agency=6, left_behind=5),
        awards=(
            AwardData(FINALIST, "Top 99", group="umum"),
            AwardData(FINALIST, "Top 15 Kelompok Khusus", group="khusus"),
        ),
        recap={StageKind.DESK: Decimal(100)},
        objection_days=5,
    ),
    # Five days stay free before this stage: the public may object to the finalists.
    StageData(
        StageKind.INTERVIEW,
        "Presentasi dan wawancara",
        opens_after=timedelta(days=50),
        lasts=timedelta(days=19),
        rubric="interview",
        readers_each=3,
    ),
    StageData(
        StageKind.FIELD,
        "Verifikasi lapangan",
        opens_after=timedelta(days=69),
        # Three working weeks: seven pairs reach a hundred places in thirty provinces.
        lasts=timedelta(days=21),
        readers_each=2,
    ),
    StageData(
        StageKind.FINAL,
        "Penetapan akhir",
        opens_after=timedelta(days=90),
        lasts=timedelta(days=7),
        places={"umum": 45, "khusus": 5},
        composition=spread(per_agency=3, left_behind=2),
        awards=(
            AwardData(TOP, "Top 45", group="umum"),
            AwardData(TOP, "Top 5 Kelompok Khusus", group="khusus"),
            AwardData(OUTSTANDING, "Outstanding Achievement of Public Service Innovation", places=5),
        ),
        recap={StageKind.DESK: Decimal(50), StageKind.INTERVIEW: Decimal(50)},
    ),
)

BLUEPRINT = Blueprint(
    groups=GROUPS,
    categories=CATEGORIES,
    sections=(*form.SECTIONS, *form.EARLIER_WINNERS),
    requirements=form.REQUIREMENTS,
    checks=entry_checks.CHECKS,
    rubrics=(rubrics.DESK, rubrics.INTERVIEW),
    stages=STAGES,
)
