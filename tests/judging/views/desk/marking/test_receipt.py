"""The receipt of a signed card: for its judge alone, to keep and to check."""

import hashlib
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.trail import growing
from accounts.models import Event
from competitions.kinds import StageKind
from judging.arithmetic.commitment import fits
from judging.circle import closing
from judging.models import Assignment, Scorecard, Snapshot
from judging.proof import trail
from tests import carrying
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address, answers
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def signed(client, stage, assignment):
    client.post(address(assignment), answers(stage, 60, remark="Bukti cukup."))
    return client.post(address(assignment, "card-signing"), {"langkah": "selesai"}, follow=True)


def test_signing_gives_a_receipt_that_proves_what_was_signed(client, desk):
    stage, office, (assignment, *_) = desk
    page = text_of(signed(client, stage, assignment))
    file = json.loads(client.get(address(assignment, "receipt-file")).content)
    awaited = client.get(address(assignment, "receipt-proof"))
    assert (awaited.status_code, "belum diterbitkan" in text_of(awaited)) == (403, True)
    growing.keep_head(at=timezone.now())
    proof = client.get(address(assignment, "receipt-proof")).content
    assert {one.key: one.holds for one in trail.verified(proof)} == {
        "made": True,
        "named": True,
        "included": True,
        "anchored": None,
    }
    assert json.loads(proof)["event"]["commitment"] == file["commitment"]
    assert f"Tanda terima {file['commitment'][:12]}." in page
    assert fits(bytes.fromhex(file["key"]), file["sheet"].encode(), file["commitment"])
    sheet = json.loads(file["sheet"])
    assert (sheet["total"], sheet["remark"], sheet["judge"]) == ("60.00", "Bukti cukup.", office.user.pk)
    assert (sheet["proposal"], sheet["edition"]) == (assignment.proposal.code, stage.edition.slug)
    shown = text_of(client.get(address(assignment, "receipt")))
    assert file["commitment"] in shown
    assert "sama dengan yang Anda kunci" in shown
    assert "Tahap belum ditutup" in shown


def test_every_version_is_told_with_who_and_when(client, desk):
    stage, office, (assignment, *_) = desk
    signed(client, stage, assignment)
    shown = text_of(client.get(address(assignment, "receipt")))
    assert shown.count(office.user.full_name) >= 2
    assert "Disimpan," in shown
    assert "Dikunci," in shown


def test_before_a_signature_there_is_none(client, desk):
    stage, _office, (assignment, *_) = desk
    client.post(address(assignment), answers(stage))
    assert client.get(address(assignment, "receipt")).url == address(assignment)
    assert client.get(address(assignment, "receipt-file")).status_code == 404
    assert client.get(address(assignment, "receipt-proof")).status_code == 404


def test_nobody_else_has_it(client, desk):
    stage, _office, (assignment, *_) = desk
    signed(client, stage, assignment)
    client.force_login(judging.judge(stage).user)
    assert client.get(address(assignment, "receipt")).status_code == 404
    assert client.get(address(assignment, "receipt-file")).status_code == 404
    assert client.get(address(assignment, "receipt-proof")).status_code == 404


def test_after_the_close_it_is_held_against_what_counted(client):
    crew, edition, _dossiers = carrying.begun(2, evaluators=2, panelists=1)
    stage = carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew, points=80)
    closing.close_stage(stage, by=crew.admin, at=carrying.moment(stage))
    assignment = Assignment.objects.filter(stage=stage).first()
    client.force_login(assignment.judge)
    accounts.fresh(client)
    place = [stage.edition.slug, stage.position, assignment.proposal.code]
    shown = text_of(client.get(reverse("judging:receipt", args=place)))
    assert "Nilai yang dihitung setelah tahap ditutup sama dengan yang Anda kunci." in shown
    assert Scorecard.objects.get(assignment=assignment).total == 80
    snapshot = Snapshot.objects.get(stage=stage)
    assert snapshot.sha256 in shown
    file = json.loads(client.get(reverse("judging:receipt-file", args=place)).content)
    # By hand to the end: the sheet fits its code, the code is in the chain, the total is what was frozen and counted.
    told = Event.objects.get(number=file["event"])
    assert bytes(told.hash).hex() == file["chain"]
    assert told.particulars["sha256"] == file["commitment"]
    assert fits(bytes.fromhex(file["key"]), file["sheet"].encode(), file["commitment"])
    assert hashlib.sha256(snapshot.body.encode()).hexdigest() == file["frozen"]
    assert Event.objects.get(name="stage.closed", subject_id=stage.pk).particulars["snapshot"] == file["frozen"]
    assert json.loads(file["sheet"])["total"] == file["counted"] == "80.00"
