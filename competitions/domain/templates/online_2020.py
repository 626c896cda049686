"""The form of 2020: three groups, nine categories, interviews by video call, and a field stage that may be skipped.

Known of 2020: the groups, that there were nine categories, 99 finalists and 15 of the invited group, interviews online
from 29 June to 16 July from 09.00, visits planned for five days and then dropped, 45 winners and 5 Outstanding
Achievements. Not known, hence our defaults: which nine categories (those of 2021 without the one that was new then),
how the 99 and the 45 divide over the general and the replicating group, the nominations, and the form (that of 2023).
"""

from datetime import timedelta
from decimal import Decimal

from competitions.domain.blueprint import AwardData, Blueprint, CategoryData, GroupData, StageData
from competitions.domain.templates import entry_checks, form, rubrics
from competitions.domain.templates.classical import spread
from competitions.kinds import StageKind
from competitions.models import Parents
from competitions.models.award_name import FINALIST, OUTSTANDING, TOP

GROUPS = (
    GroupData(
        "umum",
        "Kelompok umum",
        "Inovasi yang belum pernah menerima penghargaan utama dan paling banyak sekali menjadi finalis.",
        min_age_months=12,
    ),
    GroupData(
        "replikasi",
        "Kelompok replikasi",
        "Inovasi yang meniru satu atau beberapa inovasi finalis, seluruhnya atau sebagian.",
        min_age_months=12,
        parents=Parents.ANY,
    ),
    GroupData(
        "khusus",
        "Kelompok khusus",
        "Inovasi peraih penghargaan utama edisi sebelumnya yang terus berkembang, atas undangan.",
        min_age_months=12,
        parents=Parents.OWN_TOP,
        by_invitation=True,
    ),
)

CATEGORIES = (
    CategoryData("pengentasan-kemiskinan", "Pengentasan kemiskinan"),
    CategoryData("pendidikan", "Pendidikan"),
    CategoryData("kesehatan", "Kesehatan"),
    CategoryData("ketahanan-pangan", "Ketahanan pangan"),
    CategoryData("ekonomi-dan-kerja", "Pertumbuhan ekonomi dan kesempatan kerja"),
    CategoryData("pemberdayaan-masyarakat", "Pemberdayaan masyarakat"),
    CategoryData("inklusi-sosial", "Layanan responsif gender dan inklusif"),
    CategoryData("energi-dan-lingkungan", "Energi dan lingkungan hidup"),
    CategoryData("tata-kelola", "Tata kelola pemerintahan"),
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
        places={"umum": 135, "replikasi": 20, "khusus": 30},
    ),
    StageData(
        StageKind.PANEL,
        "Penetapan finalis",
        opens_after=timedelta(days=31),
        lasts=timedelta(days=14),
        places={"umum": 89, "replikasi": 10, "khusus": 15},
        composition=spread(per_agency=6, left_behind=5),
        awards=(
            AwardData(FINALIST, "Top 99", group="umum"),
            AwardData(FINALIST, "Top 99", group="replikasi"),
            AwardData(FINALIST, "Top 15 Kelompok Khusus", group="khusus"),
        ),
        recap={StageKind.DESK: Decimal(100)},
        objection_days=5,
    ),
    # Five days stay free before this stage: the public may object to the finalists.
    StageData(
        StageKind.INTERVIEW,
        "Presentasi dan wawancara daring",
        opens_after=timedelta(days=50),
        lasts=timedelta(days=18),
        rubric="interview",
        readers_each=3,
        settings={"rooms": ["Ruang daring 1"]},
    ),
    StageData(
        StageKind.FIELD,
        "Verifikasi lapangan",
        opens_after=timedelta(days=70),
        lasts=timedelta(days=21),
        readers_each=2,
    ),
    StageData(
        StageKind.FINAL,
        "Penetapan akhir",
        opens_after=timedelta(days=91),
        lasts=timedelta(days=7),
        places={"umum": 40, "replikasi": 5, "khusus": 5},
        composition=spread(per_agency=3, left_behind=2),
        awards=(
            AwardData(TOP, "Top 45", group="umum"),
            AwardData(TOP, "Top 45", group="replikasi"),
            AwardData(OUTSTANDING, "Outstanding Achievement of Public Service Innovation", group="khusus"),
        ),
        recap={StageKind.DESK: Decimal(50), StageKind.INTERVIEW: Decimal(50)},
    ),
)

BLUEPRINT = Blueprint(
    groups=GROUPS,
    categories=CATEGORIES,
    sections=(*form.SECTIONS, *form.REPLICATION, *form.EARLIER_WINNERS),
    requirements=(*form.REQUIREMENTS, form.REPLICATION_LETTER),
    checks=entry_checks.CHECKS,
    rubrics=(rubrics.DESK, rubrics.INTERVIEW),
    stages=STAGES,
)
