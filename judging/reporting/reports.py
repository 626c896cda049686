"""Reports of an edition: who took part, what came of it, and who read how much.

A proposal took part that was sent, whatever became of it since; it came as far as published stages sent it on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AgencyKind, RegionKind
from accounts.models.counting import number_by
from accounts.pages.lists import ListColumn
from competitions.arithmetic import shares
from competitions.models import Edition, Stage
from judging.models import Assignment, Award, Choice, PanelMember
from proposals.models import CatalogueEntry, Proposal

FIRST, AGAIN = "pertama", "pernah"


def first_or_again():
    """Whether a proposal's agency sent something to an earlier year or won in one, as an expression."""
    earlier = Proposal.objects.filter(
        agency=OuterRef("agency"), submitted_at__isnull=False, edition__year__lt=OuterRef("edition__year")
    )
    contest = CatalogueEntry.objects.of_the_contest()
    won = contest.filter(agency=OuterRef("agency"), year__lt=OuterRef("edition__year"))
    return Case(When(Exists(earlier) | Exists(won), then=Value(AGAIN)), default=Value(FIRST), output_field=CharField())


def second_level():
    """The regency or city of a proposal's agency, empty where it is of a province or of none, as an expression."""
    is_below = When(~Q(agency__region__kind=RegionKind.PROVINCE), then=F("agency__region__name"))
    return Coalesce(Case(is_below, default=Value("")), Value(""))


# What is too long to stand among the others: a table on a page of its own.
ALONE = "kabupaten"
# By what the address says: the heading, and the value of a proposal.
DIMENSIONS = {
    "jenis": (gettext_lazy("Jenis instansi"), lambda: F("agency__kind")),
    "provinsi": (gettext_lazy("Provinsi"), lambda: Coalesce("agency__region__province__name", Value(""))),
    ALONE: (gettext_lazy("Kabupaten/kota"), second_level),
    "kelompok": (gettext_lazy("Kelompok"), lambda: F("group__name")),
    "kategori": (gettext_lazy("Kategori"), lambda: F("category__name")),
    "keikutsertaan": (gettext_lazy("Keikutsertaan instansi"), first_or_again),
}


def said(dimension, value):
    """A value of a dimension in words."""
    if dimension == "jenis":
        return str(AgencyKind(value).label)
    if dimension == "provinsi":
        return value or _("tanpa provinsi (nasional)")
    if dimension == ALONE:
        return value or _("tanpa kabupaten/kota (provinsi dan nasional)")
    if dimension == "keikutsertaan":
        return {FIRST: _("pertama kali"), AGAIN: _("pernah ikut")}[value]
    return value


@dataclass(frozen=True)
class Part:
    """One part of those who took part: how many, of how many agencies, and how many each published stage sent on."""

    name: str
    agencies: int
    sent: int
    reached: tuple[int, ...]
    # The share that the last published stage sent on of all, to hold this part's against; None before there is one.
    overall: float | None = None
    other: "Part | None" = field(default=None, compare=False)

    @property
    def last(self):
        """How many came furthest; None before a stage is published."""
        return self.reached[-1] if self.reached else None

    @property
    def share(self):
        """The share that came furthest; None before a stage is published."""
        return None if self.last is None or not self.sent else self.last / self.sent

    @property
    def interval(self):
        return shares.interval(self.last or 0, self.sent)

    @property
    def verdict(self):
        """How its share stands beside that of all: a difference that chance explains is none."""
        if self.share is None or self.overall is None or self.interval.holds(self.overall):
            return _("sejalan") if self.share is not None else ""
        return _("di atas") if self.share > self.overall else _("di bawah")


def published(edition) -> list[Stage]:
    """The published stages of an edition in order, of those that ran together the last."""
    return list(edition.stages.filter(published_at__isnull=False).in_order())


def parts(edition: Edition, dimension: str, stages: Iterable[Stage]) -> list[Part]:
    """Those who took part by a dimension, the largest part first; one query whatever their number."""
    stages = list(stages)
    sent = Proposal.objects.filter(edition=edition, submitted_at__isnull=False)
    reached = {
        f"reached_{stage.pk}": Exists(
            Choice.objects.filter(decision__stage=stage, goes_on=True, proposal=OuterRef("pk"))
        )
        for stage in stages
    }
    rows = (
        sent.annotate(value=DIMENSIONS[dimension][1](), **reached)
        .order_by()
        .values("value")
        .annotate(
            agencies=Count("agency", distinct=True),
            sent=Count("pk"),
            **{f"n_{name}": Count("pk", filter=Q(**{name: True})) for name in reached},
        )
    )
    found = [
        Part(said(dimension, row["value"]), row["agencies"], row["sent"], tuple(row[f"n_{name}"] for name in reached))
        for row in rows
    ]
    whole = sum(part.sent for part in found)
    overall = sum(part.last for part in found) / whole if stages and whole else None
    return sorted(
        (Part(one.name, one.agencies, one.sent, one.reached, overall) for one in found),
        key=lambda part: (-part.sent, part.name),
    )


def beside(found: list[Part], other: list[Part]) -> list[Part]:
    """The parts with those of another edition of the same name beside them; a part that stood only there comes last."""
    by_name = {part.name: part for part in other}
    joined = [Part(one.name, one.agencies, one.sent, one.reached, one.overall, by_name.get(one.name)) for one in found]
    names = {part.name for part in found}
    return joined + [Part(one.name, 0, 0, (), None, one) for one in other if one.name not in names]


