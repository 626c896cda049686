"""The one copy that blind judges read: confirmed by the unit, masked further by the ministry."""

from datetime import timedelta

import pytest

from accounts.models import Event
from accounts.rules import Refused, Stale
from competitions.models import Stage
from proposals import rules
from proposals.domain import completeness, dossier, lifecycle, masking, submission
from proposals.domain.draft import drafting
from proposals.models import MaskedCopy, MaskedPassage, Proposal
from tests.factories import proposals
from tests.factories.competitions import DURING

LATER = DURING + timedelta(hours=5)


def told(proposal):
    """What a blind reader reads of it."""
    return repr(dossier.read(Proposal.objects.get(pk=proposal.pk), blind=True))


def written(proposal, text, *, by):
    """The proposal with these words in its summary."""
    section = proposal.edition.sections.get(key="ringkasan")
    words = f"{text} " + proposals.text(60)
    assert drafting.answer(proposal, section, {"ringkasan": words}, is_done=True, by=by, at=DURING) == []
    return proposal


@pytest.fixture
def proposal(cast, edition):
    made = proposals.filled(edition, by=cast.proposer, title=f"Antar Obat di {cast.proposer.agency.name}")
    unit, agency = cast.proposer.unit.name, cast.proposer.agency.name
    return written(made, f"{unit} di {agency} dan Pulau Tujuh.", by=cast.proposer)


@pytest.fixture(autouse=True)
def _titles(monkeypatch):
    """Titles that name their agency are confirmed under another by these tests."""
    confirm = proposals.neutral
    monkeypatch.setattr(proposals, "neutral", lambda made, **said: confirm(made, "Antar Obat", **said))


def test_a_blind_reader_reads_what_the_unit_confirmed(cast, proposal):
    masking.confirm(proposal, "Antar  Obat", ["pulau tujuh"], by=cast.proposer, at=LATER)
    read = told(proposal)
    assert "Antar Obat" in read
    assert "[unit] di [instansi] dan [disamarkan]. kata" in read
    for name in (cast.proposer.unit.name, cast.proposer.agency.name, "Tujuh"):
        assert name not in read
    event = Event.objects.filter(name="proposal.neutral_confirmed").latest("number")
    assert event.particulars == {"title": "Antar Obat", "passages": 1}


def test_a_neutral_title_names_nobody(cast, proposal):
    region = cast.proposer.agency.region.name
    for title, key in (
        ("", "neutral_title_missing"),
        ("O" * 201, "neutral_title_too_long"),
        (f"Antar Obat {cast.proposer.unit.name}", "neutral_title_names"),
        (f"Antar Obat di {region}", "neutral_title_names"),
    ):
        with pytest.raises(Refused) as refused:
            masking.confirm(proposal, title, by=cast.proposer, at=LATER)
        assert refused.value.refusal.key == key
    assert region in str(refused.value.refusal)


@pytest.mark.parametrize(
    ("passages", "key"),
    [
        (["x"], "passage_too_short"),
        (["tidak ada di sini"], "passage_absent"),
        (["kata"] * 2 + ["kat"], "passage_absent"),
    ],
)
def test_a_passage_is_one_of_the_dossier(cast, proposal, passages, key):
    before = MaskedCopy.objects.get(proposal=proposal).made_at
    with pytest.raises(Refused) as refused:
        masking.confirm(proposal, "Antar Obat", passages, by=cast.proposer, at=LATER)
    assert refused.value.refusal.key == key
    assert MaskedCopy.objects.get(proposal=proposal).made_at == before


def test_it_is_confirmed_by_who_holds_the_pen_and_as_it_was_shown(cast, proposal):
    with pytest.raises(Refused) as refused:
        masking.confirm(proposal, "Antar Obat", by=cast.stranger, at=LATER)
    assert refused.value.refusal is rules.NOT_YOURS
    shown = masking.stamp(proposal)
    written(proposal, "Lain.", by=cast.proposer)
    with pytest.raises(Stale):
        masking.confirm(proposal, "Antar Obat", seen=shown, by=cast.proposer, at=LATER)


def test_nothing_is_sent_before_it_is_confirmed_as_it_stands(cast, proposal):
    lifecycle.hand_over(proposal, by=cast.proposer, at=LATER)
    assert completeness.of(proposal).first_gap == str(rules.CHANGED_SINCE.sentence)
    with pytest.raises(Refused) as refused:
        submission.submit(proposal, declared=True, by=cast.agency_admin, at=LATER)
    assert "Konfirmasi lagi judul netral" in str(refused.value.refusal)
    masking.confirm(proposal, "Antar Obat", by=cast.agency_admin, at=LATER)
    revision = submission.submit(proposal, declared=True, by=cast.agency_admin, at=LATER)
    assert '"neutral_title":"Antar Obat"' in revision.body


def test_where_no_stage_is_blind_nothing_is_asked(cast, edition):
    Stage.objects.filter(edition=edition).update(is_blind=False)
    proposal = proposals.filled(edition, by=cast.proposer)
    assert completeness.of(proposal).is_complete
    assert not MaskedCopy.objects.exists()
    with pytest.raises(Refused) as refused:
        masking.confirm(proposal, "Antar Obat", by=cast.proposer, at=LATER)
    assert refused.value.refusal is rules.NOT_BLIND


@pytest.fixture
def sent(cast, proposal):
    masking.confirm(proposal, "Antar Obat Apung", by=cast.proposer, at=LATER)
    lifecycle.hand_over(proposal, by=cast.proposer, at=LATER)
    submission.submit(proposal, declared=True, by=cast.agency_admin, at=LATER)
    proposal.refresh_from_db()
    return proposal


