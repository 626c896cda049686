"""Fetching a certificate."""

import pytest
from django.urls import reverse

from judging.models import Award, Certificate


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
