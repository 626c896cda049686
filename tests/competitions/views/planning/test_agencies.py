"""Agencies are read one way in every part of a plan that names them; a motion that waits follows the register."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.domain.register import naming
from accounts.models import AgencyKind, Role
from accounts.rules import Refused
from competitions import motions
from competitions.domain import planning
from competitions.domain.blueprint import AdmissionData, RuleData
from competitions.domain.parts import PARTS
from tests.competitions.views.planning.pages import at, boxes
from tests.factories import accounts
from tests.factories.competitions import edition
from tests.pages import markup
from tests.seconding import settle

pytestmark = pytest.mark.django_db
NAME, FORMER = "Kementerian Uji Coba", "Kementerian Percobaan"


@pytest.fixture
def agency(admin):
    found = accounts.agency(AgencyKind.MINISTRY, name=FORMER)
    naming.rename(found, NAME, "Nomenklatur baru", since=timezone.localdate(), by=admin, at=timezone.now())
    for name in ("Badan Kembar Satu", "Badan Kembar Dua"):
        accounts.agency(AgencyKind.MINISTRY, name=name)
    found.refresh_from_db()
    return found


def admitted(client, draft, typed):
    sent = {**boxes(client.get(at(draft, "peserta"))), "b-jumlah": "1", "b-0-key": "", "b-0-what": "agency|"}
    return client.post(at(draft, "peserta"), {**sent, "b-0-agency": typed})


def ruled(client, draft, typed):
    sent = {**boxes(client.get(at(draft, "komposisi", "panel"))), "b-jumlah": "1", "b-0-key": ""}
    rule = {"b-0-what": "agency|", "b-0-agency": typed, "b-0-minimum": "", "b-0-maximum": "3"}
    return client.post(at(draft, "komposisi", "panel"), {**sent, **rule})


def invited(client, draft, typed):
    sent = boxes(client.get(at(draft, "kelompok")))
    return client.post(at(draft, "kelompok"), {**sent, "b-0-by_invitation": "on", "b-0-invited": typed})


WAYS = {
    "peserta": (admitted, lambda plan: [one.value for one in plan.admissions]),
    "komposisi": (ruled, lambda plan: [one.value for one in plan.stages[2].composition]),
    "kelompok": (invited, lambda plan: list(plan.groups[0].invited)),
}


@pytest.mark.parametrize("part", WAYS)
def test_an_agency_is_read_the_same_way_in_every_part(client, draft, agency, part):
    send, names = WAYS[part]
    for typed in (NAME, NAME.upper(), f"  {FORMER.lower()} ", "Uji Coba"):
        answer = send(client, draft, typed)
        assert answer.status_code == 302, markup(answer)
        assert names(planning.plan_of(draft).blueprint) == [NAME]
    before = planning.plan_of(draft)
    for typed, sentence in (
        ("Kembar", "Tulis nama lengkap instansinya, misalnya: Badan Kembar Dua; Badan Kembar Satu"),
        ("Kementerian Sihir", "Tidak ada instansi bernama “Kementerian Sihir” dalam daftar"),
    ):
        answer = send(client, draft, typed)
        assert answer.status_code == 422
        assert sentence in markup(answer)
    assert planning.plan_of(draft) == before


def rename(agency, name, by, *, at=None):
    at = at or timezone.now()
    naming.rename(agency, name, "Nomenklatur baru", since=timezone.localdate(at), by=by, at=at)


def waiting(admin, agency, *, value, closes_at=None):
    """An announced edition that names an agency in a rule, and a motion that waits about the part."""
    given = {"closes_at": closes_at} if closes_at else {}
    announced = edition(by=admin, announced=False, **given)
    stands = PARTS["composition"].read(planning.plan_of(announced))
    named = {**stands, "panel": (RuleData("agency", agency.name, maximum=3),)}
    planning.alter(announced, "composition", named, by=admin, at=announced.opens_at - timedelta(days=1))
    at = announced.opens_at - timedelta(hours=1)
    planning.announce(announced, by=admin, at=at)
    part, wanted = value(planning.plan_of(announced))
    return announced, motions.alter(announced, part, wanted, "Arahan Menteri", by=admin, at=at)


def another_rule(plan):
    rules = PARTS["composition"].read(plan)
    return "composition", {**rules, "panel": (*rules["panel"], RuleData("category", "kesehatan", maximum=9))}


def second(motion, edition):
    by = accounts.membership(Role.MINISTRY_ADMIN)
    return settle(motion, by=by, at=edition.opens_at - timedelta(minutes=1))


SOON = timezone.now().replace(microsecond=0) + timedelta(days=90)


def test_a_motion_that_waits_follows_the_new_name_of_an_agency(admin, agency):
    announced, motion = waiting(admin, agency, value=another_rule, closes_at=SOON)
    rename(agency, "Kementerian Paling Baru", admin)
    second(motion, announced)
    rules = PARTS["composition"].read(planning.plan_of(announced))["panel"]
    assert [rule.value for rule in rules] == ["Kementerian Paling Baru", "kesehatan"]


def test_what_names_the_agency_itself_is_moved_again_under_its_new_name(admin, agency):
    announced, motion = waiting(
        admin,
        agency,
        value=lambda plan: ("admissions", (AdmissionData("agency", NAME), AdmissionData("kind", "city"))),
        closes_at=SOON,
    )
    rename(agency, "Kementerian Paling Baru", admin)
    with pytest.raises(Refused) as caught:
        second(motion, announced)
    assert caught.value.refusal.key == "changed_since"
    assert planning.plan_of(announced).blueprint.admissions == ()


def test_an_edition_whose_registration_is_over_keeps_the_names_of_its_time(admin):
    agency = accounts.agency(AgencyKind.MINISTRY, name=FORMER)
    rows = (AdmissionData("agency", FORMER), AdmissionData("kind", "city"))
    announced, motion = waiting(admin, agency, value=lambda plan: ("admissions", rows))
    rename(agency, NAME, admin, at=announced.closes_at + timedelta(days=1))
    told = motions.described_alteration(announced, motion.inputs)
    assert [change["after"]["value"] for change in told["changes"]] == [FORMER, "city"]
    stands = PARTS["composition"].read(planning.plan_of(announced))["panel"]
    assert [rule.value for rule in stands] == [FORMER]
