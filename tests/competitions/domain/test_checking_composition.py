"""A rule of composition that cannot be kept says why when it is planned."""

from dataclasses import replace

import pytest

from accounts.models import RegionKind
from competitions.domain import checking
from competitions.domain.blueprint import (
    AdmissionData,
    RuleData,
)
from competitions.domain.composition import Dimension
from tests.competitions.domain.plans import PLAN, stages
from tests.factories import accounts
from tests.factories.competitions import CLOSES_AT

RULES = {
    "an unknown category": (RuleData("category", "sihir", minimum=1), "kategori tidak dikenal: sihir."),
    "an unknown kind of agency": (RuleData("agency_kind", "desa", minimum=1), "jenis instansi tidak dikenal: desa."),
    "an unknown dimension": (RuleData("warna", "merah", minimum=1), "dimensi komposisi tidak dikenal: warna."),
    "a minimum above the places": (
        RuleData("category", "kesehatan", minimum=50),
        "“Sedikitnya 50 usulan dari kategori Kesehatan” tidak dapat dipenuhi dengan kuota 8.",
    ),
    "a minimum above its group": (
        RuleData("group", "khusus", minimum=4),
        "“Sedikitnya empat usulan dari Kelompok khusus” tidak dapat dipenuhi dengan kuota 3.",
    ),
    "a maximum below its group": (
        RuleData("group", "umum", maximum=4),
        "“Paling banyak empat usulan dari Kelompok umum” bertentangan dengan kuota 5.",
    ),
    "each group at most": (
        RuleData("group", "*", maximum=4),
        "“Paling banyak empat usulan dari satu kelompok” bertentangan dengan kuota 5.",
    ),
    "each kind of agency at most": (
        RuleData("agency_kind", "*", maximum=1),
        "batas atas menurut jenis instansi hanya memberi 7, padahal kuotanya 8.",
    ),
    "a minimum above the maximum": (
        RuleData("category", "kesehatan", minimum=3, maximum=2),
        "batas bawah untuk kategori Kesehatan melebihi batas atasnya.",
    ),
    "nothing said": (
        RuleData("category", "kesehatan", minimum=0),
        "aturan untuk kategori Kesehatan memerlukan batas bawah atau batas atas.",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_cannot_be_kept_says_why(name):
    rule, sentence = RULES[name]
    plan = stages(final={"places": {"umum": 5, "khusus": 3}, "composition": (rule,)})
    assert checking.reasons(plan, closes_at=CLOSES_AT) == [f"Tahap “Penetapan akhir”: {sentence}"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            [RuleData("category", "*", minimum=1)],
            "batas bawah menurut kategori berjumlah 11, padahal kuotanya 8.",
        ),
        (
            [RuleData("agency_kind", "*", minimum=1), RuleData("agency_kind", "city", minimum=3)],
            "batas bawah menurut jenis instansi berjumlah 9, padahal kuotanya 8.",
        ),
        (
            [RuleData("region_class", "*", minimum=2), RuleData("region_class", "national", maximum=1)],
            "“Paling banyak satu usulan dari nasional” bertentangan dengan sedikitnya 2 dari tiap kelas wilayah.",
        ),
        (
            [RuleData("group", "*", minimum=4)],
            "“Sedikitnya empat usulan dari tiap kelompok” tidak dapat dipenuhi dengan kuota 3.",
        ),
    ],
)
def test_a_rule_about_every_value_that_asks_too_much_says_why(asked, sentence):
    plan = stages(final={"places": {"umum": 5, "khusus": 3}, "composition": tuple(asked)})
    assert f"Tahap “Penetapan akhir”: {sentence}" in checking.reasons(plan, closes_at=CLOSES_AT)


def test_a_rule_about_every_province_or_agency_asks_for_those_that_take_part():
    asked = (RuleData("province", "*", minimum=1), RuleData("agency", "*", minimum=1, maximum=1))
    assert not checking.reasons(stages(final={"composition": asked}), closes_at=CLOSES_AT)


def with_rule(rule):
    """The classical plan with one rule of the last stage and none of the finalists."""
    return stages(panel={"composition": ()}, final={"composition": (rule,)})


def admitting(*rows):
    return tuple(AdmissionData(dimension, value) for dimension, value in rows)


A_PROVINCE, CITIES, MINISTRIES = ("province", "Z1"), ("kind", "city"), ("kind", "ministry")
NOBODY = "tidak dapat dipenuhi: menurut “Siapa yang dapat ikut” tidak ada yang dapat ikut."


