"""The circle through the pages: each act, who may, and what stands in the way."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions
from accounts.models import Event, Motion, Role
from competitions.kinds import StageKind
from competitions.models import Stage
from judging import motions as grave
from judging.circle import computation
from judging.domain.cards import scoring
from judging.models import Assignment, Choice, Computation, Decision, PanelMember, Snapshot
from proposals.models import Announcement
from tests import carrying
from tests.competitions.views.planning.pages import boxes
from tests.factories import accounts, judging
from tests.judging.views.conftest import act, at
from tests.pages import hidden, markup
from tests.seconding import settle_all


def test_a_planned_stage_opens_from_its_page(enter, cast, edition):
    stage = edition.stages.get(position=1)
    client = enter(cast.ministry_admin)
    assert "Buka tahap" in markup(client.get(at("stage", stage)))
    assert client.post(act(stage, "pembukaan")).status_code == 302
    assert carrying.fresh(stage).is_open


def test_a_later_stage_says_why_it_cannot_open(enter, cast, edition):
    response = enter(cast.ministry_admin).post(act(edition.stages.get(position=2), "pembukaan"))
    assert response.status_code == 403
    assert "Tahap sebelumnya belum diumumkan atau dilewati." in markup(response)


def test_the_secretary_is_not_told_of_what_only_an_admin_does(enter, cast, desk):
    client = enter(cast.secretary)
    page = markup(client.get(at("stage", desk)))
    assert "Lewati tahap" not in page
    assert "Perpanjang waktu" not in page
    assert act(desk, "penutupan") not in page
    refused = client.post(act(desk, "penutupan"))
    assert refused.status_code == 403
    assert "Hanya admin kementerian yang dapat melakukan ini." in markup(refused)
    assert carrying.fresh(desk).is_open


def test_closing_with_a_missing_score_says_whose_and_changes_nothing(enter, cast, desk):
    owed = Assignment.objects.get(stage=desk, scorecard=None)
    events = Event.objects.count()
    response = enter(cast.ministry_admin).post(act(desk, "penutupan"))
    assert response.status_code == 409
    assert f"{owed.judge.full_name} belum mengunci 1 lembar nilai." in markup(response)
    assert carrying.fresh(desk).is_open
    assert not Snapshot.objects.filter(stage=desk).exists()
    assert Event.objects.count() == events


def test_the_page_before_closing_names_what_is_missing(enter, cast, desk):
    page = markup(enter(cast.ministry_admin).get(act(desk, "penutupan")))
    assert "belum mengunci 1 lembar nilai." in page
    assert "Tutup tahap dan hitung hasilnya" not in page


def test_closing_asks_for_the_computation_and_shows_its_progress(enter, cast, desk, now):
    lock_the_last(desk, now)
    client = enter(cast.ministry_admin)
    assert client.post(act(desk, "penutupan")).status_code == 302
    assert Computation.objects.get(snapshot__stage=desk).state == "waiting"
    page = markup(client.get(at("stage", desk)))
    assert "Menunggu giliran dihitung" in page
    assert 'hx-trigger="every 2s"' in page
    assert "Muat ulang untuk melihat kemajuan" in page


def test_the_whole_page_follows_a_running_computation(enter, cast, desk, now):
    lock_the_last(desk, now)
    client = enter(cast.ministry_admin)
    client.post(act(desk, "penutupan"))
    page = client.get(at("stage", desk))
    asked = f"{at('stage', desk)}?terlihat={page.context['live']}"
    assert asked.removeprefix(at("stage", desk)) in markup(page)
    assert client.get(asked).status_code == 204
    computation.run(Computation.objects.get(snapshot__stage=desk).pk, clock=timezone.now)
    drawn = client.get(asked)
    assert drawn.status_code == 200
    assert "menunggu keputusan" in markup(drawn)
    assert "every 2s" not in markup(drawn)
    edition = reverse("control_room_edition", args=[desk.edition.slug])
    assert "every 2s" not in markup(client.get(edition))


FAILURE = {"key": "score_missing", "proposal": "KIPP-2026-00007", "stage": "Penilaian", "step": "ranking"}


def test_a_failed_computation_says_what_failed_and_runs_again(enter, cast, desk, now):
    lock_the_last(desk, now)
    client = enter(cast.ministry_admin)
    client.post(act(desk, "penutupan"))
    row = Computation.objects.get(snapshot__stage=desk)
    row.state, row.started_at, row.failure = "failed", now, FAILURE
    row.save()
    page = markup(client.get(at("stage", desk)))
    assert "Langkah “menyusun peringkat” gagal: KIPP-2026-00007 belum punya nilai dari tahap Penilaian." in page
    assert "Hitung lagi" in page

    assert "every 2s" not in page
    assert client.post(act(desk, "penghitungan")).status_code == 302
    computation.run(row.pk, clock=timezone.now)
    row.refresh_from_db()
    assert row.state == "done"
    assert client.get(at("results", desk)).status_code == 200


def test_a_computation_whose_worker_was_lost_can_be_asked_for_again(enter, cast, desk, now):
    lock_the_last(desk, now)
    client = enter(cast.ministry_admin)
    client.post(act(desk, "penutupan"))
    Computation.objects.filter(snapshot__stage=desk).update(state="running", started_at=now)
    assert f'href="{act(desk, "penghitungan")}"' in markup(client.get(at("stage", desk)))
    assert client.post(act(desk, "penghitungan")).status_code == 302
    assert Computation.objects.get(snapshot__stage=desk).state == "waiting"


def test_a_stage_whose_window_passed_before_it_could_open_gets_more_time(enter, cast, before_desk, now):
    stage = before_desk
    stage.opens_at, stage.closes_at = now - timedelta(days=9), now - timedelta(days=1)
    stage.save(update_fields=["opens_at", "closes_at"])
    client = enter(cast.ministry_admin)
    assert client.post(act(stage, "pembukaan")).status_code == 403
    later = timezone.localdate(now + timedelta(days=7))
    values = {"date": f"{later:%d/%m/%Y}", "time": "16.00", "reason": "Sidang sebelumnya mundur."}
    assert client.post(act(stage, "perpanjangan"), values).status_code == 302
    assert client.post(act(stage, "pembukaan")).status_code == 403
    settle_all(at=now)
    assert client.post(act(stage, "pembukaan")).status_code == 302
    assert carrying.fresh(stage).is_open


def test_a_panel_too_small_to_read_everything_is_a_page_not_a_crash(enter, cast, before_desk, now):
    stage = before_desk
    client = enter(cast.ministry_admin)
    client.post(act(stage, "pembukaan"))
    carrying.willing(stage, cast.judge, by=cast.secretary, at=now)
    client.post(at("panel", stage), {"judges": [cast.judge.user_id]})
    response = client.post(act(stage, "pembagian"))
    assert response.status_code == 409
    assert not Assignment.objects.filter(stage=stage).exists()


def test_judges_are_seated_and_unseated_until_work_is_given_out(enter, cast, before_desk, now):
    stage = before_desk
    client = enter(cast.secretary)
    assert cast.judge.user.full_name not in markup(client.get(at("panel", stage)))
    for judge in (cast.judge, cast.second_judge):
        carrying.willing(stage, judge, by=cast.secretary, at=now)
    page = markup(client.get(at("panel", stage)))
    assert cast.judge.user.full_name in page
    assert cast.panelist.user.full_name not in page
    seated = [cast.judge.user_id, cast.second_judge.user_id]
    assert client.post(at("panel", stage), {"judges": seated, "at_most": ""}).status_code == 302
    assert client.post(at("panel-removal", stage, code="J01")).status_code == 302
    client.post(at("panel", stage), {"judges": [cast.judge.user_id]})
    assert sorted(PanelMember.objects.filter(stage=stage).values_list("code", flat=True)) == ["J02", "J03"]
    enter(cast.ministry_admin).post(act(stage, "pembukaan"))
    client.post(act(stage, "pembagian"))
    assert client.post(at("panel-removal", stage, code="J02")).status_code == 403
    assert "Daftar penilai terkunci" in markup(client.get(at("panel", stage)))


@pytest.mark.parametrize("judges", [[], ["abc"], ["999999"]])
def test_seating_nobody_or_a_stranger_gives_a_message(enter, cast, edition, judges):
    stage = edition.stages.get(position=2)
    response = enter(cast.secretary).post(at("panel", stage), {"judges": judges, "at_most": "banyak"})
    assert response.status_code == 200
    assert "Ada yang perlu diperbaiki" in markup(response)
    assert not PanelMember.objects.filter(stage=stage).exists()


def test_a_stage_is_extended_with_a_reason(enter, cast, desk):
    later = timezone.localtime(desk.closes_at + timedelta(days=5))
    values = {"date": f"{later:%d/%m/%Y}", "time": "16.00", "reason": "Gangguan jaringan."}
    client = enter(cast.ministry_admin)
    assert client.post(act(desk, "perpanjangan"), values).status_code == 302
    # It holds at once, for twelve hours.
    assert carrying.fresh(desk).closes_at == desk.closes_at + timedelta(hours=12)
    assert "Perpanjangan waktu tahap" in markup(client.get(at("stage", desk)))
    settle_all(at=timezone.now())
    assert timezone.localtime(carrying.fresh(desk).closes_at).strftime("%d %H.%M") == f"{later:%d} 16.00"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Isi tanggal batas waktu baru"),
        ({"date": "2026-13-45", "time": "16.00", "reason": "x"}, "Tulis tanggal sebagai hari/bulan/tahun"),
        ({"date": "31/02/2027", "time": "16.00", "reason": "x"}, "Tulis tanggal sebagai hari/bulan/tahun"),
        ({"date": "01/01/2020", "time": "16.00", "reason": "x"}, "Pilih batas waktu yang lebih lambat"),
        ({"date": "31/12/9999", "time": "23.59", "reason": "x"}, "Pilih batas waktu paling lama satu tahun"),
        ({"date": "01/01/0001", "time": "00.00", "reason": "x"}, "Pilih batas waktu yang lebih lambat"),
        ({"date": "01/01/2027", "time": "25.61", "reason": "x"}, "Tulis jam seperti 16.00"),
        ({"date": "01/01/2027", "time": "16.00", "reason": "  "}, "Tulis alasannya"),
    ],
)
def test_a_wrong_extension_gets_a_message_and_changes_nothing(enter, cast, desk, values, message):
    response = enter(cast.ministry_admin).post(act(desk, "perpanjangan"), values)
    assert response.status_code == 200
    assert message in markup(response)
    assert carrying.fresh(desk).closes_at == desk.closes_at


def test_only_some_stages_can_be_skipped_and_only_with_a_reason(enter, cast, desk, edition):
    client = enter(cast.ministry_admin)
    response = client.post(act(desk, "pelewatan"), {"reason": "Tidak perlu."})
    assert response.status_code == 403
    assert "Tahap ini tidak dapat dilewati." in markup(response)
    assert not carrying.fresh(desk).skipped_at


def test_a_field_stage_is_skipped(enter, cast, crew, edition, now):
    stage = carrying.reached(edition, StageKind.FIELD, crew, at=now - timedelta(hours=3))
    client = enter(cast.ministry_admin)
    assert "Tulis alasannya" in markup(client.post(act(stage, "pelewatan"), {"reason": ""}))
    assert client.post(act(stage, "pelewatan"), {"reason": "Pandemi."}).status_code == 302
    assert carrying.fresh(stage).skipped_at is None
    settle_all(at=now)
    assert carrying.fresh(stage).skip_reason == "Pandemi."
    assert "Pandemi." in markup(client.get(at("stage", stage)))


def test_a_stage_whose_rules_clash_leads_straight_to_them(enter, cast, crew, edition, now):
    field = carrying.reached(edition, StageKind.FIELD, crew, at=now - timedelta(hours=3))
    client = enter(cast.ministry_admin)
    client.post(act(field, "pelewatan"), {"reason": "Pandemi."})
    settle_all(at=now)
    final = edition.stages.get(kind=StageKind.FINAL)
    final.composition.create(position=1, dimension="agency_kind", value="body", minimum=3)
    page = client.post(act(final, "pembukaan"))
    assert page.status_code == 409
    assert "Sedikitnya tiga usulan dari lembaga" in markup(page)
    rules = reverse("competitions:plan-thing", args=[edition.slug, "komposisi", "final"])
    assert f'href="{rules}"' in markup(page)
    page = client.get(rules)
    assert "Dihitung dengan usulan yang akan masuk tahap ini" in markup(page)
    assert "<li>Sedikitnya tiga usulan dari lembaga</li>" in markup(page)
    assert page.context["part_form"].answer.changes[0][0] == "Sedikitnya tiga usulan dari lembaga"
    # The least change fills the form of the motion and is moved by nobody but the person.
    filled = client.post(rules, {**boxes(page), "usul": "1", "reason": "Tidak ada lembaga yang masuk."})
    assert not Motion.objects.about(edition).on_its_way().exists()
    assert not filled.context["reason_form"].errors
    moved = client.post(rules, {**boxes(filled), "reason": "Tidak ada lembaga yang masuk."})
    motion = Motion.objects.about(edition).on_its_way().get()
    assert moved.url == reverse("motion", args=[motion.pk])
    motions.second(motion, seen=motion.sha256, by=crew.second_admin, at=timezone.now())
    assert client.post(act(final, "pembukaan")).status_code == 302


def agree(client, pk):
    """Read a motion's page and agree to what it shows."""
    shown = markup(client.get(reverse("motion", args=[pk])))
    seen = re.search(r'name="sidik"\s+value="(\w+)"', shown)[1]
    return client.post(reverse("motion_seconding", args=[pk]), {"sidik": seen})


