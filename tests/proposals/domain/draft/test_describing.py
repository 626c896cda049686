"""The identity is written down, and every sitting at it stays as a version."""

from datetime import timedelta

import pytest
from django.db import InternalError, transaction

from accounts.models import Event
from accounts.rules import Refused, Stale
from proposals import rules
from proposals.domain import lifecycle
from proposals.domain.draft import describing
from proposals.models import IdentityVersion, Proposal
from tests.factories import proposals
from tests.factories.competitions import DURING

LATER = DURING + timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def draft(cast, edition):
    return proposals.draft(edition, by=cast.proposer, title="Lama")


def typed(proposal, *, by, at, **said):
    """One save of a sitting, as the small door makes it."""
    with transaction.atomic():
        locked = Proposal.objects.locked(proposal.pk)
        seen = describing.stamp(locked)
        identity = proposals.an_identity(locked, **said)
        return describing.write(locked, identity, seen=seen, sitting=True, by=by, at=at)


def numbers(proposal):
    return list(IdentityVersion.objects.filter(proposal=proposal).order_by("number").values_list("number", flat=True))


def test_the_identity_is_written_down_as_a_version_and_no_event(cast, draft):
    events = Event.objects.count()
    identity = proposals.an_identity(draft, title=" Judul  baru ", sdgs=(5, 3, 5))
    assert describing.describe(draft, identity, by=cast.colleague, at=LATER) == []
    draft.refresh_from_db()
    assert (draft.title, draft.title_key, draft.sdgs) == ("Judul baru", "judul baru", [3, 5])
    assert (draft.identity_done, draft.changed_at) == (True, LATER)
    assert Event.objects.count() == events
    begun, written = IdentityVersion.objects.filter(proposal=draft).order_by("number")
    assert (begun.said["title"], begun.saved_by, begun.is_done) == ("Lama", cast.proposer, False)
    assert (written.said, written.saved_by, written.is_done) == (describing.shown(draft), cast.colleague, True)


def test_a_gap_in_the_identity_is_named_and_keeps_it_from_being_done(cast, draft):
    problems = describing.describe(
        draft, proposals.an_identity(draft, sdgs=(), contact_phone=""), by=cast.proposer, at=DURING
    )
    assert [(problem.field, problem.sentence) for problem in problems] == [
        ("sdgs", "Pilih paling sedikit satu tujuan pembangunan berkelanjutan"),
        ("contact_phone", "Isi nomor telepon inovator"),
    ]
    draft.refresh_from_db()
    assert draft.contact_name
    assert not draft.identity_done


def test_saves_of_one_sitting_fold_together_and_another_writer_begins_anew(cast, draft):
    for minute, name in enumerate(("S", "Sa", "Sari")):
        version = typed(draft, by=cast.proposer, at=LATER + minute * A_MINUTE, contact_name=name)
    assert (numbers(draft), version.said["contact_name"], version.closed_at) == ([1, 2], "Sari", None)
    typed(draft, by=cast.colleague, at=LATER + 3 * A_MINUTE, contact_name="Bayu")
    assert numbers(draft) == [1, 2, 3]
    typed(draft, by=cast.colleague, at=LATER + 9 * A_MINUTE, contact_name="Bayu Pratama")
    assert numbers(draft) == [1, 2, 3, 4]
    # Saved by button, the sitting is over.
    draft.refresh_from_db()
    describing.describe(
        draft, proposals.an_identity(draft, contact_name="Bayu Pratama"), by=cast.colleague, at=LATER + 10 * A_MINUTE
    )
    assert numbers(draft) == [1, 2, 3, 4]
    typed(draft, by=cast.colleague, at=LATER + 11 * A_MINUTE, contact_name="Bayu")
    assert numbers(draft) == [1, 2, 3, 4, 5]


def test_what_is_closed_cannot_be_altered(draft):
    with pytest.raises(InternalError, match="closed_stays"), transaction.atomic():
        IdentityVersion.objects.filter(proposal=draft).update(is_done=True)


def test_an_earlier_version_is_put_back_as_a_new_one(cast, draft, edition):
    describing.describe(draft, proposals.an_identity(draft, title="Pertama"), by=cast.proposer, at=DURING)
    draft.refresh_from_db()
    first = describing.shown(draft)
    other = edition.categories.order_by("position").last()
    describing.describe(
        draft, proposals.an_identity(draft, title="Kedua", category=other, started_on=None), by=cast.proposer, at=LATER
    )
    version = describing.restore(draft, 2, by=cast.colleague, at=LATER)
    draft.refresh_from_db()
    assert (describing.shown(draft), draft.identity_done) == (first, True)
    assert (version.number, version.restored_from, version.said) == (4, 2, first)


def test_a_choice_that_is_gone_stays_as_it_is_now(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    describing.describe(draft, proposals.an_identity(draft), by=cast.proposer, at=DURING)
    version = describing.standing(draft)
    draft.refresh_from_db()
    version.said["category"] = 0
    assert describing.as_it_was(draft, version).category == draft.category
    version.said["category"] = None
    assert describing.as_it_was(draft, version).category is None


def test_nobody_puts_back_over_what_was_not_seen(cast, draft):
    seen = describing.stamp(draft)
    describing.describe(draft, proposals.an_identity(draft, title="Kedua"), by=cast.colleague, at=LATER)
    with pytest.raises(Stale):
        describing.restore(draft, 1, seen=seen, by=cast.proposer, at=LATER)
    with pytest.raises(Refused) as refused:
        describing.restore(draft, 1, by=cast.stranger, at=LATER)
    assert refused.value.refusal is rules.NOT_YOURS


def test_handing_over_ends_the_sitting_and_names_the_version(cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    version = typed(proposal, by=cast.proposer, at=LATER, title="Lain")
    lifecycle.hand_over(proposal, by=cast.proposer, at=LATER)
    version.refresh_from_db()
    assert version.closed_at == LATER
    said = Event.objects.get(name="proposal.handed_over").particulars["identity"]
    assert said == {"number": version.number, "sha256": version.sha256}
