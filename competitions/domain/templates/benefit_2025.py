"""The variant of 2025: desk with a passing score, feasibility beside the public's rating, joint plenary.

No interview and no field visit: they fell to savings. Known of 2025: the groups, the order of the steps, two readers,
the passing score of 85, eighteen ministries that read the categories of their own field, citizens who rate the benefit
online, categories that follow the eight missions of the Asta Cita. Not known, hence our defaults: the form (that of
2023, with the questions the replicating group was asked in 2021 and 2022), the ages, the places and the awards (of
2021), the two rubrics, that readers discuss, what each score weighs in the plenary, and the five days to mend what can
be mended (in 2023 the first list of those turned away was revised within a month, by which rule no page tells).
"""

from datetime import timedelta
from decimal import Decimal

from competitions.domain.blueprint import AwardData, Blueprint, CategoryData, GroupData, StageData
from competitions.domain.templates import entry_checks, form, rubrics
from competitions.domain.templates.classical import spread
from competitions.kinds import StageKind
from competitions.models import Parents
from competitions.models.award_name import OUTSTANDING, TOP

GROUPS = (
    GroupData(
        "umum",
        "Kelompok umum",
        "Inovasi yang belum pernah menerima penghargaan utama dan paling banyak sekali menjadi finalis.",
        min_age_months=24,
    ),
    GroupData(
        "replikasi",
        "Kelompok replikasi",
        "Inovasi yang meniru satu atau beberapa inovasi finalis, seluruhnya atau sebagian.",
        min_age_months=12,
        parents=Parents.ANY,
    ),
)

CATEGORIES = (
    CategoryData("ideologi-demokrasi-ham", "Ideologi Pancasila, demokrasi, dan hak asasi manusia"),
    CategoryData("pertahanan-dan-swasembada", "Pertahanan, keamanan, dan swasembada pangan, energi, dan air"),
    CategoryData("lapangan-kerja", "Lapangan kerja, kewirausahaan, industri kreatif, dan infrastruktur"),
    CategoryData("sumber-daya-manusia", "Sumber daya manusia, pendidikan, kesehatan, dan kesetaraan"),
    CategoryData("hilirisasi", "Hilirisasi dan industri dalam negeri"),
    CategoryData("desa-dan-kemiskinan", "Pembangunan dari desa dan pengentasan kemiskinan"),
    CategoryData("hukum-dan-birokrasi", "Reformasi politik, hukum, dan birokrasi, serta pencegahan korupsi"),
    CategoryData("lingkungan-dan-budaya", "Keselarasan dengan lingkungan, alam, dan budaya"),
)

STAGES = (
    StageData(
        StageKind.ADMINISTRATIVE,
        "Seleksi administrasi",
        opens_after=timedelta(days=0),
        lasts=timedelta(days=14),
        settings={"mending_days": 5},
    ),
    # No places: all who reach the passing score go on.
    StageData(
        StageKind.DESK,
        "Penilaian proposal",
        opens_after=timedelta(days=14),
        lasts=timedelta(days=14),
        rubric="desk",
        readers_each=2,
        is_blind=True,
        passing_score=Decimal(85),
        settings={"discussion": True, "tie_criterion": "signifikansi"},
    ),
    StageData(
        StageKind.FEASIBILITY,
        "Penilaian fisibilitas",
        opens_after=timedelta(days=28),
        lasts=timedelta(days=14),
        rubric="feasibility",
        readers_each=3,
        settings={"by_category": True},
    ),
    StageData(
        StageKind.BENEFIT,
        "Penilaian kemanfaatan oleh masyarakat",
        opens_after=timedelta(days=28),
        lasts=timedelta(days=14),
        is_beside=True,
        rubric="benefit",
    ),
    StageData(
        StageKind.FINAL,
        "Sidang pleno",
        opens_after=timedelta(days=42),
        lasts=timedelta(days=7),
        places={"umum": 45, "replikasi": 5},
        composition=spread(per_agency=3, left_behind=2),
        awards=(
            AwardData(TOP, "Top 45", group="umum"),
            AwardData(TOP, "Top 5 Replikasi", group="replikasi"),
            AwardData(OUTSTANDING, "Outstanding Achievement of Public Service Innovation", places=5),
        ),
        recap={StageKind.DESK: Decimal(50), StageKind.FEASIBILITY: Decimal(30), StageKind.BENEFIT: Decimal(20)},
        objection_days=5,
    ),
)

BLUEPRINT = Blueprint(
    groups=GROUPS,
    categories=CATEGORIES,
    sections=(*form.SECTIONS, *form.REPLICATION),
    requirements=(*form.REQUIREMENTS, form.REPLICATION_LETTER, form.PHOTO),
    checks=entry_checks.CHECKS,
    rubrics=(rubrics.DESK, rubrics.FEASIBILITY, rubrics.BENEFIT),
    stages=STAGES,
)
