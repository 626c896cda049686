"""Editions from rows alone: begun from a template on an empty portal, and played by pages to their awards."""

from collections import Counter
from datetime import datetime

import pytest
from django.template import engines
from django.utils import timezone

from accounts.domain import reference
from accounts.models import Visitor
from competitions.models import Edition
from judging.models import Award, Certificate, Rating
from tests import founding, playing
from tests.owner import as_owner
from tests.playing import Person, change, places, remove_rows

WIB = timezone.get_default_timezone()
# The portal is founded, takes proposals, and judges them after the close.
FOUNDING = datetime(2027, 1, 4, 9, tzinfo=WIB)
OPENS = datetime(2027, 2, 1, 8, tzinfo=WIB)
CLOSES = datetime(2027, 3, 1, 16, tzinfo=WIB)
AFTER = datetime(2027, 3, 2, 18, tzinfo=WIB)
AGENCIES = ["Kementerian Kesehatan", "Pemerintah Kota Bogor", "Pemerintah Kabupaten Sleman"]

# A whole year of work by pages: on a machine with much else to do, longer than other tests may take.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(autouse=True)
def _a_portal_as_people_meet_it(settings, tmp_path, monkeypatch):
    # What pytest-django puts here to find misspelt variables is true in an `if`; readers see what is empty as empty.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def portal():
    reference.load()
    with as_owner() as cursor:
        cursor.execute("ANALYZE")
    with founding.portal(FOUNDING) as opened:
        yield opened


def played(portal, name, slug, crews, judges, titles, *, identity=lambda number: {}):
    """Proposals sent in during registration, and the edition carried to its certificates; returns it.

    `identity` gives boxes of the identity of a proposal by its number.
    """
    portal.to(OPENS)
    for number, title in enumerate(titles):
        admin, writers = crews[number % len(crews)]
        writer = portal.people[writers[number // len(crews)]]
        playing.begin_proposal(writer, title)
        playing.submit(writer, portal.people[admin], **identity(number))
    portal.to(AFTER)
    playing.draw_lot(f"/ruang-kendali/{slug}/", portal.people)
    playing.carry(name, portal.people, judges, portal.waiting)
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
    playing.begin_edition(
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
    edition = played(portal, "KIPP 2027", "kipp-2027", crews, judges, titles)
    awards = honoured(edition)
    assert {award.key for award in awards} == {"finalist", "top", "outstanding"}


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_the_variant_of_2025_with_its_citizens_from_an_empty_portal_to_its_awards(portal):
    judges = founding.appoint_the_ministry(portal, evaluators=3, panelists=3)
    crews = founding.join(portal, AGENCIES, units=2)
    playing.begin_edition(
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
    edition = played(portal, "KIPP Manfaat 2027", "manfaat-2027", crews, judges, titles)
    awards = honoured(edition)
    assert {award.key for award in awards} == {"top", "outstanding"}
    benefit, feasibility = edition.stages.get(kind="benefit"), edition.stages.get(kind="feasibility")
    nominated = set(benefit.entrants.values_list("proposal", flat=True))
    assert set(feasibility.entrants.values_list("proposal", flat=True)) == nominated
    assert Rating.objects.filter(stage=benefit).count() == 2 * len(nominated) > 0
    assert Visitor.objects.count() == 2
    # Everybody reads what citizens thought, how many they were, and how far they differ.
    page = Person().go(f"/kemanfaatan/manfaat-2027/{benefit.position}/").text
    assert "Hasil penilaian masyarakat, menurut abjad" in page
    assert "Simpangan baku" in page


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_the_form_of_2020_with_its_three_groups_from_an_empty_portal_to_its_awards(portal):
    judges = founding.appoint_the_ministry(portal, evaluators=3, panelists=3)
    crews = founding.join(portal, AGENCIES, units=3)
    playing.begin_edition(
        portal.people,
        "online_2020",
        name="KIPP Daring 2027",
        slug="daring-2027",
        opens=OPENS,
        closes=CLOSES,
        changes=[
            change("Pokok", signatory_name="Rini Widyantini"),
            places([4, 2, 2], [3, 2, 2], [2, 1, 1]),
            remove_rows("Aturan komposisi", thing="Ubah Penetapan finalis"),
            remove_rows("Aturan komposisi", thing="Ubah Penetapan akhir"),
        ],
    )
    titles = [f"Layanan keliling {place}" for place in ("Anyer", "Batu", "Cepu", "Dumai", "Ende", "Fakfak")]
    titles += [f"Puskesmas apung {place}" for place in ("Garut", "Hulu", "Intan")]

    def identity(number):
        """The first five of the general group, then two that replicate, then two that have won before."""
        place = 0 if number < 5 else 1 if number < 7 else 2
        told = {"group": lambda form: form.choices["group"][place]}
        if place == 1:
            told["source_innovation"] = "Rujuk Pasti, Kota Bogor"
        if place == 2:
            told["earlier_award"] = "Top 45 tahun 2024"
        return told

    edition = played(portal, "KIPP Daring 2027", "daring-2027", crews, judges, titles, identity=identity)
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
