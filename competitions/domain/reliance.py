"""How much hangs on the things of a plan: answers, files, proposals, scorecards. Asked of the floors above.

A thing is told by its part and the keys that lead to it: ("categories", "kesehatan"), ("sections", "dampak", "siapa"),
("invited", "khusus", "Kota Bogor").
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competitions import rules
from competitions.domain.difference import Change
from competitions.domain.parts import PARTS
from competitions.models import Category, Edition, Group, Question, Requirement, Rubric, Section, Stage

Thing = tuple[str, ...]
Counts = Mapping[Thing, int]

ASKED: list[Callable[[Edition, Collection[Thing]], Counts]] = []
# An agency that a group by invitation invites.
INVITED = "invited"
# Parts that say something of a stage.
OF_A_STAGE = ("stages", "places", "composition", "recap", "ties", "awards")


def join(ask):
    """The roof says who answers."""
    ASKED[:] = [ask]


def counted(edition: Edition, things: Collection[Thing]) -> Counts:
    """How much hangs on each of these things; those on which nothing does may be left out."""
    return {thing: count for ask in ASKED for thing, count in ask(edition, things).items()} if things else {}


def invited_begun(edition: Edition, changes: Iterable[Change]) -> set[tuple[str, str]]:
    """Those whom changes take an invitation from though they have begun, as (group, agency); no query without any."""
    things = [thing for change in changes for thing in things_of(change) if thing[0] == INVITED]
    return {(thing[1], thing[2]) for thing, count in counted(edition, things).items() if count}


def things_of(change: Change) -> list[Thing]:
    """The things that a change touches, as they are counted."""
    if change.field == "invited":
        return [(INVITED, group, agency) for group, agency in rules.uninvited(change)]
    thing = thing_of(change)
    return [thing] if thing else []


def thing_of(change: Change) -> Thing | None:
    """The thing that a change touches, as it is counted; None where nothing could hang on it."""
    if (change.part, change.field) == ("head", "pact"):
        return ("head", "pact")
    if not change.place or (change.field == "" and change.before is None):
        return None
    if change.part in OF_A_STAGE:
        return ("stages", change.place[0])
    if change.part == "sections":
        return ("sections", *change.place[:2])
    if change.part in ("groups", "categories", "requirements", "rubrics"):
        return (change.part, change.place[0])
    return None


def in_use(edition: Edition, changes: Iterable[Change]) -> list[str]:
    """What hangs on the things that changes touch, counted, a sentence each: why they are refused."""
    return _said(SAID, edition, changes)


def kept(edition: Edition, changes: Iterable[Change]) -> list[str]:
    """What hangs on the things that changes touch, counted, a sentence each: it stays, or goes along."""
    changes = list(changes)
    return [*_moved(edition, changes), *_said(KEPT, edition, changes)]


def _said(words, edition, changes):
    """A sentence for each thing that changes touch and on which something hangs."""
    counts = _told(edition, changes)
    names = names_of(edition, counts)
    return [
        words[thing[0]](count) % {"name": names.get(thing, thing[-1]), "count": count}
        for thing, count in counts.items()
    ]


def _told(edition, changes):
    """The things that changes touch and on which something hangs, each once, with how much."""
    things = list(dict.fromkeys(thing for change in changes for thing in things_of(change)))
    counts = counted(edition, things)
    return {thing: counts[thing] for thing in things if counts.get(thing)}


def _moved(edition, changes):
    """Stages are planned from the close of registration: they follow it."""
    if not any((change.part, change.field) == ("head", "closes_at") for change in changes):
        return []
    count = edition.stages.count()
    return [
        ngettext(
            "Jadwal %(count)d tahap ikut bergeser, sejauh penutupan pendaftaran.",
            "Jadwal %(count)d tahap ikut bergeser, sejauh penutupan pendaftaran.",
            count,
        )
        % {"count": count}
    ] * bool(count)


def followed(part: str, changes: Iterable[Change]) -> str:
    """What else changes in a plan with one of its parts, part by part with how much, as one sentence; or nothing."""
    counts = Counter(change.part for change in changes if change.part != part)
    named = ", ".join(f"{PARTS[key].title} ({count})" for key, count in counts.items())
    return _("Ikut berubah: %(parts)s.") % {"parts": named} if named else ""


def names_of(edition: Edition, things: Iterable[Thing]) -> dict[Thing, str]:
    """What people call things of the plan, as they stand; a query for each part that is asked about."""
    names: dict[Thing, str] = {}
    for part in dict.fromkeys(thing[0] for thing in things if thing[0] in NAMED):
        keys = {thing[1] for thing in things if thing[0] == part}
        rows = NAMED[part].objects.filter(edition=edition, key__in=keys)
        names |= {(part, row.key): getattr(row, "name", "") or getattr(row, "title", "") for row in rows}
    if questions := {thing for thing in things if thing[0] == "sections" and len(thing) > 2}:
        asked = Question.objects.filter(section__edition=edition, key__in={thing[2] for thing in questions})
        told = asked.values_list("section__key", "key", "prompt")
        names |= {("sections", section, key): prompt for section, key, prompt in told}
    return names


def _answered(count):
    return ngettext("“%(name)s” sudah dijawab %(count)d usulan.", "“%(name)s” sudah dijawab %(count)d usulan.", count)


def _chosen(count):
    return ngettext("“%(name)s” sudah dipilih %(count)d usulan.", "“%(name)s” sudah dipilih %(count)d usulan.", count)


def _started(count):
    return ngettext("%(name)s sudah memulai %(count)d usulan.", "%(name)s sudah memulai %(count)d usulan.", count)


NAMED = {
    "groups": Group,
    "categories": Category,
    "sections": Section,
    "requirements": Requirement,
    "rubrics": Rubric,
    "stages": Stage,
}
SAID = {
    "sections": _answered,
    "groups": _chosen,
    "categories": _chosen,
    INVITED: _started,
    "requirements": lambda count: ngettext(
        "“%(name)s” sudah diunggah %(count)d usulan.", "“%(name)s” sudah diunggah %(count)d usulan.", count
    ),
    "rubrics": lambda count: ngettext(
        "Dengan “%(name)s” sudah diisi %(count)d lembar nilai.",
        "Dengan “%(name)s” sudah diisi %(count)d lembar nilai.",
        count,
    ),
    "stages": lambda count: ngettext(
        "“%(name)s” sudah diikuti %(count)d usulan.", "“%(name)s” sudah diikuti %(count)d usulan.", count
    ),
}


def _along(count):
    return ngettext(
        "%(count)d usulan dalam “%(name)s” ikut tampil dengan yang baru.",
        "%(count)d usulan dalam “%(name)s” ikut tampil dengan yang baru.",
        count,
    )


KEPT = {
    "sections": lambda count: ngettext(
        "%(count)d usulan sudah menjawab “%(name)s”. Jawabannya tetap.",
        "%(count)d usulan sudah menjawab “%(name)s”. Jawabannya tetap.",
        count,
    ),
    "groups": _along,
    "categories": _along,
    INVITED: _started,
    "requirements": lambda count: ngettext(
        "%(count)d usulan sudah mengunggah “%(name)s”. Berkasnya tetap.",
        "%(count)d usulan sudah mengunggah “%(name)s”. Berkasnya tetap.",
        count,
    ),
    "rubrics": lambda count: ngettext(
        "%(count)d lembar nilai dengan “%(name)s” tetap.", "%(count)d lembar nilai dengan “%(name)s” tetap.", count
    ),
    "head": lambda count: ngettext(
        "%(count)d penilai menandatangani pakta lagi.", "%(count)d penilai menandatangani pakta lagi.", count
    ),
    "stages": lambda count: ngettext(
        "%(count)d usulan tetap dalam “%(name)s”.", "%(count)d usulan tetap dalam “%(name)s”.", count
    ),
}
