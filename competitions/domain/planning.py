"""Planning an edition from a template or an earlier one, and what may change until a stage opens.

Whatever is planned is checked as a whole, and refused with every reason why it could not run.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.domain import events
from accounts.models import Membership
from accounts.rules import Refused
from competitions import rules
from competitions.domain import blueprint, checking, drawing, lot
from competitions.domain.blueprint import Blueprint, RuleData
from competitions.domain.templates import TEMPLATES
from competitions.kinds import as_json, understood
from competitions.models import CompositionRule, Edition, Group, Stage, StageQuota


@transaction.atomic
def plan(
    template: str | Blueprint,
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
    signatory_name: str = "",
    is_example: bool = False,
    by: Membership,
    at: datetime,
) -> Edition:
    """Create an edition, not yet announced, with every row of the plan; returns the edition.

    `template` is the name of a ready-made plan or a plan of one's own; `groups` keeps only these of its groups
    (None: all of them). The windows of the stages follow the close of registration by the lengths in the plan;
    `agency_cap` None is no cap; `signatory_name` is printed on certificates; all that an `is_example` edition
    publishes is marked as such. Refused unless `by` is a ministry admin, and with every reason when the plan
    could not run.
    """
    if refusal := rules.planning_refusal(by=by):
        raise Refused(refusal)
    if isinstance(template, str) and template not in TEMPLATES:
        raise Refused(rules.PLAN_CANNOT_RUN, [_("Pola edisi tidak dikenal: %(name)s.") % {"name": template}])
    chosen = TEMPLATES[template].blueprint if isinstance(template, str) else template
    said = []
    if groups is not None:
        strangers = sorted(set(groups) - {group.key for group in chosen.groups})
        said += [_("Kelompok tidak dikenal: %(keys)s.") % {"keys": ", ".join(strangers)}] if strangers else []
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
        signatory_name=signatory_name,
        is_example=is_example,
    )
    source = template if isinstance(template, str) else ""
    return _create(edition, chosen, "edition.planned", said, by=by, at=at, template=source)


@transaction.atomic
def copy(
    edition: Edition,
    *,
    slug: str,
    name: str,
    year: int,
    opens_at: datetime,
    closes_at: datetime,
    legal_basis: str | None = None,
    theme: str = "",
    by: Membership,
    at: datetime,
) -> Edition:
    """Create a new edition with all rows of `edition`, its stages as far after the close as they were there.

    The lot is never copied. `legal_basis` None keeps the old one. Not announced. Refused as in `plan`.
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
        award_place=edition.award_place,
        signatory_name=edition.signatory_name,
        signatory_office=edition.signatory_office,
        is_example=edition.is_example,
    )
    return _create(new, drawing.drawn_from(edition), "edition.copied", [], by=by, at=at, source=edition.slug)


def _create(edition, chosen, event, said, *, by, at, **particulars):
    """Save a new edition with the rows of a plan that can run; one event at the end."""
    is_taken = isinstance(edition.slug, str) and "\0" not in edition.slug and _is_taken(edition.slug)
    said = [*said, *checking.edition_reasons(edition, is_slug_taken=is_taken)]
    # The stages follow the close: without one there is nothing to hold them against.
    if isinstance(edition.closes_at, datetime):
        said += checking.reasons(chosen, closes_at=edition.closes_at)
    if said:
        raise Refused(rules.PLAN_CANNOT_RUN, said)
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
    except IntegrityError:
        # Somebody else planned an edition of this address a moment ago.
        raise Refused(
            rules.PLAN_CANNOT_RUN, checking.edition_reasons(edition, is_slug_taken=_is_taken(edition.slug))
        ) from None
    drawing.draw(chosen, edition)
    events.record(event, on=edition, by=by, at=at, slug=edition.slug, **particulars)
    return edition


def _is_taken(slug):
    return Edition.objects.filter(slug=slug).exists()


