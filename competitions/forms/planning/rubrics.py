"""What judges mark: rubrics, their weighted criteria, and the scale with what each level means."""

from dataclasses import asdict, replace
from decimal import Decimal

from crispy_forms.layout import Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import CriterionData, DescriptorData, LevelData, RubricData
from competitions.domain.templates.scales import CHOICES, FIVE, SCALES
from competitions.forms.planning.groups import cased
from competitions.forms.planning.rows import (
    PlanForm,
    PlanPartForm,
    RowForm,
    RowsForm,
    decimal,
    raw,
    text,
    whole,
)
from competitions.models import Criterion

MOST_LEVELS = 21


class RubricRow(RowForm):
    name = text(_("Nama rubrik"), _("Isi nama rubrik, atau hapus barisnya"), longest=120)


class RubricsForm(RowsForm):
    row = RubricRow
    noun = _("Rubrik")
    add = _("Tambah rubrik")
    lead = _("Kriteria dan skala")

    def initial(self):
        return [{"key": one.key, "name": one.name} for one in self.plan.blueprint.rubrics]

    def value(self):
        standing = {one.key: one for one in self.plan.blueprint.rubrics}
        return tuple(
            replace(standing.get(row["key"], RubricData(row["key"], "", (), FIVE)), name=row["name"])
            for row in self.rows()
        )


class RubricHead(PlanForm):
    name = text(_("Nama rubrik"), _("Isi nama rubrik"), longest=120)


class CriterionForm(RowForm):
    name = text(_("Kriteria"), _("Isi nama kriteria, atau hapus barisnya"), longest=120)
    description = text(_("Yang dinilai"), _("Tulis apa yang dinilai"), is_long=True)
    weight = decimal(_("Bobot (%)"), _("Isi bobot kriteria"))
    component = forms.ChoiceField(
        label=_("Komponen"),
        choices=cased(Criterion.Component),
        error_messages={
            "required": _("Pilih komponen kriteria"),
            "invalid_choice": _("Pilih komponen kriteria dari daftar"),
        },
    )

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.levels = levels
        for index, level in enumerate(levels):
            self.fields[told_name(index)] = text(level, "", longest=200, is_long=True, is_optional=True, rows=2)

    def layout(self):
        return ["key", "name", "description", Row("weight", "component")]

    @property
    def boxes(self):
        """A box for each level of the scale."""
        return [self[told_name(index)] for index in range(len(self.levels))]

    @property
    def has_told(self):
        """Whether a level already means something of its own for this criterion."""
        return any(box.value() for box in self.boxes)


class CriteriaRows(RowsForm):
    row = CriterionForm
    noun = _("Kriteria")
    add = _("Tambah kriteria")

    def __init__(self, rubric, levels, data=None):
        self.rubric, self.levels = rubric, levels
        super().__init__(None, data)

    def options(self):
        return {"levels": self.levels}

    def initial(self):
        return [
            {**vars(one), **told_boxes({level.points: "" for level in self.rubric.levels} | texts_of(one))}
            for one in self.rubric.criteria
        ]


class LevelRow(RowForm):
    points = whole(_("Poin"), _("Isi poin, atau hapus barisnya"), most=100)
    name = text(_("Sebutan"), _("Isi sebutan tingkat"), longest=40)
    anchor = text(_("Arti tingkat ini"), _("Tulis arti tingkat ini"), longest=200, is_long=True, rows=2)


class LevelRows(RowsForm):
    row = LevelRow
    noun = _("Tingkat")
    add = _("Tambah tingkat")
    prefix = "t"
    command = "tingkat"

    def __init__(self, rubric, data=None):
        self.rubric = rubric
        super().__init__(None, data)

    def initial(self):
        return [vars(one) for one in self.rubric.levels]

    def count(self, data):
        return min(super().count(data), MOST_LEVELS)

    def is_valid(self):
        """Everything can be read, and no points stand twice."""
        if not super().is_valid():
            return False
        seen = set()
        for form in self.forms:
            if (points := form.cleaned_data["points"]) in seen:
                form.add_error("points", _("Poin %(points)d dipakai dua kali") % {"points": points})
            seen.add(points)
        return not any(form.errors for form in self.forms)


