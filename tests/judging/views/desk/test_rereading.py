"""A dossier of the quality sample on the pages: drawn in the control room, read at the desk, shown in the reports."""

import csv

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from judging.domain.judges import pacts
from judging.models import Interest, Rereading, UnopenedFile
from tests import carrying
from tests.factories import accounts
from tests.judging.views.desk.cards import attached
from tests.pages import Browser, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def read():
    return carrying.read_by_four()


def signed_in(office):
    client = Browser()
    client.force_login(office.user)
    return accounts.fresh(client)


def page_of(stage):
    return reverse("judging:quality", args=[stage.edition.slug, stage.position])


@pytest.fixture
def one(read):
    crew, stage = read
    secretary = signed_in(crew.secretary)
    report = reverse("judging:report", args=[stage.edition.slug])
    assert "Undi usulan untuk dibaca ulang" in text_of(secretary.get(report))
    assert "1 usulan dibagikan kepada pembaca lain" in text_of(secretary.get(page_of(stage)))
    assert secretary.post(page_of(stage)).status_code == 302
    return Rereading.objects.get()


def test_it_waits_on_the_desk_of_the_outsider_and_is_marked_once(read, one):
    crew, stage = read
    office = crew.office_of(one.judge_id)
    pacts.sign(stage.edition, by=office, at=timezone.now())
    reader = signed_in(office)
    assert one.proposal.code in text_of(reader.get(reverse("judging:desk")))
    assert "Usulan menunggu dibaca ulang" in text_of(reader.get(reverse("home")))
    page = reverse("judging:rereading", args=[one.pk])
    opened(reader, one)
    shown = text_of(reader.get(page))
    assert "tidak mengubah hasil" in shown
    assert one.proposal.agency.name not in shown
    assert "Pilih nilai" in text_of(reader.post(page, {"remark": "Jelas."}))
    assert Rereading.objects.get().signed_at is None
    points = stage.rubric.levels.order_by("-points").first().points
    marks = {f"nilai-{key}": points for key in stage.rubric.criteria.values_list("key", flat=True)}
    assert reader.post(page, {**marks, "remark": "Jelas."}).status_code == 302
    assert Rereading.objects.get().total == points
    assert "Nilai Anda" in text_of(reader.get(page))
    assert "Usulan menunggu dibaca ulang" not in text_of(reader.get(reverse("home")))
    auditor = signed_in(accounts.membership("auditor"))
    drawn = text_of(auditor.get(page_of(stage)))
    assert one.proposal.title in drawn
    assert f"{points},00" in drawn
    lines = auditor.get(page_of(stage) + "?bentuk=csv").getvalue().decode("utf-8-sig").splitlines()
    (line,) = csv.DictReader(lines, delimiter=";")
    assert line["Nomor"] == one.proposal.code
    assert "1 dari 1 usulan yang diundi dari 6 usulan" in text_of(
        auditor.get(reverse("judging:report", args=[stage.edition.slug]))
    )


def opened(reader, one):
    """The cover lifted by its button."""
    reader.post(reverse("judging:rereading-clearance", args=[one.pk]))


def test_the_cover_comes_first_and_nothing_opens_under_it(read, one):
    crew, stage = read
    office = crew.office_of(one.judge_id)
    pacts.sign(stage.edition, by=office, at=timezone.now())
    reader = signed_in(office)
    page = reverse("judging:rereading", args=[one.pk])
    file = one.proposal.attachments.filter(removed_at=None).exclude(section=None).first()
    attachment = reverse("judging:rereading-attachment", args=[one.pk, file.pk])
    shown = text_of(reader.get(page))
    assert one.proposal.title in shown
    assert "Tidak ada hubungan, buka berkas" in shown
    assert not [hidden for hidden in ("Lembar nilai", one.proposal.agency.name) if hidden in shown]
    points = stage.rubric.levels.order_by("-points").first().points
    marks = {f"nilai-{key}": points for key in stage.rubric.criteria.values_list("key", flat=True)}
    for answer in (reader.get(attachment), reader.post(page, marks)):
        assert answer.status_code == 403
        assert "halaman sampul" in text_of(answer)
    assert Rereading.objects.get().signed_at is None
    stranger = next(each for each in crew.evaluators if each.user_id != one.judge_id)
    assert signed_in(stranger).post(reverse("judging:rereading-clearance", args=[one.pk])).status_code == 404
    assert Rereading.objects.get().cleared_at is None
    for _press in range(2):
        opened(reader, one)
    assert Event.objects.filter(name="rereading.cleared").count() == 1
    assert "Lembar nilai" in text_of(reader.get(page))
    assert attachment in reader.get(page).content.decode()


