"""Changes of a plan in words: what, which field, what stood there and what is to stand there."""

import re
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.moments import moment
from accounts.templatetags.numbers import number
from competitions.domain import reliance
from competitions.domain.difference import Change
from competitions.domain.parts import PARTS
from competitions.domain.plan_file import LENGTH
from competitions.letter_kinds import KINDS
from competitions.models import (
    Admission,
    AwardName,
    Category,
    CompositionRule,
    Criterion,
    Descriptor,
    Edition,
    EntryCheck,
    Group,
    LetterTemplate,
    Level,
    Question,
    RecapSource,
    Reminder,
    Requirement,
    Rubric,
    Section,
    Stage,
    StageQuota,
)

register = template.Library()

# Where the columns of a part's things are described, the innermost first.
TABLES = {
    "head": (Edition,),
    "admissions": (Admission,),
    "groups": (Group,),
    "categories": (Category,),
    "sections": (Question, Section),
    "requirements": (Requirement,),
    "checks": (EntryCheck,),
    "rubrics": (Descriptor, Criterion, Level, Rubric),
    "stages": (Stage,),
    "places": (StageQuota,),
    "composition": (CompositionRule,),
    "recap": (RecapSource,),
    "awards": (AwardName,),
    "letters": (LetterTemplate,),
    "reminders": (Reminder,),
}
# Fields of a plan that are columns of another name, or none.
NAMES = {
    "order": gettext_lazy("urutan"),
    "opens_after": gettext_lazy("mulai sesudah pendaftaran ditutup"),
    "lasts": gettext_lazy("lamanya"),
    "group": gettext_lazy("kelompok"),
    "rubric": gettext_lazy("rubrik"),
}
NOTHING = "–"
# What a plan says of a picture.
IS_HASH = re.compile(r"[0-9a-f]{64}")


@register.simple_tag
def kept_with(motion, edition, told):
    """What hangs on what an alteration touches, counted now, while it is on its way: a sentence each."""
    if not motion.is_on_its_way:
        return []
    changes = [Change(**{**change, "place": tuple(change["place"])}) for change in told["changes"]]
    return reliance.kept(edition, changes)


@register.filter
def part_name(key):
    """What a part of a plan is called."""
    return PARTS[key].title


@register.filter
def place_name(change):
    """Which thing of its part a change is about: "desk › kebaruan"; the part itself has no name beside its own."""
    name = (change["after"] or change["before"]) if change["field"] == "" else None
    said = list(change["place"])
    if change["part"] == "letters" and said and said[0] in KINDS:
        said[0] = str(KINDS[said[0]].title)
    if isinstance(name, dict) and (title := name.get("name") or name.get("title") or name.get("prompt")):
        said = [*said[:-1], title]
    return " › ".join(said)


@register.filter
def field_name(change):
    """What a changed field is called; a whole thing that comes or goes says so."""
    name = change["field"]
    if name == "":
        return _("ditambahkan") if change["before"] is None else _("dihapus")
    if name in NAMES:
        return NAMES[name]
    for table in TABLES[change["part"]]:
        for field in table._meta.get_fields():
            if field.name == name and hasattr(field, "verbose_name"):
                return field.verbose_name
    return name


@register.filter
def in_words(value):
    """A JSON value of a plan as people write it."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int):
        return number(value)
    if isinstance(value, list):
        return "; ".join(in_words(one) for one in value)
    if isinstance(value, dict):
        return value.get("name") or value.get("title") or value.get("prompt") or _pairs(value)
    return _text(value)


def _pairs(values):
    return "; ".join(f"{name}: {in_words(value)}" for name, value in values.items())


def _text(value):
    """A text that may be a moment, a length of time or a decimal, as files write them."""
    if length := LENGTH.fullmatch(value):
        days = _("%(days)s hari") % {"days": int(length["days"])}
        hours = int(length["hours"] or 0), int(length["minutes"] or 0)
        return days if hours == (0, 0) else f"{days} {hours[0]:02}.{hours[1]:02}"
    if IS_HASH.fullmatch(value):
        return _("gambar %(start)s") % {"start": value[:8]}
    try:
        return moment(parse_datetime(value)) or value
    except ValueError:
        pass
    try:
        return number(Decimal(value))
    except InvalidOperation:
        return value