def test_the_ministry_masks_what_was_overlooked_and_says_why(cast, sent):
    assert "Pulau Tujuh" in told(sent)
    masking.mask(sent, "Pulau Tujuh", "Hanya ada di satu kabupaten.", by=cast.secretary, at=LATER)
    masking.mask(sent, "Apung", "Dikenal dari berita.", by=cast.secretary, at=LATER)
    assert "Pulau Tujuh" not in told(sent)
    assert MaskedCopy.objects.get(proposal=sent).title == "Antar Obat [disamarkan]"
    assert MaskedCopy.objects.get(proposal=sent).confirmed_by == cast.proposer
    assert MaskedPassage.objects.filter(reason="Hanya ada di satu kabupaten.", marked_by=cast.secretary).exists()
    assert completeness.of(sent).is_complete
    event = Event.objects.filter(name="proposal.passage_masked").earliest("number")
    assert event.particulars == {"passage": "Pulau Tujuh", "reason": "Hanya ada di satu kabupaten."}


@pytest.mark.parametrize(
    ("passage", "reason", "who", "key"),
    [
        ("Pulau Tujuh", " ", "secretary", "reason_missing"),
        ("P", "Alasan.", "secretary", "passage_too_short"),
        ("Pulau Delapan", "Alasan.", "secretary", "passage_absent"),
        ("Pulau Tujuh", "Alasan.", "agency_admin", "ministry_only"),
        ("Pulau Tujuh", "Alasan.", "judge", "ministry_only"),
    ],
)
def test_masking_is_refused(cast, sent, passage, reason, who, key):
    before = told(sent)
    with pytest.raises(Refused) as refused:
        masking.mask(sent, passage, reason, by=getattr(cast, who), at=LATER)
    assert refused.value.refusal.key == key
    assert told(sent) == before


def test_a_passage_is_masked_once(cast, sent):
    masking.mask(sent, "Pulau Tujuh", "Alasan.", by=cast.secretary, at=LATER)
    with pytest.raises(Refused) as refused:
        masking.mask(sent, "Pulau Tujuh", "Alasan.", by=cast.secretary, at=LATER)
    assert refused.value.refusal is rules.ALREADY_MASKED


def test_the_ministry_takes_back_what_it_masked_title_and_text(cast, sent):
    before = told(sent)
    for passage in ("Pulau Tujuh", "Apung"):
        masking.mask(sent, passage, "Alasan.", by=cast.secretary, at=LATER)
    for one in MaskedPassage.objects.filter(proposal=sent).exclude(reason="").order_by("pk"):
        masking.unmask(one, "Nama itu ada di mana-mana.", by=cast.ministry_admin, at=LATER)
    assert told(sent) == before
    assert MaskedCopy.objects.get(proposal=sent).title == "Antar Obat Apung"
    assert MaskedCopy.objects.get(proposal=sent).confirmed_by == cast.proposer
    event = Event.objects.filter(name="proposal.passage_unmasked").earliest("number")
    assert event.particulars == {"passage": "Pulau Tujuh", "reason": "Nama itu ada di mana-mana."}


def test_one_mask_of_two_is_taken_back(cast, sent):
    for passage in ("Pulau Tujuh", "Apung"):
        masking.mask(sent, passage, "Alasan.", by=cast.secretary, at=LATER)
    masking.unmask(MaskedPassage.objects.get(text="Pulau Tujuh"), "Bukan nama.", by=cast.secretary, at=LATER)
    assert MaskedCopy.objects.get(proposal=sent).title == "Antar Obat [disamarkan]"
    assert "Pulau Tujuh" in told(sent)


@pytest.mark.parametrize(
    ("marked_by_unit", "reason", "who", "key"),
    [
        (True, "Alasan.", "secretary", "masked_by_unit"),
        (False, " ", "secretary", "reason_missing"),
        (False, "Alasan.", "agency_admin", "ministry_only"),
    ],
)
def test_taking_a_mask_back_is_refused(cast, sent, marked_by_unit, reason, who, key):
    masking.mask(sent, "Pulau Tujuh", "Alasan.", by=cast.secretary, at=LATER)
    if marked_by_unit:
        MaskedPassage.objects.update(reason="")
    before = told(sent)
    with pytest.raises(Refused) as refused:
        masking.unmask(MaskedPassage.objects.get(), reason, by=getattr(cast, who), at=LATER)
    assert refused.value.refusal.key == key
    assert told(sent) == before


def test_a_mask_is_taken_back_once(cast, sent):
    masking.mask(sent, "Pulau Tujuh", "Alasan.", by=cast.secretary, at=LATER)
    passage = MaskedPassage.objects.get()
    masking.unmask(MaskedPassage.objects.get(), "Alasan.", by=cast.secretary, at=LATER)
    with pytest.raises(Refused) as refused:
        masking.unmask(passage, "Alasan.", by=cast.secretary, at=LATER)
    assert refused.value.refusal is rules.NOT_MASKED


def test_a_dossier_without_a_copy_gets_one_that_names_nobody(cast, sent):
    MaskedCopy.objects.all().delete()
    assert cast.proposer.agency.name not in told(sent)
    masking.make_missing([sent.pk], at=LATER)
    copy = MaskedCopy.objects.get(proposal=sent)
    assert (copy.title, copy.confirmed_at) == ("Antar Obat", None)
    assert "[unit] di [instansi] dan Pulau Tujuh." in told(sent)
    masking.make_missing([sent.pk], at=LATER + timedelta(days=1))
    assert MaskedCopy.objects.get(proposal=sent).made_at == LATER