def test_from_the_proposal_to_the_publication(enter, cast, computed):
    client = enter(cast.ministry_admin)
    assert "Tulis catatan rapat" in markup(client.post(act(computed, "pengajuan-keputusan"), {}))
    assert client.post(act(computed, "pengajuan-keputusan"), {"minutes": "Rapat pleno."}).status_code == 302
    motion = Decision.objects.get(stage=computed).motion
    own = markup(client.get(reverse("motion", args=[motion.pk])))
    assert "Anda yang mengajukan ini." in own
    assert 'name="sidik"' not in own
    assert client.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256}).status_code == 403
    assert Decision.objects.get(stage=computed).approved_at is None

    client = enter(cast.second_ministry_admin)
    assert "Rapat pleno." in markup(client.get(reverse("motion", args=[motion.pk])))
    assert agree(client, motion.pk).status_code == 302

    undecreed = client.post(act(computed, "pengumuman"))
    assert undecreed.status_code == 403
    assert "Isi nomor dan tanggal keputusan dahulu" in markup(undecreed)
    assert carrying.fresh(computed).published_at is None
    wrong = client.post(act(computed, "surat-keputusan"), {"number": "7", "date": "besok"})
    assert "Tulis tanggal sebagai hari/bulan/tahun" in markup(wrong)
    today = timezone.localdate()
    for away, sentence in [(1, "Tanggal keputusan belum tiba."), (-800, "lebih awal daripada penutupan tahap ini.")]:
        late = {"number": "7", "date": f"{today + timedelta(days=away):%d/%m/%Y}"}
        assert sentence in markup(client.post(act(computed, "surat-keputusan"), late))
    decree = {"number": "7 Tahun 2026", "date": f"{today:%d/%m/%Y}"}
    assert client.post(act(computed, "surat-keputusan"), decree).status_code == 302
    assert "7 Tahun 2026" in markup(client.get(act(computed, "pengumuman")))
    assert client.post(act(computed, "pengumuman")).status_code == 302
    assert carrying.fresh(computed).published_at is None
    assert client.post(act(computed, "pengumuman")).status_code == 403

    publication = Motion.objects.about(computed).get()
    client = enter(cast.ministry_admin)
    assert agree(client, publication.pk).status_code == 302
    assert carrying.fresh(computed).published_at is None
    assert "menit kemudian" not in markup(client.get(reverse("motion", args=[publication.pk])))
    motions.carry_out_due(at=timezone.now() + timedelta(minutes=9))
    assert carrying.fresh(computed).published_at is None
    motions.carry_out_due(at=timezone.now() + timedelta(minutes=10))
    assert carrying.fresh(computed).published_at
    assert client.post(act(computed, "pengumuman")).status_code == 403


