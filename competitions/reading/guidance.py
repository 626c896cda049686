"""What judges look for in a section: the criterion of the rubric that bears its key, with the levels of its scale."""

from dataclasses import dataclass

from django.db.models import Min, Prefetch

from competitions.models import Criterion, Descriptor, Level, Section


@dataclass(frozen=True)
class GuidingLevel:
    """One level of the scale as it reads for one criterion."""

    points: int
    name: str
    text: str


@dataclass(frozen=True)
class Guidance:
    """What is marked in a section, by how much, and what each level means; the highest first."""

    name: str
    description: str
    weight: object
    levels: tuple[GuidingLevel, ...]


def of(section: Section) -> Guidance | None:
    """The guidance for one section, from the first stage that marks it; None where none does. Three queries at most."""
    criterion = (
        Criterion.objects.filter(rubric__stages__edition=section.edition_id, key=section.key)
        .annotate(first=Min("rubric__stages__position"))
        .prefetch_related(Prefetch("descriptors", Descriptor.objects.order_by("pk")))
        .order_by("first", "pk")
        .first()
    )
    if criterion is None:
        return None
    own = {one.level_id: one.text for one in criterion.descriptors.all()}
    levels = Level.objects.filter(rubric=criterion.rubric_id).order_by("-points")
    return Guidance(
        criterion.name,
        criterion.description,
        criterion.weight,
        tuple(GuidingLevel(level.points, level.name, own.get(level.pk, level.anchor)) for level in levels),
    )
