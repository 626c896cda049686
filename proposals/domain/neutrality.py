"""What in a text tells whose it is: names that the registers know, links, and what was marked by hand.

Names are found as whole words. A single word counts only where it begins with a capital, so that a place called like
a thing does not take the thing away; an abbreviation counts as it is written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.arithmetic import words
from accounts.models import AgencyHead, FormerName, Membership, Region, RegionKind, Role


class Kind(Enum):
    AGENCY = "agency"
    UNIT = "unit"
    REGION = "region"
    PERSON = "person"
    LINK = "link"
    PASSAGE = "passage"


# What stands in the place of a name. Part of a dossier's text, so it is not translated.
MASKS = {
    Kind.AGENCY: "[instansi]",
    Kind.UNIT: "[unit]",
    Kind.REGION: "[daerah]",
    Kind.PERSON: "[nama]",
    Kind.LINK: "[tautan]",
    Kind.PASSAGE: "[disamarkan]",
}
CALLED = {
    Kind.AGENCY: _("nama instansi"),
    Kind.UNIT: _("nama unit"),
    Kind.REGION: _("nama daerah"),
    Kind.PERSON: _("nama orang"),
    Kind.LINK: _("tautan atau alamat surel"),
    Kind.PASSAGE: _("ditandai"),
}
# Telephones begin what is typed with a capital, and addresses are the same in any.
LINK = r"(?i:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+id(?!\w)(?:/\S*)?)"
# How the provinces are called in short, by their codes.
PROVINCES_IN_SHORT = {
    "12": "Sumut",
    "13": "Sumbar",
    "16": "Sumsel",
    "19": "Babel",
    "21": "Kepri",
    "31": "DKI",
    "32": "Jabar",
    "33": "Jateng",
    "34": "DIY",
    "35": "Jatim",
    "52": "NTB",
    "53": "NTT",
    "61": "Kalbar",
    "62": "Kalteng",
    "63": "Kalsel",
    "64": "Kaltim",
    "65": "Kaltara",
    "71": "Sulut",
    "72": "Sulteng",
    "73": "Sulsel",
    "74": "Sultra",
    "76": "Sulbar",
    "82": "Malut",
}
PREFIXES = {
    RegionKind.PROVINCE: ("Provinsi", "Prov.", "Prov", "Pemerintah Provinsi", "Pemerintah", "Pemprov", "Pemda"),
    RegionKind.REGENCY: ("Kabupaten", "Kab.", "Kab", "Pemerintah Kabupaten", "Pemkab", "Pemda"),
    RegionKind.CITY: ("Kota", "Pemerintah Kota", "Pemkot", "Pemda"),
}
# Words that an abbreviation leaves out, and those that lead to a name and say nothing without it.
SMALL = {"dan", "di", "ke", "dari", "yang", "untuk", "pada", "dan/atau", "serta"}
LEADING = r"di|dari|untuk|pada|oleh|bagi|milik|dalam|se|dan|Pemerintah|Kabupaten|Kota|Provinsi|Kab\.|Prov\."
FIRM = re.compile(r"^PT\.? |\s*\((?:Perseroda|Persero)\)", re.IGNORECASE)
BRACKETS = re.compile(r"\(([^()]+)\)")
FEWEST_INITIALS = 3


@dataclass(frozen=True)
class Name:
    """Words that tell whose a text is."""

    text: str
    kind: Kind

    @property
    def pattern(self):
        """What it looks like in a text, as a regular expression."""
        parts = [re.escape(part) for part in self.text.split()]
        if len(parts) > 1 or self.kind == Kind.PASSAGE:
            return "(?i:" + r"\s+".join(parts) + ")"
        # An abbreviation is as it is written; any other single word is a name where it begins like one.
        forms = [self.text] if self.text.isupper() else [self.text[0].upper() + self.text[1:], self.text.upper()]
        return "|".join(re.escape(form) for form in dict.fromkeys(forms))

    @property
    def alone(self):
        """What finds it, and nothing else, as whole words."""
        return re.compile(rf"(?<!\w)(?:{self.pattern})(?!\w)")


@dataclass(frozen=True)
class Segment:
    """A piece of a text; `kind` says what it names, None for what names nobody."""

    text: str
    kind: Kind | None

    @property
    def called(self):
        """What it is, in words."""
        return CALLED[self.kind] if self.kind else ""


@dataclass(frozen=True)
class Names:
    """All that tells whose one dossier is."""

    names: tuple[Name, ...]

    @cached_property
    def kinds(self):
        """What each name is, by the name as it is compared; of two that are equal the first counts."""
        return {key(one.text): one.kind for one in reversed(self.names)}

    @cached_property
    def pattern(self):
        """What finds every name and every link, the longest first."""
        longest = sorted(self.names, key=lambda one: (-len(one.text), one.text, one.kind.value))
        found = "|".join(one.pattern for one in longest)
        return re.compile(rf"(?P<link>(?<![\w@]){LINK})" + (rf"|(?<!\w)(?:{found})(?!\w)" if found else ""))

    def segments(self, text):
        """The text in pieces, names apart from what names nobody."""
        pieces, end = [], 0
        for match in self.pattern.finditer(text):
            pieces += [Segment(text[end : match.start()], None)] if match.start() > end else []
            kind = Kind.LINK if match["link"] else self.kinds.get(key(match[0]), Kind.PASSAGE)
            pieces.append(Segment(match[0], kind))
            end = match.end()
        return (*pieces, *([Segment(text[end:], None)] if end < len(text) else []))

    def masked(self, text):
        """The text with a mask in the place of each name."""
        return "".join(MASKS[one.kind] if one.kind else one.text for one in self.segments(text))

    def found(self, text):
        """The names that stand in a text, each once, in the order they come."""
        return tuple(dict.fromkeys(one.text for one in self.segments(text) if one.kind))

    def without(self, title):
        """The title without its names and without the words that led to them: what a neutral title may begin from."""
        marked = "".join("\0" if one.kind else one.text for one in self.segments(title))
        bare = re.sub(rf"(?:(?:^|(?<=\s))(?:{LEADING})\s+)*\(?\0\)?", "", marked)
        return re.sub(r"\s+(?=[,;:.)])", "", words.one_line(bare)).strip(" ,;:–-")

    def and_passages(self, passages: Iterable[str]):
        """These names and what was marked by hand."""
        return Names((*self.names, *(Name(one, Kind.PASSAGE) for one in passages)))


def key(text):
    """How names are compared."""
    return " ".join(text.split()).casefold()


def names_of(proposal):
    """What the registers know of whose a proposal is: agency, unit, region, who writes there, and who heads or
    headed the agency; four queries.

    Reads the agency with its region, and the unit.
    """
    agency, unit = proposal.agency, proposal.unit
    codes = {agency.region_id, agency.province_code} - {None}
    regions = list(Region.objects.filter(pk__in=codes).order_by("-pk"))
    units = Q(unit=unit) if unit else Q(pk=None)
    former = list(FormerName.objects.filter(Q(agency=agency) | units | Q(region__in=codes)).order_by("pk"))
    writers = Membership.objects.filter(
        Q(role=Role.AGENCY_ADMIN, unit=None) | (units & Q(role=Role.UNIT)), agency=agency
    )
    heads = AgencyHead.objects.filter(Q(agency=agency) | Q(agency__merged_into=agency)).order_by("pk")
    people = [
        proposal.contact_name,
        *writers.order_by("pk").values_list("user__full_name", flat=True),
        *heads.values_list("name", flat=True),
    ]
    called = [
        *(Name(text, Kind.UNIT) for one in units_called(proposal, former) for text in of_office(one)),
        *(Name(text, Kind.AGENCY) for one in agencies_called(proposal, former) for text in of_office(one)),
        *(Name(text, Kind.REGION) for region in regions for text in of_region(region, former)),
        *(Name(text, Kind.PERSON) for one in people for text in of_person(one)),
    ]
    # A name of two words may be found in another's; of equal ones the first stays.
    return Names(tuple({key(one.text): one for one in reversed(called) if len(one.text) > 1}.values())[::-1])


def units_called(proposal, former):
    """The unit's names: now, in the time of the edition, before."""
    now = proposal.unit.name if proposal.unit else ""
    return [now, proposal.unit_then, *(one.name for one in former if one.unit_id)]


