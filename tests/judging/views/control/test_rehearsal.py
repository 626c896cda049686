"""The page of a dry run: what it is compared with, also after one has left it."""

import pytest
from django.core.cache import cache

from judging.domain import rehearsed
from judging.models import Choice
from tests.judging.views.conftest import at
from tests.pages import text_of


@pytest.fixture
def client(enter, cast, computed):
    cache.delete(rehearsed.place(computed, cast.ministry_admin.user))
    return enter(cast.ministry_admin)


def tried(client, stage):
    """The page of a dry run that begins on a page opened anew."""
    assert client.get(at("rehearsal", stage)).status_code == 200
    return text_of(client.post(at("rehearsal", stage), {"terakhir": "", "utuh": "1"}))


def test_a_run_is_compared_with_the_last_one_of_its_person_after_the_page_was_left(client, enter, cast, computed):
    assert "Ini uji coba pertama Anda untuk tahap ini." in tried(client, computed)
    same = tried(client, computed)
    assert "Daftar yang lanjut sama." in same
    assert "Uji coba sebelumnya:" in same
    gone = Choice.objects.filter(decision__stage=computed, goes_on=True).order_by("pk").first()
    Choice.objects.filter(pk=gone.pk).update(goes_on=False, reason="Mundur.")
    assert f"Tidak lagi lanjut {gone.proposal.code}" in tried(client, computed)
    other = cast.second_ministry_admin
    cache.delete(rehearsed.place(computed, other.user))
    assert "Ini uji coba pertama Anda untuk tahap ini." in tried(enter(other), computed)


def test_without_a_cache_the_page_carries_the_run_along(client, computed, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    first = client.post(at("rehearsal", computed), {"terakhir": "", "utuh": "1"})
    key = first.context["run"].key
    assert key
    again = client.post(at("rehearsal", computed), {"terakhir": key, "utuh": "1"})
    assert "Daftar yang lanjut sama." in text_of(again)
