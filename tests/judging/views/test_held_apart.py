"""People of the ministry with a tie: shut out at every door of the proposal, and told who sees to it."""

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.domain import events, motions
from accounts.models import AgencyKind, Event, Motion, Role, User
from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import rules
from judging.domain.desk import unopened
from judging.domain.judges import held_apart
from judging.models import Choice, Employer, Interest, UnopenedFile, Verdict
from judging.motions import CORRECT
from judging.views.held_apart import concerned
from proposals.models import CatalogueEntry, Replication
from tests import carrying
from tests.factories import accounts, catalogue, judging
from tests.judging.views.desk.cards import attached
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


@pytest.fixture
def colleague():
    return accounts.membership(Role.SECRETARY)


@pytest.fixture
def entrants():
    """Two proposals of two agencies in an administrative selection: (stage, one, other)."""
    stage = judging.running(StageKind.ADMINISTRATIVE)
    # Two ministries: what ties to a province would tie to both.
    units = [accounts.unit(accounts.agency(AgencyKind.MINISTRY)) for _ in range(2)]
    (one,), (other,) = (judging.entrants(stage, 1, unit=unit) for unit in units)
    return stage, one, other


def by_office(secretary, proposal):
    accounts.membership(Role.EVALUATOR, user=secretary.user, agency=proposal.agency)


def by_employer(secretary, proposal):
    Employer.objects.create(judge=secretary.user, agency=proposal.agency, since=timezone.localdate())


def by_word(secretary, proposal):
    held_apart.declare(proposal, "Adik saya mengelola layanan ini.", by=secretary, at=timezone.now())


@pytest.mark.parametrize("tie", [by_office, by_employer, by_word])
def test_each_tie_shuts_pages_and_acts_and_names_who_is_free(client, secretary, colleague, entrants, tie):
    stage, one, other = entrants
    client.force_login(secretary.user)
    pages = [
        reverse("judging:verdict", args=[stage.pk, one.code]),
        reverse("proposals:show", args=[one.code]),
        # Whoever types an address may write its letters small.
        reverse("proposals:show", args=[one.code.lower()]),
    ]
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    tie(secretary, one)
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 403
        assert "Anda punya hubungan dengan usulan ini" in text_of(answer)
        assert colleague.user.told_apart in text_of(answer)
        assert one.title not in text_of(answer)
    with pytest.raises(Refused) as refused, transaction.atomic():
        events.record("proposal.looked_at", on=one, by=secretary, at=timezone.now())
    assert refused.value.refusal.key == rules.HELD_APART.key
    # What does not tie stays theirs.
    assert client.get(reverse("judging:verdict", args=[stage.pk, other.code])).status_code == 200
    client.force_login(colleague.user)
    assert client.get(pages[0]).status_code == 200


def test_declaring_is_a_page_of_its_own(client, secretary, colleague, entrants):
    stage, one, _other = entrants
    client.force_login(secretary.user)
    page = reverse("judging:verdict", args=[stage.pk, one.code])
    assert "Punya hubungan dengan usulan ini?" in text_of(client.get(page))
    address = reverse("judging:staff-interest", args=[one.code])
    assert "Tulis hubungan Anda" in text_of(client.post(address, {"reason": ""}))
    assert client.post(address, {"reason": "Saya konsultannya.", "kind": "advice"}).status_code == 302
    tie = Interest.objects.get()
    assert (tie.judge, tie.kind) == (secretary.user, "advice")
    assert Event.objects.filter(name="interest.declared").count() == 1
    assert client.get(page).status_code == 403
    assert client.post(address, {"reason": "Lagi."}).status_code == 403


def test_nobody_else_left_is_said(client, secretary, entrants):
    _stage, one, _other = entrants
    by_word(secretary, one)
    User.objects.exclude(pk=secretary.user_id).update(is_active=False)
    assert held_apart.colleagues(one, at=timezone.now()) == []
    client.force_login(secretary.user)
    assert "Belum ada orang lain di kementerian" in text_of(client.get(reverse("proposals:show", args=[one.code])))


