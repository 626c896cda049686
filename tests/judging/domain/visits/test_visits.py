"""Visits are planned for two verifiers each, moved by hand, arranged, and decided where two reports differ."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AgencyKind, Event, Letter, Membership, Role
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Stale
from competitions.kinds import StageKind, defaults
from competitions.models import Stage
from judging import rules, stages
from judging.circle import closing, giving_out
from judging.domain.desk import clearing
from judging.domain.visits import visit_reports, visiting
from judging.domain.visits.visit_reports import Decided, Seen
from judging.models import Assignment, Claim, PanelMember, Visit
from judging.reading import readiness
from tests import carrying
from tests.factories import accounts, proposals
from tests.pages import text_of
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """(crew, field stage given out): four proposals of an edition, each visited by two."""
    crew, edition, _dossiers = carrying.begun(4)
    return crew, carrying.carried_to(edition, StageKind.FIELD, crew)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def stage(told):
    return told[1]


@pytest.fixture
def now(stage):
    return carrying.moment(stage)


@pytest.fixture
def visit(stage):
    return Visit.objects.filter(stage=stage).order_by("planned_on", "pk").select_related("stage", "proposal").first()


def verifiers(visit, crew):
    held = Assignment.objects.standing().filter(stage=visit.stage, proposal=visit.proposal).order_by("pk")
    return [crew.office_of(one.judge_id) for one in held]


def sign(visit, office, at, outcome="confirmed", **more):
    """One verifier's signature, everything found alike but the first claim."""
    claims = list(Claim.objects.filter(visit=visit).order_by("section__position"))
    seen = {claim.pk: Seen("confirmed") for claim in claims}
    seen[claims[0].pk] = Seen(outcome, "" if outcome == "confirmed" else "Tidak ada di tempat.")
    given = {"visited_on": timezone.localdate(at), "summary": f"Dari {office.user}.", **more}
    return visit_reports.report(visit, seen, send=True, by=office, at=at, **given)


def test_a_stage_may_be_content_with_the_signature_of_one(stage, crew, now, visit):
    stage.settings = {**stage.settings, "signatures": 1}
    stage.save(update_fields=["settings"])
    first, second = verifiers(visit, crew)
    reported = sign(visit, first, now)
    assert reported.reported_by == first
    assert Event.objects.about(visit).last().name == "visit.reported"
    assert refused(sign, visit, second, now).refusal is rules.ALREADY_REPORTED


def test_what_differs_waits_since_the_second_report_of_the_visit_that_waits_longest(stage, crew, now):
    assert visit_reports.apart_since(stage) is None
    early, late, alike = Visit.objects.filter(stage=stage).select_related("stage", "proposal").order_by("pk")[:3]
    # The one whose first report came earliest differed last.
    for minutes, one, place, outcome in (
        (0, late, 0, "confirmed"),
        (1, early, 0, "confirmed"),
        (2, alike, 0, "not"),
        (3, alike, 1, "not"),
        (4, early, 1, "not"),
        (9, late, 1, "not"),
    ):
        sign(
            one,
            verifiers(one, crew)[place],
            now + timedelta(minutes=minutes),
            outcome,
            visited_on=None or one.planned_on,
        )
    assert visit_reports.apart_since(stage) == now + timedelta(minutes=4)
    visit_reports.take_back(early, by=verifiers(early, crew)[1], at=now + timedelta(minutes=10))
    assert visit_reports.apart_since(stage) == now + timedelta(minutes=9)


# --- planning


@pytest.mark.journey
def test_every_visit_has_two_verifiers_of_both_panels_and_different_agencies(stage):
    roles = {}
    for office in Membership.objects.filter(role__in=(Role.PANELIST, Role.EVALUATOR)):
        roles.setdefault(office.user_id, set()).add(office.role)
    for visit in Visit.objects.filter(stage=stage):
        pair = Assignment.objects.standing().filter(stage=stage, proposal=visit.proposal)
        assert {role for one in pair for role in roles[one.judge_id]} == {Role.PANELIST, Role.EVALUATOR}
        agencies = [one.judge_agency_id for one in pair if one.judge_agency_id]
        assert len(pair) == 2
        assert len(set(agencies)) == len(agencies)


