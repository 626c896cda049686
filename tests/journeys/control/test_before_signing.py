"""What people look at before they sign: members vote on their own screens, and the brief prints on one page of A4."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import Role
from competitions.kinds import StageKind
from judging.circle import deliberation, sampling
from judging.domain.judges import pacts
from judging.domain.panel import plenary
from judging.models import Ballot, Choice, PanelMember, Rereading, Vote
from tests import carrying
from tests.factories import accounts, competitions, proposals
from tests.journeys.conftest import let_in

REASON = "Daya replikasinya lebih luas, dan layanannya sudah dipakai di seluruh kabupaten sejak awal tahun ini. " * 2


@pytest.fixture
def stage(cast, crew):
    """The finalists' stage, computed, with everybody at its plenary."""
    now = timezone.now()
    edition = competitions.just_closed(now)
    proposals.rows(edition, 6)
    done = carrying.carried_to(edition, StageKind.PANEL, crew, at=now)
    stage = carrying.computed(done, crew, at=now)
    members = list(PanelMember.objects.filter(stage=stage).order_by("code"))
    plenary.attend(
        stage,
        {one.pk for one in members},
        chair=members[0],
        held_on=timezone.localdate(now),
        place="Gedung Kartika",
        by=cast.secretary,
        at=now,
    )
    return stage


def at(stage, more=""):
    return f"/ruang-kendali/{stage.edition.slug}/{stage.position}/{more}"


def test_the_brief_is_one_page_on_paper_and_fits_a_phone(visitor, cast, stage):
    found = Choice.objects.filter(decision__stage=stage).select_related("proposal").order_by("pk")
    out, taken = (next(one.proposal for one in found if one.goes_on == on) for on in (True, False))
    deliberation.exchange(stage, out, taken, REASON, by=cast.secretary, at=timezone.now())
    visitor.sign_in(cast.secretary)
    visitor.go(at(stage, "ringkasan/"))
    visitor.see("Ringkasan sebelum menandatangani", "Risiko")
    visitor.pictured("brief-1280")
    printed = PdfReader(BytesIO(visitor.page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    width, height = (float(number) for number in printed.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    assert "Ringkasan sebelum menandatangani" in printed.pages[0].extract_text()
    visitor.narrow()
    visitor.arrive()
    visitor.pictured("brief-360")


def test_members_vote_on_their_own_screens(visitor, another, cast, crew, stage):
    room = f"/pleno/{stage.edition.slug}/{stage.position}/"
    visitor.sign_in(cast.secretary)
    visitor.go(f"{room}suara/")
    visitor.fill("Yang ditanyakan", "Setuju dengan susunan ini?")
    visitor.pictured("vote-1280")
    visitor.press("Buka di layar anggota")
    visitor.see("Pemungutan suara terbuka")
    visitor.pictured("room-open-vote-1280")
    panelist = another()
    panelist.sign_in(crew.panelists[0])
    panelist.narrow()
    panelist.go(room)
    panelist.follow("Beri suara")
    panelist.press("Kirim suara")
    panelist.see_error("Pilih suara Anda")
    panelist.page.get_by_role("radio", name="setuju", exact=True).focus()
    panelist.page.keyboard.press("Space")
    panelist.pictured("ballot-360")
    with panelist.page.expect_navigation():
        panelist.page.keyboard.press("Enter")
    panelist.arrive()
    panelist.see("Suara Anda dicatat")
    visitor.go(room)
    visitor.follow("Tutup pemungutan suara")
    visitor.narrow()
    visitor.arrive()
    visitor.pictured("closing-360")
    visitor.press("Tutup dan hitung")
    assert Vote.objects.get().closed_at
    assert Ballot.objects.get().answer == "for"


def test_an_outsider_reads_a_dossier_anew(visitor, another, cast, crew, stage):
    desk = carrying.fresh(stage.edition.stages.get(kind=StageKind.DESK))
    office = accounts.membership(Role.EVALUATOR)
    let_in(office.user)
    visitor.sign_in(cast.secretary)
    visitor.go(at(desk, "sampel-mutu/"))
    visitor.pictured("sample-1280")
    visitor.press("Undi sampel mutu")
    visitor.narrow()
    visitor.arrive()
    visitor.pictured("sample-360")
    one = Rereading.objects.get()
    assert one.judge == office.user
    pacts.sign(desk.edition, by=office, at=timezone.now())
    reader = another()
    reader.sign_in(office)
    reader.go("/penilaian/")
    reader.follow(f"{one.proposal.code} {one.proposal.title}")
    reader.press("Tidak ada hubungan, buka berkas")
    reader.pictured("rereading-1280")
    reader.press("Kunci nilai")
    reader.see("Pilih nilai untuk", within=reader.page.locator("[data-error-summary]"))
    for group in reader.page.locator("fieldset:has(input[name^='nilai-'])").all():
        group.get_by_role("radio").first.check()
    reader.narrow()
    reader.pictured("rereading-360")
    reader.press("Kunci nilai")
    reader.see("Nilai Anda")
    visitor.go(f"/ruang-kendali/{desk.edition.slug}/laporan/")
    visitor.see("1 dari 1 usulan yang diundi")
    visitor.pictured("report-360")
    assert sampling.draw(desk, by=cast.secretary, at=timezone.now() + timedelta(hours=1)).size == 1
