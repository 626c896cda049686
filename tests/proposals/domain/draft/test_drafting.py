from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import groupby
from uuid import uuid4

import pytest
from django.db import InternalError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.domain.stamps import NOTHING
from accounts.models import Event, Role
from accounts.rules import Refused, Stale
from proposals import rules
from proposals.domain import completeness, lifecycle, questionnaire, submission
from proposals.domain.draft import drafting
from proposals.models import Proposal, SectionVersion, Status
from tests.factories import accounts, competitions, proposals
from tests.factories.competitions import DURING

LATER = DURING + timedelta(hours=1)


def test_numbers_count_up_in_each_edition_by_itself(cast, edition):
    other = competitions.edition()
    first, second = (proposals.draft(edition, by=cast.proposer) for _ in range(2))
    third = proposals.draft(other, by=cast.stranger)
    assert [first.number, second.number, third.number] == [1, 2, 1]
    assert first.code == f"{edition.slug.upper()}-00001"
    assert (first.agency, first.status, first.created_at) == (cast.proposer.agency, Status.DRAFT, DURING)


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_get_two_numbers():
    edition = competitions.edition()
    writers = [accounts.membership(Role.UNIT) for _ in range(6)]

    def begin(writer):
        try:
            return drafting.begin(edition, unit=writer.unit, title="Serentak", by=writer, at=DURING).number
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        numbers = sorted(pool.map(begin, writers))
    assert numbers == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("title", ["", "  \n "])
def test_no_proposal_without_a_title(cast, edition, title):
    with pytest.raises(Refused) as refused:
        drafting.begin(edition, unit=cast.proposer.unit, title=title, by=cast.proposer, at=DURING)
    assert refused.value.refusal is rules.TITLE_MISSING
    assert not Proposal.objects.exists()


def test_nobody_begins_for_another_unit(cast, edition):
    with pytest.raises(Refused) as refused:
        drafting.begin(edition, unit=cast.stranger.unit, title="A", by=cast.proposer, at=DURING)
    assert refused.value.refusal is rules.NOT_YOURS


def test_answers_of_one_section_are_one_version(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="adaptabilitas")
    texts = {"sudah-direplikasi": proposals.text(12), "potensi-replikasi": proposals.text(50)}
    assert drafting.answer(draft, section, texts, is_done=True, by=cast.proposer, at=LATER) == []
    version = SectionVersion.objects.get()
    assert (version.number, version.texts, version.is_done) == (1, texts, True)
    assert version.words == {"sudah-direplikasi": 12, "potensi-replikasi": 50}
    assert (version.saved_at, version.saved_by) == (LATER, cast.proposer)


def test_a_key_not_given_keeps_its_text(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="adaptabilitas")
    drafting.answer(draft, section, {"sudah-direplikasi": "pertama"}, is_done=False, by=cast.proposer, at=DURING)
    drafting.answer(draft, section, {"potensi-replikasi": "kedua"}, is_done=False, by=cast.proposer, at=LATER)
    texts = SectionVersion.objects.current().get().texts
    assert texts == {"sudah-direplikasi": "pertama", "potensi-replikasi": "kedua"}


