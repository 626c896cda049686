"""Two admins carry an edition from its opening to its publication: a session moved, one exchanged, an objection upheld.

What is told of them is done at their screens; the rest of the way of the stages, and what a citizen does, by pages too,
without a screen. Judges do their work by the acts behind their pages, which have journeys of their own.
"""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Letter, Motion, User
from competitions.domain import blueprint
from competitions.domain.templates import TEMPLATES
from competitions.kinds import StageKind
from judging.models import Choice, Objection, PanelMember, Session
from proposals.models import Announcement
from tests import announcing, carrying, founding, playing
from tests.factories import competitions, crews, proposals
from tests.journeys import places
from tests.journeys.conftest import let_in
from tests.journeys.visitor import PASSWORD
from tests.people import ADMIN, SECOND, SECRETARY, People, Person
from tests.playing import wait_out

AFTER = competitions.CLOSES_AT + timedelta(days=1, hours=2)
STAGES = {
    StageKind.ADMINISTRATIVE: {},
    StageKind.DESK: {"places": {"umum": 3}},
    StageKind.INTERVIEW: {},
    StageKind.FINAL: {"places": {"umum": 2}, "composition": (), "awards": (), "objection_days": 1},
}
DOSSIERS, ROUNDS = 4, 20
EXCHANGED, CLOSED = "Daya replikasinya lebih luas.", "Layanannya sudah tutup."

# A whole edition: on a machine with much else to do, longer than other tests may take.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def portal():
    with founding.portal(competitions.PLANNED_AT) as opened:
        yield opened


@pytest.fixture
def crew(portal, monkeypatch):
    """Two admins and nobody else of the ministry, and the judges."""
    # Everybody has the password that is typed at screens.
    monkeypatch.setattr("tests.people.PASSWORD", PASSWORD)
    crew = crews.crew(evaluators=2, panelists=3)
    for office, email in ((crew.admin, ADMIN), (crew.second_admin, SECOND)):
        User.objects.filter(pk=office.user_id).update(email=email)
    crew.secretary.delete()
    let_in(crew.admin.user, crew.second_admin.user)
    portal.people = TwoPeople()
    return crew


class TwoPeople(People):
    """Persons by address; what a secretariat would do, the second admin does."""

    def __missing__(self, email):
        self[email] = self[SECOND] if email == SECRETARY else Person(email)
        return self[email]


@pytest.fixture
def edition(crew):
    """Announced, not open yet: of the six stages the four without which nothing here could happen."""
    plan = blueprint.for_groups(TEMPLATES["classical"].blueprint, ["umum"])
    stages = [replace(stage, **STAGES[stage.kind]) for stage in plan.stages if stage.kind in STAGES]
    plan = replace(plan, stages=tuple(stages))
    return competitions.edition(plan, slug="kipp-uji", by=crew.admin)


def test_two_admins_carry_an_edition_from_its_opening_to_its_publication(visitor, another, portal, crew, edition):
    portal.to(competitions.DURING)
    proposals.contestants(edition, DOSSIERS)
    portal.to(AFTER)
    announcing.draw_lot(f"/ruang-kendali/{edition.slug}/", portal.people)
    administration, desk, interview, final = edition.stages.in_order()
    for stage in (administration, desk):
        carried(portal, crew, stage, is_published)
    carried(portal, crew, interview, is_published, meanwhile=lambda: moves_a_session(visitor, interview))
    carried(portal, crew, final, is_computed)
    exchanges_one(visitor, final)
    decided(portal, final)
    taken = a_citizen_objects(final)
    second = another()
    second.sign_in(holder(SECOND))
    upholds(visitor, second, final)
    portal.to(carrying.fresh(final).objections_until + timedelta(hours=1))
    publishes(another(), another(), final)
    anybody_reads_why_it_changed(another(), final, taken)


def carried(portal, crew, stage, is_there, *, meanwhile=None):
    """A stage taken on by its pages until the admin's says that it `is_there`; its judges do their work besides.

    `meanwhile` happens once that was given out.
    """
    room = places.room(stage)
    for _round in range(ROUNDS):
        portal.work()
        for email in (ADMIN, SECOND):
            person = portal.people[email]
            page = person.go(room)
            if is_there(page):
                return
            if page.primary == "Tetapkan penilai":
                seats(person, crew, stage)
                break
            if page.primary == playing.WORKING:
                if meanwhile:
                    meanwhile()
                carrying.worked(carrying.fresh(stage), crew, at=timezone.now())
                break
            if playing.act(person, page.primary, room, portal.people, (), playing.marks):
                break
        else:
            assert wait_out(), f"nobody knows what comes next on {room}: {page.text[:600]}"
    raise AssertionError(f"{room} does not come to an end: {page.text[:600]}")


def is_published(page):
    return "Hasil diumumkan" in page.text


def is_computed(page):
    return page.primary == "Susun keputusan"


def seats(person, crew, stage):
    """Everybody who is offered gets a seat, having agreed to one."""
    for judge in crew.judges_of(stage):
        carrying.willing(stage, judge, by=crew.admin, at=timezone.now())
    person.follow("Tetapkan penilai")
    form = person.page.form_with("Tetapkan penilai")
    person.press("Tetapkan penilai", judges=form.choices["judges"])


def holder(email):
    """Who signs in with an address."""
    return User.objects.get(email=email)


