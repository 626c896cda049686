"""A rule of composition is one sentence."""

import pytest
from django.utils import translation

from accounts.models import AgencyKind, RegionKind
from competitions.domain import composition
from competitions.domain.blueprint import RuleData
from tests.factories import accounts
from tests.factories.competitions import edition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "said", "in_english"),
    [
        (
            RuleData("category", "kesehatan", minimum=1),
            "Sedikitnya satu usulan dari kategori Kesehatan",
            "At least one proposal from the category Kesehatan",
        ),
        (
            RuleData("agency", "*", maximum=2),
            "Paling banyak dua usulan dari satu instansi",
            "At most two proposals from any one agency",
        ),
        (
            RuleData("agency_kind", "ministry", minimum=2, maximum=2),
            "Dua usulan dari kementerian",
            "Two proposals from agencies of the kind “ministry”",
        ),
        (
            RuleData("agency_kind", "body", minimum=0, maximum=0),
            "Tanpa usulan dari lembaga",
            "No proposal from agencies of the kind “government body”",
        ),
        (
            RuleData("agency_kind", "city", minimum=0, maximum=21),
            "Paling banyak 21 usulan dari kota",
            "At most 21 proposals from agencies of the kind “city”",
        ),
        (
            RuleData("region_class", "left_behind", minimum=5),
            "Sedikitnya lima usulan dari daerah tertinggal",
            "At least five proposals from left-behind region",
        ),
        (
            RuleData("group", "umum", minimum=1, maximum=12),
            "Satu sampai 12 usulan dari Kelompok umum",
            "One to 12 proposals from Kelompok umum",
        ),
        (
            RuleData("category", "*", minimum=1),
            "Sedikitnya satu usulan dari tiap kategori",
            "At least one proposal from every category",
        ),
        (
            RuleData("province", "*", minimum=1, maximum=3),
            "Satu sampai tiga usulan dari tiap provinsi peserta",
            "One to three proposals from every province that takes part",
        ),
        (
            RuleData("region_class", "*", minimum=2, maximum=2),
            "Dua usulan dari tiap kelas wilayah",
            "Two proposals from every region class",
        ),
    ],
)
def test_a_rule_is_one_sentence(rule, said, in_english):
    contest = edition()
    assert composition.sentences([rule], contest) == {(rule.dimension, rule.value): said}
    with translation.override("en"):
        assert composition.sentences([rule], contest) == {(rule.dimension, rule.value): in_english}


def test_provinces_and_agencies_are_called_by_their_names():
    province = accounts.region(RegionKind.PROVINCE)
    agency = accounts.agency(AgencyKind.MINISTRY)
    rules = [RuleData("province", province.code, maximum=4), RuleData("agency", agency.name, maximum=1)]
    assert list(composition.sentences(rules, edition()).values()) == [
        f"Paling banyak empat usulan dari provinsi {province.short_name}",
        f"Paling banyak satu usulan dari {agency.name}",
    ]


def test_many_rules_cost_a_query_a_dimension(django_assert_num_queries):
    contest = edition()
    categories = [RuleData("category", one.key, minimum=1) for one in contest.categories.all()]
    with django_assert_num_queries(2):
        assert len(composition.sentences([*categories, RuleData("agency", "1", maximum=1)], contest)) == 12
