"""The seal of an award beside its name on public pages, at an address that shows nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.files import taking
from accounts.models import Role
from competitions.domain import pictures
from judging.models import Award
from proposals.models import CatalogueAward, CatalogueEntry
from tests import carrying
from tests.factories import accounts, documents
from tests.pages import markup

pytestmark = pytest.mark.django_db
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(name):
    return reverse("proposals:seal", args=[name])


def picture(edition, colour):
    upload = SimpleUploadedFile("cap.png", documents.picture("PNG", colour=colour))
    taken = taking.taken(upload, pictures.ALLOWED)
    return pictures.add(edition, taken, by=accounts.membership(Role.MINISTRY_ADMIN), at=timezone.now())


def finalists(**seal):
    """An edition whose finalists hold an award with this seal."""
    crew, edition, _dossiers = carrying.begun(4, places=(4, 4, 2), rules=(), evaluators=3, panelists=3)
    edition.stages.get(kind="panel").award_names.update(**seal)
    carrying.reached(edition, "interview", crew)
    return edition


def pages_of(award):
    """Where everybody sees an award."""
    entry = CatalogueEntry.objects.get(proposal=award.proposal)
    return [
        reverse("proposals:innovation", args=[entry.slug]),
        reverse("judging:verification", args=[award.verification_code]),
    ]


@pytest.mark.journey
def test_the_seal_of_an_award_is_seen_where_the_award_is(client):
    crew, edition, _dossiers = carrying.begun(4, places=(4, 4, 2), rules=(), evaluators=3, panelists=3)
    seal, hand = picture(edition, "gold"), picture(edition, "black")
    edition.stages.get(kind="panel").award_names.update(picture=seal.sha256)
    type(edition).objects.filter(pk=edition.pk).update(signature=hand.sha256)
    carrying.reached(edition, "interview", crew)
    award = Award.objects.order_by("pk").first()
    for page in pages_of(award):
        assert f'src="{address(seal.sha256)}" width="32" height="32" alt="Cap {award.name}"' in markup(client.get(page))
    answer = client.get(address(seal.sha256))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", FOR_EVER)
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    # What no award of the catalogue bears is not public, and neither is what was taken back.
    assert client.get(address(hand.sha256)).status_code == 404
    CatalogueEntry.objects.update(ended_at=timezone.now(), ended_reason="Dicabut.")
    assert client.get(address(seal.sha256)).status_code == 404


@pytest.mark.journey
def test_a_seal_that_the_portal_draws_is_seen_too_and_none_where_there_is_none(client):
    edition = finalists(seal="wreath", seal_colour="red")
    award = Award.objects.filter(stage__edition=edition).order_by("pk").first()
    for page in pages_of(award):
        assert address("wreath-red") in markup(client.get(page))
    Award.objects.update(seal="")
    CatalogueAward.objects.update(seal="")
    for page in pages_of(award):
        assert 'class="seal"' not in markup(client.get(page))


def test_what_the_portal_draws_is_drawn_without_a_look_at_any_table(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(address("star-gold"))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/svg+xml", FOR_EVER)
    assert answer.content.startswith(b"<svg")
    for name in ("star-pink", "moon-gold", "star", "gold-star", "a" * 64):
        assert client.get(address(name)).status_code == 404


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ({}, ""),
        ({"seal": "wreath", "seal_colour": "red"}, "wreath-red"),
        ({"seal": "wreath", "picture": "a" * 64}, "a" * 64),
    ],
)
def test_a_picture_stands_before_what_is_drawn(columns, shown):
    assert Award(**columns).shown_seal == shown
