"""The rules of composition of each stage that selects, read aloud as they are written."""

from dataclasses import dataclass

from crispy_forms.layout import Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, RegionKind
from competitions.domain import composition
from competitions.domain.blueprint import RuleData, StageData
from competitions.domain.checking.composing import names_of
from competitions.domain.composition import EACH, EVERY, Dimension
from competitions.forms.planning.agencies import HINT, named
from competitions.forms.planning.rows import PlanPartForm, RowForm, RowsForm, raw, text, whole
from competitions.forms.planning.selection.forecast import ForecastForm
from competitions.kinds import NEEDS
from competitions.reading import feasibility

SIGN = "|"
# What the buttons send that ask whether the rules can be kept, and that fill in the least change.
CHECK, FILL = "periksa", "usul"


@dataclass(frozen=True)
class StageLine:
    """One stage on the page of a part that has a page for each stage: what it says there, in sentences."""

    stage: StageData
    sentences: list[str]


class StagesOf(PlanPartForm):
    """A part of which every stage has a page of its own: the list of the stages, with nothing to be sent."""

    template = "competitions/planning/by_stage.html"
    forms = ()
    errors = False

    def __init__(self, plan, data=None, *, key=None):
        self.plan, self.key = plan, key

    def is_valid(self):
        return False

    @property
    def lines(self):
        """The stages that select, and those that say something here although they should not."""
        return [StageLine(stage, self.told(stage)) for stage in selecting(self.plan) or ()]

    def told(self, stage):
        """What a stage says in this part."""
        raise NotImplementedError


def selecting(plan):
    """The stages that select."""
    return [stage for stage in plan.blueprint.stages if stage.kind in NEEDS and NEEDS[stage.kind].selects]


class CompositionPage(StagesOf):
    def __init__(self, plan, data=None, *, key=None):
        super().__init__(plan, data, key=key)
        self.names = names_of(plan.blueprint)

    def told(self, stage):
        """The rules as sentences."""
        return [composition.sentence(rule, names=self.names) for rule in stage.composition]


