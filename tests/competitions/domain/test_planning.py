from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AgencyKind, Event, RegionClass, RegionKind, Role
from accounts.rules import Refused
from competitions import rules
from competitions.domain import drawing, planning
from competitions.domain.blueprint import RuleData
from competitions.domain.templates import TEMPLATES
from competitions.kinds import StageKind
from competitions.models import CompositionRule, Edition, Stage
from tests.factories import accounts
from tests.factories.competitions import CLOSES_AT, DURING, OPENS_AT, PLANNED_AT, edition, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


def event_names(subject):
    return list(Event.objects.about(subject).values_list("name", flat=True))


def opened(stage, by):
    Stage.objects.filter(pk=stage.pk).update(opened_at=DURING, opened_by=by)
    return stage


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_is_planned_is_what_the_template_says(template):
    assert drawing.drawn_from(edition(template)) == TEMPLATES[template].blueprint


def test_planning_takes_as_many_statements_as_tables(admin, django_assert_num_queries):
    # Two savepoints and their releases, whether the address is free, 15 tables, one event.
    with django_assert_num_queries(21):
        planning.plan(
            "classical",
            slug="kipp-2023",
            name="KIPP 2023",
            year=2023,
            opens_at=OPENS_AT,
            closes_at=CLOSES_AT,
            legal_basis="Pedoman Menteri PANRB Nomor 3 Tahun 2023",
            by=admin,
            at=PLANNED_AT,
        )


def test_a_planned_edition_is_not_announced_and_takes_nothing(admin):
    planned = edition(by=admin, announced=False)
    assert not planned.accepts_proposals(DURING)
    assert event_names(planned) == ["edition.planned"]


def test_stages_follow_the_close_of_registration(admin):
    stages = list(edition("benefit_2025", by=admin).stages.in_order())
    assert [one.opens_at - CLOSES_AT for one in stages] == [timedelta(days=days) for days in (0, 14, 28, 47)]
    assert stages[1].passing_score == Decimal(85)


def test_chosen_groups_only(admin):
    planned = edition(by=admin, groups=["umum"])
    assert [group.key for group in planned.groups.all()] == ["umum"]
    assert set(planned.sections.values_list("group", flat=True)) == {None}
    panel = stage(planned, StageKind.PANEL)
    assert list(panel.quotas.values_list("places", flat=True)) == [99]
    assert list(panel.award_names.values_list("name", flat=True)) == ["Top 99"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"template": "tidak-ada"}, "Pola edisi tidak dikenal"),
        ({"groups": ["umum", "asing"]}, "Kelompok tidak dikenal: asing"),
        ({"groups": []}, "paling sedikit satu kelompok"),
        ({"closes_at": OPENS_AT}, "ditutup setelah dibuka"),
        ({"closes_at": None}, "Isi waktu pendaftaran"),
        ({"slug": "dengan spasi"}, "hanya boleh berisi huruf"),
        ({"slug": "a\0b"}, "tidak dapat disimpan"),
        ({"name": " "}, "nama belum diisi"),
        ({"name": "N" * 121}, "paling banyak 120 huruf"),
        ({"year": 20026}, "Tahun edisi harus antara 2000 dan 2100"),
        ({"year": 9**9}, "di luar batas"),
        ({"agency_cap": -1}, "di luar batas"),
        ({"agency_cap": 0}, "paling sedikit 1"),
        ({"legal_basis": ""}, "dasar hukum belum diisi"),
    ],
)
def test_what_cannot_be_planned(admin, changes, sentence):
    with pytest.raises(Refused) as caught:
        edition(by=admin, **changes)
    assert caught.value.refusal is rules.PLAN_CANNOT_RUN
    assert sentence in " ".join(caught.value.sentences)
    assert not Edition.objects.exists()
    assert not Event.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(admin):
    with pytest.raises(Refused) as caught:
        edition(by=admin, name="", legal_basis="", closes_at=OPENS_AT, groups=["asing"])
    assert [sentence.split(":")[0] for sentence in caught.value.sentences[:5]] == [
        "Kelompok tidak dikenal",
        "Edisi",
        "Edisi",
        "Pendaftaran harus ditutup setelah dibuka.",
        "Edisi memerlukan paling sedikit satu kelompok.",
    ]


def test_an_address_is_taken_once(admin):
    edition(by=admin, slug="kipp-2026")
    with pytest.raises(Refused) as caught:
        edition(by=admin, slug="kipp-2026")
    assert caught.value.sentences == ("Alamat “kipp-2026” sudah dipakai edisi lain.",)


