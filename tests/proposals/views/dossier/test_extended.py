"""A close that was extended is said on every page of whoever writes or submits."""

from datetime import timedelta

import pytest
from django.urls import reverse

from competitions.models import Edition
from proposals import urls
from proposals.models import Attachment
from tests.factories import proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import text_of

pytestmark = pytest.mark.django_db
# What belongs to no edition, or to several; and what is a file.
NO_PAGE_OF_ONE = {"clinic", "assistances", "bulk", "attachment", "assistance_file", "revision_file"}


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING, tick=False)


def addresses(proposal):
    """Every address of the dossiers with what it asks for, by name."""
    file = Attachment.objects.present().filter(proposal=proposal).first()
    known = {
        "code": proposal.code,
        "edition": proposal.edition.slug,
        "number": 1,
        "pk": file.pk if file else 0,
        "kind": "docx",
        "noun": "pengajuan",
        "token": "00000000-0000-4000-8000-000000000000",
    }
    for pattern in urls.urlpatterns:
        if not str(pattern.pattern).startswith("usulan/") or pattern.name in NO_PAGE_OF_ONE:
            continue
        asked = pattern.pattern.converters
        keys = (
            ["ringkasan", *proposal.edition.requirements.values_list("key", flat=True)[:1]] if "key" in asked else [""]
        )
        for key in keys:
            values = {name: known[name] for name in asked if name != "key"} | ({"key": key} if key else {})
            yield pattern.name, reverse(f"proposals:{pattern.name}", kwargs=values)


@pytest.mark.parametrize(
    ("who", "make", "few"),
    [
        ("proposer", "filled", 15),
        ("agency_admin", "with_agency", 15),
        ("proposer", "returned", 15),
        ("agency_admin", "submitted", 5),
    ],
)
def test_an_extension_is_said_on_every_page(client, cast, edition, who, make, few):
    proposal = getattr(proposals, make)(edition, by=cast.proposer)
    Edition.objects.filter(pk=edition.pk).update(
        closed_first_at=CLOSES_AT - timedelta(days=2), extension_reason="Jaringan terputus."
    )
    client.force_login(getattr(cast, who).user)
    silent, seen = [], set()
    for name, address in addresses(proposal):
        answer = client.get(address)
        is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        if not is_page:
            continue
        seen.add(name)
        text = text_of(answer)
        if not ("Pendaftaran diperpanjang sampai" in text and "Alasannya: Jaringan terputus." in text):
            silent.append(name)
    assert silent == [], ", ".join(silent)
    assert len(seen) >= few
