"""Which earlier scores count in each stage that selects, and with which weight."""

from crispy_forms.layout import Fieldset
from django.utils.translation import gettext_lazy as _

from competitions.forms.planning.rows import PlanForm, PlanPartForm, decimal
from competitions.forms.planning.selection.composition import selecting
from competitions.kinds import NEEDS


class RecapBoxes(PlanForm):
    """A box for each earlier stage that gives a score, stage by stage."""

    def __init__(self, *args, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = cells
        for name, stage, source in cells:
            label = _("Bobot nilai %(source)s (%%)") % {"source": source.name or source.key}
            self.fields[name] = decimal(label, "", hint=_("Kosongkan bila tidak dihitung"), is_optional=True)
            self.initial[name] = stage.recap.get(source.key)

    def layout(self):
        stages = {stage.key: stage for _name, stage, _source in self.cells}
        return [
            Fieldset(stage.name, *(name for name, of, _source in self.cells if of.key == key))
            for key, stage in stages.items()
        ]


class RecapForm(PlanPartForm):
    template = "competitions/planning/recap.html"
    form_class = RecapBoxes

    @property
    def cells(self):
        """The name of each box, with the stage that selects and the earlier one that gives the score."""
        stages = self.plan.blueprint.stages
        return [
            (f"t{row}-s{column}", stage, source)
            for row, stage in enumerate(stages)
            for column, source in enumerate(stages)
            if source.key in stage.recap
            or (
                stage in selecting(self.plan) and column < row and source.kind in NEEDS and NEEDS[source.kind].is_scored
            )
        ]

    def options(self):
        return {"cells": self.cells}

    def initial(self):
        return {}

    def value(self):
        value = {stage.key: {} for stage in self.plan.blueprint.stages}
        for name, stage, source in self.cells:
            if weight := self.form.cleaned_data[name]:
                value[stage.key][source.key] = weight
        return value
