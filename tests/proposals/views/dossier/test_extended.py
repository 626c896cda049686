"""A close that was extended is said on every page of whoever writes or submits."""

from datetime import timedelta

import pytest
from django.urls import reverse

from competitions.models import Edition
from proposals import urls
from proposals.domain.draft import assistance
from proposals.models import Attachment
from tests.factories import proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import text_of

pytestmark = pytest.mark.django_db
# What belongs to no edition, or to several; and what is a file.
NO_PAGE_OF_ONE = {"clinic", "assistances", "bulk", "attachment", "assistance_file", "revision_file", "revision_proof"}
UNTIL, WHY = "Pendaftaran diperpanjang sampai", "Alasannya: Jaringan terputus."


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


def extend(edition):
    Edition.objects.filter(pk=edition.pk).update(
        closed_first_at=CLOSES_AT - timedelta(days=2), extension_reason="Jaringan terputus."
    )


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
    extend(edition)
    client.force_login(getattr(cast, who).user)
    silent, seen = [], set()
    for name, address in addresses(proposal):
        answer = client.get(address)
        is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        if not is_page:
            continue
        seen.add(name)
        text = text_of(answer)
        if not (UNTIL in text and WHY in text):
            silent.append(name)
    assert silent == [], ", ".join(silent)
    assert len(seen) >= few


def test_it_is_said_where_several_editions_may_meet(client, cast, edition):
    chosen = proposals.with_agency(edition, by=cast.proposer)
    draft = proposals.draft(edition, by=cast.proposer)
    assistance.open_up(draft, "Apakah cukup?", by=cast.proposer, at=DURING)

    def pages():
        for office in (cast.proposer, cast.agency_admin):
            client.force_login(office.user)
            yield client.get(reverse("proposals:clinic"))
        for noun in ("pengajuan", "pengingat"):
            yield client.post(reverse("proposals:bulk", args=[noun]), {"pilih": chosen.pk, "utuh": "1"})
        client.force_login(cast.secretary.user)
        yield client.get(reverse("proposals:assistances"))
        client.post(reverse("proposals:assistance_begin", args=[draft.code]), {"utuh": "1"})
        yield client.get(reverse("proposals:assistance_reading", args=[draft.code]))

    for is_said in (False, True):
        shown = [page for page in pages() if page.status_code == 200]
        assert len(shown) == 6
        assert [UNTIL in text_of(page) and WHY in text_of(page) for page in shown] == [is_said] * 6
        extend(edition)
