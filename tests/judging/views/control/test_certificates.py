"""Fetching a certificate."""

from django.urls import reverse

from competitions.kinds import StageKind
from judging.models import Award, Certificate
from tests.factories import stages


def test_a_certificate_that_the_store_has_lost_is_not_found(enter, cast, edition, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stages.carried(edition, StageKind.INTERVIEW, cast=cast, at=now)
    award = Award.objects.order_by("pk").first()
    Certificate.objects.create(award=award, file="certificates/hilang.pdf", sha256="0" * 64, size=1, rendered_at=now)
    client = enter(cast.ministry_admin)
    assert client.get(reverse("judging:certificate", args=[award.pk])).status_code == 404