def test_a_publication_waits_for_its_set_moment(enter, cast, crew, computed, now):
    carrying.decided(computed, crew, at=now)
    later = timezone.localtime(now + timedelta(days=2))
    client = enter(cast.ministry_admin)
    assert "Isi jam terbit" in markup(client.post(act(computed, "pengumuman"), {"date": f"{later:%d/%m/%Y}"}))
    set_moment = {"date": f"{later:%d/%m/%Y}", "time": f"{later:%H.%M}"}
    assert client.post(act(computed, "pengumuman"), set_moment).status_code == 302
    motion = Motion.objects.about(computed).get()
    agree(enter(cast.second_ministry_admin), motion.pk)
    assert carrying.fresh(computed).published_at is None
    assert "menunggu waktunya" in markup(client.get(at("stage", computed)))
    motions.carry_out_due(at=now + timedelta(days=1))
    assert carrying.fresh(computed).published_at is None
    motions.carry_out_due(at=now + timedelta(days=3))
    motions.carry_out_due(at=now + timedelta(days=3))
    assert carrying.fresh(computed).published_at
    assert Announcement.objects.filter(stage=computed).count() == 1


def test_a_grave_act_asks_for_the_password_again(client, cast, computed):
    cast.ministry_admin.user.set_password("sandi panjang untuk uji")
    cast.ministry_admin.user.save()
    client.force_login(cast.ministry_admin.user)
    accounts.fresh(client, ago=24 * 60 * 60)
    response = client.post(act(computed, "pengajuan-keputusan"), {"minutes": "Rapat pleno."})
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert not Motion.objects.about(computed.decision).exists()


