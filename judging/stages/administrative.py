"""Stage I, administrative selection: every submitted proposal is held against the edition's checklist.

The machine decides what a machine can decide; the secretariat decides the rest and signs each verdict. A
proposal passes when every rule is met. Nothing is scored and nobody is ranked.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.domain.queue import enqueue
from accounts.models import Role
from judging.domain import work
from judging.domain.missing import Missing, Where, named
from judging.models import Entrant, Finding, Verdict
from proposals.domain import eligibility
from proposals.models import Figure

SUM = "verdicts"
WORK = work.VERDICTS
COLUMNS = ()
COUNTS = {
    "n_passed": work.Count(_("lolos"), lambda: decided(passed=True), "?keadaan=lolos"),
    "n_failed": work.Count(_("tidak lolos"), lambda: decided(passed=False), "?keadaan=tidak-lolos"),
}
DRAW = None
FIGURE = Figure.Key.PASSED


def decided(*, passed):
    """The verdicts in force that say so."""
    return work.standing(Verdict.objects.current()).filter(passed=passed)


def ties(stage):
    """Nobody is ranked."""
    return ()


def assign(stage, *, at, only=None):
    """Lay out the checklist of every entrant, the machine's findings filled in."""
    checks = list(stage.edition.entry_checks.order_by("position"))
    examined = eligibility.examine(stage.edition)
    rows = []
    for entrant in Entrant.objects.standing(stage):
        found = examined.get(entrant.proposal_id, {})
        for check in checks:
            result = found.get(check.pk)
            rows.append(
                Finding(
                    stage=stage,
                    proposal_id=entrant.proposal_id,
                    check_row=check,
                    is_met=result.is_met if result else None,
                    machine_says=result.is_met if result else None,
                    detail=result.detail if result else "",
                )
            )
    Finding.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)
    enqueue("judging.find_resemblances", stage_id=stage.pk)


def missing(stage):
    """The proposals that still wait for a verdict, or are being mended."""
    decided = Verdict.objects.filter(stage=stage).current().values("proposal")
    waiting = Entrant.objects.standing(stage).exclude(proposal__in=decided)
    codes = tuple(waiting.order_by("proposal__code").values_list("proposal__code", flat=True))
    return [*undecided(codes), *being_mended(stage)]


def being_mended(stage):
    """The proposals that came back to their agencies, and may still be handed in again."""
    away = Entrant.objects.standing(stage).filter(proposal__mending_until__isnull=False)
    codes = tuple(away.order_by("proposal__code").values_list("proposal__code", flat=True))
    if not codes:
        return []
    count = len(codes)
    sentence = ngettext(
        "%(count)d usulan sedang diperbaiki instansinya: %(codes)s.",
        "%(count)d usulan sedang diperbaiki instansinya: %(codes)s.",
        count,
    ) % {"count": count, "codes": named(codes)}
    return [Missing(sentence, by=(Role.AGENCY_ADMIN,), place=Where.MENDED, codes=codes)]


def undecided(codes):
    """That proposals wait for their verdict."""
    if not codes:
        return []
    count = len(codes)
    sentence = ngettext(
        "%(count)d usulan belum diputuskan: %(codes)s.", "%(count)d usulan belum diputuskan: %(codes)s.", count
    ) % {"count": count, "codes": named(codes)}
    return [Missing(sentence, by=(Role.SECRETARY,), place=Where.CHECKLIST, codes=codes)]


def freeze(stage):
    """Each entrant's verdict, None where nobody decided.

    Which rules a dossier does not meet is told to its agency alone: no result needs it, and all may read a snapshot.
    """
    verdicts = dict(Verdict.objects.filter(stage=stage).current().values_list("proposal_id", "passed"))
    return {
        "verdicts": [
            {"proposal": code, "passed": verdicts.get(proposal)}
            for proposal, code in Entrant.objects.standing(stage).values_list("proposal_id", "proposal__code")
        ]
    }