def test_a_copy_is_the_same_plan_on_other_dates(admin):
    source = edition(by=admin, agency_cap=10, signatory_name="Menteri Contoh")
    finalists = stage(source, StageKind.PANEL)
    planning.set_places(finalists, source.groups.get(key="umum"), 80, by=admin, at=PLANNED_AT)
    new = planning.copy(
        source,
        slug="kipp-2027",
        name="KIPP 2027",
        year=2027,
        opens_at=OPENS_AT + timedelta(days=365),
        closes_at=CLOSES_AT + timedelta(days=365),
        by=admin,
        at=PLANNED_AT,
    )
    assert drawing.drawn_from(new) == drawing.drawn_from(source)
    assert stage(new, StageKind.PANEL).opens_at == finalists.opens_at + timedelta(days=365)
    assert stage(new, StageKind.PANEL).quotas.get(group__key="umum").places == 80
    assert (new.agency_cap, new.signatory_name, new.lot_seed) == (10, "Menteri Contoh", "")
    assert new.announced_at is None
    assert Event.objects.about(new).get().particulars["source"] == source.slug


def test_copying_reads_and_writes_each_table_once(admin, django_assert_num_queries):
    source = edition(by=admin)
    with django_assert_num_queries(36):
        planning.copy(
            source,
            slug="salinan",
            name="Salinan",
            year=2027,
            opens_at=OPENS_AT,
            closes_at=CLOSES_AT,
            by=admin,
            at=PLANNED_AT,
        )


def test_announcing_opens_registration_once(admin):
    planned = edition(by=admin, announced=False)
    announced = planning.announce(planned, by=admin, at=PLANNED_AT)
    assert announced.accepts_proposals(DURING)
    assert event_names(planned)[-2:] == ["edition.lot_committed", "edition.announced"]
    with pytest.raises(Refused) as caught:
        planning.announce(planned, by=admin, at=PLANNED_AT)
    assert caught.value.refusal is rules.ALREADY_ANNOUNCED


def test_places_are_set_changed_and_lifted(admin):
    planned = edition(by=admin)
    desk, umum = stage(planned, StageKind.DESK), planned.groups.get(key="umum")
    planning.set_places(desk, umum, 120, by=admin, at=PLANNED_AT)
    assert desk.quotas.get(group=umum).places == 120
    planning.set_places(desk, umum, None, by=admin, at=PLANNED_AT)
    assert not desk.quotas.filter(group=umum).exists()
    assert event_names(desk) == ["stage.places_set", "stage.places_set"]


@pytest.mark.parametrize(
    ("kind", "places", "sentence"),
    [
        (StageKind.PANEL, 0, "kuota Kelompok umum paling sedikit 1"),
        (StageKind.PANEL, 151, "padahal Tahap “Penilaian proposal” hanya meloloskan 150"),
        (StageKind.DESK, 20, "Tahap “Penetapan finalis”: kuota Kelompok umum 99, padahal"),
        (StageKind.FINAL, None, "isi kuota Kelompok umum"),
        (StageKind.FINAL, 3, "batas bawah menurut kategori berjumlah 11, padahal kuotanya 8"),
        (StageKind.INTERVIEW, 5, "meloloskan semua pesertanya"),
        (StageKind.PANEL, 10**9, "paling sedikit 1"),
    ],
)
def test_places_that_make_no_sense(admin, kind, places, sentence):
    planned = edition(by=admin)
    one = stage(planned, kind)
    before = sorted(one.quotas.values_list("group__key", "places"))
    with pytest.raises(Refused) as caught:
        planning.set_places(one, planned.groups.get(key="umum"), places, by=admin, at=PLANNED_AT)
    assert caught.value.refusal is rules.PLAN_CANNOT_RUN
    assert any(sentence in said for said in caught.value.sentences), caught.value.sentences
    assert sorted(one.quotas.values_list("group__key", "places")) == before


def test_places_for_a_group_of_another_edition(admin):
    planned, other = edition(by=admin), edition(by=admin)
    with pytest.raises(Refused) as caught:
        planning.set_places(stage(planned, StageKind.PANEL), other.groups.get(key="umum"), 5, by=admin, at=PLANNED_AT)
    assert "kuota untuk kelompok yang tidak ada" in caught.value.sentences[0]


