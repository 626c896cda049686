from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Agency, AgencyKind, Event, FormerName, Role
from accounts.rules import Refused
from accounts.rules import motions as motion_rules
from competitions import motions, rules
from competitions.domain import drawn, planning
from competitions.domain.blueprint import CategoryData
from competitions.domain.templates import TEMPLATES
from competitions.kinds import StageKind
from competitions.models import Admission, CompositionRule, Edition, Stage
from tests.factories import accounts
from tests.factories.competitions import CLOSES_AT, DURING, OPENS_AT, PLANNED_AT, edition, stage

pytestmark = pytest.mark.django_db


FAR = datetime(9999, 12, 31, tzinfo=UTC)
# Statements of a copy: as many as there are tables to read and to write.
COPY = 45


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
    assert drawn.drawn_from(edition(template)) == TEMPLATES[template].blueprint


def test_planning_takes_as_many_statements_as_tables(admin, django_assert_num_queries):
    # Two savepoints and their releases, whether the address is free, 15 tables, one event.
    with django_assert_num_queries(22):
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
    assert [one.opens_at - CLOSES_AT for one in stages] == [timedelta(days=days) for days in (0, 14, 28, 28, 42)]
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
        ({"closes_at": FAR}, "Pendaftaran harus antara tahun 2000 dan 2100"),
        ({"opens_at": datetime(1, 1, 1, tzinfo=UTC)}, "Pendaftaran harus antara tahun 2000 dan 2100"),
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
    finalists.quotas.filter(group__key="umum").update(places=80)
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
    assert drawn.drawn_from(new) == drawn.drawn_from(source)
    assert stage(new, StageKind.PANEL).opens_at == finalists.opens_at + timedelta(days=365)
    assert stage(new, StageKind.PANEL).quotas.get(group__key="umum").places == 80
    assert (new.agency_cap, new.signatory_name, new.lot_seed) == (10, "Menteri Contoh", "")
    assert new.announced_at is None
    assert Event.objects.about(new).get().particulars["source"] == source.slug


@pytest.mark.parametrize("way", ["copied", "brought"])
def test_who_was_named_last_year_is_named_as_today(admin, way):
    old = [accounts.agency(AgencyKind.MINISTRY, name=name) for name in ("Badan A", "Badan B", "Badan C", "Badan D")]
    source = edition(by=admin, announced=False)
    group, panel = source.groups.first(), stage(source, StageKind.PANEL)
    # Four agencies with three winners each would not fill its places.
    CompositionRule.objects.filter(stage__edition=source, dimension="agency").delete()
    names = ["Badan A", "Badan B", "Badan C", "Badan D", "Badan Asing"]
    source.groups.filter(pk=group.pk).update(by_invitation=True, invited=names)
    for place, name in enumerate(names[:4], 50):
        Admission.objects.create(edition=source, position=place, dimension="agency", value=name)
        CompositionRule.objects.create(stage=panel, position=place, dimension="agency", value=name, maximum=place)
    # A is called otherwise; B became part of C and D is as it was.
    FormerName.objects.create(
        agency=old[0],
        name="Badan A",
        until=PLANNED_AT.date(),
        changed_at=PLANNED_AT,
        changed_by=admin,
        reason="Perpres",
    )
    Agency.objects.filter(pk=old[0].pk).update(name="Kementerian A")
    Agency.objects.filter(pk=old[1].pk).update(merged_into=old[2], closed_on=PLANNED_AT.date())
    particulars = {"slug": "baru", "by": admin, "at": PLANNED_AT}
    plan = planning.plan_of(source)
    head = {name: getattr(plan.head, name) for name in ("name", "year", "opens_at", "closes_at")}
    if way == "brought":
        new = planning.bring(plan, **particulars)
    else:
        source.groups.filter(pk=group.pk).update(invited=names[:4])
        new = planning.copy(source, **head, **particulars)
    unknown = ["Badan Asing"] if way == "brought" else []
    now = ["Kementerian A", "Badan C", "Badan D"]
    made = planning.plan_of(new).blueprint
    assert list(made.groups[0].invited) == [*now, *unknown]
    assert [one.value for one in made.admissions] == now
    rules_now = [rule for one in made.stages for rule in one.composition if rule.value in now]
    assert [(rule.value, rule.maximum) for rule in rules_now] == [
        ("Kementerian A", 50),
        ("Badan C", 52),
        ("Badan D", 53),
    ]


def test_copying_reads_and_writes_each_table_once(admin, django_assert_num_queries):
    source = edition(by=admin)
    with django_assert_num_queries(33):
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


def acts_on(planned, by):
    """Every act of planning, ready to be called."""
    dates = {"opens_at": OPENS_AT, "closes_at": CLOSES_AT}
    naming = {"slug": "baru", "name": "Baru", "year": 2027}
    who = {"by": by, "at": PLANNED_AT}
    return {
        "plan": lambda: planning.plan("classical", **naming, **dates, legal_basis="Pedoman", **who),
        "copy": lambda: planning.copy(planned, **naming, **dates, **who),
        "announce": lambda: planning.announce(planned, **who),
        "alter": lambda: planning.alter(planned, "categories", (), **who),
        "announce by two": lambda: motions.announce(planned, "Arahan Menteri.", **who),
        "alter by two": lambda: motions.alter(planned, "categories", (), "Perubahan tema", **who),
    }


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MINISTRY_ADMIN])
def test_only_a_ministry_admin_plans(admin, role):
    planned = edition(by=admin, announced=False)
    events = Event.objects.count()
    for act in acts_on(planned, accounts.membership(role)).values():
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.refusal in (rules.NOT_MINISTRY_ADMIN, motion_rules.NOT_OF_THIS_ROLE)
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("edition_closes_after_it_opens", lambda one: Edition.objects.update(closes_at=OPENS_AT)),
        ("edition_slug_is_in_small_letters", lambda one: Edition.objects.filter(pk=one.pk).update(slug="KIPP-Uji")),
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


def test_a_copy_costs_as_many_statements_however_long_the_plan_is(admin, django_assert_max_num_queries):
    """Under two seconds for whole editions: bounded by statements, since seconds depend on the machine."""
    source = edition(by=admin)
    given = {"name": "Salinan", "year": 2028, "opens_at": source.opens_at, "closes_at": source.closes_at}
    with django_assert_max_num_queries(COPY):
        planning.copy(source, slug="satu", by=admin, at=PLANNED_AT, **given)
    blueprint = planning.plan_of(source).blueprint
    longer = replace(
        blueprint,
        categories=(*blueprint.categories, *(CategoryData(f"bidang-{n}", f"Bidang {n}") for n in range(60))),
        sections=tuple(
            replace(one, questions=tuple(replace(one.questions[0], key=f"{one.key}-{n}") for n in range(40)))
            for one in blueprint.sections
        ),
        checks=tuple(replace(blueprint.checks[0], code=f"X{n}") for n in range(80)),
        stages=tuple(replace(one, composition=()) for one in blueprint.stages),
    )
    long = planning.plan(longer, **{**given, "slug": "panjang", "legal_basis": "Pedoman"}, by=admin, at=PLANNED_AT)
    with django_assert_max_num_queries(COPY):
        new = planning.copy(long, slug="dua", by=admin, at=PLANNED_AT, **given)
    assert planning.plan_of(new).blueprint == planning.plan_of(long).blueprint
    assert new.categories.count() == len(longer.categories)
