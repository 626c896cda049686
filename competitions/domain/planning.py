"""Planning an edition from a template or an earlier one, and what may change until a stage opens."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.domain import events
from accounts.models import Membership
from accounts.rules import Refused
from competitions import rules
from competitions.domain import blueprint, composition, drawing
from competitions.domain.blueprint import RuleData
from competitions.domain.templates import TEMPLATES
from competitions.models import CompositionRule, Edition, Group, Stage, StageQuota


@transaction.atomic
def plan(
    template: str,
    *,
    slug: str,
    name: str,
    year: int,
    opens_at: datetime,
    closes_at: datetime,
    legal_basis: str,
    theme: str = "",
    agency_cap: int | None = None,
    groups: Sequence[str] | None = None,
    lot_seed: str,
    signatory_name: str = "",
    is_example: bool = False,
    by: Membership,
    at: datetime,
) -> Edition:
    """Create an edition, not yet announced, with every row of the template; returns the edition.

    `groups` keeps only these groups of the template (None: all of them). The windows of the stages follow the
    close of registration by the lengths in the template; `agency_cap` None is no cap; `signatory_name` is
    printed on certificates; all that an `is_example` edition publishes is marked as such. Refused unless `by` is
    a ministry admin; ValueError for an unknown template or group, weights that do not sum to 100, or a close
    that is not after the opening.
    """
    if refusal := rules.planning_refusal(by=by):
        raise Refused(refusal)
    if template not in TEMPLATES:
        raise ValueError(f"Pola edisi tidak dikenal: {template}.")
    chosen = TEMPLATES[template].blueprint
    if groups is not None:
        chosen = blueprint.for_groups(chosen, list(groups))
    edition = Edition(
        slug=slug,
        name=name,
        year=year,
        theme=theme,
        legal_basis=legal_basis,
        opens_at=opens_at,
        closes_at=closes_at,
        agency_cap=agency_cap,
        lot_seed=lot_seed,
        signatory_name=signatory_name,
        is_example=is_example,
    )
    return _create(edition, chosen, "edition.planned", by=by, at=at, template=template)


@transaction.atomic
def copy(
    edition: Edition,
    *,
    slug: str,
    name: str,
    year: int,
    opens_at: datetime,
    closes_at: datetime,
    lot_seed: str,
    legal_basis: str | None = None,
    theme: str = "",
    by: Membership,
    at: datetime,
) -> Edition:
    """Create a new edition with all rows of `edition`, its stages as far after the close as they were there.

    The lot is never copied: `lot_seed` is new. `legal_basis` None keeps the old one. Not announced. Refused
    and ValueError as in `plan`.
    """
    if refusal := rules.planning_refusal(by=by):
        raise Refused(refusal)
    new = Edition(
        slug=slug,
        name=name,
        year=year,
        theme=theme,
        legal_basis=edition.legal_basis if legal_basis is None else legal_basis,
        opens_at=opens_at,
        closes_at=closes_at,
        agency_cap=edition.agency_cap,
        lot_seed=lot_seed,
        award_place=edition.award_place,
        signatory_name=edition.signatory_name,
        signatory_office=edition.signatory_office,
        is_example=edition.is_example,
    )
    return _create(new, drawing.drawn_from(edition), "edition.copied", by=by, at=at, source=edition.slug)


def _create(edition, chosen, event, *, by, at, **particulars):
    """Save a new edition with the rows of a blueprint; one event at the end."""
    if edition.closes_at <= edition.opens_at:
        raise ValueError("Pendaftaran harus ditutup setelah dibuka.")
    blueprint.check(chosen)
    edition.save(force_insert=True)
    drawing.draw(chosen, edition)
    events.record(event, on=edition, by=by, at=at, slug=edition.slug, lot_seed=edition.lot_seed, **particulars)
    return edition


@transaction.atomic
def announce(edition: Edition, *, by: Membership, at: datetime) -> Edition:
    """Make the edition public; from its opening on it takes proposals. Refused when announced before."""
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if refusal := rules.announcement_refusal(edition, by=by):
        raise Refused(refusal)
    edition.announced_at = at
    edition.save(update_fields=["announced_at"])
    events.record("edition.announced", on=edition, by=by, at=at, slug=edition.slug)
    return edition


@transaction.atomic
def set_places(stage: Stage, group: Group, places: int | None, *, by: Membership, at: datetime) -> None:
    """Let `places` proposals of a group go on from a stage; None lets all who pass go on.

    Refused once the stage has opened. ValueError for places below 1 or a group of another edition.
    """
    stage = _locked(stage)
    if refusal := rules.stage_planning_refusal(stage, by=by):
        raise Refused(refusal)
    if group.edition_id != stage.edition_id:
        raise ValueError("Kelompok ini milik edisi lain.")
    if places is None:
        StageQuota.objects.filter(stage=stage, group=group).delete()
    elif places < 1:
        raise ValueError("Kuota paling sedikit 1.")
    else:
        StageQuota.objects.update_or_create(stage=stage, group=group, defaults={"places": places})
    events.record("stage.places_set", on=stage, by=by, at=at, group=group.key, places=places)


@transaction.atomic
def compose(stage: Stage, new_rules: Sequence[RuleData], *, by: Membership, at: datetime) -> None:
    """Replace the composition rules of a stage, in the order given.

    Refused once the stage has opened. ValueError with a sentence for an unknown dimension or value, a
    repeated rule, or bounds that say nothing or contradict each other.
    """
    stage = _locked(stage)
    if refusal := rules.stage_planning_refusal(stage, by=by):
        raise Refused(refusal)
    composition.check(new_rules, stage.edition)
    stage.composition.all().delete()
    CompositionRule.objects.bulk_create(
        CompositionRule(stage=stage, position=position, **vars(rule))
        for position, rule in enumerate(new_rules, start=1)
    )
    events.record("stage.composed", on=stage, by=by, at=at, rules=[dict(vars(rule)) for rule in new_rules])


@transaction.atomic
def set_window(
    stage: Stage, opens_at: datetime, closes_at: datetime, *, reason: str = "", by: Membership, at: datetime
) -> Stage:
    """Plan another window for a stage that has not opened; returns the stage.

    Refused once the stage has opened, when it would close before it opens, or, after the edition is
    announced, without a reason.
    """
    stage = _locked(stage)
    refusal = rules.window_refusal(
        stage,
        opens_at,
        closes_at,
        is_announced=stage.edition.announced_at is not None,
        reason=reason,
        by=by,
    )
    if refusal:
        raise Refused(refusal)
    stage.opens_at, stage.closes_at = opens_at, closes_at
    stage.save(update_fields=["opens_at", "closes_at"])
    events.record(
        "stage.window_set",
        on=stage,
        by=by,
        at=at,
        opens_at=opens_at.isoformat(),
        closes_at=closes_at.isoformat(),
        reason=reason.strip(),
    )
    return stage


def _locked(stage):
    return Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
