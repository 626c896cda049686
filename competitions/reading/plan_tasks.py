"""The parts of a plan as a list of work: what each holds, and what it still misses, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from competitions.domain import checking
from competitions.domain.checking import replies
from competitions.domain.parts import DECIDES, PARTS


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


def _said(words):
    """A count of things in words."""
    return lambda things: words % {"number": len(things)}


def _total(words):
    """A count over all stages in words."""
    return lambda stages: words % {"number": sum(map(len, stages.values()))}


def _admissions(rows):
    if not rows:
        return _("semua instansi")
    return _said(ngettext_lazy("%(number)d baris", "%(number)d baris", "number"))(rows)


def _head(head):
    return head.theme or _("tanpa tema")


def _letters(texts):
    """How many kinds of letters say something of the edition's own, and how many have no address for answers."""
    own = _("Semua surat dengan naskah bawaan")
    if texts:
        own = ngettext("%(number)d surat bernaskah sendiri", "%(number)d surat bernaskah sendiri", len(texts))
        own %= {"number": len(texts)}
    unanswered = replies.without(texts)
    if not unanswered:
        return own
    said = ngettext(
        "%(own)s; %(number)d belum punya alamat balasan", "%(own)s; %(number)d belum punya alamat balasan", unanswered
    )
    return said % {"own": own, "number": unanswered}


def _ties(ties):
    """In how many stages something was chosen that decides before the lot does."""
    chosen = sum(bool(told[DECIDES]) for told in ties.values())
    if not chosen:
        return _("undian saja")
    return ngettext("%(number)d penentu, lalu undian", "%(number)d penentu, lalu undian", chosen) % {"number": chosen}


HOLDS = {
    "head": _head,
    "groups": _said(ngettext_lazy("%(number)d kelompok", "%(number)d kelompok", "number")),
    "categories": _said(ngettext_lazy("%(number)d kategori", "%(number)d kategori", "number")),
    "sections": _said(ngettext_lazy("%(number)d bagian", "%(number)d bagian", "number")),
    "requirements": _said(ngettext_lazy("%(number)d dokumen", "%(number)d dokumen", "number")),
    "checks": _said(ngettext_lazy("%(number)d syarat", "%(number)d syarat", "number")),
    "rubrics": _said(ngettext_lazy("%(number)d rubrik", "%(number)d rubrik", "number")),
    "stages": _said(ngettext_lazy("%(number)d tahap", "%(number)d tahap", "number")),
    "places": _total(ngettext_lazy("%(number)d kuota", "%(number)d kuota", "number")),
    "composition": _total(ngettext_lazy("%(number)d aturan", "%(number)d aturan", "number")),
    "recap": _total(ngettext_lazy("%(number)d sumber nilai", "%(number)d sumber nilai", "number")),
    "ties": _ties,
    "awards": _total(ngettext_lazy("%(number)d penghargaan", "%(number)d penghargaan", "number")),
    "letters": _letters,
    "admissions": _admissions,
    "reminders": _said(ngettext_lazy("%(number)d pengingat", "%(number)d pengingat", "number")),
}
