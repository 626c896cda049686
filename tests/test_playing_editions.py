"""Editions from rows alone: begun from a template on an empty portal, and played by pages to their awards."""

from collections import Counter
from datetime import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.domain import reference
from accounts.models import Visitor
from competitions.models import Edition
from judging.models import Award, Certificate, Material, Objection, Rating, Session
from proposals.models import Announcement, CatalogueEntry, CatalogueParent, Proposal
from tests import announcing, founding, playing, writing
from tests.announcing import change, places, remove_rows
from tests.owner import as_owner
from tests.people import SECRETARY, Person

WIB = timezone.get_default_timezone()
# The portal is founded, takes proposals, and judges them after the close.
FOUNDING = datetime(2027, 1, 4, 9, tzinfo=WIB)
OPENS = datetime(2027, 2, 1, 8, tzinfo=WIB)
CLOSES = datetime(2027, 3, 1, 16, tzinfo=WIB)
AFTER = datetime(2027, 3, 2, 18, tzinfo=WIB)
AGENCIES = ["Kementerian Kesehatan", "Pemerintah Kota Bogor", "Pemerintah Kabupaten Sleman"]

# A whole year of work by pages: on a machine with much else to do, longer than other tests may take.
pytestmark = [pytest.mark.journey, pytest.mark.timeout(900), pytest.mark.usefixtures("as_people_meet_it")]


@pytest.fixture
def portal():
    reference.load()
    with as_owner() as cursor:
        cursor.execute("ANALYZE")
    with founding.portal(FOUNDING) as opened:
        yield opened


def group(number):
    """The group at this place of those that a form offers."""
    return lambda form: form.choices["group"][number]


