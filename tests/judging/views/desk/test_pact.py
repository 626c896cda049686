"""Nothing of an edition opens to a judge before the pact is signed: every page, every act."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import JUDGES, Event, Role
from accounts.rules import Refused, Stale
from competitions.kinds import StageKind
from judging import rules
from judging.circle import giving_out
from judging.domain.cards import scoring
from judging.domain.judges import pacts
from judging.domain.visits import visit_reports
from judging.models import PactSignature, Visit
from judging.reading import waiting
from sinovik import access
from tests.factories import accounts, judging

pytestmark = pytest.mark.django_db

# What is a judge's own and nothing of the edition.
OPEN_BEFORE = {
    "home",
    "switch_office",
    "letters_wanted",
    "motion",
    "motion_withdrawing",
    "saved_view_forgetting",
    "saved_view_keeping",
    "judging:desk",
    "judging:pact",
    "judging:profile",
    "judging:invitations",
    "judging:invitation",
    # Say nothing of any work.
    "judging:keys",
    "calendar_address",
    # Whose browser it is does not hang on any work.
    "devices",
    "device_ending",
    "devices_ending",
    "second_factor",
    "second_factor_app",
    "second_factor_key",
    "second_factor_spare",
    "second_factor_removal",
    # They answer in values: their refusals have tests of their own.
    "judging:card-typing",
    "judging:note-typing",
}


def text(response):
    return response.content.decode()


def unsigned(kind=StageKind.DESK):
    """A stage at work and a judge with one dossier in it who has signed nothing."""
    stage, office, assignments = judging.desk(1, kind=kind)
    PactSignature.objects.all().delete()
    return stage, office, assignments


def address_of(one, stage, assignment, visit):
    """The address of a judge's page, about this work."""
    given = {"slug": stage.edition.slug, "position": stage.position, "code": assignment.proposal.code, "kind": "slides"}
    named = {name: value for name, value in given.items() if f":{name}>" in one.pattern}
    numbers = {
        "pk": visit.pk if visit and "kunjungan" in one.pattern else 1,
        "photo_pk": 1,
        "file_pk": 1,
        "number": 1,
        "report_pk": 1,
    }
    named |= {name: value for name, value in numbers.items() if f":{name}>" in one.pattern}
    return reverse(one.name, kwargs=named)


# Held, too, but only in stages whose panel meets, or that were sampled or calibrated; these have tests of their own.
IN_THE_ROOM = ("judging:plenary", "judging:rereading", "judging:calibration")
PAGES = [
    one
    for one in access.addresses()
    if isinstance(getattr(one.view, "door", None), tuple)
    and set(one.view.door) & set(JUDGES)
    and one.name not in OPEN_BEFORE
    and not one.name.startswith(IN_THE_ROOM)
]


def test_the_pages_of_judges_were_found():
    names = {one.name for one in PAGES}
    assert names >= {
        "judging:scorecard",
        "judging:judge-attachment",
        "judging:visit",
        "judging:schedule",
        "judging:next",
    }


@pytest.mark.parametrize("one", PAGES, ids=[one.name for one in PAGES])
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_of_a_judge_is_held_until_the_pact_is_signed(client, one, method):
    kind = StageKind.DESK
    if "kunjungan" in one.pattern:
        kind = StageKind.FIELD
    elif one.name == "judging:schedule":
        kind = StageKind.INTERVIEW
    elif Role.EVALUATOR not in one.view.door:
        kind = StageKind.PANEL
    stage, office, assignments = unsigned(kind)
    client.force_login(office.user)
    accounts.fresh(client)
    address = address_of(one, stage, assignments[0], Visit.objects.first())
    response = getattr(client, method)(address)
    if response.status_code == 405:
        return
    assert response.status_code == 403
    assert str(rules.UNSIGNED) in text(response)
    assert reverse("judging:pact", args=[stage.edition.slug]) in text(response)


@pytest.mark.parametrize("has_signed", [True, False])
def test_the_rule(has_signed):
    assert rules.pact_refusal(has_signed=has_signed) is (None if has_signed else rules.UNSIGNED)


def test_every_act_of_a_judge_is_held(client):
    _stage, office, assignments = unsigned()
    now = timezone.now()
    for act in (
        lambda: scoring.record_marks(assignments[0], {}, by=office, at=now),
        lambda: giving_out.recuse(assignments[0], "Kerabat.", by=office, at=now),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusal is rules.UNSIGNED
    _stage, office, _assignments = unsigned(StageKind.FIELD)
    with pytest.raises(Refused) as refused:
        visit_reports.report(Visit.objects.latest("pk"), {}, visited_on=None, summary="", send=False, by=office, at=now)
    assert refused.value.refusal is rules.UNSIGNED


def test_a_judge_reads_signs_and_the_work_opens(client):
    stage, office, assignments = unsigned()
    client.force_login(office.user)
    address = reverse("judging:pact", args=[stage.edition.slug])
    desk = text(client.get(reverse("judging:desk")))
    assert address in desk
    assert assignments[0].proposal.title not in desk
    [line] = waiting.for_judge(office, timezone.now())
    assert line.url == address
    page = text(client.get(address))
    assert stage.edition.pact.splitlines()[0] in page
    stamp = {"versi": pacts.stamp(stage.edition)}
    assert client.post(address, {**stamp, "promises": "on"}).status_code == 302, "the password is asked first"
    assert not PactSignature.objects.exists()
    accounts.fresh(client)
    assert "Centang bila Anda sudah membaca" in text(client.post(address, stamp))
    assert not PactSignature.objects.exists()
    for _time in range(2):
        client.post(address, {**stamp, "promises": "on"})
    signature = PactSignature.objects.get()
    assert (signature.text, signature.sha256) == (stage.edition.pact, stamp["versi"])
    event = Event.objects.filter(name="pact.signed").latest("number")
    assert event.particulars["sha256"] == signature.sha256
    assert assignments[0].proposal.title in text(client.get(reverse("judging:desk")))


def test_another_wording_is_signed_anew_and_what_was_signed_stays(client):
    stage, office, _assignments = judging.desk(1)
    edition = stage.edition
    before = pacts.stamp(edition)
    edition.pact = "Saya jujur."
    edition.save(update_fields=["pact"])
    client.force_login(office.user)
    accounts.fresh(client)
    assert reverse("judging:pact", args=[edition.slug]) in text(client.get(reverse("judging:desk")))
    with pytest.raises(Stale):
        pacts.sign(edition, seen=before, by=office, at=timezone.now())
    response = client.post(reverse("judging:pact", args=[edition.slug]), {"versi": before, "promises": "on"})
    assert response.status_code == 409
    pacts.sign(edition, by=office, at=timezone.now())
    assert PactSignature.objects.filter(judge=office.user).count() == 2


def test_only_who_serves_in_an_edition_has_its_pact(client):
    stage, _office, _assignments = unsigned()
    client.force_login(accounts.membership(Role.EVALUATOR).user)
    assert client.get(reverse("judging:pact", args=[stage.edition.slug])).status_code == 404
