"""The control room lives while acts on many are at work and while motions are on their way; else it stands still."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.domain import motions
from accounts.models import BulkAct, BulkRow
from judging import motions as grave
from judging.reading import progress, under_way
from judging.reading.under_way import AT_WORK, ON_ITS_WAY, UnderWay
from tests import carrying
from tests.pages import Browser, markup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("acts", "moved", "is_running", "pace"),
    [
        ((), (), False, 0),
        ((), (), True, AT_WORK),
        (((1, 3),), (), False, AT_WORK),
        ((), ((1, "moved"),), False, ON_ITS_WAY),
        (((1, 3),), ((1, "moved"),), False, AT_WORK),
        ((), ((1, "moved"),), True, AT_WORK),
    ],
)
def test_how_often_a_page_looks_again(acts, moved, is_running, pace):
    one = UnderWay(acts, moved)
    assert one.pace(is_running=is_running) == pace
    assert one.living("abc", is_running=is_running) == {"live": "abc" if pace else "", "pace": pace}


@pytest.fixture
def told():
    """(crew, the first stage decided by nobody yet, its page and its edition's)."""
    crew, stage = carrying.looked_at()
    stage = carrying.computed(carrying.worked(stage, crew), crew)
    pages = (
        reverse("judging:stage", args=[stage.edition.slug, stage.position]),
        reverse("control_room_edition", args=[stage.edition.slug]),
    )
    return crew, stage, pages


def mark_on(page):
    """(the mark that a page asks with, its pace), None where it stands still."""
    shown = re.search(r'"terlihat": "(\w+)"}\'\s+hx-trigger="every (\d+)s"', page)
    return shown and (shown[1], int(shown[2]))


def reading(crew):
    reader = Browser()
    reader.force_login(crew.secretary.user)
    return reader


def of_entrants(stage):
    return reverse("judging:entrants-bulk", args=[stage.edition.slug, stage.position, "penugasan"])


def of_checklist(stage):
    return reverse("judging:administration-bulk", args=[stage.pk, "putusan"])


@pytest.mark.parametrize("act_on_many", [of_entrants, of_checklist])
def test_it_lives_while_an_act_on_many_is_at_work(told, act_on_many):
    crew, stage, pages = told
    reader, at = reading(crew), carrying.moment(stage)
    # An act keeps the list from which it was begun, as its page leads back to it.
    begun_on = reader.get(f"{act_on_many(stage)}?keadaan=menunggu").url
    assert [mark_on(markup(reader.get(page))) for page in pages] == [None, None]
    given = {"kind": "remind-judges", "begun_at": at, "begun_by": crew.secretary, "tried_at": at}
    for path in ("/ruang-kendali/lain/1/peserta/", reverse("judging:administration", args=[stage.pk * 10])):
        BulkAct.objects.create(key=uuid4(), path=path, **given)
    assert [mark_on(markup(reader.get(page))) for page in pages] == [None, None]
    act = BulkAct.objects.create(key=uuid4(), path=begun_on, **given)
    rows = [BulkRow.objects.create(act=act, position=one, subject_id=one, called="x") for one in (1, 2)]
    for page in pages:
        seen, pace = mark_on(markup(reader.get(page)))
        assert pace == AT_WORK
        assert reader.get(page, {"terlihat": seen}).status_code == 204
        BulkRow.objects.filter(pk=rows.pop().pk).update(done_at=at)
        assert reader.get(page, {"terlihat": seen}).status_code == 200
    BulkAct.objects.filter(pk=act.pk).update(finished_at=at)
    assert [mark_on(markup(reader.get(page))) for page in pages] == [None, None]


def test_it_follows_a_motion_until_it_is_carried_out(told):
    crew, stage, pages = told
    reader, at = reading(crew), carrying.moment(stage)
    motion = grave.propose(stage, "Arahan Menteri.", by=crew.admin, at=at)
    seen = dict.fromkeys(pages)
    for page in pages:
        seen[page], pace = mark_on(markup(reader.get(page)))
        assert (pace, reader.get(page, {"terlihat": seen[page]}).status_code) == (ON_ITS_WAY, 204)
    agreed = motions.second(motion, seen=motion.sha256, by=crew.second_admin, at=at)
    for page in pages:
        drawn = reader.get(page, {"terlihat": seen[page]})
        assert drawn.status_code == 200
        seen[page], _pace = mark_on(markup(drawn))
    motions.carry_out(motion.pk, at=agreed.due_at)
    for page in pages:
        drawn = reader.get(page, {"terlihat": seen[page]})
        assert (drawn.status_code, mark_on(markup(drawn))) == (200, None)


def test_what_goes_on_in_another_stage_is_not_told_on_this_one(told):
    crew, stage, _pages = told
    grave.propose(stage, "Arahan Menteri.", by=crew.admin, at=carrying.moment(stage))
    here, other = progress.of_edition(stage.edition.slug)[:2]
    assert here.pk == stage.pk
    assert under_way.of_stage(other) == UnderWay((), ())
    assert len(under_way.of(stage.edition, [here, other]).motions) == 1


def test_an_edition_without_stages_stands_still(told):
    _crew, stage, _pages = told
    assert under_way.of(stage.edition, []) == UnderWay((), ())
