"""A card that changed meanwhile, or came back cut: nothing is erased and nothing typed is lost."""

import pytest

from judging.models import Scorecard
from tests.factories import judging
from tests.judging.views.desk.cards import address, answers
from tests.pages import hidden, text_of

pytestmark = pytest.mark.django_db


def test_an_older_tab_erases_no_marks_and_both_cards_are_shown(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), {**answers(stage, 60, remark="Dari tab kedua."), "versi": "0"})
    response = client.post(address(assignments[0]), {"remark": "Dari tab pertama.", "langkah": "nanti", "versi": "0"})
    assert response.status_code == 409
    text = text_of(response)
    assert "Dari tab kedua." in text
    assert "Dari tab pertama." in text
    card = Scorecard.objects.get()
    assert (card.total, card.remark, card.locked_at) == (60, "Dari tab kedua.", None)


def test_the_judge_chooses_between_two_tabs_and_nothing_is_locked_by_it(client, desk):
    stage, _office, assignments = desk
    client.post(address(assignments[0]), {**answers(stage, 60, remark="Kedua."), "versi": "0"})
    both = client.post(address(assignments[0]), {**answers(stage, 80, remark="Pertama.", step="kunci"), "versi": "0"})
    data = {**answers(stage, 80, remark="Gabungan."), **hidden(both)}
    del data["langkah"]
    assert client.post(address(assignments[0]), data).status_code == 302
    card = Scorecard.objects.get()
    assert (card.total, card.remark, card.locked_at) == (80, "Gabungan.", None)
    assert list(card.versions.order_by("number").values_list("number", "act")) == [(1, "saved"), (2, "saved")]


def test_a_card_sent_without_its_end_saves_nothing_and_shows_the_text(client, desk):
    stage, _office, assignments = desk
    response = client.post(address(assignments[0]), {**answers(stage, 60, remark="Panjang seka"), "versi": ""})
    assert "Kiriman Anda tidak sampai utuh" in text_of(response)
    assert "Panjang seka</textarea>" in response.content.decode()
    assert not Scorecard.objects.exists()


def test_a_card_that_came_back_with_a_mistake_still_knows_what_it_was_drawn_from(client, desk):
    stage, _office, assignments = desk
    wrong = client.post(address(assignments[0]), {**answers(stage, **{"nilai-kebaruan": "7"}), "versi": "0"})
    client.post(address(assignments[0]), {**answers(stage, 60), "versi": "0"})
    assert client.post(address(assignments[0]), {**answers(stage, 80), **hidden(wrong)}).status_code == 409


def test_what_was_typed_before_a_lock_in_another_tab_is_shown(client, desk):
    stage, office, assignments = desk
    judging.marked(assignments[0], office, 80, lock=True)
    response = client.post(address(assignments[0]), {**answers(stage, 20, remark="Catatan penting."), "versi": "1"})
    assert response.status_code == 403
    assert "Catatan penting.</textarea>" in response.content.decode()


def test_a_remark_nobody_could_read_comes_back_and_saves_nothing(client, desk):
    stage, _office, (assignment, *_) = desk
    page = client.get(address(assignment))
    remark = "a" * 50_001
    answer = client.post(address(assignment), {**answers(stage, remark=remark), **hidden(page)})
    assert answer.status_code == 200
    assert "Teks ini 50.001 huruf" in text_of(answer)
    assert remark in answer.content.decode()
    assert not Scorecard.objects.exists()
