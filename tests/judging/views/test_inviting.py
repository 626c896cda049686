"""Judges are invited from the register, answer, and only who agreed is seated."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Letter, Role
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refused
from competitions.models import Reminding
from judging import rules
from judging.circle import reminding, seating
from judging.domain.judges import inviting, registering
from judging.models import Invitation, PanelMember
from tests.factories import accounts, judging

pytestmark = pytest.mark.django_db
Answer = Invitation.Answer


def text(response):
    return response.content.decode()


def signed_in(client, office):
    client.force_login(office.user)
    return client


@pytest.fixture
def stage():
    return judging.running()


@pytest.fixture
def judge():
    return accounts.membership(Role.EVALUATOR, user=accounts.person("Dr. Citra Suryani", password="x"))


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


@pytest.fixture
def asked(stage, judge, secretary):
    return invited(stage, judge, secretary)


def invited(stage, judge, secretary, *, days=7, at=None):
    at = at or timezone.now()
    until = timezone.localdate(at) + timedelta(days=days)
    return inviting.invite(stage, judge.user, reply_by=until, by=secretary, at=at)


def answered(invitation, judge, accepts, reason=""):
    return inviting.answer(invitation, accepts, reason, by=judge, at=timezone.now())


def of_panel(name, stage):
    return reverse(f"judging:{name}", args=[stage.edition.slug, stage.position])


# --- rules


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        (None, rules.NOT_INVITED),
        ({}, rules.NOT_ANSWERED),
        ({"answer": Answer.ACCEPTED}, None),
        ({"answer": Answer.DECLINED, "reason": "Sakit"}, rules.SAID_NO),
        ({"answer": Answer.ACCEPTED, "withdrawn_at": timezone.now()}, rules.NOT_INVITED),
        ({"withdrawn_at": timezone.now()}, rules.NOT_INVITED),
    ],
)
def test_only_who_agreed_may_be_seated(columns, refusal):
    invitation = None if columns is None else Invitation(**columns)
    assert rules.consent_refusal(invitation) is refusal


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, None),
        ({"role": Role.MINISTRY_ADMIN}, None),
        ({"role": Role.AUDITOR}, MINISTRY_ONLY),
        ({"role": Role.EVALUATOR}, MINISTRY_ONLY),
        ({"is_judge": False}, rules.NOT_A_JUDGE),
        ({"is_invited": True}, rules.ALREADY_INVITED),
        ({"days": 0}, None),
        ({"days": -1}, rules.REPLY_IN_THE_PAST),
        ({"is_closed": True}, rules.ALREADY_OVER),
        ({"is_draft": True}, rules.INVITES_TOO_EARLY),
    ],
)
def test_who_may_be_invited_when(stage, given, refusal):
    """The truth table of inviting."""
    today = timezone.localdate()
    given = dict(given)
    stage.closed_at = timezone.now() if given.pop("is_closed", False) else None
    if given.pop("is_draft", False):
        stage.edition.announced_at = None
    office = accounts.membership(given.pop("role", Role.SECRETARY))
    until = today + timedelta(days=given.pop("days", 7))
    assert rules.inviting_refusal(stage, office=office, reply_by=until, on=today, **given) is refusal


@pytest.mark.parametrize(
    ("is_own", "is_withdrawn", "is_seated", "is_closed", "refusal"),
    [
        (True, False, False, False, None),
        (False, False, False, False, rules.NOT_YOUR_INVITATION),
        (True, True, False, False, rules.TAKEN_BACK),
        (True, False, True, False, rules.SEATED_ALREADY),
        (True, False, False, True, rules.ALREADY_OVER),
    ],
)
def test_who_may_answer_until_when(stage, judge, is_own, is_withdrawn, is_seated, is_closed, refusal):
    now = timezone.now()
    stage.closed_at = now if is_closed else None
    invitation = Invitation(
        stage=stage, judge_id=judge.user_id + (not is_own), withdrawn_at=now if is_withdrawn else None
    )
    assert rules.answering_refusal(invitation, office=judge, is_seated=is_seated) is refusal


# --- acts


def test_nobody_is_seated_who_did_not_agree(stage, judge, secretary, asked):
    with pytest.raises(Refused) as refused:
        seating.seat(stage, judge.user, by=secretary, at=timezone.now())
    assert refused.value.refusal is rules.NOT_ANSWERED
    answered(asked, judge, True)
    assert seating.seat(stage, judge.user, by=secretary, at=timezone.now()).code == "J01"
    with pytest.raises(Refused) as refused:
        answered(asked, judge, False, "Sakit")
    assert refused.value.refusal is rules.SEATED_ALREADY


def test_a_judge_is_seated_with_the_capacity_of_the_register(stage, judge, secretary, asked):
    registering.describe(judge.user, registering.Facts(capacity=12), [], by=judge, at=timezone.now())
    answered(asked, judge, True)
    assert seating.seat(stage, judge.user, by=secretary, at=timezone.now()).at_most == 12


def test_who_declined_may_be_asked_again_and_then_the_new_answer_counts(stage, judge, secretary, asked):
    with pytest.raises(Refused) as refused:
        answered(asked, judge, False, "  ")
    assert refused.value.refusal is REASON_MISSING
    answered(asked, judge, False, "Sakit")
    assert Letter.objects.filter(name="judge.declined", recipient=secretary.user).count() == 1
    again = invited(stage, judge, secretary)
    with pytest.raises(Refused) as refused:
        invited(stage, judge, secretary)
    assert refused.value.refusal is rules.ALREADY_INVITED
    with pytest.raises(Refused):
        answered(asked, judge, True)
    answered(again, judge, True)
    assert rules.consent_refusal(inviting.last_to(stage, judge.user)) is None


def test_the_same_answer_again_changes_nothing(judge, asked):
    for _time in range(2):
        answered(asked, judge, True)
    assert Event.objects.filter(name="judge.accepted").count() == 1


def test_who_has_no_password_gets_the_link_in_a_letter_nobody_else_reads(stage, judge, secretary):
    new = accounts.membership(Role.EVALUATOR)
    for one in (judge, new):
        invited(stage, one, secretary)
    told = set(Letter.objects.values_list("recipient", "name", "is_secret"))
    assert told == {
        (judge.user_id, "judge.invited", False),
        (new.user_id, "judge.invited", False),
        (new.user_id, "account.invitation", True),
    }
    assert "/sandi/baru/" not in Letter.objects.get(recipient=new.user, name="judge.invited").body


def test_who_has_not_answered_is_reminded_once_for_each_day_of_the_plan(stage, judge, secretary):
    now = timezone.now()
    invited(stage, judge, secretary, days=5, at=now - timedelta(days=2))
    silent = Letter.objects.filter(name="reminder.invited")
    reminding.remind_judges(at=now - timedelta(days=1))
    assert not silent.exists()
    for _time in range(2):
        reminding.remind_judges(at=now + timedelta(days=1))
    assert silent.count() == 1
    answered(Invitation.objects.get(), judge, True)
    reminding.remind_judges(at=now + timedelta(days=3))
    assert silent.count() == 1
    assert Reminding.objects.filter(stage=stage).count() == 1


# --- pages


def test_the_secretariat_invites_from_the_register_and_seats_who_agreed(client, stage, judge, secretary):
    other = accounts.membership(Role.EVALUATOR, user=accounts.person("Dr. Citra Suryani"))
    registering.describe(
        other.user,
        registering.Facts(expertise="Statistik", available_until=timezone.localdate() + timedelta(days=1)),
        [],
        by=other,
        at=timezone.now(),
    )
    signed_in(client, secretary)
    address = of_panel("panel-invitation", stage)
    page = text(client.get(address))
    assert judge.user.told_apart in page
    assert other.user.told_apart in page
    assert judge.user.told_apart not in text(client.get(address, {"q": "statistik"}))
    assert "Pilih paling sedikit satu calon penilai" in text(client.post(address, {"reply_by": "31/12/2099"}))
    until = f"{timezone.localdate() + timedelta(days=3):%d/%m/%Y}"
    data = {"judges": [judge.user_id, other.user_id], "reply_by": until}
    page = text(client.post(address, data))
    assert "tidak tersedia selama seluruh jadwal tahap" in page
    assert not Invitation.objects.exists(), "nothing is sent before it was shown"
    page = text(client.post(address, {**data, "langkah": "kirim"}, follow=True))
    assert "2 orang diundang" in page
    assert "belum dijawab" in page
    answered(Invitation.objects.get(judge=judge.user), judge, True)
    answered(Invitation.objects.get(judge=other.user), other, False, "Sedang haji.")
    page = text(client.get(of_panel("panel", stage)))
    assert "Sedang haji." in page
    client.post(of_panel("panel", stage), {"judges": [judge.user_id], "at_most": ""})
    assert PanelMember.objects.get().judge == judge.user
    assert "Pilih penilai dari daftar" in text(client.post(of_panel("panel", stage), {"judges": [other.user_id]}))


def test_a_day_in_the_past_is_said_and_nobody_is_written_to(client, stage, judge, secretary):
    data = {"judges": [judge.user_id], "reply_by": "01/01/2020", "langkah": "kirim"}
    page = text(signed_in(client, secretary).post(of_panel("panel-invitation", stage), data))
    assert "Tanggal jawaban sudah lewat." in page
    assert not Letter.objects.exists()


def test_the_page_before_inviting_counts_the_dossiers_that_a_tie_closes(client, stage, secretary):
    entrants = judging.entrants(stage, 3)
    tied = accounts.membership(Role.EVALUATOR, agency=entrants[0].agency)
    data = {"judges": [tied.user_id], "reply_by": "31/12/2099"}
    [one] = signed_in(client, secretary).post(of_panel("panel-invitation", stage), data).context["asked"]
    assert (one.judge, one.tied) == (tied.user, 3)


def test_a_judge_answers_on_a_page_of_the_own_and_no_other(client, judge, asked):
    address = reverse("judging:invitation", args=[asked.pk])
    assert client.get(address).status_code == 302, "behind sign-in"
    signed_in(client, judge)
    assert "Undangan menjadi penilai" in text(client.get(reverse("home")))
    assert address in text(client.get(reverse("judging:invitations")))
    assert "Pilih bersedia atau tidak" in text(client.post(address, {}))
    assert "Tulis alasan Anda tidak bersedia" in text(client.post(address, {"answer": "declined"}))
    client.post(address, {"answer": "declined", "reason": "Sakit."})
    client.post(address, {"answer": "accepted"})
    asked.refresh_from_db()
    assert (asked.answer, asked.reason, asked.answered_by) == (Answer.ACCEPTED, "", judge)
    signed_in(client, accounts.membership(Role.EVALUATOR))
    assert client.get(address).status_code == 404


def test_who_agreed_on_paper_is_noted_with_the_letter_and_can_be_seated(client, stage, judge, secretary):
    signed_in(client, secretary)
    address = of_panel("panel-consent", stage)
    assert "Tulis surat mana" in text(client.post(address, {"judge": judge.user_id}))
    letter = "Surat Rektor Nomor 12 tanggal 3 Mei 2026"
    page = text(client.post(address, {"judge": judge.user_id, "reason": letter}, follow=True))
    assert "bersedia menurut surat" in page
    assert letter in page
    noted = Invitation.objects.get()
    assert (noted.is_on_paper, noted.answered_by, noted.reason) == (True, secretary, letter)
    client.post(of_panel("panel", stage), {"judges": [judge.user_id], "at_most": ""})
    assert PanelMember.objects.get().judge == judge.user


def test_an_invitation_is_taken_back(client, stage, judge, secretary, asked):
    address = reverse("judging:invitation-withdrawal", args=[asked.pk])
    signed_in(client, secretary).post(address)
    assert client.post(address).status_code == 403
    page = text(signed_in(client, judge).get(reverse("judging:invitation", args=[asked.pk])))
    assert "Undangan ini sudah ditarik sekretariat." in page
    invited(stage, judge, secretary)


@pytest.mark.parametrize("count", [2, 40])
def test_the_pages_cost_the_same_for_many(client, stage, secretary, django_assert_max_num_queries, count):
    judges = [judging.judge(stage) for _ in range(count)]
    judging.entrants(stage, 5)
    signed_in(client, secretary)
    with django_assert_max_num_queries(14):
        client.get(of_panel("panel-invitation", stage))
    with django_assert_max_num_queries(19):
        data = {"judges": [one.user_id for one in judges], "reply_by": "31/12/2099"}
        assert client.post(of_panel("panel-invitation", stage), data).status_code == 200
    for one in judges:
        invited(stage, one, secretary)
    with django_assert_max_num_queries(14):
        client.get(of_panel("panel", stage))
