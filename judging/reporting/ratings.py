"""Ratings by citizens as pages show them: how many counted and were held, the batches, the published result."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.templatetags.moments import moment
from accounts.templatetags.numbers import number
from competitions.models import Stage
from judging.arithmetic.holding import stretch
from judging.domain import rating
from judging.models import BatchDecision, Entrant, Rating, Standing
from proposals.domain.catalogue.published_texts import published_texts
from proposals.models import Attachment, Proposal

# As many stages as are open to citizens at once.
KEPT = 8


@dataclass(frozen=True)
class Totals:
    """How many ratings of a stage, or of one innovation in it, count, and how many are held."""

    came: int
    held: int

    @property
    def counted(self):
        return self.came - self.held


def stage_at(slug, position):
    """The stage of an announced edition in which citizens rate, opened and not skipped, or None."""
    found = (
        Stage.objects.filter(edition__slug=slug, position=position, edition__announced_at__isnull=False)
        .filter(opened_at__isnull=False, skipped_at=None)
        .select_related("edition", "rubric")
        .first()
    )
    return found if found and found.needs.is_public else None


def candidates(stage):
    """The innovations that stand in the stage, by title."""
    return (
        Entrant.objects.standing(stage)
        .select_related("proposal__agency", "proposal__unit", "proposal__group", "proposal__category")
        .order_by("proposal__title", "proposal__code")
    )


def totals(stage):
    """The ratings of the whole stage, and those of each innovation by its id.

    The rule reads every rating: what it found is kept until one comes or is decided on; asking for that is two queries.
    """
    found = found_now(stage)
    each = {proposal: Totals(count, found.kept_out[proposal]) for proposal, count in found.came.items()}
    return Totals(found.came.total(), len(found.out)), each


def is_held(own):
    """Whether a rating does not count as it stands, because it came together with many others."""
    return str(own.pk) in found_now(own.stage).out


def found_now(stage):
    """What the rule finds in a stage as it stands now."""
    state = Rating.objects.filter(stage=stage).aggregate(number=Count("pk"), newest=Max("pk"), last=Max("rated_at"))
    standing = (
        Rating.objects.standing(stage).order_by().aggregate(number=Count("pk"), decided=Max("stage__batch_decisions"))
    )
    return found_in(stage, (*state.values(), *standing.values()))


@lru_cache(maxsize=KEPT)
def found_in(stage, _state):
    """What the rule finds in a stage whose ratings are as `_state` says."""
    return rating.held_in(stage)


@dataclass(frozen=True)
class BatchLine:
    """A batch as the control room lists it; `code` names it in a form."""

    key: tuple
    code: str
    label: str
    decision: BatchDecision | None
    state: str


SORTS = {"network": gettext_lazy("jaringan %(name)s"), "domain": gettext_lazy("domain surel %(name)s")}


def batch_lines(stage):
    """Every batch of a stage, the latest first, with what was decided about it."""
    found = rating.held_in(stage)
    own = rating.limits(stage)
    return [
        line(batch, found.decided.get(batch.key), stretch(batch, own))
        for batch in sorted(found.batches, key=lambda one: (-one.until, one.key))
    ]


def line(batch, decision, thickest):
    """One batch in words; `thickest` is from when to when it came thickest, None where nothing stands out."""
    count = len(batch.ids)
    source = str(SORTS[batch.source.sort]) % {"name": batch.source.name}
    said = ngettext("%(count)s penilaian dari %(source)s", "%(count)s penilaian dari %(source)s", count)
    span = _("%(since)s sampai %(until)s") % {
        "since": moment(rating.moment(batch.since)),
        "until": moment(rating.moment(batch.until)),
    }
    state = _("Tertahan")
    if decision:
        state = _("Dihitung") if decision.is_let_in else _("Tidak dihitung")
        if decision.besides_since:
            state = _("Dihitung, kecuali saat terpadatnya")
    label = f"{said % {'count': number(count), 'source': source}}, {span}"
    if thickest:
        label = f"{label}; {thickest_said(batch, thickest)}"
    return BatchLine(batch.key, "|".join(str(part) for part in batch.key), label, decision, state)


def thickest_said(batch, thickest):
    """How many of a batch came in its thickest stretch, from when to when."""
    since, until = thickest
    within = sum(since <= at <= until for at in batch.moments)
    return _("terpadat %(count)s, %(since)s sampai %(until)s") % {
        "count": number(within),
        "since": moment(rating.moment(since)),
        "until": moment(rating.moment(until)),
    }


@dataclass(frozen=True)
class Rated:
    """What citizens thought of one innovation: how many count and are held, the mean and its spread (None: unknown)."""

    proposal: Proposal
    n: int
    held: int
    mean: Decimal | None
    sd: Decimal | None
    low: Decimal | None
    high: Decimal | None


def result(stage):
    """The published result by title, without ranks; None before the stage is published."""
    if not stage.published_at:
        return None
    rows = Standing.objects.unsealed().filter(stage=stage).select_related("proposal__agency")
    return [outcome(row.proposal, row.particulars) for row in rows.order_by("proposal__title", "pk")]


def outcome(proposal, told):
    """One line of the result from what the computation told."""
    figures = {name: Decimal(told[name]) if told[name] else None for name in ("mean", "sd", "low", "high")}
    return Rated(proposal, told["n"], told["held"], **figures)


def summary(proposal):
    """What the public may read of an innovation: the text of its summary."""
    texts = published_texts({proposal.pk: proposal}).get(proposal.pk, [])
    return "\n\n".join(text for section, text in texts if section.is_summary)


def photo(stage, proposal):
    """The picture that the innovation handed in for the public, or None."""
    own = Attachment.objects.judged().filter(proposal=proposal, requirement__key=stage.arranged.photo)
    return own.filter(content_type__startswith="image/").order_by("pk").first()
