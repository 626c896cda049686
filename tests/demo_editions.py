"""The running editions of the demo, smaller: filled as `seed_demo` fills them, and what holds once one was played."""

import re

from django.conf import settings
from django.utils import timezone

from accounts.domain import reference
from accounts.models import Agency
from competitions.models import Edition
from judging.models import Award, Certificate, PanelMember
from sinovik.management.commands import seed_demo
from sinovik.season import people as season_people
from sinovik.season import plan
from tests import playing
from tests.owner import as_owner

# How many proposals each running edition has here; in the demo some more, by the same plan.
SIZE = 8


def seeded(index, *, size=SIZE):
    """The demo's edition number `index`, smaller, with the people of the demo; returns its plan.

    PostgreSQL is told how many rows there are, as it finds out by itself wherever rows stay: what it last knew may be
    the empty tables that another test left, and with that it plans the longer readings so that they take seconds.
    """
    now = timezone.now()
    reference.load()
    command = seed_demo.Command()
    season = plan.demonstrations(now, seed=seed_demo.SEED, size=size)[index]
    command.fill(season, now)
    command.call_in_the_unit(now)
    command.give_passwords()
    with as_owner() as cursor:
        cursor.execute("ANALYZE")
    return season


def judges():
    """The addresses of everybody who may be seated, as the demo prints them."""
    return [
        season_people.numbered(name, number)
        for name, most in (("evaluator", plan.EVALUATORS), ("panelis", plan.PANELISTS))
        for number in range(1, most + 1)
    ]


def played(season, people, anybody, *, apart=False):
    """Carry an edition of the demo to its certificates by what pages offer, and hold it to what it promised.

    `people` signs in whom it is asked for by address; `anybody` is somebody who does not sign in; what is asked of
    workers is done `apart` where people sit at browsers.
    """
    with playing.tasks_waiting(apart=apart) as waiting:
        # What the demo left to its worker is taken up by the clock.
        waiting.extend((f"judging.resume_{what}", {}) for what in ("computations", "certificates"))
        carried(season, people, anybody, waiting)


def carried(season, people, anybody, waiting, *, to=None):
    """Carry an edition whose registration is over to its certificates; `to` moves the time on where the plan waits."""
    playing.carry(season.name, people, judges(), waiting, to=to)
    edition = Edition.objects.get(slug=season.slug)
    assert all(stage.published_at for stage in edition.stages.all())
    funnel = dict(edition.figures.values_list("key", "innovations"))
    # In the variant of 2025 nobody is a finalist: the desk nominates, the plenary decides.
    assert funnel["passed"] > funnel.get("finalists", funnel["nominated"]) > funnel["winners"] > 0
    named_by_their_number(edition)
    if settings.PDF_ENABLED:
        printed_for_everybody(edition, people, anybody)
    seated = PanelMember.objects.filter(stage__edition=edition).values_list("judge__email", flat=True)
    assert set(seated) <= set(judges())


def named_by_their_number(edition):
    """ "Top 12" goes to twelve."""
    for award in Award.objects.filter(stage__edition=edition, name__startswith="Top "):
        number = int(re.match(r"Top (\d+)", award.name)[1])
        assert Award.objects.filter(stage=award.stage, name=award.name).count() <= number


def printed_for_everybody(edition, people, anybody):
    """Each award has its file, which its agency fetches and anybody finds genuine, as an example."""
    awards = Award.objects.filter(stage__edition=edition)
    assert Certificate.objects.filter(award__in=awards).count() == awards.count() > 0
    award = awards.filter(key="top").order_by("number").first()
    agency = Agency.objects.get(pk=award.proposal.agency_id)
    owner = people[f"admin.{agency.pk}@instansi.test"]
    owner.follow("Sertifikat")
    (href,) = owner.page.links_to(rf"/sertifikat/{award.pk}/")
    assert owner.fetch(href).startswith(b"%PDF-")
    anybody.go("/verifikasi/")
    anybody.press("Periksa", kode=award.verification_code)
    assert award.title in anybody.page.text
    assert "Sertifikat ini contoh" in anybody.page.text
