"""The agency's order: kept as data, with who has a place under the caps; several are sent in it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Event, Role
from accounts.rules import Refused
from proposals import rules
from proposals.domain import ordering, submission
from proposals.models import AgencyOrder, Proposal, Status
from tests.factories import accounts, competitions, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import hidden, markup, send, text_of
from tests.proposals.views.dossier.test_gate import choose

pytestmark = pytest.mark.django_db
LATER = DURING + timedelta(days=3)


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def edition():
    return competitions.edition(agency_cap=2)


@pytest.fixture
def three(cast, edition):
    return [proposals.with_agency(edition, by=cast.proposer, title=f"Inovasi {name}") for name in "ABC"]


def one(pk, status=Status.WITH_AGENCY, group=None):
    return Proposal(pk=pk, number=pk, status=status, group_id=group)


@pytest.mark.parametrize(
    ("candidates", "cap", "group_caps", "within"),
    [
        ([one(1), one(2), one(3)], 2, {}, [True, True, False]),
        ([one(1), one(2), one(3)], None, {}, [True, True, True]),
        ([one(1), one(2), one(3, Status.SUBMITTED)], 2, {}, [True, False, True]),
        ([one(1, group=7), one(2, group=7), one(3, group=8)], 2, {7: 1}, [True, False, True]),
        ([one(1, group=7), one(2, Status.SUBMITTED, 7)], 2, {7: 1}, [False, True]),
        ([one(1), one(2, group=7)], None, {7: 1}, [True, True]),
        ([], 2, {}, []),
    ],
)
def test_who_has_a_place(candidates, cap, group_caps, within):
    assert [placed.is_within for placed in rules.placed(candidates, cap, group_caps)] == within


def test_those_that_are_not_named_come_last_in_the_order_they_were_begun():
    assert [found.pk for found in rules.in_order([one(1), one(2), one(3)], [3])] == [3, 1, 2]


def test_the_admin_orders_by_numbers_and_by_buttons(client, cast, edition, three):
    first, second, third = three
    address = reverse("proposals:order", args=[edition.slug])
    client.force_login(cast.agency_admin.user)
    said = text_of(client.get(address))
    assert said.count("Dalam batas") == 2
    assert said.count("Di luar batas") == 1
    assert "Instansi Anda dapat mengajukan 2 usulan" in said
    numbers = {f"urutan_{proposal.pk}": place for proposal, place in zip(three, (3, 2, 1), strict=True)}
    assert send(client, address, numbers).status_code == 302
    assert AgencyOrder.objects.get().proposals == [third.pk, second.pk, first.pk]
    stands = {f"urutan_{pk}": place for place, pk in enumerate(AgencyOrder.objects.get().proposals, start=1)}
    send(client, address, {**stands, "naik": first.pk})
    assert AgencyOrder.objects.get().proposals == [third.pk, first.pk, second.pk]
    assert Event.objects.filter(name="edition.candidates_ordered").count() == 2
    assert address in markup(client.get(reverse("proposals:list")))
    assert "3, di luar batas" in text_of(client.get(reverse("proposals:list")))


@pytest.mark.parametrize("number", ["", "satu", "0", "-1"])
def test_a_number_that_is_none_changes_nothing(client, cast, edition, three, number):
    client.force_login(cast.agency_admin.user)
    address = reverse("proposals:order", args=[edition.slug])
    stands = {f"urutan_{proposal.pk}": place for place, proposal in enumerate(three, start=1)}
    answer = send(client, address, {**stands, f"urutan_{three[0].pk}": number})
    assert answer.status_code == 200
    assert not AgencyOrder.objects.exists()


def test_two_admins_do_not_overwrite_each_other(client, cast, edition, three):
    client.force_login(cast.agency_admin.user)
    address = reverse("proposals:order", args=[edition.slug])
    drawn = hidden(client.get(address))
    keys = [proposal.pk for proposal in three]
    ordering.put_in_order(edition, keys[::-1], by=cast.agency_admin, at=LATER)
    stands = {f"urutan_{pk}": place for place, pk in enumerate(keys, start=1)}
    assert client.post(address, {**drawn, **stands}).status_code == 409
    assert AgencyOrder.objects.get().proposals == keys[::-1]


def test_several_are_sent_in_the_order_of_the_agency(client, cast, edition, three):
    first, second, third = three
    ordering.put_in_order(edition, [third.pk, first.pk, second.pk], by=cast.agency_admin, at=LATER)
    client.force_login(cast.agency_admin.user)
    choose(client, "pengajuan", three, is_declared="on")
    sent = set(Proposal.objects.filter(status=Status.SUBMITTED).values_list("pk", flat=True))
    assert sent == {first.pk, third.pk}


def test_whose_order_it_is_not_has_none(client, cast, edition, three):
    keys = [proposal.pk for proposal in three]
    stranger = accounts.membership(Role.AGENCY_ADMIN)
    for by, order, at, refusal in (
        (cast.proposer, keys, LATER, rules.AGENCY_ONLY.key),
        (stranger, keys, LATER, rules.FOREIGN_CANDIDATE.key),
        (cast.agency_admin, [keys[0], keys[0]], LATER, rules.FOREIGN_CANDIDATE.key),
        (cast.agency_admin, keys, CLOSES_AT, rules.CLOSED.key),
    ):
        with pytest.raises(Refused) as refused:
            ordering.put_in_order(edition, order, by=by, at=at)
        assert refused.value.refusal.key == refusal
    client.force_login(stranger.user)
    assert "Belum ada calon" in text_of(client.get(reverse("proposals:order", args=[edition.slug])))


def test_what_is_sent_holds_its_place_whatever_its_number(cast, edition, three):
    submission.submit(three[2], declared=True, by=cast.agency_admin, at=LATER)
    placed = ordering.standing([edition], cast.agency_admin.agency_id)[edition.pk]
    assert [(found.is_within, found.is_sent) for found in placed] == [(True, False), (False, False), (True, True)]


def test_where_two_agencies_become_one_the_order_of_the_other_comes_after(cast, edition, three):
    other = accounts.membership(Role.UNIT)
    theirs = proposals.with_agency(edition, by=other)
    at_other = accounts.membership(Role.AGENCY_ADMIN, agency=other.agency)
    ordering.put_in_order(edition, [three[1].pk, three[0].pk], by=cast.agency_admin, at=LATER)
    ordering.put_in_order(edition, [theirs.pk], by=at_other, at=LATER)
    ordering.join(other.agency, cast.agency_admin.agency)
    (kept,) = AgencyOrder.objects.all()
    assert (kept.agency, kept.proposals) == (cast.agency_admin.agency, [three[1].pk, three[0].pk, theirs.pk])


def test_an_agency_without_an_order_gets_that_of_the_other(cast, edition, three):
    stranger = accounts.agency()
    ordering.put_in_order(edition, [three[2].pk], by=cast.agency_admin, at=LATER)
    ordering.join(cast.agency_admin.agency, stranger)
    assert AgencyOrder.objects.get().agency == stranger
