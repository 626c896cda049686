"""The secretariat moves a visit and names who else comes, two verifiers differ, and the secretariat decides."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from judging.domain.visits import visit_reports
from judging.domain.visits.visit_reports import Seen
from judging.models import Claim, Visit
from tests.factories import accounts, judging
from tests.journeys.conftest import DESKTOP, PHONE, let_in

PARTY = "Rina Hapsari, Ombudsman RI"


@pytest.fixture
def field():
    """A field stage with two visits in two days: (stage, first visit, both verifiers)."""
    stage, first, assignments = judging.desk(2, kind=StageKind.FIELD)
    second = judging.second(stage, assignments)
    Visit.objects.filter(stage=stage).update(planned_on=timezone.localdate() + timedelta(days=2))
    visit = Visit.objects.filter(stage=stage).select_related("proposal__unit", "stage").order_by("pk").first()
    return stage, visit, (first, second)


def sign(visit, office, outcome):
    claims = list(Claim.objects.filter(visit=visit).order_by("section__position"))
    seen = {claim.pk: Seen("confirmed") for claim in claims} | {claims[0].pk: Seen(outcome, "Loketnya tutup.")}
    given = {"visited_on": timezone.localdate(), "summary": "Bertemu kepala unit."}
    visit_reports.report(visit, seen, send=True, by=office, at=timezone.now(), **given)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_visit_is_moved_accompanied_and_decided(visitor, another, field):
    stage, visit, verifiers = field
    secretary = accounts.membership(Role.SECRETARY)
    writer = accounts.membership(Role.UNIT, unit=visit.proposal.unit)
    let_in(secretary.user, writer.user, *(one.user for one in verifiers))

    visitor.sign_in(secretary)
    visitor.go(reverse("judging:visits", args=(stage.edition.slug, stage.position)))
    visitor.follow(visit.proposal.title)
    visitor.follow("Pindahkan kunjungan")
    day = timezone.localdate() + timedelta(days=4)
    visitor.fill("Alasan", "Penerbangan batal.")
    with visitor.page.expect_response(lambda answer: answer.request.method == "POST"):
        visitor.field("Alasan").press("Tab")
    visitor.fill("Hari", f"{day:%d/%m/%Y}")
    # The day is looked at as soon as its box is left.
    with visitor.page.expect_response(lambda answer: answer.request.method == "POST"):
        visitor.field("Hari").press("Tab")
    visitor.see("Waktu itu bebas.")
    visitor.press("Pindahkan kunjungan")
    visitor.see("Kunjungan dipindahkan.")
    visitor.follow("Atur pihak lain dan pemberitahuan")
    visitor.fill("Pihak lain yang ditugaskan", PARTY)
    visitor.press("Simpan pengaturan")
    visitor.see(PARTY)

    unit = another()
    unit.sign_in(writer)
    unit.go(reverse("judging:visits-mine"))
    unit.see(visit.proposal.title, PARTY, "Dua verifikator dari panel yang berbeda")

    # Its day has come: before that nobody reports.
    Visit.objects.filter(pk=visit.pk).update(planned_on=timezone.localdate())
    for office, outcome in zip(verifiers, ("confirmed", "not"), strict=True):
        sign(visit, office, outcome)
    verifier = another()
    verifier.sign_in(verifiers[0])
    verifier.go(reverse("judging:visit", args=[visit.pk]))
    verifier.see("Kedua laporan berbeda", "Loketnya tutup.")

    visitor.go(reverse("judging:visit-control", args=(stage.edition.slug, stage.position, visit.proposal.code)))
    visitor.follow("Putuskan perbedaannya")
    visitor.tick("Tidak terbukti")
    visitor.fill("Alasan", "Foto membuktikannya.")
    visitor.press("Putuskan")
    visitor.see("Perbedaan laporan diputuskan.", "Foto membuktikannya.", "Loketnya tutup.")
    visit.refresh_from_db()
    assert visit.reported_by == secretary
