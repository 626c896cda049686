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
from competitions.kinds import NEEDS, TieBreaking, defaults
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


# Where people choose what decides between equal scores, and which of a stage's settings keeps it.
TIE_SETTINGS = {TieBreaking.CRITERION: "tie_criterion", TieBreaking.COMPONENT: "tie_component"}
DECIDES = "decides"
# What a stage is, without what other parts say of it.
TOLD_ELSEWHERE = {"places": {}, "composition": (), "awards": (), "recap": {}}


def read_stages(plan):
    """The stages without their places, rules, awards and recaps, and without what decides between equal scores."""
    return tuple(
        replace(stage, **TOLD_ELSEWHERE, settings=undecided(stage.kind, stage.settings))
        for stage in plan.blueprint.stages
    )


def write_stages(plan, stages):
    """Put in other stages: one that stays keeps what other parts say of it; a recap forgets those that go."""
    keys = {stage.key for stage in stages}
    before = {stage.key: stage for stage in plan.blueprint.stages}

    def kept(stage):
        old = before.get(stage.key)
        if old is None:
            return stage
        recap = {key: weight for key, weight in old.recap.items() if key in keys}
        kept = decided_by(stage.kind, stage.settings, decider(old)) if old.kind == stage.kind else stage.settings
        return replace(
            stage, places=old.places, composition=old.composition, awards=old.awards, recap=recap, settings=kept
        )

    return replace(plan, blueprint=decided_by_what_is_marked(plan.blueprint, tuple(map(kept, stages))))


def write_rubrics(plan, rubrics):
    """Put in other rubrics: a criterion that goes decides nothing any more."""
    changed = replace(plan.blueprint, rubrics=tuple(rubrics))
    return replace(plan, blueprint=decided_by_what_is_marked(changed, changed.stages))


def decided_by_what_is_marked(blueprint, stages):
    """A blueprint with these stages, of which none is decided by a criterion that its rubric has not."""
    criteria = {rubric.key: {one.key for one in rubric.criteria} for rubric in blueprint.rubrics}

    def kept(stage):
        is_lost = ties_of(stage.kind) == TieBreaking.CRITERION and decider(stage) not in criteria.get(stage.rubric, ())
        return replace(stage, settings=undecided(stage.kind, stage.settings)) if is_lost else stage

    return replace(blueprint, stages=tuple(map(kept, stages)))


def ties_of(kind):
    """What decides between equal scores of a kind of stage."""
    return NEEDS[kind].ties if kind in NEEDS else TieBreaking.LOT


def undecided(kind, told):
    """The settings of a stage as they are while nobody has chosen what decides."""
    return decided_by(kind, told, defaults(kind).get(TIE_SETTINGS.get(ties_of(kind))))


def decided_by(kind, told, chosen):
    """The settings of a stage of which this criterion or component decides between equal scores."""
    name = TIE_SETTINGS.get(ties_of(kind))
    return {**told, name: chosen} if name and isinstance(told, dict) else told


def decider(stage):
    """What people chose to decide between equal scores of a stage: a criterion's key, a component, or ""."""
    name = TIE_SETTINGS.get(ties_of(stage.kind))
    return stage.settings.get(name, "") if name and isinstance(stage.settings, dict) else ""


def read_ties(plan):
    """What decides between equal scores, by the key of each stage where people choose it."""
    return {
        stage.key: {DECIDES: decider(stage)} for stage in plan.blueprint.stages if ties_of(stage.kind) in TIE_SETTINGS
    }


def write_ties(plan, ties):
    """Put in what decides, stage by stage."""
    stands = read_ties(plan)

    def kept(stage):
        told = ties.get(stage.key)
        if stage.key not in stands or told is None or told == stands[stage.key]:
            return stage
        return replace(stage, settings=decided_by(stage.kind, stage.settings, told[DECIDES]))

    return replace(plan, blueprint=replace(plan.blueprint, stages=tuple(map(kept, plan.blueprint.stages))))


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
RUBRICS = replace(whole("rubrics", _("Rubrik"), "rubrik", RubricData), write=write_rubrics)
STAGES = PlanPart("stages", _("Tahap dan jadwal"), "tahap", tuple[StageData, ...], read=read_stages, write=write_stages)
PLACES = of_each_stage("places", _("Kuota"), "kuota", dict[str, int])
COMPOSITION = of_each_stage("composition", _("Aturan komposisi"), "komposisi", tuple[RuleData, ...])
RECAP = of_each_stage("recap", _("Rekap nilai"), "rekap", dict[str, Decimal])
TIES = PlanPart(
    "ties",
    _("Urutan bila nilai sama"),
    "nilai-sama",
    dict[str, dict[str, str]],
    read=read_ties,
    write=write_ties,
)
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
        TIES,
        AWARDS,
        LETTERS,
        REMINDERS,
    )
}
