"""The plan of an edition as plain values: what a template says and what a copy takes along."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from accounts.files.sizes import MEBIBYTE
from competitions.kinds import StageKind, defaults
from competitions.models import CompositionRule, Criterion, EnteredBy, EntryCheck, Parents, Reminder, Requirement
from competitions.models.award_name import SealColour
from competitions.models.edition import standard_pact


@dataclass(frozen=True)
class GroupData:
    key: str
    name: str
    description: str
    min_age_months: int
    parents: str = Parents.NONE
    entered_by: str = EnteredBy.UNIT
    agency_cap: int | None = None
    by_invitation: bool = False
    invited: tuple[str, ...] = ()


@dataclass(frozen=True)
class CategoryData:
    key: str
    name: str


@dataclass(frozen=True)
class QuestionData:
    key: str
    prompt: str
    hint: str
    min_words: int
    max_words: int
    example: str = ""


@dataclass(frozen=True)
class SectionData:
    """A section of the form; `group` is the key of the only group it is for, None when all answer it."""

    key: str
    title: str
    weight: Decimal
    questions: tuple[QuestionData, ...]
    needs_evidence: bool = False
    claim: str = ""
    evidence_kinds: tuple[str, ...] = ("pdf", "jpeg", "png")
    evidence_max_bytes: int = 2 * MEBIBYTE
    evidence_max_files: int = 10
    is_summary: bool = False
    group: str | None = None


@dataclass(frozen=True)
class RequirementData:
    key: str
    name: str
    hint: str
    applies: str = Requirement.Applies.ALWAYS
    kinds: tuple[str, ...] = ("pdf", "jpeg", "png")
    max_bytes: int = MEBIBYTE
    group: str | None = None
    specimen: str = ""


@dataclass(frozen=True)
class CheckData:
    code: str
    method: EntryCheck.Method | str
    statement: str
    legal_basis: str
    remedy: str
    mends: str = EntryCheck.Mends.NOTHING.value


@dataclass(frozen=True)
class DescriptorData:
    """What the level of these points means for one criterion."""

    points: int
    text: str


@dataclass(frozen=True)
class CriterionData:
    key: str
    name: str
    description: str
    weight: Decimal
    component: str = Criterion.Component.WHOLE
    descriptors: tuple[DescriptorData, ...] = ()


@dataclass(frozen=True)
class LevelData:
    points: int
    name: str
    anchor: str


@dataclass(frozen=True)
class RubricData:
    key: str
    name: str
    criteria: tuple[CriterionData, ...]
    levels: tuple[LevelData, ...]


@dataclass(frozen=True)
class RuleData:
    """One rule of composition.

    The value is, by dimension: a category's or group's key, an agency kind, a region class, a province's code
    or an agency's name; or "*" for every single value of the dimension.
    """

    dimension: CompositionRule.Dimension | str
    value: str
    minimum: int | None = field(default=None, kw_only=True)
    maximum: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class AwardData:
    key: str
    name: str
    group: str | None = None
    places: int | None = None
    seal: str = ""
    seal_colour: str = SealColour.GOLD.value
    picture: str = ""
    signatory_name: str = ""
    signatory_office: str = ""
    decree: str = ""


@dataclass(frozen=True)
class StageData:
    """A stage; it opens `opens_after` the close of registration and `lasts` so long.

    `places` go on from each group (no entry: all who pass); `recap` gives each earlier stage's weight in percent, by
    its key. For `objection_days` after the day of its provisional list the public may object; without, the list is
    final at once. The key is the kind unless said otherwise; `settings` is the JSON value that the kind understands.
    """

    kind: StageKind | str
    name: str
    opens_after: timedelta
    lasts: timedelta
    rubric: str | None = None
    readers_each: int | None = None
    is_blind: bool = False
    hides_colleagues: bool = False
    hides_judges: bool = True
    is_beside: bool = False
    passing_score: Decimal | None = None
    objection_days: int | None = None
    guide: str = ""
    places: dict[str, int] = field(default_factory=dict)
    composition: tuple[RuleData, ...] = ()
    awards: tuple[AwardData, ...] = ()
    recap: dict[str, Decimal] = field(default_factory=dict)
    key: str = ""
    settings: dict = field(default_factory=dict)

    def __post_init__(self):
        object.__setattr__(self, "key", self.key or str(self.kind))
        if isinstance(self.settings, dict):
            object.__setattr__(self, "settings", {**defaults(self.kind), **self.settings})


@dataclass(frozen=True)
class LetterData:
    """What one kind of letter says in the edition; kinds without one say what the portal says by itself."""

    key: str
    subject: str
    body: str
    subject_en: str = ""
    body_en: str = ""
    reply_to: str = ""


@dataclass(frozen=True)
class ReminderData:
    """A reminder so many days before the end of registration or of a stage; None: when half of the time has passed."""

    key: str
    about: Reminder.About | str
    days_before: int | None


REMINDERS = (
    *(ReminderData(f"drafts-{days}", Reminder.About.DRAFTS, days) for days in (14, 7, 3, 1)),
    ReminderData("judging-half", Reminder.About.JUDGING, None),
    *(ReminderData(f"judging-{days}", Reminder.About.JUDGING, days) for days in (3, 1)),
    *(ReminderData(f"invited-{days}", Reminder.About.INVITED, days) for days in (3, 1)),
    *(ReminderData(f"materials-{days}", Reminder.About.MATERIALS, days) for days in (3, 1)),
    ReminderData("answers-2", Reminder.About.ANSWERS, 2),
    ReminderData("late-0", Reminder.About.LATE, 0),
)


@dataclass(frozen=True)
class AdmissionData:
    """One kind of agency, province (by its code) or agency (by its name) that may enter; see `Admission`."""

    dimension: str
    value: str


@dataclass(frozen=True)
class Blueprint:
    """Everything of an edition except its name, its dates and its lot."""

    groups: tuple[GroupData, ...]
    categories: tuple[CategoryData, ...]
    sections: tuple[SectionData, ...]
    requirements: tuple[RequirementData, ...]
    checks: tuple[CheckData, ...]
    rubrics: tuple[RubricData, ...]
    stages: tuple[StageData, ...]
    letters: tuple[LetterData, ...] = ()
    reminders: tuple[ReminderData, ...] = REMINDERS
    admissions: tuple[AdmissionData, ...] = ()


@dataclass(frozen=True)
class HeadData:
    """What an edition is called, what it stands on, when it takes proposals, and who signs."""

    name: str
    year: int
    legal_basis: str
    opens_at: datetime
    closes_at: datetime
    theme: str = ""
    agency_cap: int | None = None
    award_place: str = "Jakarta"
    certificate_heading: str = "Sertifikat Penghargaan"
    certificate_issuer: str = ""
    certificate_words: str = ""
    signatory_name: str = ""
    signatory_office: str = ""
    logo: str = ""
    signature: str = ""
    opens_results: bool = False
    check_in_months: int = 12
    pact: str = field(default_factory=standard_pact)


@dataclass(frozen=True)
class Plan:
    """An edition as its planners see it: its head and its blueprint."""

    head: HeadData
    blueprint: Blueprint


def for_groups(blueprint: Blueprint, keys) -> Blueprint:
    """The blueprint with only those of its groups that are among `keys`, and what belongs to them."""
    return replace(
        blueprint,
        groups=tuple(group for group in blueprint.groups if group.key in keys),
        sections=_belonging(blueprint.sections, keys),
        requirements=_belonging(blueprint.requirements, keys),
        stages=tuple(_stage_for_groups(stage, keys) for stage in blueprint.stages),
    )


def _belonging(things, keys):
    return tuple(thing for thing in things if thing.group is None or thing.group in keys)


def _stage_for_groups(stage, keys):
    return StageData(
        **{
            **vars(stage),
            "places": {key: places for key, places in stage.places.items() if key in keys},
            "awards": _belonging(stage.awards, keys),
            "composition": tuple(
                rule
                for rule in stage.composition
                if rule.dimension != CompositionRule.Dimension.GROUP or rule.value in {*keys, "*"}
            ),
        }
    )


def with_stages(blueprint: Blueprint, changes: Mapping[str, Mapping]) -> Blueprint:
    """The blueprint with other values in some of its stages: fields to change, by the key of the stage."""
    stages = tuple(replace(stage, **changes.get(stage.key, {})) for stage in blueprint.stages)
    return replace(blueprint, stages=stages)
