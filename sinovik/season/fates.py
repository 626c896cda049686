"""What is to become of each draft of a season: how far it gets, its flaw, and how good it is."""

from dataclasses import dataclass

# Why a submitted proposal will not pass: shares of the failures in percent.
FLAWS = {"same_title": 20, "young": 55, "unsigned": 25}
QUALITY_SPREAD = 8
# Where the mix of finalists is given, those meant to be among them stand above all others, whoever reads them:
# the lot that gives out the dossiers is drawn anew each time.
MEANT, OTHERS, CLOSE_TOGETHER = 90, 44, 3


@dataclass(frozen=True)
class Fate:
    """What is to become of one draft: how far it gets, its flaw, and how good it is (0 to 100).

    `kind` is the kind of agency of a draft that is meant to be a finalist, where the plan gives their mix.
    """

    index: int
    reaches: str
    flaw: str
    quality: float
    kind: str = ""


def fates(plan):
    """The fate of every draft, in the order in which they are begun."""
    random = plan.random("fates")
    order = list(range(plan.drafts))
    random.shuffle(order)
    submitted, others = order[: plan.submitted], order[plan.submitted :]
    failing = submitted[: plan.submitted - plan.passing]
    flaws = dict(zip(failing, spread_flaws(len(failing)), strict=True))
    with_agency = set(others[: len(others) * 2 // 5])
    going = set(submitted)
    meant = {}
    if plan.finalist_agencies:
        kinds = [kind for kind, count in plan.finalists.items() for _ in range(count)]
        meant = dict(zip(submitted[len(failing) :], kinds, strict=False))
    return [
        Fate(
            index,
            "submitted" if index in going else "with_agency" if index in with_agency else "draft",
            flaws.get(index, ""),
            plan.random("quality", index).gauss(*quality(plan, index in meant)),
            meant.get(index, ""),
        )
        for index in range(plan.drafts)
    ]


def quality(plan, is_meant):
    """How good a draft is: (mean, spread)."""
    if plan.finalist_agencies:
        return MEANT if is_meant else OTHERS, CLOSE_TOGETHER
    return plan.quality, QUALITY_SPREAD


def spread_flaws(count):
    """`count` flaws in their shares; equal titles come in pairs."""
    pairs = count * FLAWS["same_title"] // 200 * 2
    flaws = ["same_title"] * pairs
    flaws += ["young"] * (count * FLAWS["young"] // 100)
    return flaws + ["unsigned"] * (count - len(flaws))
