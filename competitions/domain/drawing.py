"""Between a blueprint and the rows of an edition, both ways, in a fixed number of statements."""

from competitions.domain.blueprint import (
    AwardData,
    Blueprint,
    CategoryData,
    CheckData,
    CriterionData,
    GroupData,
    LevelData,
    QuestionData,
    RequirementData,
    RubricData,
    RuleData,
    SectionData,
    StageData,
)
from competitions.models import (
    AwardName,
    Category,
    CompositionRule,
    Criterion,
    Edition,
    EntryCheck,
    Group,
    Level,
    Question,
    RecapSource,
    Requirement,
    Rubric,
    Section,
    Stage,
    StageQuota,
)


def draw(blueprint: Blueprint, edition: Edition) -> None:
    """Create every row of the blueprint for a saved edition that has none; one statement a table."""
    groups = _by_key(_write(Group, blueprint.groups, edition=edition))
    _write(Category, blueprint.categories, edition=edition)
    _write(EntryCheck, blueprint.checks, edition=edition)
    _write(Requirement, blueprint.requirements, edition=edition, groups=groups)
    _draw_sections(blueprint.sections, edition, groups)
    rubrics = _draw_rubrics(blueprint.rubrics, edition)
    _draw_stages(blueprint.stages, edition, groups, rubrics)


def _draw_sections(sections, edition, groups):
    rows = _write(Section, sections, edition=edition, groups=groups, leave=["questions"])
    Question.objects.bulk_create(
        Question(section=row, position=position, **vars(question))
        for row, section in zip(rows, sections, strict=True)
        for position, question in enumerate(section.questions, start=1)
    )


def _draw_rubrics(rubrics, edition):
    """The rubrics by key. They have no position: only their key tells them apart."""
    rows = Rubric.objects.bulk_create(Rubric(edition=edition, key=rubric.key, name=rubric.name) for rubric in rubrics)
    Criterion.objects.bulk_create(
        Criterion(rubric=row, position=position, **vars(criterion))
        for row, rubric in zip(rows, rubrics, strict=True)
        for position, criterion in enumerate(rubric.criteria, start=1)
    )
    Level.objects.bulk_create(
        Level(rubric=row, **vars(level)) for row, rubric in zip(rows, rubrics, strict=True) for level in rubric.levels
    )
    return _by_key(rows)


def _draw_stages(stages, edition, groups, rubrics):
    rows = Stage.objects.bulk_create(
        Stage(
            edition=edition,
            position=position,
            key=stage.key,
            kind=stage.kind,
            name=stage.name,
            settings=stage.settings,
            opens_at=edition.closes_at + stage.opens_after,
            closes_at=edition.closes_at + stage.opens_after + stage.lasts,
            rubric=rubrics[stage.rubric] if stage.rubric else None,
            readers_each=stage.readers_each,
            is_blind=stage.is_blind,
            passing_score=stage.passing_score,
        )
        for position, stage in enumerate(stages, start=1)
    )
    drawn = list(zip(rows, stages, strict=True))
    of_key = _by_key(rows)
    StageQuota.objects.bulk_create(
        StageQuota(stage=row, group=groups[key], places=places)
        for row, stage in drawn
        for key, places in stage.places.items()
    )
    CompositionRule.objects.bulk_create(
        CompositionRule(stage=row, position=position, **vars(rule))
        for row, stage in drawn
        for position, rule in enumerate(stage.composition, start=1)
    )
    AwardName.objects.bulk_create(
        AwardName(stage=row, position=position, **_in_group(award, groups))
        for row, stage in drawn
        for position, award in enumerate(stage.awards, start=1)
    )
    RecapSource.objects.bulk_create(
        RecapSource(stage=row, source=of_key[key], weight=weight)
        for row, stage in drawn
        for key, weight in stage.recap.items()
    )


def _write(model, things, *, edition, groups=None, leave=()):
    """One row a thing, numbered in the order given, without the fields in `leave`."""
    return model.objects.bulk_create(
        model(
            edition=edition,
            position=position,
            **{name: value for name, value in _in_group(thing, groups).items() if name not in leave},
        )
        for position, thing in enumerate(things, start=1)
    )


def _in_group(thing, groups):
    """The fields of a thing, its group's key replaced by the group."""
    fields = dict(vars(thing))
    if "group" in fields:
        fields["group"] = groups[fields["group"]] if fields["group"] else None
    return fields


def _by_key(rows):
    return {row.key: row for row in rows}


def drawn_from(edition: Edition) -> Blueprint:
    """The blueprint that `draw` would turn into the rows this edition has now."""
    groups = list(edition.groups.order_by("position"))
    keys = {group.pk: group.key for group in groups}
    return Blueprint(
        groups=tuple(_read(GroupData, group) for group in groups),
        categories=tuple(_read(CategoryData, row) for row in edition.categories.order_by("position")),
        sections=tuple(
            _read(
                SectionData,
                row,
                questions=_read_all(QuestionData, row.questions),
                group=keys.get(row.group_id),
            )
            for row in edition.sections.order_by("position").prefetch_related("questions")
        ),
        requirements=tuple(
            _read(RequirementData, row, group=keys.get(row.group_id))
            for row in edition.requirements.order_by("position")
        ),
        checks=tuple(_read(CheckData, row) for row in edition.entry_checks.order_by("position")),
        rubrics=tuple(
            RubricData(
                row.key,
                row.name,
                criteria=_read_all(CriterionData, row.criteria),
                levels=tuple(
                    _read(LevelData, level) for level in sorted(row.levels.all(), key=lambda level: level.points)
                ),
            )
            for row in edition.rubrics.order_by("pk").prefetch_related("criteria", "levels")
        ),
        stages=tuple(_read_stage(row, keys, edition) for row in _stages_of(edition)),
    )


def _stages_of(edition):
    return (
        edition.stages.order_by("position")
        .select_related("rubric")
        .prefetch_related("quotas", "composition", "award_names", "recap__source")
    )


def _read_stage(row, keys, edition):
    return StageData(
        kind=row.kind,
        name=row.name,
        opens_after=row.opens_at - edition.closes_at,
        lasts=row.closes_at - row.opens_at,
        rubric=row.rubric.key if row.rubric else None,
        readers_each=row.readers_each,
        is_blind=row.is_blind,
        passing_score=row.passing_score,
        places={keys[quota.group_id]: quota.places for quota in row.quotas.all()},
        composition=_read_all(RuleData, row.composition),
        awards=tuple(
            _read(AwardData, award, group=keys.get(award.group_id)) for award in _in_position(row.award_names)
        ),
        recap={source.source.key: source.weight for source in row.recap.all()},
        key=row.key,
        settings=row.settings,
    )


def _read(shape, row, **given):
    """A value of `shape` from a row's fields of the same names; `given` are the others."""
    fields = {name: getattr(row, name) for name in shape.__dataclass_fields__ if name not in given}
    # PostgreSQL gives arrays as lists; a value of the plan never changes.
    lasting = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    return shape(**lasting, **given)


def _read_all(shape, related):
    return tuple(_read(shape, row) for row in _in_position(related))


def _in_position(related):
    """Rows already prefetched, in their own order."""
    return sorted(related.all(), key=lambda row: row.position)