def test_those_who_are_visited_are_told_the_day_unless_they_are_not_to_know_it(stage):
    told = Letter.objects.filter(name="visit.set")
    assert told.exists()
    assert all(visit.is_announced for visit in Visit.objects.filter(stage=stage))


@pytest.mark.journey
def test_nobody_who_is_to_be_surprised_is_told():
    crew, edition, _dossiers = carrying.begun(4)
    planned = carrying.reached(edition, StageKind.FIELD, crew)
    Stage.objects.filter(pk=planned.pk).update(settings={**defaults(StageKind.FIELD), "announced": False})
    stage = carrying.opened(carrying.fresh(planned), crew)
    assert Visit.objects.filter(stage=stage, is_announced=False).count() == 4
    assert not Letter.objects.filter(name="visit.set").exists()
    visit = Visit.objects.filter(stage=stage).first()
    visiting.move(visit, later(visit), "Cuaca.", by=crew.secretary, at=carrying.moment(stage))
    moved = Letter.objects.filter(name="visit.moved")
    assert set(moved.values_list("recipient", flat=True)) == {one.user_id for one in verifiers(visit, crew)}
    visiting.arrange(visit, party="", is_announced=True, by=crew.secretary, at=carrying.moment(stage))
    assert Letter.objects.filter(name="visit.set").exists()


def later(visit, days=1):
    """A working day of the window after the one that is planned."""
    every = visit.stage.arranged.visit_days(visit.stage.opens_at, visit.stage.closes_at)
    return every[-days]


# --- moving


def test_a_visit_is_moved_and_everybody_concerned_is_told(visit, crew, now):
    day = later(visit)
    told = {one.pk for one in visiting.told_of(visit, at=now)}
    moved = visiting.move(visit, day, "Penerbangan batal.", by=crew.secretary, at=now)
    assert (moved.planned_on, moved.sequence) == (day, 1)
    letters = Letter.objects.filter(name="visit.moved")
    assert set(letters.values_list("recipient", flat=True)) == told
    assert {one.user_id for one in verifiers(visit, crew)} < told
    event = Event.objects.about(visit).last()
    assert (event.name, event.particulars["day"]) == ("visit.moved", day.isoformat())


@pytest.mark.journey
@pytest.mark.parametrize(("days", "refusal"), [(-400, rules.VISIT_INTO_THE_PAST), (400, rules.VISIT_OUTSIDE_THE_STAGE)])
def test_a_visit_never_goes_into_the_past_nor_out_of_the_window(visit, crew, now, days, refusal):
    day = timezone.localdate(now) + timedelta(days=days)
    assert refused(visiting.move, visit, day, "Alasan.", by=crew.secretary, at=now).refusal is refusal


def test_the_day_on_which_a_window_ends_at_midnight_is_outside(visit, crew, now):
    Stage.objects.filter(pk=visit.stage_id).update(
        closes_at=timezone.localtime(visit.stage.closes_at).replace(hour=0, minute=0, second=0, microsecond=0)
    )
    last = timezone.localdate(Stage.objects.get(pk=visit.stage_id).closes_at)
    answer = refused(visiting.move, visit, last, "Alasan.", by=crew.secretary, at=now)
    assert answer.refusal is rules.VISIT_OUTSIDE_THE_STAGE
    assert visiting.move(visit, last - timedelta(days=1), "Alasan.", by=crew.secretary, at=now).sequence == 1