def test_who_answers_evidence_must_have_no_tie(secretary, colleague):
    _stage, _office, assignments = judging.desk(1)
    file = attached(assignments[0].proposal)
    said = UnopenedFile.objects.create(
        stage=assignments[0].stage, judge=assignments[0].judge, attachment=file, reported_at=timezone.now()
    )
    by_word(secretary, assignments[0].proposal)
    assert concerned("judging:unopened-answer", {"pk": said.pk}) == (UnopenedFile, said.pk)
    with pytest.raises(Refused) as refused, transaction.atomic():
        unopened.answer(said, "Coba unduh.", by=secretary, at=timezone.now())
    assert refused.value.refusal.key == rules.HELD_APART.key
    assert unopened.answer(said, "Coba unduh.", by=colleague, at=timezone.now()).answered_by == colleague


def test_judges_and_writers_are_asked_nothing_here(client, entrants):
    _stage, one, _other = entrants
    writer = one.created_by
    client.force_login(writer.user)
    assert client.get(reverse("proposals:show", args=[one.code])).status_code == 200


@pytest.fixture
def crew():
    return [accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2)]


def test_neither_mover_nor_second_person_of_a_correction_has_a_tie(entrants, crew):
    """Not at the door alone: the act itself asks, by whatever way it is reached."""
    stage, one, _other = entrants
    mover, second = crew
    verdict = Verdict.objects.create(
        stage=stage, proposal=one, passed=True, decided_at=stage.opened_at, decided_by=mover
    )
    moved = Motion.objects.about(verdict)
    at = timezone.now()

    def move(by):
        return motions.move(CORRECT, verdict, reason="Surat itu palsu.", inputs={"findings": []}, by=by, at=at)

    by_word(mover, one)
    with pytest.raises(Refused) as refused, transaction.atomic():
        move(mover)
    assert refused.value.refusal.key == rules.HELD_APART.key
    assert not moved.exists()
    Interest.objects.all().delete()
    motion = move(mover)
    by_word(second, one)
    with pytest.raises(Refused) as refused, transaction.atomic():
        motions.second(motion, seen=motion.sha256, by=second, at=at)
    assert refused.value.refusal.key == rules.HELD_APART.key
    assert not Event.objects.filter(name="motion.seconded").exists()


def test_what_names_a_proposal_in_its_particulars_is_held_as_well(secretary, colleague, entrants):
    stage, one, other = entrants
    by_word(secretary, one)
    for named in ({"proposal": one.pk}, {"out": other.pk, "taken": one.pk}):
        with pytest.raises(Refused), transaction.atomic():
            events.record("choice.made", on=stage, by=secretary, at=timezone.now(), **named)
        assert events.record("choice.made", on=stage, by=colleague, at=timezone.now(), **named)
    assert events.record("choice.made", on=stage, by=secretary, at=timezone.now(), proposal=other.pk)
    assert events.record("stage.closed", on=stage, by=secretary, at=timezone.now())


# What names a proposal and is the subject of no event: written down with something else.
WITH_OTHERS = {
    "CalibrationDossier",
    "Choice",
    "DiscussionEntry",
    "Finding",
    "Interest",
    "JointMark",
    "Material",
    "ObjectionSender",
    "Rating",
    "Resemblance",
    "Standing",
}


def test_everything_that_belongs_to_a_proposal_is_known():
    models = {
        model
        for model in apps.get_app_config("judging").get_models()
        if any(one.name == "proposal" for one in model._meta.concrete_fields)
    }
    assert {one.__name__ for one in models - held_apart.OF_PROPOSAL.keys()} == WITH_OTHERS


# --- lists that are arranged by a person's work, and what is read whole