@transaction.atomic
def announce(edition: Edition, *, lot_secret: str | None = None, by: Membership, at: datetime) -> Edition:
    """Make the edition public, and promise its lot; from its opening on it takes proposals.

    Only an example may bring a `lot_secret`.
    Refused when announced before, once registration would have closed, and with every reason when the plan could not
    run.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if refusal := rules.announcement_refusal(edition, by=by):
        raise Refused(refusal)
    said = [
        *checking.edition_reasons(edition, is_slug_taken=False),
        *checking.reasons(drawing.drawn_from(edition), closes_at=edition.closes_at),
    ]
    if said:
        raise Refused(rules.PLAN_CANNOT_RUN, said)
    edition.announced_at = at
    edition.save(update_fields=["announced_at"])
    lot.commit(edition, secret=lot_secret, by=by, at=at)
    events.record("edition.announced", on=edition, by=by, at=at, slug=edition.slug)
    return edition


@transaction.atomic
def set_places(stage: Stage, group: Group, places: int | None, *, by: Membership, at: datetime) -> None:
    """Let `places` proposals of a group go on from a stage; None lets all who pass go on.

    Refused once the stage has opened, and with every reason why the plan could no longer run.
    """
    stage = _locked(stage)
    if refusal := rules.stage_planning_refusal(stage, by=by):
        raise Refused(refusal)
    drawn = drawing.drawn_from(stage.edition)
    now = next(one.places for one in drawn.stages if one.key == stage.key)
    # A group of another edition is none of this plan's: its key is refused with the rest.
    key = group.key if group.edition_id == stage.edition_id else f"{group.edition_id}/{group.key}"
    wanted = {**now, key: places} if places is not None else {one: now[one] for one in now if one != key}
    _must_run(stage, drawn, places=wanted)
    if places is None:
        StageQuota.objects.filter(stage=stage, group=group).delete()
    else:
        StageQuota.objects.update_or_create(stage=stage, group=group, defaults={"places": places})
    events.record("stage.places_set", on=stage, by=by, at=at, group=group.key, places=places)


@transaction.atomic
def compose(stage: Stage, new_rules: Sequence[RuleData], *, by: Membership, at: datetime) -> None:
    """Replace the composition rules of a stage, in the order given.

    Refused once the stage has opened, and with every reason why the rules could not be kept.
    """
    stage = _locked(stage)
    if refusal := rules.stage_planning_refusal(stage, by=by):
        raise Refused(refusal)
    _must_run(stage, drawing.drawn_from(stage.edition), composition=tuple(new_rules))
    stage.composition.all().delete()
    CompositionRule.objects.bulk_create(
        CompositionRule(stage=stage, position=position, **vars(rule))
        for position, rule in enumerate(new_rules, start=1)
    )
    events.record("stage.composed", on=stage, by=by, at=at, rules=[dict(vars(rule)) for rule in new_rules])


@transaction.atomic
def arrange(stage: Stage, settings: Mapping, *, by: Membership, at: datetime) -> Stage:
    """Give a stage other settings of its kind; what is absent gets its default. Returns the stage.

    Refused once the stage has opened, and with every reason why the settings are not understood or do not fit.
    """
    stage = _locked(stage)
    if refusal := rules.stage_planning_refusal(stage, by=by):
        raise Refused(refusal)
    _must_run(stage, drawing.drawn_from(stage.edition), settings=settings)
    stage.settings = as_json(understood(stage.kind, settings))
    stage.save(update_fields=["settings"])
    events.record("stage.arranged", on=stage, by=by, at=at, settings=stage.settings)
    return stage


@transaction.atomic
def set_window(
    stage: Stage, opens_at: datetime, closes_at: datetime, *, reason: str = "", by: Membership, at: datetime
) -> Stage:
    """Plan another window for a stage that has not opened; returns the stage.

    Refused once the stage has opened, when it would close before it opens, or, after the edition is
    announced, without a reason; and with every reason why the plan could no longer run.
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
    _must_run(
        stage,
        drawing.drawn_from(stage.edition),
        opens_after=opens_at - stage.edition.closes_at,
        lasts=closes_at - opens_at,
    )
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


def _must_run(stage, drawn, **changes):
    """Refuse a change of one stage that would give the plan a reason not to run that it does not have now."""
    closes_at = stage.edition.closes_at
    now = set(checking.reasons(drawn, closes_at=closes_at))
    changed = blueprint.with_stages(drawn, {stage.key: changes})
    if said := [sentence for sentence in checking.reasons(changed, closes_at=closes_at) if sentence not in now]:
        raise Refused(rules.PLAN_CANNOT_RUN, said)


def _locked(stage):
    return Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