class RubricForm(PlanPartForm):
    """One rubric: its name, its criteria and its scale."""

    template = "competitions/planning/rubric.html"
    scales = CHOICES
    is_commanded = False

    def __init__(self, plan, data=None, *, key=None):
        self.plan, self.key = plan, key
        self.rubric = {one.key: one for one in plan.blueprint.rubrics}[key]
        self.levels = LevelRows(self.rubric, data)
        self.scale = SCALES.get(data.get("skala", "")) if data is not None else None
        names = [str(form["name"].value() or form["points"].value() or "") for form in self.levels.forms]
        if data is None:
            self.criteria = CriteriaRows(self.rubric, names)
            self.head = RubricHead(initial={"name": self.rubric.name})
        else:
            self.take(data, names)
        self.forms = [self.head, *self.criteria.forms, *self.levels.forms]

    def take(self, data, names):
        """What was sent: read to be saved, or, when a button of a row was pressed, drawn as it would then stand."""
        before = LevelRows(self.rubric, {**data.dict(), "tingkat": ""})
        self.criteria = CriteriaRows(self.rubric, [""] * len(before.forms), data)
        self.head = RubricHead(data)
        self.is_commanded = self.criteria.is_commanded or self.levels.is_commanded or self.scale is not None
        if not self.is_commanded:
            self.criteria = CriteriaRows(self.rubric, names, data)
            return
        self.head = RubricHead(initial=raw(self.head))
        sent = before.sent(data)
        # What a level means for a criterion goes along with the level, by its place or, on a ready scale, its points.
        places = list(range(len(sent)))
        if self.scale is not None:
            points = {str(row["points"] or "").strip(): place for place, row in enumerate(sent)}
            places = [points.get(str(level.points)) for level in self.scale]
            self.levels.forms = self.levels.drawn([asdict(level) for level in self.scale])
        elif self.levels.is_commanded:
            found = self.levels.commands(data)
            if found["verb"] == "hapus":
                places = [place for place in places if place != int(found["index"] or -1)]
            elif found["verb"] == "tambah":
                places.append(None)
            self.levels.forms = self.levels.drawn(self.levels.commanded(data))
        else:
            self.levels.forms = self.levels.drawn(sent)
        rows = self.criteria.commanded(data)
        names = [str(form["name"].value() or form["points"].value() or "") for form in self.levels.forms]
        self.criteria.levels = names
        self.criteria.forms = self.criteria.drawn(
            [
                {
                    **row,
                    **{
                        told_name(index): "" if place is None else row.get(told_name(place), "")
                        for index, place in enumerate(places[: len(names)])
                    },
                }
                for row in rows
            ]
        )

    @property
    def heading(self):
        """What the page is about."""
        return self.rubric.name

    @property
    def total(self):
        """The sum of the weights as they stand in the boxes; None while one of them is no number."""
        try:
            return sum((weight_in(form["weight"].value()) for form in self.criteria.forms), Decimal(0))
        except ValidationError:
            return None

    def is_valid(self):
        if self.is_commanded:
            return False
        # Every one is asked, so that everything that is wrong is said at once.
        return all([self.head.is_valid(), self.criteria.is_valid(), self.levels.is_valid()])

    def value(self):
        levels = [
            LevelData(form.cleaned_data["points"], form.cleaned_data["name"], form.cleaned_data["anchor"])
            for form in self.levels.forms
        ]
        changed = RubricData(
            self.key,
            self.head.cleaned_data["name"],
            criteria=tuple(criterion_of(row, levels) for row in self.criteria.rows()),
            levels=tuple(sorted(levels, key=lambda level: level.points)),
        )
        return tuple(changed if one.key == self.key else one for one in self.plan.blueprint.rubrics)


def told_name(index):
    """The name of the box for the level at an index."""
    return f"arti-{index}"


def texts_of(criterion):
    """What levels mean for a criterion, by their points."""
    return {one.points: one.text for one in criterion.descriptors}


def told_boxes(texts):
    """The texts as the boxes of a row hold them, from the lowest level."""
    return {told_name(index): told for index, (_points, told) in enumerate(sorted(texts.items()))}


def criterion_of(row, levels):
    """The criterion of a row, with what it says of each level."""
    told = [(level.points, row.pop(told_name(index), "")) for index, level in enumerate(levels)]
    descriptors = tuple(DescriptorData(points, said) for points, said in sorted(told) if said)
    return CriterionData(**row, descriptors=descriptors)


def weight_in(value):
    """A weight as it stands in its box; nothing counts nothing."""
    return Decimal(0) if value in (None, "") else CriterionForm.base_fields["weight"].clean(value)
