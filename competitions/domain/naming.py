"""What a change of a plan speaks of, as people call it: names that planners chose instead of the keys that they have.

The names are those that stand in the two plans, so that what was removed keeps its name. They are part of what two
people agree to, and always worded in the portal's own language.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.utils import translation

from competitions.domain.blueprint import Plan
from competitions.domain.called import admitted, reminder_called
from competitions.domain.checking.composing import names_of
from competitions.domain.composition import EACH, EVERY, Dimension
from competitions.domain.difference import Change, identity
from competitions.letter_kinds import KINDS

Names = Mapping[str, str]


def named(changes: Iterable[Change], before: Plan, after: Plan) -> list[dict]:
    """Changes as JSON values; `called` says where each is, `words` what the keys in it are called."""
    with translation.override(settings.LANGUAGE_CODE):
        return [
            {**vars(change), "called": [*called(change, after, before)], "words": words_of(change, after, before)}
            for change in changes
        ]


def called(change: Change, *plans: Plan) -> Iterator[str]:
    """The steps that lead to the thing, from the outermost, each under its name."""
    for depth, key in enumerate(change.place):
        known = (name for plan in plans if (name := things(change.part, change.place[:depth], plan).get(key)))
        yield next(known, key)


def things(part: str, place: tuple[str, ...], plan: Plan) -> Names:
    """What stands below a place of a part: names by what tells things apart."""
    blueprint = plan.blueprint
    if part in ("places", "recap", "ties", "awards", "composition", "stages"):
        if not place:
            return {stage.key: stage.name for stage in blueprint.stages}
        stage = next((one for one in blueprint.stages if one.key == place[0]), None)
        return BELOW_STAGE.get(part, lambda stage, plan: {})(stage, plan) if stage else {}
    if part == "letters":
        return {key: str(kind.title) for key, kind in KINDS.items()}
    if part == "reminders":
        return {one.key: reminder_called(one) for one in blueprint.reminders}
    if part == "admissions":
        return {identity(one): value for one, value in admitted(plan.blueprint.admissions)}
    rows = getattr(blueprint, part, ())
    if not place:
        return {identity(one): named_thing(one) for one in rows}
    whole = next((one for one in rows if identity(one) == place[0]), None)
    inner = [one for field in INNER.get(part, ()) for one in getattr(whole, field, ())]
    if len(place) > 1:
        inner = [below for one in inner if identity(one) == place[1] for below in getattr(one, "descriptors", ())]
        return {str(one.points): level_called(whole, one.points) for one in inner}
    return {identity(one): named_thing(one) for one in inner}


def words_of(change: Change, *plans: Plan) -> dict[str, str]:
    """What the keys that a change holds are called: its field, and what stands before and after."""
    tokens = {change.field, *tokens_in(change.before), *tokens_in(change.after)}
    found: dict[str, str] = {}
    for plan in plans:
        for key, name in vocabulary(change, plan).items():
            if key in tokens and name and key != name:
                found.setdefault(key, name)
    return dict(sorted(found.items()))


def vocabulary(change: Change, plan: Plan) -> Names:
    """The names of everything that a field of this part may speak of by its key."""
    blueprint = plan.blueprint
    groups = {group.key: group.name for group in blueprint.groups}
    stages = {stage.key: stage.name for stage in blueprint.stages}
    rubrics = {rubric.key: rubric.name for rubric in blueprint.rubrics}
    beside = things(change.part, change.place, plan) if change.field == "order" else {}
    match change.part:
        case "places" | "awards" | "requirements":
            return {**groups, **beside}
        case "sections":
            return {**groups, **beside}
        case "recap":
            return stages
        case "stages":
            return {**stages, **rubrics, **beside}
        case "ties":
            stage = next((one for one in blueprint.stages if change.place and one.key == change.place[0]), None)
            rubric = next((one for one in blueprint.rubrics if stage and one.key == stage.rubric), None)
            return {one.key: one.name for one in rubric.criteria} if rubric else {}
        case "composition" | "admissions":
            return {**{value: name for (_dimension, value), name in names_of(plan.blueprint).items()}, **beside}
    return beside


def tokens_in(value) -> Iterator[str]:
    """The texts in a JSON value that may be keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from tokens_in(one)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield key
            yield from tokens_in(one)


def named_thing(thing) -> str:
    """What a thing is called by those who planned it."""
    for name in ("name", "title", "prompt"):
        if told := getattr(thing, name, ""):
            return told
    return identity(thing)


def level_called(rubric, points) -> str:
    """A level of the scale of a rubric."""
    level = next((one for one in rubric.levels if one.points == points), None)
    return f"{level.name} ({points})" if level else str(points)


def rules_called(stage, plan: Plan) -> Names:
    """Rules by their values."""
    names = names_of(plan.blueprint)
    return {
        identity(rule): str(EVERY[Dimension(rule.dimension)])
        if rule.value == EACH and rule.dimension in Dimension.values
        else names.get((str(rule.dimension), rule.value), rule.value)
        for rule in stage.composition
    }


def awards_called(stage, plan: Plan) -> Names:
    """Awards, with their group where there is one for each."""
    groups = {group.key: group.name for group in plan.blueprint.groups}
    return {
        identity(one): f"{one.name}, {groups.get(one.group, one.group)}" if one.group else one.name
        for one in stage.awards
    }


INNER = {"sections": ("questions",), "rubrics": ("criteria", "levels")}
BELOW_STAGE = {"composition": rules_called, "awards": awards_called}
