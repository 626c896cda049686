"""Where a plan's groups take their entrants from earlier winners, its list of work says how many the catalogue has."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.domain import planning
from competitions.domain.templates import TEMPLATES
from competitions.models import Parents
from proposals.models import CatalogueAward, CatalogueEntry
from sinovik.planning.origins import origins
from tests.factories import accounts, competitions
from tests.pages import text_of

pytestmark = pytest.mark.django_db
NONE_YET = "Belum ada pemenang tahun lalu dalam katalog. Kirim daftarnya."


def asking(edition, *asked):
    """The edition's groups, asking each for something else."""
    for group, parents in zip(edition.groups.order_by("position"), asked, strict=False):
        group.parents = parents
        group.save()
    return planning.plan_of(edition)


def winner(year, key="top", *, is_example=False):
    entry = CatalogueEntry.objects.create(
        slug=f"inovasi-{CatalogueEntry.objects.count()}",
        year=year,
        title="Layanan",
        agency_name="Kementerian",
        agency_kind="ministry",
        source_note="x",
        is_example=is_example,
        published_at=timezone.now(),
    )
    CatalogueAward.objects.create(entry=entry, position=1, key=key, name=key)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((Parents.NONE, Parents.NONE), []),
        ((Parents.ANY, Parents.NONE), ["2 inovasi dapat dipilih"]),
        ((Parents.OWN, Parents.NONE), ["2 inovasi dapat dipilih"]),
        # A winner alone may continue there.
        ((Parents.OWN_TOP, Parents.ANY), ["1 inovasi dapat dipilih"]),
    ],
)
def test_those_count_that_a_group_could_choose(asked, said):
    edition = competitions.edition(announced=False)
    plan = asking(edition, *asked)
    winner(edition.year - 1)
    winner(edition.year - 2, "finalist")
    # Not of this year, and no example.
    winner(edition.year)
    winner(edition.year - 1, is_example=True)
    assert [task.holds for task in origins(edition, plan)] == said


def test_a_portal_that_begins_is_led_to_the_page_that_takes_them_over(client):
    edition = competitions.edition(announced=False)
    asking(edition, Parents.OWN_TOP)
    client.force_login(accounts.membership(Role.SECRETARY).user)
    address = reverse("competitions:plan", args=[edition.slug])
    page = client.get(address)
    assert NONE_YET in text_of(page)
    assert f'href="{reverse("proposals:winner_lists")}"' in page.content.decode()
    winner(edition.year - 1)
    assert NONE_YET not in text_of(client.get(address))
    assert TEMPLATES["pkri"].blueprint.groups[0].parents != Parents.NONE