class RuleRow(RowForm):
    named_by = "what"
    what = forms.ChoiceField(
        label=_("Usulan dari"),
        error_messages={"required": _("Pilih usulan mana yang diatur"), "invalid_choice": _("Pilih dari daftar")},
    )
    agency = text(
        _("Nama instansi"),
        "",
        hint=HINT,
        longest=200,
        is_optional=True,
    )
    minimum = whole(_("Paling sedikit"), "", is_optional=True)
    maximum = whole(_("Paling banyak"), "", is_optional=True)

    def __init__(self, *args, choices, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names
        self.fields["what"].choices = choices

    def layout(self):
        return ["key", "what", "agency", Row("minimum", "maximum")]

    @property
    def shown_name(self):
        """The rule as a sentence, as far as its boxes make one."""
        rule = self.rule(raw(self) if self.is_bound else self.initial)
        says_something = rule is not None and (rule.minimum is not None or rule.maximum is not None)
        return composition.sentence(rule, names=self.names) if says_something else ""

    @staticmethod
    def rule(values):
        """The rule that values of the boxes make, or None where they make none."""
        dimension, _sign, value = str(values.get("what") or "").partition(SIGN)
        try:
            least, most = (RuleRow.base_fields[name].clean(values.get(name)) for name in ("minimum", "maximum"))
        except ValidationError:
            return None
        if dimension not in Dimension.values:
            return None
        return RuleData(dimension, value or str(values.get("agency") or "").strip(), minimum=least, maximum=most)

    def clean(self):
        data = super().clean()
        least, most = data.get("minimum"), data.get("maximum")
        if least is None and most is None and not {"minimum", "maximum"} & set(self.errors):
            self.add_error("minimum", _("Isi batas paling sedikit atau paling banyak"))
        if least is not None and most is not None and least > most:
            self.add_error("maximum", _("Paling banyak tidak boleh kurang dari paling sedikit"))
        if data.get("what") == f"{Dimension.AGENCY}{SIGN}":
            standing = {value for dimension, value in self.names if dimension == Dimension.AGENCY}
            try:
                data["agency"] = named(data.get("agency", ""), standing=standing)
            except ValidationError as unknown:
                self.add_error("agency", unknown)
            else:
                if not data["agency"]:
                    self.add_error("agency", _("Tulis nama instansinya"))
        return data


class CompositionForm(RowsForm):
    """The rules of one stage."""

    row = RuleRow
    template = "competitions/planning/composition.html"
    noun = _("Aturan")
    add = _("Tambah aturan")
    looks_ahead = True
    is_filled = False

    def __init__(self, plan, data=None, *, key=None):
        self.stage = {stage.key: stage for stage in plan.blueprint.stages}[key]
        self.names = names_of(plan.blueprint)
        self.choices = choices(self.names, self.stage)
        super().__init__(plan, data, key=key)
        if data is not None and (dimension := data.get("tiap", "")) in Dimension.values:
            self.is_commanded = True
            self.forms = self.drawn(self.with_every(self.sent(data), dimension))
        elif data is not None and {CHECK, FILL} & set(data):
            self.is_commanded = True
            self.forms = self.drawn(self.sent(data))

    def look_ahead(self, pool, data=None):
        """Ask whether the rules in the boxes can be kept; fill in the least change if told.

        What was filled in is saved by nobody but who sends the form.
        """
        self.pool = pool
        self.forecast = ForecastForm(data, names=self.names, pool=pool)
        drawn = [(form, RuleRow.rule(raw(form) if form.is_bound else form.initial)) for form in self.forms]
        rules = [rule for _form, rule in drawn if is_sound(rule)]
        self.answer = self.answer_to(rules)
        if data is not None and FILL in data and self.answer.proposed is not None:
            unread = [raw(form) if form.is_bound else form.initial for form, rule in drawn if not is_sound(rule)]
            self.forms = self.drawn([*map(row_of, self.answer.proposed), *unread])
            self.is_filled = True
            # What stands in the boxes now is what the page speaks of.
            self.answer = self.answer_to(self.answer.proposed)

    def answer_to(self, rules):
        """Whether rules can be kept by those who are expected."""
        return feasibility.answer(
            self.plan, self.stage, rules, names=self.names, pool=self.pool, forecast=self.forecast.numbers()
        )

    @property
    def heading(self):
        """What the page is about."""
        return self.stage.name

    @property
    def of_every(self):
        """The buttons that ask for one of every value of a dimension: what each sends and says."""
        return [(dimension, _("Satu dari %(every)s") % {"every": EVERY[dimension]}) for dimension in Dimension]

    def options(self):
        return {"choices": self.choices, "names": self.names}

    def with_every(self, rows, dimension):
        """The rows, and one more where none asks for every value of a dimension: at least one of each."""
        what = f"{dimension}{SIGN}{EACH}"
        return rows if any(row["what"] == what for row in rows) else [*rows, {"what": what, "minimum": 1}]

    def initial(self):
        return [row_of(rule) for rule in self.stage.composition]

    def value(self):
        before = {stage.key: stage.composition for stage in self.plan.blueprint.stages}
        return before | {self.key: tuple(RuleRow.rule(form.cleaned_data) for form in self.forms)}


def row_of(rule):
    """What stands in the boxes of a rule."""
    is_named = rule.dimension == Dimension.AGENCY and rule.value != EACH
    return {
        "what": f"{rule.dimension}{SIGN}{'' if is_named else rule.value}",
        "agency": rule.value if is_named else "",
        "minimum": rule.minimum,
        "maximum": rule.maximum,
    }


def is_sound(rule):
    """Whether a row says something that can be counted."""
    return rule is not None and bool(rule.value) and bool(rule.minimum or rule.maximum is not None)


def choices(names, stage):
    """What a rule may be about, by dimension; one query. What a rule already names stays to be chosen."""
    provinces = Region.objects.filter(kind=RegionKind.PROVINCE).order_by("code").values_list("code", "short_name")
    values = {dimension: {} for dimension in Dimension}
    for dimension, value in names:
        values[Dimension(dimension)][value] = capfirst(names[dimension, value])
    values[Dimension.PROVINCE] |= dict(provinces)
    for rule in stage.composition:
        if rule.dimension in Dimension.values and rule.value != EACH:
            values[Dimension(rule.dimension)].setdefault(rule.value, rule.value)
    values[Dimension.AGENCY] = {"": _("Satu instansi (tulis namanya)")}
    return [
        ("", _("Pilih usulan mana yang diatur")),
        *(
            (
                capfirst(dimension.label),
                [
                    (f"{dimension}{SIGN}{EACH}", capfirst(EVERY[dimension])),
                    *((f"{dimension}{SIGN}{value}", name) for value, name in values[dimension].items()),
                ],
            )
            for dimension in Dimension
        ),
    ]
