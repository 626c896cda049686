"""What a writer's pages weigh on the wire: the first visit with all that it asks for, and each page after it."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from proposals.domain.draft import drafting
from tests.factories import proposals
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db
FIRST, LATER = 150_000, 30_000  # bytes
ASKED = re.compile(rf'(?:href|src)="{re.escape(settings.STATIC_URL)}([^"?#]+)')
POINTED = re.compile(r"url\(\"?([^)\"#?]+)")
TEXTS = (".css", ".js", ".svg", ".json", ".webmanifest")


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING, tick=False)


def on_the_wire(content):
    return len(gzip.compress(content))


def files_of(page):
    """Every file that a page asks for, with whatever its sheets point to."""
    found = {Path(finders.find(name)).resolve() for name in ASKED.findall(page)}
    for sheet in [path for path in found if path.suffix == ".css"]:
        pointed = POINTED.findall(sheet.read_text(encoding="utf-8"))
        found |= {place for name in pointed if (place := (sheet.parent / name).resolve()).is_file()}
    return found


def weight(path):
    content = path.read_bytes()
    return on_the_wire(content) if path.suffix in TEXTS else len(content)


@pytest.fixture
def full(cast, edition):
    """A dossier of eight sections, each as long as it may be, in several versions."""
    proposal = proposals.filled(edition, by=cast.proposer)
    for number in range(8):
        section = edition.sections.order_by("position")[number]
        texts = {one.key: f"{proposals.text(one.max_words)[2:]} {number}" for one in section.questions.all()}
        at = DURING + timedelta(minutes=number)
        drafting.answer(proposal, section, texts, is_done=False, by=cast.proposer, at=at)
    return proposal


def pages(proposal):
    section = proposal.edition.sections.order_by("position").first().key
    document = proposal.edition.requirements.order_by("position").first().key
    code = proposal.code
    return [
        reverse("home"),
        reverse("proposals:list"),
        reverse("proposals:show", args=[code]),
        reverse("proposals:identity", args=[code]),
        reverse("proposals:identity_versions", args=[code]),
        reverse("proposals:section", args=[code, section]),
        reverse("proposals:versions", args=[code, section]),
        reverse("proposals:document", args=[code, document]),
        reverse("proposals:check", args=[code]),
    ]


def test_the_first_visit_is_light_with_all_that_it_asks_for(client, cast, full):
    client.force_login(cast.proposer.user)
    for address in ("/", *pages(full)):
        page = client.get(address).content
        asked = files_of(page.decode())
        assert {path.suffix for path in asked} >= {".css", ".js"}
        assert on_the_wire(page) + sum(map(weight, asked)) <= FIRST, address


def test_each_page_after_it_is_light(client, cast, full):
    client.force_login(cast.proposer.user)
    weights = {address: on_the_wire(client.get(address).content) for address in pages(full)}
    assert {address: size for address, size in weights.items() if size > LATER} == {}
