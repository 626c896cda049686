"""One section in two tabs: what was shown is what is saved over."""

import pytest
from django.test import Client
from django.urls import reverse

from proposals.models import SectionVersion
from tests.pages import hidden, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_tabs(client, cast, draft):
    """One section opened in two tabs before anything was written: its address, and what each tab sends along."""
    client.force_login(cast.proposer.user)
    address = reverse("proposals:section", args=[draft.code, "ringkasan"])
    return address, hidden(client.get(address))


def test_an_older_tab_erases_nothing_and_both_texts_are_shown(client, two_tabs):
    address, drawn = two_tabs
    client.post(address, {**drawn, "answer_ringkasan": "Tulisan baru.", "later": "1"})
    response = client.post(address, {**drawn, "answer_ringkasan": "Tulisan lama.", "later": "1"})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Tulisan baru." in text
    assert "Tulisan lama." in text
    assert SectionVersion.objects.get().texts == {"ringkasan": "Tulisan baru."}


def test_who_was_overtaken_may_save_the_own_text_with_no_script(client, two_tabs):
    address, drawn = two_tabs
    client.post(address, {**drawn, "answer_ringkasan": "Tulisan baru.", "later": "1"})
    both = client.post(address, {**drawn, "answer_ringkasan": "Tulisan lama.", "later": "1"})
    response = client.post(address, {**hidden(both), "answer_ringkasan": "Tulisan lama, diperbaiki."})
    assert response.status_code == 302
    assert [version.texts["ringkasan"] for version in SectionVersion.objects.order_by("number")] == [
        "Tulisan baru.",
        "Tulisan lama, diperbaiki.",
    ]


def test_the_same_press_twice_is_one_save(client, two_tabs):
    address, drawn = two_tabs
    data = {**drawn, "answer_ringkasan": "Satu kali.", "later": "1"}
    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert SectionVersion.objects.count() == 1


@pytest.mark.parametrize("drawn", [{}, {"versi": ""}])
def test_a_form_without_its_version_saves_nothing_and_shows_the_text(cast, draft, drawn):
    client = Client()
    client.force_login(cast.proposer.user)
    address = reverse("proposals:section", args=[draft.code, "ringkasan"])
    send(client, address, {"answer_ringkasan": "Enam ratus huruf.", "later": "1"})
    text = client.post(address, {"answer_ringkasan": "Enam ra", "later": "1", **drawn}).content.decode()
    assert "Kiriman Anda tidak sampai utuh" in text
    assert "Enam ra</textarea>" in text
    assert SectionVersion.objects.get().texts == {"ringkasan": "Enam ratus huruf."}


def test_the_page_says_who_saved_and_when(visit, draft):
    visit("section", draft, "ringkasan", data={"answer_ringkasan": "isi", "later": "1"})
    assert "Tersimpan 16 Februari 2026 pukul 08.00 WIB oleh" in visit("section", draft, "ringkasan").content.decode()
