"""Refusals: who may not, and why, as values with a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Refusal:
    """Why something is not allowed: a key for tests and logs, a sentence for people."""

    key: str
    sentence: str | Promise

    def __str__(self) -> str:
        return str(self.sentence)


# What acts of every floor refuse with.
ADMIN_ONLY = Refusal("admin_only", _("Hanya admin kementerian yang dapat melakukan ini."))
MINISTRY_ONLY = Refusal("ministry_only", _("Hanya sekretariat dan admin kementerian yang dapat melakukan ini."))
REASON_MISSING = Refusal("reason_missing", _("Tulis alasannya."))


class Refused(Exception):
    """Raised by an act that a rule refuses; the page shows the refusal's sentence.

    `sentences` lists everything that stands in the way where one sentence does not say it all; `way` is the address
    of the page where that is put right, if there is one.
    """

    def __init__(self, refusal: Refusal, sentences: Iterable[str | Promise] = (), way: str = "") -> None:
        super().__init__(refusal.key)
        self.refusal = refusal
        self.way = way
        self.sentences = tuple(sentences) or (refusal.sentence,)


def refuse(refusal: Refusal | None) -> None:
    """Stop an act, or a page that could not act, if there is a refusal."""
    if refusal:
        raise Refused(refusal)


class Stale(Exception):
    """Raised by an act whose caller was shown something older than what stands; nothing was changed.

    `current` is what stands now, for the page that puts both side by side.
    """

    def __init__(self, current: object) -> None:
        super().__init__("stale")
        self.current = current
