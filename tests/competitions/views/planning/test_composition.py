"""Rules of composition, recaps and awards by their pages."""

import pytest
from django.urls import reverse

from competitions.domain import planning
from competitions.domain.blueprint import AwardData, RuleData
from competitions.domain.composition import Dimension
from tests.competitions.views.planning.pages import at, boxes
from tests.pages import markup

pytestmark = pytest.mark.django_db


def one(planned, key):
    return next(stage for stage in planning.plan_of(planned).blueprint.stages if stage.key == key)


def test_rules_are_read_aloud(client, draft):
    page = markup(client.get(at(draft, "komposisi")))
    assert page.count("Sedikitnya satu usulan dari tiap kategori") == 2
    assert "Paling banyak enam usulan dari satu instansi" in page
    client.post(at(draft, "komposisi", "panel"), {**sent(client, draft), "b-2-minimum": "2", "b-2-maximum": "5"})
    assert "Dua sampai lima usulan dari tiap kategori" in markup(client.get(at(draft, "komposisi")))


def sent(client, draft):
    return boxes(client.get(at(draft, "komposisi", "panel")))


@pytest.mark.parametrize("dimension", Dimension.values)
def test_one_of_every_value_is_one_rule(client, draft, dimension):
    before = planning.plan_of(draft)
    page = client.post(at(draft, "komposisi", "panel"), {"b-jumlah": "0", "tiap": dimension})
    assert planning.plan_of(draft) == before
    assert len(page.context["part_form"].forms) == 1
    again = client.post(at(draft, "komposisi", "panel"), {**boxes(page), "tiap": dimension})
    assert len(again.context["part_form"].forms) == 1
    client.post(at(draft, "komposisi", "panel"), boxes(again))
    assert one(draft, "panel").composition == (RuleData(dimension, "*", minimum=1),)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"b-0-maximum": ""}, "Isi batas paling sedikit atau paling banyak"),
        ({"b-1-maximum": "2"}, "Paling banyak tidak boleh kurang dari paling sedikit"),
        ({"b-0-what": "agency|"}, "Tulis nama instansi"),
        ({"b-0-what": "warna|merah"}, "Pilih dari daftar"),
        ({"b-1-minimum": "banyak"}, "Paling sedikit harus bilangan bulat"),
        ({"b-2-what": "agency|*", "b-2-maximum": "9"}, "disebut dua kali"),
    ],
)
def test_a_rule_that_says_nothing_sound_is_named_and_nothing_is_lost(client, draft, changes, sentence):
    before = planning.plan_of(draft)
    page = client.post(at(draft, "komposisi", "panel"), {**sent(client, draft), "b-2-minimum": "7", **changes})
    assert page.status_code == 422
    assert sentence in markup(page)
    assert 'value="7"' in markup(page)
    assert planning.plan_of(draft) == before


def test_weights_of_a_recap_that_do_not_add_up_are_kept_and_named(client, draft):
    page = client.get(at(draft, "rekap"))
    cells = {(stage.key, source.key): name for name, stage, source in page.context["part_form"].cells}
    assert list(cells) == [("panel", "desk"), ("final", "desk"), ("final", "interview")]
    client.post(at(draft, "rekap"), {**boxes(page), cells["final", "desk"]: "40"})
    assert [str(weight) for weight in one(draft, "final").recap.values()] == ["40.00", "50.00"]
    plan = markup(client.get(reverse("competitions:plan", args=[draft.slug])))
    assert "Bobot rekap tahap “Penetapan akhir” harus berjumlah tepat 100, bukan 90." in plan
    client.post(at(draft, "rekap"), {**boxes(page), cells["final", "desk"]: ""})
    assert list(one(draft, "final").recap) == ["interview"]


def test_an_award_is_named_for_a_group(client, draft):
    page = client.get(at(draft, "penghargaan", "final"))
    rows = {**boxes(page), "b-jumlah": "4", "b-3-kind": "outstanding", "b-3-name": "Istimewa", "b-3-group": "khusus"}
    sealed = {"b-3-seal": "star", "b-3-seal_colour": "red", "b-3-signatory_name": "Ibu Deputi", "b-3-decree": "SK"}
    client.post(at(draft, "penghargaan", "final"), {**rows, "b-3-places": "2", **sealed})
    assert one(draft, "final").awards[3] == AwardData(
        "outstanding", "Istimewa", "khusus", 2, "star", "red", signatory_name="Ibu Deputi", decree="SK"
    )
    preview = reverse("judging:certificate-preview", args=[draft.slug, "final", 4, "halaman"])
    assert f'href="{preview}"' in markup(client.get(at(draft, "penghargaan", "final")))
    page = markup(client.get(preview))
    for said in (
        "Contoh. Penghargaan ini tidak pernah diberikan.",
        "Istimewa",
        "Ibu Deputi",
        "SK Nomor 000",
        'class="seal"',
    ):
        assert said in page
    for kind, status in (("pdf", 200), ("exe", 404)):
        answer = client.get(reverse("judging:certificate-preview", args=[draft.slug, "final", 4, kind]))
        assert answer.status_code == status
    assert client.get(reverse("judging:certificate-preview", args=[draft.slug, "final", 5, "pdf"])).status_code == 404
    assert "Istimewa" in markup(client.get(at(draft, "penghargaan")))


@pytest.mark.parametrize("digits", [400, 5000])
@pytest.mark.parametrize("button", [{}, {"periksa": ""}, {"usul": ""}])
def test_a_number_that_is_far_too_long_is_not_counted(client, draft, digits, button):
    before = planning.plan_of(draft)
    page = client.post(at(draft, "komposisi", "panel"), {**sent(client, draft), "b-0-minimum": "9" * digits, **button})
    assert page.status_code in (200, 422)
    assert planning.plan_of(draft) == before
    page = client.post(
        at(draft, "pengingat"),
        {"b-jumlah": "1", "b-0-key": "", "b-0-about": "drafts", "b-0-days_before": "9" * digits, **button},
    )
    assert page.status_code == 422
    assert planning.plan_of(draft) == before
