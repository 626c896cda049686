"""How many of each group go on from each stage that cuts: one table."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import StageData
from competitions.forms.planning.rows import PlanForm, PlanPartForm, whole
from competitions.kinds import NEEDS


@dataclass(frozen=True)
class PlacesLine:
    """One stage with a box for each group."""

    stage: StageData
    boxes: list[BoundField]


class PlacesTable(PlanForm):
    """A box for each stage and group."""

    def __init__(self, *args, cells, **kwargs):
        super().__init__(*args, **kwargs)
        for name, stage, group in cells:
            label = _("%(stage)s, %(group)s") % {"stage": stage.name or stage.key, "group": group.name or group.key}
            self.fields[name] = whole(label, "", least=1, is_optional=True)
            self.initial[name] = stage.places.get(group.key)


class PlacesForm(PlanPartForm):
    template = "competitions/planning/places.html"
    form_class = PlacesTable

    def __init__(self, plan, data=None, *, key=None):
        self.groups = plan.blueprint.groups
        # A stage that lets everybody through has no places; one that was given some shows them, to be emptied.
        self.stages = [
            one for one in plan.blueprint.stages if one.places or (one.kind in NEEDS and NEEDS[one.kind].cuts)
        ]
        super().__init__(plan, data, key=key)

    @property
    def cells(self):
        """The name of each box with its stage and group."""
        return [
            (f"t{row}-k{column}", stage, group)
            for row, stage in enumerate(self.stages)
            for column, group in enumerate(self.groups)
        ]

    @property
    def lines(self):
        """The table, stage by stage."""
        return [
            PlacesLine(stage, [self.form[name] for name, of, _group in self.cells if of is stage])
            for stage in self.stages
        ]

    def options(self):
        return {"cells": self.cells}

    def initial(self):
        return {}

    def value(self):
        value = {stage.key: {} for stage in self.plan.blueprint.stages}
        for name, stage, group in self.cells:
            if (places := self.form.cleaned_data[name]) is not None:
                value[stage.key][group.key] = places
        return value
