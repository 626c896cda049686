"""Editions from rows alone: begun from a template on an empty portal, and played by pages to their awards."""

from datetime import datetime

import pytest
from django.template import engines
from django.utils import timezone

from accounts.domain import reference
from competitions.models import Edition
from judging.models import Award, Certificate
from tests import founding, playing
from tests.owner import as_owner
from tests.playing import change, places, remove_rows

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


def played(portal, name, slug, crews, judges, titles):
    """Proposals sent in during registration, and the edition carried to its certificates; returns it."""
    portal.to(OPENS)
    for number, title in enumerate(titles):
        admin, writers = crews[number % len(crews)]
        writer = portal.people[writers[number // len(crews)]]
        playing.begin_proposal(writer, title)
        playing.submit(writer, portal.people[admin])
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