def test_a_decision_sent_back_can_be_proposed_again(enter, cast, computed, now):
    motion = grave.propose(computed, minutes="Rapat.", by=cast.ministry_admin, at=now)
    client = enter(cast.second_ministry_admin)
    declining = reverse("motion_declining", args=[motion.pk])
    assert "Tulis alasannya" in markup(client.post(declining, {"reason": ""}))
    client.post(declining, {"reason": "Catatan rapat belum lengkap."})
    assert "Catatan rapat belum lengkap." in markup(client.get(at("stage", computed)))
    assert client.post(act(computed, "pengajuan-keputusan"), {"minutes": "Lengkap."}).status_code == 302


def test_the_mover_takes_the_decision_back(enter, cast, computed, now):
    motion = grave.propose(computed, minutes="Rapat.", by=cast.ministry_admin, at=now)
    withdrawing = reverse("motion_withdrawing", args=[motion.pk])
    assert enter(cast.second_ministry_admin).post(withdrawing).status_code == 403
    client = enter(cast.ministry_admin)
    assert client.post(withdrawing).status_code == 302
    assert "ditarik pengusulnya" in markup(client.get(reverse("motions")))
    assert Decision.objects.get(stage=computed).proposed_at is None


def test_half_a_decree_is_a_message(enter, cast, computed):
    response = enter(cast.ministry_admin).post(
        act(computed, "pengajuan-keputusan"), {"minutes": "Rapat.", "number": "7 Tahun 2026"}
    )
    assert response.status_code == 200
    assert "Isi tanggal keputusan" in markup(response)


