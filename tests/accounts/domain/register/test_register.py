"""The registers of agencies and units: renamed, closed, merged, split; nothing that pointed to an entry is lost."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from accounts import motions as grave
from accounts.domain import joining, motions, reference
from accounts.domain.register import closing, following, naming
from accounts.models import (
    Agency,
    AgencyKind,
    Event,
    FormerName,
    Letter,
    Membership,
    Region,
    Role,
    Unit,
)
from accounts.reading import register as reading
from accounts.rules import Stale
from accounts.rules import register as rules
from competitions.models import CompositionRule
from judging.models import Assignment, QualitySample, Rereading
from proposals.domain.catalogue import publication
from proposals.models import CatalogueEntry, Proposal
from tests.factories import accounts, competitions, judging, proposals
from tests.factories.competitions import DURING
from tests.refusals import refusal_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db
REASON = "Peraturan Daerah Nomor 3 Tahun 2026"


@pytest.fixture
def office():
    return accounts.membership(Role.SECRETARY)


@pytest.fixture
def second():
    return accounts.membership(Role.SECRETARY)


def today():
    return timezone.localdate()


def rename(entry, name, office, *, at=None, since=None):
    at = at or timezone.now()
    return naming.rename(entry, name, REASON, since=since or timezone.localdate(at), by=office, at=at)


def agreed(motion, second, *, at=None):
    return settle(motion, by=second, at=at or timezone.now())


def merged(source, target, office, second, *, at=None):
    at = at or timezone.now()
    agreed(grave.merge_entries(source, target, REASON, by=office, at=at), second, at=at)
    source.refresh_from_db()
    return source


def pointing():
    """Every column of every floor that names an agency, a unit or a region."""
    return {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model in (Agency, Unit, Region)
    }


def test_no_column_that_names_an_entry_is_forgotten_when_entries_change():
    known = {column for follower in following.FOLLOWERS.values() for column in follower.columns}
    assert pointing() == known


def test_a_new_name_keeps_the_old_one_with_its_reason(office):
    agency = accounts.agency(name="Kementerian Lama", kind=AgencyKind.MINISTRY)
    admin = accounts.membership(Role.AGENCY_ADMIN, agency)
    naming.rename(agency, "  Kementerian   Baru ", REASON, since=date(2026, 1, 1), by=office, at=timezone.now())
    agency.refresh_from_db()
    was = FormerName.objects.get()
    assert (agency.name, was.name, was.until, was.reason) == (
        "Kementerian Baru",
        "Kementerian Lama",
        date(2026, 1, 1),
        REASON,
    )
    assert Agency.objects.called("kementerian lama") == agency
    assert list(Agency.objects.matching("lama")) == [agency]
    assert REASON in Letter.objects.get(recipient=admin.user).body
    assert Event.objects.get().particulars["was"] == "Kementerian Lama"


@pytest.mark.parametrize(
    ("name", "days", "expected"),
    [
        ("Kementerian A", 0, rules.SAME_NAME),
        ("kementerian b", 0, rules.NAME_TAKEN),
        ("Kementerian C", 1, rules.NAME_NOT_YET),
        ("Kementerian C", -3, rules.NAME_BEFORE_LAST),
    ],
)
def test_a_name_that_may_not_be_says_why(office, name, days, expected):
    agency = accounts.agency(name="Kementerian Z", kind=AgencyKind.MINISTRY)
    accounts.agency(name="Kementerian B", kind=AgencyKind.MINISTRY)
    rename(agency, "Kementerian A", office)
    since = today() + timedelta(days=days)
    assert refusal_of(rename, agency, name, office, since=since) is expected


def test_a_name_seen_otherwise_is_not_replaced(office):
    agency = accounts.agency()
    seen = naming.stamp(agency)
    rename(agency, "Nama Baru", office)
    with pytest.raises(Stale):
        naming.rename(agency, "Nama Lain", REASON, since=today(), seen=seen, by=office, at=timezone.now())


def test_an_agencys_admin_keeps_its_own_units_alone():
    unit, other = accounts.unit(), accounts.unit()
    admin = accounts.membership(Role.AGENCY_ADMIN, unit.agency)
    assert rename(unit, "Puskesmas Baru", admin).name == "Puskesmas Baru"
    assert refusal_of(rename, other, "X", admin) is rules.UNIT_OF_ANOTHER
    assert refusal_of(rename, unit.agency, "X", admin) is rules.NOT_THE_KEEPER
    closing.close(unit, REASON, on=today(), by=admin, at=timezone.now())
    assert refusal_of(closing.close, unit.agency, REASON, on=today(), by=admin, at=timezone.now()).key == (
        "not_the_keeper"
    )


def test_nothing_begins_at_a_closed_agency_and_opened_again_it_does(office):
    edition = competitions.edition()
    writer = accounts.membership(Role.UNIT)
    began = proposals.draft(edition, by=writer)
    closing.close(writer.agency, REASON, on=date(2020, 1, 1), by=office, at=timezone.now())
    writer = Membership.objects.with_places().get(pk=writer.pk)
    assert refusal_of(proposals.draft, edition, by=writer).key == "unit_closed"
    given = {"agency": writer.agency, "since": today(), "by": office, "at": timezone.now()}
    refusal = refusal_of(joining.invite, "a@contoh.go.id", "A", Role.AGENCY_ADMIN, **given)
    assert refusal.key == "place_closed"
    assert Proposal.objects.get() == began
    closing.reopen(writer.agency, REASON, by=office, at=timezone.now())
    writer = Membership.objects.with_places().get(pk=writer.pk)
    proposals.draft(edition, by=writer)
    assert refusal_of(closing.reopen, writer.agency, REASON, by=office, at=timezone.now()) is rules.NOT_CLOSED


def test_what_won_keeps_the_name_it_won_under_and_says_what_it_is_called_now(office):
    edition = competitions.edition()
    proposal = proposals.rows(edition, 1, agencies=1)[0]
    agency, unit = proposal.agency, proposal.unit
    was, was_unit = agency.name, unit.name
    rename(agency, "Pemerintah Kota Baru", office, at=edition.closes_at + timedelta(days=1))
    rename(unit, "Puskesmas Baru", office, at=edition.closes_at + timedelta(days=1))
    proposal = Proposal.objects.get()
    assert (proposal.agency_name, proposal.unit_name) == (was, was_unit)
    entry = publication.publish(proposal, awards=[], at=timezone.now())
    assert (entry.agency_name, entry.unit_name) == (was, was_unit)
    assert reading.called_now(entry.agency, entry.agency_name) == "Pemerintah Kota Baru"
    assert reading.called_now(entry.unit, entry.unit_name) == "Puskesmas Baru"
    assert proposal.traits["agency"] == was
    rename(agency, "Pemerintah Kota Terbaru", office, at=edition.closes_at + timedelta(days=2))
    assert Proposal.objects.get().agency_name == was


def test_while_registration_runs_proposals_and_rules_follow_the_new_name(office):
    edition = competitions.edition()
    proposal = proposals.draft(edition)
    stage = edition.stages.get(position=3)
    rule = CompositionRule.objects.create(
        stage=stage, position=99, dimension="agency", value=proposal.agency.name, maximum=2
    )
    rename(proposal.agency, "Pemerintah Baru", office, at=DURING)
    rule.refresh_from_db()
    assert (Proposal.objects.get().agency_name, rule.value) == ("Pemerintah Baru", "Pemerintah Baru")


def test_an_entry_of_the_partial_list_written_otherwise_has_no_other_name(office):
    agency = accounts.agency()
    assert not reading.called_now(agency, "Pemkab Uji")
    assert not reading.called_now(None, "Pemkab Uji")
    assert not reading.called_now(agency, agency.name.upper())


def test_two_entries_of_one_office_become_one_and_nothing_is_lost(office, second):
    edition = competitions.edition()
    right = accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Uji")
    wrong = accounts.agency(AgencyKind.CITY, name="Pemkot Uji", region=right.region)
    same, twin = accounts.unit(right, name="Puskesmas Satu"), accounts.unit(wrong, name="PUSKESMAS SATU")
    alone = accounts.unit(wrong, name="Puskesmas Dua")
    both = accounts.membership(Role.UNIT, unit=same)
    double = accounts.membership(Role.UNIT, unit=twin, user=both.user)
    writer = accounts.membership(Role.UNIT, unit=alone)
    admin = accounts.membership(Role.AGENCY_ADMIN, wrong)
    drafts = [proposals.draft(edition, by=double), proposals.draft(edition, by=writer)]
    entry = publication.publish(drafts[1], awards=[], at=timezone.now())
    merged(wrong, right, office, second)
    assert wrong.state(today()) == Agency.State.MERGED
    assert {(one.agency, one.unit) for one in Proposal.objects.select_related("agency", "unit")} == {
        (right, same),
        (right, alone),
    }
    published = CatalogueEntry.objects.get(pk=entry.pk)
    assert (published.agency, published.agency_name) == (right, "Pemkot Uji")
    assert reading.called_now(right, "Pemkot Uji") == "Pemerintah Kota Uji"
    for held in (writer, admin, both):
        held.refresh_from_db()
        assert (held.agency, held.state(today())) == (right, Membership.State.CURRENT)
    double.refresh_from_db()
    assert double.state(today()) == Membership.State.ENDED
    assert Agency.objects.called("pemkot uji") == right
    assert Unit.objects.get(pk=twin.pk).merged_into == same
    assert Event.objects.filter(name="agency.merged").count() == 1


def test_in_an_edition_that_is_over_the_merged_entry_keeps_its_name(office, second):
    edition = competitions.edition()
    edition.stages.update(skipped_at=DURING, skipped_by=office, skip_reason="Uji")
    right, wrong = accounts.agency(AgencyKind.MINISTRY), accounts.agency(AgencyKind.MINISTRY, name="Kementerian Lama")
    proposals.draft(edition, by=accounts.membership(Role.UNIT, wrong))
    merged(wrong, right, office, second)
    proposal = Proposal.objects.select_related("agency").get()
    assert (proposal.agency, proposal.agency_name) == (right, "Kementerian Lama")


def test_in_an_edition_that_runs_two_entries_count_as_one(office, second):
    edition = competitions.edition(closes_at=timezone.now() + timedelta(days=9))
    right = accounts.agency(AgencyKind.CITY)
    wrong = accounts.agency(AgencyKind.CITY, region=right.region)
    for agency in (right, wrong):
        proposals.draft(edition, by=accounts.membership(Role.UNIT, agency), at=timezone.now())
    merged(wrong, right, office, second)
    assert {one.agency_name for one in Proposal.objects.select_related("agency")} == {right.name}


def test_a_merger_needs_a_second_person_and_facts_as_they_were_shown(office, second):
    right = accounts.agency(AgencyKind.CITY)
    wrong = accounts.agency(AgencyKind.CITY, region=right.region)
    motion = grave.merge_entries(wrong, right, REASON, by=office, at=timezone.now())
    refusal = refusal_of(motions.second, motion, seen=motion.sha256, by=office, at=timezone.now())
    assert refusal.key == "same_person"
    rename(right, "Nama Lain", office)
    refusal = refusal_of(motions.second, motion, seen=motion.sha256, by=second, at=timezone.now())
    assert refusal.key == "changed_since"
    wrong.refresh_from_db()
    assert wrong.merged_into is None


@pytest.mark.parametrize("case", ["itself", "merged", "closed", "province", "application", "units", "auditor"])
def test_what_may_not_be_merged_says_why(office, second, case):
    right = accounts.agency(AgencyKind.CITY)
    wrong = accounts.agency(AgencyKind.CITY, region=right.region)
    source, target, by = wrong, right, office
    match case:
        case "itself":
            target, expected = wrong, "into_itself"
        case "merged":
            merged(wrong, right, office, second)
            target, expected = accounts.agency(AgencyKind.CITY, region=right.region), "entry_merged"
        case "closed":
            closing.close(right, REASON, on=today(), by=office, at=timezone.now())
            expected = "target_gone"
        case "province":
            province = accounts.region("province")
            target = accounts.agency(AgencyKind.CITY, region=accounts.region("city", province=province))
            expected = "other_province"
        case "application":
            wrong.applications.create(full_name="A", position="B", email="a@b.id", sent_at=DURING, size=1, clean_size=1)
            expected = "merger_hindered"
        case "units":
            source, target, expected = accounts.unit(wrong), accounts.unit(right), "units_of_two"
        case "auditor":
            by, expected = accounts.membership(Role.AUDITOR), "not_of_this_role"
    refusal = refusal_of(grave.merge_entries, source, target, REASON, by=by, at=timezone.now())
    assert refusal.key == expected


def test_a_merger_that_would_tie_a_judge_to_the_work_is_refused_and_open_work_follows(office, second):
    right = accounts.agency(AgencyKind.MINISTRY)
    wrong = accounts.agency(AgencyKind.MINISTRY)
    stage = judging.running()
    [proposal] = judging.entrants(stage, unit=accounts.unit(wrong))
    free = judging.judge(stage)
    given = {"stage": stage, "proposal": proposal, "proposal_agency": wrong, "position": 1, "assigned_at": DURING}
    own = Assignment.objects.create(**given, judge=free.user, judge_agency=None)
    tied = Assignment.objects.create(**given, judge=judging.judge(stage).user, judge_agency=right)
    refusal = refusal_of(grave.merge_entries, wrong, right, REASON, by=office, at=timezone.now())
    assert "1 tugas penilai menjadi benturan kepentingan" in refusal.sentence
    Assignment.objects.filter(pk=tied.pk).delete()
    merged(wrong, right, office, second)
    own.refresh_from_db()
    assert own.proposal_agency == right


def test_rereadings_follow_a_merger_until_they_are_signed_and_hinder_it_where_they_would_tie(office, second):
    right, wrong = accounts.agency(AgencyKind.MINISTRY), accounts.agency(AgencyKind.MINISTRY)
    stage = judging.running()
    first, other = judging.entrants(stage, 2, unit=accounts.unit(wrong))
    sample = QualitySample.objects.create(
        stage=stage, size=1, out_of=2, seed="1", due_at=DURING, drawn_at=DURING, drawn_by=office
    )
    given = {"sample": sample, "proposal_agency": wrong, "assigned_at": DURING}
    free = judging.judge(stage).user
    open_one = Rereading.objects.create(**given, proposal=first, judge=free)
    done = Rereading.objects.create(**given, proposal=other, judge=free, total=80, cleared_at=DURING, signed_at=DURING)
    Rereading.objects.filter(pk=open_one.pk).update(judge_agency=right)
    refusal = refusal_of(grave.merge_entries, wrong, right, REASON, by=office, at=timezone.now())
    assert "1 tugas penilai menjadi benturan kepentingan" in refusal.sentence
    Rereading.objects.filter(pk=open_one.pk).update(judge_agency=None)
    merged(wrong, right, office, second)
    assert Rereading.objects.get(pk=open_one.pk).proposal_agency == right
    assert Rereading.objects.get(pk=done.pk).proposal_agency == wrong


def test_one_agency_becomes_two_with_its_writers_and_drafts(office, second):
    edition = competitions.edition()
    agency = accounts.agency(AgencyKind.MINISTRY, name="Kementerian Pendidikan dan Kebudayaan")
    going, staying = accounts.unit(agency, name="Museum"), accounts.unit(agency, name="Sekolah")
    writer = accounts.membership(Role.UNIT, unit=going)
    kept = accounts.membership(Role.UNIT, unit=staying)
    draft, other = proposals.draft(edition, by=writer), proposals.draft(edition, by=kept)
    given = {"kind": AgencyKind.MINISTRY, "name": "Kementerian Kebudayaan", "region": None, "units": [going]}
    motion = grave.split_agency(agency, REASON, **given, since=today(), by=office, at=timezone.now())
    agreed(motion, second)
    new = Agency.objects.get(name="Kementerian Kebudayaan")
    going.refresh_from_db()
    draft.refresh_from_db()
    other.refresh_from_db()
    assert (going.agency, draft.agency, other.agency) == (new, new, agency)
    held = Membership.objects.filter(user=writer.user).order_by("pk")
    assert [(one.agency, one.state(today())) for one in held] == [
        (agency, Membership.State.ENDED),
        (new, Membership.State.CURRENT),
    ]
    assert Event.objects.filter(name="agency.split").count() == 1


def test_a_split_agreed_to_early_waits_for_its_day(office, second):
    agency = accounts.agency(AgencyKind.MINISTRY)
    unit = accounts.unit(agency)
    now, day = timezone.now(), today() + timedelta(days=3)
    given = {"kind": AgencyKind.MINISTRY, "name": "Kementerian Kedua", "region": None, "units": [unit]}
    motion = agreed(grave.split_agency(agency, REASON, **given, since=day, by=office, at=now), second, at=now)
    assert motion.state == motion.State.WAITING
    motions.carry_out_due(at=now + timedelta(days=4))
    unit.refresh_from_db()
    assert unit.agency.name == "Kementerian Kedua"


def test_what_was_submitted_stays_with_the_agency_that_submitted_it(office, second):
    edition = competitions.edition()
    proposal = proposals.rows(edition, 1, agencies=1)[0]
    agency = proposal.agency
    given = {"kind": AgencyKind.CITY, "name": "Pemerintah Kota Baru", "region": agency.region}
    motion = grave.split_agency(
        agency, REASON, **given, units=[proposal.unit], since=today(), by=office, at=timezone.now()
    )
    agreed(motion, second)
    assert Proposal.objects.get().agency == agency


def test_reference_data_loaded_again_brings_no_old_name_back(office):
    reference.load()
    agency = Agency.objects.get(name="Badan Pusat Statistik")
    region = Region.objects.get(code="12.04")
    rename(agency, "Badan Data Nasional", office)
    naming.rename_region(region, "Kabupaten Nias Raya", REASON, since=today(), by=office, at=timezone.now())
    again = reference.load()
    region.refresh_from_db()
    assert (again.new_agencies, region.name) == (0, "Kabupaten Nias Raya")
    assert Event.objects.filter(name="region.renamed").count() == 1
