"""What the demo holds before anybody plays it: the finalists of 2019 in their published mix, marked as examples."""

import re
from collections import Counter

import pytest
from django.utils import timezone

from accounts.domain import reference
from accounts.models import Letter, User
from judging.models import Award, PanelMember
from proposals.domain.catalogue import earlier_years
from proposals.models import CatalogueEntry
from sinovik.management.commands import seed_demo
from sinovik.season import plan
from tests.proposals.views.public.test_statistics import TOP_99_OF_2019, Tables


@pytest.mark.journey
@pytest.mark.django_db
def test_the_finished_edition_shows_the_published_mix_of_2019(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    reference.load()
    earlier_years.load(at=now)
    finished = plan.finalists_of_2019(
        seed=seed_demo.SEED, opens_at=seed_demo.OPENS_2019, closes_at=seed_demo.CLOSES_2019
    )
    command = seed_demo.Command()
    command.fill(finished, now)
    command.give_passwords()
    entries = CatalogueEntry.objects.filter(proposal__isnull=False)
    by_kind = {
        kind: (
            entries.filter(agency_kind=kind).count(),
            entries.filter(agency_kind=kind).values("agency").distinct().count(),
        )
        for kind in TOP_99_OF_2019
    }
    assert by_kind == TOP_99_OF_2019
    won = Award.objects.filter(key="top").values_list("proposal__agency__kind", flat=True)
    assert Counter(won) == plan.WINNERS_2019
    assert all(entries.values_list("is_example", flat=True))
    page = client.get("/statistik/2019/").content.decode()
    assert Tables(page).found["Top 99 menurut jenis instansi"][-1] == ["Jumlah", "99", "70"]
    assert "dikarang untuk peragaan" in page
    dated_in_their_year()
    everybody_seated_can_sign_in()
    no_letter_waits()
    # Run again it adds nothing.
    command.fill(finished, now)
    assert CatalogueEntry.objects.filter(proposal__isnull=False).count() == 99


def dated_in_their_year():
    """The number of each decree names the year of its date, which is that of the edition."""
    for number, date in Award.objects.values_list("decree_number", "decree_date").distinct():
        assert re.fullmatch(rf"\d+/{date.year}", number)
        assert date.year == 2019


def no_letter_waits():
    """The letters of a play lie in the past: nobody is written to now, and none has failed."""
    assert Letter.objects.exists()
    assert not Letter.objects.filter(sent_at=None).exists()


def everybody_seated_can_sign_in():
    judges = User.objects.filter(pk__in=PanelMember.objects.values("judge"))
    assert len(judges) == len({judge.full_name for judge in judges}) == plan.EVALUATORS + plan.PANELISTS
    assert all(judge.check_password(seed_demo.PASSWORD) for judge in judges)