@pytest.mark.parametrize(
    ("admissions", "rule", "is_shut"),
    [
        ((), ("agency_kind", "city"), False),
        ((CITIES,), ("agency_kind", "city"), False),
        ((CITIES,), ("agency_kind", "regency"), True),
        ((CITIES,), ("agency_kind", "*"), True),
        ((A_PROVINCE,), ("agency_kind", "ministry"), True),
        ((A_PROVINCE,), ("agency_kind", "city"), False),
        # Who is named may be of any kind.
        ((CITIES, ("agency", "Kementerian X")), ("agency_kind", "ministry"), False),
        ((CITIES,), ("region_class", "national"), True),
        ((A_PROVINCE,), ("region_class", "national"), True),
        ((A_PROVINCE,), ("region_class", "*"), True),
        ((CITIES,), ("region_class", "left_behind"), False),
        ((MINISTRIES,), ("region_class", "left_behind"), True),
        ((MINISTRIES, CITIES), ("region_class", "left_behind"), False),
        ((MINISTRIES,), ("category", "kesehatan"), False),
        ((MINISTRIES,), ("province", "*"), False),
    ],
)
@pytest.mark.django_db
def test_a_rule_for_some_of_whom_nobody_may_enter_says_why(admissions, rule, is_shut):
    accounts.region(RegionKind.PROVINCE, code="Z1")
    plan = replace(with_rule(RuleData(*rule, minimum=1)), admissions=admitting(*admissions))
    found = [one for one in checking.told(plan, closes_at=CLOSES_AT) if NOBODY in one[1]]
    assert [part for part, _sentence in found] == (["composition"] if is_shut else [])
    # A limit from above asks for nobody.
    plan = replace(with_rule(RuleData(*rule, maximum=9)), admissions=plan.admissions)
    assert not [one for one in checking.reasons(plan, closes_at=CLOSES_AT) if NOBODY in one]


@pytest.mark.django_db
def test_a_rule_for_a_province_or_an_agency_that_may_not_enter_says_why():
    accounts.region(RegionKind.PROVINCE, code="Z1")
    accounts.region(RegionKind.PROVINCE, code="Z2")
    accounts.agency(name="Kota Satu")
    for admissions, rule, is_shut in (
        ((A_PROVINCE,), ("province", "Z1"), False),
        ((A_PROVINCE,), ("province", "Z2"), True),
        ((MINISTRIES,), ("province", "Z1"), True),
        ((("agency", "Kota Satu"),), ("agency", "Kota Satu"), False),
        ((("agency", "Kota Dua"),), ("agency", "Kota Satu"), True),
    ):
        plan = replace(with_rule(RuleData(*rule, minimum=1)), admissions=admitting(*admissions))
        assert any(NOBODY in one for one in checking.reasons(plan, closes_at=CLOSES_AT)) is is_shut, rule


def test_rules_that_only_together_ask_too_much():
    asked = tuple(RuleData("category", one.key, minimum=1) for one in PLAN.categories)
    plan = stages(final={"places": {"umum": 5, "khusus": 3}, "composition": asked})
    assert checking.reasons(plan, closes_at=CLOSES_AT) == [
        "Tahap “Penetapan akhir”: batas bawah menurut kategori berjumlah 11, padahal kuotanya 8."
    ]
    plan = stages(
        final={"composition": (RuleData("agency", "*", maximum=2), RuleData("agency_kind", "city", minimum=2))}
    )
    assert checking.reasons(plan, closes_at=CLOSES_AT) == []


ONE_AGENCY = (("agency", "Kementerian X"),)
TWO_AGENCIES = (*ONE_AGENCY, ("agency", "Kota Y"))


@pytest.mark.parametrize(
    ("admissions", "rules", "most"),
    [
        # Whoever may enter, everybody's agencies and provinces are more than anybody knows.
        ((), (RuleData("agency", "*", maximum=3),), None),
        ((MINISTRIES,), (RuleData("agency", "*", maximum=3),), None),
        ((*ONE_AGENCY, CITIES), (RuleData("agency", "*", maximum=3),), None),
        ((*ONE_AGENCY, A_PROVINCE), (RuleData("province", "*", maximum=3),), None),
        # Those who are named are all there are.
        (ONE_AGENCY, (RuleData("agency", "*", maximum=3),), 3),
        (TWO_AGENCIES, (RuleData("agency", "*", maximum=3),), 6),
        (TWO_AGENCIES, (RuleData("agency", "*", maximum=4),), None),
        (ONE_AGENCY, (RuleData("agency", "*", maximum=8),), None),
        ((A_PROVINCE,), (RuleData("province", "*", maximum=3),), 3),
        ((CITIES,), (RuleData("agency_kind", "*", maximum=5),), 5),
        ((CITIES, MINISTRIES), (RuleData("agency_kind", "*", maximum=5),), None),
        ((MINISTRIES,), (RuleData("region_class", "*", maximum=5),), 5),
    ],
)
@pytest.mark.django_db
def test_an_upper_bound_that_leaves_places_empty_for_those_who_may_enter_says_why(admissions, rules, most):
    accounts.region(RegionKind.PROVINCE, code="Z1")
    plan = stages(panel={"composition": ()}, final={"places": {"umum": 5, "khusus": 3}, "composition": rules})
    found = checking.reasons(replace(plan, admissions=admitting(*admissions)), closes_at=CLOSES_AT)
    said = [one for one in found if "batas atas menurut" in one]
    what = Dimension(rules[0].dimension).label
    expected = f"Tahap “Penetapan akhir”: batas atas menurut {what} hanya memberi {most}, padahal kuotanya 8."
    assert said == ([expected] if most else [])