def test_a_visit_is_not_moved_onto_a_day_on_which_its_verifier_is_elsewhere(visit, stage, crew, now):
    day = later(visit)
    other = Visit.objects.filter(stage=stage).exclude(pk=visit.pk).select_related("proposal").first()
    ministry = accounts.agency(AgencyKind.MINISTRY)
    type(other.proposal).objects.filter(pk=other.proposal_id).update(agency=ministry, unit=accounts.unit(ministry))
    other.proposal.refresh_from_db()
    Visit.objects.filter(pk=other.pk).update(planned_on=day)
    judge = verifiers(visit, crew)[0]
    Assignment.objects.filter(stage=stage, proposal=other.proposal).delete()
    member = PanelMember.objects.get(stage=stage, judge=judge.user)
    Assignment.objects.create(
        stage=stage,
        proposal=other.proposal,
        judge=judge.user,
        judge_agency=member.agency,
        proposal_agency=other.proposal.agency,
        position=99,
        assigned_at=now,
    )
    answer = refused(visiting.move, visit, day, "Alasan.", by=crew.secretary, at=now)
    assert answer.refusal is rules.VISIT_CLASHES
    assert f"Verifikator {member.code} hari itu mengunjungi {other.proposal.code}" in answer.sentences[0]


def test_a_day_takes_no_more_visits_than_the_plan_says(visit, stage, crew, now):
    Stage.objects.filter(pk=stage.pk).update(settings={**defaults(StageKind.FIELD), "visits_a_day": 1})
    other = Visit.objects.filter(stage=stage).exclude(pk=visit.pk).first()
    Visit.objects.filter(pk=other.pk).update(planned_on=later(visit))
    visit = Visit.objects.select_related("stage").get(pk=visit.pk)
    answer = refused(visiting.move, visit, later(visit), "Alasan.", by=crew.secretary, at=now)
    assert answer.sentences[0] == "Hari itu sudah penuh: 1 kunjungan."


def test_who_may_not_move_a_visit_and_what_is_moved_no_more(visit, crew, now):
    day = later(visit)
    judge = verifiers(visit, crew)[0]
    assert refused(visiting.move, visit, day, "Alasan.", by=judge, at=now).refusal is MINISTRY_ONLY
    assert refused(visiting.move, visit, day, "  ", by=crew.secretary, at=now).refusal is REASON_MISSING
    with pytest.raises(Stale):
        visiting.move(visit, day, "Alasan.", seen="lain", by=crew.secretary, at=now)
    carrying.report(visit, crew, at=now)
    assert refused(visiting.move, visit, day, "Alasan.", by=crew.secretary, at=now).refusal is rules.ALREADY_REPORTED


def test_who_left_the_contest_is_visited_no_more(visit, crew, now):
    first, _second = verifiers(visit, crew)
    proposals.left(visit.proposal)
    answer = refused(visiting.move, visit, later(visit), "Alasan.", by=crew.secretary, at=now)
    assert "ditarik pengusulnya" in str(answer.refusal)
    answer = refused(visiting.arrange, visit, party="", is_announced=True, by=crew.secretary, at=now)
    assert "ditarik pengusulnya" in str(answer.refusal)
    assert refused(sign, visit, first, now).refusal is rules.NOT_A_VERIFIER
    assert visit.pk not in Visit.objects.standing().values_list("pk", flat=True)


def test_another_party_is_named_and_what_was_told_is_not_taken_back(visit, crew, now):
    party = "Rina Hapsari, Ombudsman RI"
    found = visiting.arrange(visit, party=f" {party} ", is_announced=True, by=crew.secretary, at=now)
    assert found.party == party
    answer = refused(visiting.arrange, visit, party="", is_announced=False, by=crew.secretary, at=now)
    assert answer.refusal is rules.ALREADY_ANNOUNCED
    visiting.move(visit, later(visit), "Cuaca.", by=crew.secretary, at=now)
    assert f"bersama {party}" in Letter.objects.filter(name="visit.moved").first().body


# --- signing and deciding


