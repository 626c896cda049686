"""The kinds of stage: one frozen table of what each needs. No import of models, so that models may use it."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class StageKind(models.TextChoices):
    ADMINISTRATIVE = "administrative", _("seleksi administrasi")
    DESK = "desk", _("penilaian proposal")
    PANEL = "panel", _("penetapan finalis")
    INTERVIEW = "interview", _("presentasi dan wawancara")
    FIELD = "field", _("verifikasi lapangan")
    FINAL = "final", _("penetapan akhir")


@dataclass(frozen=True)
class Needs:
    """What a stage of a kind works with."""

    judged_by: tuple[str, ...]
    is_scored: bool
    is_ranked: bool
    can_be_skipped: bool
    # Whether the stage selects under composition rules from a recap of earlier scores.
    selects: bool = False


NEEDS = {
    StageKind.ADMINISTRATIVE: Needs(judged_by=(), is_scored=False, is_ranked=False, can_be_skipped=False),
    StageKind.DESK: Needs(judged_by=("evaluator",), is_scored=True, is_ranked=True, can_be_skipped=False),
    StageKind.PANEL: Needs(
        judged_by=("panelist",), is_scored=False, is_ranked=True, can_be_skipped=False, selects=True
    ),
    StageKind.INTERVIEW: Needs(judged_by=("panelist",), is_scored=True, is_ranked=True, can_be_skipped=True),
    StageKind.FIELD: Needs(judged_by=("panelist", "evaluator"), is_scored=False, is_ranked=False, can_be_skipped=True),
    StageKind.FINAL: Needs(
        judged_by=("panelist",), is_scored=False, is_ranked=True, can_be_skipped=False, selects=True
    ),
}