def agencies_called(proposal, former):
    """The agency's names: now, in the time of the edition, before."""
    return [proposal.agency.name, proposal.agency_then, *(one.name for one in former if one.agency_id)]


def of_office(name):
    """A name of an agency or a unit as people write it: with and without its brackets, and abbreviated."""
    if not name:
        return []
    bare = words.one_line(BRACKETS.sub(" ", name))
    firm = FIRM.sub("", bare).strip()
    in_brackets = [one for one in BRACKETS.findall(name) if one.isupper()]
    ministry = re.match(r"Kementerian (\w{3,})", bare)
    short = [f"Kemen{ministry[1][:length].lower()}" for length in (2, 3, 4)] if ministry else []
    parts = [part.strip() for part in bare.split("/")] if "/" in bare else []
    return list(dict.fromkeys([name, bare, firm, *parts, *in_brackets, *initials(bare), *short]))


def initials(name):
    """The abbreviation of a name of three words and more."""
    letters = "".join(
        word[0] for word in re.split(r"[\s/]+", name) if word.casefold() not in SMALL and word[0].isupper()
    )
    return [letters] if len(letters) >= FEWEST_INITIALS else []


def of_region(region, former):
    """A region as people write it: with its kind, its government, and alone."""
    before = [one.name for one in former if one.region_id == region.pk]
    with_kind = [f"{prefix} {region.short_name}" for prefix in PREFIXES[region.kind]]
    in_short = [PROVINCES_IN_SHORT[region.pk]] if region.pk in PROVINCES_IN_SHORT else []
    governed = [f"Pemprov {one}" for one in in_short]
    return list(dict.fromkeys([region.name, *with_kind, region.short_name, *governed, *in_short, *before]))


def of_person(name):
    """A person's name without what stands before and after it of degrees."""
    bare = " ".join(part for part in name.partition(",")[0].split() if not part.endswith("."))
    return [one for one in dict.fromkeys([name, bare]) if one]
