"""The parts of a plan as a list of work: what each holds, and what it still misses, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competitions.domain import checking
from competitions.domain.parts import PARTS


@dataclass(frozen=True)
class PlanTask:
    """One part of a plan: its name, where it is edited, what it holds, and why it is not ready."""

    part: str
    title: str | Promise
    address: str
    holds: str
    reasons: tuple[str, ...]


def plan_tasks(plan, edition):
    """Every part of the plan, in the order in which an edition is planned; two queries at most."""
    missing = {key: [] for key in PARTS}
    for sentence in checking.edition_reasons(edition, is_slug_taken=False):
        missing["head"].append(sentence)
    for part, sentence in checking.told(plan.blueprint, closes_at=plan.head.closes_at):
        missing[part].append(sentence)
    return [
        PlanTask(
            key, part.title, part.address, HOLDS[key](part.read(plan)), tuple(dict.fromkeys(map(str, missing[key])))
        )
        for key, part in PARTS.items()
    ]


def _said(singular, plural):
    """A count in words."""

    def holds(things):
        number = len(things)
        return ngettext(singular, plural, number) % {"number": number}

    return holds


def _total(singular, plural):
    """A count over all stages in words."""
    said = _said(singular, plural)
    return lambda stages: said([one for things in stages.values() for one in things])


def _head(head):
    return head.theme or _("tanpa tema")


HOLDS = {
    "head": _head,
    "groups": _said("%(number)d kelompok", "%(number)d kelompok"),
    "categories": _said("%(number)d kategori", "%(number)d kategori"),
    "sections": _said("%(number)d bagian", "%(number)d bagian"),
    "requirements": _said("%(number)d dokumen", "%(number)d dokumen"),
    "checks": _said("%(number)d syarat", "%(number)d syarat"),
    "rubrics": _said("%(number)d rubrik", "%(number)d rubrik"),
    "stages": _said("%(number)d tahap", "%(number)d tahap"),
    "places": _total("%(number)d kuota", "%(number)d kuota"),
    "composition": _total("%(number)d aturan", "%(number)d aturan"),
    "recap": _total("%(number)d sumber nilai", "%(number)d sumber nilai"),
    "awards": _total("%(number)d penghargaan", "%(number)d penghargaan"),
}
