"""From the draw to the list that counts: what a secretary sees before, during and after a desk, wide and narrow."""

import pytest
from django.utils import timezone

from competitions.kinds import StageKind
from judging.models import Assignment, Decision
from tests import carrying
from tests.factories import competitions, crews, proposals


@pytest.fixture
def crew():
    """Judges enough for a third reader."""
    return crews.crew(evaluators=5)


@pytest.fixture
def desk(crew):
    """The desk open, its work given out and every card signed."""
    now = timezone.now()
    edition = competitions.just_closed(now)
    proposals.rows(edition, 8)
    stage = carrying.carried_to(edition, StageKind.DESK, crew, at=now)
    return carrying.worked(stage, crew, at=now)


def looked_at(visitor, name):
    """The page as it is on a desk and on a phone; every arrival is examined for accessibility."""
    visitor.pictured(name)
    visitor.narrow()
    visitor.pictured(f"{name}-360")
    visitor.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_desk_from_its_draw_to_the_list_that_counts(visitor, cast, crew, desk):
    address = f"/ruang-kendali/{desk.edition.slug}/{desk.position}/"
    visitor.sign_in(cast.secretary)

    visitor.go(f"{address}pembagian/")
    visitor.see("Hasil undian bila dibagikan sekarang", "Beban setiap penilai")
    looked_at(visitor, "draw")

    visitor.go(address)
    visitor.follow("Pembacaan tambahan")
    looked_at(visitor, "further-reads")
    visitor.page.get_by_role("radio").first.check()
    visitor.press("Bagikan pembacaan tambahan")
    visitor.see("dibagikan")
    for assignment in Assignment.objects.filter(stage=desk, scorecard=None).standing():
        carrying.mark(assignment, crew, at=timezone.now())

    carrying.computed(desk, crew, at=timezone.now())
    visitor.go(f"{address}kejanggalan/")
    looked_at(visitor, "irregularities")
    visitor.go(f"{address}hasil/")
    visitor.see("Hasil ini sementara", "Peluang mendapat tempat")
    for summary in visitor.page.locator("main summary").all():
        summary.click()
    looked_at(visitor, "results")
    visitor.go(f"{address}keputusan/")
    visitor.follow("Putuskan daftar yang berlaku")
    looked_at(visitor, "listing")
    visitor.page.get_by_role("radio", name="Rata-rata mentah").check()
    visitor.fill("Alasan", "Penilai terlalu sedikit membaca bersama.")
    visitor.press("Simpan daftar yang berlaku")
    visitor.see("Daftar yang berlaku: rata-rata mentah.")
    looked_at(visitor, "decision")
    assert Decision.objects.get(stage=desk).goes_by_means