def test_settings_are_checked_and_kept_whole(admin):
    interview = stage(edition(by=admin), StageKind.INTERVIEW)
    planning.arrange(interview, {"session_minutes": 30, "rooms": ["Merapi", "Merbabu"]}, by=admin, at=PLANNED_AT)
    interview.refresh_from_db()
    assert interview.settings["rooms"] == ["Merapi", "Merbabu"]
    assert (interview.arranged.session_minutes, interview.arranged.sessions_a_day) == (30, 12)
    assert event_names(interview) == ["stage.arranged"]
    for wrong, sentence in [
        ({"session_minutes": 1}, "Lama sesi (menit) harus bilangan bulat dari 5 sampai 240."),
        ({"suhu": 20}, "Pengaturan tidak dikenal: suhu."),
        ({"sessions_a_day": 1}, "hanya muat 13 dari 114 peserta"),
        ({"tie_component": "gaya"}, "komponen penentu bila nilai sama tidak ada dalam rubriknya"),
    ]:
        with pytest.raises(Refused) as caught:
            planning.arrange(interview, wrong, by=admin, at=PLANNED_AT)
        assert sentence in caught.value.sentences[0]


def test_composing_replaces_the_rules_in_order(admin):
    panel = stage(edition(by=admin), StageKind.PANEL)
    province = accounts.region(RegionKind.PROVINCE)
    agency = accounts.agency(AgencyKind.MINISTRY)
    new = [
        RuleData("province", province.code, maximum=4),
        RuleData("agency", agency.name, maximum=1),
        RuleData("agency", "*", maximum=3),
        RuleData("agency_kind", AgencyKind.STATE_FIRM, minimum=1, maximum=2),
        RuleData("region_class", RegionClass.LEFT_BEHIND, minimum=2),
        RuleData("category", "kesehatan", minimum=0, maximum=5),
        RuleData("group", "khusus", minimum=1),
    ]
    planning.compose(panel, new, by=admin, at=PLANNED_AT)
    assert list(panel.composition.order_by("position").values_list("dimension", "value")) == [
        (rule.dimension, rule.value) for rule in new
    ]
    assert len(Event.objects.about(panel).get().particulars["rules"]) == 7
    planning.compose(panel, [], by=admin, at=PLANNED_AT)
    assert not panel.composition.exists()


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (RuleData("warna", "merah", minimum=1), "dimensi komposisi tidak dikenal: warna"),
        (RuleData("category", "sihir", minimum=1), "kategori tidak dikenal: sihir"),
        (RuleData("group", "replikasi", minimum=1), "tidak dikenal: replikasi"),
        (RuleData("agency_kind", "bumdes", minimum=1), "tidak dikenal: bumdes"),
        (RuleData("region_class", "3t", minimum=1), "tidak dikenal: 3t"),
        (RuleData("province", "00", minimum=1), "tidak dikenal: 00"),
        (RuleData("agency", "Kementerian", maximum=1), "tidak dikenal: Kementerian"),
        (RuleData("agency", "999999", maximum=1), "tidak dikenal: 999999"),
        (RuleData("category", "kesehatan"), "memerlukan batas"),
        (RuleData("category", "kesehatan", minimum=3, maximum=2), "melebihi batas atasnya"),
        (RuleData("category", "kesehatan", minimum=-1), "tidak negatif"),
        (RuleData("category", "*", minimum=1), "hanya boleh memakai batas atas"),
    ],
)
def test_rules_of_composition_that_make_no_sense(admin, rule, sentence):
    panel = stage(edition(by=admin), StageKind.PANEL)
    before = panel.composition.count()
    with pytest.raises(Refused) as caught:
        planning.compose(panel, [rule], by=admin, at=PLANNED_AT)
    assert len(caught.value.sentences) == 1
    assert sentence in caught.value.sentences[0]
    assert panel.composition.count() == before


def test_a_rule_named_twice(admin):
    panel = stage(edition(by=admin), StageKind.PANEL)
    rule = RuleData("agency", "*", maximum=3)
    with pytest.raises(Refused) as caught:
        planning.compose(panel, [rule, rule], by=admin, at=PLANNED_AT)
    assert "aturan untuk instansi setiap nilai disebut dua kali" in caught.value.sentences[0]


