"""Taking an upload: read once, opened whole, and handed on as bytes that may be kept."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from django.utils.translation import gettext as _

from accounts.files import apart, reasons, viruses
from accounts.files.kinds import (
    HEIC_ENDINGS,
    KINDS,
    OFFICE,
    PROGRAMS,
    FileKind,
    called,
    ending_of,
    is_two_in_one,
    named,
    proven,
)
from accounts.files.sizes import MEBIBYTE, in_words
from accounts.rules import Refusal, Refused, refuse


@dataclass(frozen=True)
class Allowed:
    """What may be handed in at a place; `as_photograph` makes a JPEG of a size to look at out of every picture."""

    kinds: tuple[str, ...] = ("pdf", "jpeg", "png")
    max_bytes: int = MEBIBYTE
    as_photograph: bool = False

    @property
    def labels(self) -> str:
        """The kinds as people read them: "PDF, JPEG, atau PNG"."""
        labels = [KINDS[key].label for key in self.kinds]
        if len(labels) == 1:
            return labels[0]
        if len(labels) == 2:
            return _("%(one)s atau %(other)s") % {"one": labels[0], "other": labels[1]}
        return _("%(some)s, atau %(last)s") % {"some": ", ".join(labels[:-1]), "last": labels[-1]}

    @property
    def in_words(self) -> str:
        """What may be handed in, as a hint beside the field."""
        return _("%(kinds)s, paling besar %(limit)s") % {"kinds": self.labels, "limit": in_words(self.max_bytes)}

    @property
    def endings(self) -> str:
        """The endings for the browser's file dialogue."""
        taken = [ending for key in self.kinds for ending in KINDS[key].endings]
        return ",".join(f".{ending}" for ending in [*taken, *(HEIC_ENDINGS if "jpeg" in self.kinds else ())])


# The zone of the clocks that are not ahead: WIB.
WESTERN_HOURS = 7
DEGREES = {"latitude": 90, "longitude": 180}


@dataclass(frozen=True)
class CameraNotes:
    """What a camera had written into a photograph of when and where; None where it wrote nothing that makes sense."""

    clock: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None

    @classmethod
    def of(cls, facts: Mapping[str, object]) -> "CameraNotes":
        """From what was read in the process apart, which may have been taken over: nothing is believed."""
        place = {name: number(facts.get(name), most) for name, most in DEGREES.items()}
        if None in place.values():
            place = dict.fromkeys(DEGREES)
        return cls(clock_of(facts.get("taken"), facts.get("offset")), **place)

    def moment(self, *, hours_ahead: int) -> datetime | None:
        """When it was taken; a clock that named no zone is so far ahead of Jakarta's."""
        if self.clock is None or self.clock.tzinfo:
            return self.clock
        return self.clock.replace(tzinfo=timezone(timedelta(hours=WESTERN_HOURS + hours_ahead)))


def number(value: object, most: int) -> float | None:
    """A number of degrees to six places, or None."""
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return round(float(value), 6) if is_one and abs(value) <= most else None


def clock_of(text: object, offset: object) -> datetime | None:
    """A moment as EXIF writes it, with its zone where one is written."""
    try:
        clock = datetime.strptime(str(text), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
    try:
        return datetime.strptime(f"{text} {offset}", "%Y:%m:%d %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return clock


@dataclass(frozen=True)
class Taken:
    """A file that was opened whole. `kept` is what stays; `clean` is for judges: no author, no place, no history."""

    name: str
    kind: FileKind
    came_sha256: str
    kept: bytes
    clean: bytes
    is_signed: bool = False
    was_active: bool = False
    # Of a photograph, what its copies do not tell any more.
    notes: CameraNotes = field(default_factory=CameraNotes)

    @property
    def remark(self) -> str:
        """What the person should know of what was done to the file, "" for nothing."""
        if not self.was_active:
            return ""
        if self.is_signed:
            return _(
                "Surat bertanda tangan elektronik ini disimpan seperti aslinya sebagai bukti. Setiap orang, termasuk"
                " Anda, mengunduh salinan tanpa isi yang berjalan sendiri."
            )
        return _("Isi yang berjalan sendiri (skrip, formulir, atau berkas di dalamnya) dihapus dari PDF ini.")


def taken(upload, allowed: Allowed) -> Taken:
    """The uploaded file, if a person can open it and it is of an allowed kind; Refused with the reason otherwise."""
    refuse(announced_refusal(upload.name, upload.size, allowed))
    upload.seek(0)
    content = upload.read()
    came, kind = kind_of(content, upload.name, allowed)
    refuse(viruses.refusal(content))
    kept, clean, facts = apart.copies(content, came, as_photograph=allowed.as_photograph)
    if allowed.as_photograph:
        kind = KINDS["jpeg"]
    return Taken(
        name=named(upload.name, kind),
        kind=kind,
        came_sha256=hashlib.sha256(content).hexdigest(),
        kept=kept,
        clean=clean,
        is_signed=facts["is_signed"],
        was_active=facts["was_active"],
        notes=CameraNotes.of(facts["notes"]),
    )


def announced_refusal(name: str, size: int, allowed: Allowed) -> Refusal | None:
    """What can be said against a file before anything of it has come; None where nothing can."""
    if not size:
        return reasons.EMPTY
    if ending_of(name) in ("svg", "svgz"):
        return reasons.DRAWING
    if ending_of(name) in PROGRAMS:
        return reasons.PROGRAM
    if size <= allowed.max_bytes:
        return None
    return Refusal("file_size", _("Ukuran berkas paling besar %(limit)s") % {"limit": in_words(allowed.max_bytes)})


def kind_of(content, name, allowed):
    """What the bytes say that they are, and the kind they are kept as; a name that says another is put right later.

    A telephone's HEIC is taken where a JPEG is, and becomes one: few computers can show it.
    """
    key = proven(content)
    kept_as = "jpeg" if key == "heic" else key
    if kept_as in KINDS and is_two_in_one(content, key):
        raise Refused(reasons.TWO_IN_ONE)
    if kept_as in allowed.kinds:
        return key, KINDS[kept_as]
    said = called(name)
    if said and said.key in OFFICE and said.key in allowed.kinds and key in ("zip", "compound"):
        # What is wrong with it is found where it is opened.
        return said.key, said
    raise Refused(reasons.DISGUISED if said and said.key in allowed.kinds and key not in KINDS else wrong_kind(allowed))


def wrong_kind(allowed):
    """The refusal that says which kinds are allowed."""
    return Refusal("file_type", _("Berkas harus berupa %(kinds)s") % {"kinds": allowed.labels})