def moves_a_session(visitor, stage):
    """The first session of all is held a day after the last."""
    session = Session.objects.filter(stage=stage).order_by("starts_at", "pk").first()
    last = Session.objects.filter(stage=stage).latest("ends_at")
    day = timezone.localdate(last.ends_at) + timedelta(days=1)
    visitor.sign_in(holder(ADMIN))
    visitor.go(places.room(stage, f"sesi/{session.proposal.code}"))
    visitor.follow("Pindahkan sesi")
    for label, text in (("Hari", f"{day:%d/%m/%Y}"), ("Alasan", "Penyaji sakit.")):
        visitor.fill(label, text)
        # Whatever is typed is asked about at once: what is asked next would call it off.
        with visitor.page.expect_response(lambda answer: answer.request.method == "POST"):
            visitor.field(label).press("Tab")
    visitor.see(re.compile("^Waktu itu bebas"))
    visitor.press("Pindahkan sesi")
    visitor.see("Sesi dipindahkan.")
    session.refresh_from_db()
    assert (timezone.localdate(session.starts_at), session.sequence) == (day, 1)
    assert Letter.objects.filter(name="session.moved", calendar__contains="SEQUENCE:1").exists()


def exchanges_one(visitor, stage):
    """The panel meets; one goes on in the place of another, with a reason."""
    chosen = Choice.objects.filter(decision__stage=stage).select_related("proposal").order_by("pk")
    out, taken = (next(one.proposal for one in chosen if one.goes_on == goes_on) for goes_on in (True, False))
    members = list(PanelMember.objects.filter(stage=stage).select_related("judge").order_by("code"))
    visitor.go(f"/pleno/{stage.edition.slug}/{stage.position}/")
    visitor.follow("Catat kehadiran")
    visitor.fill("Tempat rapat", "Gedung Kartika")
    for one in members:
        visitor.tick(one.label)
    visitor.choose("Pimpinan rapat", members[0].label)
    visitor.press("Simpan kehadiran")
    visitor.tick(f"Keluarkan {out.code}")
    visitor.tick(f"Masukkan {taken.code}")
    visitor.see("Komposisi setelah pertukaran")
    visitor.fill("Alasan pertukaran", EXCHANGED)
    visitor.page.get_by_role("button", name="Tukar", exact=True).click()
    visitor.see(f"{taken.code} menggantikan {out.code}")
    visitor.arrive()


def decided(portal, stage):
    """What the meeting chose is put forward by the one and agreed to by the other; the public reads the list."""
    mover, seconder = portal.people[ADMIN], portal.people[SECOND]
    mover.go(places.room(stage, "pengajuan-keputusan"))
    assert EXCHANGED in mover.page.text
    mover.press("Ajukan keputusan", reason=announcing.GROUND, minutes="Hadir semua anggota.")
    announcing.agree(seconder)
    assert wait_out() == 1
    mover.go(places.room(stage, "daftar-sementara"))
    mover.press("Ajukan daftar sementara", reason=announcing.GROUND)
    announcing.agree(seconder)
    assert wait_out() == 1


def approves(second, subject):
    """The second person reads what was moved about something, and agrees."""
    second.go(f"/persetujuan/{Motion.objects.about(subject).order_by('pk').last().pk}/")
    second.press("Setujui")


def a_citizen_objects(stage):
    """Somebody with an address of their own objects to the one that came in by the exchange; returns it."""
    taken = Choice.objects.get(decision__stage=stage, goes_on=True, partner__isnull=False).proposal
    citizen = playing.confirmed(f"/sanggahan/{stage.edition.slug}/{stage.position}/", "nia@contoh.id")
    said = {"sort": "objection", "text": "Layanan ini tutup.", "full_name": "Nia Sari"}
    citizen.press("Kirim tanggapan", proposal=taken.code, **said)
    return taken


def upholds(visitor, second, stage):
    """One answers the objection that it is right; the other, who is not told who objected, agrees."""
    objection = Objection.objects.get(stage=stage)
    visitor.go(places.room(stage, f"sanggahan/{objection.pk}"))
    visitor.see_none_of("Nia Sari")
    visitor.choose("Petugas", str(holder(ADMIN).memberships.get().pk))
    visitor.press("Tugaskan")
    visitor.tick("Dikeluarkan dari daftar")
    visitor.fill("Alasan", "Diperiksa di tempat.")
    visitor.fill("Jawaban kepada pengirim", "Anda benar.")
    visitor.fill("Ringkasan untuk publik", CLOSED)
    visitor.press("Ajukan putusan")
    approves(second, objection)
    second.see(re.compile("Dilaksanakan sistem "))
    assert wait_out() == 1


def publishes(visitor, second, stage):
    """Moved by the one who made the exchange, and so agreed to by the other; carried out after its wait."""
    visitor.sign_in(holder(ADMIN))
    visitor.go(places.room(stage, "pengumuman"))
    visitor.fill("Alasan", announcing.GROUND)
    visitor.press("Ajukan pengumuman")
    second.sign_in(holder(SECOND))
    approves(second, stage)
    second.see(re.compile("Dilaksanakan sistem "))
    assert wait_out() == 1


def anybody_reads_why_it_changed(reader, stage, taken):
    """The final list, without whom the objection was about, and why."""
    reader.go(f"/pengumuman/{stage.edition.slug}/{stage.position}/")
    reader.see(CLOSED)
    announcement = Announcement.objects.get(stage=stage)
    assert [one["code"] for one in announcement.changes] == [taken.code]
    assert taken.code not in [one["code"] for one in announcement.entries]
    assert len(announcement.entries) == 1
