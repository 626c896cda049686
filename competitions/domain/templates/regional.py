"""A special edition of one ministry or province: three stages, awards of its own, and only its own agencies enter.

Regional hubs and ministries run their own, with the groups and the form of the national contest. Who may enter is said
once the edition is begun; the lengths, the time for mending, the places and the names of the awards are ours.
"""

from datetime import timedelta
from decimal import Decimal

from competitions.domain.blueprint import AwardData, Blueprint, GroupData, RuleData, StageData
from competitions.domain.templates import classical, entry_checks, form, rubrics
from competitions.kinds import StageKind
from competitions.models import CompositionRule
from competitions.models.award_name import OUTSTANDING, TOP

GROUPS = (
    GroupData(
        "umum",
        "Kelompok umum",
        "Inovasi unit pelayanan di lingkungan penyelenggara edisi ini.",
        min_age_months=12,
    ),
)

STAGES = (
    StageData(
        StageKind.ADMINISTRATIVE,
        "Seleksi administrasi",
        opens_after=timedelta(days=0),
        lasts=timedelta(days=7),
        settings={"mending_days": 3},
    ),
    StageData(
        StageKind.DESK,
        "Penilaian proposal",
        opens_after=timedelta(days=7),
        lasts=timedelta(days=14),
        rubric="desk",
        settings={"tie_criterion": "signifikansi"},
        readers_each=2,
        is_blind=True,
        places={"umum": 20},
    ),
    StageData(
        StageKind.FINAL,
        "Penetapan akhir",
        opens_after=timedelta(days=21),
        lasts=timedelta(days=7),
        places={"umum": 10},
        composition=(RuleData(CompositionRule.Dimension.AGENCY, "*", maximum=3),),
        awards=(
            AwardData(TOP, "Sepuluh Inovasi Terbaik", group="umum"),
            AwardData(OUTSTANDING, "Inovasi Istimewa", places=1),
        ),
        recap={StageKind.DESK: Decimal(100)},
        objection_days=5,
    ),
)

BLUEPRINT = Blueprint(
    groups=GROUPS,
    categories=classical.CATEGORIES,
    sections=form.SECTIONS,
    requirements=form.REQUIREMENTS,
    checks=entry_checks.CHECKS,
    rubrics=(rubrics.DESK,),
    stages=STAGES,
)
