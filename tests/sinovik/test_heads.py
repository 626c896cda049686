"""Heads of the chain kept elsewhere prove that it was not written anew."""

import io

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.domain import chain
from accounts.domain.trail import growing
from accounts.models import TreeHead, TreeNode
from judging.proof import trail as verifier
from sinovik import invariants
from tests.factories import competitions
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    competitions.edition()
    number, sha256 = chain.head()
    return f"{number}:{sha256}"


def told(*heads):
    out = io.StringIO()
    call_command("verify_chain", *(f"--head={one}" for one in heads), stdout=out)
    return out.getvalue()


def test_a_whole_chain_says_its_head_which_it_then_holds(head):
    assert head in told()
    competitions.edition()
    assert head not in told(head)


def test_a_chain_that_was_cut_does_not_hold_the_head(head):
    number, _sha256 = head.split(":")
    with as_owner() as cursor, pgtrigger.ignore("accounts.Event:append_only"):
        cursor.execute("DELETE FROM accounts_event WHERE number = %s", [number])
    assert told()
    with pytest.raises(CommandError, match="dipotong atau ditulis ulang"):
        told(head)


def test_a_chain_that_was_written_anew_does_not_hold_it(head):
    number, sha256 = head.split(":")
    other = sha256[:-1] + ("0" if sha256[-1] != "0" else "1")
    with pytest.raises(CommandError, match="dipotong atau ditulis ulang"):
        told(f"{number}:{other}")


def test_a_chain_that_broke_is_named(head):
    with as_owner() as cursor, pgtrigger.ignore("accounts.Event:append_only"):
        cursor.execute("UPDATE accounts_event SET body = body || ' ' WHERE number = 1")
    with pytest.raises(CommandError, match="Rantai putus di peristiwa 1"):
        told()


@pytest.mark.parametrize("wrong", ["", "12", "x:y", "1:" + "g" * 64, f"{'9' * 30}:{'a' * 64}"])
def test_what_is_no_head_is_answered_with_its_form(db, wrong):
    with pytest.raises(CommandError, match="JUMLAH:SIDIK"):
        told(wrong)


def test_the_public_reads_the_heads_of_every_night(client, head, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert "Belum ada sidik" in client.get(reverse("heads")).content.decode()
    invariants.inspect(at=timezone.now())
    page = client.get(reverse("heads")).content.decode()
    assert head.split(":")[1] in page
    assert head.split(":")[1] in client.get(f"/en{reverse('heads')}").content.decode()


def test_the_command_compares_heads_of_the_tree_as_they_are_printed(head):
    size = int(head.split(":")[0])
    kept = growing.keep_head(at=timezone.now())
    assert str(kept) in told(str(kept), head)
    competitions.edition()
    assert str(kept) not in told(str(kept))
    with pytest.raises(CommandError, match="dipotong atau ditulis ulang"):
        told(f"{size}:{'0' * 64}")


def test_the_command_names_a_tree_that_was_bent(head):
    TreeNode.objects.create(level=20, place=0, hash=bytes(32))
    with pytest.raises(CommandError, match="di simpul 20/0"):
        told()


def test_the_command_names_a_published_head_that_is_lost(head):
    TreeHead.objects.create(size=10**6, head="a" * 64, root="b" * 64, at=timezone.now())
    with pytest.raises(CommandError, match="saat berisi 1000000 peristiwa"):
        told()


def test_no_head_is_kept_of_a_trail_that_does_not_hold(head, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with as_owner() as cursor, pgtrigger.ignore("accounts.Event:append_only"):
        cursor.execute("UPDATE accounts_event SET body = body || ' ' WHERE number = 1")
    invariants.inspect(at=timezone.now())
    assert not TreeHead.objects.exists()


def test_what_was_cut_is_named_every_night_again(head, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    competitions.edition()
    invariants.inspect(at=timezone.now())
    size = chain.head()[0]
    with as_owner() as cursor, pgtrigger.ignore("accounts.Event:append_only"):
        cursor.execute("DELETE FROM accounts_event WHERE number = %s", [size])
    for _night in range(2):
        invariants.inspect(at=timezone.now())
        assert invariants.broken()["heads"] == {"count": 1, "names": [str(size)]}


def asked(client, typed):
    return client.get(reverse("head_examination"), {"sidik": typed})


def fetched(client, head):
    return client.get(reverse("head_proof", args=head.split(":")))


def test_whoever_kept_a_head_learns_in_words_that_it_is_still_held(client, head):
    kept = growing.keep_head(at=timezone.now())
    competitions.edition()
    for typed in (str(kept), head):
        answer = asked(client, f" {typed.upper()} ")
        assert "Riwayat masih memuat sidik ini" in answer.content.decode()
    proof = fetched(client, str(kept))
    assert proof.headers["Content-Disposition"].startswith("attachment")
    found = {one.key: one.holds for one in verifier.verified(proof.content)}
    assert found == {"begins": True, "anchored": None}
    english = client.get(f"/en{reverse('head_examination')}", {"sidik": str(kept)}).content.decode()
    assert "still holds this hash" in english


def test_whoever_kept_a_head_learns_that_history_was_cut_or_written_anew(client, head):
    size, sha256 = head.split(":")
    assert "Riwayat ditulis ulang" in asked(client, f"{size}:{sha256[::-1]}").content.decode()
    assert fetched(client, f"{size}:{sha256[::-1]}").status_code == 404
    with as_owner() as cursor, pgtrigger.ignore("accounts.Event:append_only"):
        cursor.execute("DELETE FROM accounts_event")
    assert "Riwayat dipotong" in asked(client, head).content.decode()


@pytest.mark.parametrize("typed", ["", "12", "0:" + "a" * 64])
def test_what_is_no_head_is_asked_for_again(client, db, typed):
    page = asked(client, typed).content.decode()
    assert "titik dua" in page
    assert "Riwayat dipotong" not in page


def test_what_is_no_head_has_no_proof(client, head):
    for typed in ("0:" + "a" * 64, "3:abc", f"{'9' * 30}:{'a' * 64}"):
        assert fetched(client, typed).status_code == 404
