"""The kinds of stage: one frozen table of what each needs and which settings it understands.

No import of models, so that models may use it. A stage's row keeps its settings as one JSON value; here that
value is checked and becomes a frozen dataclass. A new kind needs a row in `NEEDS` and no migration.
"""

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date, time

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

HOUR = re.compile(r"(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)")


class StageKind(models.TextChoices):
    ADMINISTRATIVE = "administrative", gettext_lazy("seleksi administrasi")
    DESK = "desk", gettext_lazy("penilaian proposal")
    PANEL = "panel", gettext_lazy("penetapan finalis")
    INTERVIEW = "interview", gettext_lazy("presentasi dan wawancara")
    FIELD = "field", gettext_lazy("verifikasi lapangan")
    FINAL = "final", gettext_lazy("penetapan akhir")


class Misunderstood(ValueError):
    """A setting that is unknown or out of range; `sentences` says all that is wrong."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


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


def setting(default, label, read, write, *, sort=""):
    """A field of settings: its name for people, from JSON to its value and back.

    By its sort a page knows what to show; one without is shown by what its JSON value is: yes or no, lines, text.
    """
    return field(default=default, metadata={"label": label, "read": read, "write": write, "sort": sort})


def is_name(value, longest):
    """Whether a value is text that says something and is not too long."""
    return isinstance(value, str) and 0 < len(value.strip()) <= longest


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


@dataclass(frozen=True)
class Settings:
    """Settings of a kind that has none; the others add theirs."""


@dataclass(frozen=True)
class InterviewSettings(Settings):
    """How sessions are laid out, and which component of the rubric decides between equal scores.

    The defaults follow the ministry's own schedules: twenty minutes a finalist, from 09.00, twelve a day.
    """

    session_minutes: int = whole(20, gettext_lazy("lama sesi (menit)"), least=5, most=240)
    first_at: time = hour(time(9), gettext_lazy("sesi pertama"))  # noqa: RUF009 - it makes a field, like the others
    sessions_a_day: int = whole(12, gettext_lazy("sesi sehari di satu ruang"), least=1, most=100)
    pauses: tuple[tuple[time, time], ...] = pauses(gettext_lazy("jeda"))
    rooms: tuple[str, ...] = names(("Ruang 1",), gettext_lazy("ruang"), longest=60)
    days_off: tuple[date, ...] = days(gettext_lazy("hari libur"))
    tie_component: str = component("substance", gettext_lazy("komponen penentu bila nilai sama"))


@dataclass(frozen=True)
class FieldSettings(Settings):
    """How visits are spread over the working days of the window."""

    visits_a_day: int = whole(25, gettext_lazy("kunjungan sehari"), least=1, most=500)
    days_off: tuple[date, ...] = days(gettext_lazy("hari libur"))


@dataclass(frozen=True)
class Needs:
    """What a stage of a kind works with."""

    label: str | Promise
    judged_by: tuple[str, ...]
    is_scored: bool
    is_ranked: bool
    can_be_skipped: bool
    # Whether its work is given out by lot.
    draws: bool = False
    # Whether places may be set, so that not all who are fit go on.
    cuts: bool = False
    # Whether the stage selects under composition rules from a recap of earlier scores.
    selects: bool = False
    # Whether a verdict on each proposal decides: then its choices follow the verdicts and are changed with them.
    follows_verdicts: bool = False
    settings: type[Settings] = Settings


NEEDS: dict[str, Needs] = {
    StageKind.ADMINISTRATIVE: Needs(
        StageKind.ADMINISTRATIVE.label,
        judged_by=(),
        is_scored=False,
        is_ranked=False,
        can_be_skipped=False,
        follows_verdicts=True,
    ),
    StageKind.DESK: Needs(
        StageKind.DESK.label,
        judged_by=("evaluator",),
        is_scored=True,
        is_ranked=True,
        can_be_skipped=False,
        draws=True,
        cuts=True,
    ),
    StageKind.PANEL: Needs(
        StageKind.PANEL.label,
        judged_by=("panelist",),
        is_scored=False,
        is_ranked=True,
        can_be_skipped=False,
        cuts=True,
        selects=True,
    ),
    StageKind.INTERVIEW: Needs(
        StageKind.INTERVIEW.label,
        judged_by=("panelist",),
        is_scored=True,
        is_ranked=True,
        can_be_skipped=True,
        settings=InterviewSettings,
    ),
    StageKind.FIELD: Needs(
        StageKind.FIELD.label,
        judged_by=("panelist", "evaluator"),
        is_scored=False,
        is_ranked=False,
        can_be_skipped=True,
        settings=FieldSettings,
    ),
    StageKind.FINAL: Needs(
        StageKind.FINAL.label,
        judged_by=("panelist",),
        is_scored=False,
        is_ranked=True,
        can_be_skipped=False,
        cuts=True,
        selects=True,
    ),
}


def understood(kind: str, values: Mapping) -> Settings:
    """The settings that a stage of a kind reads from a JSON value; what is absent keeps its default.

    Raises Misunderstood with a sentence for each name that the kind does not know and each value out of range.
    """
    shape = NEEDS[kind].settings
    known: dict[str, Field] = {one.name: one for one in fields(shape)}
    if not isinstance(values, Mapping):
        raise Misunderstood([_("Pengaturan tahap harus berupa pasangan nama dan nilai.")])
    strangers = sorted(str(one) for one in values if one not in known)
    wrong = [_("Pengaturan tidak dikenal: %(name)s.") % {"name": one} for one in strangers]
    read = {}
    for one in known.values():
        if one.name in values:
            try:
                read[one.name] = one.metadata["read"](values[one.name])
            except ValueError as error:
                wrong.append(str(error))
    if wrong:
        raise Misunderstood(wrong)
    return shape(**read)


def as_json(settings: Settings) -> dict:
    """The JSON value of settings, defaults included: what was announced does not change with the code."""
    return {one.name: one.metadata["write"](getattr(settings, one.name)) for one in fields(settings)}


def defaults(kind: str) -> dict:
    """The JSON value of a kind's settings when nobody said otherwise; empty for a kind that is unknown."""
    return as_json(NEEDS[kind].settings()) if kind in NEEDS else {}
