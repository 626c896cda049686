"""Whatever takes a set moment takes it on its page, shows it to the second person, and is carried out then."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions
from accounts.models import Event, Motion, Role
from accounts.moments import moment
from competitions.domain.parts import PARTS
from sinovik.motions import KINDS
from tests.factories import accounts
from tests.people import Person
from tests.sinovik.grave_acts import lived_through

pytestmark = pytest.mark.django_db
WHY = "Arahan Menteri."
A_MINUTE = timedelta(minutes=1)


def merging(name):
    return lambda motion, _one: f"{reverse(name, args=[motion.subject_id])}?ke={motion.inputs['into']}"


def of_stage(noun):
    return lambda _motion, stage: f"/ruang-kendali/{stage.edition.slug}/{stage.position}/{noun}/"


def of_proposal(name):
    return lambda _motion, one: reverse(f"proposals:{name}", args=[one.code])


def of_part(name):
    return lambda _motion, one: reverse("competitions:plan-part", args=[one.slug, PARTS[name].address])


# Where whoever moves a kind fills in its form, and what is wanted there besides the reason and the moment.
PAGES = {
    "merge-agencies": (merging("register_agency_merger"), {"reason": WHY}),
    "merge-units": (merging("register_unit_merger"), {"reason": WHY}),
    "announce-edition": (lambda _motion, one: reverse("competitions:plan", args=[one.slug]), {"reason": WHY}),
    "alter-edition": (of_part("categories"), {"reason": WHY, "b-10-name": "Air bersih"}),
    "disqualify": (of_proposal("disqualification"), {"note": WHY}),
    "let-go": (of_proposal("withdrawal_answer"), {"answer": "kabulkan"}),
    "import-innovations": (lambda _motion, one: reverse("proposals:import", args=[one.pk]), {"reason": WHY}),
    "take-back-import": (lambda _motion, one: reverse("proposals:import_taking_back", args=[one.pk]), {"reason": WHY}),
    "take-over-winners": (lambda _motion, one: reverse("proposals:winner_list", args=[one.pk]), {"reason": WHY}),
    "provisional-list": (of_stage("daftar-sementara"), {"reason": WHY}),
    "publish": (of_stage("pengumuman"), {"reason": WHY}),
    "skip-stage": (of_stage("pelewatan"), {"reason": WHY}),
    "revoke-award": (lambda _motion, one: reverse("judging:revocation", args=[one.pk]), {"reason": WHY}),
}
# What is offered above a form whose text was kept.
OF_KEPT_TEXT = ("Pakai", "Buang")


@pytest.fixture(scope="module", params=PAGES)
def scene(request, django_db_setup, django_db_blocker):
    with lived_through(request.param, django_db_blocker) as one:
        yield one


def test_every_kind_that_takes_a_moment_has_a_page_here():
    assert PAGES.keys() == {kind.name for kind in KINDS if kind.takes_moment}


def reading(office):
    person = Person()
    person.client.force_login(office.user)
    accounts.fresh(person.client)
    return person


def sent(person, **values):
    """Fill in the form of the page that asks for a moment, and press its button."""
    form = next(one for one in person.page.forms if "release_on" in one.kinds)
    *_others, button = (text for text, name, _value in form.buttons if not name and text not in OF_KEPT_TEXT)
    return person.press(button, **values)


def written(moment):
    local = timezone.localtime(moment)
    return {"release_on": f"{local:%d/%m/%Y}", "release_time": f"{local:%H.%M}"}


def test_it_is_set_on_the_page_and_kept_by_the_clock(scene, time_machine):
    at = scene.at.replace(second=0, microsecond=0) + A_MINUTE
    time_machine.move_to(at, tick=False)
    before = scene.moved()
    kind, subject = motions.KINDS[before.kind], motions.subject_of(before)
    motions.withdraw(before, by=scene.mover, at=at)
    address, given = PAGES[kind.name]
    mover, later = reading(scene.mover), at + timedelta(minutes=40)
    mover.go(address(before, subject))
    sent(mover, **given, **written(later))
    motion = Motion.objects.on_its_way().get(kind=kind.name)
    assert motions.release_at_of(motion) == later
    second = reading(accounts.membership(Role.MINISTRY_ADMIN))
    page = second.go(reverse("motion", args=[motion.pk])).text
    assert f"dilaksanakan sistem {moment(later)}" in page
    since = Event.objects.order_by("pk").last().pk
    second.press("Setujui")
    motion.refresh_from_db()
    assert (motion.state, motion.due_at) == (Motion.State.WAITING, later)
    motions.carry_out_due(at=later - A_MINUTE)
    done = Event.objects.filter(pk__gt=since).exclude(name__startswith="motion.")
    assert not done.exists()
    motions.carry_out_due(at=later)
    motion.refresh_from_db()
    assert (motion.state, motion.carried_at) == (Motion.State.CARRIED, later)
    assert done.exists()
