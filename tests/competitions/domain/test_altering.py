"""A plan is altered part by part, freely while it is a draft; two people announce it; what differs has a name."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.domain import motions as grave
from accounts.models import AgencyKind, Event, RegionClass, RegionKind, Role
from accounts.rules import Stale
from competitions import motions, rules
from competitions.domain import difference, drawn, planning
from competitions.domain.blueprint import CategoryData, RuleData
from competitions.domain.parts import PARTS
from competitions.domain.templates import TEMPLATES
from competitions.kinds import StageKind
from competitions.models import Question
from tests.competitions.domain.altering import alter, read, with_one
from tests.factories import accounts
from tests.factories.competitions import CLOSES_AT, PLANNED_AT, edition, stage
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def draft(admin):
    return edition(by=admin, announced=False)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_putting_back_what_stands_changes_nothing(admin, template, part):
    planned = edition(template, by=admin, announced=False)
    before, events = planning.plan_of(planned), Event.objects.count()
    assert alter(planned, part, PARTS[part].read(before), admin) == []
    assert planning.plan_of(planned) == before
    assert Event.objects.count() == events


def test_rows_that_stay_keep_their_identity(draft, admin):
    before = dict(draft.categories.values_list("key", "pk"))
    wanted = (CategoryData("baru", "Baru"), *reversed(read(draft, "categories")[1:]))
    alter(draft, "categories", wanted, admin)
    after = list(draft.categories.order_by("position").values_list("key", "pk"))
    assert [key for key, _pk in after] == [category.key for category in wanted]
    assert all(pk == before[key] for key, pk in after[1:])
    event = Event.objects.about(draft).last()
    assert (event.name, event.particulars["part"]) == ("edition.altered", "categories")


def test_the_tie_breaker_passes_from_one_criterion_to_another(draft, admin):
    (first, *others), ties = read(draft, "rubrics")[0].criteria, read(draft, "ties")
    for decides in (others[0].key, first.key, ""):
        alter(draft, "ties", {**ties, "desk": {"decides": decides}}, admin)
        assert draft.stages.get(key="desk").settings["tie_criterion"] == decides
        # What decides is no part of the rubrics: whoever saves them changes it not.
        alter(draft, "rubrics", read(draft, "rubrics"), admin)
        assert read(draft, "ties")["desk"] == {"decides": decides}


def test_what_decides_between_equal_scores_stays_with_its_stage(draft, admin):
    ties = {"desk": {"decides": "kebaruan"}, "interview": {"decides": "delivery"}}
    changes = alter(draft, "ties", ties, admin)
    assert [(change.part, change.place, change.field) for change in changes] == [
        ("ties", ("desk",), "decides"),
        ("ties", ("interview",), "decides"),
    ]
    assert draft.stages.get(key="interview").settings["tie_component"] == "delivery"
    alter(draft, "stages", with_one(read(draft, "stages"), "interview", name="Wawancara"), admin)
    assert read(draft, "ties") == ties
    # A rubric that gets criteria of other keys has nothing that decides any more.
    other = tuple(replace(one, key=f"{one.key}-baru") for one in read(draft, "rubrics")[0].criteria)
    alter(draft, "rubrics", with_one(read(draft, "rubrics"), "desk", criteria=other), admin)
    assert read(draft, "ties")["desk"] == {"decides": ""}


def test_stages_that_mark_by_one_rubric_each_have_their_own_criterion(draft, admin):
    stages = read(draft, "stages")
    desk, last = next(one for one in stages if one.key == "desk"), stages[-1]
    second = replace(desk, key="desk-2", name="Penilaian ulang", opens_after=last.opens_after + last.lasts)
    alter(draft, "stages", (*stages, second), admin)
    alter(draft, "ties", {**read(draft, "ties"), "desk-2": {"decides": "kebaruan"}}, admin)
    chosen = {key: told["decides"] for key, told in read(draft, "ties").items()}
    assert (chosen["desk"], chosen["desk-2"]) == ("signifikansi", "kebaruan")
    # A criterion that goes decides nowhere any more; the others go on deciding.
    kept = tuple(one for one in read(draft, "rubrics")[0].criteria if one.key != "kebaruan")
    alter(draft, "rubrics", with_one(read(draft, "rubrics"), "desk", criteria=kept), admin)
    chosen = {key: told["decides"] for key, told in read(draft, "ties").items()}
    assert (chosen["desk"], chosen["desk-2"]) == ("signifikansi", "")


def test_a_stage_that_marks_by_another_rubric_is_not_decided_by_a_criterion_of_the_old_one(draft, admin):
    alter(draft, "ties", {**read(draft, "ties"), "desk": {"decides": "kebaruan"}}, admin)
    alter(draft, "stages", with_one(read(draft, "stages"), "desk", rubric="interview"), admin)
    assert read(draft, "ties")["desk"] == {"decides": ""}


def test_a_draft_may_be_unfinished_but_not_broken(draft, admin):
    alter(draft, "categories", (), admin)
    alter(
        draft, "sections", with_one(read(draft, "sections"), read(draft, "sections")[0].key, weight=Decimal(3)), admin
    )
    said = refused(planning.announce, draft, by=admin, at=PLANNED_AT).sentences
    assert "Edisi memerlukan paling sedikit satu kategori." in said
    categories = (CategoryData("satu", "Satu"), CategoryData("satu", "Satu lagi"))
    caught = refused(alter, draft, "categories", categories, admin)
    assert caught.refusal is rules.PART_CANNOT_BE_KEPT
    assert caught.sentences == ("Kunci kategori dipakai lebih dari sekali: satu.",)


def test_a_group_that_goes_takes_along_what_is_its_own(draft, admin):
    alter(draft, "groups", read(draft, "groups")[:1], admin)
    assert not draft.sections.exclude(group=None).exclude(group__key="umum").exists()
    assert set(read(draft, "places")["panel"]) == {"umum"}
    assert [award.name for award in read(draft, "awards")["panel"]] == ["Top 99"]
    assert planning.announcement_reasons(draft) == []


def test_stages_come_go_and_change_places(draft, admin):
    stages = read(draft, "stages")
    interview = next(one for one in stages if one.kind == StageKind.INTERVIEW)
    alter(draft, "stages", tuple(one for one in stages if one is not interview), admin)
    assert draft.stages.count() == 5
    assert read(draft, "recap")["final"] == {"desk": Decimal(50)}
    alter(draft, "stages", stages, admin)
    assert [one.key for one in draft.stages.in_order()] == [one.key for one in stages]


def test_the_stages_of_a_draft_follow_the_close(draft, admin):
    head = replace(read(draft, "head"), closes_at=CLOSES_AT + timedelta(days=7))
    opens = stage(draft, StageKind.DESK).opens_at
    alter(draft, "head", head, admin)
    assert stage(draft, StageKind.DESK).opens_at == opens + timedelta(days=7)


def test_two_people_at_one_part(draft, admin):
    seen = planning.stamp(planning.plan_of(draft), "categories")
    alter(draft, "categories", read(draft, "categories")[1:], admin, seen=seen)
    with pytest.raises(Stale) as caught:
        alter(draft, "categories", read(draft, "categories")[2:], admin, seen=seen)
    assert caught.value.current == planning.plan_of(draft)
    # Another part is another form.
    alter(draft, "groups", read(draft, "groups")[:1], admin, seen=planning.stamp(planning.plan_of(draft), "groups"))


@pytest.mark.parametrize(
    ("kind", "places", "sentence"),
    [
        (StageKind.PANEL, 0, "kuota Kelompok umum paling sedikit 1"),
        (StageKind.PANEL, 10**9, "paling sedikit 1"),
        (StageKind.PANEL, -3, "paling sedikit 1"),
    ],
)
def test_places_that_cannot_be_kept(draft, admin, kind, places, sentence):
    wanted = {**read(draft, "places"), kind: {"umum": places}}
    assert sentence in " ".join(refused(alter, draft, "places", wanted, admin).sentences)


@pytest.mark.parametrize(
    ("kind", "places", "sentence"),
    [
        (StageKind.PANEL, 151, "padahal Tahap “Penilaian proposal” hanya meloloskan 150"),
        (StageKind.DESK, 20, "Tahap “Penetapan finalis”: kuota Kelompok umum 99, padahal"),
        (StageKind.FINAL, None, "isi kuota Kelompok umum"),
        (StageKind.FINAL, 3, "batas bawah menurut kategori berjumlah 11, padahal kuotanya 8"),
        (StageKind.INTERVIEW, 5, "meloloskan semua pesertanya"),
    ],
)
def test_places_that_make_no_sense_are_kept_in_a_draft_and_not_announced(draft, admin, kind, places, sentence):
    now = read(draft, "places")
    mine = {key: one for key, one in now[kind].items() if key != "umum"}
    alter(draft, "places", {**now, kind: mine | ({"umum": places} if places else {})}, admin)
    assert sentence in " ".join(planning.announcement_reasons(draft))


def test_rules_of_composition_are_replaced_in_order(draft, admin):
    province, agency = accounts.region(RegionKind.PROVINCE), accounts.agency(AgencyKind.MINISTRY)
    new = (
        RuleData("province", province.code, maximum=4),
        RuleData("agency", agency.name, maximum=1),
        RuleData("agency", "*", maximum=3),
        RuleData("agency_kind", AgencyKind.STATE_FIRM, minimum=1, maximum=2),
        RuleData("region_class", RegionClass.LEFT_BEHIND, minimum=2),
        RuleData("category", "kesehatan", minimum=0, maximum=5),
        RuleData("group", "khusus", minimum=1),
    )
    alter(draft, "composition", {"panel": new}, admin)
    assert read(draft, "composition")["panel"] == new
    assert read(draft, "composition")["final"]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (RuleData("warna", "merah", minimum=1), "dimensi komposisi tidak dikenal: warna"),
        (RuleData("category", "kesehatan"), "memerlukan batas"),
        (RuleData("category", "kesehatan", minimum=3, maximum=2), "melebihi batas atasnya"),
        (RuleData("category", "kesehatan", minimum=-1), "tidak negatif"),
    ],
)
def test_rules_of_composition_that_cannot_be_kept(draft, admin, rule, sentence):
    before = read(draft, "composition")
    caught = refused(alter, draft, "composition", {"panel": (rule,)}, admin)
    assert len(caught.sentences) == 1
    assert sentence in caught.sentences[0]
    assert read(draft, "composition") == before


@pytest.mark.parametrize(
    ("dimension", "value"),
    [
        ("category", "sihir"),
        ("group", "replikasi"),
        ("agency_kind", "bumdes"),
        ("region_class", "3t"),
        ("province", "00"),
        ("agency", "Kementerian"),
        ("agency", "999999"),
    ],
)
def test_a_rule_of_something_unknown_is_not_announced(draft, admin, dimension, value):
    alter(draft, "composition", {"panel": (RuleData(dimension, value, maximum=1),)}, admin)
    assert f"tidak dikenal: {value}" in " ".join(planning.announcement_reasons(draft))


def test_a_rule_named_twice(draft, admin):
    rule = RuleData("agency", "*", maximum=3)
    caught = refused(alter, draft, "composition", {"panel": (rule, rule)}, admin)
    assert "aturan untuk tiap instansi peserta disebut dua kali" in caught.sentences[0]


@pytest.mark.parametrize(
    ("wrong", "sentence", "can_be_kept"),
    [
        ({"session_minutes": 1}, "Lama sesi (menit) harus bilangan bulat dari 5 sampai 240.", False),
        ({"suhu": 20}, "Pengaturan tidak dikenal: suhu.", False),
        ({"sessions_a_day": 1}, "hanya muat 13 dari 114 peserta", True),
    ],
)
def test_settings_of_a_stage(draft, admin, wrong, sentence, can_be_kept):
    wanted = with_one(read(draft, "stages"), "interview", settings=wrong)
    if can_be_kept:
        alter(draft, "stages", wanted, admin)
        assert sentence in " ".join(planning.announcement_reasons(draft))
    else:
        assert sentence in refused(alter, draft, "stages", wanted, admin).sentences[0]


def test_a_component_that_nobody_marks_decides_nothing(draft, admin):
    alter(draft, "ties", {**read(draft, "ties"), "interview": {"decides": "whole"}}, admin)
    sentence = "Tahap “Presentasi dan wawancara”: komponen penentu bila nilai sama tidak ada dalam rubriknya."
    assert planning.announcement_reasons(draft) == [sentence]


def test_windows_that_overlap_or_run_backwards(draft, admin):
    stages = read(draft, "stages")
    alter(draft, "stages", with_one(stages, "desk", lasts=timedelta(days=22)), admin)
    assert planning.announcement_reasons(draft) == [
        "Tahap “Penetapan finalis” mulai sebelum Tahap “Penilaian proposal” selesai."
    ]
    caught = refused(alter, draft, "stages", with_one(stages, "desk", lasts=timedelta(0)), admin)
    assert caught.sentences == ("Tahap “Penilaian proposal” harus selesai setelah mulai.",)


def test_a_category_that_goes_takes_its_rules_along(draft, admin):
    gone = read(draft, "categories")[0].key
    every, of_one = RuleData("category", "*", minimum=1), RuleData("category", gone, minimum=1)
    alter(draft, "composition", {"final": (every, of_one)}, admin)
    alter(draft, "categories", read(draft, "categories")[1:], admin)
    assert read(draft, "composition")["final"] == (every,)
    assert planning.announcement_reasons(draft) == []


def test_two_people_announce(admin):
    draft = edition(by=admin, announced=False)
    motion = motions.announce(draft, "Arahan Menteri.", by=admin, at=PLANNED_AT)
    assert grave.told(motion)["plan"]["head"]["name"] == draft.name
    assert refused(grave.second, motion, seen=motion.sha256, by=admin, at=PLANNED_AT).refusal.key == "same_person"
    second = accounts.membership(Role.MINISTRY_ADMIN)
    grave.second(motion, seen=motion.sha256, by=second, at=PLANNED_AT)
    for minutes, announced_at in ((9, None), (10, PLANNED_AT + timedelta(minutes=10))):
        grave.carry_out_due(at=PLANNED_AT + timedelta(minutes=minutes))
        draft.refresh_from_db()
        assert draft.announced_at == announced_at


def test_an_announcement_that_was_agreed_to_is_taken_back_while_it_waits(admin):
    draft = edition(by=admin, announced=False)
    motion = motions.announce(draft, "Arahan Menteri.", by=admin, at=PLANNED_AT)
    grave.second(motion, seen=motion.sha256, by=accounts.membership(Role.MINISTRY_ADMIN), at=PLANNED_AT)
    grave.withdraw(motion, by=admin, at=PLANNED_AT + timedelta(minutes=9))
    grave.carry_out_due(at=PLANNED_AT + timedelta(days=1))
    draft.refresh_from_db()
    assert draft.announced_at is None


def test_an_edition_whose_registration_would_be_over_is_not_announced(draft, admin):
    caught = refused(motions.announce, draft, "Arahan Menteri.", by=admin, at=CLOSES_AT)
    assert caught.refusal is rules.REGISTRATION_OVER
    assert refused(planning.announce, draft, by=admin, at=CLOSES_AT).refusal is rules.REGISTRATION_OVER
    assert motions.announce(draft, "Arahan Menteri.", by=admin, at=CLOSES_AT - timedelta(minutes=1))


def test_a_difference_names_the_thing_and_the_field(draft):
    before = planning.plan_of(draft)
    sections = read(draft, "sections")
    question = replace(sections[0].questions[0], max_words=77)
    wanted = PARTS["sections"].write(before, (replace(sections[0], questions=(question,)), *sections[1:]))
    wanted = PARTS["places"].write(wanted, {"panel": {"umum": 90, "khusus": 15}})
    assert [(one.part, one.place, one.field, one.before, one.after) for one in difference.between(before, wanted)] == [
        ("sections", (sections[0].key, question.key), "max_words", sections[0].questions[0].max_words, 77),
        ("places", ("panel",), "umum", 99, 90),
    ]


def test_questions_are_asked_of_their_own_section(draft):
    assert Question.objects.filter(section__edition=draft).count() == sum(
        len(section.questions) for section in drawn.drawn_from(draft).sections
    )