@pytest.mark.parametrize(
    "address",
    [
        "/ruang-kendali/kipp-uji/99/",
        "/ruang-kendali/kipp-uji/99999999999999999999/",
        "/ruang-kendali/kipp-uji/dua/",
        "/ruang-kendali/tidak-ada/1/",
        "/ruang-kendali/kipp-uji/1/tindakan/",
        "/ruang-kendali/kipp-uji/99/hasil/",
        "/ruang-kendali/kipp-uji/99/penutupan/",
        "/ruang-kendali/kipp-uji/99/peserta/",
        "/ruang-kendali/tidak-ada/",
        "/ruang-kendali/tidak-ada/riwayat/",
        "/administrasi/99999999999999999999/",
        "/administrasi/abc/",
    ],
)
def test_unknown_addresses_are_not_found(enter, cast, edition, address):
    assert enter(cast.ministry_admin).get(address).status_code == 404


@pytest.mark.parametrize("query", ["page=abc", "page=-1", "kelompok=x", "keadaan=%00", "q=%00", "penilai=%00"])
def test_odd_filters_narrow_nothing_or_little_and_never_crash(enter, cast, desk, query):
    assert enter(cast.ministry_admin).get(f"{at('entrants', desk)}?{query}").status_code == 200


def lock_the_last(stage, now):
    """Lock the one scorecard that is still missing."""
    row = Assignment.objects.get(stage=stage, scorecard=None)
    by = row.judge.memberships.get(role=Role.EVALUATOR)
    carrying.uncovered(Assignment.objects.filter(pk=row.pk), at=now)
    scoring.record_marks(row, judging.marks(stage, 60), lock=True, by=by, at=now)


