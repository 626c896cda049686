"""A calibration round: earlier dossiers, marked alone, opened, talked about; links in the sum and no rank."""

import json
from datetime import timedelta

import pgtrigger
import pytest
from django.db import InternalError, transaction
from django.urls import reverse

from accounts.models import Event, Letter, Reading, Role
from accounts.rules import Refused
from competitions.kinds import StageKind
from competitions.models import Parents
from judging import rules
from judging.arithmetic import commitment
from judging.circle import closing, further_reading
from judging.domain.cards import calibrating, calibration_dossiers, scoring
from judging.domain.cards.scoring import Given
from judging.models import Assignment, CalibrationCard, CalibrationDraft, Interest, Snapshot, UnopenedFile
from judging.reading import calibrations
from proposals.models import Parent, Proposal
from tests import carrying
from tests.factories import accounts, catalogue, competitions, judging
from tests.judging.views.desk.cards import attached
from tests.owner import as_owner
from tests.pages import Browser, text_of
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db
AGO = timedelta(days=730)


def tell():
    """The desk of six proposals with a calibration round to come, and nine dossiers of an edition that is over."""
    crew, edition, _dossiers = carrying.begun(6, places=(3, 3, 2), rules=(), evaluators=4)
    earlier = competitions.small(
        by=crew.admin, opens_at=competitions.OPENS_AT - AGO, closes_at=competitions.CLOSES_AT - AGO, year=2024
    )
    old = judging.entrants(competitions.stage(earlier, StageKind.DESK), 9)
    earlier.stages.update(skipped_at=earlier.closes_at, skipped_by=crew.admin, skip_reason="Edisi contoh.")
    desk = carrying.carried_to(edition, StageKind.DESK, crew)
    desk.settings = {**desk.settings, "calibration": True}
    desk.save(update_fields=["settings"])
    return crew, carrying.fresh(desk), [one.code for one in old]


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told):
    return told[1]


@pytest.fixture
def codes(told):
    return told[2]


@pytest.fixture
def at(desk):
    return carrying.moment(desk)


@pytest.fixture
def found(desk, crew, codes, at):
    return calibrating.set_round(desk, codes, by=crew.secretary, at=at)


def marks(stage, points=80):
    return {key: Given(points) for key in stage.rubric.criteria.values_list("key", flat=True)}


def read(found, office, at):
    return calibrating.untied_dossiers(found, office.user_id, at=at)


def sign_all(found, office, at, points=80):
    for one in read(found, office, at):
        calibrating.sign(one, marks(found.stage, points), by=office, at=at)


def test_only_dossiers_of_editions_that_are_over_make_a_round(desk, crew, codes, at):
    own = Proposal.objects.filter(edition=desk.edition).first().code
    act = calibrating.set_round
    assert refusal_of(act, desk, codes[:7], by=crew.secretary, at=at) is rules.ROUND_SIZE
    assert refusal_of(act, desk, [*codes[:7], own], by=crew.secretary, at=at) is rules.NOT_OF_AN_EARLIER_EDITION
    assert refusal_of(act, desk, codes, by=crew.evaluators[0], at=at) is rules.MINISTRY_ONLY
    found = act(desk, codes, by=crew.secretary, at=at)
    assert found.dossiers.count() == 9
    assert refusal_of(act, desk, codes, by=crew.secretary, at=at) is rules.ROUND_SET


def test_what_is_suggested_makes_a_round(desk, codes):
    assert set(calibrations.suggested(desk)) <= set(codes)
    assert len(calibrations.suggested(desk)) == 9


def test_the_stage_takes_no_marks_before_the_round_is_over(desk, crew, found, at):
    assignment = Assignment.objects.filter(stage=desk).order_by("pk").first()
    office = crew.office_of(assignment.judge_id)
    given = {key: Given(80) for key in desk.rubric.criteria.values_list("key", flat=True)}
    assert refusal_of(scoring.record_marks, assignment, given, by=office, at=at) is rules.NOT_CALIBRATED
    assert refusal_of(calibrating.reveal, found, by=crew.secretary, at=at) is rules.NOBODY_MARKED
    for one in crew.evaluators:
        sign_all(found, one, at)
    calibrating.reveal(found, by=crew.secretary, at=at)
    seated = set(desk.panel.values_list("judge", flat=True))
    for name in ("calibration.set", "calibration.revealed"):
        assert set(Letter.objects.filter(name=name).values_list("recipient", flat=True)) == seated
    assert scoring.record_marks(assignment, given, by=office, at=at).total == 80


