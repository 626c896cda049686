"""The secretariat's list of entrants to check, and one entrant with its checklist."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from accounts.models.counting import number_by
from judging.domain.work import standing
from judging.models import Entrant, Finding, Resemblance, Verdict
from judging.reading.entrants import matching
from proposals.domain import completeness, mending
from proposals.reading import history as history_of

WAITING, PASSED, FAILED, FOUND, MENDED, ANEW = (
    "belum",
    "lolos",
    "tidak-lolos",
    "temuan",
    "diperbaiki",
    "periksa-ulang",
)


# What a signature reads of an office.
SIGNED = ("user", "agency", "unit")


@dataclass(frozen=True)
class Counts:
    """How many entrants of the stage are in which state."""

    total: int
    waiting: int
    passed: int
    failed: int
    # Of those that failed, what came back to its agency; of those that wait, what was handed in again.
    mended: int = 0
    anew: int = 0


def rows(stage, *, q="", keadaan=""):
    """The entrants in order of number with passed (None: undecided), decided_at and n_found, narrowed."""
    current = Verdict.objects.filter(stage=stage, proposal=OuterRef("proposal")).current()
    failing = Finding.objects.filter(stage=stage, proposal=OuterRef("proposal"), machine_says=False)
    found = (
        entrants_of(stage)
        .select_related("proposal__agency__region__province", "proposal__unit", "proposal__group", "proposal__category")
        .annotate(
            passed=Subquery(current.values("passed")[:1]),
            is_anew=Exists(
                Verdict.objects.filter(stage=stage, proposal=OuterRef("proposal"), mending__handed_in_at__isnull=False)
            ),
            decided_at=Subquery(current.values("decided_at")[:1]),
            n_found=number_by(failing, "proposal"),
        )
        .order_by("proposal__number")
    )
    if q:
        found = found.filter(matching(q))
    return found.filter(NARROW[keadaan]) if keadaan in NARROW else found


def entrants_of(stage):
    """The entrants of a stage, without those who left the contest since."""
    return standing(Entrant.objects.filter(stage=stage))


NARROW = {
    WAITING: Q(passed=None),
    PASSED: Q(passed=True),
    FAILED: Q(passed=False),
    FOUND: Q(n_found__gt=0),
    MENDED: Q(passed=False, proposal__mending_until__isnull=False),
    ANEW: Q(passed=None, is_anew=True),
}


def counts(stage):
    """The numbers above the list; two queries."""
    verdicts = (
        standing(Verdict.objects.filter(stage=stage))
        .current()
        .aggregate(
            good=Count("pk", filter=Q(passed=True)),
            bad=Count("pk", filter=Q(passed=False)),
            mended=Count("pk", filter=Q(passed=False, proposal__mending_until__isnull=False)),
        )
    )
    decided = Verdict.objects.filter(stage=stage).current().values("proposal")
    handed_in = Verdict.objects.filter(stage=stage, mending__handed_in_at__isnull=False).values("proposal")
    entrants = entrants_of(stage).aggregate(
        total=Count("pk"),
        anew=Count("pk", filter=Q(proposal__in=handed_in) & ~Q(proposal__in=decided)),
    )
    waiting = entrants["total"] - verdicts["good"] - verdicts["bad"]
    return Counts(entrants["total"], waiting, verdicts["good"], verdicts["bad"], verdicts["mended"], entrants["anew"])


def findings(stage, proposal):
    """The checklist of one entrant in the edition's order; one query."""
    return list(
        Finding.objects.filter(stage=stage, proposal=proposal)
        .select_related("check_row")
        .order_by("check_row__position")
    )


def verdicts(stage, proposal):
    """Every verdict on one entrant, the one in force first, each with whether another replaced it; one query."""
    return list(
        Verdict.objects.filter(stage=stage, proposal=proposal)
        .annotate(is_replaced=Exists(Verdict.objects.filter(corrects=OuterRef("pk"))))
        .select_related(*(f"{path}__{part}" for path in ("decided_by", "mending__handed_in_by") for part in SIGNED))
        .order_by(F("superseded_at").desc(nulls_first=True), "-pk")
    )


def in_force(history):
    """Of every verdict on one entrant, the one that stands; None where there is none, or it was taken back."""
    return history[0] if history and history[0].superseded_at is None else None


def openings(stage, proposal, findings, history):
    """Which parts of an entrant each rule for a person would open to be mended: (name, title) by id of the rule.

    None where the stage gives no time to mend, or the entrant has had it. Four queries, none where there is nothing.
    """
    if not stage.arranged.days_to_mend or any(past.mending_id for past in history):
        return {}
    rules = [one.check_row for one in findings if not one.check_row.is_automatic and one.check_row.can_be_mended]
    standing = completeness.of(proposal) if rules else None
    return {
        rule.pk: [
            (mending.name_of(part), part.title) for part in mending.opened(standing, mending.openable(standing, rule))
        ]
        for rule in rules
    }


def resemblances(stage, proposal):
    """The pairs that one entrant is part of; one query."""
    found = Resemblance.objects.filter(Q(proposal=proposal) | Q(other=proposal), stage=stage)
    return list(found.select_related("proposal", "other", "entry").in_order())


def mended(proposal, history):
    """What was changed in an entrant that came back and was handed in again; None where it never was."""
    handed_in = next((past.mending for past in history if past.mending_id and past.mending.handed_in_at), None)
    return history_of.mended(proposal, handed_in) if handed_in else None


def next_waiting(stage, *, after):
    """The code of the next undecided entrant by number, round from the first; None when all are decided."""
    decided = Verdict.objects.filter(stage=stage).current().values("proposal")
    waiting = entrants_of(stage).exclude(proposal__in=decided)
    codes = waiting.order_by("proposal__number").values_list("proposal__code", flat=True)
    return codes.filter(proposal__number__gt=after).first() or codes.first()
