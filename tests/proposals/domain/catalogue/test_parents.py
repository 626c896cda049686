"""Which innovations of the catalogue a proposal names, and what comes of it."""

import pytest
from django.db import IntegrityError, transaction

from accounts.rules import Refused
from competitions.models import EnteredBy, Parents
from proposals import rules
from proposals.domain import submission
from proposals.domain.catalogue import parents, publication
from proposals.domain.draft import describing, drafting
from proposals.models import CatalogueParent, Parent, Status
from tests.factories import catalogue, competitions, proposals
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db


def drafted(cast, asks):
    """A draft in a group that asks so."""
    edition = competitions.edition()
    group = edition.groups.get(key="khusus")
    group.parents = asks
    group.save()
    proposal = proposals.draft(edition, by=cast.proposer)
    describing.describe(proposal, proposals.an_identity(proposal, group=group), by=cast.proposer, at=DURING)
    proposal.refresh_from_db()
    return proposal


def own(proposal, **overrides):
    return catalogue.earlier_entry(agency=proposal.agency, agency_name=proposal.agency.name, **overrides)


@pytest.mark.parametrize(
    ("asks", "whose", "awards", "year", "refusal"),
    [
        (Parents.NONE, "own", ["top"], 2018, rules.NOT_ASKED),
        (Parents.ANY, "other", ["finalist"], 2018, None),
        (Parents.ANY, "own", ["top"], 2018, None),
        (Parents.ANY, "other", [], 2018, rules.NOT_AWARDED),
        (Parents.ANY, "other", ["top"], 2100, rules.NOT_EARLIER),
        (Parents.OWN, "other", ["top"], 2018, rules.NOT_OWN),
        (Parents.OWN, "own", ["finalist"], 2018, None),
        (Parents.OWN_TOP, "own", ["finalist"], 2018, rules.NOT_TOP),
        (Parents.OWN_TOP, "own", ["finalist", "outstanding"], 2018, None),
    ],
)
def test_which_innovation_may_be_named(cast, asks, whose, awards, year, refusal):
    proposal = drafted(cast, asks)
    make = own if whose == "own" else lambda _proposal, **overrides: catalogue.earlier_entry(**overrides)
    entry = make(proposal, awards=[(key, key) for key in awards], year=year)
    if refusal:
        with pytest.raises(Refused) as refused:
            parents.name(proposal, entry, by=cast.proposer, at=DURING)
        assert refused.value.refusal is refusal
    else:
        parents.name(proposal, entry, by=cast.proposer, at=DURING)
        parents.name(proposal, entry, by=cast.proposer, at=DURING)
    assert list(Parent.objects.values_list("entry", flat=True)) == ([] if refusal else [entry.pk])
    if asks != Parents.NONE:
        assert (entry in parents.offered(proposal)) == (refusal is None)


def test_a_sixth_is_too_many_and_another_group_hides_them(cast):
    proposal = drafted(cast, Parents.ANY)
    for _number in range(5):
        parents.name(proposal, catalogue.earlier_entry(), by=cast.proposer, at=DURING)
    with pytest.raises(Refused) as refused:
        parents.name(proposal, catalogue.earlier_entry(), by=cast.proposer, at=DURING)
    assert refused.value.refusal is rules.TOO_MANY
    parents.drop(proposal, parents.of(proposal)[0], by=cast.proposer, at=DURING)
    assert len(parents.of(proposal)) == 4
    asking, other = proposal.group, proposal.edition.groups.get(key="umum")
    describing.describe(proposal, proposals.an_identity(proposal, group=other), by=cast.proposer, at=DURING)
    proposal.refresh_from_db()
    assert (parents.of(proposal), Parent.objects.standing().count(), Parent.objects.count()) == ([], 0, 4)
    # What was named waits for its group.
    describing.describe(proposal, proposals.an_identity(proposal, group=asking), by=cast.proposer, at=DURING)
    proposal.refresh_from_db()
    assert len(parents.of(proposal)) == 4