def test_a_card_is_signed_once_and_by_those_seated_alone(desk, crew, found, at):
    office = crew.evaluators[0]
    one = read(found, office, at)[0]
    card = calibrating.sign(one, marks(desk), by=office, at=at)
    assert calibrating.sign(one, marks(desk), by=office, at=at) == card
    assert refusal_of(calibrating.sign, one, marks(desk, 60), by=office, at=at) is rules.CALIBRATED_ALREADY
    assert refusal_of(calibrating.sign, one, marks(desk), by=crew.panelists[0], at=at) is rules.NOT_IN_THE_ROUND
    assert refusal_of(calibrating.say, one, "Terlalu murah.", by=office, at=at) is rules.NOT_REVEALED


def test_who_has_a_tie_does_not_read(desk, crew, found, at):
    one = found.dossiers.first()
    office = crew.evaluators[0]
    accounts.membership(Role.EVALUATOR, user=office.user, agency=one.proposal.agency)
    assert one.pk not in {each.pk for each in read(found, office, at)}
    assert refusal_of(calibrating.sign, one, marks(desk), by=office, at=at) is rules.OWN_AGENCY


def test_its_cards_are_links_and_rank_nobody(desk, crew, found, codes, at):
    for place, one in enumerate(crew.evaluators):
        sign_all(found, one, at, points=(40, 60, 80, 100)[place % 4])
    calibrating.reveal(found, by=crew.secretary, at=at)
    stage = carrying.computed(carrying.worked(desk, crew), crew)
    frozen = json.loads(Snapshot.objects.get(stage=stage).body)
    assert len(frozen["links"]) == CalibrationCard.objects.count() > 0
    assert {one["proposal"] for one in frozen["links"]} == set(codes)
    ranked = set(stage.standings.values_list("proposal__code", flat=True))
    assert len(ranked) == 6
    assert not ranked & set(codes)


def test_its_cards_are_known_where_further_reads_are_offered(desk, crew, found, at):
    for place, one in enumerate(crew.evaluators):
        sign_all(found, one, at, points=(40, 60, 80, 100)[place % 4])
    calibrating.reveal(found, by=crew.secretary, at=at)
    desk = carrying.worked(desk, crew)
    believed, groups, _places = further_reading.believed(desk)
    assert set(believed.levels.ids) == set(groups)
    # Nobody differed in the desk itself; the round alone tells how far judges are apart.
    assert believed.variances.judges > 100


def test_each_sees_the_own_distribution_beside_that_of_all(desk, crew, found, at):
    first, second = crew.evaluators[:2]
    sign_all(found, first, at, points=100)
    sign_all(found, second, at, points=60)
    levels = list(desk.rubric.levels.order_by("points").values_list("points", "name"))
    told = calibrations.distribution(found, first.user_id, levels)
    assert {one.points: (one.own, one.common) for one in told["shares"] if one.own or one.common} == {
        60: (0, 50),
        100: (100, 50),
    }
    assert (told["own_mean"], told["common_mean"]) == (100, 80)


