"""The blueprint of a played edition: its template, with places, rules and awards as large as the play."""

import re
from dataclasses import replace

from competitions.domain import blueprint
from competitions.domain.blueprint import RuleData
from competitions.domain.templates import TEMPLATES
from competitions.kinds import StageKind
from competitions.models import CompositionRule

Dimension = CompositionRule.Dimension
OUTSTANDING = 5


def of(plan):
    """The blueprint that the plan is played by; places fall from stage to stage and its rules can be kept."""
    chosen = TEMPLATES[plan.template].blueprint
    if plan.groups is not None:
        chosen = blueprint.for_groups(chosen, list(plan.groups))
    return replace(chosen, stages=tuple(shaped(plan, stage) for stage in played(plan, chosen.stages)))


def played(plan, stages):
    """The stages, those that the play leaves to whoever tries it out without days for the public to object.

    An example is carried to its end in an afternoon; what the play itself publishes stood before the public as planned.
    """
    is_played = True
    for stage in stages:
        is_played = is_played and stage.kind != plan.until
        yield stage if is_played else replace(stage, objection_days=None)


def shaped(plan, stage):
    """One stage with the plan's settings and places, and the rules and award names that go with them."""
    stage = replace(stage, settings={**stage.settings, **plan.settings.get(StageKind(stage.kind), {})})
    places = plan.places.get(StageKind(stage.kind), {})
    if not places:
        return stage
    return replace(
        stage,
        places=dict(places),
        composition=tuple(rules(plan, stage)) if stage.composition else (),
        awards=tuple(sized(award, places) for award in stage.awards),
    )


def rules(plan, stage):
    """The published mix by kind of agency where the plan has one; otherwise rules that a small edition can keep."""
    mix = {StageKind.PANEL: plan.finalists, StageKind.FINAL: plan.winners}.get(StageKind(stage.kind))
    if mix:
        return [RuleData(Dimension.AGENCY_KIND, kind, minimum=count, maximum=count) for kind, count in mix.items()]
    # Nothing that the marks of people could make impossible to keep.
    return [RuleData(Dimension.AGENCY, "*", maximum=6 if stage.kind == StageKind.PANEL else 3)]


def sized(award, places):
    """An award named after its places: "Top 99" of a template is "Top 12" where twelve go on."""
    if award.places is not None:
        return replace(award, places=min(award.places, max(1, sum(places.values()) // 9)))
    own = places.get(award.group, sum(places.values())) if award.group else sum(places.values())
    return replace(award, name=re.sub(r"^Top \d+", f"Top {own}", award.name))
