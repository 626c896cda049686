"""What an official list says otherwise than the register: values in, values out.

A row is told from another by what the state tells them by: a region by its code, an agency by its name or, where it is
a region's government, by its region. Nothing is guessed: what could mean two things is a doubt, and a list with doubts
changes nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from accounts.arithmetic.entries import (
    CLOSED,
    CLOSING,
    MERGED,
    NEW,
    OTHER,
    RECODED,
    RENAMED,
    STANDING,
    AgencyEntry,
    AgencyLine,
    Doubt,
    EntryChange,
    ListDifference,
    RegionEntry,
    RegionLine,
    doubled,
    folded,
    in_rows,
)


def compare_regions(
    lines: Collection[RegionLine], entries: Collection[RegionEntry], *, is_complete: bool
) -> ListDifference:
    """The difference of a list of regions.

    A region whose code is gone and whose name stands under a new one is the same region under another code.
    """
    doubts = [*doubled(lines, lambda line: line.code, "code_twice")]
    doubts += doubled(lines, lambda line: (line.code[:2], line.kind, folded(line.name)), "name_twice")
    by_code = {entry.code: entry for entry in entries}
    listed = {line.code for line in lines}
    gone = [entry for entry in entries if not entry.is_closed and entry.code not in listed]
    changes: list[EntryChange] = []
    for line in lines:
        entry = by_code.get(line.code)
        for found in changed(entry, line) if entry else come(line, gone):
            if isinstance(found, Doubt):
                doubts.append(found)
            else:
                changes.append(found)
    recoded = {change.key for change in changes if change.what == RECODED}
    left = sorted((entry for entry in gone if entry.code not in recoded), key=lambda one: one.code)
    if is_complete:
        changes += [EntryChange(None, CLOSING, one.code, one.name, kind=one.kind) for one in left]
        left = []
    doubts += without_province(lines, [one.code for one in left])
    return ListDifference(tuple(changes), tuple(sorted(doubts, key=in_rows)))


def changed(entry: RegionEntry, line: RegionLine) -> Iterator[EntryChange | Doubt]:
    """What a row says otherwise of the region that has its code."""
    if entry.is_closed:
        yield Doubt(line.row, "region_closed", {"code": line.code})
    elif entry.kind != line.kind:
        yield Doubt(line.row, "kind_differs", {"code": line.code, "name": entry.name})
    else:
        if folded(entry.name) != folded(line.name):
            yield EntryChange(line.row, RENAMED, line.code, line.name, entry.name, line.name, line.kind)
        if other := facts(entry, line):
            yield EntryChange(line.row, OTHER, line.code, line.name, kind=line.kind, facts=other)


def come(line: RegionLine, gone: Collection[RegionEntry]) -> Iterator[EntryChange | Doubt]:
    """What a row with a code that is new means: a region that is new, or one of those that are gone."""
    same = [entry for entry in gone if entry.kind == line.kind and folded(entry.name) == folded(line.name)]
    if len(same) > 1:
        yield Doubt(line.row, "several_gone", {"codes": ", ".join(sorted(one.code for one in same))})
    elif same:
        code, other = same[0].code, facts(same[0], line)
        yield EntryChange(line.row, RECODED, code, line.name, code, line.code, line.kind, facts=other)
    else:
        yield EntryChange(line.row, NEW, line.code, line.name, kind=line.kind, facts=facts(None, line))


def facts(entry: RegionEntry | None, line: RegionLine) -> tuple[tuple[str, str, str], ...]:
    """What a line says of a region besides its name and its code, where that is something else."""
    found = []
    for key in ("population", "is_left_behind"):
        said = getattr(line, key)
        was = getattr(entry, key) if entry else None
        if said is not None and said != was:
            found.append((key, "" if was is None else str(int(was)), str(int(said))))
    return tuple(found)


def without_province(lines: Collection[RegionLine], left: Collection[str]) -> Iterator[Doubt]:
    """Regions whose province is neither on the list nor left in the register."""
    provinces = {line.code for line in lines if len(line.code) == 2} | {code for code in left if len(code) == 2}
    for line in lines:
        if line.code[:2] not in provinces:
            yield Doubt(line.row, "no_province", {"code": line.code[:2]})
    for code in sorted(left):
        if code[:2] not in provinces:
            yield Doubt(None, "province_gone", {"code": code[:2], "region": code})


def compare_agencies(
    lines: Collection[AgencyLine],
    entries: Collection[AgencyEntry],
    *,
    is_complete: bool,
    other_names: Mapping[str, str],
) -> ListDifference:
    """The difference of a list of agencies. `other_names` are names of public lists with those of the register.

    On a complete list only those agencies are missing whose kind it mentions at all.
    """
    changes: list[EntryChange] = []
    known: list[Doubt] = []
    doubts = [*doubled(lines, lambda line: folded(line.name), "name_twice")]
    register = Register(entries, {folded(line.name) for line in lines})
    for line in lines:
        entry, doubt = register.meant(line, other_names)
        if entry is not None and not register.mention(entry):
            doubt = Doubt(line.row, "entry_twice", {"name": entry.name})
        if doubt:
            (known if doubt.key in ("known_as", "merged") else doubts).append(doubt)
        elif entry is None:
            changes.append(EntryChange(line.row, NEW, "", line.name, kind=line.kind, region=line.region))
        elif entry.region != line.region:
            doubts.append(Doubt(line.row, "region_differs", {"name": entry.name, "code": entry.region or "-"}))
        else:
            changes += said_otherwise(entry, line)
    if is_complete:
        changes += register.missing({line.kind for line in lines})
    return ListDifference(tuple(changes), tuple(sorted(doubts, key=in_rows)), tuple(known))


def said_otherwise(entry: AgencyEntry, line: AgencyLine) -> Iterator[EntryChange]:
    """What a row says otherwise of the agency that it means."""
    if entry.kind != line.kind:
        kinds = (("kind", entry.kind, line.kind),)
        yield EntryChange(line.row, OTHER, str(entry.key), line.name, kind=line.kind, facts=kinds)
    if folded(entry.name) != folded(line.name):
        yield EntryChange(line.row, RENAMED, str(entry.key), line.name, entry.name, line.name, line.kind)


class Register:
    """The agencies of the register, to look one up by what a row says; `mentioned` are those that a row meant."""

    def __init__(self, entries: Collection[AgencyEntry], listed: Collection[str]) -> None:
        self.entries = sorted(entries, key=lambda one: (folded(one.name), one.key))
        self.by_name = {folded(entry.name): entry for entry in entries}
        self.by_former: dict[str, list[AgencyEntry]] = defaultdict(list)
        self.governments: dict[tuple[str, str], list[AgencyEntry]] = defaultdict(list)
        for entry in entries:
            for name in entry.bore:
                self.by_former[folded(name)].append(entry)
            # One whose own name is on the list is meant by that row alone.
            if entry.state == STANDING and entry.region and folded(entry.name) not in listed:
                self.governments[entry.kind, entry.region].append(entry)
        self.mentioned: set[int] = set()

    def mention(self, entry: AgencyEntry) -> bool:
        """Note that a row means an entry; False where another row did."""
        is_first = entry.key not in self.mentioned
        self.mentioned.add(entry.key)
        return is_first

    def missing(self, kinds: Collection[str]) -> Iterator[EntryChange]:
        """Those of these kinds that no row means."""
        for entry in self.entries:
            if entry.state == STANDING and entry.kind in kinds and entry.key not in self.mentioned:
                yield EntryChange(None, CLOSING, str(entry.key), entry.name, kind=entry.kind)

    def meant(self, line: AgencyLine, other_names: Mapping[str, str]) -> tuple[AgencyEntry | None, Doubt | None]:
        """The entry that a row means, or none; and what is to be said of it."""
        if exact := self.by_name.get(folded(line.name)):
            return self.standing(exact, line)
        if line.former:
            old = self.by_name.get(folded(line.former))
            if old is None or old.state != STANDING:
                return None, Doubt(line.row, "former_unknown", {"name": line.former})
            return old, None
        bore = [entry for entry in self.by_former[folded(line.name)] if entry.state == STANDING]
        if len(bore) > 1:
            return None, Doubt(line.row, "several_bore", {"names": "; ".join(sorted(entry.name for entry in bore))})
        if bore:
            return bore[0], Doubt(line.row, "known_as", {"name": bore[0].name})
        if other := self.by_name.get(folded(other_names.get(line.name.casefold(), ""))):
            return other, Doubt(line.row, "known_as", {"name": other.name})
        if line.region and line.kind in ("province", "regency", "city"):
            there = self.governments[line.kind, line.region]
            if len(there) > 1:
                names = "; ".join(sorted(entry.name for entry in there))
                return None, Doubt(line.row, "several_there", {"names": names})
            if there:
                return there[0], None
        return None, None

    def standing(self, entry: AgencyEntry, line: AgencyLine) -> tuple[AgencyEntry | None, Doubt | None]:
        """An entry of the very name, unless it is no more."""
        if entry.state == MERGED:
            return None, Doubt(line.row, "merged", {"name": entry.became})
        return (None, Doubt(line.row, "agency_closed", {})) if entry.state == CLOSED else (entry, None)
