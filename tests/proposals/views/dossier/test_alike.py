"""Before a dossier is handed on, its writer sees what resembles it; whose another agency's is stays untold."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals.domain import likeness
from proposals.models import Proposal
from tests.factories import proposals
from tests.factories.competitions import DURING
from tests.pages import text_of

pytestmark = pytest.mark.django_db
TITLE = "Antrean Tanpa Kertas di Puskesmas"
LATER = DURING + timedelta(days=3)


def test_the_check_page_and_the_handover_name_it_and_stop_nobody(
    client, cast, edition, time_machine, django_assert_max_num_queries
):
    time_machine.move_to(LATER, tick=False)
    sent = proposals.submitted(edition, by=cast.stranger, title=f"{TITLE} Kota")
    own = proposals.filled(edition, by=cast.proposer, title=TITLE)
    likeness.sketch_missing(at=LATER)
    client.force_login(cast.proposer.user)
    for page in ("check", "handover"):
        text = text_of(client.get(reverse(f"proposals:{page}", args=[own.code])))
        assert f"Usulan {sent.code} dari instansi lain" in text, page
        assert "Judul mirip" in text
        assert sent.title not in text
        assert sent.agency.name not in text
    proposal = Proposal.objects.with_places().get(pk=own.pk)
    with django_assert_max_num_queries(5):
        found = likeness.alike(proposal)
    assert [one.proposal.pk for one in found] == [sent.pk]
    assert client.get(reverse("proposals:handover", args=[own.code])).status_code == 200


def test_ones_own_draft_of_the_same_title_is_named_and_one_that_left_is_not(cast, edition):
    own = proposals.draft(edition, by=cast.proposer, title=TITLE)
    twin = proposals.draft(edition, by=cast.colleague, title=TITLE)
    proposals.left(proposals.submitted(edition, by=cast.stranger, title=TITLE))
    found = likeness.alike(Proposal.objects.with_places().get(pk=own.pk))
    assert [one.proposal for one in found] == [twin]
