"""The circle through the pages: each act, who may, and what stands in the way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event, Motion
from competitions.kinds import StageKind
from competitions.models import Stage
from judging.models import Assignment, PanelMember, Snapshot
from tests import carrying
from tests.competitions.views.planning.pages import boxes
from tests.judging.views.conftest import act, at
from tests.pages import hidden, markup
from tests.seconding import settle, settle_all


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
        ({"date": "2026-13-45", "time": "16.00", "reason": "x"}, "Tanggal ini tidak ada dalam kalender."),
        (
            {"date": "31/02/2027", "time": "16.00", "reason": "x"},
            "Tanggal ini tidak ada dalam kalender. Periksa hari dan bulannya",
        ),
        ({"date": "besok", "time": "16.00", "reason": "x"}, "Tulis tanggal sebagai hari/bulan/tahun"),
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
    settle(motion, by=crew.second_admin, at=timezone.now())
    assert client.post(act(final, "pembukaan")).status_code == 302


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
    said = {"reason": "Sepakat.", "minutes": "Semua hadir.", "without_quorum": carrying.UNMET}
    values = decree if noun == "surat-keputusan" else said
    asked_again(enter(cast.ministry_admin), computed, noun, values)


def test_skipping_what_changed_meanwhile_is_asked_again(enter, cast, crew, edition, now):
    stage = carrying.reached(edition, StageKind.FIELD, crew, at=now - timedelta(hours=3))
    asked_again(enter(cast.ministry_admin), stage, "pelewatan", {"reason": "Tidak ada dana."})
