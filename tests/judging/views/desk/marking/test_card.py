"""The scorecard: what it costs, what it saves, and how it is locked and opened again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions
from accounts.models import Motion, Role
from competitions.kinds import StageKind
from judging.models import Mark, Scorecard
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address, answers
from tests.pages import text_of
from tests.seconding import settle_all

pytestmark = pytest.mark.django_db
# What the page reads is counted; when it is over, the log of readings takes one statement more.
LOG = 1


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize(
    ("kind", "queries"),
    [(StageKind.DESK, 9), (StageKind.INTERVIEW, 10), (StageKind.PANEL, 9), (StageKind.FIELD, 9)],
)
def test_opening_a_dossier_costs_the_same_at_any_length(client, django_assert_num_queries, count, kind, queries):
    _stage, office, assignments = judging.desk(count, kind=kind)
    if kind in (StageKind.DESK, StageKind.INTERVIEW):
        judging.marked(assignments[0], office)
    client.force_login(office.user)
    with django_assert_num_queries(queries + LOG):
        assert client.get(address(assignments[0])).status_code == 200


def test_what_a_plan_says_is_read_once_and_again_when_it_has_changed(client, desk, django_assert_num_queries):
    stage, _office, (first, second, *_) = desk
    client.get(address(first))
    with django_assert_num_queries(6 + LOG):
        assert "Kriteria lain" not in text_of(client.get(address(second)))
    stage.rubric.criteria.filter(position=1).update(name="Kriteria lain")
    stage.edition.sections.first().questions.update(prompt="Pertanyaan lain")
    told = text_of(client.get(address(second)))
    assert "Kriteria lain" in told
    assert "Pertanyaan lain" in told


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize("step", ["nanti", "berikutnya", "kunci"])
def test_saving_costs_ten(client, django_assert_num_queries, count, step):
    stage, office, assignments = judging.desk(count)
    client.force_login(office.user)
    data = {**answers(stage, step=step), "versi": "0"}
    with django_assert_num_queries(10):
        client.post(address(assignments[0]), data)
    assert Scorecard.objects.get().locked_at is None


def test_saving_again_costs_as_much(client, desk, django_assert_num_queries):
    stage, office, assignments = desk
    judging.marked(assignments[0], office)
    data = {**answers(stage), "versi": "1"}
    with django_assert_num_queries(10):
        client.post(address(assignments[0]), data)


def test_a_card_that_comes_back_costs_no_more_than_one_that_is_opened(client, desk, django_assert_num_queries):
    _stage, _office, assignments = desk
    with django_assert_num_queries(10):
        client.post(address(assignments[0]), {"langkah": "kunci", "versi": "0"})


def test_a_card_that_comes_back_shows_what_the_judge_gave_elsewhere_and_the_own_progress(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[1], office)
    page = text_of(client.get(address(assignments[0])))
    back = text_of(client.post(address(assignments[0]), {**answers(stage, 7), "versi": "0"}))
    for said in ("Nilai Anda untuk kriteria ini di usulan lain:", "0 dari 3 usulan selesai", "Catatan pribadi"):
        assert said in page
        assert said in back


def test_marks_and_remarks_are_kept(client, desk):
    stage, _office, assignments = desk
    data = answers(stage, 60, **{"catatan-signifikansi": "Angka tanpa pembanding.", "remark": "Cukup."})
    client.post(address(assignments[0]), data)
    card = Scorecard.objects.get()
    assert (card.total, card.remark, card.locked_at) == (60, "Cukup.", None)
    assert card.marks.get(criterion__key="signifikansi").remark == "Angka tanpa pembanding."
    page = client.get(address(assignments[0])).content.decode()
    assert page.count("checked") == 7
    assert "Angka tanpa pembanding." in page


def test_a_card_can_be_saved_with_gaps(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage, **{"nilai-signifikansi": ""}))
    assert Scorecard.objects.get().total is None
    assert "6 dari 7 kriteria dinilai" in text_of(client.get(address(assignments[0])))


def test_no_total_is_shown_before_the_first_saving(client, desk):
    stage, _office, assignments = desk
    assert "Nilai Anda" not in text_of(client.get(address(assignments[0])))
    client.post(address(assignments[0]), answers(stage, 60))
    assert "Nilai Anda 60,00" in text_of(client.get(address(assignments[0])))


def test_a_mark_taken_back_is_gone(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage))
    client.post(address(assignments[0]), {"langkah": "nanti"})
    assert Scorecard.objects.get().total == 80
    client.post(address(assignments[0]), dict.fromkeys(answers(stage), "") | {"langkah": "nanti"})
    assert Scorecard.objects.get().total is None
    assert set(Mark.objects.values_list("points", flat=True)) == {None}


def test_saving_twice_is_harmless(client, desk):
    stage, _office, assignments = desk
    for _ in range(2):
        response = client.post(address(assignments[0]), answers(stage, 60))
        assert response.status_code == 302
    assert Scorecard.objects.get().total == 60
    assert Mark.objects.count() == 7


@pytest.mark.parametrize(
    ("step", "place"),
    [("nanti", "desk"), ("", "desk"), ("tak-ada", "desk"), ("berikutnya", "next"), ("kunci", "signing")],
)
def test_each_button_leads_where_it_says(client, desk, step, place):
    stage, _office, assignments = desk
    slug, position, code = stage.edition.slug, stage.position, assignments[0].proposal.code
    places = {
        "desk": f"/penilaian/?tahap={slug}-{position}",
        "next": f"/penilaian/{slug}/{position}/berikutnya/?setelah={code}",
        "signing": address(assignments[0], "card-signing"),
    }
    assert client.post(address(assignments[0]), answers(stage, step=step)).url == places[place]


def test_locking_closes_the_card(client, desk):
    stage, _office, assignments = desk
    once_more = client.post(address(assignments[0]), answers(stage, 60, step="kunci"), follow=True)
    assert "Nilai Anda 60,00" in text_of(once_more)
    assert not Scorecard.objects.get().locked_at
    signed = client.post(address(assignments[0], "card-signing"), {"langkah": "selesai"}, follow=True)
    assert Scorecard.objects.get().locked_at
    text = text_of(signed)
    assert "Buka usulan berikutnya" in text
    assert "Nilai Anda 60,00 dikunci" in text


def test_locking_with_gaps_names_each_criterion(client, desk):
    stage, _office, assignments = desk
    missing = {"nilai-signifikansi": "", "nilai-keberlanjutan": ""}
    response = client.post(address(assignments[0]), answers(stage, step="kunci", **missing))
    page = response.content.decode()
    assert "Ada yang perlu diperbaiki" in page
    assert "<title>Kesalahan: " in page
    assert '<a href="#id_nilai-signifikansi_0">Pilih nilai untuk Signifikansi</a>' in page
    assert '<a href="#id_nilai-keberlanjutan_0">Pilih nilai untuk Strategi keberlanjutan</a>' in page
    assert page.count("checked") == 5
    assert not Scorecard.objects.exists()


def test_locking_twice_is_harmless(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage))
    for _ in range(2):
        assert client.post(address(assignments[0], "card-signing"), {"versi": "1"}).status_code == 302
    assert [version.act for version in Scorecard.objects.get().versions.order_by("number")] == ["saved", "signed"]


def test_a_locked_card_refuses_other_marks(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, 80, lock=True)
    response = client.post(address(assignments[0]), answers(stage, 20))
    assert response.status_code == 403
    assert "sudah dikunci" in text_of(response)
    assert Scorecard.objects.get().total == 80


def test_a_locked_card_can_be_opened_again_while_the_stage_runs(client, desk):
    _stage, office, assignments = desk
    judging.marked(assignments[0], office, 80, lock=True)
    opening = address(assignments[0], "card-opening")
    assert "Tulis alasannya" in text_of(client.post(opening, {"reason": " "}))
    moved = client.post(opening, {"reason": "Salah memilih tingkat."})
    assert moved.url == client.post(opening, {"reason": "Sekali lagi."}).url
    assert "Salah memilih tingkat." in text_of(client.get(moved.url))
    assert Scorecard.objects.get().locked_at
    settle_all(at=timezone.now())
    card = Scorecard.objects.get()
    assert (card.locked_at, card.total) == (None, 80)
    assert client.get(opening).url == address(assignments[0])


def test_what_is_shown_of_a_card_to_be_opened_tells_no_mark(client, desk):
    _stage, office, assignments = desk
    judging.marked(assignments[0], office, 80, lock=True)
    client.post(address(assignments[0], "card-opening"), {"reason": "Salah memilih tingkat."})
    told = motions.told(Motion.objects.get())
    assert set(told) == {"edition", "stage", "judge", "code", "is_locked", "number", "sha256"}


def test_a_judge_reads_no_motion_of_another(client, desk):
    _stage, office, assignments = desk
    judging.marked(assignments[0], office, 80, lock=True)
    moved = client.post(address(assignments[0], "card-opening"), {"reason": "Salah memilih tingkat."})
    client.force_login(accounts.membership(Role.EVALUATOR).user)
    assert client.get(moved.url).status_code == 404
    assert client.post(reverse("motion_withdrawing", args=[Motion.objects.get().pk])).status_code == 404


def test_a_card_that_was_never_saved_is_open(client, desk):
    _stage, _office, assignments = desk
    assert client.post(address(assignments[0], "card-opening")).url == address(assignments[0])


@pytest.mark.parametrize("points", ["70", "101", "-20", "abc", "20.0", "9" * 500, "\0", "\uff18\uff10", "\u0668\u0660"])
def test_points_that_are_no_level_come_back_with_a_sentence(client, desk, points):
    stage, _office, assignments = desk
    response = client.post(address(assignments[0]), answers(stage, **{"nilai-kebaruan": points}))
    assert response.status_code == 200
    assert "Pilih salah satu tingkat untuk Kebaruan atau nilai tambah" in text_of(response)
    assert not Scorecard.objects.exists()


def test_an_unknown_criterion_is_ignored(client, desk):
    stage, _office, assignments = desk
    data = answers(stage, **{"nilai-tak-ada": "100", "catatan-tak-ada": "x"})
    assert client.post(address(assignments[0]), data).status_code == 302
    assert Mark.objects.count() == 7


def test_a_remark_that_is_a_book_comes_back_with_its_length(client, desk):
    stage, _office, assignments = desk
    for name in ("remark", "catatan-kebaruan"):
        response = client.post(address(assignments[0]), answers(stage, **{name: "a" * 200_000}))
        assert response.status_code == 200
        assert "200.000" in text_of(response)
    assert not Scorecard.objects.exists()


def test_a_remark_may_hold_anything_but_a_null(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), answers(stage, remark="<script>alert(1)</script>"))
    assert "<script>alert" not in client.get(address(assignments[0])).content.decode()
    assert client.post(address(assignments[0]), answers(stage, remark="\0")).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/penilaian/tak-ada/2/KIPP-1/",
        "/penilaian/{slug}/99999999999999999999/{code}/",
        "/penilaian/{slug}/1/{code}/",
        "/penilaian/{slug}/2/tak-ada/",
        "/penilaian/{slug}/-1/{code}/",
        "/penilaian/{slug}/2/{code}/lampiran/99999999999999999999/",
        "/penilaian/{slug}/2/{code}/lampiran/0/",
        "/penilaian/{slug}/2/%00/",
    ],
)
def test_absurd_addresses_are_not_found(client, desk, path):
    stage, _office, assignments = desk
    found = path.format(slug=stage.edition.slug, code=assignments[0].proposal.code)
    assert client.get(found).status_code == 404


def test_an_absurd_position_does_not_lead_on(client, desk):
    stage, _office, _assignments = desk
    response = client.get(f"/penilaian/{stage.edition.slug}/99999999999999999999/berikutnya/")
    assert response.url == "/penilaian/"


def test_before_and_after_its_window_a_card_can_only_be_read(client):
    stage, office, assignments = judging.desk(1, left=timedelta(seconds=-1))
    client.force_login(office.user)
    page = text_of(client.get(address(assignments[0])))
    assert "belum mulai atau sudah lewat" in page
    assert "Simpan" not in page.replace("Simpan catatan pribadi", "")
    assert client.post(address(assignments[0]), answers(stage)).status_code == 403
    assert not Scorecard.objects.exists()


def test_what_was_saved_before_the_close_stays(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, 60)
    judging.closed(stage)
    response = client.post(address(assignments[0]), answers(stage, 100))
    assert response.status_code == 403
    assert "Tidak ada yang berubah" in text_of(response)
    assert Scorecard.objects.get().total == 60
    assert "Nilai Anda 60,00" in text_of(client.get(address(assignments[0])))


def test_after_the_close_no_card_is_opened_again(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, lock=True)
    judging.closed(stage)
    assert client.post(address(assignments[0], "card-opening"), {"reason": "Salah."}).status_code == 403
    assert not Motion.objects.exists()


@pytest.mark.parametrize("kind", [StageKind.PANEL, StageKind.FINAL, StageKind.FIELD])
def test_where_nothing_is_marked_the_dossier_is_only_read(client, kind):
    _stage, office, assignments = judging.desk(1, kind=kind)
    client.force_login(office.user)
    page = client.get(address(assignments[0]))
    assert assignments[0].proposal.title in text_of(page)
    assert "Lembar nilai" not in text_of(page)
    assert client.post(address(assignments[0]), {"langkah": "kunci"}).status_code == 405
    client.post(address(assignments[0], "card-opening"), {"reason": "Salah."})
    assert not Motion.objects.exists()


def test_an_interview_card_says_when_and_where(client):
    _stage, office, assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    client.force_login(office.user)
    assert "pukul 09.00 WIB, Ruang 1" in text_of(client.get(address(assignments[0])))


def test_own_marks_of_other_proposals_stand_beside_each_criterion(client, desk):
    _stage, office, assignments = desk
    client.force_login(office.user)
    assert "di usulan lain" not in text_of(client.get(address(assignments[0])))
    judging.marked(assignments[0], office, 80)
    judging.marked(assignments[1], office, 80)
    judging.marked(assignments[2], office, 40)
    page = text_of(client.get(address(assignments[0])))
    assert page.count("Nilai Anda untuk kriteria ini di usulan lain: 40 (1×), 80 (1×)") == 7
    # Another judge's are never counted.
    other = judging.judge(assignments[0].stage)
    own = judging.assigned(assignments[0].stage, other, [assignments[0].proposal])
    client.force_login(other.user)
    assert "di usulan lain" not in text_of(client.get(address(own[0])))


def test_the_guide_of_the_edition_stands_beside_the_card(client, desk):
    stage, _office, assignments = desk
    stage.guide = "Beri 100 hanya bila dampaknya diukur pihak lain."
    stage.save(update_fields=["guide"])
    assert stage.guide in text_of(client.get(address(assignments[0])))