def test_what_is_named_in_one_group_is_not_named_in_another_that_asks_for_others(cast):
    """Nor does it fill a place there."""
    proposal = drafted(cast, Parents.ANY)
    foreign = [catalogue.earlier_entry() for _number in range(5)]
    for entry in foreign:
        parents.name(proposal, entry, by=cast.proposer, at=DURING)
    other = proposal.edition.groups.get(key="umum")
    other.parents = Parents.OWN
    other.save()
    describing.describe(proposal, proposals.an_identity(proposal, group=other), by=cast.proposer, at=DURING)
    proposal.refresh_from_db()
    mine = own(proposal, awards=[("top", "Top 45")])
    parents.name(proposal, mine, by=cast.proposer, at=DURING)
    assert (parents.of(proposal), parents.of_all([proposal.pk])[proposal.pk]) == ([mine], [mine])


@pytest.mark.parametrize("fault", [{"awards": ()}, {"year": 2100}])
def test_the_database_keeps_out_what_won_nothing_earlier(cast, fault):
    proposal = drafted(cast, Parents.ANY)
    entry = catalogue.earlier_entry(**fault)
    with pytest.raises(IntegrityError, match="parent_was_awarded_earlier"), transaction.atomic():
        Parent.objects.create(
            proposal=proposal, group=proposal.group, entry=entry, named_at=DURING, named_by=cast.proposer
        )


@pytest.mark.parametrize(("asks", "continues"), [(Parents.ANY, False), (Parents.OWN, True)])
def test_the_catalogue_says_where_an_innovation_comes_from(cast, client, asks, continues):
    proposal = drafted(cast, asks)
    entry = own(proposal, awards=[("top", "Top 45")], title="Perahu sehat")
    parents.name(proposal, entry, by=cast.proposer, at=DURING)
    proposal.edition.stages.update(is_blind=False)
    child = publication.publish(proposal, awards=[catalogue.FINALIST], at=DURING)
    child = publication.publish(proposal, awards=[catalogue.FINALIST], at=DURING)
    assert list(CatalogueParent.objects.values_list("child", "parent", "continues")) == [
        (child.pk, entry.pk, continues)
    ]
    said = {False: ("Replikasi dari", "Direplikasi oleh"), True: ("Melanjutkan", "Dilanjutkan dalam")}[continues]
    for shown, word, other in ((child, said[0], entry), (entry, said[1], child)):
        text = client.get(f"/inovasi/{shown.slug}/").content.decode()
        assert word in text
        assert f'href="/inovasi/{other.slug}/"' in text


def test_an_agency_proposes_by_itself_where_a_group_lets_it(cast):
    edition = competitions.edition()
    with pytest.raises(Refused) as refused:
        drafting.begin(edition, unit=None, title="Pembinaan", by=cast.agency_admin, at=DURING)
    assert refused.value.refusal is rules.ENTERED_BY_UNIT
    edition.groups.filter(key="umum").update(entered_by=EnteredBy.AGENCY)
    proposal = drafting.begin(edition, unit=None, title="Pembinaan", by=cast.agency_admin, at=DURING)
    assert (proposal.status, proposal.unit, proposal.agency) == (Status.WITH_AGENCY, None, cast.agency_admin.agency)
    for key, refusal in (("khusus", rules.ENTERED_BY_UNIT), ("umum", None)):
        identity = proposals.an_identity(proposal, group=edition.groups.get(key=key))
        if refusal:
            with pytest.raises(Refused) as refused:
                describing.describe(proposal, identity, by=cast.agency_admin, at=DURING)
            assert refused.value.refusal is refusal
        else:
            describing.describe(proposal, identity, by=cast.agency_admin, at=DURING)
    assert rules.return_refusal(proposal, office=cast.agency_admin, at=DURING) is rules.NO_UNIT
    assert rules.keeping_refusal(proposal, office=cast.agency_admin, at=DURING) is None
    assert submission.cap_left(proposal) is None
