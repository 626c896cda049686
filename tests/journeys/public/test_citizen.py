"""A citizen confirms an address by letter, rates an innovation, and changes their mind."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Letter
from competitions.kinds import StageKind
from judging.models import Rating
from tests import carrying
from tests.factories import competitions, proposals
from tests.journeys.conftest import DESKTOP, PHONE


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def width(request):
    return request.param


@pytest.fixture
def stage(crew):
    """Citizens rate now: the desk is over, all who were read go on."""
    now = timezone.now()
    edition = competitions.small(
        "benefit_2025",
        places=(None, 2, 1),
        rules=(),
        opens_at=now - timedelta(days=60),
        closes_at=now - timedelta(days=29),
        by=crew.admin,
    )
    proposals.rows(edition, 4)
    edition.stages.update(passing_score=None)
    stage = carrying.reached(edition, StageKind.FEASIBILITY, crew)
    return carrying.opened(stage.edition.stages.get(kind=StageKind.BENEFIT), crew, at=now)


def test_a_citizen_confirms_an_address_rates_and_changes_the_rating(visitor, stage):
    here = f"/kemanfaatan/{stage.edition.slug}/{stage.position}/"
    title = stage.entrants.order_by("pk").first().proposal.title
    visitor.go(here)
    visitor.see("0 penilaian dihitung.")
    visitor.follow(title)
    visitor.fill("Alamat surel", "Nia.Sari+kipp@contoh.id")
    visitor.press("Kirim tautan")
    visitor.see("Periksa surel Anda")
    visitor.go(re.search(r"/pengunjung/\S+", Letter.objects.get(recipient=None).body)[0])
    visitor.press("Konfirmasi")
    visitor.see("Alamat surel Anda dikonfirmasi")
    visitor.press("Simpan penilaian")
    visitor.see("Pilih jawaban untuk Seberapa bermanfaat inovasi ini?")
    for points in (75, 100):
        for key in ("manfaat", "kemudahan", "harapan"):
            visitor.page.locator(f"input[name='nilai-{key}'][value='{points}']").check()
        visitor.press("Simpan penilaian")
        visitor.see("Penilaian Anda disimpan", "1 penilaian dihitung.")
        assert Rating.objects.get().total == points
    visitor.go(f"/en{here}")
    visitor.see("1 rating counts.")
