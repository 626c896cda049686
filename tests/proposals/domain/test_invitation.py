"""A group by invitation takes the agencies that it names, from the first page to the entry check."""

import pytest
from django.urls import reverse

from accounts.models import Role
from accounts.rules import Refused
from competitions import rules as contest
from competitions.models import Group
from proposals.domain import eligibility
from proposals.domain.draft import describing
from proposals.views.dossier.dossiers import editions_to_enter
from tests.factories import accounts, competitions, proposals
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db


@pytest.fixture
def writers():
    return accounts.membership(Role.UNIT), accounts.membership(Role.UNIT)


def only_for(edition, *agencies, of=None):
    """The edition's groups, or one of them, by invitation to these agencies."""
    groups = edition.groups.filter(pk=of.pk) if of else edition.groups
    groups.update(by_invitation=True, invited=[agency.name for agency in agencies])
    return edition


def test_an_edition_of_invited_groups_alone_is_begun_by_the_invited(writers):
    guest, stranger = writers
    edition = only_for(competitions.drawn(competitions.edition()), guest.agency)
    assert proposals.draft(edition, by=guest).agency == guest.agency
    assert edition in editions_to_enter(guest, DURING)
    assert edition not in editions_to_enter(stranger, DURING)
    with pytest.raises(Refused) as refused:
        proposals.draft(edition, by=stranger)
    assert refused.value.refusal is contest.NOT_INVITED


def test_a_group_by_invitation_beside_an_open_one_is_offered_to_the_invited_alone(writers):
    guest, stranger = writers
    edition = competitions.drawn(competitions.edition())
    closed = Group.objects.create(edition=edition, position=9, key="tamu", name="Tamu", min_age_months=0)
    only_for(edition, guest.agency, of=closed)
    closed.refresh_from_db()
    for writer, is_invited in ((guest, True), (stranger, False)):
        proposal = proposals.draft(edition, by=writer)
        assert (closed in edition.groups.open_to(writer.agency)) is is_invited
        identity = proposals.an_identity(proposal, group=closed)
        if is_invited:
            describing.describe(proposal, identity, by=writer, at=DURING)
        else:
            with pytest.raises(Refused) as refused:
                describing.describe(proposal, identity, by=writer, at=DURING)
            assert refused.value.refusal is contest.NOT_INVITED


def test_an_invitation_taken_back_is_seen_by_the_entry_check(writers):
    guest, _stranger = writers
    edition = only_for(competitions.drawn(competitions.edition()), guest.agency)
    proposals.submitted(edition, by=guest)
    assert [eligibility.group_rules(case).is_met for case in eligibility.cases(edition)] == [True]
    only_for(edition)
    [found] = [eligibility.group_rules(case) for case in eligibility.cases(edition)]
    assert not found.is_met
    assert "diundang" in found.detail


def test_the_public_page_says_which_group_is_by_invitation(writers, client):
    guest, _stranger = writers
    edition = competitions.drawn(competitions.edition())
    address = reverse("competitions:edition", args=[edition.slug])
    assert "Hanya untuk instansi yang diundang." not in client.get(address).content.decode()
    only_for(edition, guest.agency)
    assert "Hanya untuk instansi yang diundang." in client.get(address).content.decode()