def test_nothing_opens_before_the_pact_is_signed_or_to_others(read, one):
    crew, _stage = read
    page = reverse("judging:rereading", args=[one.pk])
    for office in crew.evaluators:
        if office.user_id != one.judge_id:
            assert signed_in(office).get(page).status_code == 404
    newcomer = accounts.membership("evaluator")
    Rereading.objects.filter(pk=one.pk).update(judge=newcomer.user, judge_agency=None)
    refused = signed_in(newcomer).get(page)
    assert refused.status_code == 403
    assert "pakta integritas" in text_of(refused).lower()


def test_a_tie_gives_it_back(read, one):
    crew, stage = read
    office = crew.office_of(one.judge_id)
    pacts.sign(stage.edition, by=office, at=timezone.now())
    reader = signed_in(office)
    page = reverse("judging:rereading-interest", args=[one.pk])
    assert reader.post(page, {"reason": "Pernah mendampingi unitnya."}).status_code == 302
    assert Interest.objects.filter(judge=one.judge, proposal=one.proposal).exists()
    assert reader.get(reverse("judging:rereading", args=[one.pk])).status_code == 404
    secretary = signed_in(crew.secretary)
    assert "Bagikan yang dikembalikan" in text_of(secretary.get(page_of(stage)))


def test_the_auditor_sees_and_does_not_draw(read):
    _crew, stage = read
    auditor = signed_in(accounts.membership("auditor"))
    shown = text_of(auditor.get(page_of(stage)))
    assert "belum diundi" in shown
    assert "Undi sampel mutu" not in shown
    assert auditor.post(page_of(stage)).status_code == 403


def test_its_card_behaves_as_one_of_the_desk(read, one):
    crew, stage = read
    office = crew.office_of(one.judge_id)
    pacts.sign(stage.edition, by=office, at=timezone.now())
    reader = signed_in(office)
    page, door = (reverse(f"judging:{name}", args=[one.pk]) for name in ("rereading", "rereading-typing"))
    file = attached(one.proposal)
    look = reverse("judging:rereading-evidence", args=[one.pk, file.pk])
    report = reverse("judging:rereading-evidence-report", args=[one.pk, file.pk])
    assert {reader.get(look).status_code, reader.post(report).status_code} == {403}
    opened(reader, one)
    drawn = reader.get(page).content.decode()
    for told in ("data-card", "data-keys", f'data-typing="{door}"', look):
        assert told in drawn
    assert f'src="{look}1/"' in reader.get(look).content.decode()
    assert reader.get(f"{look}1/")["Content-Type"] == "image/webp"
    assert "Anda melaporkan berkas ini tidak terbuka." in text_of(reader.post(report, follow=True))
    assert UnopenedFile.objects.get().stage == stage


def test_it_is_kept_while_it_is_filled_in(read, one):
    crew, stage = read
    office = crew.office_of(one.judge_id)
    pacts.sign(stage.edition, by=office, at=timezone.now())
    reader = signed_in(office)
    page, door = (reverse(f"judging:{name}", args=[one.pk]) for name in ("rereading", "rereading-typing"))
    keys = list(stage.rubric.criteria.order_by("position").values_list("key", flat=True))
    assert reader.post(door, {f"nilai-{keys[0]}": "60", "versi": "0"}).status_code == 403
    opened(reader, one)
    half = {f"nilai-{keys[0]}": "60", "remark": "Belum selesai."}
    assert reader.post(door, {**half, "versi": "0"}).json()["version"] == "1"
    # Another tab that has not seen it does not overwrite it.
    assert reader.post(door, {f"nilai-{keys[0]}": "80", "versi": "0"}).status_code == 409
    assert reader.post(door, {f"nilai-{keys[0]}": "61", "versi": "1"}).status_code == 422
    assert "Belum selesai." in reader.get(page).content.decode()
    whole = {f"nilai-{key}": "80" for key in keys}
    assert Rereading.objects.get().signed_at is None
    shown = reader.post(page, {**whole, "versi": "0"})
    assert Rereading.objects.get().signed_at is None, shown.status_code
    assert reader.post(page, {**whole, "versi": "1"}).status_code == 302
    assert Rereading.objects.get().total == 80
    assert reader.post(door, {**half, "versi": "1"}).status_code == 403
