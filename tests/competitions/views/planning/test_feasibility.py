"""Whether the rules of a stage can be kept, said beside the rules, and the least change that lets them be."""

import pytest

from competitions.domain import planning
from competitions.domain.blueprint import RuleData
from tests.competitions.views.planning.pages import at, boxes
from tests.pages import markup

pytestmark = pytest.mark.django_db


def page_of(client, draft, **sent):
    """The page of the panel's rules after a button was pressed."""
    before = planning.plan_of(draft)
    page = client.post(at(draft, "komposisi", "panel"), {**all_boxes(client, draft), **sent})
    assert page.status_code == 200
    assert planning.plan_of(draft) == before
    return page


def all_boxes(client, draft):
    page = client.get(at(draft, "komposisi", "panel"))
    forecast = page.context["part_form"].forecast
    return boxes(page) | {box.html_name: "" if box.value() is None else str(box.value()) for box in forecast}


def box_of(client, draft, dimension, value):
    forecast = client.get(at(draft, "komposisi", "panel")).context["part_form"].forecast
    return next(forecast[name].html_name for name, key in forecast.keys.items() if key == (dimension, value))


def test_rules_are_held_against_the_numbers_typed(client, draft):
    page = markup(client.get(at(draft, "komposisi", "panel")))
    assert "Aturan dan kuota dapat dipenuhi bersama." in page
    assert "Paling banyak enam usulan dari satu instansi" in page.split("Tidak ikut dihitung")[1]
    nobody = box_of(client, draft, "category", "kesehatan")
    page = markup(page_of(client, draft, periksa="1", **{nobody: "0"}))
    assert "Aturan ini tidak dapat dipenuhi:" in page
    assert "<li>Sedikitnya satu usulan dari tiap kategori</li>" in page
    assert "Sedikitnya satu usulan dari tiap kategori → dihapus" in page


def test_the_fewest_rules_at_odds_are_named_and_the_least_change_fills_the_boxes_only_when_asked(client, draft):
    kinds = {"b-2-what": "agency_kind|city", "b-2-minimum": "60", "b-1-minimum": "70"}
    page = page_of(client, draft, periksa="1", **kinds)
    # Cities are of left-behind and of other regions: sixty of the one may be among seventy of the other.
    assert page.context["part_form"].answer.is_kept
    few = {**kinds, box_of(client, draft, "agency_kind", "city"): "58"}
    page = page_of(client, draft, periksa="1", **few)
    answer = page.context["part_form"].answer
    assert answer.clash == ("Sedikitnya 60 usulan dari kota",)
    assert answer.changes == (("Sedikitnya 60 usulan dari kota", "Sedikitnya 58 usulan dari kota"),)
    assert boxes(page)["b-2-minimum"] == "60"
    page = page_of(client, draft, usul="1", **few)
    assert "Belum ada yang disimpan." in markup(page)
    assert boxes(page)["b-2-minimum"] == "58"
    assert client.post(at(draft, "komposisi", "panel"), boxes(page)).status_code == 302
    panel = next(stage for stage in planning.plan_of(draft).blueprint.stages if stage.key == "panel")
    assert panel.composition[2] == RuleData("agency_kind", "city", minimum=58)


def test_a_row_that_says_nothing_yet_stays_in_its_boxes(client, draft):
    nobody = box_of(client, draft, "category", "kesehatan")
    page = page_of(client, draft, usul="1", **{nobody: "0", "b-0-maximum": "banyak"})
    assert page.context["part_form"].forms[-1].initial["maximum"] == "banyak"


def test_a_number_that_is_none_is_said_and_counts_nothing(client, draft):
    page = page_of(client, draft, periksa="1", **{box_of(client, draft, "category", "kesehatan"): "banyak"})
    assert "Kategori Kesehatan harus bilangan bulat" in markup(page)
