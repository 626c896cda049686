"""Editions from rows alone: begun from a template on an empty portal, and played by pages to their awards."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, cycle

import pytest
from django.utils import timezone

from accounts.domain import reference
from accounts.models import Visitor
from competitions.models import Edition
from judging.models import Award, Certificate, Material, Objection, Rating, Session
from proposals.models import Announcement, CatalogueEntry, CatalogueParent, Proposal
from tests import announcing, composing, founding, playing, writing
from tests.announcing import change, places, remove_rows
from tests.owner import as_owner
from tests.people import ADMIN, SECRETARY, Person

WIB = timezone.get_default_timezone()
# The portal is founded, takes proposals, and judges them after the close.
FOUNDING = datetime(2027, 1, 4, 9, tzinfo=WIB)
OPENS = datetime(2027, 2, 1, 8, tzinfo=WIB)
CLOSES = datetime(2027, 3, 1, 16, tzinfo=WIB)
AFTER = datetime(2027, 3, 2, 18, tzinfo=WIB)
# The last of them in a left-behind region.
AGENCIES = ["Kementerian Kesehatan", "Pemerintah Kota Bogor", "Pemerintah Kabupaten Nias"]

# A whole year of work by pages: on a machine with much else to do, longer than other tests may take.
pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(900),
    pytest.mark.usefixtures("as_people_meet_it"),
    # A story takes a minute or two: each is told in two runs of five.
    pytest.mark.sample(2),
]


SIX = ("Anyer", "Batu", "Cepu", "Dumai", "Ende", "Fakfak")
# Among the winners at most one of an agency and of a category, and one from a left-behind region.
ONE_EACH = {"b-0-maximum": "1", "b-1-minimum": "1", "b-2-minimum": "", "b-2-maximum": "1"}


def mobile(place):
    """The title of a proposal."""
    return f"Layanan keliling {place}"


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


def in_turn(name, *numbers):
    """For each proposal that is sent in, the next of these places among those that a form offers."""
    turns = cycle(numbers)
    return {name: lambda form: [one for one in form.choices[name] if one][next(turns)]}


def sent_in(portal, crews, titles, **identity):
    """One proposal of a unit for each title, the agencies in turn, each unit once."""
    for number, title in enumerate(titles):
        admin, writers = crews[number % len(crews)]
        writer = portal.people[writers[number // len(crews)]]
        writing.begin_proposal(writer, title)
        writing.submit(writer, portal.people[admin], **identity)


def carried(portal, name, slug, judges, **options):
    """The edition carried from the close of its registration to its certificates; returns it."""
    portal.to(AFTER)
    announcing.draw_lot(f"/ruang-kendali/{slug}/", portal.people)
    playing.carry(name, portal.people, judges, portal.waiting, to=portal.to, **options)
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
    founding.take_over_winners(portal)
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
            # So few can be of three categories: one of each, one from a left-behind region, two of an agency at most.
            remove_rows("Kategori", keep=3),
            change(
                "Aturan komposisi",
                thing="Ubah Penetapan finalis",
                **{"b-0-maximum": "2", "b-1-minimum": "1", "b-2-minimum": "1"},
            ),
            change("Aturan komposisi", thing="Ubah Penetapan akhir", **ONE_EACH),
            change("Penghargaan", thing="Ubah Penetapan finalis", **{"b-0-name": "Top 4"}),
            change("Penghargaan", thing="Ubah Penetapan akhir", **{"b-0-name": "Top 2", "b-2-places": "1"}),
        ],
    )
    # The ministry's two are the best, then the city's; of its two, the first of the alphabet is objected to.
    ministry, city, regency = ("Batu", "Ende"), ("Cepu", "Anyer"), ("Dumai", "Fakfak")
    portal.to(OPENS)
    sent_in(
        portal,
        crews,
        [*map(mobile, chain(*zip(ministry, city, regency, strict=True)))],
        **in_turn("category", 0, 0, 2, 0, 1, 2),
    )
    edition = carried(
        portal, "KIPP 2027", "kipp-2027", judges, is_right=True, given=composing.ranked(1, 4, 0, 2, 5, 3, 6)
    )
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
    assert announcement.override["reason"] == "Tidak ada usulan lain yang memenuhinya."
    # By score alone the regency would have no finalist, and the ministry both winners.
    final = edition.stages.get(kind="final")
    assert (composing.listed(panel), composing.listed(final)) == (composing.best(panel), composing.best(final))
    assert composing.exchanged(panel) == ([mobile("Cepu")], [mobile("Dumai")])
    assert composing.exchanged(final) == ([mobile("Ende")], [mobile("Dumai")])
    said = portal.people[ADMIN].go(f"/ruang-kendali/kipp-2027/{panel.position}/hasil/").text
    assert "“Layanan keliling Dumai” menggantikan “Layanan keliling Cepu”: Sedikitnya satu usulan dari" in said


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_sustainability_and_replication_from_the_catalogue_to_their_awards(portal):
    judges = founding.appoint_the_ministry(portal, evaluators=2, panelists=3)
    founding.take_over_winners(portal)
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
        changes=[
            change("Pokok", signatory_name="Rini Widyantini"),
            places([2, 2, 1], [1, 1, 1]),
            # One session a day: the five are heard from a Saturday to a Wednesday.
            change(
                "Tahap dan jadwal",
                thing=re.compile("pengaturan Presentasi dan wawancara"),
                **{"atur-sessions_a_day": "1", "atur-on_weekends": "on"},
            ),
        ],
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
        """The interviews: linked and prepared while materials are still due, held over five days, noted at the end."""
        if not portal.people[SECRETARY].go(stage).links_to(rf"{stage}sesi/"):
            return
        playing.link_rooms(portal.people[SECRETARY], stage, "https://rapat.go.id/pkri")
        prepared.append(sum(playing.prepare_sessions(portal.people[email]) for email in participants))
        portal.to(Session.objects.latest("ends_at").ends_at)
        prepared.append(playing.note_sessions(portal.people[SECRETARY], stage, heads=("ya", "tidak")))

    edition = carried(portal, "PKRI 2027", "pkri-2027", judges, meanwhile=heard)
    interview = edition.stages.get(kind="interview")
    sessions = Session.objects.filter(stage=interview)
    assert prepared[1] == sessions.filter(outcome="held").exclude(presenter="").count() == 5
    assert Counter(sessions.values_list("head_was_present", flat=True)) == {True: 3, False: 2}
    days = [f"{timezone.localdate(one.starts_at):%a}" for one in sessions.order_by("starts_at")]
    assert days == ["Sat", "Sun", "Mon", "Tue", "Wed"]
    # Slides, summary and video of everybody were there when they were due, days before the session.
    handed_in = Material.objects.present().filter(stage=interview)
    assert prepared[0] >= handed_in.count() == 3 * prepared[1]
    for one in sessions:
        own = handed_in.filter(proposal=one.proposal)
        assert set(own.values_list("kind", flat=True)) == {"slides", "summary", "video"}
        due = interview.arranged.materials_due(one.starts_at)
        assert due < one.starts_at
        assert not own.filter(handed_in_at__gte=due).exists()
    # The agency itself is an entrant.
    assert sessions.filter(proposal__unit=None).count() == 1
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


@dataclass(frozen=True)
class Special:
    """A special edition: who may enter, by which row, what is said of it and then missing; the rule for its winners."""

    name: str
    slug: str
    agencies: list[str]
    stranger: str
    only: dict[str, str]
    said: str
    lack: str
    rule: dict[str, str]
    categories: tuple[int, ...]


OF_A_PROVINCE = Special(
    "Inovasi Jawa Barat 2027",
    "jabar-2027",
    ["Pemerintah Kota Bogor", "Pemerintah Kabupaten Garut"],
    "Kementerian Kesehatan",
    {"b-0-what": "province|32"},
    "Hanya instansi di provinsi Jawa Barat.",
    "",
    # Three of an agency by the template.
    {"b-0-maximum": "1"},
    (0,),
)
OF_A_MINISTRY = Special(
    "Inovasi Kesehatan 2027",
    "sehat-2027",
    ["Kementerian Kesehatan"],
    "Pemerintah Kota Bogor",
    {"b-0-what": "agency|", "b-0-agency": "Kementerian Kesehatan"},
    "Hanya Kementerian Kesehatan.",
    "batas atas menurut instansi hanya memberi 3, padahal kuotanya 10.",
    # Where there is one agency, winners are of different categories instead.
    {"b-0-what": "category|*", "b-0-maximum": "1"},
    (0, 1),
)


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
@pytest.mark.sample(1, of="special")
@pytest.mark.parametrize("special", [OF_A_PROVINCE, OF_A_MINISTRY], ids=["province", "ministry"])
def test_a_special_edition_from_an_empty_portal_to_its_awards(portal, special):
    judges = founding.appoint_the_ministry(portal, evaluators=2, panelists=2)
    crews = founding.join(portal, [*special.agencies, special.stranger], units=4)
    announcing.begin_edition(
        portal.people,
        "regional",
        name=special.name,
        slug=special.slug,
        opens=OPENS,
        closes=CLOSES,
        changes=[
            change("Pokok", signatory_name="Rini Widyantini"),
            only(special.only, lack=special.lack),
            places([4], [2]),
            change("Aturan komposisi", thing="Ubah Penetapan akhir", **special.rule),
            change("Penghargaan", thing="Ubah Penetapan akhir", **{"b-0-name": "Dua Inovasi Terbaik"}),
        ],
    )
    assert special.said in Person().go(f"/kompetisi/{special.slug}/").text
    portal.to(OPENS)
    *own, other = crews
    sent_in(portal, own, [*map(mobile, SIX[:4])], **in_turn("category", *special.categories))
    stranger = portal.people[other[1][0]]
    stranger.go("/usulan/baru/")
    form = stranger.page.form_with("Buat usulan")
    answer = stranger.client.post("/usulan/baru/", {**form.values, "title": "Layanan lain"})
    assert "Edisi ini bukan untuk instansi Anda." in answer.content.decode()
    # The first and the third are the best: of one agency, or of one category.
    edition = carried(portal, special.name, special.slug, judges, given=composing.ranked(1, 3, 0, 2, 4))
    assert sorted(award.name for award in honoured(edition)) == ["Dua Inovasi Terbaik"] * 2 + ["Inovasi Istimewa"]
    assert edition.stages.count() == 3
    final = edition.stages.get(kind="final")
    assert composing.listed(final) == composing.best(final)
    assert composing.exchanged(final) == ([mobile("Cepu")], [mobile("Batu")])


def only(row, *, lack):
    """The change that says who may enter; what the plan lacks then is said."""

    def made(admin, plan):
        admin.go(plan)
        admin.follow("Siapa yang dapat ikut")
        admin.press("Tambah baris")
        admin.press("Simpan", **row)
        assert "Disimpan" in admin.page.text, admin.page.text[:600]
        assert lack in admin.go(plan).text

    return made


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_the_variant_of_2025_with_its_citizens_from_an_empty_portal_to_its_awards(portal):
    judges = founding.appoint_the_ministry(portal, evaluators=3, panelists=3)
    founding.take_over_winners(portal)
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
            change("Aturan komposisi", thing="Ubah Sidang pleno", **ONE_EACH),
            change("Penghargaan", thing="Ubah Sidang pleno", **{"b-0-name": "Top 2", "b-2-places": "1"}),
        ],
    )
    portal.to(OPENS)
    sent_in(portal, crews, [*map(mobile, SIX)], **in_turn("category", 0, 0, 2, 0, 1, 2))
    edition = carried(portal, "KIPP Manfaat 2027", "manfaat-2027", judges, given=composing.ranked(1, 4, 2, 5, 3, 6))
    awards = honoured(edition)
    assert {award.key for award in awards} == {"top", "outstanding"}
    benefit, feasibility = edition.stages.get(kind="benefit"), edition.stages.get(kind="feasibility")
    nominated = set(benefit.entrants.values_list("proposal", flat=True))
    assert set(feasibility.entrants.values_list("proposal", flat=True)) == nominated
    assert Rating.objects.filter(stage=benefit).count() == 2 * len(nominated) > 0
    # Two citizens rated; a third objected to the provisional list.
    assert Visitor.objects.filter(ratings__stage=benefit).distinct().count() == 2
    final = edition.stages.get(kind="final")
    assert composing.listed(final) == composing.best(final) != composing.by_score(final)
    # Everybody reads what citizens thought, how many they were, and how far they differ.
    page = Person().go(f"/kemanfaatan/manfaat-2027/{benefit.position}/").text
    assert "Hasil penilaian masyarakat, menurut abjad" in page
    assert "Simpangan baku" in page


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_the_form_of_2020_with_its_three_groups_from_an_empty_portal_to_its_awards(portal):
    judges = founding.appoint_the_ministry(portal, evaluators=3, panelists=3)
    founding.take_over_winners(portal)
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
            places([3, 3, 3], [2, 2, 2], [2, 1, 1]),
            # None of those who have won lies in a left-behind region.
            remove_rows("Kategori", keep=2),
            *(
                change(
                    "Aturan komposisi",
                    thing=f"Ubah {stage}",
                    **{"b-0-maximum": "2", "b-1-what": "agency_kind|regency", "b-1-minimum": "2", "b-2-minimum": "1"},
                )
                for stage in ("Penetapan finalis", "Penetapan akhir")
            ),
        ],
    )
    titles = [*map(mobile, SIX)]
    portal.to(OPENS)
    crews_of_each = [[(admin, writers[place:]) for admin, writers in crews] for place in range(3)]
    # Of every group the first agency has the best, and the third all that is of the other category.
    category = in_turn("category", 0, 0, 1)
    sent_in(portal, crews_of_each[0], titles[:3], group=group(0), **category)
    sent_in(portal, crews_of_each[1], titles[3:], group=group(1), origin="puskesmas", **category)
    special = ["Puskesmas apung Garut", "Puskesmas apung Hulu", "Puskesmas apung Intan"]
    sent_in(portal, crews_of_each[2], special, group=group(2), origin="", **category)
    edition = carried(portal, "KIPP Daring 2027", "daring-2027", judges, given=composing.ranked(*range(1, 10)))
    awards = honoured(edition)
    given = Counter((award.key, award.proposal.group.key) for award in awards)
    assert given == {
        ("finalist", "umum"): 2,
        ("finalist", "replikasi"): 2,
        ("finalist", "khusus"): 2,
        ("top", "umum"): 2,
        ("top", "replikasi"): 1,
        ("outstanding", "khusus"): 1,
    }
    assert edition.stages.get(kind="interview").arranged.rooms == ("Ruang daring 1",)
    panel, final = edition.stages.get(kind="panel"), edition.stages.get(kind="final")
    # At most two of an agency, and winners of both categories, whoever was better.
    assert (composing.listed(panel), composing.listed(final)) == (composing.best(panel), composing.best(final))
    out, instead = composing.exchanged(panel)
    assert len(out) == len(instead) == 2
    # Each group has its own places: who is replicated and left out stands above whom the special group sends on.
    scores = {one.proposal.title: one.score for own in composing.standings(final).values() for one in own}
    left_out = {one for one in scores if one not in composing.listed(final)}
    assert max(scores[title] for title in left_out) > min(scores[title] for title in composing.listed(final))
