"""Editions as far as the moment before something is to be kept secret, with everybody who comes to look."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import Membership, Role
from competitions.kinds import StageKind
from competitions.models import Edition, Stage
from judging import stages
from judging.circle import opening
from judging.domain.desk import handing
from judging.models import Assignment, PanelMember
from proposals.models import Proposal
from tests import carrying, once
from tests.factories import accounts, competitions, crews, judging, proposals
from tests.factories.crews import Crew

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# The moments of a world are told from the time it was made at.
GOOD_FOR_SECONDS = 600
NOBODY = "anonymous"


@dataclass(frozen=True)
class World:
    """An edition, the proposal that the secret is about, and one of another agency; who acts, and who looks."""

    crew: Crew
    now: datetime
    edition: Edition
    stage: Stage | None
    kept: Proposal
    other: Proposal
    # By what they are to the secret; None has no account.
    observers: dict[str, Membership | None]
    # Judges who may come to hold a card of the proposal.
    hands: tuple[Membership, ...] = ()


def observers(cast, **judges):
    """Everybody but the judges, and the judges named."""
    return {
        NOBODY: None,
        "unit": cast.proposer,
        "unit of another agency": cast.stranger,
        "agency": cast.agency_admin,
        "another agency": cast.stranger_admin,
        **judges,
        "secretary": cast.secretary,
        "ministry admin": cast.second_ministry_admin,
        "auditor": accounts.membership(Role.AUDITOR),
    }


def begun(slug, now, *, cast):
    """An edition whose registration is over, with two dossiers written by people of the cast and two rows."""
    edition = competitions.just_closed(now, slug=slug)
    during = edition.opens_at + DAY
    kept, other = (proposals.submitted(edition, by=one, at=during) for one in (cast.proposer, cast.stranger))
    proposals.rows(edition, 2, agencies=2)
    return edition, kept, other


def lived_through(make):
    """The world, made once for ten minutes."""
    return once.laid_out(("noninterference", make.__name__), make, good_for=GOOD_FOR_SECONDS)


def drafting():
    """Registration runs; two agencies write."""
    cast, now = accounts.cast(), timezone.now()
    edition = competitions.edition(slug="rahasia", opens_at=now - 9 * DAY, closes_at=now + 9 * DAY)
    kept, other = (proposals.draft(edition, by=one, at=now - 5 * DAY) for one in (cast.proposer, cast.stranger))
    judges = {"evaluator": cast.judge, "panelist": cast.panelist}
    return World(crews.of(cast), now, edition, None, kept, other, observers(cast, **judges))


def checking():
    """The administrative selection is open, its checklists laid out, nothing decided."""
    cast, now = accounts.cast(), timezone.now()
    crew = crews.of(cast)
    edition, kept, other = begun("rahasia", now, cast=cast)
    stage = carrying.carried_to(edition, StageKind.ADMINISTRATIVE, crew, at=now - 3 * HOUR)
    judges = {"evaluator": cast.judge, "panelist": cast.panelist}
    return World(crew, now, edition, stage, kept, other, observers(cast, **judges))


def reading():
    """The desk is open. The proposal has one reader of two; two more judges have room for it, two have none."""
    cast, now = accounts.cast(), timezone.now()
    crew = crews.of(cast)
    edition, kept, other = begun("rahasia", now, cast=cast)
    stage = carrying.reached(edition, StageKind.DESK, crew, at=now - 3 * HOUR)
    begins = now - 3 * HOUR
    opening.open_stage(stage, by=crew.admin, at=begins)
    beside, elsewhere, further = (accounts.membership(Role.EVALUATOR) for _ in range(3))
    hands = (cast.judge, cast.second_judge)
    for office, most in ((beside, 3), (elsewhere, 2), (further, 2), (hands[0], None), (hands[1], None)):
        carrying.seated(stage, office, by=crew.secretary, at=begins, at_most=most)
    stage = carrying.fresh(stage)
    rest = list(Proposal.objects.filter(edition=edition).exclude(pk__in=(kept.pk, other.pk)).order_by("pk"))
    judging.assigned(stage, beside, [kept, *rest])
    judging.assigned(stage, elsewhere, [other, rest[0]])
    judging.assigned(stage, further, [other, rest[1]])
    judges = {"evaluator beside": beside, "evaluator": elsewhere, "panelist": cast.panelist}
    return World(crew, now, edition, stage, kept, other, observers(cast, **judges), hands)


def given(world, office, *, at):
    """The second card of the proposal in the hands of a judge, who has looked under its cover; returns the work."""
    member = PanelMember.objects.select_related("judge", "agency", "stage").get(stage=world.stage, judge=office.user)
    work = stages.of(world.stage).WORK
    held = handing.give(world.stage, work, world.kept, member, by=world.crew.secretary, at=at)
    carrying.uncovered(Assignment.objects.filter(pk=held.pk), at=at)
    return Assignment.objects.select_related("stage__edition", "stage__rubric", "proposal").get(pk=held.pk)


def deciding():
    """The desk is open and given out, and nobody has marked; the finalists' stage comes after it."""
    cast, now = accounts.cast(), timezone.now()
    crew = crews.of(cast)
    edition, kept, other = begun("rahasia", now, cast=cast)
    stage = carrying.carried_to(edition, StageKind.DESK, crew, at=now - 3 * HOUR)
    outside = accounts.membership(Role.PANELIST)
    judges = {"reader": cast.judge, "panelist": outside, "panelist of the plenary": crew.panelists[0]}
    return World(crew, now, edition, stage, kept, other, observers(cast, **judges))


# Who looks, beside those in every world.
BEFORE = (NOBODY, "unit", "unit of another agency", "agency", "another agency")
AFTER = ("secretary", "ministry admin", "auditor")
PRESENT = {
    drafting: (*BEFORE, "evaluator", "panelist", *AFTER),
    checking: (*BEFORE, "evaluator", "panelist", *AFTER),
    reading: (*BEFORE, "evaluator beside", "evaluator", "panelist", *AFTER),
    deciding: (*BEFORE, "reader", "panelist", "panelist of the plenary", *AFTER),
}
