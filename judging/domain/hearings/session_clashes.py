"""What a session clashes with where it is moved to: its room, its agency, and those who hear it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from judging.models import Assignment, PanelMember, Session


@dataclass(frozen=True)
class Surroundings:
    """The sessions of an edition that stand, who hears which, and the codes of those who hear them."""

    standing: tuple[Session, ...]
    judges: Mapping[tuple[int, int], frozenset[int]]
    codes: Mapping[int, str]

    def placed(self, session: Session, room: str, starts_at: datetime) -> None:
        """From here on the session is there: what is moved after it meets it there, and finds its old place free."""
        for other in self.standing:
            if other.pk == session.pk:
                length = other.ends_at - other.starts_at
                other.room, other.starts_at, other.ends_at = room, starts_at, starts_at + length

    def clashes(self, session: Session, room: str, starts_at: datetime) -> list[str]:
        """What else is at that time of the room, the agency or the judges of a session, each as a sentence."""
        ends_at = starts_at + (session.ends_at - session.starts_at)
        own = self.judges.get((session.stage_id, session.proposal_id), frozenset())
        found = []
        for other in self.standing:
            if other.pk == session.pk:
                continue
            if other.starts_at >= ends_at or other.ends_at <= starts_at:
                continue
            told = {"code": other.proposal.code, "room": other.room}
            told["time"] = f"{timezone.localtime(other.starts_at):%H.%M}"
            if other.stage_id == session.stage_id and other.room == room:
                found.append(_("%(room)s dipakai %(code)s mulai %(time)s.") % told)
            if other.proposal.agency_id == session.proposal.agency_id:
                found.append(
                    _("Instansi yang sama sedang diwawancarai untuk %(code)s mulai %(time)s, %(room)s.") % told
                )
            for judge in sorted(own & self.judges.get((other.stage_id, other.proposal_id), frozenset())):
                told["judge"] = self.codes.get(judge, "")
                found.append(_("Panelis %(judge)s sedang mendengar %(code)s mulai %(time)s, %(room)s.") % told)
        return found


def surroundings(moved: Sequence[Session]) -> Surroundings:
    """What sessions of one stage might be moved onto; three queries at any number."""
    stage = moved[0].stage
    standing = Session.objects.standing().filter(stage__edition=stage.edition_id).select_related("proposal")
    judges = defaultdict(set)
    held = Assignment.objects.standing().filter(stage__in=standing.values("stage"))
    for at_stage, proposal, judge in held.order_by("pk").values_list("stage_id", "proposal_id", "judge_id"):
        judges[at_stage, proposal].add(judge)
    codes = PanelMember.objects.filter(stage=stage).values_list("judge_id", "code")
    return Surroundings(
        tuple(standing.order_by("starts_at", "pk")),
        {key: frozenset(own) for key, own in judges.items()},
        dict(codes),
    )


def clashes(session: Session, room: str, starts_at: datetime) -> list[str]:
    """What else is at that time of the room, the agency or the judges of one session, each as a sentence."""
    return surroundings([session]).clashes(session, room, starts_at)
