"""The lists of a stage as pages and as files: one thing, with the columns that were chosen."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.pages.lists import fact
from competitions.kinds import StageKind
from judging.models import Mark, Scorecard
from tests import carrying, once
from tests.factories import accounts
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
@once.lived_through
def computed():
    crew, edition, _proposals = carrying.begun(6, evaluators=4)
    desk = carrying.opened(carrying.reached(edition, StageKind.DESK, crew), crew)
    return crew, carrying.computed(carrying.worked(desk, crew), crew)


@pytest.fixture
def secretary(client):
    client.force_login(accounts.membership("secretary").user)
    return client


def at(name, stage, query=""):
    return reverse(f"judging:{name}", args=[stage.edition.slug, stage.position]) + query


def lines(client, address):
    text = client.get(address).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@pytest.mark.parametrize("name", ["entrants", "results", "deliberation", "marks"])
def test_page_number_and_file_are_one_thing(secretary, computed, name):
    _crew, stage = computed
    page = secretary.get(at(name, stage))
    assert len(lines(secretary, at(name, stage, "?bentuk=csv"))) == page.context["page"].paginator.count > 0
    book = load_workbook(io.BytesIO(secretary.get(at(name, stage, "?bentuk=xlsx")).getvalue())).active
    assert book.max_row == page.context["page"].paginator.count + 1
    code = fact(page.context["page"][0], "proposal__code")
    narrowed = lines(secretary, at(name, stage, f"?q={code}&bentuk=csv"))
    assert {line["Nomor"] for line in narrowed} == {code}


def test_columns_are_chosen_and_kept_when_the_list_is_narrowed(secretary, computed):
    _crew, stage = computed
    page = secretary.get(at("entrants", stage, "?kolom=provinsi&kolom=nomor"))
    assert [column.key for column in page.context["listing"].columns] == ["usulan", "nomor", "provinsi"]
    assert '<input type="hidden" name="kolom" value="provinsi">' in page.content.decode()
    assert "Instansi" not in lines(secretary, at("entrants", stage, "?kolom=provinsi&bentuk=csv"))[0]


@pytest.mark.parametrize("name", ["entrants", "results", "deliberation"])
def test_states_are_links_that_keep_what_was_typed_and_chosen(secretary, computed, name):
    _crew, stage = computed
    page = secretary.get(at(name, stage, "?q=layanan&kolom=nomor&page=1"))
    [links] = page.context["filters"]
    assert [one.is_current for one in links.choices] == [True, *[False] * (len(links.choices) - 1)]
    state = links.choices[1]
    assert "q=layanan" in state.url
    assert "kolom=nomor" in state.url
    narrowed = secretary.get(at(name, stage, state.url))
    assert narrowed.context["filters"][0].choices[1].is_current
    assert 'name="keadaan"' in narrowed.content.decode()


def test_every_mark_stands_in_the_file_as_a_number(secretary, computed):
    _crew, stage = computed
    criteria = list(stage.rubric.criteria.order_by("position"))
    book = load_workbook(io.BytesIO(secretary.get(at("marks", stage, "?bentuk=xlsx")).getvalue())).active
    heads, *cells = book.iter_rows(values_only=True)
    places = [heads.index(one.name) for one in criteria]
    points = [row[place] for row in cells for place in places]
    assert all(isinstance(one, int) for one in points)
    assert sum(points) == sum(Mark.objects.filter(scorecard__assignment__stage=stage).values_list("points", flat=True))
    assert len(cells) == Scorecard.objects.filter(assignment__stage=stage).count()
    total = heads.index("Nilai")
    assert sorted(round(row[total], 3) for row in cells) == sorted(
        float(one) for one in Scorecard.objects.filter(assignment__stage=stage).values_list("total", flat=True)
    )


def test_marks_are_sealed_until_the_stage_is_computed(secretary):
    crew, edition, _proposals = carrying.begun(6, evaluators=4)
    desk = carrying.worked(carrying.opened(carrying.reached(edition, StageKind.DESK, crew), crew), crew)
    for query in ("", "?bentuk=csv", "?bentuk=xlsx"):
        assert secretary.get(at("marks", desk, query)).status_code == 403


def test_the_whole_ranking_on_one_page(secretary, computed, monkeypatch):
    _crew, stage = computed
    assert "semua di satu halaman" not in text_of(secretary.get(at("results", stage)))


LISTS = [
    "people",
    "register_agencies",
    "register_units",
    "register_regions",
    "letters",
    "applications",
    "motions",
    "history",
    "judging:judges",
]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_the_house_is_a_file_too(client, computed, name, form):
    crew, _stage = computed
    client.force_login(crew.admin.user)
    answer = client.get(reverse(name), {"bentuk": form})
    assert answer.status_code == 200
    assert f'.{form}"' in answer.headers["Content-Disposition"]
    assert len(answer.getvalue()) > 20
    page = client.get(reverse(name)).content.decode()
    assert "bentuk=xlsx" in page
    assert "bentuk=csv" in page


def test_the_lists_of_a_stage_and_an_edition_that_have_pages_of_their_own(client, computed):
    crew, stage = computed
    client.force_login(crew.admin.user)
    slug = stage.edition.slug
    for address in (
        reverse("control_room_registration", args=[slug]),
        reverse("control_room_history", args=[slug]),
        reverse("letters_new") + f"?kepada=panelis&edisi={slug}",
        at("panel", stage),
        reverse("judging:certificates", args=[slug, stage.position]),
    ):
        found = lines(client, address + ("&" if "?" in address else "?") + "bentuk=csv")
        assert found or "certificates" in address or "sertifikat" in address
