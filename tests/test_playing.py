"""Every running edition of the demo is played to its certificates by the pages alone, as the README signs in."""

from datetime import datetime, time

import pytest
import time_machine
from django.utils import timezone

from competitions.domain import lot
from competitions.models import Edition
from proposals.models import Proposal, Status
from sinovik.season.sign_ins import SIGN_INS, others
from tests import announcing, demo_editions, founding, playing, writing
from tests.people import People, Person

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("as_people_meet_it")]


@pytest.mark.django_db(transaction=True)
# The third, in its interviews, is played at browsers (`tests/journeys/control/test_a_demo_edition.py`).
@pytest.mark.parametrize("index", [1, 2], ids=["administrative", "desk"])
def test_a_running_edition_comes_to_its_certificates_by_its_pages(index):
    demo_editions.played(demo_editions.seeded(index), People(), Person())


@pytest.mark.django_db(transaction=True)
def test_the_draft_of_the_open_edition_comes_to_its_receipt_by_its_pages():
    season = demo_editions.seeded(0)
    writer, admin = Person("unit@sinovik.test"), Person("instansi@sinovik.test")
    proposal = writing.submit(writer, admin)
    kept = Proposal.objects.get(edition__slug=season.slug, code=proposal.split("/")[2])
    assert kept.status == Status.SUBMITTED
    for person in (admin, writer):
        person.go(f"{proposal}bukti/")
        assert kept.code in person.page.text
        assert kept.revisions.get().sha256 in person.page.text
        person.go("/usulan/")
        assert kept.get_status_display().casefold() in person.page.text.casefold()
        person.go(proposal)
        assert "Usulan sudah diajukan ke kementerian dan tidak dapat diubah." in person.page.text


@pytest.mark.timeout(600)
@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_the_open_edition_comes_to_its_certificates_once_it_has_closed():
    # Who judges in the other editions will judge in this one.
    demo_editions.seeded(1)
    # In the open one, half of that number were sent in so far.
    season = demo_editions.seeded(0, size=2 * demo_editions.SIZE)
    edition = Edition.objects.get(slug=season.slug)
    # The evening of the day whose public number is typed in.
    evening = datetime.combine(lot.expected_day(edition), time(18), tzinfo=timezone.get_default_timezone())
    with time_machine.travel(evening) as clock, playing.tasks_waiting() as waiting:
        portal = founding.Portal(clock, waiting)
        announcing.draw_lot(f"/ruang-kendali/{season.slug}/", portal.people)
        demo_editions.carried(season, portal.people, Person(), waiting, to=portal.to)


@pytest.mark.django_db
def test_every_sign_in_of_the_readme_opens():
    """The unit writes in the open edition, judges are seated in a running one."""
    demo_editions.seeded(0)
    demo_editions.seeded(1)
    every = [email for _role, email in SIGN_INS]
    every += [email for pair in others() for email in pair]
    assert {"evaluator@sinovik.test", "panelis@sinovik.test"} < set(every)
    for email in every:
        Person(email)