def test_the_pages_from_setting_to_talking(desk, crew, codes, at, time_machine):
    time_machine.move_to(at)
    place = [desk.edition.slug, desk.position]
    ministry, judge = Browser(), Browser()
    ministry.force_login(crew.secretary.user)
    page = ministry.get(reverse("judging:calibration", args=place))
    assert codes[0] in page.content.decode()
    ministry.post(reverse("judging:calibration", args=place), {"codes": "\n".join(codes[:3])})
    assert "Pilih 8 sampai 10 usulan." in text_of(
        ministry.post(reverse("judging:calibration", args=place), {"codes": "\n".join(codes[:3])})
    )
    assert ministry.post(reverse("judging:calibration", args=place), {"codes": "\n".join(codes)}).status_code == 302
    office = crew.evaluators[0]
    judge.force_login(office.user)
    assert "Belum dinilai" in text_of(judge.get(reverse("judging:calibration-desk", args=place)))
    found = calibrations.of_stage(desk)
    keys = desk.rubric.criteria.values_list("key", flat=True)
    sent = {f"nilai-{key}": "80" for key in keys} | {"remark": ""}
    for one in read(found, office, at):
        card = reverse("judging:calibration-card", args=[*place, one.proposal.code])
        assert judge.get(card).status_code == 200
        assert judge.get(reverse("judging:calibration-talk", args=[*place, one.proposal.code])).status_code == 404
        assert judge.post(card, sent).status_code == 302
    assert "80,00" not in text_of(ministry.get(reverse("judging:calibration", args=place)))
    stamp = calibrating.stamp(found)
    ministry.post(reverse("judging:calibration-revealing", args=place), {"versi": stamp})
    assert "80,00" in text_of(ministry.get(reverse("judging:calibration", args=place)))
    page = text_of(judge.get(reverse("judging:calibration-desk", args=place)))
    assert "Sebaran nilai Anda" in page
    talk = reverse("judging:calibration-talk", args=[*place, codes[0]])
    judge.post(talk, {"text": "Dampaknya belum terukur."})
    assert "Dampaknya belum terukur." in text_of(judge.get(talk))
    assert office.user.told_apart in text_of(judge.get(talk))
    desk.hides_colleagues = True
    desk.save(update_fields=["hides_colleagues"])
    thread = calibrations.thread(found.dossiers.get(proposal__code=codes[0]), desk)
    assert [name for _entry, name in thread] == [desk.panel.get(judge=office.user).code]
    other = Browser()
    other.force_login(crew.panelists[0].user)
    assert other.get(talk).status_code == 404


def test_a_card_of_the_round_that_was_changed_past_its_judge_stops_the_close(desk, crew, found, at):
    """A trigger refuses the change; whoever lifts it is found by the commitment that stands in the chain."""
    for one in crew.evaluators:
        sign_all(found, one, at)
    calibrating.reveal(found, by=crew.secretary, at=at)
    card = CalibrationCard.objects.order_by("pk").first()
    told = {
        one.particulars["card"]: one.particulars["sha256"] for one in Event.objects.filter(name="calibration.signed")
    }
    assert told[card.pk] == card.sha256
    assert commitment.fits(bytes.fromhex(card.salt), card.body.encode(), card.sha256)
    with as_owner(), pytest.raises(InternalError), transaction.atomic():
        CalibrationCard.objects.filter(pk=card.pk).update(total=1)
    worked = carrying.worked(desk, crew)
    with as_owner(), pgtrigger.ignore("judging.CalibrationCard:append_only"):
        CalibrationCard.objects.filter(pk=card.pk).update(total=1)
    with pytest.raises(Refused) as caught, transaction.atomic():
        closing.close_stage(worked, by=crew.admin, at=at)
    assert caught.value.refusal is rules.CARDS_ALTERED
    assert card.dossier.proposal.code in " ".join(map(str, caught.value.sentences))


def test_a_card_is_kept_while_it_is_filled_in_and_gone_from_there_once_signed(desk, crew, found, at, time_machine):
    time_machine.move_to(at)
    office = crew.evaluators[0]
    one = read(found, office, at)[0]
    keys = list(desk.rubric.criteria.order_by("position").values_list("key", flat=True))
    judge, place = Browser(), [desk.edition.slug, desk.position, one.proposal.code]
    judge.force_login(office.user)
    door = reverse("judging:calibration-typing", args=place)
    half = {f"nilai-{keys[0]}": "60", "remark": "Belum selesai."}
    assert judge.post(door, {**half, "versi": "0"}).json()["version"] == "1"
    # Another tab that has not seen it does not overwrite it.
    assert judge.post(door, {f"nilai-{keys[0]}": "80", "versi": "0"}).status_code == 409
    assert judge.post(door, {f"nilai-{keys[0]}": "61", "versi": "1"}).status_code == 422
    card = reverse("judging:calibration-card", args=place)
    page = judge.get(card).content.decode()
    assert "Belum selesai." in page
    assert 'data-typing="' in page
    assert not CalibrationCard.objects.exists()
    whole = {f"nilai-{key}": "80" for key in keys}
    assert judge.post(card, {**whole, "versi": "1"}).status_code == 302
    assert CalibrationCard.objects.get().total == 80
    assert not CalibrationDraft.objects.exists()
    assert judge.post(door, {**half, "versi": "1"}).status_code == 403