def test_a_stage_does_not_close_while_reports_differ_and_then_knows_what_was_decided(visit, stage, crew, now):
    first, second = verifiers(visit, crew)
    for one in Visit.objects.filter(stage=stage).exclude(pk=visit.pk):
        carrying.report(one, crew)
    sign(visit, first, now)
    sign(visit, second, now, "not")
    answer = refused(closing.close_stage, stage, by=crew.admin, at=now)
    assert answer.sentences == (f"1 kunjungan dilaporkan berbeda: {visit.proposal.code}.",)
    claim = Claim.objects.filter(visit=visit).order_by("section__position").first()
    visit_reports.decide(visit, {claim.pk: Decided("not", "Foto membuktikannya.")}, by=crew.secretary, at=now)
    claim.refresh_from_db()
    assert (claim.outcome, claim.reason, claim.decided_by) == ("not", "Foto membuktikannya.", crew.secretary)
    assert sorted(claim.observations.values_list("outcome", flat=True)) == ["confirmed", "not"]
    visit.refresh_from_db()
    assert visit.reported_by == crew.secretary
    assert carrying.closed(stage, crew, at=now).closed_at
    frozen = stage.snapshot.body
    assert '"outcome":"not"' in frozen.replace(" ", "")


def test_what_a_decision_needs(visit, crew, now):
    first, second = verifiers(visit, crew)
    claim = Claim.objects.filter(visit=visit).order_by("section__position").first()
    whole = {claim.pk: Decided("partly", "Sebagian saja.")}
    decide = visit_reports.decide
    sign(visit, first, now)
    assert refused(decide, visit, whole, by=crew.secretary, at=now).refusal is rules.NO_DIFFERENCE
    sign(visit, second, now, "not", visited_on=timezone.localdate(now) - timedelta(days=0))
    assert refused(decide, visit, whole, by=first, at=now).refusal is MINISTRY_ONLY
    assert refused(decide, visit, {}, by=crew.secretary, at=now).refusal is rules.DIFFERENCE_OPEN
    without = {claim.pk: Decided("partly", " ")}
    assert refused(decide, visit, without, by=crew.secretary, at=now).refusal is REASON_MISSING
    with pytest.raises(Stale):
        decide(visit, whole, seen="lain", by=crew.secretary, at=now)
    decide(visit, whole, by=crew.secretary, at=now)
    assert refused(decide, visit, whole, by=crew.secretary, at=now).refusal is rules.ALREADY_REPORTED


def test_none_of_the_two_decides_even_with_an_office_in_the_ministry(visit, crew, now):
    first, second = verifiers(visit, crew)
    sign(visit, first, now)
    sign(visit, second, now, "not")
    double = Membership.objects.create(user=first.user, role=Role.SECRETARY, since=timezone.localdate(now))
    claim = Claim.objects.filter(visit=visit).first()
    answer = refused(visit_reports.decide, visit, {claim.pk: Decided("not", "Ya.")}, by=double, at=now)
    assert answer.refusal is rules.ONE_OF_THE_TWO


def test_the_days_of_two_reports_are_decided_too(visit, stage, crew, now):
    at = now + timedelta(days=2)
    first, second = verifiers(visit, crew)
    sign(visit, first, at)
    sign(visit, second, at, visited_on=timezone.localdate(now))
    assert visit_reports.apart(stage) == (visit.proposal.code,)
    answer = refused(visit_reports.decide, visit, {}, by=crew.admin, at=at)
    assert answer.refusal is rules.NO_VISIT_DATE
    visit_reports.decide(visit, {}, visited_on=timezone.localdate(now), by=crew.admin, at=at)
    visit.refresh_from_db()
    assert visit.visited_on == timezone.localdate(now)


def test_the_signature_of_one_who_left_does_not_count(visit, stage, crew, now):
    first, second = verifiers(visit, crew)
    sign(visit, first, now)
    held = Assignment.objects.get(stage=stage, proposal=visit.proposal, judge=first.user)
    giving_out.recuse(held, "Kerabat.", by=first, at=now)
    sign(visit, second, now)
    visit.refresh_from_db()
    assert visit.reported_at is None
    giving_out.give_out(stage, by=crew.secretary, at=now)
    (third,) = [one for one in verifiers(visit, crew) if one != second]
    clearing.clear(Assignment.objects.get(stage=stage, proposal=visit.proposal, judge=third.user), by=third, at=now)
    sign(visit, third, now)
    visit.refresh_from_db()
    assert visit.reported_by == third


