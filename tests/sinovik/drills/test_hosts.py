"""A portal on several machines, tried as processes with separate folders: what one takes in, the other gives out.

They share a database behind the stack's own pooler, a broker, and a bucket of a real S3 service; nothing else.
"""

import hashlib
import time

import pytest
from django.db import connection

from accounts.files.store import pieces
from accounts.models import Role
from judging.models import Award, Certificate, Computation
from proposals.models import Attachment, Proposal, Revision, Status
from tests import pooler
from tests.bucket_fixtures import bucket, bucket_server
from tests.factories import accounts
from tests.judging.domain.certificates.test_rendering import is_complete, order, tell
from tests.sinovik.drills import ground, house, paper
from tests.sinovik.drills.test_sample import on_this_database
from tests.sinovik.drills.visitors import Browser

__all__ = ["bucket", "bucket_server"]
pytestmark = [
    pytest.mark.drill,
    pytest.mark.timeout(1800),
    pytest.mark.pdf,
    pytest.mark.skipif(not pooler.PGBOUNCER, reason=pooler.NO_PGBOUNCER),
    pytest.mark.django_db(transaction=True),
]
STORM, SENDERS = 240, 4
# Fewer than two web servers have threads, and the workers processes.
CONNECTIONS = 6
ASK = (
    "import sys, django; django.setup(); from sinovik.celery import app;"
    " app.send_task(sys.argv[1], kwargs={sys.argv[2]: int(sys.argv[3])})"
)


@pytest.fixture
def machines(tmp_path, bucket, monkeypatch):
    """Two, each with a folder of its own and a web server; the workers are on one."""
    monkeypatch.delenv("PGOPTIONS", raising=False)
    at = connection.settings_dict
    opened = []
    with pooler.pooled(at, connections=CONNECTIONS) as port:
        direct = on_this_database()
        through = direct["DATABASE_URL"].replace(f":{at['PORT']}/", f":{port}/")
        assert through != direct["DATABASE_URL"]
        try:
            for name, serving in (("satu", ["web"]), ("dua", ["web", "computing", "certificates"])):
                folder = tmp_path / name
                folder.mkdir()
                one = house.House(folder)
                opened.append(one)
                one.stand_on(
                    {
                        **direct,
                        **bucket.environment,
                        "DATABASE_URL": through,
                        "DATABASE_KEPT_SECONDS": "0",
                        "MEDIA_ROOT": str(folder / "media"),
                        "METRICS_FOLDER": str(folder / "metrics"),
                        "METRICS_TOKEN": "rahasia",
                    }
                )
                one.serve(*serving)
            yield opened
        finally:
            for one in opened:
                one.close()


def test_two_machines_that_share_nothing_but_what_is_shared_are_one_portal(machines, bucket):
    """People are led to either in turns, with the same session; what is asked of one is worked on by the other."""
    people = ground.laid_out(1, senders=SENDERS)
    kept = sent_in_pieces_to_both(machines, bucket, people)
    submitted_at_either(machines, people)
    computed_elsewhere(machines, people)
    certified_elsewhere(machines)
    first_dies(machines, people, kept)


def browsers(machines, cookies):
    return [Browser(one, cookies) for one in machines]


def sent_in_pieces_to_both(machines, bucket, people):
    """A file whose pieces go to two machines in turns is one file, and both give it out."""
    both = browsers(machines, people["writer"])
    content = paper.of(3 * pieces.PIECE)
    told = {"name": "bukti.pdf", "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "utuh": "1"}
    place = f"/usulan/{people['loading']}/dokumen/{people['document']}/unggahan/"
    address = both[0].ask("POST", place, fields=told).json["address"]
    for number, offset in enumerate(range(0, len(content), pieces.PIECE)):
        piece = content[offset : offset + pieces.PIECE]
        answer = both[number % 2].ask("PATCH", address, body=piece, headers={"Upload-Offset": str(offset)})
        assert answer.status == 200, answer.body[:300]
    assert answer.json["done"]
    kept = Attachment.objects.get(proposal__code=people["loading"])
    given = [one.ask("GET", f"/usulan/{people['loading']}/lampiran/{kept.pk}/") for one in both]
    assert [one.status for one in given] == [200, 200]
    assert given[0].body == given[1].body
    assert hashlib.sha256(given[0].body).hexdigest() in (kept.sha256, kept.clean_sha256)
    assert {kept.file.name, kept.clean_file.name} <= set(bucket.names())
    assert not [name for name in bucket.names() if name.startswith(pieces.FOLDER)]
    assert not [one for one in machines if (one.folder / "media").exists()]
    return kept


def submitted_at_either(machines, people):
    both, until = browsers(machines, people["sender"]), time.monotonic() + STORM
    for number, code in enumerate(people["ready"]):
        assert both[number % 2].insist(f"/usulan/{code}/pengajuan/", {"is_declared": "on"}, until=until)
        # The other knows.
        assert both[1 - number % 2].ask("GET", f"/usulan/{code}/pengajuan/").status != 200
    sent = Proposal.objects.filter(edition=people["edition"], status=Status.SUBMITTED)
    assert set(sent.values_list("code", flat=True)) == set(people["ready"])
    assert Revision.objects.filter(proposal__edition=people["edition"]).count() == SENDERS


def computed_elsewhere(machines, people):
    stage = people["desk"][2]
    machines[0].close_stage(stage)
    found = Computation.objects.filter(snapshot__stage=stage, state=Computation.State.DONE)
    house.until(found.exists)


def certified_elsewhere(machines):
    """Drawn and kept by a worker of one machine, fetched from the other."""
    crew, stage = tell()
    batch = order(stage, crew)
    machines[0].run("-c", ASK, "judging.render_certificates", "batch_id", str(batch.pk))
    awards = Award.objects.filter(stage=stage)
    house.until(lambda: Certificate.objects.filter(award__stage=stage).count() == awards.count())
    assert is_complete(stage)
    award = awards.earliest("pk")
    cookies = ground.cookies_of(accounts.membership(Role.SECRETARY))
    given = Browser(machines[0], cookies).ask("GET", f"/sertifikat/{award.pk}/")
    assert given.status == 200, given.body[:300]
    assert hashlib.sha256(given.body).hexdigest() == award.certificate.sha256


def first_dies(machines, people, kept):
    """With all that lay on it: the other has everything, and so has the one that comes in its place."""
    first = machines[0]
    first.stop_and_hold("web")
    for path in sorted(first.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    address = f"/usulan/{people['loading']}/lampiran/{kept.pk}/"
    there, here = Browser(machines[1], people["writer"]), Browser(first, people["writer"])
    assert there.ask("GET", address).status == 200
    first.let_go("web")
    house.until(first.answers)
    assert here.ask("GET", address).body == there.ask("GET", address).body
