"""A panelist hears an interview, and an evaluator reports what was seen in the field."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from competitions.kinds import StageKind
from judging.models import Assignment, Claim, Photo, Scorecard, Session, Visit
from tests import carrying
from tests.factories import competitions, proposals
from tests.journeys.conftest import let_in


@pytest.fixture
def edition(cast):
    now = timezone.now()
    edition = competitions.just_closed(now)
    for number in (1, 2):
        proposals.submitted(
            edition, by=cast.stranger, title=f"Pasar Sehat {number}", at=edition.closes_at - competitions.A_DAY
        )
    return edition


def test_a_panelist_hears_an_interview(visitor, cast, crew, edition):
    stage = carrying.carried_to(edition, StageKind.INTERVIEW, crew, at=timezone.now())
    card = Assignment.objects.filter(stage=stage, judge=cast.panelist.user).order_by("position").first()
    session = Session.objects.get(stage=stage, proposal=card.proposal)
    # It has begun: before that nobody marks.
    session.starts_at, session.ends_at = timezone.now() - timedelta(minutes=5), timezone.now() + timedelta(minutes=15)
    session.save(update_fields=["starts_at", "ends_at"])
    visitor.sign_in(cast.panelist)
    visitor.follow(re.compile("^Usulan menunggu nilai Anda"))
    visitor.follow("Jadwal sesi Anda")
    begins = f"{timezone.localtime(session.starts_at):%H[.]%M} WIB.*{session.room}"
    expect(visitor.row(card.proposal.title)).to_contain_text(re.compile(begins, re.DOTALL))
    visitor.narrow()
    visitor.follow(card.proposal.title)
    visitor.see(re.compile(rf"Sesi \d+ .* pukul {timezone.localtime(session.starts_at):%H[.]%M}"))
    criteria = list(stage.rubric.criteria.order_by("position"))
    give(visitor, criteria[0], 90)
    visitor.press("Kunci nilai")
    visitor.see_error(*(f"Pilih nilai untuk {criterion.name}" for criterion in criteria[1:]))
    for criterion in criteria:
        give(visitor, criterion, 80)
    visitor.fill("Catatan umum", "Menjawab dengan angka dari lapangan.")
    visitor.press("Kunci nilai")
    visitor.press("Kunci saja")
    visitor.see(re.compile(rf"^Nilai {card.proposal.code} dikunci\."), "Menjawab dengan angka dari lapangan.")
    assert Scorecard.objects.get(assignment=card).total == 80


def test_a_verifier_reports_a_field_visit(visitor, edition, crew):
    stage = carrying.carried_to(edition, StageKind.FIELD, crew, at=timezone.now())
    visit = Visit.objects.filter(stage=stage).order_by("pk").first()
    Visit.objects.filter(pk=visit.pk).update(planned_on=timezone.localdate())
    verifier = Assignment.objects.filter(stage=stage, proposal=visit.proposal).standing().first().judge
    let_in(verifier)
    visitor.sign_in(verifier)
    visitor.follow(re.compile("^Kunjungan belum dilaporkan"))
    visitor.follow(visit.proposal.title)
    reports_with_a_gap(visitor, visit)
    adds_a_photograph(visitor, visit)
    sends_the_report(visitor, visit)


def reports_with_a_gap(visitor, visit):
    claims = list(Claim.objects.filter(visit=visit).select_related("section").order_by("section__position"))
    visitor.fill("Tanggal kunjungan", timezone.localdate().strftime("%d/%m/%Y"))
    for claim in claims[1:]:
        outcome(visitor, claim, "Terbukti")
    outcome(visitor, claims[0], "Terbukti sebagian")
    visitor.fill("Ringkasan kunjungan", "Bertemu kepala unit dan tiga pengguna layanan.")
    visitor.press("Kirim laporan")
    visitor.see_error(f"Jelaskan yang tidak terbukti pada {claims[0].section.title}")
    claim_of(visitor, claims[0]).get_by_label("Catatan").fill("Buku layanan bulan Mei tidak ada.")


def adds_a_photograph(visitor, visit):
    visitor.narrow()
    visitor.press("Simpan dan tambah foto")
    visitor.page.get_by_label("Foto", exact=True).set_input_files(
        {"name": "loket.jpg", "mimeType": "image/jpeg", "buffer": b"bukan gambar"}
    )
    visitor.fill("Apa yang terlihat?", "Loket prioritas")
    visitor.press("Tambah foto")
    visitor.see_error(re.compile("."))
    visitor.page.get_by_label("Foto", exact=True).set_input_files(
        {"name": "loket.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    visitor.press("Tambah foto")
    expect(visitor.page.get_by_role("img", name="Loket prioritas")).to_be_visible()
    assert Photo.objects.filter(visit=visit).count() == 1
    visitor.follow("Kembali ke laporan")


def sends_the_report(visitor, visit):
    visitor.press("Kirim laporan")
    visitor.see(f"Laporan kunjungan {visit.proposal.code} dikirim.", "Terbukti sebagian")
    visitor.see("Buku layanan bulan Mei tidak ada.")
    assert visit.reports.get().signed_at


def give(visitor, criterion, points):
    visitor.tick(re.compile(f"^{points} "), within=visitor.page.get_by_role("group", name=re.compile(criterion.name)))


def claim_of(visitor, claim):
    return visitor.page.get_by_role("region", name=claim.section.title)


def outcome(visitor, claim, words):
    visitor.tick(words, within=claim_of(visitor, claim))


def picture():
    content = BytesIO()
    Image.new("RGB", (640, 480), (90, 140, 90)).save(content, "JPEG")
    return content.getvalue()
