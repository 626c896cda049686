"""Standings and the computation's notes as people read them. Callers ask `rules.results_refusal` first."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.templatetags.numbers import number
from competitions.domain import composition
from competitions.models import Criterion
from judging import stages
from judging.arithmetic.results.marks import BAND
from judging.arithmetic.severity.uncertainty import DRAWS
from judging.domain.panel import passing
from judging.domain.work import with_figures
from judging.models import Choice, Standing
from judging.reading import progress
from judging.reading.entrants import matching
from judging.reporting import sentences
from judging.reporting.noted import decimal, hundredths
from judging.rules import sums
from proposals.models import Proposal

ON, OFF, OPEN = "lanjut", "tidak", "batas"
STATES = [(ON, gettext_lazy("Disarankan lanjut")), (OFF, gettext_lazy("Tidak disarankan"))]
AT_THE_LINE = (OPEN, gettext_lazy("Di sekitar batas"))


@dataclass(frozen=True)
class Severity:
    """One judge, by code: points above (+) or below (-) the others with the standard error, the spread against the
    common one, and whether the judge was set apart.
    """

    code: str
    points: Decimal | None
    error: Decimal | None
    spread: Decimal | None
    is_apart: bool = False


@dataclass(frozen=True)
class Measure:
    """One measure of how far marks can be relied on: what it is called, its number, and what it means."""

    name: str
    value: Decimal
    meaning: str


@dataclass(frozen=True)
class Sheet:
    """How surely judges and marks are known: of the whole, or of one component, which has a name."""

    name: str
    worst_se: Decimal | None
    severity: tuple[Severity, ...]
    measures: tuple[Measure, ...]


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
    # How the scores were adjusted, in a sentence; "" where nothing is.
    method: str = ""
    is_provisional: bool = False
    sheets: tuple[Sheet, ...] = ()
    # Who goes on by only one of the two lists: by the score that counts, by the plain mean.
    only_counts: tuple[str, ...] = ()
    only_plain: tuple[str, ...] = ()
    # How many places are open, so many draws having been made; None where nothing was drawn.
    is_open: int | None = None
    draws: int = 0
    # What was announced for each part, and what it brings of the differences.
    announced: tuple[tuple[str, Decimal], ...] = ()
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


def states(stage):
    """What the standings of a counted stage may be narrowed to; who is near the line only where levels were drawn."""
    return [*STATES, *([AT_THE_LINE] if progress.computation(stage).notes.get("draws") else [])]


def standings(stage, *, q="", kelompok="", keadaan=""):
    """The standings by group and rank, with the figures of the kind's columns and what people `decided` of each."""
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
    if keadaan == OPEN:
        # The least and the most of the draws: whoever is in nearly all or nearly none is not near the line.
        least, most = (share * DRAWS // 100 for share in BAND)
        found = found.filter(particulars__chosen__gt=least, particulars__chosen__lt=most)
    elif keadaan:
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
    """The passing scores of these stages that kept somebody out; at most three queries for each stage that has one."""
    found = []
    for one in stages_asked:
        if one.passing_score is None or not one.closed_at:
            continue
        counts = passing.counted_by(one)
        by_means = counts == "raw_score"
        stays = {"particulars__plain__goes_on" if by_means else "goes_on": False}
        below = Standing.objects.unsealed().filter(stage=one, **stays, **{f"{counts}__lt": one.passing_score})
        places = composition.places(one)
        ranks = below.values_list("proposal__group__key", "particulars__plain__rank" if by_means else "rank")
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
    """The notes of a counted stage's computation; at most four queries, whatever they hold."""
    told = progress.computation(stage).notes
    said = said_of(stage, told)
    title = titles(told)
    return Notes(
        cautions=sentences.cautions_of(stage),
        method=method_said(told),
        is_provisional=bool(told.get("provisional")),
        sheets=sheets(told),
        only_counts=tuple(sorted(title(code) for code in told.get("only_counts") or ())),
        only_plain=tuple(sorted(title(code) for code in told.get("only_plain") or ())),
        is_open=told.get("open") if told.get("draws") else None,
        draws=told.get("draws") or 0,
        announced=weights(stage, told.get("weights") or {}),
        weights=weights(stage, told.get("effective_weights") or {}, of=1),
        price=hundredths(told.get("price")),
        total=hundredths(told.get("total")),
        swaps=swaps(told.get("swaps") or (), said, title),
        rule_prices=rule_prices(told.get("rule_prices") or (), said),
    )


def method_said(told):
    """How scores were adjusted; where the rubric has components, that all of them were alike, or none."""
    said = [sums.METHODS[method]] if (method := told.get("method")) in sums.METHODS else []
    if said and (parts := told.get("components")):
        said.append(sums.TOGETHER[method] % {"names": ", ".join(map(sums.component_name, sorted(parts)))})
    return " ".join(map(str, said))


def sheets(told):
    """How surely judges and marks are known, by component where there are some."""
    parts = told.get("components") or ({"": told} if told.get("severity") is not None else {})
    return tuple(
        Sheet(
            name=sums.component_name(name) if name else "",
            worst_se=decimal(part.get("worst_se")),
            severity=severities(part),
            measures=measures(part),
        )
        for name, part in sorted(parts.items())
    )


def severities(told):
    """The judges' severity, the strictest first; who was set apart from everything comes last."""
    spread, errors = told.get("spread") or {}, told.get("errors") or {}
    points, apart = told.get("severity") or {}, set(told.get("apart") or ())
    rows = [
        Severity(code, decimal(points.get(code)), decimal(errors.get(code)), decimal(spread.get(code)), code in apart)
        for code in sorted({*points, *apart})
    ]
    return tuple(sorted(rows, key=lambda row: (row.points is None, row.points, row.code)))


def measures(told):
    """Components of variance, reliability and agreement, each with what it means."""
    variances, shares = told.get("variances"), told.get("reliability") or {}
    alphas, each = told.get("alpha") or {}, decimal(told.get("reads_each")) or 0
    if not variances:
        return ()
    rows = [
        (_("Ragam antarusulan"), variances["proposals"], _("beda mutu usulan, poin kuadrat")),
        (_("Ragam antarpenilai"), variances["judges"], _("beda ketegasan penilai, poin kuadrat")),
        (_("Ragam sisa"), variances["noise"], _("yang tidak dijelaskan usulan dan penilai, poin kuadrat")),
        (_("ICC satu pembacaan"), shares.get("single"), _("bagian beda nilai satu penilai yang merupakan beda mutu")),
        (
            _("Keandalan rata-rata mentah"),
            shares.get("raw"),
            _("bagian yang sama untuk rata-rata %(reads)s pembacaan") % {"reads": number(each)},
        ),
        (_("Keandalan nilai setara"), shares.get("adjusted"), _("bagian yang sama sesudah disetarakan")),
        (_("Alfa Krippendorff, mentah"), alphas.get("raw"), _("kesepakatan penilai satu usulan; 1 berarti sepakat")),
        (_("Alfa Krippendorff, setara"), alphas.get("adjusted"), _("kesepakatan sesudah disetarakan")),
    ]
    return tuple(Measure(name, Decimal(value), meaning) for name, value, meaning in rows if value is not None)


def weights(stage, shares, *, of=100):
    """The percentage of each part, by the names people know, the greatest first; `of` is what the shares sum to."""
    if not shares:
        return ()
    names = {**dict(Criterion.Component.choices), **dict(stage.edition.stages.values_list("key", "name"))}
    ranked = sorted(shares, key=lambda key: (-Decimal(shares[key]), key))
    return tuple((str(names.get(key, key)), Decimal(shares[key]) * 100 / of) for key in ranked)


def said_of(stage, told):
    """A function that says a rule as the computation names it in a sentence; no query where it names none."""
    named = told.get("swaps") or told.get("rule_prices")
    said = composition.sentences(stage.composition.all(), stage.edition) if named else {}
    return lambda rule: said.get((rule["dimension"], rule["value"]), _("kuota kelompok"))


def rule_prices(told, said):
    """What each rule cost by itself, the dearest first."""
    rows = [(said(rule), hundredths(rule["price"])) for rule in told]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def titles(told):
    """A function that names a proposal of the notes by its title; one query, none where they name nobody."""
    codes = {one for swap in told.get("swaps") or () for one in (swap["out"], swap["in"])}
    codes |= {*(told.get("only_counts") or ()), *(told.get("only_plain") or ())}
    found = dict(Proposal.objects.filter(code__in=codes).values_list("code", "title")) if codes else {}
    return lambda code: found.get(code, code)


def swaps(told, said, title):
    """Who went on in whose place, by title."""
    return tuple(
        Exchange(
            out=title(swap["out"]),
            taken=title(swap["in"]),
            rules=tuple(said(rule) for rule in swap["rules"]),
        )
        for swap in told
    )
