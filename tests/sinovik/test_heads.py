"""Heads of the chain kept elsewhere prove that it was not written anew."""

import io

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.domain import chain
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
    with pytest.raises(CommandError, match="NOMOR:SIDIK"):
        told(wrong)


def test_the_public_reads_the_heads_of_every_night(client, head, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert "Belum ada sidik" in client.get(reverse("heads")).content.decode()
    invariants.inspect(at=timezone.now())
    page = client.get(reverse("heads")).content.decode()
    assert head.split(":")[1] in page
    assert head.split(":")[1] in client.get(f"/en{reverse('heads')}").content.decode()