def test_an_unknown_key_is_an_error_and_saves_nothing(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    with pytest.raises(KeyError):
        drafting.answer(
            draft, edition.sections.get(key="ringkasan"), {"lain": "x"}, is_done=False, by=cast.proposer, at=DURING
        )
    assert not SectionVersion.objects.exists()


def test_a_section_of_another_edition_is_refused(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    section = competitions.edition().sections.get(key="ringkasan")
    with pytest.raises(Refused) as refused:
        drafting.answer(draft, section, {}, is_done=False, by=cast.proposer, at=DURING)
    assert refused.value.refusal is rules.FOREIGN_PART


@given(
    text=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=2000),
    is_done=st.booleans(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_saving_never_loses_text(cast, edition, text, is_done):
    draft = Proposal.objects.first() or proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="ringkasan")
    problems = drafting.answer(draft, section, {"ringkasan": text}, is_done=is_done, by=cast.proposer, at=DURING)
    saved = SectionVersion.objects.current().get(proposal=draft)
    assert saved.texts == {"ringkasan": text}
    assert saved.is_done == (is_done and not problems)


def test_only_the_holder_of_the_pen_writes(cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    section = edition.sections.get(key="ringkasan")
    for office, refusal in (
        (cast.proposer, rules.WITH_AGENCY),
        (cast.stranger_admin, rules.NOT_YOURS),
        (cast.secretary, rules.NOT_YOURS),
    ):
        with pytest.raises(Refused) as refused:
            drafting.answer(proposal, section, {}, is_done=False, by=office, at=DURING)
        assert refused.value.refusal is refusal
    texts = {"ringkasan": proposals.text(60)}
    assert drafting.answer(proposal, section, texts, is_done=True, by=cast.agency_admin, at=DURING) == []
    proposals.neutral(proposal, by=cast.agency_admin)
    assert completeness.of(proposal).is_complete


def save(draft, text, *, by, at=DURING, **options):
    section = draft.edition.sections.get(key="ringkasan")
    return drafting.answer(draft, section, {"ringkasan": text}, is_done=False, by=by, at=at, **options)


def test_typing_is_not_heard_by_the_chain_and_handing_over_names_what_was_written(cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    assert not Event.objects.filter(name="proposal.answered").exists()
    version = SectionVersion.objects.current().get(proposal=proposal, section__key="ringkasan")
    lifecycle.hand_over(proposal, by=cast.proposer, at=LATER)
    handed_over = Event.objects.get(name="proposal.handed_over").particulars["sections"]
    assert handed_over["ringkasan"] == {"number": version.number, "sha256": version.sha256}
    submission.submit(proposal, declared=True, by=cast.agency_admin, at=LATER)
    assert Event.objects.get(name="proposal.submitted").particulars["sections"] == handed_over


@given(texts=st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_saved_by_button_can_be_read_again(cast, edition, texts):
    draft = proposals.draft(edition, by=cast.proposer)
    for text in texts:
        save(draft, text, by=cast.proposer)
    kept = SectionVersion.objects.filter(proposal=draft).order_by("number")
    assert [version.texts["ringkasan"] for version in kept] == [text for text, _ in groupby(texts)]
    assert [version.number for version in kept] == list(range(1, len(kept) + 1))


def test_the_saves_of_one_sitting_are_one_version_until_somebody_else_or_a_button_ends_it(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    minutes = (DURING + timedelta(minutes=count) for count in range(100))
    for text in ("s", "se", "sen"):
        save(draft, text, by=cast.proposer, at=next(minutes), sitting=True)
    save(draft, "sendiri", by=cast.proposer, at=next(minutes))
    save(draft, "sendirian", by=cast.proposer, at=next(minutes), sitting=True)
    save(draft, "bersama", by=cast.colleague, at=next(minutes), sitting=True)
    save(draft, "bersama lagi", by=cast.colleague, at=DURING + timedelta(hours=2), sitting=True)
    kept = SectionVersion.objects.order_by("number").values_list("number", "texts__ringkasan")
    assert list(kept) == [(1, "sen"), (2, "sendiri"), (3, "sendirian"), (4, "bersama"), (5, "bersama lagi")]


def test_most_of_a_text_that_goes_at_once_stays_as_a_version(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    seconds = (DURING + timedelta(seconds=2 * count) for count in range(100))
    for words in (10, 3, 40, 39, 0, 5):
        save(draft, proposals.text(words), by=cast.proposer, at=next(seconds), sitting=True)
    kept = SectionVersion.objects.order_by("number")
    assert [version.length for version in kept] == [39, 5]


def test_two_tabs_in_one_sitting_do_not_overwrite_each_other(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    save(draft, "awal", by=cast.proposer, sitting=True)
    seen = SectionVersion.objects.get().stamp
    save(draft, "dari tab kedua", by=cast.proposer, sitting=True, seen=seen)
    with pytest.raises(Stale):
        save(draft, "dari tab pertama", by=cast.proposer, sitting=True, seen=seen)
    assert SectionVersion.objects.get().texts == {"ringkasan": "dari tab kedua"}


def test_another_writer_and_a_button_close_what_stood(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    save(draft, "satu", by=cast.proposer, sitting=True)
    save(draft, "satu", by=cast.proposer, at=LATER)
    assert SectionVersion.objects.get().closed_at == LATER
    save(draft, "dua", by=cast.proposer, sitting=True, at=LATER)
    save(draft, "tiga", by=cast.colleague, sitting=True, at=LATER)
    closed = SectionVersion.objects.order_by("number").values_list("closed_at", flat=True)
    assert list(closed) == [LATER, LATER, None]


def test_an_earlier_version_is_put_back_as_the_newest_and_says_so(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="ringkasan")
    save(draft, "pertama", by=cast.proposer)
    save(draft, "kedua", by=cast.colleague)
    seen = SectionVersion.objects.current().get().stamp
    version = drafting.restore(draft, section, 1, seen=seen, by=cast.colleague, at=LATER)
    assert (version.number, version.texts, version.restored_from) == (3, {"ringkasan": "pertama"}, 1)
    assert (version.saved_by, version.closed_at) == (cast.colleague, LATER)
    with pytest.raises(Stale):
        drafting.restore(draft, section, 2, seen=seen, by=cast.proposer, at=LATER)
    with pytest.raises(Refused):
        drafting.restore(draft, section, 2, by=cast.agency_admin, at=LATER)
    assert SectionVersion.objects.count() == 3


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["type", "button", "restore", "stale"]),
        st.integers(0, 1),
        st.text("ab ", max_size=4),
        st.integers(0, 400),
    ),
    max_size=12,
)


@pytest.mark.journey
@given(acts=ACTS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_acknowledged_stands_and_what_was_not_is_nowhere(cast, edition, acts):
    """Whatever two writers do in turn: the last acknowledged text stands, and every closed version is kept for good."""
    draft = proposals.draft(edition, by=cast.proposer)
    section = edition.sections.get(key="ringkasan")
    writers, at, stands, old, closed = (cast.proposer, cast.colleague), DURING, "", NOTHING, {}
    for kind, who, text, seconds in acts:
        at += timedelta(seconds=seconds)
        current = SectionVersion.objects.filter(proposal=draft).order_by("-number").first()
        seen = current.stamp if current else NOTHING
        if kind == "restore" and current:
            stands = drafting.restore(draft, section, 1, seen=seen, by=writers[who], at=at).texts["ringkasan"]
        elif kind == "stale" and old != seen:
            if text != stands:
                with pytest.raises(Stale):
                    save(draft, text, by=writers[who], at=at, seen=old, sitting=True)
        else:
            save(draft, text, by=writers[who], at=at, seen=seen, sitting=kind == "type")
            stands = text
        old = seen
        kept = {row.number: row for row in SectionVersion.objects.filter(proposal=draft)}
        assert kept[max(kept)].texts == {"ringkasan": stands} if kept else stands == ""
        assert {number: kept[number].texts for number in closed} == closed
        closed = {number: row.texts for number, row in kept.items() if row.closed_at}


def test_a_closed_version_cannot_be_changed_even_by_hand(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    save(draft, "isi", by=cast.proposer)
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        SectionVersion.objects.update(texts={"ringkasan": "lain"})


def test_who_saw_an_older_version_overwrites_nothing(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    save(draft, "pertama", by=cast.proposer, seen=NOTHING)
    with pytest.raises(Stale) as stale:
        save(draft, "kedua", by=cast.colleague, seen=NOTHING)
    assert stale.value.current.texts == {"ringkasan": "pertama"}
    save(draft, "kedua", by=cast.colleague, seen=stale.value.current.stamp)
    assert SectionVersion.objects.current().get().texts == {"ringkasan": "kedua"}


@pytest.mark.django_db(transaction=True)
def test_of_writers_who_save_at_once_exactly_one_wins_and_the_others_see_its_text():
    edition = competitions.edition()
    writer = accounts.membership(Role.UNIT)
    draft = proposals.draft(edition, by=writer)

    def write(text):
        try:
            save(draft, text, by=writer, seen=NOTHING)
        except Stale as stale:
            return stale.current.texts["ringkasan"]
        else:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        seen = list(pool.map(write, "abcdef"))
    won = SectionVersion.objects.get().texts["ringkasan"]
    assert sorted(seen, key=str) == sorted([None, *[won] * 5], key=str)


@pytest.mark.parametrize("is_full", [False, True])
def test_a_typing_save_takes_at_most_six_statements_whatever_else_there_is(
    cast, edition, django_assert_max_num_queries, is_full
):
    draft = (proposals.filled if is_full else proposals.draft)(edition, by=cast.proposer)
    for text, by in (("isi", cast.proposer), ("isi lagi", cast.proposer), ("isi lain", cast.colleague)):
        with django_assert_max_num_queries(6 + 2):  # with the savepoint around it
            chapter = questionnaire.chapter(draft.code, "ringkasan")
            drafting.keep_typed(draft.code, chapter, {"ringkasan": text}, is_done=False, seen=None, by=by, at=DURING)


@pytest.mark.django_db(transaction=True)
def test_equal_forms_sent_at_once_begin_one_proposal():
    edition = competitions.edition()
    writer, key = accounts.membership(Role.UNIT), uuid4()

    def begin(_):
        try:
            return drafting.begin(edition, unit=writer.unit, title="Sama", key=key, by=writer, at=DURING).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(begin, range(6)))) == 1
    assert Proposal.objects.count() == 1
