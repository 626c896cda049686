"""Fetching a certificate."""

import json
import re

import pytest
from django.urls import reverse

from judging.models import Award, Certificate, CertificateBatch
from tests.judging.views.conftest import at
from tests.pages import text_of


def test_a_certificate_that_the_store_has_lost_is_not_found(enter, cast, awarded, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    award = Award.objects.order_by("pk").first()
    Certificate.objects.create(award=award, file="certificates/hilang.pdf", sha256="0" * 64, size=1, rendered_at=now)
    client = enter(cast.ministry_admin)
    assert client.get(reverse("judging:certificate", args=[award.pk])).status_code == 404


@pytest.mark.parametrize("is_example", [True, False])
def test_the_check_of_an_example_says_that_it_was_never_given(client, edition, awarded, is_example):
    edition.is_example = is_example
    edition.save()
    award = Award.objects.order_by("pk").first()
    page = client.get(f"/verifikasi/{award.verification_code}/").content.decode()
    assert ("Sertifikat ini contoh" in page) == is_example
    assert ("Kode ini tercatat untuk penghargaan berikut" in page) != is_example


def test_one_innovation_is_called_one_in_english(client, awarded):
    award = Award.objects.order_by("pk").first()
    page = client.get(f"/en/verifikasi/{award.verification_code}/").content.decode()
    assert f'<dt>Innovation</dt><dd><span lang="id">{award.title}</span></dd>' in page


@pytest.fixture
def printing(awarded, now, cast):
    """The stage of the awards, whose certificates were ordered and of which one is printed."""
    award = Award.objects.select_related("stage__edition").order_by("number").first()
    CertificateBatch.objects.create(stage=award.stage, requested_at=now, requested_by=cast.ministry_admin, tried_at=now)
    Certificate.objects.create(award=award, file="certificates/satu.pdf", sha256="0" * 64, size=1, rendered_at=now)
    return award.stage


def asked_again(client, page):
    """What htmx gets that asks for a page again as the page says."""
    found = re.search(r"hx-vals='([^']*)'", page.content.decode())
    return client.get(page.wsgi_request.get_full_path(), json.loads(found[1]), headers={"HX-Request": "true"})


def test_the_whole_page_lives_while_certificates_are_printed(enter, cast, printing, now):
    client = enter(cast.ministry_admin)
    page = client.get(f"{at('certificates', printing)}?status=belum")
    rest = Award.objects.filter(stage=printing, certificate=None).order_by("number")
    assert rest[0].number in text_of(page)
    assert asked_again(client, page).status_code == 204
    Certificate.objects.create(award=rest[0], file="certificates/dua.pdf", sha256="0" * 64, size=1, rendered_at=now)
    again = asked_again(client, page)
    assert "2 dari" in text_of(again)
    # Narrowed as before, the list has one less, and its addresses do not say what was shown.
    assert rest.count() == 0 or rest[0].number in text_of(again)
    assert "terlihat=" not in again.content.decode()
    CertificateBatch.objects.update(finished_at=now)
    assert "hx-vals" not in client.get(at("certificates", printing)).content.decode()
