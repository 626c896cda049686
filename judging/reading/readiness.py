"""Whether a stage may close: each thing that is missing, with who fills it and the page where that is done."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from judging import stages
from judging.domain.missing import Missing, Where
from judging.domain.work import checklist_page, entrants_page

# What the link to each place says.
LABELS = {
    Where.CHECKLIST: gettext_lazy("Lihat yang belum diputuskan"),
    Where.UNFINISHED: gettext_lazy("Lihat yang belum selesai"),
    Where.REPLACING: gettext_lazy("Tugaskan pengganti"),
    Where.HELD: gettext_lazy("Putuskan kiriman tertahan"),
    Where.RULES: gettext_lazy("Lihat ketentuan edisi"),
}


@dataclass(frozen=True)
class ToFill:
    """One thing that is missing, as a page shows it; `url` is "" where no page fills it."""

    sentence: str
    filler: str
    url: str
    label: str


def to_fill(stage) -> list[ToFill]:
    """Everything that is missing before a counted stage may close."""
    return [filled_by(one, stage) for one in stages.of(stage).missing(stage)]


def filled_by(one: Missing, stage) -> ToFill:
    """Something missing with its link."""
    filler = one.judge.label if one.judge else _(" atau ").join(str(role.label) for role in one.by)
    return ToFill(one.sentence, capfirst(filler), address(one, stage), str(LABELS.get(one.place, "")))


def address(one: Missing, stage) -> str:
    """The page where something missing is filled, or ""."""
    if one.place == Where.CHECKLIST:
        return f"{checklist_page(stage)}?keadaan=belum"
    if one.place == Where.UNFINISHED:
        narrowed = {"penilai": one.judge.code} if one.judge else {}
        return f"{entrants_page(stage)}?{urlencode({'keadaan': 'belum', **narrowed})}"
    if one.place == Where.REPLACING:
        return reverse(
            "judging:act", kwargs={"slug": stage.edition.slug, "position": stage.position, "noun": "pembagian"}
        )
    if one.place == Where.HELD:
        return reverse("judging:held", kwargs={"slug": stage.edition.slug, "position": stage.position})
    if one.place == Where.RULES:
        return reverse("competitions:edition", args=[stage.edition.slug])
    return ""
