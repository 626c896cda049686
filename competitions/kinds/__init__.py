"""The kinds of stage: one frozen table of what each needs and which settings it understands.

No import of this floor's models, so that they may use it. A stage's row keeps its settings as one JSON value; here that
value is checked and becomes a frozen dataclass. A new kind needs a row in `NEEDS` and no migration.
"""

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from competitions.kinds.settings import (
    AdministrativeSettings,
    BenefitSettings,
    DeskSettings,
    FeasibilitySettings,
    FieldSettings,
    FinalistsSettings,
    InterviewSettings,
    PlenarySettings,
    Settings,
)


class StageKind(models.TextChoices):
    ADMINISTRATIVE = "administrative", gettext_lazy("seleksi administrasi")
    DESK = "desk", gettext_lazy("penilaian proposal")
    PANEL = "panel", gettext_lazy("penetapan finalis")
    INTERVIEW = "interview", gettext_lazy("presentasi dan wawancara")
    FIELD = "field", gettext_lazy("verifikasi lapangan")
    FEASIBILITY = "feasibility", gettext_lazy("penilaian fisibilitas")
    BENEFIT = "benefit", gettext_lazy("penilaian kemanfaatan oleh masyarakat")
    FINAL = "final", gettext_lazy("penetapan akhir")


class Misunderstood(ValueError):
    """A setting that is unknown or out of range; `sentences` says all that is wrong."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class TieBreaking(models.TextChoices):
    """What decides between equal scores, before the lot does."""

    LOT = "", gettext_lazy("undian")
    CRITERION = "criterion", gettext_lazy("satu kriteria rubriknya")
    COMPONENT = "component", gettext_lazy("satu komponen rubriknya")
    RECAP = "recap", gettext_lazy("nilai yang digabung, yang paling akhir dahulu")
    NUMBER = "number", gettext_lazy("jumlah penilaian")


@dataclass(frozen=True)
class Needs:
    """What a stage of a kind works with."""

    label: str | Promise
    judged_by: tuple[str, ...]
    is_scored: bool
    is_ranked: bool
    can_be_skipped: bool
    # Whether the public works in it: there are no judges, and nothing is given out.
    is_public: bool = False
    # Whether its work is given out by lot.
    draws: bool = False
    # Whether places may be set, so that not all who are fit go on.
    cuts: bool = False
    # Whether the stage selects under composition rules from a recap of earlier scores.
    selects: bool = False
    # Whether a verdict on each proposal decides: then its choices follow the verdicts and are changed with them.
    follows_verdicts: bool = False
    ties: TieBreaking = TieBreaking.LOT
    settings: type[Settings] = Settings


NEEDS: dict[str, Needs] = {
    StageKind.ADMINISTRATIVE: Needs(
        StageKind.ADMINISTRATIVE.label,
        judged_by=(),
        is_scored=False,
        is_ranked=False,
        can_be_skipped=False,
        follows_verdicts=True,
        settings=AdministrativeSettings,
    ),
    StageKind.DESK: Needs(
        StageKind.DESK.label,
        judged_by=(Role.EVALUATOR,),
        is_scored=True,
        is_ranked=True,
        can_be_skipped=False,
        draws=True,
        cuts=True,
        ties=TieBreaking.CRITERION,
        settings=DeskSettings,
    ),
    StageKind.PANEL: Needs(
        StageKind.PANEL.label,
        judged_by=(Role.PANELIST,),
        is_scored=False,
        is_ranked=True,
        can_be_skipped=False,
        cuts=True,
        selects=True,
        ties=TieBreaking.RECAP,
        settings=FinalistsSettings,
    ),
    StageKind.INTERVIEW: Needs(
        StageKind.INTERVIEW.label,
        judged_by=(Role.PANELIST,),
        is_scored=True,
        is_ranked=True,
        can_be_skipped=True,
        ties=TieBreaking.COMPONENT,
        settings=InterviewSettings,
    ),
    StageKind.FIELD: Needs(
        StageKind.FIELD.label,
        judged_by=(Role.PANELIST, Role.EVALUATOR),
        is_scored=False,
        is_ranked=False,
        can_be_skipped=True,
        settings=FieldSettings,
    ),
    StageKind.FEASIBILITY: Needs(
        StageKind.FEASIBILITY.label,
        judged_by=(Role.PANELIST, Role.EVALUATOR),
        is_scored=True,
        is_ranked=True,
        can_be_skipped=True,
        draws=True,
        settings=FeasibilitySettings,
    ),
    StageKind.BENEFIT: Needs(
        StageKind.BENEFIT.label,
        judged_by=(),
        is_scored=True,
        is_ranked=True,
        can_be_skipped=True,
        is_public=True,
        ties=TieBreaking.NUMBER,
        settings=BenefitSettings,
    ),
    StageKind.FINAL: Needs(
        StageKind.FINAL.label,
        judged_by=(Role.PANELIST,),
        is_scored=False,
        is_ranked=True,
        can_be_skipped=False,
        cuts=True,
        selects=True,
        ties=TieBreaking.RECAP,
        settings=PlenarySettings,
    ),
}


def understood(kind: str, values: Mapping) -> Settings:
    """The settings that a stage of a kind reads from a JSON value; what is absent keeps its default.

    Raises Misunderstood with a sentence for each name that the kind does not know and each value out of range.
    """
    shape = NEEDS[kind].settings
    known: dict[str, Field] = {one.name: one for one in fields(shape)}
    if not isinstance(values, Mapping):
        raise Misunderstood([_("Pengaturan tahap harus berupa pasangan nama dan nilai.")])
    strangers = sorted(str(one) for one in values if one not in known)
    wrong = [_("Pengaturan tidak dikenal: %(name)s.") % {"name": one} for one in strangers]
    read = {}
    for one in known.values():
        if one.name in values:
            try:
                read[one.name] = one.metadata["read"](values[one.name])
            except ValueError as error:
                wrong.append(str(error))
    if wrong:
        raise Misunderstood(wrong)
    return shape(**read)


def as_json(settings: Settings) -> dict:
    """The JSON value of settings, defaults included: what was announced does not change with the code."""
    return {one.name: one.metadata["write"](getattr(settings, one.name)) for one in fields(settings)}


def defaults(kind: str) -> dict:
    """The JSON value of a kind's settings when nobody said otherwise; empty for a kind that is unknown."""
    return as_json(NEEDS[kind].settings()) if kind in NEEDS else {}
