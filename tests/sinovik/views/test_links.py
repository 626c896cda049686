"""Every link leads somewhere: whoever comes finds behind it a page, and none that is not theirs to open."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from accounts.models import OVERSIGHT, Role
from judging.reading.ticks import at_stage
from tests import portals
from tests.factories import accounts
from tests.walking import PAGES_OF_A_KIND, Walk, few_of_a_kind, is_guarded, view_of

pytestmark = [pytest.mark.django_db, pytest.mark.journey]

# Where those are led who have not signed in.
SIGN_IN = reverse("account_login")


def is_ours(address):
    """Whether the address is of the portal, in Indonesian: the English page has the same doors."""
    return not address.startswith(("/static/", "/en/"))


def dead(client, drawn, *starts, **reads):
    """Every link that leads nowhere, with the first page it stands on, and the kinds of pages read."""
    few = len(drawn(range(PAGES_OF_A_KIND), 2))
    walk, found = Walk(client, is_ours, of_a_kind=few), {}
    for path, _page, ways in walk.pages(*starts, **reads):
        for _link, address in few_of_a_kind(drawn(ways, len(ways)), few):
            if wrong := fault(client, walk, address):
                found.setdefault(f"{view_of(address)} {wrong}", f"{address} on {path}")
    return found, walk


def fault(client, walk, address):
    """What is wrong behind a link, or nothing: a page, a file, or the way on to one."""
    response, steps = walk.opened(address), 0
    while response.status_code == 302 and steps < 3:
        target, steps = response.headers["Location"], steps + 1
        if urlsplit(target).path == SIGN_IN and walk.is_signed_in:
            return "asks to sign in"
        response = walk.opened(target)
    return "" if response.status_code == 200 else str(response.status_code)


def test_every_link_of_a_visitor_leads_to_a_page(client, portal, drawn):
    found, walk = dead(client, drawn, "/")
    assert in_lines(found) == ""
    assert walk.kinds["front"]


@pytest.mark.sample(3, of="role")
@pytest.mark.parametrize("role", Role)
def test_every_link_of_a_role_leads_to_a_page(client, portal, role, drawn):
    office = next((one for one in vars(portal.cast).values() if one.role == role), None) or accounts.membership(role)
    client.force_login(office.user)
    found, walk = dead(client, drawn, reverse("home"), reads=is_guarded)
    assert in_lines(found) == ""
    assert walk.kinds["home"]


@pytest.mark.parametrize("role", OVERSIGHT)
def test_every_link_of_a_stage_in_each_phase_leads_to_a_page(client, portal, role, drawn):
    office = next((one for one in vars(portal.cast).values() if one.role == role), None) or accounts.membership(role)
    client.force_login(office.user)
    stages = portals.stages()
    assert len(stages) > 12
    pages = [at_stage("judging:stage", stage) for stage in drawn(stages, 6)]
    found, walk = dead(client, drawn, *pages, reads=lambda address: address in pages)
    assert in_lines(found) == ""
    assert walk.kinds["judging:stage"] == len(pages)


def in_lines(found):
    return "\n".join(f"{what}: {where}" for what, where in found.items())
