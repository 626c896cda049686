"""What certificates say is planned: looked at before it is saved, and saved only if it can be printed."""

import base64
import io
import re

import pytest
from PIL import Image

from competitions.domain import certificate_letters, planning
from competitions.models import AwardName
from judging.reporting import trying
from tests.competitions.views.planning.pages import at, boxes
from tests.factories import accounts
from tests.pages import markup

pytestmark = pytest.mark.django_db

HOLE = "葉"


def head(client, draft, **changes):
    """What the page of the head sends, with some boxes filled in otherwise."""
    return {**boxes(client.get(at(draft, "pokok"))), **changes}


def sent(client, draft, **changes):
    return client.post(at(draft, "pokok"), head(client, draft, **changes))


def pictures(page):
    """The pictures of a page that stand in the page itself."""
    return [
        Image.open(io.BytesIO(base64.b64decode(found)))
        for found in re.findall(r'src="data:image/webp;base64,([^"]+)"', markup(page))
    ]


@pytest.mark.pdf
def test_the_certificate_is_seen_before_anything_is_saved(client, draft):
    before = planning.plan_of(draft)
    assert not pictures(client.get(at(draft, "pokok")))
    accounts.agency(name="Pemerintah Provinsi " + "Kepulauan Terluar dan Terdepan " * 5)
    page = sent(client, draft, certificate_heading="Piagam Penghargaan", pratinjau="1")
    assert page.status_code == 200
    assert [one.width > one.height > 400 for one in pictures(page)] == [True, True]
    assert "Dengan nama terpanjang" in markup(page)
    assert 'value="Piagam Penghargaan"' in markup(page)
    assert planning.plan_of(draft) == before


@pytest.mark.pdf
def test_what_is_planned_is_printed(client, draft):
    words = {"certificate_heading": "Piagam", "certificate_issuer": "Pemerintah Provinsi Uji"}
    assert sent(client, draft, **words, certificate_words="Terima kasih atas pengabdiannya.").status_code == 302
    draft.refresh_from_db()
    plan = planning.plan_of(draft)
    assert plan.head.certificate_words == "Terima kasih atas pengabdiannya."
    name = AwardName.objects.filter(stage__edition=draft).order_by("pk").first()
    award = trying.invented(name, draft)
    assert (award.heading, award.issuer) == ("Piagam", "Pemerintah Provinsi Uji")
    assert award.words == "Terima kasih atas pengabdiannya."


@pytest.mark.parametrize(
    "box",
    [
        *("name", "award_place", "signatory_name", "signatory_office"),
        *("certificate_heading", "certificate_issuer", "certificate_words"),
    ],
)
def test_a_letter_that_cannot_be_printed_is_refused_beside_its_box(client, draft, box):
    page = sent(client, draft, **{box: f"Uji {HOLE}"})
    assert page.status_code == 422
    assert f"Huruf ini tidak ada pada huruf sertifikat: {HOLE}" in markup(page)
    assert HOLE not in getattr(planning.plan_of(draft).head, box)


def test_while_looking_the_reason_stands_in_the_place_of_the_picture(client, draft):
    page = sent(client, draft, certificate_words=f"Uji {HOLE}", pratinjau="1")
    assert page.status_code == 200
    assert "Sertifikat ini tidak dapat dicetak" in markup(page)
    assert not pictures(page)


def test_so_is_a_letter_in_the_name_of_an_award(client, draft):
    rows = boxes(client.get(at(draft, "penghargaan", "final")))
    page = client.post(at(draft, "penghargaan", "final"), {**rows, "b-0-name": f"Top {HOLE}"})
    assert page.status_code == 422
    assert f"huruf sertifikat: {HOLE}" in markup(page)


@pytest.mark.pdf
def test_texts_that_fill_more_than_a_page_are_refused(client, draft):
    """Alone each is short enough; with the longest names of the registers they are not."""
    accounts.agency(name="W" * 200)
    wide = {
        "certificate_heading": "W" * 60,
        "certificate_issuer": "W" * 160,
        "certificate_words": "W" * 300,
        "signatory_office": "W" * 160,
        "signatory_name": "W" * 120,
    }
    page = sent(client, draft, **wide)
    assert page.status_code == 422
    assert "terlalu panjang untuk satu halaman" in markup(page)
    assert planning.plan_of(draft).head.certificate_words == ""


def test_letters_of_the_archipelago_can_be_printed():
    assert certificate_letters.missing("Áé’“”–ñ Ümlaut, 1.000 (satu)\r\n") == []
    assert certificate_letters.missing(f"a{HOLE}{HOLE}\u200b") == [HOLE]
