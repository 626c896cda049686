"""What pages of planning cost does not depend on how many take part."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from competitions import motions
from competitions.domain.blueprint import CategoryData
from tests.competitions.views.planning.pages import at
from tests.factories import proposals
from tests.factories.competitions import DURING, edition

LINK = re.compile(r'href="([^"?#]+)"')
# Of what a part has many of, such as letters, the pages of so many are counted.
THINGS = 3

pytestmark = [pytest.mark.django_db, pytest.mark.journey]


@pytest.fixture
def running(admin):
    """An announced edition, its registration open and its first stage, too."""
    planned = edition(by=admin, slug="kipp-2026", name="KIPP 2026")
    first = planned.stages.in_order().first()
    type(first).objects.filter(pk=first.pk).update(opened_at=DURING, opened_by=admin)
    return planned


def of_the_plan(client, plan):
    """The pages of a plan that links lead to from it: every part, and of a part's things so many."""
    found, waiting, things, seen = [], [plan], Counter(), {plan}
    while waiting:
        page = client.get(address := waiting.pop(0))
        if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
            continue
        found.append(address)
        for link in LINK.findall(page.content.decode()):
            part = f"{link.rstrip('/').rpartition('/')[0]}/"
            if link.startswith(plan) and link not in seen and (part == plan or things[part] < THINGS):
                seen.add(link)
                things[part] += 1
                waiting.append(link)
    return found


def counted(client, addresses):
    """How many queries each page takes, by its address."""
    found = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        assert page.status_code == 200, address
        found[address] = len(queries)
    return found


def test_every_page_costs_the_same_however_many_take_part(client, running, admin):
    motion = motions.alter(
        running,
        "categories",
        tuple(CategoryData(one.key, f"{one.name} baru") for one in running.categories.order_by("position")),
        "Lebih jelas",
        by=admin,
        at=DURING,
    )
    addresses = [
        reverse("competitions:plan", args=[running.slug]),
        reverse("competitions:plan-rules-preview", args=[running.slug]),
        reverse("proposals:form_preview", args=[running.slug]),
        reverse("competitions:plan-begin"),
        reverse("competitions:plan-comparison", args=[running.slug]),
        reverse("motion", args=[motion.pk]),
    ]
    parts = of_the_plan(client, addresses[0])
    assert {at(running, *part) for part in (["surat"], ["syarat"], ["rubrik"], ["komposisi"])} < set(parts)
    addresses += parts[1:]
    proposals.rows(running, 2, agencies=1)
    counted(client, addresses)
    few = counted(client, addresses)
    proposals.rows(running, 40, agencies=20)
    many = counted(client, addresses)
    assert many == few
    # The page of a motion is no page of the plan: it asks, as every page of a motion does, whether it is about a tie.
    assert many.pop(reverse("motion", args=[motion.pk])) <= 21
    assert max(many.values()) <= 20, many