def sent_in(portal, crews, titles, **identity):
    """One proposal of a unit for each title, the agencies in turn, each unit once."""
    for number, title in enumerate(titles):
        admin, writers = crews[number % len(crews)]
        writer = portal.people[writers[number // len(crews)]]
        writing.begin_proposal(writer, title)
        writing.submit(writer, portal.people[admin], **identity)


def carried(portal, name, slug, judges, *, meanwhile=None, is_right=False):
    """The edition carried from the close of its registration to its certificates; returns it."""
    portal.to(AFTER)
    announcing.draw_lot(f"/ruang-kendali/{slug}/", portal.people)
    playing.carry(name, portal.people, judges, portal.waiting, meanwhile=meanwhile, to=portal.to, is_right=is_right)
    return Edition.objects.get(slug=slug)


def honoured(edition):
    """Every stage of the edition is published, and every award has its certificate; returns the awards."""
    assert all(stage.published_at for stage in edition.stages.all())
    awards = list(Award.objects.filter(stage__edition=edition).order_by("pk"))
    assert Certificate.objects.filter(award__in=awards).count() == len(awards) > 0
    return awards


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_the_six_stages_of_2023_from_an_empty_portal_to_their_awards(portal):
    judges = founding.appoint_the_ministry(portal, evaluators=3, panelists=3)
    crews = founding.join(portal, AGENCIES, units=2)
    announcing.begin_edition(
        portal.people,
        "classical",
        name="KIPP 2027",
        slug="kipp-2027",
        opens=OPENS,
        closes=CLOSES,
        changes=[
            change("Pokok", signatory_name="Rini Widyantini"),
            places([5, 2], [4, 1], [2, 1]),
            remove_rows("Aturan komposisi", thing="Ubah Penetapan finalis"),
            remove_rows("Aturan komposisi", thing="Ubah Penetapan akhir"),
            change("Penghargaan", thing="Ubah Penetapan finalis", **{"b-0-name": "Top 4"}),
            change("Penghargaan", thing="Ubah Penetapan akhir", **{"b-0-name": "Top 2", "b-2-places": "1"}),
        ],
    )
    titles = [f"Layanan keliling {place}" for place in ("Anyer", "Batu", "Cepu", "Dumai", "Ende", "Fakfak")]
    portal.to(OPENS)
    sent_in(portal, crews, titles)
    edition = carried(portal, "KIPP 2027", "kipp-2027", judges, is_right=True)
    awards = honoured(edition)
    assert {award.key for award in awards} == {"finalist", "top", "outstanding"}
    panel = edition.stages.get(kind="panel")
    (upheld,) = Objection.objects.filter(stage=panel)
    announcement = Announcement.objects.get(stage=panel)
    assert (upheld.outcome, len(announcement.entries)) == ("suspended", 3)
    assert [(one["code"], one["reason"]) for one in announcement.changes] == [
        (upheld.proposal.code, "Layanannya sudah tutup.")
    ]
    assert not Award.objects.filter(proposal=upheld.proposal).exists()


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_sustainability_and_replication_from_the_catalogue_to_their_awards(portal):
    call_command("load_winners")
    judges = founding.appoint_the_ministry(portal, evaluators=2, panelists=3)
    own = CatalogueEntry.objects.exclude(agency=None).filter(agency__kind="regency").order_by("pk")
    agencies = list(dict.fromkeys(own.values_list("agency__name", flat=True)))[:2]
    crews = founding.join(portal, agencies, units=2)
    announcing.begin_edition(
        portal.people,
        "pkri",
        name="PKRI 2027",
        slug="pkri-2027",
        opens=OPENS,
        closes=CLOSES,
        changes=[change("Pokok", signatory_name="Rini Widyantini"), places([2, 2, 1], [1, 1, 1])],
    )
    portal.to(OPENS)
    for admin, writers in crews:
        for writer, title, place, origin in ((writers[0], "Lanjutan", 0, ""), (writers[1], "Tiruan", 1, "puskesmas")):
            writing.begin_proposal(portal.people[writer], f"{title} {writer}")
            writing.submit(portal.people[writer], portal.people[admin], group=group(place), origin=origin)
    itself = portal.people[crews[0][0]]
    writing.begin_proposal(itself, "Pembinaan inovasi daerah")
    writing.submit(itself, itself, group=group(2))
    assert Proposal.objects.in_contest().filter(unit=None).count() == 1
    participants = [email for admin, writers in crews for email in (admin, *writers[:2])]
    prepared = []

    def heard(stage):
        """The interviews: linked and prepared while materials are still due, held and noted days later."""
        if not portal.people[SECRETARY].go(stage).links_to(rf"{stage}sesi/"):
            return
        playing.link_rooms(portal.people[SECRETARY], stage, "https://rapat.go.id/pkri")
        prepared.append(sum(playing.prepare_sessions(portal.people[email]) for email in participants))
        portal.to(Session.objects.latest("ends_at").ends_at)
        prepared.append(playing.note_sessions(portal.people[SECRETARY], stage, head="ya"))

    edition = carried(portal, "PKRI 2027", "pkri-2027", judges, meanwhile=heard)
    interview = edition.stages.get(kind="interview")
    sessions = Session.objects.filter(stage=interview)
    assert interview.arranged.on_weekends
    assert prepared[1] == sessions.filter(outcome="held", head_was_present=True).exclude(presenter="").count() > 0
    assert prepared[0] >= Material.objects.present().filter(stage=interview).count() == 3 * prepared[1]
    awards = honoured(edition)
    assert sorted(award.name for award in awards) == [
        "Penyelenggara Inovasi Pelayanan Publik Terbaik",
        "Top Inovasi Pelayanan Publik Kelompok Keberlanjutan",
        "Top Inovasi Pelayanan Publik Kelompok Replikasi",
    ]
    assert {award.unit_name == "" for award in awards if award.name.startswith("Penyelenggara")} == {True}
    links = list(CatalogueParent.objects.order_by("pk"))
    assert {link.continues for link in links} == {True, False}
    for link in links:
        visitor = Person()
        assert link.parent.title in visitor.go(f"/inovasi/{link.child.slug}/").text
        said = "Dilanjutkan dalam" if link.continues else "Direplikasi oleh"
        assert said in visitor.go(f"/inovasi/{link.parent.slug}/").text


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_a_special_edition_of_one_province_from_an_empty_portal_to_its_awards(portal):
    judges = founding.appoint_the_ministry(portal, evaluators=2, panelists=2)
    crews = founding.join(
        portal, ["Pemerintah Kota Bogor", "Pemerintah Kabupaten Garut", "Kementerian Kesehatan"], units=3
    )
    announcing.begin_edition(
        portal.people,
        "regional",
        name="Inovasi Jawa Barat 2027",
        slug="jabar-2027",
        opens=OPENS,
        closes=CLOSES,
        changes=[
            change("Pokok", signatory_name="Rini Widyantini"),
            only_of_province("32"),
            places([4], [2]),
            change("Penghargaan", thing="Ubah Penetapan akhir", **{"b-0-name": "Dua Inovasi Terbaik"}),
        ],
    )
    assert "Hanya instansi di provinsi Jawa Barat." in Person().go("/kompetisi/jabar-2027/").text
    portal.to(OPENS)
    sent_in(
        portal,
        crews[:2],
        [f"Layanan keliling {place}" for place in ("Anyer", "Batu", "Cepu", "Dumai", "Ende", "Fakfak")],
    )
    stranger = portal.people[crews[2][1][0]]
    stranger.go("/usulan/baru/")
    form = stranger.page.form_with("Buat usulan")
    answer = stranger.client.post("/usulan/baru/", {**form.values, "title": "Layanan lain"})
    assert "Edisi ini bukan untuk instansi Anda." in answer.content.decode()
    awards = honoured(carried(portal, "Inovasi Jawa Barat 2027", "jabar-2027", judges))
    assert sorted(award.name for award in awards) == ["Dua Inovasi Terbaik"] * 2 + ["Inovasi Istimewa"]


def only_of_province(code):
    """The change that lets only the agencies of a province enter."""

    def made(admin, plan):
        admin.go(plan)
        admin.follow("Siapa yang dapat ikut")
        admin.press("Tambah baris")
        admin.press("Simpan", **{"b-0-what": f"province|{code}"})
        assert "Disimpan" in admin.page.text, admin.page.text[:600]

    return made


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_the_variant_of_2025_with_its_citizens_from_an_empty_portal_to_its_awards(portal):
    judges = founding.appoint_the_ministry(portal, evaluators=3, panelists=3)
    crews = founding.join(portal, AGENCIES, units=2)
    announcing.begin_edition(
        portal.people,
        "benefit_2025",
        name="KIPP Manfaat 2027",
        slug="manfaat-2027",
        opens=OPENS,
        closes=CLOSES,
        changes=[
            change("Pokok", signatory_name="Rini Widyantini"),
            # The desk has no places: who reaches the passing score goes on.
            places(["", ""], [2, 1]),
            remove_rows("Aturan komposisi", thing="Ubah Sidang pleno"),
            change("Penghargaan", thing="Ubah Sidang pleno", **{"b-0-name": "Top 2", "b-2-places": "1"}),
        ],
    )
    titles = [f"Layanan keliling {place}" for place in ("Anyer", "Batu", "Cepu", "Dumai", "Ende", "Fakfak")]
    portal.to(OPENS)
    sent_in(portal, crews, titles)
    edition = carried(portal, "KIPP Manfaat 2027", "manfaat-2027", judges)
    awards = honoured(edition)
    assert {award.key for award in awards} == {"top", "outstanding"}
    benefit, feasibility = edition.stages.get(kind="benefit"), edition.stages.get(kind="feasibility")
    nominated = set(benefit.entrants.values_list("proposal", flat=True))
    assert set(feasibility.entrants.values_list("proposal", flat=True)) == nominated
    assert Rating.objects.filter(stage=benefit).count() == 2 * len(nominated) > 0
    # Two citizens rated; a third objected to the provisional list.
    assert Visitor.objects.filter(ratings__stage=benefit).distinct().count() == 2
    # Everybody reads what citizens thought, how many they were, and how far they differ.
    page = Person().go(f"/kemanfaatan/manfaat-2027/{benefit.position}/").text
    assert "Hasil penilaian masyarakat, menurut abjad" in page
    assert "Simpangan baku" in page


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_the_form_of_2020_with_its_three_groups_from_an_empty_portal_to_its_awards(portal):
    call_command("load_winners")
    judges = founding.appoint_the_ministry(portal, evaluators=3, panelists=3)
    # The invited group continues what an agency has won with before.
    own = CatalogueEntry.objects.exclude(agency=None).filter(agency__kind="regency", awards__key="top").order_by("pk")
    agencies = list(dict.fromkeys(own.values_list("agency__name", flat=True)))[:3]
    crews = founding.join(portal, agencies, units=3)
    announcing.begin_edition(
        portal.people,
        "online_2020",
        name="KIPP Daring 2027",
        slug="daring-2027",
        opens=OPENS,
        closes=CLOSES,
        changes=[
            change("Pokok", signatory_name="Rini Widyantini"),
            change("Kelompok", **{"b-2-invited": "\n".join(agencies)}),
            places([3, 3, 3], [3, 2, 2], [2, 1, 1]),
            remove_rows("Aturan komposisi", thing="Ubah Penetapan finalis"),
            remove_rows("Aturan komposisi", thing="Ubah Penetapan akhir"),
        ],
    )
    titles = [f"Layanan keliling {place}" for place in ("Anyer", "Batu", "Cepu", "Dumai", "Ende", "Fakfak")]
    portal.to(OPENS)
    crews_of_each = [[(admin, writers[place:]) for admin, writers in crews] for place in range(3)]
    sent_in(portal, crews_of_each[0], titles[:3], group=group(0))
    sent_in(portal, crews_of_each[1], titles[3:], group=group(1), origin="puskesmas")
    special = ["Puskesmas apung Garut", "Puskesmas apung Hulu", "Puskesmas apung Intan"]
    sent_in(portal, crews_of_each[2], special, group=group(2), origin="")
    edition = carried(portal, "KIPP Daring 2027", "daring-2027", judges)
    awards = honoured(edition)
    given = Counter((award.key, award.proposal.group.key) for award in awards)
    assert given == {
        ("finalist", "umum"): 3,
        ("finalist", "replikasi"): 2,
        ("finalist", "khusus"): 2,
        ("top", "umum"): 2,
        ("top", "replikasi"): 1,
        ("outstanding", "khusus"): 1,
    }
    assert edition.stages.get(kind="interview").arranged.rooms == ("Ruang daring 1",)