def columns(
    dimension: str, stages: Iterable[Stage], other: Edition | None = None, other_stages: Iterable[Stage] = ()
) -> tuple[ListColumn, ...]:
    """The table of one dimension: participation, what each stage sent on, and the share with its interval.

    With another edition each figure stands beside the same one of it, a stage beside the one of its key; those that it
    alone has come after them.
    """
    ways = [Way(list(stages))]
    if other:
        ways.append(Way(list(other_stages), other.name, "-lalu", lambda part: part.other))
    keys = dict.fromkeys(stage.key for way in ways for stage in way.stages)
    return (
        ListColumn("nama", DIMENSIONS[dimension][0], ("name",), is_head=True, template="judging/reports/name.html"),
        *(way.column("instansi", gettext_lazy("Instansi"), lambda part: part.agencies, 0) for way in ways),
        *(way.column("diajukan", gettext_lazy("Diajukan"), lambda part: part.sent, 0) for way in ways),
        *(way.sent_on_by(key) for key in keys for way in ways if way.has(key)),
        *(column for columns in zip(*(way.shares() for way in ways if way.stages), strict=True) for column in columns),
    )


@dataclass(frozen=True)
class Way:
    """How the figures of one edition are read from a part, and what their columns are called."""

    stages: list[Stage]
    # Of another edition, what stands behind the headings and the keys of the columns.
    name: str = ""
    ending: str = ""
    of: Callable[[Part], Part | None] = lambda part: part

    def column(self, key, label, read, nothing=None, *, is_number=True):
        """A column; `nothing` is its value where the edition has no such part."""

        def value(part):
            own = self.of(part)
            return nothing if own is None else read(own)

        heading = f"{label}, {self.name}" if self.name else label
        return ListColumn(key + self.ending, heading, read=value, is_number=is_number)

    def has(self, key):
        """Whether it has a published stage of this key."""
        return any(stage.key == key for stage in self.stages)

    def sent_on_by(self, key):
        """How many a stage sent on."""
        place, stage = next((place, stage) for place, stage in enumerate(self.stages) if stage.key == key)
        return self.column(
            f"tahap-{stage.position}", stage.name, lambda part: part.reached[place] if part.reached else 0, 0
        )

    def shares(self):
        """The share that came furthest, between which limits it lies, and how it stands beside that of all."""

        def percent(number):
            return None if number is None else round(100 * number, 1)

        return (
            self.column("bagian", gettext_lazy("Lanjut terakhir (%)"), lambda part: percent(part.share)),
            self.column("bawah", gettext_lazy("Batas bawah (%)"), lambda part: percent(part.interval.low)),
            self.column("atas", gettext_lazy("Batas atas (%)"), lambda part: percent(part.interval.high)),
            self.column(
                "banding", gettext_lazy("Dibanding keseluruhan"), lambda part: part.verdict, "", is_number=False
            ),
        )


@dataclass(frozen=True)
class JudgeWork:
    """What one judge did in one stage."""

    member: PanelMember
    stage: str
    held: int
    signed: int
    returned: int


def readers(edition: Edition) -> list[JudgeWork]:
    """The judges of an edition by stage and code; one query."""
    own = Assignment.objects.filter(stage=OuterRef("stage"), judge=OuterRef("judge"))
    members = (
        PanelMember.objects.filter(stage__edition=edition)
        .select_related("judge", "agency", "stage")
        .annotate(
            held=number_by(own.standing(), "judge"),
            signed=number_by(own.standing().filter(scorecard__locked_at__isnull=False), "judge"),
            returned=number_by(own.filter(recused_at__isnull=False), "judge"),
        )
        .order_by("stage__position", "code")
    )
    return [JudgeWork(one, one.stage.name, one.held, one.signed, one.returned) for one in members]


READERS = (
    ListColumn("kode", gettext_lazy("Kode"), ("member__code",)),
    ListColumn(
        "nama",
        gettext_lazy("Nama"),
        ("member__judge__full_name",),
        is_head=True,
        template="judging/reports/reader.html",
    ),
    ListColumn("instansi", gettext_lazy("Instansi"), ("member__agency__name",)),
    ListColumn("tahap", gettext_lazy("Tahap"), ("stage",)),
    ListColumn("tugas", gettext_lazy("Tugas"), ("held",), is_number=True),
    ListColumn("dikunci", gettext_lazy("Dikunci"), ("signed",), is_number=True),
    ListColumn("kembali", gettext_lazy("Dikembalikan"), ("returned",), is_number=True),
)


def read_by(edition: Edition, judge: int) -> list[Assignment]:
    """The dossiers that a judge read to the end in an edition: the cards signed, in order of stage and code."""
    return list(
        Assignment.objects.filter(stage__edition=edition, judge=judge, scorecard__locked_at__isnull=False)
        .standing()
        .select_related("stage", "proposal__agency", "scorecard")
        .order_by("stage__position", "proposal__code")
    )


def winners(stage):
    """Whoever a stage sent on, by title, each with `awards`: the names of those from it that stand.

    Where the stage gives any, whoever holds none of them any more is no winner.
    """
    held = defaultdict(list)
    for proposal, name in Award.objects.standing().filter(stage=stage).order_by("pk").values_list("proposal", "name"):
        held[proposal].append(name)
    going = Choice.objects.filter(decision__stage=stage).going_on()
    if Award.objects.filter(stage=stage).exists():
        going = going.filter(proposal__in=held)
    with_places = going.select_related(
        "proposal__agency__region__province", "proposal__unit", "proposal__group", "proposal__category"
    )
    rows = sorted(with_places, key=lambda one: (one.proposal.title.casefold(), one.proposal.code))
    for row in rows:
        row.awards = held[row.proposal_id]
    return rows
