"""What a set-up lays out: its rows, and every file that they name."""

import pytest
from django.db import transaction

from accounts.models import Role
from proposals.domain.draft import attachments
from proposals.models import Attachment
from tests import once
from tests.factories import accounts, competitions, proposals
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db


def attached(proposal, by):
    """The proposal's first document, attached: its key."""
    requirement = proposal.edition.requirements.order_by("pk").first()
    return attachments.attach(proposal, proposals.file(), requirement=requirement, by=by, at=DURING).pk


def test_a_file_that_was_there_before_comes_along_into_another_place(settings, tmp_path, monkeypatch):
    """It is stored once for all who hand it in: the set-up itself stores nothing, and its rows name it all the same."""
    monkeypatch.setattr(once, "KEPT", {})
    settings.MEDIA_ROOT = tmp_path / "first"
    edition, writer = competitions.edition(), accounts.membership(Role.UNIT)
    attached(proposals.draft(edition, by=writer), writer)
    there = files(settings.MEDIA_ROOT)
    assert there

    def set_up():
        return attached(proposals.draft(edition, by=writer), writer)

    with transaction.atomic():
        made = once.laid_out("with a document", set_up)
        assert files(settings.MEDIA_ROOT) == there
        transaction.set_rollback(True)
    assert not Attachment.objects.filter(pk=made).exists()

    settings.MEDIA_ROOT = tmp_path / "second"
    assert once.laid_out("with a document", lambda: pytest.fail("It was lived through already.")) == made
    document = Attachment.objects.get(pk=made)
    for name in (document.file.name, document.clean_file.name):
        assert (tmp_path / "second" / name).read_bytes() == (tmp_path / "first" / name).read_bytes()
    assert files(settings.MEDIA_ROOT) == there


def files(root):
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
