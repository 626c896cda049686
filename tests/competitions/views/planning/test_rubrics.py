"""Rubrics by their pages: criteria, the scale, and what each level means for each criterion."""

import pytest
from django.urls import reverse

from competitions.domain import planning
from tests.competitions.views.planning.pages import at, boxes
from tests.pages import markup

pytestmark = pytest.mark.django_db


def rubric(planned, key="desk"):
    return next(one for one in planning.plan_of(planned).blueprint.rubrics if one.key == key)


def sent_of(client, draft):
    return boxes(client.get(at(draft, "rubrik", "desk")))


def test_a_rubric_is_added_and_says_that_it_has_no_criteria(client, draft):
    sent = boxes(client.get(at(draft, "rubrik")))
    page = client.post(
        at(draft, "rubrik"), {**sent, "b-jumlah": "3", "b-2-key": "", "b-2-name": "Paparan"}, follow=True
    )
    assert "Rubrik “Paparan” tidak memuat kriteria." in markup(page)
    assert [level.points for level in rubric(draft, "paparan").levels] == [20, 40, 60, 80, 100]


@pytest.mark.journey
def test_a_level_means_something_of_its_own_for_one_criterion(client, draft):
    client.post(at(draft, "rubrik", "desk"), {**sent_of(client, draft), "b-1-arti-4": "Belum ada di dunia."})
    told = rubric(draft).criteria[1].descriptors
    assert [(one.points, one.text) for one in told] == [(100, "Belum ada di dunia.")]
    preview = reverse("judging:scorecard-preview", args=[draft.slug, "desk"])
    page = markup(client.get(preview))
    assert page.count("Belum ada di dunia.") == 1
    assert page.count("Lengkap, terukur, terbukti seluruhnya") == 6
    # It stays when the page is saved as it is shown, and goes when its box is emptied.
    client.post(at(draft, "rubrik", "desk"), sent_of(client, draft))
    assert rubric(draft).criteria[1].descriptors == told
    client.post(at(draft, "rubrik", "desk"), {**sent_of(client, draft), "b-1-arti-4": " "})
    assert rubric(draft).criteria[1].descriptors == ()


def test_nothing_can_be_sent_from_a_preview(client, draft):
    address = reverse("judging:scorecard-preview", args=[draft.slug, "desk"])
    page = markup(client.get(address))
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    assert "<button" not in main
    assert client.post(address).status_code == 405
    assert client.get(reverse("judging:scorecard-preview", args=[draft.slug, "tidak-ada"])).status_code == 404


def test_weights_that_do_not_add_up_are_kept_and_named(client, draft):
    page = client.post(at(draft, "rubrik", "desk"), {**sent_of(client, draft), "b-0-weight": "12,5"})
    page = client.get(at(draft, "rubrik", "desk"))
    assert "Jumlah bobot: 102,5 dari 100." in markup(page)
    plan = markup(client.get(reverse("competitions:plan", args=[draft.slug])))
    assert "Bobot rubrik “Penilaian proposal” harus berjumlah tepat 100, bukan 102.5." in plan


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("b-0-weight", "sepuluh", "Bobot (%) harus angka dari 0 sampai 100"),
        ("b-0-name", "", "Isi nama kriteria, atau hapus barisnya"),
        ("t-0-points", "101", "Poin harus bilangan bulat dari 0 sampai 100"),
        ("t-0-points", "40", "Poin 40 dipakai dua kali"),
        ("t-1-anchor", "", "Tulis arti tingkat ini"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, draft, box, typed, sentence):
    before = planning.plan_of(draft)
    sent = {**sent_of(client, draft), "b-2-name": "Pelaksanaan", box: typed}
    page = client.post(at(draft, "rubrik", "desk"), sent)
    assert page.status_code == 422
    assert sentence in markup(page)
    assert 'value="Pelaksanaan"' in markup(page)
    assert planning.plan_of(draft) == before


def shown(page):
    """Levels and the meanings of the second criterion as the page shows them."""
    form = page.context["part_form"]
    points = ["" if one["points"].value() is None else str(one["points"].value()) for one in form.levels.forms]
    return dict(zip(points, [box.value() or "" for box in form.criteria.forms[1].boxes], strict=True))


@pytest.mark.parametrize(
    ("command", "levels"),
    [
        ({"tingkat": "hapus-1"}, {"20": "dua puluh", "60": "", "80": "", "100": "seratus"}),
        ({"tingkat": "tambah"}, {"20": "dua puluh", "40": "empat puluh", "60": "", "80": "", "100": "seratus", "": ""}),
        ({"skala": "5"}, {"20": "dua puluh", "40": "empat puluh", "60": "", "80": "", "100": "seratus"}),
        (
            {"skala": "11"},
            {str(points): "" for points in range(0, 101, 10)}
            | {"20": "dua puluh", "40": "empat puluh", "100": "seratus"},
        ),
        ({"baris": "naik-2"}, None),
    ],
)
def test_meanings_go_along_with_their_levels(client, draft, command, levels):
    before = planning.plan_of(draft)
    told = {"b-1-arti-0": "dua puluh", "b-1-arti-1": "empat puluh", "b-1-arti-4": "seratus"}
    page = client.post(at(draft, "rubrik", "desk"), {**sent_of(client, draft), **told, "name": "Lain", **command})
    assert 'value="Lain"' in markup(page)
    assert planning.plan_of(draft) == before
    if levels is None:
        assert [box.value() for box in page.context["part_form"].criteria.forms[2].boxes][4] == "seratus"
    else:
        assert shown(page) == levels


def test_a_scale_of_eleven_levels_is_saved_from_the_lowest(client, draft):
    page = client.post(at(draft, "rubrik", "desk"), {**sent_of(client, draft), "skala": "11"})
    sent = boxes(page)
    sent |= {"t-0-points": "100", "t-10-points": "0"}
    client.post(at(draft, "rubrik", "desk"), sent)
    assert [level.points for level in rubric(draft).levels] == list(range(0, 101, 10))


@pytest.mark.parametrize("weight", ["101", "9" * 30, "1e30", "nan", "inf", "-inf", "1" * 5000])
def test_a_weight_that_is_no_share_is_said_beside_its_box(client, draft, weight):
    page = client.post(at(draft, "rubrik", "desk"), {**sent_of(client, draft), "b-0-weight": weight})
    assert page.status_code == 422
    assert "Bobot (%) harus angka dari 0 sampai 100" in markup(page)
    assert "Jumlah bobot" not in markup(page)


@pytest.mark.parametrize(
    ("prefix", "costs"),
    [
        (
            "id",
            (
                "Lima tingkat: 2 sampai 8 dari 100 usulan terbaik terlewat karena skalanya kasar.",
                "Sebelas tingkat: 1 sampai 3 dari 100 usulan terbaik terlewat karena skalanya.",
            ),
        ),
        (
            "en",
            (
                "Five levels: 2 to 8 of the 100 best proposals are missed because the scale is coarse.",
                "Eleven levels: 1 to 3 of the 100 best proposals are missed because of the scale.",
            ),
        ),
    ],
)
def test_what_a_scale_costs_is_said_where_it_is_chosen(client, draft, prefix, costs):
    client.cookies["django_language"] = prefix
    page = markup(client.get(at(draft, "rubrik", "desk")))
    told = page[page.index('id="skala"') : page.index('value="11"', page.index('id="skala"'))]
    assert [cost in told for cost in costs] == [True, True]
    # Before the buttons that choose it, not behind them.
    assert max(told.index(cost) for cost in costs) < told.index('name="skala"')