def test_a_window_moves_before_the_stage_opens(admin):
    planned = edition(by=admin, announced=False)
    desk = stage(planned, StageKind.DESK)
    later = desk.closes_at - timedelta(days=3)
    planning.set_window(desk, desk.opens_at, later, by=admin, at=PLANNED_AT)
    desk.refresh_from_db()
    assert desk.closes_at == later
    planning.announce(planned, by=admin, at=PLANNED_AT)
    with pytest.raises(Refused) as caught:
        planning.set_window(desk, desk.opens_at, later, reason="  ", by=admin, at=DURING)
    assert caught.value.refusal is rules.REASON_MISSING
    planning.set_window(desk, desk.opens_at, later, reason="Libur bersama", by=admin, at=DURING)
    assert Event.objects.about(desk).last().particulars["reason"] == "Libur bersama"


def test_a_window_may_not_overlap(admin):
    planned = edition(by=admin, announced=False)
    desk, panel = stage(planned, StageKind.DESK), stage(planned, StageKind.PANEL)
    with pytest.raises(Refused) as caught:
        planning.set_window(desk, desk.opens_at, panel.opens_at + timedelta(days=1), by=admin, at=PLANNED_AT)
    assert caught.value.sentences == ("Tahap “Penetapan finalis” mulai sebelum Tahap “Penilaian proposal” selesai.",)
    with pytest.raises(Refused) as caught:
        planning.set_window(desk, CLOSES_AT - timedelta(days=1), desk.closes_at, by=admin, at=PLANNED_AT)
    assert "Tahap “Penilaian proposal” mulai sebelum pendaftaran ditutup." in caught.value.sentences


def test_what_slipped_in_unplanned_is_found_before_it_is_announced(admin):
    planned = edition(by=admin, announced=False)
    stage(planned, StageKind.PANEL).quotas.filter(group__key="umum").update(places=500)
    planned.rubrics.first().criteria.first().delete()
    with pytest.raises(Refused) as caught:
        planning.announce(planned, by=admin, at=PLANNED_AT)
    assert caught.value.refusal is rules.PLAN_CANNOT_RUN
    assert caught.value.sentences[0] == "Bobot rubrik “Penilaian proposal” harus berjumlah tepat 100, bukan 90."
    assert "kuota Kelompok umum 500, padahal" in caught.value.sentences[1]
    planned.refresh_from_db()
    assert planned.announced_at is None


def acts_on(planned, panel, by):
    """Every act of planning, ready to be called."""
    dates = {"opens_at": OPENS_AT, "closes_at": CLOSES_AT}
    naming = {"slug": "baru", "name": "Baru", "year": 2027}
    who = {"by": by, "at": PLANNED_AT}
    return {
        "plan": lambda: planning.plan("classical", **naming, **dates, legal_basis="Pedoman", **who),
        "copy": lambda: planning.copy(planned, **naming, **dates, **who),
        "announce": lambda: planning.announce(planned, **who),
        "places": lambda: planning.set_places(panel, planned.groups.get(key="umum"), 80, **who),
        "compose": lambda: planning.compose(panel, [], **who),
        "arrange": lambda: planning.arrange(panel, {}, **who),
        "window": lambda: planning.set_window(panel, panel.opens_at, panel.closes_at, **who),
    }


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MINISTRY_ADMIN])
def test_only_a_ministry_admin_plans(admin, role):
    planned = edition(by=admin, announced=False)
    events = Event.objects.count()
    for act in acts_on(planned, stage(planned, StageKind.PANEL), accounts.membership(role)).values():
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.refusal is rules.NOT_MINISTRY_ADMIN
    assert Event.objects.count() == events


@pytest.mark.parametrize("act", ["places", "compose", "arrange", "window"])
def test_an_opened_stage_keeps_its_plan(admin, act):
    planned = edition(by=admin)
    panel = opened(stage(planned, StageKind.PANEL), admin)
    with pytest.raises(Refused) as caught:
        acts_on(planned, panel, admin)[act]()
    assert caught.value.refusal is rules.STAGE_ALREADY_OPENED
    assert panel.composition.exists()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("edition_closes_after_it_opens", lambda one: Edition.objects.update(closes_at=OPENS_AT)),
        ("stage_closed_only_after_opening", lambda one: one.stages.update(closed_at=DURING, closed_by=1)),
        ("section_weight_is_a_percentage", lambda one: one.sections.update(weight=101)),
        ("composition_rule_says_something", lambda one: CompositionRule.objects.update(minimum=None, maximum=None)),
        ("group_key_is_unique", lambda one: one.groups.update(key="umum")),
    ],
)
def test_the_database_holds_the_rules_too(admin, name, change):
    planned = edition(by=admin)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change(planned)
