"""The control room lives for every grave act on its way that changes what it shows, also about one thing of a stage."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.domain import motions
from accounts.models import Agency, Role, Unit, User
from competitions.models import Edition, Stage
from judging.models import Award, Decision, Objection, Scorecard, Verdict
from judging.reading import progress, under_way
from judging.reading.under_way import ON_ITS_WAY
from proposals.models import Proposal, WinnerList
from sinovik.motions import KINDS
from tests.factories import accounts
from tests.judging.reading.test_under_way import mark_on
from tests.pages import Browser, markup
from tests.sinovik.grave_acts import lived_through

pytestmark = pytest.mark.django_db
# The stage that a motion is about: of a proposal the last one that it entered.
STAGE_OF = {
    Edition: lambda _edition: None,
    Stage: lambda stage: stage,
    Decision: lambda decision: decision.stage,
    Verdict: lambda verdict: verdict.stage,
    Objection: lambda objection: objection.stage,
    Award: lambda award: award.stage,
    Scorecard: lambda card: card.assignment.stage,
    Proposal: lambda one: Stage.objects.filter(entrants__proposal=one).order_by("-position").first(),
}
# What belongs to no edition.
ELSEWHERE = {Agency, Unit, User, WinnerList}
INSIDE = [kind.name for kind in KINDS if kind.subjects().model in STAGE_OF]


@pytest.fixture(scope="module", params=INSIDE)
def scene(request, django_db_setup, django_db_blocker):
    with lived_through(request.param, django_db_blocker) as one:
        yield one


def test_every_kind_is_about_something_of_an_edition_or_of_none():
    assert {kind.subjects().model for kind in KINDS} == STAGE_OF.keys() | ELSEWHERE
    assert under_way.STAGES_OF.keys() | {Edition} == STAGE_OF.keys()


def of_stage(stage):
    return under_way.of_stage(progress.at_address(stage.edition.slug, stage.position)).motions


def of_edition(edition):
    return under_way.of(edition, progress.of_edition(edition.slug)).motions


def test_a_motion_is_told_on_its_edition_and_its_stage_while_it_is_on_its_way(scene, time_machine):
    time_machine.move_to(scene.at)
    motion = scene.moved()
    kind, subject = motions.KINDS[motion.kind], motions.subject_of(motion)
    edition, stage = kind.edition(subject), STAGE_OF[type(subject)](subject)
    here = [(of_edition, edition), *([(of_stage, stage)] if stage else [])]
    assert [read(one) for read, one in here] == [((motion.pk, "moved"),)] * len(here)
    agreed = motions.second(motion, seen=motion.sha256, by=accounts.membership(Role.MINISTRY_ADMIN), at=scene.at)
    told = ((motion.pk, "waiting"),) if kind.wait else ()
    assert [read(one) for read, one in here] == [told] * len(here)
    motions.carry_out_due(at=agreed.due_at)
    assert [read(one) for read, one in here] == [()] * len(here)


def test_its_pages_ask_again_while_a_motion_is_on_its_way(scene, time_machine):
    time_machine.move_to(scene.at)
    reader = Browser()
    reader.force_login(accounts.membership(Role.SECRETARY).user)
    motion = scene.moved()
    subject = motions.subject_of(motion)
    edition, stage = motions.KINDS[motion.kind].edition(subject), STAGE_OF[type(subject)](subject)
    pages = [reverse("control_room_edition", args=[edition.slug])]
    if stage:
        pages.append(reverse("judging:stage", args=[edition.slug, stage.position]))
    for page in pages:
        seen, pace = mark_on(markup(reader.get(page)))
        assert (pace, reader.get(page, {"terlihat": seen}).status_code) == (ON_ITS_WAY, 204)
    motions.withdraw(motion, by=scene.mover, at=scene.at + timedelta(minutes=1))
    assert [mark_on(markup(reader.get(page))) for page in pages] == [None] * len(pages)
