"""What is missing before a stage may close, as values: what, about which proposals, who fills it, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from accounts.models import Role
from judging.models import Entrant, PanelMember
from proposals.models import in_contest

# So many codes stand in a sentence; the list it leads to shows all.
NAMED = 5


class Where(Enum):
    """Where something missing is filled; what pages ask makes an address of it."""

    NOWHERE = "nowhere"
    CHECKLIST = "checklist"
    # The entrants on whom something is left, of one judge where one is named.
    UNFINISHED = "unfinished"
    # Where work that nobody holds is given to somebody.
    REPLACING = "replacing"
    RULES = "rules"
    # What came back to its agency and may be handed in again.
    MENDED = "mended"
    # Ratings that came together, for two people to decide on.
    HELD = "held"
    # The visits of a stage, for what two verifiers saw differently.
    VISITS = "visits"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: `codes` are the proposals it is about, `by` the roles one of which fills it.

    `judge` is the one member of the panel whose work it is, where it is one person's.
    """

    sentence: str
    by: tuple[Role, ...]
    place: Where
    codes: tuple[str, ...] = ()
    judge: PanelMember | None = None


def named(codes: Iterable[str]) -> str:
    """The first codes as they stand in a sentence, and how many more there are."""
    codes = list(codes)
    shown = ", ".join(codes[:NAMED])
    if len(codes) <= NAMED:
        return shown
    return _("%(codes)s, dan %(more)d lainnya") % {"codes": shown, "more": len(codes) - NAMED}


def short(stage, hands) -> tuple[str, ...]:
    """The codes of the entrants that have fewer judges than they want."""
    rows = Entrant.objects.filter(in_contest("proposal__"), stage=stage)
    rows = rows.exclude(hands.until).exclude(proposal__in=hands.enough(stage))
    return tuple(rows.order_by("proposal__code").values_list("proposal__code", flat=True))
