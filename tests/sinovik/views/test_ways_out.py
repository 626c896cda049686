"""A refusal keeps the person's menu and names ways out, each of which leads to a page that this person is shown."""

import pytest
from django.urls import NoReverseMatch, reverse

from accounts.models import OVERSIGHT, Motion, Role
from competitions.models import Edition
from judging.models import Award
from proposals.models import Proposal
from sinovik import access
from tests import portals
from tests.factories import accounts
from tests.reading import links
from tests.walking import Walk

pytestmark = [pytest.mark.django_db, pytest.mark.journey]

REFUSED = (403, 404, 409)


# Of one address, so many subjects are drawn.
SUBJECTS = 3


def addresses(role, drawn):
    """Every address of the house that people at work may ask for, each about some of what there is."""
    stages, editions = portals.stages(), list(Edition.objects.order_by("pk"))
    statuses = {(one.status, one.edition_id): one for one in Proposal.objects.order_by("-pk")}
    if role not in OVERSIGHT:
        stages, editions = stages[:2], editions[:2]
    about = [
        *({"slug": stage.edition.slug, "position": stage.position} for stage in stages),
        *({"stage_id": stage.pk} for stage in stages[:4]),
        *({"slug": edition.slug} for edition in editions[:3]),
        *({"code": one.code} for one in list(statuses.values())[:9]),
        *({"pk": one.pk} for kind in (Motion, Award) for one in kind.objects.order_by("pk")[:2]),
        {"pk": 1},
        {},
    ]
    names = {address.name for address in access.addresses() if "GET" in access.methods(address.view)}
    for address in access.addresses():
        if address.name not in names or getattr(address.view, "door", "public") == "public":
            continue
        yield from drawn(dict.fromkeys(about_each(address, about)), SUBJECTS)


def about_each(address, about):
    """One address about each of these subjects, as far as it is about such a thing."""
    for given in about:
        try:
            yield reverse(address.name, kwargs={**given, **address.given})
        except NoReverseMatch:
            continue


def is_ours(address):
    return not address.startswith(("/static/", "/en/"))


@pytest.mark.sample(3, of="role")
@pytest.mark.parametrize("role", Role)
def test_every_way_out_of_a_refusal_leads_to_a_page_of_this_person(client, portal, role, drawn):
    office = next((one for one in vars(portal.cast).values() if one.role == role), None) or accounts.membership(role)
    client.force_login(office.user)
    walk, off, met = Walk(client, is_ours), {}, 0
    for path in dict.fromkeys(addresses(role, drawn)):
        response = walk.opened(path)
        if response.status_code not in REFUSED:
            continue
        met += 1
        page = response.content.decode()
        menu = [link for link, address in links(page, path) if address == reverse("home") and not link.above("main")]
        if not menu:
            off.setdefault(f"no menu: {response.status_code}", path)
        ways = [(link, address) for link, address in links(page, path) if link.above("main") and is_ours(address)]
        if not ways:
            off.setdefault(f"no way out: {response.status_code}", path)
        for link, address in ways:
            if (status := walk.opened(address).status_code) != 200:
                off.setdefault(f"{link.text} {status}", f"{address} on {path}")
    assert "\n".join(f"{what}: {where}" for what, where in off.items()) == ""
    assert met > 12