def listed(client, name, stage):
    return text_of(client.get(reverse(f"judging:{name}", args=[stage.edition.slug, stage.position])))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("entrants", StageKind.DESK), ("sessions", StageKind.INTERVIEW), ("visits", StageKind.FIELD)],
)
def test_a_list_of_a_stage_leaves_out_what_ties_and_says_so(client, secretary, colleague, name, kind):
    stage, _judge, assignments = judging.desk(2, kind=kind)
    tied, open_one = (one.proposal for one in assignments)
    by_word(secretary, tied)
    client.force_login(secretary.user)
    page = listed(client, name, stage)
    assert tied.title not in page
    assert open_one.title in page
    assert "1 usulan dalam edisi ini tidak tampil di sini" in page
    address = reverse(f"judging:{name}", args=[stage.edition.slug, stage.position])
    file = b"".join(client.get(f"{address}?bentuk=csv").streaming_content).decode()
    assert tied.title not in file
    assert open_one.title in file
    client.force_login(colleague.user)
    page = listed(client, name, stage)
    assert tied.title in page
    assert "tidak tampil di sini" not in page


def test_a_decision_is_read_whole_and_says_what_ties(client, secretary, colleague):
    crew, edition, _dossiers = carrying.begun(6, places=(4, 4, 2), evaluators=3, panelists=3)
    stage = carrying.computed(carrying.carried_to(edition, StageKind.PANEL, crew), crew)
    tied = Choice.objects.filter(decision__stage=stage).select_related("proposal").first().proposal
    client.force_login(secretary.user)
    own = reverse("judging:choice", args=[edition.slug, stage.position, tied.code])
    page = reverse("judging:deliberation", args=[edition.slug, stage.position])
    assert own in client.get(page).text
    by_word(secretary, tied)
    answer = client.get(page)
    assert tied.title in text_of(answer)
    assert text_of(answer).count("Anda punya hubungan dengan usulan ini") == 1
    assert own not in answer.text
    client.force_login(colleague.user)
    assert own in client.get(page).text


def test_a_copy_of_a_winner_is_held_by_the_proposal_that_won(client, secretary, colleague, entrants):
    _stage, one, _other = entrants
    entry = catalogue.earlier_entry(agency=one.agency, agency_name=one.agency.name, agency_kind=one.agency.kind)
    CatalogueEntry.objects.filter(pk=entry.pk).update(proposal=one)
    asking = accounts.membership(Role.AGENCY_ADMIN, agency=accounts.agency(AgencyKind.CITY))
    found = Replication.objects.create(
        entry=entry, agency=asking.agency, purpose="Antrean panjang", asked_at=timezone.now(), asked_by=asking
    )
    address = reverse("proposals:replication", args=[found.pk])
    client.force_login(secretary.user)
    assert client.get(address).status_code == 200
    by_word(secretary, one)
    assert client.get(address).status_code == 403
    with pytest.raises(Refused) as refused, transaction.atomic():
        events.record("replication.agreed", on=found, by=secretary, at=timezone.now())
    assert refused.value.refusal.key == rules.HELD_APART.key
    client.force_login(colleague.user)
    assert client.get(address).status_code == 200
    assert entry.title in text_of(client.get(reverse("proposals:replications")))
    client.force_login(secretary.user)
    page = text_of(client.get(reverse("proposals:replications")))
    assert entry.title not in page
    assert "1 replikasi tidak tampil di sini" in page
    file = b"".join(client.get(reverse("proposals:replications") + "?bentuk=csv").streaming_content).decode()
    assert entry.title not in file


@pytest.mark.parametrize(
    ("name", "kind"), [("sessions-calendar", StageKind.INTERVIEW), ("visits-stage-calendar", StageKind.FIELD)]
)
def test_the_calendar_of_a_stage_leaves_out_what_ties(client, secretary, colleague, name, kind):
    stage, _judge, assignments = judging.desk(2, kind=kind)
    tied, open_one = (one.proposal for one in assignments)
    by_word(secretary, tied)
    address = reverse(f"judging:{name}", args=[stage.edition.slug, stage.position])
    for office, codes in ((secretary, {open_one.code}), (colleague, {tied.code, open_one.code})):
        client.force_login(office.user)
        text = client.get(address).content.decode().replace("\r\n ", "")
        assert {one.code for one in (tied, open_one) if one.code in text} == codes
