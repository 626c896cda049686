"""Standings and the computation's notes as people read them. Callers ask `rules.results_refusal` first."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.domain import composition
from competitions.models import Criterion
from judging import stages
from judging.domain.work import with_figures
from judging.models import Choice, Standing
from judging.reading import progress, sentences
from judging.reading.entrants import matching
from proposals.models import Proposal

ON, OFF = "lanjut", "tidak"
STATES = [(ON, gettext_lazy("Disarankan lanjut")), (OFF, gettext_lazy("Tidak disarankan"))]


@dataclass(frozen=True)
class Severity:
    """One judge, by code: points above (+) or below (-) the others, and the spread against the common one."""

    code: str
    points: Decimal
    spread: Decimal | None


@dataclass(frozen=True)
class Exchange:
    """One proposal that went on in place of another, and the rules that asked for it."""

    out: str
    taken: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Notes:
    """What the computation had to say."""

    cautions: tuple[str, ...] = ()
    adjusted_counts: bool | None = None
    worst_se: Decimal | None = None
    severity: tuple[Severity, ...] = ()
    weights: tuple[tuple[str, Decimal], ...] = ()
    price: Decimal | None = None
    total: Decimal | None = None
    swaps: tuple[Exchange, ...] = ()
    # Each rule that cost points by itself, as a sentence, with how many; the dearest first.
    rule_prices: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class TieOrder:
    """What decides between equal scores, in order, ending with the lot and its published seed."""

    steps: tuple[str, ...] = field(default=())
    seed: str = ""
    first: str = ""

    def separating(self, decided_by: str) -> str:
        """In words, what separated a row from the one above it; `decided_by` as `ranking.Place` has it."""
        if not decided_by:
            return ""
        if decided_by == "first":
            return self.first
        place = {"score": 0, "lot": -1}.get(decided_by)
        return self.steps[int(decided_by.removeprefix("tie_breaker_")) if place is None else place]


def standings(stage, *, q="", kelompok="", keadaan=""):
    """The standings in order of group and rank, with the figures of the kind's columns.

    Each has `decided` (goes on by people's decision).
    """
    choice = Choice.objects.filter(decision__stage=stage, proposal=OuterRef("proposal"))
    found = (
        Standing.objects.unsealed()
        .filter(stage=stage)
        .select_related("proposal__agency__region__province", "proposal__unit", "proposal__group", "proposal__category")
        .annotate(decided=Subquery(choice.values("goes_on")[:1]))
    )
    if q:
        found = found.filter(matching(q))
    if kelompok:
        found = found.filter(proposal__group__key=kelompok)
    if keadaan:
        found = found.filter(goes_on=keadaan == ON)
    return with_figures(found, stages.of(stage).COLUMNS, stage).order_by(
        "proposal__group__position", "rank", "proposal__title", "pk"
    )


@dataclass(frozen=True)
class Passing:
    """A passing score that decided: in which stage, how high, and how many within their group's places fell short."""

    stage: str
    score: Decimal
    short: int


def passings(stages_asked):
    """The passing scores of these stages that kept somebody out; a query for each stage that has one."""
    found = []
    for one in stages_asked:
        if one.passing_score is None or not one.closed_at:
            continue
        below = Standing.objects.unsealed().filter(stage=one, goes_on=False, score__lt=one.passing_score)
        places = composition.places(one)
        ranks = below.values_list("proposal__group__key", "rank")
        short = sum(rank is not None and rank <= places.get(group, rank) for group, rank in ranks)
        if short:
            found.append(Passing(one.name, one.passing_score, short))
    return found


def tie_order(stage):
    """The published order of what breaks ties in this stage, for a kind that ranks; at most one query."""
    if not stage.needs.is_ranked:
        return TieOrder()
    return TieOrder(
        (_("nilai"), *stages.of(stage).ties(stage), _("undian")), stage.edition.lot_seed, _("peringkat pertama")
    )


def notes(stage):
    """The notes of a counted stage's computation; at most three queries, whatever they hold."""
    told = progress.computation(stage).notes
    said = said_of(stage, told)
    return Notes(
        cautions=sentences.cautions_of(stage),
        adjusted_counts=told.get("adjusted_counts"),
        worst_se=decimal(told.get("worst_se")),
        severity=severities(told),
        weights=weights(stage, told.get("effective_weights") or {}),
        price=hundredths(told.get("price")),
        total=hundredths(told.get("total")),
        swaps=swaps(told.get("swaps") or (), said),
        rule_prices=rule_prices(told.get("rule_prices") or (), said),
    )


def severities(told):
    """The judges' severity, the strictest first."""
    spread = told.get("spread") or {}
    rows = [
        Severity(code, Decimal(points), decimal(spread.get(code)))
        for code, points in (told.get("severity") or {}).items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.points, row.code)))


def weights(stage, effective):
    """The percentage of the differences that each part brings, with the names people know it by."""
    if not effective:
        return ()
    names = {**dict(Criterion.Component.choices), **dict(stage.edition.stages.values_list("key", "name"))}
    return tuple((str(names.get(key, key)), Decimal(share) * 100) for key, share in sorted(effective.items()))


def said_of(stage, told):
    """A function that says a rule as the computation names it in a sentence; no query where it names none."""
    named = told.get("swaps") or told.get("rule_prices")
    said = composition.sentences(stage.composition.all(), stage.edition) if named else {}
    return lambda rule: said.get((rule["dimension"], rule["value"]), _("kuota kelompok"))


def rule_prices(told, said):
    """What each rule cost by itself, the dearest first."""
    rows = [(said(rule), hundredths(rule["price"])) for rule in told]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def swaps(told, said):
    """Who went on in whose place, by title."""
    if not told:
        return ()
    codes = {one for swap in told for one in (swap["out"], swap["in"])}
    titles = dict(Proposal.objects.filter(code__in=codes).values_list("code", "title"))
    return tuple(
        Exchange(
            out=titles.get(swap["out"], swap["out"]),
            taken=titles.get(swap["in"], swap["in"]),
            rules=tuple(said(rule) for rule in swap["rules"]),
        )
        for swap in told
    )


def decimal(text):
    """The number a note holds as text; None stays None."""
    return None if text is None else Decimal(text)


def hundredths(number):
    """The number a note holds in hundredths; None stays None."""
    return None if number is None else Decimal(number) / 100
