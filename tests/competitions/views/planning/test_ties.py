"""What decides between equal scores, on a page of its own."""

import pytest
from django.urls import reverse

from competitions.domain import planning
from competitions.domain.parts import PARTS
from tests.competitions.views.planning.pages import at, boxes
from tests.pages import markup

pytestmark = pytest.mark.django_db


def stands(draft):
    return {key: told["decides"] for key, told in PARTS["ties"].read(planning.plan_of(draft)).items()}


def test_the_page_says_the_whole_order_of_every_stage_that_ranks(client, draft):
    said = " ".join(markup(client.get(at(draft, "nilai-sama"))).split())
    for stage in ("Penilaian proposal", "Penetapan finalis", "Presentasi dan wawancara", "Penetapan akhir"):
        assert f"<h2>{stage}</h2>" in said
    assert "Verifikasi lapangan" not in said
    assert "<li>nilai Presentasi dan wawancara</li><li>nilai Penilaian proposal</li><li>undian</li>" in said
    assert "2 penentu, lalu undian" in markup(client.get(reverse("competitions:plan", args=[draft.slug])))


def test_what_decides_is_chosen_from_what_is_marked(client, draft):
    sent = boxes(client.get(at(draft, "nilai-sama")))
    assert stands(draft) == {"desk": "signifikansi", "interview": "substance"}
    desk, interview = sent
    client.post(at(draft, "nilai-sama"), {**sent, desk: "*", interview: "delivery"})
    assert stands(draft) == {"desk": "", "interview": "delivery"}
    assert "1 penentu, lalu undian" in markup(client.get(reverse("competitions:plan", args=[draft.slug])))
    for wrong in ("", "asing"):
        page = client.post(at(draft, "nilai-sama"), {**boxes(client.get(at(draft, "nilai-sama"))), desk: wrong})
        assert page.status_code == 422
        assert "Pilih yang menentukan dari daftar" in markup(page)
    assert stands(draft) == {"desk": "", "interview": "delivery"}


def test_a_component_that_is_not_marked_is_told_in_its_part(client, draft):
    rubric = next(one for one in planning.plan_of(draft).blueprint.rubrics if one.key == "interview")
    draft.rubrics.get(key="interview").criteria.update(component="delivery")
    page = client.get(reverse("competitions:plan", args=[draft.slug]))
    (task,) = (task for task in page.context["tasks"] if task.part == "ties")
    assert rubric.criteria
    assert len(task.reasons) == 1
    assert "komponen penentu bila nilai sama tidak ada dalam rubriknya" in task.reasons[0]
