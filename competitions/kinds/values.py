"""What a setting of a stage may be: how it is read from its JSON value, checked, written back, and called."""

import re
from dataclasses import field
from datetime import date, time

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# What JSON can say and no database keeps.
UNWRITABLE = re.compile("[\0\ud800-\udfff]")
HOUR = re.compile(r"(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)")


def whole(default: int, label: Promise, *, least: int, most: int):
    """A setting that is a whole number from `least` to `most`."""

    def read(value):
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(
                _("%(name)s harus bilangan bulat dari %(least)d sampai %(most)d.")
                % {"name": capfirst(label), "least": least, "most": most}
            )
        return value

    return setting(default, label, read, lambda value: value, sort="whole")


def hour(default: time, label: Promise):
    """A setting that is a time of day, kept as "09.00"."""
    return setting(default, label, lambda value: hour_of(value, label), said, sort="hour")


def pauses(label: Promise):
    """A setting that is any number of spans of a day, kept as [["12.00", "13.00"]]; none unless told."""

    def read(value):
        spans = tuple((hour_of(start, label), hour_of(end, label)) for start, end in pairs(value, label))
        if any(end <= start for start, end in spans):
            raise ValueError(_("%(name)s harus selesai setelah mulai.") % {"name": capfirst(label)})
        return spans

    return setting((), label, read, lambda value: [[said(start), said(end)] for start, end in value], sort="spans")


def names(default: tuple[str, ...], label: Promise, *, longest: int):
    """A setting that is at least one name, none of them twice."""

    def read(value):
        if not isinstance(value, list | tuple) or not value or not all(is_name(one, longest) for one in value):
            raise ValueError(
                _("%(name)s harus berisi paling sedikit satu nama, masing-masing paling banyak %(longest)d huruf.")
                % {"name": capfirst(label), "longest": longest}
            )
        if len(set(value)) < len(value):
            raise ValueError(_("%(name)s memuat nama yang sama dua kali.") % {"name": capfirst(label)})
        return tuple(value)

    return setting(default, label, read, list, sort="names")


def days(label: Promise):
    """A setting that is any number of dates, kept as "2026-12-25"; none unless told."""

    def read(value):
        try:
            return tuple(one if isinstance(one, date) else date.fromisoformat(one) for one in value)
        except (TypeError, ValueError):
            raise ValueError(_("%(name)s harus berupa tanggal.") % {"name": capfirst(label)}) from None

    return setting((), label, read, lambda value: [one.isoformat() for one in value], sort="days")


def name(default: str, label: Promise, *, longest: int):
    """A setting that is one short name."""

    def read(value):
        if not is_name(value, longest):
            raise ValueError(
                _("%(name)s harus berisi 1 sampai %(longest)d huruf.") % {"name": capfirst(label), "longest": longest}
            )
        return value

    return setting(default, label, read, str, sort="name")


def component(default: str, label: Promise):
    """A setting that is a component of the stage's rubric."""
    return setting(default, label, name(default, label, longest=10).metadata["read"], str, sort="component")


def criterion(label: Promise):
    """A setting that is the key of a criterion of the stage's rubric, or none."""

    def read(value):
        if value != "" and not is_name(value, 60):
            raise ValueError(_("%(name)s harus sebuah kriteria dari rubrik tahap.") % {"name": capfirst(label)})
        return value

    return setting("", label, read, str, sort="criterion")


def one_of(default: str, label: Promise, choices):
    """A setting that is one of a few words, each with what people call it."""

    def read(value):
        if not isinstance(value, str) or value not in dict(choices):
            raise ValueError(_("Pilih %(name)s dari daftar.") % {"name": label})
        return value

    return setting(default, label, read, str, sort="one_of", choices=choices)


def some_of(default: tuple[str, ...], label: Promise, choices):
    """A setting that is any number of a few words, each with what people call it, in the order of the list."""

    def read(value):
        if not isinstance(value, list | tuple) or not all(
            isinstance(one, str) and one in dict(choices) for one in value
        ):
            raise ValueError(_("Pilih %(name)s dari daftar.") % {"name": label})
        return tuple(word for word, _called in choices if word in value)

    return setting(default, label, read, list, sort="some_of", choices=choices)


def yes_or_no(default: bool, label: Promise):
    """A setting that is so or not."""

    def read(value):
        if not isinstance(value, bool):
            raise ValueError(  # noqa: TRY004 - what is wrong with a setting is said in one way
                _("%(name)s: ya atau tidak.") % {"name": capfirst(label)}
            )
        return value

    return setting(default, label, read, bool, sort="yes_or_no")


def setting(default, label, read, write, *, sort="", choices=()):
    """A field of settings: its name for people, from JSON to its value and back.

    By its sort a page knows what to show; one without is shown by what its JSON value is: yes or no, lines, text.
    """
    metadata = {"label": label, "read": read, "write": write, "sort": sort, "choices": choices}
    return field(default=default, metadata=metadata)


def is_name(value, longest):
    """Whether a value is text that says something, can be kept, and is not too long."""
    return is_writable(value) and 0 < len(value.strip()) <= longest


def is_writable(value):
    """Whether a value is text that can be kept: no sign of it is NUL or half of a pair of UTF-16."""
    return isinstance(value, str) and not UNWRITABLE.search(value)


def pairs(value, label):
    """The value, if it is a list of pairs."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, list | tuple) and len(one) == 2 for one in value):
        raise ValueError(_("%(name)s harus berupa pasangan waktu mulai dan selesai.") % {"name": capfirst(label)})
    return value


def hour_of(value, label):
    """The time of day that a value like "09.00" says."""
    if isinstance(value, time):
        return value
    found = HOUR.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError(_("%(name)s harus berupa jam, misalnya 09.00.") % {"name": capfirst(label)})
    return time(int(found["hour"]), int(found["minute"]))


def said(value: time) -> str:
    """A time of day as it is written."""
    return f"{value:%H.%M}"
