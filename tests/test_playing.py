"""Every running edition of the demo is played to its certificates by the pages alone, as the README signs in."""

import pytest

from proposals.models import Proposal, Status
from sinovik.season.sign_ins import SIGN_INS, others
from tests import demo_editions, writing
from tests.people import People, Person

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("as_people_meet_it")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("index", [1, 2, 3], ids=["administrative", "desk", "interview"])
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
