"""The parts of a plan: what a page of planning edits, a motion changes and a difference is told of, one at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import (
    AdmissionData,
    AwardData,
    CategoryData,
    CheckData,
    GroupData,
    HeadData,
    LetterData,
    Plan,
    ReminderData,
    RequirementData,
    RubricData,
    RuleData,
    SectionData,
    StageData,
    for_groups,
    with_stages,
)
from competitions.domain.composition import EACH
from competitions.models import CompositionRule


@dataclass(frozen=True)
class PlanPart:
    """One part: its value is taken out of a plan by `read` and put into one by `write`; `shape` is its type."""

    key: str
    title: Promise
    address: str
    shape: object
    read: Callable[[Plan], object]
    write: Callable[[Plan, object], Plan]


def whole(field, title, address, shape):
    """A part that is one list of the blueprint."""
    return PlanPart(
        field,
        title,
        address,
        tuple[shape, ...],
        read=lambda plan: getattr(plan.blueprint, field),
        write=lambda plan, value: replace(plan, blueprint=replace(plan.blueprint, **{field: tuple(value)})),
    )


def of_each_stage(field, title, address, shape):
    """A part that is one field of every stage, by the stage's key."""
    return PlanPart(
        field,
        title,
        address,
        dict[str, shape],
        read=lambda plan: {stage.key: getattr(stage, field) for stage in plan.blueprint.stages},
        write=lambda plan, value: replace(
            plan,
            blueprint=with_stages(plan.blueprint, {key: {field: one} for key, one in value.items()}),
        ),
    )


# What a stage is, without what other parts say of it.
TOLD_ELSEWHERE = {"places": {}, "composition": (), "awards": (), "recap": {}}


def read_stages(plan):
    """The stages without their places, rules, awards and recaps."""
    return tuple(replace(stage, **TOLD_ELSEWHERE) for stage in plan.blueprint.stages)


def write_stages(plan, stages):
    """Put in other stages: one that stays keeps its places, rules and awards; a recap forgets those that go."""
    keys = {stage.key for stage in stages}
    before = {stage.key: stage for stage in plan.blueprint.stages}

    def kept(stage):
        old = before.get(stage.key)
        if old is None:
            return stage
        recap = {key: weight for key, weight in old.recap.items() if key in keys}
        return replace(stage, places=old.places, composition=old.composition, awards=old.awards, recap=recap)

    return replace(plan, blueprint=replace(plan.blueprint, stages=tuple(map(kept, stages))))


def write_groups(plan, groups):
    """Put in other groups; what belongs to one that goes goes with it."""
    changed = replace(plan.blueprint, groups=tuple(groups))
    return replace(plan, blueprint=for_groups(changed, [group.key for group in groups]))


def write_categories(plan, categories):
    """Put in other categories; a rule of composition about one that goes goes with it."""
    keys = {category.key for category in categories}

    def kept(stage):
        return replace(
            stage,
            composition=tuple(
                rule
                for rule in stage.composition
                if rule.dimension != CompositionRule.Dimension.CATEGORY or rule.value in {*keys, EACH}
            ),
        )

    stages = tuple(map(kept, plan.blueprint.stages))
    return replace(plan, blueprint=replace(plan.blueprint, categories=tuple(categories), stages=stages))


def write_letters(plan, texts):
    """Put in other texts, by kind: their order says nothing."""
    ordered = tuple(sorted(texts, key=lambda text: text.key))
    return replace(plan, blueprint=replace(plan.blueprint, letters=ordered))


HEAD = PlanPart(
    "head",
    _("Pokok"),
    "pokok",
    HeadData,
    read=lambda plan: plan.head,
    write=lambda plan, value: replace(plan, head=value),
)
GROUPS = replace(whole("groups", _("Kelompok"), "kelompok", GroupData), write=write_groups)
ADMISSIONS = whole("admissions", _("Siapa yang dapat ikut"), "peserta", AdmissionData)
CATEGORIES = replace(whole("categories", _("Kategori"), "kategori", CategoryData), write=write_categories)
SECTIONS = whole("sections", _("Formulir usulan"), "formulir", SectionData)
REQUIREMENTS = whole("requirements", _("Dokumen"), "dokumen", RequirementData)
CHECKS = whole("checks", _("Syarat administrasi"), "syarat", CheckData)
RUBRICS = whole("rubrics", _("Rubrik"), "rubrik", RubricData)
STAGES = PlanPart("stages", _("Tahap dan jadwal"), "tahap", tuple[StageData, ...], read=read_stages, write=write_stages)
PLACES = of_each_stage("places", _("Kuota"), "kuota", dict[str, int])
COMPOSITION = of_each_stage("composition", _("Aturan komposisi"), "komposisi", tuple[RuleData, ...])
RECAP = of_each_stage("recap", _("Rekap nilai"), "rekap", dict[str, Decimal])
AWARDS = of_each_stage("awards", _("Penghargaan"), "penghargaan", tuple[AwardData, ...])
LETTERS = replace(whole("letters", _("Surat"), "surat", LetterData), write=write_letters)
REMINDERS = whole("reminders", _("Pengingat"), "pengingat", ReminderData)

# In the order in which an edition is planned.
PARTS = {
    part.key: part
    for part in (
        HEAD,
        ADMISSIONS,
        GROUPS,
        CATEGORIES,
        SECTIONS,
        REQUIREMENTS,
        CHECKS,
        RUBRICS,
        STAGES,
        PLACES,
        COMPOSITION,
        RECAP,
        AWARDS,
        LETTERS,
        REMINDERS,
    )
}
