"""Two plans side by side, part by part."""

from dataclasses import dataclass

from django.utils.functional import Promise

from competitions.domain import checking, difference, following, naming
from competitions.domain.blueprint import Plan
from competitions.domain.parts import PARTS
from competitions.models import Edition


@dataclass(frozen=True)
class ComparedPart:
    """One part: its changes as `naming.named` gives them."""

    title: Promise
    changes: list[dict]


def parts(first: Plan, second: Plan) -> list[ComparedPart]:
    """Every part in the order in which an edition is planned, also those in which nothing differs."""
    found: dict[str, list[dict]] = {key: [] for key in PARTS}
    for change in naming.named(difference.between(first, second), first, second):
        found[change["part"]].append(change)
    return [ComparedPart(part.title, found[key]) for key, part in PARTS.items()]


def faults(plan: Plan) -> list[str]:
    """Why a plan that came in a file is none: what stands twice in it, or is out of bounds, cannot be compared.

    Agencies may be named as they were called when it was written.
    """
    head = Edition(slug="berkas", **vars(plan.head))
    return [
        *checking.edition_reasons(head, is_slug_taken=False),
        *checking.broken(following.named_today(plan.blueprint), closes_at=plan.head.closes_at),
    ]