def test_who_cannot_go_on_keeps_what_is_signed(visit, stage, crew, now):
    first, _second = verifiers(visit, crew)
    sign(visit, first, now)
    member = PanelMember.objects.get(stage=stage, judge=first.user)
    giving_out.release(member, "Sakit.", by=crew.secretary, at=now)
    assert [one.proposal_id for one in Assignment.objects.standing().filter(stage=stage, judge=first.user)] == [
        visit.proposal_id
    ]


def test_readiness_leads_to_what_differs(visit, stage, crew, now):
    first, second = verifiers(visit, crew)
    sign(visit, first, now)
    sign(visit, second, now, "not")
    found = [readiness.filled_by(one, stage) for one in stages.of(stage).missing(stage)]
    assert any(one.url.endswith("/kunjungan/?keadaan=berbeda") for one in found)


@pytest.mark.journey
def test_what_differs_waits_for_who_decides_on_the_home_page_and_in_the_control_room(client, visit, stage, crew, now):
    sentence = f"Laporan kunjungan berbeda dan menunggu diputuskan: {stage.name}, {stage.edition.name}"
    label = "laporan berbeda, menunggu putusan"
    first, second = verifiers(visit, crew)
    pages = (
        "/beranda/",
        f"/ruang-kendali/{stage.edition.slug}/",
        f"/ruang-kendali/{stage.edition.slug}/{stage.position}/",
    )

    def said(office, page):
        client.force_login(office.user)
        return sentence in (text := text_of(client.get(page))) or label in text

    sign(visit, first, now)
    assert not any(said(office, page) for office in (crew.secretary, crew.admin) for page in pages)
    sign(visit, second, now, "not")
    assert all(said(office, page) for office in (crew.secretary, crew.admin) for page in pages)
    client.force_login(crew.secretary.user)
    assert f"/{stage.position}/kunjungan/?keadaan=berbeda" in client.get("/beranda/").content.decode()
    claim = Claim.objects.filter(visit=visit).order_by("section__position").first()
    visit_reports.decide(visit, {claim.pk: Decided("not", "Foto membuktikannya.")}, by=crew.secretary, at=now)
    assert not any(said(office, page) for office in (crew.secretary, crew.admin) for page in pages)


def test_only_signatures_of_those_who_still_verify_differ(visit, stage, crew, now):
    first, second = verifiers(visit, crew)
    sign(visit, first, now)
    sign(visit, second, now, "not")
    assert list(Visit.objects.differing()) == [visit]
    Assignment.objects.filter(stage=stage, proposal=visit.proposal, judge=first.user).update(
        recused_at=now, recusal_reason="Kerabat."
    )
    assert not Visit.objects.differing().exists()


def test_a_report_is_signed_whole_or_not_at_all(visit, crew, now):
    """As PostgreSQL holds it."""
    sign(visit, verifiers(visit, crew)[0], now)
    with pytest.raises(IntegrityError), transaction.atomic():
        visit.reports.update(summary="")


@pytest.mark.parametrize(
    ("days", "refusal"), [(-1, rules.VISIT_TOO_EARLY), (0, None), (1, None), (3, rules.VISIT_IN_FUTURE)]
)
def test_a_visit_was_made_between_the_opening_of_its_stage_and_today(visit, days, refusal):
    opened = timezone.localdate(visit.stage.opened_at)
    made_on, today = opened + timedelta(days=days), opened + timedelta(days=2)
    assert rules.visit_date_refusal(visit, made_on, today=today) is refusal


@pytest.mark.parametrize("send", [True, False])
def test_no_report_is_kept_of_a_visit_before_its_stage(visit, crew, now, send):
    first, _second = verifiers(visit, crew)
    before = timezone.localdate(visit.stage.opened_at) - timedelta(days=1)
    told = {"visited_on": before, "summary": "Terlalu dini.", "send": send, "by": first, "at": now}
    assert refused(visit_reports.report, visit, {}, **told).refusal is rules.VISIT_TOO_EARLY
