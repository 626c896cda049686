"""Settings of a kind of stage: a JSON value in, a checked value out."""

import json
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.kinds import (
    NEEDS,
    FieldSettings,
    InterviewSettings,
    Misunderstood,
    Settings,
    StageKind,
    as_json,
    defaults,
    understood,
)


@pytest.mark.parametrize("kind", StageKind)
def test_what_is_not_said_has_its_default_and_survives_json(kind):
    assert understood(kind, {}) == NEEDS[kind].settings()
    assert understood(kind, json.loads(json.dumps(defaults(kind)))) == NEEDS[kind].settings()


def test_what_the_ministry_says_of_its_sessions():
    said = {
        "session_minutes": 30,
        "first_at": "08.30",
        "sessions_a_day": 8,
        "pauses": [["12.00", "13.00"]],
        "rooms": ["Ruang Sriwijaya", "Ruang Majapahit"],
        "days_off": ["2026-12-25"],
        "on_weekends": True,
        "tie_component": "delivery",
        "materials": [],
        "materials_days": 3,
        "material_mebibytes": 10,
        "discussion": False,
        "calibration": False,
        "answer_days": 5,
    }
    settings = understood(StageKind.INTERVIEW, said)
    assert settings == InterviewSettings(
        session_minutes=30,
        first_at=time(8, 30),
        sessions_a_day=8,
        pauses=((time(12), time(13)),),
        rooms=("Ruang Sriwijaya", "Ruang Majapahit"),
        days_off=(date(2026, 12, 25),),
        on_weekends=True,
        tie_component="delivery",
    )
    assert as_json(settings) == said


@pytest.mark.parametrize(
    ("kind", "values", "sentences"),
    [
        (StageKind.DESK, {"rooms": ["A"]}, ["Pengaturan tidak dikenal: rooms."]),
        (
            StageKind.FIELD,
            {"visits_a_day": 0},
            ["Kunjungan sehari oleh semua verifikator harus bilangan bulat dari 1 sampai 500."],
        ),
        (
            StageKind.FIELD,
            {"visits_a_day": True},
            ["Kunjungan sehari oleh semua verifikator harus bilangan bulat dari 1 sampai 500."],
        ),
        (StageKind.FIELD, {"days_off": ["25 Desember"]}, ["Hari libur harus berupa tanggal."]),
        (StageKind.INTERVIEW, {"first_at": "25.00"}, ["Sesi pertama harus berupa jam, misalnya 09.00."]),
        (StageKind.INTERVIEW, {"pauses": [["13.00", "12.00"]]}, ["Jeda harus selesai setelah mulai."]),
        (StageKind.INTERVIEW, {"pauses": ["12.00"]}, ["Jeda harus berupa pasangan waktu mulai dan selesai."]),
        (StageKind.INTERVIEW, {"rooms": ["A", "A"]}, ["Ruang memuat nama yang sama dua kali."]),
        (
            StageKind.INTERVIEW,
            {"rooms": [], "tie_component": " "},
            [
                "Ruang harus berisi paling sedikit satu nama, masing-masing paling banyak 60 huruf.",
                "Komponen penentu bila nilai sama harus berisi 1 sampai 10 huruf.",
            ],
        ),
        (StageKind.FEASIBILITY, {"gives": []}, ["Pilih yang diberikan penilai dari daftar."]),
        *(
            (
                StageKind.INTERVIEW,
                {"rooms": ["A", sign]},
                ["Ruang harus berisi paling sedikit satu nama, masing-masing paling banyak 60 huruf."],
            )
            for sign in ("\0", "B\0", "\ud800")
        ),
        (StageKind.PANEL, ["x"], ["Pengaturan tahap harus berupa pasangan nama dan nilai."]),
    ],
)
def test_everything_that_is_wrong_is_said_at_once(kind, values, sentences):
    with pytest.raises(Misunderstood) as caught:
        understood(kind, values)
    assert caught.value.sentences == sentences


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


NAMES = [*sorted({name for kind in StageKind for name in defaults(kind)}), "lain"]


@given(
    kind=st.sampled_from(StageKind),
    values=st.dictionaries(st.sampled_from(NAMES), JSON) | JSON,
)
def test_any_value_is_understood_or_answered_with_sentences(kind, values):
    sentences = wrong_with(kind, values)
    if not sentences:
        settings = understood(kind, values)
        assert isinstance(settings, Settings)
        assert understood(kind, as_json(settings)) == settings
    assert all(sentences)


def wrong_with(kind, values):
    """What is said against a value; nothing when it is understood."""
    try:
        understood(kind, values)
    except Misunderstood as wrong:
        return wrong.sentences
    return []


def test_visits_have_their_own():
    assert understood(StageKind.FIELD, {"visits_a_day": 3}) == FieldSettings(visits_a_day=3)
