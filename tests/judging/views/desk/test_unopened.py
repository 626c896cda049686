"""Evidence that does not open: one press tells the secretariat, whose answer stands where the judge reads."""

import pytest
from django.urls import reverse

from accounts.models import Event, Role
from judging.models import Assignment, UnopenedFile
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address, attached
from tests.pages import text_of

pytestmark = pytest.mark.django_db
END = {"utuh": "1", "versi": "?"}


@pytest.fixture
def paper(desk):
    return attached(desk[2][0].proposal)


def report(client, assignment, file):
    return client.post(address(assignment, "evidence-report", file.pk), END, follow=True)


def control(stage, name="unopened", *more):
    return reverse(f"judging:{name}", args=[stage.edition.slug, stage.position, *more])


def test_a_report_is_made_once_and_answered_where_the_judge_reads(client, desk, paper):
    stage, office, (assignment, *_) = desk
    assert "Laporkan tidak terbuka" in text_of(client.get(address(assignment)))
    for _ in range(2):
        page = text_of(report(client, assignment, paper))
    assert "Anda melaporkan berkas ini tidak terbuka." in page
    said = UnopenedFile.objects.get()
    client.force_login(accounts.membership(Role.SECRETARY).user)
    waiting = text_of(client.get(control(stage)))
    for told in (assignment.proposal.code, office.user.full_name, "rahasia-instansi.pdf"):
        assert told in waiting
    answer = {"jawaban": "Unitnya mengunggah ulang.", **END}
    assert "Jawaban dikirim" in text_of(client.post(control(stage, "unopened-answer", said.pk), answer, follow=True))
    again = client.post(control(stage, "unopened-answer", said.pk), {"jawaban": "Lain.", **END}, follow=True)
    assert "sudah dijawab" in text_of(again)
    client.force_login(office.user)
    assert "Jawaban sekretariat atas Bukti 1.pdf: Unitnya mengunggah ulang." in text_of(client.get(address(assignment)))
    names = Event.objects.filter(name__startswith="evidence.").order_by("number").values_list("name", flat=True)
    assert list(names) == ["evidence.reported", "evidence.answered"]


def test_an_answer_has_words(client, desk, paper):
    stage, _office, (assignment, *_) = desk
    report(client, assignment, paper)
    client.force_login(accounts.membership(Role.SECRETARY).user)
    client.post(control(stage, "unopened-answer", UnopenedFile.objects.get().pk), {"jawaban": "  ", **END})
    assert UnopenedFile.objects.get().answered_at is None


def test_nobody_else_reports_and_no_judge_answers(client, desk, paper):
    stage, office, (assignment, *_) = desk
    client.force_login(judging.judge(stage).user)
    assert report(client, assignment, paper).status_code == 404
    client.force_login(office.user)
    report(client, assignment, paper)
    said = UnopenedFile.objects.get()
    assert client.get(control(stage)).status_code == 403
    assert client.post(control(stage, "unopened-answer", said.pk), {"jawaban": "x", **END}).status_code == 403


def test_under_the_cover_nothing_is_reported(client, desk, paper):
    _stage, _office, (assignment, *_) = desk
    Assignment.objects.update(cleared_at=None)
    assert report(client, assignment, paper).status_code == 403
    assert not UnopenedFile.objects.exists()
