"""Between a blueprint and the rows of an edition, both ways, in a fixed number of statements."""

from competitions.domain.blueprint import (
    Blueprint,
)
from competitions.models import (
    Admission,
    AwardName,
    Category,
    CompositionRule,
    Criterion,
    Descriptor,
    Edition,
    EntryCheck,
    Group,
    LetterTemplate,
    Level,
    Question,
    RecapSource,
    Reminder,
    Requirement,
    Rubric,
    Section,
    Stage,
    StageQuota,
)

# Other rows of the plan point at these.
NAMED_BY_OTHERS = (Group, Rubric, Stage)
# What was done with a stage.
FACTS = (
    "opened_at",
    "opened_by",
    "closed_at",
    "closed_by",
    "provisional_at",
    "provisional_by",
    "objections_until",
    "published_at",
    "published_by",
    "skipped_at",
    "skipped_by",
    "skip_reason",
)


# How a row of each table finds its edition.
EDITION_OF = {
    Question: "section__edition",
    Criterion: "rubric__edition",
    Level: "rubric__edition",
    Descriptor: "criterion__rubric__edition",
    StageQuota: "stage__edition",
    CompositionRule: "stage__edition",
    AwardName: "stage__edition",
    RecapSource: "stage__edition",
}


def draw(blueprint: Blueprint, edition: Edition, *, is_new: bool = False) -> None:
    """Make the rows of a saved edition be those of the blueprint, in a fixed number of statements.

    A row that stands under the same key is changed and stays the same row, so that what hangs on it keeps hanging;
    others are created, and those that the blueprint does not know are deleted. ProtectedError when something hangs
    on one of these. A new edition has no rows yet, and none is looked for.
    """
    standing = (lambda model: model.objects.none()) if is_new else (lambda model: _standing(model, edition))
    groups = _settle(Group, standing(Group), _rows(Group, blueprint.groups, edition=edition))
    _settle(Category, standing(Category), _rows(Category, blueprint.categories, edition=edition))
    _settle(EntryCheck, standing(EntryCheck), _rows(EntryCheck, blueprint.checks, edition=edition), by=("code",))
    _settle(
        Requirement,
        standing(Requirement),
        _rows(Requirement, blueprint.requirements, edition=edition, groups=groups),
    )
    _draw_sections(blueprint.sections, edition, groups, standing)
    rubrics = _draw_rubrics(blueprint.rubrics, edition, standing)
    _draw_stages(blueprint.stages, edition, groups, rubrics, standing)
    _settle(
        LetterTemplate,
        standing(LetterTemplate),
        [LetterTemplate(edition=edition, **vars(letter)) for letter in blueprint.letters],
    )
    _settle(
        Admission,
        standing(Admission),
        _rows(Admission, blueprint.admissions, edition=edition),
        by=("dimension", "value"),
    )
    _settle(Reminder, standing(Reminder), _rows(Reminder, blueprint.reminders, edition=edition))
    # Last, when nothing of the edition names them any more.
    _clear(Group, standing(Group), groups)
    _clear(Rubric, standing(Rubric), rubrics)


def _draw_sections(sections, edition, groups, standing):
    wanted = _rows(Section, sections, edition=edition, groups=groups, leave=["questions"])
    rows = _settle(Section, standing(Section), wanted)
    _settle(
        Question,
        standing(Question),
        [
            Question(section=rows[section.key], position=position, **vars(question))
            for section in sections
            for position, question in enumerate(section.questions, start=1)
        ],
        by=("section_id", "key"),
    )


def _draw_rubrics(rubrics, edition, standing):
    """The rubrics by key. They have no position: only their key tells them apart."""
    rows = _settle(
        Rubric, standing(Rubric), [Rubric(edition=edition, key=rubric.key, name=rubric.name) for rubric in rubrics]
    )
    criteria = [
        Criterion(
            rubric=rows[rubric.key],
            position=position,
            **{name: value for name, value in vars(criterion).items() if name != "descriptors"},
        )
        for rubric in rubrics
        for position, criterion in enumerate(rubric.criteria, start=1)
    ]
    _settle(Criterion, standing(Criterion), criteria, by=("rubric_id", "key"))
    levels = [Level(rubric=rows[rubric.key], **vars(level)) for rubric in rubrics for level in rubric.levels]
    _settle(Level, standing(Level), levels, by=("rubric_id", "points"))
    _draw_descriptors(rubrics, criteria, levels, standing)
    return rows


def _draw_descriptors(rubrics, criteria, levels, standing):
    """What levels mean for single criteria, between the rows of both."""
    of_points = {(level.rubric_id, level.points): level for level in levels}
    planned = [criterion for rubric in rubrics for criterion in rubric.criteria]
    _settle(
        Descriptor,
        standing(Descriptor),
        [
            Descriptor(criterion=row, level=of_points[row.rubric_id, one.points], text=one.text)
            for row, criterion in zip(criteria, planned, strict=True)
            for one in criterion.descriptors
        ],
        by=("criterion_id", "level_id"),
    )


