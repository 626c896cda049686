"""Ticks and gaps: one thing that must be so before an act; a gap with who fills it, and the page for it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst


@dataclass(frozen=True)
class ToFill:
    """One thing that is missing, as a page shows it; `url` is "" where no page fills it."""

    sentence: str
    filler: str
    url: str
    label: str

    @property
    def names_its_filler(self):
        """Whether the sentence begins with who fills it, so that nobody has to be told again."""
        return self.sentence.startswith(self.filler)


@dataclass(frozen=True)
class Tick:
    """One thing that must be so before an act: it is, or `gap` says what is missing and where that is filled."""

    sentence: str
    gap: ToFill | None = None

    @property
    def is_met(self):
        return self.gap is None


def tick(sentence, is_met, gap, *, by, url, label):
    """A tick, or its gap with who fills it and where."""
    return Tick(sentence) if is_met else Tick(sentence, ToFill(gap, capfirst(str(by)), url, label))


def at_stage(name, stage, **more):
    """The address of one of a stage's own pages."""
    return reverse(name, kwargs={"slug": stage.edition.slug, "position": stage.position, **more})
