"""What decides between equal scores, stage by stage, before the lot does."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.domain.blueprint import Plan, StageData
from competitions.domain.parts import DECIDES, TIE_SETTINGS, read_ties, ties_of
from competitions.forms.planning.rows import PlanForm, PlanPartForm
from competitions.kinds import NEEDS, TieBreaking
from competitions.models import Criterion

# What a box sends where nothing decides before the lot.
NOTHING = "*"
WRONG = gettext_lazy("Pilih yang menentukan dari daftar")


@dataclass(frozen=True)
class TiesLine:
    """One stage that ranks: a box where something is chosen, and what decides after it, in order."""

    stage: StageData
    box: BoundField | None
    steps: list[str]


class TiesBoxes(PlanForm):
    """A box for each stage where people choose what decides."""

    def __init__(self, *args, cells, **kwargs):
        super().__init__(*args, **kwargs)
        for name, stage, choices in cells:
            self.fields[name] = forms.ChoiceField(
                label=_("Yang menentukan lebih dahulu di %(stage)s") % {"stage": stage.name or stage.key},
                choices=choices,
                error_messages=dict.fromkeys(("required", "invalid_choice"), WRONG),
            )


class TiesForm(PlanPartForm):
    template = "competitions/planning/ties.html"
    form_class = TiesBoxes

    @property
    def cells(self):
        """The name of each box with its stage and what can be chosen there."""
        return [
            (f"t{row}", stage, choices(self.plan, stage))
            for row, stage in enumerate(self.plan.blueprint.stages)
            if ties_of(stage.kind) in TIE_SETTINGS
        ]

    @property
    def lines(self):
        """Every stage that ranks, in order."""
        boxes = {stage.key: self.form[name] for name, stage, _choices in self.cells}
        return [
            TiesLine(stage, boxes.get(stage.key), steps(self.plan, stage))
            for stage in self.plan.blueprint.stages
            if stage.kind in NEEDS and NEEDS[stage.kind].is_ranked
        ]

    def options(self):
        return {"cells": self.cells}

    def initial(self):
        stands = read_ties(self.plan)
        return {name: stands[stage.key][DECIDES] or NOTHING for name, stage, _choices in self.cells}

    def value(self):
        chosen = {stage.key: self.form.cleaned_data[name] for name, stage, _choices in self.cells}
        return {key: {DECIDES: "" if one == NOTHING else one} for key, one in chosen.items()}


def choices(plan: Plan, stage: StageData) -> list[tuple[str, str]]:
    """What may decide between equal scores of a stage: criteria of its rubric, or components that are marked."""
    rubric = next((one for one in plan.blueprint.rubrics if one.key == stage.rubric), None)
    criteria = rubric.criteria if rubric else ()
    if ties_of(stage.kind) == TieBreaking.CRITERION:
        return [(NOTHING, _("Tidak ada, langsung undian")), *((one.key, one.name or one.key) for one in criteria)]
    marked = {str(one.component) for one in criteria} or set(Criterion.Component.values)
    stands = read_ties(plan)[stage.key][DECIDES]
    return [(one.value, capfirst(one.label)) for one in Criterion.Component if one.value in {*marked, stands}]


def steps(plan: Plan, stage: StageData) -> list[str]:
    """What decides by itself, in order; the lot is always the last."""
    lot = _("undian")
    match ties_of(stage.kind):
        case TieBreaking.NUMBER:
            return [_("jumlah penilaian: yang lebih banyak dinilai lebih dahulu"), lot]
        case TieBreaking.RECAP:
            counted = [one.name for one in reversed(plan.blueprint.stages) if one.key in stage.recap]
            return [*(_("nilai %(stage)s") % {"stage": name} for name in counted), lot]
    return [lot]
