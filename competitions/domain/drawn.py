"""From the rows of an edition back to the blueprint they were drawn from; see `drawing`."""

from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Prefetch
from django.db.models.functions import Cast, JSONObject

from competitions.domain.blueprint import (
    AdmissionData,
    AwardData,
    Blueprint,
    CategoryData,
    CheckData,
    CriterionData,
    DescriptorData,
    GroupData,
    LetterData,
    LevelData,
    QuestionData,
    ReminderData,
    RequirementData,
    RubricData,
    RuleData,
    SectionData,
    StageData,
)
from competitions.models import (
    Admission,
    AwardName,
    CompositionRule,
    Criterion,
    Descriptor,
    Edition,
    Level,
    RecapSource,
    Reminder,
    StageQuota,
)


def drawn_from(edition: Edition) -> Blueprint:
    """The blueprint that `draw` would turn into the rows this edition has now."""
    groups = list(edition.groups.order_by("position"))
    keys = {group.pk: group.key for group in groups}
    stages = list(_stages_of(edition))
    keys_of_stages = {row.pk: row.key for row in stages}
    admissions, reminders = _short_lists_of(edition)
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
                criteria=tuple(
                    _read(
                        CriterionData,
                        criterion,
                        descriptors=tuple(DescriptorData(**one) for one in criterion.told),
                    )
                    for criterion in _in_position(row.criteria)
                ),
                levels=tuple(LevelData(**level) for level in row.scale),
            )
            for row in _rubrics_of(edition)
        ),
        stages=tuple(_read_stage(row, keys, keys_of_stages, edition) for row in stages),
        admissions=tuple(AdmissionData(**one) for one in admissions),
        reminders=tuple(ReminderData(**one) for one in reminders),
        letters=tuple(_read(LetterData, row) for row in edition.letter_templates.order_by("key")),
    )


def _short_lists_of(edition):
    """Who may enter, and the reminders; one query for both."""
    own = {"edition": OuterRef("pk")}
    admissions = Admission.objects.filter(**own).order_by("position")
    reminders = Reminder.objects.filter(**own).order_by("position")
    return Edition.objects.values_list(
        ArraySubquery(admissions.values(one=JSONObject(dimension="dimension", value="value"))),
        ArraySubquery(reminders.values(one=JSONObject(key="key", about="about", days_before="days_before"))),
    ).get(pk=edition.pk)


def _rubrics_of(edition):
    """The rubrics with their scale and their criteria, these with what levels mean for them; two queries."""
    levels = Level.objects.filter(rubric=OuterRef("pk")).order_by("points")
    told = Descriptor.objects.filter(criterion=OuterRef("pk")).order_by("level__points")
    criteria = Criterion.objects.annotate(
        told=ArraySubquery(told.values(one=JSONObject(points="level__points", text="text")))
    )
    return (
        edition.rubrics.order_by("pk")
        .annotate(scale=ArraySubquery(levels.values(one=JSONObject(points="points", name="name", anchor="anchor"))))
        .prefetch_related(Prefetch("criteria", criteria))
    )


def _stages_of(edition):
    """The stages, each with what it says in its places, rules, awards and recap as JSON values; one query."""
    mine = {"stage": OuterRef("pk")}
    return (
        edition.stages.order_by("position")
        .select_related("rubric")
        .annotate(
            places=_told(StageQuota.objects.filter(**mine).order_by("pk"), ("group_id", "places")),
            rules=_told(CompositionRule.objects.filter(**mine).order_by("position"), fields_of(RuleData)),
            named=_told(
                AwardName.objects.filter(**mine).order_by("position"), [*fields_of(AwardData, but="group"), "group_id"]
            ),
            sources=ArraySubquery(
                RecapSource.objects.filter(**mine).values(
                    # As text: a number of JSON is none of decimals.
                    one=JSONObject(source_id="source_id", weight=Cast("weight", CharField()))
                )
            ),
        )
    )


def _told(rows, names):
    """Rows of another table as a list of JSON objects."""
    return ArraySubquery(rows.values(one=JSONObject(**{name: name for name in names})))


def fields_of(shape, *, but=""):
    """The names of the fields of a value."""
    return [name for name in shape.__dataclass_fields__ if name != but]


def _read_recap(row, keys_of_stages):
    """The weights of a stage's sources by their keys, in the order of the stages."""
    weights = {source["source_id"]: Decimal(source["weight"]) for source in row.sources}
    return {key: weights[pk] for pk, key in keys_of_stages.items() if pk in weights}


def _read_stage(row, keys, keys_of_stages, edition):
    return StageData(
        kind=row.kind,
        name=row.name,
        opens_after=row.opens_at - edition.closes_at,
        lasts=row.closes_at - row.opens_at,
        rubric=row.rubric.key if row.rubric else None,
        readers_each=row.readers_each,
        is_blind=row.is_blind,
        hides_colleagues=row.hides_colleagues,
        hides_judges=row.hides_judges,
        is_beside=row.is_beside,
        passing_score=row.passing_score,
        objection_days=row.objection_days,
        guide=row.guide,
        places={keys[quota["group_id"]]: quota["places"] for quota in row.places},
        composition=tuple(RuleData(**rule) for rule in row.rules),
        awards=tuple(AwardData(group=keys.get(award.pop("group_id")), **award) for award in row.named),
        recap=_read_recap(row, keys_of_stages),
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
