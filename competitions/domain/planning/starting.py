"""Beginning an edition: from a template, from an earlier one, from a file.

What is begun here can run: it is checked as a whole, and refused with every reason why it could not.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.domain import events
from accounts.models import Membership
from accounts.rules import Refused
from competitions import rules
from competitions.domain import blueprint, checking, drawing, drawn, following
from competitions.domain.blueprint import Blueprint, Plan
from competitions.domain.templates import TEMPLATES
from competitions.kinds.values import is_writable
from competitions.models import Edition


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
    opens_results: bool = False,
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
    chosen, said = _narrowed(_chosen(template), groups)
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
        opens_results=opens_results,
    )
    source = template if isinstance(template, str) else ""
    return _create(edition, chosen, "edition.planned", said, by=by, at=at, template=source)


def _chosen(template):
    """The plan of a ready-made one's name, or the plan itself."""
    if not isinstance(template, str):
        return template
    if template not in TEMPLATES:
        raise Refused(rules.PLAN_CANNOT_RUN, [_("Pola edisi tidak dikenal: %(name)s.") % {"name": template}])
    return TEMPLATES[template].blueprint


def _narrowed(chosen, groups):
    """The plan with only some of its groups, and what is wrong with their names."""
    if groups is None:
        return chosen, []
    strangers = sorted(set(groups) - {group.key for group in chosen.groups})
    said = [_("Kelompok tidak dikenal: %(keys)s.") % {"keys": ", ".join(strangers)}] if strangers else []
    return blueprint.for_groups(chosen, list(groups)), said


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

    The lot is never copied; agencies are named as they are called today. `legal_basis` None keeps the old one. Not
    announced. Refused as in `plan`.
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
        certificate_heading=edition.certificate_heading,
        certificate_issuer=edition.certificate_issuer,
        certificate_words=edition.certificate_words,
        signatory_name=edition.signatory_name,
        signatory_office=edition.signatory_office,
        logo=edition.logo,
        signature=edition.signature,
        opens_results=edition.opens_results,
        check_in_months=edition.check_in_months,
        pact=edition.pact,
        is_example=edition.is_example,
    )
    chosen = following.named_today(drawn.drawn_from(edition))
    return _create(new, chosen, "edition.copied", [], by=by, at=at, source=edition.slug)


@transaction.atomic
def bring(plan: Plan, *, slug: str, by: Membership, at: datetime) -> Edition:
    """Create an edition, not announced, from a whole plan, such as one that came in a file; returns the edition.

    It may be unfinished, as any draft may; agencies are named as they are called today. Refused with every reason why
    it could not even be kept.
    """
    if refusal := rules.planning_refusal(by=by):
        raise Refused(refusal)
    edition = Edition(slug=slug, **vars(plan.head))
    chosen = following.named_today(plan.blueprint)
    return _create(edition, chosen, "edition.brought", [], by=by, at=at, reasons=checking.broken)


def _create(edition, chosen, event, said, *, by, at, reasons=checking.reasons, **particulars):
    """Save a new edition with the rows of a plan against which there are no `reasons`; one event at the end."""
    is_taken = is_writable(edition.slug) and _is_taken(edition.slug)
    said = [*said, *checking.edition_reasons(edition, is_slug_taken=is_taken)]
    # The stages follow the close: without one there is nothing to hold them against.
    if isinstance(edition.closes_at, datetime):
        said += reasons(chosen, closes_at=edition.closes_at)
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
    drawing.draw(chosen, edition, is_new=True)
    events.record(event, on=edition, by=by, at=at, slug=edition.slug, **particulars)
    return edition


def _is_taken(slug):
    return Edition.objects.filter(slug=slug).exists()
