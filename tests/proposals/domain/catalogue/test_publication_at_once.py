"""Two exclusions from one announced list at once. A module of its own: each transaction is seen by the other."""

from datetime import timedelta

import pytest
from django.db import transaction

from competitions.kinds import StageKind
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AnnouncedLine
from proposals.models import Announcement, Figure
from tests.beside import Beside
from tests.factories import accounts, catalogue, competitions

AT = competitions.CLOSES_AT + timedelta(days=60)


@pytest.mark.django_db(transaction=True)
def test_two_taken_back_at_once_are_both_marked():
    edition = competitions.edition()
    stage = competitions.stage(edition, StageKind.PANEL)
    first, second, stays = catalogue.proposals(edition, [accounts.agency() for _ in range(3)])
    lines = [AnnouncedLine(one.code, one.title, one.agency.name, "Unit", "Umum") for one in (first, second, stays)]
    publication.announce(stage, title="Finalis", decree="", figure=Figure.Key.PASSED, lines=lines, at=AT)

    def take_back(proposal):
        with transaction.atomic():
            publication.take_back(proposal, "Datanya dipalsukan.", at=AT)

    with transaction.atomic():
        publication.take_back(first, "Datanya dipalsukan.", at=AT)
        other = Beside(lambda: take_back(second))
        assert other.is_held_up()
    other.result()
    assert [line["code"] for line in Announcement.objects.get().standing] == [stays.code]
    assert Figure.objects.get(key=Figure.Key.PASSED).innovations == 1