def asked_again(client, stage, noun, values):
    """Do an act from a page that was opened before the stage changed, then from the page that came back."""
    drawn = hidden(client.get(act(stage, noun)))
    closes_at = stage.closes_at + timedelta(hours=1)
    Stage.objects.filter(pk=stage.pk).update(closes_at=closes_at)
    before = Event.objects.count()
    response = client.post(act(stage, noun), {**drawn, **values})
    assert response.status_code == 409
    assert "Yang ditampilkan di sini berubah setelah Anda membukanya." in markup(response)
    assert all(value in markup(response) for value in values.values())
    assert Event.objects.count() == before
    assert carrying.fresh(stage).closes_at == closes_at
    assert client.post(act(stage, noun), {**hidden(response), **values}).status_code == 302
    assert Event.objects.count() > before


def test_an_extension_of_what_was_extended_meanwhile_is_asked_again(enter, cast, desk):
    later = timezone.localtime(desk.closes_at + timedelta(days=5))
    values = {"date": f"{later:%d/%m/%Y}", "time": "16.00", "reason": "Gangguan jaringan."}
    asked_again(enter(cast.ministry_admin), desk, "perpanjangan", values)


@pytest.mark.parametrize("noun", ["surat-keputusan", "pengajuan-keputusan"])
def test_deciding_on_what_changed_meanwhile_is_asked_again(enter, cast, computed, noun):
    decree = {"number": "7 Tahun 2026", "date": f"{timezone.localdate():%d/%m/%Y}"}
    values = decree if noun == "surat-keputusan" else {"minutes": "Semua hadir."}
    asked_again(enter(cast.ministry_admin), computed, noun, values)


def test_skipping_what_changed_meanwhile_is_asked_again(enter, cast, crew, edition, now):
    stage = carrying.reached(edition, StageKind.FIELD, crew, at=now - timedelta(hours=3))
    asked_again(enter(cast.ministry_admin), stage, "pelewatan", {"reason": "Tidak ada dana."})


def test_a_decision_is_proposed_as_it_was_shown(enter, cast, computed):
    client = enter(cast.ministry_admin)
    drawn = hidden(client.get(act(computed, "pengajuan-keputusan")))
    choice = Choice.objects.filter(decision__stage=computed).order_by("pk").first()
    Choice.objects.filter(pk=choice.pk).update(goes_on=not choice.goes_on, reason="Pleno menilai lain.")
    response = client.post(act(computed, "pengajuan-keputusan"), {**drawn, "minutes": "Semua hadir."})
    assert response.status_code == 409
    assert "Semua hadir.</textarea>" in markup(response)
    assert not Motion.objects.about(Decision.objects.get(stage=computed)).exists()


def test_a_decision_against_a_rule_of_composition_asks_for_a_reason_of_its_own(enter, cast, computed):
    computed.composition.create(position=99, dimension="agency_kind", value="body", minimum=1)
    client = enter(cast.ministry_admin)
    page = client.get(act(computed, "pengajuan-keputusan"))
    assert "Mengapa menyimpang dari aturan komposisi" in markup(page)
    sent = {**hidden(page), "minutes": "Semua hadir."}
    asked = client.post(act(computed, "pengajuan-keputusan"), sent)
    assert "Keputusan ini menyimpang dari aturan komposisi." in markup(asked)
    sent["override"] = "Tidak ada yang lain."
    assert client.post(act(computed, "pengajuan-keputusan"), sent).status_code == 302
    assert Motion.objects.about(Decision.objects.get(stage=computed)).get().inputs["override"] == sent["override"]
