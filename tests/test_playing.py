"""Every running edition of the demo is played to its certificates by the pages alone, as the README signs in."""

import re

import pytest
from django.conf import settings as configured
from django.template import engines
from django.utils import timezone

from accounts.domain import reference
from accounts.models import Agency
from competitions.models import Edition
from judging.models import Award, Certificate, PanelMember
from proposals.models import Proposal, Status
from sinovik.management.commands import seed_demo
from sinovik.season import people as season_people
from sinovik.season import plan
from sinovik.season.sign_ins import SIGN_INS, others
from tests import playing, writing
from tests.owner import as_owner
from tests.people import People, Person

# How many proposals each running edition has here; in the demo some more, by the same plan.
SIZE = 8

pytestmark = pytest.mark.journey


def seeded(index):
    """The demo's edition number `index`, smaller, with the people of the demo; returns its plan.

    PostgreSQL is told how many rows there are, as it finds out by itself wherever rows stay: what it last knew may be
    the empty tables that another test left, and with that it plans the longer readings so that they take seconds.
    """
    now = timezone.now()
    reference.load()
    command = seed_demo.Command()
    season = plan.demonstrations(now, seed=seed_demo.SEED, size=SIZE)[index]
    command.fill(season, now)
    command.call_in_the_unit(now)
    command.give_passwords()
    with as_owner() as cursor:
        cursor.execute("ANALYZE")
    return season


@pytest.fixture(autouse=True)
def _a_portal_as_people_meet_it(settings, tmp_path, monkeypatch):
    # What pytest-django puts here to find misspelt variables is true in an `if`; readers see what is empty as empty.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    settings.MEDIA_ROOT = tmp_path
    # The cheap hash: twenty people sign in, and sign in again for what is grave.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def judges():
    """The addresses of everybody who may be seated, as the demo prints them."""
    return [
        season_people.numbered(name, number)
        for name, most in (("evaluator", plan.EVALUATORS), ("panelis", plan.PANELISTS))
        for number in range(1, most + 1)
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.sample(1, of="index")
@pytest.mark.parametrize("index", [1, 2, 3], ids=["administrative", "desk", "interview"])
def test_a_running_edition_comes_to_its_certificates_by_its_pages(index):
    season = seeded(index)
    people = People()
    with playing.tasks_waiting() as waiting:
        # What the demo left to its worker is taken up by the clock.
        waiting.extend((f"judging.resume_{what}", {}) for what in ("computations", "certificates"))
        playing.carry(season.name, people, judges(), waiting)
    edition = Edition.objects.get(slug=season.slug)
    assert all(stage.published_at for stage in edition.stages.all())
    funnel = dict(edition.figures.values_list("key", "innovations"))
    # In the variant of 2025 nobody is a finalist: the desk nominates, the plenary decides.
    assert funnel["passed"] > funnel.get("finalists", funnel["nominated"]) > funnel["winners"] > 0
    named_by_their_number(edition)
    if configured.PDF_ENABLED:
        printed_for_everybody(edition, people)
    seated = PanelMember.objects.filter(stage__edition=edition).values_list("judge__email", flat=True)
    assert set(seated) <= set(judges())


def named_by_their_number(edition):
    """ "Top 12" goes to twelve."""
    for award in Award.objects.filter(stage__edition=edition, name__startswith="Top "):
        number = int(re.match(r"Top (\d+)", award.name)[1])
        assert Award.objects.filter(stage=award.stage, name=award.name).count() <= number


def printed_for_everybody(edition, people):
    """Each award has its file, which its agency fetches and anybody finds genuine, as an example."""
    awards = Award.objects.filter(stage__edition=edition)
    assert Certificate.objects.filter(award__in=awards).count() == awards.count() > 0
    award = awards.filter(key="top").order_by("number").first()
    agency = Agency.objects.get(pk=award.proposal.agency_id)
    owner = people[f"admin.{agency.pk}@instansi.test"]
    owner.follow("Sertifikat")
    (href,) = owner.page.links_to(rf"/sertifikat/{award.pk}/")
    content = b"".join(owner.client.get(href).streaming_content)
    assert content.startswith(b"%PDF-")
    anybody = Person()
    anybody.go("/verifikasi/")
    anybody.press("Periksa", kode=award.verification_code)
    assert award.title in anybody.page.text
    assert "Sertifikat ini contoh" in anybody.page.text


@pytest.mark.django_db(transaction=True)
def test_the_draft_of_the_open_edition_comes_to_its_receipt_by_its_pages():
    season = seeded(0)
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
    seeded(0)
    seeded(1)
    every = [email for _role, email in SIGN_INS]
    every += [email for pair in others() for email in pair]
    assert {"evaluator@sinovik.test", "panelis@sinovik.test"} < set(every)
    for email in every:
        Person(email)
