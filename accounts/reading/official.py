"""Official lists as their pages show them: what each would change, in groups, and what is doubtful."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.arithmetic.entries import CLOSING, NEW, OTHER, RECODED, RENAMED, EntryChange
from accounts.domain.register import comparison, official
from accounts.models import AgencyKind, OfficialList, RegionKind
from accounts.rules import official as sentences
from accounts.rules import register as rules

# In the order of the page; regions first, then agencies.
GROUPS = {
    ("regions", NEW): gettext_lazy("Wilayah baru"),
    ("regions", RENAMED): gettext_lazy("Wilayah berganti nama"),
    ("regions", RECODED): gettext_lazy("Wilayah berganti kode"),
    ("regions", OTHER): gettext_lazy("Data wilayah berubah"),
    ("regions", CLOSING): gettext_lazy("Wilayah dihapus"),
    ("agencies", NEW): gettext_lazy("Instansi baru"),
    ("agencies", RENAMED): gettext_lazy("Instansi berganti nama"),
    ("agencies", OTHER): gettext_lazy("Instansi berganti jenis"),
    ("agencies", CLOSING): gettext_lazy("Instansi ditutup"),
}
FACTS = {"population": gettext_lazy("penduduk"), "is_left_behind": gettext_lazy("daerah tertinggal")}
KINDS = {kind.value: kind.label for kind in (*AgencyKind, *RegionKind)}


@dataclass(frozen=True)
class Row:
    """One change in words."""

    number: int | None
    name: str
    said: str


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of one kind."""

    title: str
    rows: list[Row]

    @property
    def caption(self):
        """What the changes are, and how many."""
        return f"{self.title}: {number_format(len(self.rows))}"


@dataclass(frozen=True)
class DrawnList:
    """A list that waits, as its page shows it."""

    groups: list[ChangeGroup]
    doubts: list[str]
    known: list[str]
    stamp: str
    refusal: rules.Refusal | None


def drawn(listed, office):
    """What a list would change as the registers stand."""
    found = comparison.compare(listed)
    refusal = rules.applying_refusal(
        office,
        is_applied=listed.applied_at is not None,
        has_doubts=bool(found.doubts),
        is_empty=not found.changes,
    )
    known = [*found.regions.known, *found.agencies.known]
    return DrawnList(
        groups=grouped({"regions": found.regions.changes, "agencies": found.agencies.changes}),
        doubts=[sentences.said(one.row, one.key, one.values) for one in found.doubts],
        known=[sentences.said(one.row, one.key, one.values) for one in known],
        stamp=official.stamp(found),
        refusal=refusal,
    )


def done(event):
    """What an applied list changed, as its event says."""
    told = event.particulars
    changes = {
        register: [EntryChange(**{**one, "facts": tuple(map(tuple, one["facts"]))}) for one in told[register]]
        for register in ("regions", "agencies")
    }
    return grouped(changes)


def grouped(changes):
    """Changes by what they are, in the order of the groups."""
    found = []
    for (register, what), title in GROUPS.items():
        rows = [Row(one.row, one.name, in_words(one)) for one in changes[register] if one.what == what]
        if rows:
            found.append(ChangeGroup(title, rows))
    return found


def in_words(change):
    """What becomes of one entry."""
    if change.what == RENAMED:
        return _("sebelumnya %(was)s") % {"was": change.was}
    if change.what == RECODED:
        return _("kode %(was)s menjadi %(now)s") % {"was": change.was, "now": change.now}
    if change.what == OTHER:
        return "; ".join(fact_in_words(*fact) for fact in change.facts)
    kind = str(KINDS.get(change.kind, ""))
    return f"{kind}, {change.key or change.region}" if change.what == NEW and (change.key or change.region) else kind


def fact_in_words(key, was, now):
    """One fact before and after."""
    if key == "kind":
        return _("%(was)s menjadi %(now)s") % {"was": KINDS[was], "now": KINDS[now]}
    if key == "is_left_behind":
        return _("menjadi daerah tertinggal") if now == "1" else _("bukan lagi daerah tertinggal")
    return _("%(fact)s %(was)s menjadi %(now)s") % {"fact": FACTS[key], "was": was, "now": now}


def lists():
    """The official lists, the last handed in first."""
    return OfficialList.objects.latest().select_related("sent_by__user", "applied_by__user")
