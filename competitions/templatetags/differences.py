"""Changes of a plan in words: what, which field, what stood there and what is to stand there."""

import re
from dataclasses import fields
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.moments import moment
from accounts.templatetags.numbers import number
from competitions.domain import composition, reliance
from competitions.domain.blueprint import RuleData
from competitions.domain.difference import Change
from competitions.domain.parts import DECIDES, PARTS, TIE_SETTINGS
from competitions.domain.plan_file import LENGTH
from competitions.forms.planning.settings_boxes import WRITINGS
from competitions.kinds import NEEDS, TieBreaking
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
    "ties": (),
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
    "specimen": gettext_lazy("contoh surat"),
    DECIDES: gettext_lazy("yang menentukan lebih dahulu"),
}
# The settings of all kinds of stage, by their names.
SETTINGS = {one.name: one for needs in NEEDS.values() for one in fields(needs.settings)}
TIE_COMPONENT = SETTINGS[TIE_SETTINGS[TieBreaking.COMPONENT]]
NOTHING = "–"
# What a plan says of a picture.
IS_HASH = re.compile(r"[0-9a-f]{64}")


@register.simple_tag
def kept_with(motion, edition, told):
    """What hangs on what an alteration touches, counted now, while it is on its way: a sentence each."""
    if not motion.is_on_its_way:
        return []
    return reliance.kept(edition, [change_in(told) for told in told["changes"]])


def change_in(told):
    """The change that was told."""
    values = {one.name: told[one.name] for one in fields(Change)}
    return Change(**{**values, "place": tuple(values["place"])})


@register.filter
def part_name(key):
    """What a part of a plan is called."""
    return PARTS[key].title


@register.filter
def place_name(change):
    """Which thing of its part a change is about: "Penilaian proposal › Kebaruan"; the part itself has no other name."""
    return " › ".join(change["called"])


@register.filter
def field_name(change):
    """What a changed field is called; a whole thing that comes or goes says so."""
    name = change["field"]
    if name == "":
        return _("ditambahkan") if change["before"] is None else _("dihapus")
    return change["words"].get(name) or label_of(change["part"], name)


def label_of(part, name):
    """What a field of a thing of a part is called."""
    if name in NAMES:
        return NAMES[name]
    if column := column_of(part, name):
        return column.verbose_name
    return SETTINGS[name].metadata["label"] if part == "stages" and name in SETTINGS else name


def column_of(part, name):
    """The column that a field of a thing of a part becomes; None where it becomes another thing's."""
    columns = (field for table in TABLES[part] for field in table._meta.get_fields() if field.name == name)
    return next((field for field in columns if hasattr(field, "verbose_name")), None)


@register.filter
def stood(change):
    """What stood there, as people write it."""
    return told(change, change["before"])


@register.filter
def to_stand(change):
    """What is to stand there, as people write it."""
    return told(change, change["after"])


def told(change, value):
    """A value of a change in words: names for keys, labels for choices, settings as in their boxes."""
    part, name, words = change["part"], change["field"], change["words"]
    if isinstance(value, dict) and part == "composition" and "dimension" in value:
        names = {(value["dimension"], value["value"]): words.get(value["value"], value["value"])}
        return composition.sentence(RuleData(**value), names=names)
    if part == "stages" and name in SETTINGS:
        return set_to(SETTINGS[name], value)
    if (part, name) == ("ties", DECIDES):
        if not value:
            return _("langsung undian")
        return (isinstance(value, str) and words.get(value)) or set_to(TIE_COMPONENT, value)
    return in_words(value, part=part, name=name, words=words)


def set_to(setting, value):
    """The JSON value of a setting as it stands in its box."""
    if not is_understood(setting, value):
        return in_words(value)
    sort, choices = setting.metadata.get("sort"), dict(setting.metadata.get("choices") or ())
    if sort == "component":
        choices = dict(Criterion.Component.choices)
    if isinstance(value, list) and not value:
        return NOTHING
    if choices:
        keys = value if isinstance(value, list) else [value]
        return ", ".join(str(choices.get(key, key)) for key in keys)
    if sort in WRITINGS and not isinstance(value, bool | int):
        return "; ".join(WRITINGS[sort].shown(value).splitlines())
    return in_words(value)


def is_understood(setting, value):
    """Whether a stage could be set so: a file may say anything."""
    try:
        setting.metadata["read"](value)
    except ValueError:
        return False
    return True


def in_words(value, *, part="", name="", words=None):
    """A JSON value of a plan as people write it."""
    words = words or {}
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int):
        return number(value)
    if isinstance(value, list):
        return "; ".join(in_words(one, part=part, name=name, words=words) for one in value)
    if isinstance(value, dict):
        return value.get("name") or value.get("title") or value.get("prompt") or pairs(value, part, words)
    if value in words:
        return words[value]
    column = column_of(part, name) if part else None
    choices = dict(column.flatchoices) if column is not None and getattr(column, "choices", None) else {}
    return str(choices[value]) if value in choices else _text(value)


def pairs(values, part, words):
    """A thing without a name: what it says, each with what it is called. Its key says nothing to people."""
    said = ((words.get(name) or label_of(part, name) if part else name, name, one) for name, one in values.items())
    return "; ".join(
        f"{label}: {in_words(one, part=part, name=name, words=words)}"
        for label, name, one in said
        if name != "key" and one not in (None, "", [], {})
    )


def _text(value):
    """A text that may be a moment, a length of time or a decimal, as files write them; a float only in settings."""
    value = str(value)
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
