"""A stage that a meeting decides, decided without one on record or without its quorum: only with its own reason."""

from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions
from competitions.kinds import StageKind
from judging import motions as grave
from judging import rules
from judging.circle import settling
from judging.domain.panel import plenary
from judging.models import Decision, PanelMember
from judging.reporting import minutes
from proposals.models import Announcement
from tests import carrying
from tests.pages import Browser, text_of
from tests.refusals import refusal_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db
WHY, UNMET = "Arahan Menteri.", "Empat anggota bertugas di daerah bencana."


@pytest.mark.parametrize(
    ("is_held", "is_on_record", "is_quorate", "reason"),
    list(product((True, False), (True, False), (True, False), (UNMET, "", " \n"))),
)
def test_a_meeting_that_lacks_something_wants_a_reason(is_held, is_on_record, is_quorate, reason):
    found = rules.meeting_refusal(is_held=is_held, is_on_record=is_on_record, is_quorate=is_quorate, reason=reason)
    if not is_held or reason == UNMET:
        assert found is None
    elif not is_on_record:
        assert found is rules.NOT_ON_RECORD
    else:
        assert found is (None if is_quorate else rules.NOT_QUORATE)


@pytest.fixture
def told():
    """(crew, the panel computed, nothing decided)."""
    crew, edition, _dossiers = carrying.begun(4, places=(4, 4, 2), rules=(), evaluators=3, panelists=4)
    stage = carrying.carried_to(edition, StageKind.PANEL, crew)
    return crew, carrying.computed(carrying.worked(stage, crew), crew)


def gathered(stage, crew, members):
    """The plenary of a stage, held by so many of its members."""
    at = carrying.moment(stage)
    there = list(PanelMember.objects.filter(stage=stage).order_by("code"))[:members]
    given = {"chair": there[0], "held_on": timezone.localdate(at), "place": "Gedung", "by": crew.secretary, "at": at}
    plenary.attend(stage, [one.pk for one in there], **given)


def proposed(stage, crew, **given):
    at = carrying.moment(stage)
    decree = {"decree_number": "9/2026", "decree_date": timezone.localdate(at)}
    return grave.propose(stage, WHY, **decree, **given, by=crew.admin, at=at)


@pytest.mark.parametrize(
    ("members", "refusal", "said"),
    [
        (0, rules.NOT_ON_RECORD, "Kehadiran rapat pleno tidak dicatat."),
        (2, rules.NOT_QUORATE, "Rapat pleno tanpa kuorum: hadir 2 dari 4 anggota, kuorum 51 persen."),
    ],
)
def test_the_reason_is_shown_hashed_printed_and_public(told, members, refusal, said):
    crew, stage = told
    if members:
        gathered(stage, crew, members)
    assert refusal_of(proposed, stage, crew) is refusal
    assert refusal_of(proposed, stage, crew, without_quorum="  ") is refusal
    motion = proposed(stage, crew, without_quorum=UNMET)
    shown = motions.told(motion)
    assert (shown["lacks"], shown["without_quorum"]) == (said, UNMET)
    at, decision = carrying.moment(stage), Decision.objects.select_related("stage__edition", "motion").get(stage=stage)
    for address in (
        reverse("motion", args=[motion.pk]),
        reverse("judging:brief", args=[stage.edition.slug, stage.position]),
    ):
        page = text_of(signed_in(crew.second_admin).get(address))
        assert [one for one in (said, UNMET) if one not in page] == [], address
    # Before and after it is settled the minutes print the same.
    assert printed(stage, decision).without_quorum == {"said": said, "reason": UNMET}
    settle(motion, by=crew.second_admin, at=at)
    decision = Decision.objects.select_related("stage__edition", "motion").get(stage=stage)
    assert decision.without_quorum == printed(stage, decision).without_quorum == {"said": said, "reason": UNMET}
    settle(grave.publish(carrying.fresh(stage), WHY, by=crew.admin, at=at), by=crew.second_admin, at=at)
    page = text_of(Browser().get(Announcement.objects.get(stage=stage).get_absolute_url()))
    assert f"Diputuskan tanpa kuorum rapat pleno {said} Alasan: {UNMET}" in page


def test_a_meeting_with_its_quorum_wants_no_reason_and_tells_none(told):
    crew, stage = told
    gathered(stage, crew, 3)
    motion = proposed(stage, crew, without_quorum=UNMET)
    assert "lacks" not in motions.told(motion)
    settle(motion, by=crew.second_admin, at=carrying.moment(stage))
    assert Decision.objects.get(stage=stage).without_quorum == {}


def test_a_stage_that_no_meeting_decides_asks_for_none():
    crew, edition, _dossiers = carrying.begun(4, places=(3, 2, 1), rules=(), evaluators=3, panelists=3)
    desk = carrying.computed(carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew), crew)
    assert plenary.lacking(Decision.objects.select_related("stage").get(stage=desk)) == ""
    assert grave.propose(desk, WHY, by=crew.admin, at=carrying.moment(desk)).pk


def printed(stage, decision):
    """What the minutes print."""
    return minutes.of(stage, decision, settling.described(decision, {}))


def signed_in(office):
    reader = Browser()
    reader.force_login(office.user)
    return reader