def _draw_stages(stages, edition, groups, rubrics, standing):
    wanted = [_stage(stage, position, edition, rubrics) for position, stage in enumerate(stages, start=1)]
    # What was done with a stage is no part of its plan.
    rows = _settle(Stage, standing(Stage), wanted, leave=FACTS)
    drawn = [(rows[stage.key], stage) for stage in stages]
    _settle(StageQuota, standing(StageQuota), _quotas(drawn, groups), by=("stage_id", "group_id"))
    _settle(CompositionRule, standing(CompositionRule), _composition(drawn), by=("stage_id", "dimension", "value"))
    _settle(AwardName, standing(AwardName), _awards(drawn, groups), by=("stage_id", "key", "group_id"))
    _settle(RecapSource, standing(RecapSource), _sources(drawn, rows), by=("stage_id", "source_id"))
    _clear(Stage, standing(Stage), rows)


def _stage(stage, position, edition, rubrics):
    opens_at = edition.closes_at + stage.opens_after
    return Stage(
        edition=edition,
        position=position,
        key=stage.key,
        kind=stage.kind,
        name=stage.name,
        settings=stage.settings,
        opens_at=opens_at,
        closes_at=opens_at + stage.lasts,
        rubric=rubrics[stage.rubric] if stage.rubric else None,
        readers_each=stage.readers_each,
        is_blind=stage.is_blind,
        hides_colleagues=stage.hides_colleagues,
        hides_judges=stage.hides_judges,
        is_beside=stage.is_beside,
        passing_score=stage.passing_score,
        objection_days=stage.objection_days,
        guide=stage.guide,
    )


def _quotas(drawn, groups):
    return [
        StageQuota(stage=row, group=groups[key], places=places)
        for row, stage in drawn
        for key, places in stage.places.items()
    ]


def _composition(drawn):
    return [
        CompositionRule(stage=row, position=position, **vars(rule))
        for row, stage in drawn
        for position, rule in enumerate(stage.composition, start=1)
    ]


def _awards(drawn, groups):
    return [
        AwardName(stage=row, position=position, **_in_group(award, groups))
        for row, stage in drawn
        for position, award in enumerate(stage.awards, start=1)
    ]


def _sources(drawn, rows):
    return [
        RecapSource(stage=row, source=rows[key], weight=weight)
        for row, stage in drawn
        for key, weight in stage.recap.items()
    ]


def _standing(model, edition):
    """The rows of a table that belong to an edition."""
    return model.objects.filter(**{EDITION_OF.get(model, "edition"): edition})


def _settle(model, standing, wanted, *, by=("key",), leave=()):
    """Make `standing` rows be the `wanted` ones, matched by the fields in `by`; returns the rows by key.

    A row that says what is wanted already is left as it is.

    Groups, rubrics and stages that are not wanted stay until `_clear`: others may still name them.
    """
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in leave]
    found = {tuple(getattr(row, name) for name in by): row for row in standing}
    differing = []
    for row in wanted:
        stands = found.pop(tuple(getattr(row, name) for name in by), None)
        row.pk = stands and stands.pk
        if stands and _told(row, names) != _told(stands, names):
            differing.append(row)
    if found and model not in NAMED_BY_OTHERS:
        model.objects.filter(pk__in=[row.pk for row in found.values()]).delete()
    if differing:
        model.objects.bulk_update(differing, names)
    model.objects.bulk_create(row for row in wanted if not row.pk)
    return _by_key(wanted) if by == ("key",) else {}


def _told(row, names):
    """What a row says in these fields, as the database keeps it."""
    fields = [row._meta.get_field(name) for name in names]
    return [field.get_prep_value(getattr(row, field.attname)) for field in fields]


def _clear(model, standing, wanted):
    """Delete the rows that are not wanted and that no other row of the plan names any more."""
    kept = {row.pk for row in wanted.values()}
    if gone := [row.pk for row in standing if row.pk not in kept]:
        model.objects.filter(pk__in=gone).delete()


def _rows(model, things, *, edition, groups=None, leave=()):
    """One row a thing, numbered in the order given, without the fields in `leave`."""
    return [
        model(
            edition=edition,
            position=position,
            **{name: value for name, value in _in_group(thing, groups).items() if name not in leave},
        )
        for position, thing in enumerate(things, start=1)
    ]


def _in_group(thing, groups):
    """The fields of a thing, its group's key replaced by the group."""
    fields = dict(vars(thing))
    if "group" in fields:
        fields["group"] = groups[fields["group"]] if fields["group"] else None
    return fields


def _by_key(rows):
    return {row.key: row for row in rows}