def test_an_innovation_that_is_in_this_edition_again_is_not_calibrated_on(desk, crew, codes, at):
    """Copied into it, named by one of its entrants, or, where earlier winners enter, awarded."""
    own = Proposal.objects.filter(edition=desk.edition).first()
    copied, named, awarded = Proposal.objects.filter(code__in=codes).order_by("code")[:3]
    Proposal.objects.filter(pk=own.pk).update(copied_from=copied)
    entries = [catalogue.earlier_entry(proposal=one, year=2024, source_url="") for one in (named, awarded)]
    Parent.objects.create(proposal=own, group=own.group, entry=entries[0], named_at=at, named_by=crew.admin)
    assert set(codes) - set(told_of(desk)) == {copied.code, named.code}
    act = calibrating.set_round
    assert refusal_of(act, desk, codes, by=crew.secretary, at=at) is rules.ENTERED_AGAIN
    desk.edition.groups.filter(key=desk.edition.groups.first().key).update(parents=Parents.OWN)
    assert set(codes) - set(told_of(desk)) == {copied.code, named.code, awarded.code}


def told_of(stage):
    return calibrating.eligible(stage).values_list("code", flat=True)


def test_a_tie_is_declared_before_a_dossier_opens(desk, crew, found, at, time_machine):
    time_machine.move_to(at)
    office = crew.evaluators[0]
    one, other = read(found, office, at)[:2]
    judge, place = Browser(), [desk.edition.slug, desk.position]
    judge.force_login(office.user)
    listed = judge.get(reverse("judging:calibration-desk", args=place))
    address = reverse("judging:calibration-interest", args=[*place, one.proposal.code])
    assert address in listed.content.decode()
    assert one.proposal.title in text_of(judge.get(address))
    assert judge.post(address, {"kind": "other", "reason": ""}).status_code == 200
    calibrating.keep(one, marks(desk, 60), by=office, at=at)
    assert judge.post(address, {"kind": "other", "reason": "Pernah membimbing unitnya."}).status_code == 302
    assert Interest.objects.get(judge=office.user).proposal == one.proposal
    assert not CalibrationDraft.objects.exists()
    assert Event.objects.filter(name="calibration.recused").count() == 1
    assert one.pk not in {each.pk for each in read(found, office, at)}
    card = reverse("judging:calibration-card", args=[*place, one.proposal.code])
    assert judge.get(card).status_code == 404
    calibrating.sign(other, marks(desk), by=office, at=at)
    assert refusal_of(calibration_dossiers.recuse, other, "Terlambat.", by=office, at=at) is rules.CALIBRATED_ALREADY


def test_a_card_of_the_round_behaves_as_one_of_the_desk(desk, crew, found, at, time_machine):
    time_machine.move_to(at)
    office = crew.evaluators[0]
    one = read(found, office, at)[0]
    file = attached(one.proposal)
    judge, place = Browser(), [desk.edition.slug, desk.position, one.proposal.code]
    judge.force_login(office.user)
    card = reverse("judging:calibration-card", args=place)
    page = judge.get(card).content.decode()
    for drawn in ("data-card", "data-keys", "data-levels=", f"{card}lampiran/{file.pk}/lihat/", "0 dari"):
        assert drawn in page
    look = reverse("judging:calibration-evidence", args=[*place, file.pk])
    shown = judge.get(look)
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert f'src="{look}1/"' in shown.content.decode()
    assert judge.get(f"{look}1/")["Content-Type"] == "image/webp"
    # Opened, and its page looked at: one reading in the hour.
    seen = Reading.objects.filter(kind=Reading.Kind.FILE, user=office.user, subject_id=file.pk)
    assert {about for (about,) in seen.values_list("about")} == {f"{one.proposal.code}, {file.pk}"}
    for _press in range(2):
        page = judge.post(reverse("judging:calibration-evidence-report", args=[*place, file.pk]), follow=True)
    assert "Anda melaporkan berkas ini tidak terbuka." in text_of(page)
    said = UnopenedFile.objects.get()
    assert (said.stage, said.judge) == (desk, office.user)
    ministry = Browser()
    ministry.force_login(crew.secretary.user)
    waiting = reverse("judging:unopened", args=place[:2])
    assert one.proposal.code in text_of(ministry.get(waiting))
    ministry.post(reverse("judging:unopened-answer", args=[*place[:2], said.pk]), {"jawaban": "Sudah diperbaiki."})
    assert "Sudah diperbaiki." in text_of(judge.get(card))
    stranger = Browser()
    stranger.force_login(crew.panelists[0].user)
    assert stranger.get(look).status_code == 404
