"""One drill in every run: the web server is killed while somebody sends dossiers, at a moment of chance."""

import os
import random
import sys
import time
from urllib.parse import quote

import pytest
from django.db import connection

from proposals.models import Proposal, Revision, Status
from tests.sinovik.drills import ground, house
from tests.sinovik.drills.visitors import Browser

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SENDERS, STORM = 3, 120


def on_this_database():
    at = connection.settings_dict
    address = f"postgres://{at['USER']}:{quote(at['PASSWORD'])}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    return {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "sinovik.settings"}


@pytest.fixture
def portal(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    portal = house.House(tmp_path)
    try:
        portal.stand_on({**on_this_database(), "MEDIA_ROOT": str(tmp_path)})
        yield portal
    finally:
        portal.close()


def test_nothing_acknowledged_is_lost_or_doubled_when_the_web_server_is_killed(portal):
    seed = random.getrandbits(32)
    sys.stdout.write(f"seed {seed}\n")
    people = ground.sending(1, senders=SENDERS)
    portal.serve("web")
    browser, until = Browser(portal, people["sender"]), time.monotonic() + STORM
    killed = random.Random(seed).randrange(SENDERS)
    told = {}
    for place, code in enumerate(people["ready"]):
        if place == killed:
            portal.children.kill("web")
        told[code] = browser.insist(f"/usulan/{code}/pengajuan/", {"is_declared": "on"}, until=until)
    assert all(isinstance(one, str) for one in told.values()), told
    sent = Proposal.objects.filter(edition=people["edition"], status=Status.SUBMITTED)
    assert set(sent.values_list("code", flat=True)) == set(people["ready"])
    assert Revision.objects.filter(proposal__edition=people["edition"]).count() == SENDERS
