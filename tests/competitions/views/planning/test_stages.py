"""Stages and places by their pages."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

import pytest

from competitions import kinds
from competitions.domain import planning
from competitions.forms.planning.settings_boxes import box
from competitions.kinds import values
from tests.competitions.views.planning.pages import at, boxes
from tests.factories.competitions import WIB
from tests.pages import markup

pytestmark = pytest.mark.django_db


def one(planned, key):
    return next(stage for stage in planning.plan_of(planned).blueprint.stages if stage.key == key)


def test_a_stage_is_added_between_others_with_its_window(client, draft):
    sent = boxes(client.get(at(draft, "tahap")))
    sent |= {"b-jumlah": "7", "b-6-key": "", "b-6-kind": "field", "b-6-name": "Kunjungan kedua"}
    sent |= {"b-6-opens_on": "1/6/2029", "b-6-opens_time": "08.00", "b-6-closes_on": "2/6/2029"}
    page = client.post(at(draft, "tahap"), {**sent, "b-6-closes_time": "7.30"}, follow=True)
    assert "Disimpan" in markup(page)
    made = draft.stages.get(name="Kunjungan kedua")
    assert (made.key, made.kind, made.position) == ("kunjungan-kedua", "field", 7)
    assert made.opens_at.isoformat() == "2029-06-01T01:00:00+00:00"
    assert made.closes_at.isoformat() == "2029-06-02T00:30:00+00:00"


def test_the_kind_of_a_stage_is_asked_only_when_it_is_new(client, draft):
    page = client.post(at(draft, "tahap"), {**boxes(client.get(at(draft, "tahap"))), "baris": "tambah"})
    *standing, new = page.context["part_form"].forms
    assert not [form for form in standing if "kind" in form.fields]
    assert "kind" in new.fields
    assert "/rencana/tahap/desk/" in markup(page)


def test_a_window_that_runs_backwards_is_said_and_nothing_is_lost(client, draft):
    before = planning.plan_of(draft)
    sent = boxes(client.get(at(draft, "tahap")))
    sent |= {"b-1-name": "Nama baru", "b-1-closes_on": "1/1/2020"}
    page = client.post(at(draft, "tahap"), sent)
    assert page.status_code == 422
    assert "Tahap harus selesai setelah mulai" in markup(page)
    assert 'value="Nama baru"' in markup(page)
    assert planning.plan_of(draft) == before


def test_stages_that_overlap_are_kept_in_a_draft_and_named(client, draft):
    sent = boxes(client.get(at(draft, "tahap")))
    sent |= {"b-1-closes_on": sent["b-2-closes_on"]}
    page = markup(client.post(at(draft, "tahap"), sent, follow=True))
    assert "Tahap “Penetapan finalis” mulai sebelum Tahap “Penilaian proposal” selesai." in page


def test_a_stage_opened_to_the_second_keeps_its_window_when_only_a_name_changes(client, draft):
    first = draft.stages.get(position=1)
    first.opens_at = first.opens_at.replace(second=17, microsecond=5)
    first.save()
    sent = boxes(client.get(at(draft, "tahap")))
    client.post(at(draft, "tahap"), {**sent, "b-1-name": "Nama baru"})
    assert draft.stages.get(position=1).opens_at == first.opens_at


def test_a_stage_has_its_own_settings(client, draft):
    sent = boxes(client.get(at(draft, "tahap", "interview")))
    sent |= {
        "readers_each": "5",
        "passing_score": "82,5",
        "atur-session_minutes": "30",
        "atur-first_at": "8:15",
        "atur-pauses": "12.00–13.00\n15.00 - 15.15",
        "atur-rooms": "Ruang Garuda\n\nRuang Melati",
        "atur-days_off": "25/12/2026\n1 Januari 2027",
    }
    page = client.post(at(draft, "tahap", "interview"), sent, follow=True)
    assert page.redirect_chain[-1][0] == "/ruang-kendali/kipp-2027/rencana/tahap/"
    stage = one(draft, "interview")
    assert (stage.readers_each, str(stage.passing_score)) == (5, "82.50")
    arranged = kinds.understood("interview", stage.settings)
    assert arranged.rooms == ("Ruang Garuda", "Ruang Melati")
    assert [f"{start:%H.%M}" for start, _end in arranged.pauses] == ["12.00", "15.00"]
    assert [day.isoformat() for day in arranged.days_off] == ["2026-12-25", "2027-01-01"]
    shown = markup(client.get(at(draft, "tahap", "interview")))
    assert "25/12/2026" in shown
    assert 'value="82,5"' in shown


def test_sessions_are_let_into_the_weekend_and_taken_out_of_it(client, draft):
    page, box = at(draft, "tahap", "interview"), "atur-on_weekends"
    opens = datetime(2027, 7, 9, 8, tzinfo=WIB)

    def days():
        arranged = kinds.understood("interview", one(draft, "interview").settings)
        return sorted({f"{slot.starts_at:%a}" for slot in arranged.slots(opens, opens + timedelta(days=4))})

    assert days() == ["Fri", "Mon"]
    sent = boxes(client.get(page))
    assert box not in sent
    client.post(page, {**sent, box: "on"})
    assert days() == ["Fri", "Mon", "Sat", "Sun"]
    sent = boxes(client.get(page))
    assert sent.pop(box) == "on"
    client.post(page, sent)
    assert days() == ["Fri", "Mon"]


@pytest.mark.parametrize(
    ("kind", "name", "said", "wrong", "sentence"),
    [
        (
            "desk",
            "answer_days",
            5,
            "0",
            "Sanggahan dijawab dalam (hari kalender) harus bilangan bulat dari 1",
        ),
        ("desk", "sample_percent", 5, "101", "Sampel mutu (persen usulan yang dibaca) harus bilangan bulat dari 1"),
        ("desk", "sample_days", 14, "91", "Waktu membaca sampel mutu (hari kalender) harus bilangan bulat dari 1"),
        ("field", "signatures", 2, "3", "Verifikator yang menandatangani setiap laporan harus bilangan bulat dari 1"),
    ],
)
def test_answers_samples_and_signatures_are_asked_with_what_is_usual(client, draft, kind, name, said, wrong, sentence):
    page = at(draft, "tahap", kind)
    sent = boxes(client.get(page))
    assert sent[f"atur-{name}"] == str(said)
    assert sentence in markup(client.post(page, {**sent, f"atur-{name}": wrong}))
    client.post(page, {**sent, f"atur-{name}": "1"})
    assert one(draft, kind).settings[name] == 1


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("atur-session_minutes", "1", "Lama sesi (menit) harus bilangan bulat dari 5 sampai 240."),
        ("atur-session_minutes", "", "Lama sesi (menit) harus bilangan bulat dari 5 sampai 240."),
        ("atur-first_at", "pagi", "Sesi pertama harus berupa jam, misalnya 09.00."),
        ("atur-pauses", "12.00", "Jeda harus berupa pasangan waktu mulai dan selesai."),
        ("atur-pauses", "13.00–12.00", "Jeda harus selesai setelah mulai."),
        ("atur-rooms", "", "Ruang harus berisi paling sedikit satu nama"),
        ("atur-rooms", "A\nA", "Ruang memuat nama yang sama dua kali."),
        ("atur-days_off", "31/2/2026", "Hari libur harus berupa tanggal."),
        ("rubric", "tidak-ada", "Pilih rubrik dari daftar"),
        ("passing_score", "seratus", "Nilai lulus harus angka dari 0 sampai 100"),
        ("readers_each", "0", "Penilai per usulan harus bilangan bulat dari 1"),
    ],
)
def test_a_setting_that_is_not_understood_is_said_and_kept_in_its_box(client, draft, name, typed, sentence):
    before = planning.plan_of(draft)
    sent = boxes(client.get(at(draft, "tahap", "interview")))
    page = client.post(at(draft, "tahap", "interview"), {**sent, name: typed})
    assert page.status_code == 422
    assert sentence in markup(page)
    assert planning.plan_of(draft) == before


@dataclass(frozen=True)
class Later(kinds.Settings):
    """Settings of a kind that comes later."""

    per_hour: int = values.whole(3, "surat sejam", least=1, most=9)
    is_open: bool = values.setting(False, "terbuka", bool, bool)
    towns: tuple[str, ...] = values.setting(("Solo",), "kota", tuple, list)


def test_a_kind_that_comes_later_is_shown_and_read_without_a_line_of_code(client, draft, monkeypatch):
    later = kinds.Needs(
        "pemeriksaan", judged_by=(), is_scored=False, is_ranked=False, can_be_skipped=True, settings=Later
    )
    monkeypatch.setitem(kinds.NEEDS, "later", later)
    draft.stages.filter(key="field").update(kind="later", settings={})
    page = client.get(at(draft, "tahap", "field"))
    assert "Surat sejam" in markup(page)
    sent = {**boxes(page), "atur-per_hour": "4", "atur-is_open": "on", "atur-towns": "Solo\nKendal"}
    client.post(at(draft, "tahap", "field"), sent)
    assert one(draft, "field").settings == {
        "answer_days": 5,
        "per_hour": 4,
        "is_open": True,
        "towns": ["Solo", "Kendal"],
    }


def test_every_setting_of_every_kind_has_a_box_that_shows_and_reads_its_default():
    for kind, needs in kinds.NEEDS.items():
        for setting in fields(needs.settings):
            default = kinds.defaults(kind)[setting.name]
            drawn = box(setting)
            assert drawn.clean(drawn.prepare_value(default)) == default


def test_places_are_a_table_of_stages_and_groups(client, draft):
    page = client.get(at(draft, "kuota"))
    assert [line.stage.key for line in page.context["part_form"].lines] == ["desk", "panel", "final"]
    sent = {**boxes(page), "t0-k1": "", "t2-k0": "40"}
    client.post(at(draft, "kuota"), sent)
    assert one(draft, "desk").places == {"umum": 150}
    assert one(draft, "final").places == {"umum": 40, "khusus": 5}


@pytest.mark.parametrize("typed", ["0", "-1", "banyak", "99999999"])
def test_places_that_are_no_number_are_said(client, draft, typed):
    before = planning.plan_of(draft)
    page = client.post(at(draft, "kuota"), {**boxes(client.get(at(draft, "kuota"))), "t0-k0": typed})
    assert "Penilaian proposal, Kelompok umum harus bilangan bulat dari 1 sampai 32767" in markup(page)
    assert planning.plan_of(draft) == before
