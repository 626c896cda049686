"""Publishing copies what the public may know, once, and never a rank."""

from datetime import timedelta

import pytest

from accounts.models import AgencyKind
from competitions.kinds import StageKind
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AnnouncedLine, AwardLine, EntryLine
from proposals.models import Announcement, CatalogueEntry, Figure, SectionVersion
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db
AT = competitions.CLOSES_AT + timedelta(days=60)
LATER = AT + timedelta(days=30)


@pytest.fixture
def edition():
    return competitions.edition()


@pytest.fixture
def proposal(edition):
    [proposal] = catalogue.proposals(edition, [accounts.agency(AgencyKind.CITY)], title="Antrean Daring", sdgs=[16, 3])
    for section in edition.sections.filter(group=None).order_by("position"):
        write(proposal, section, {question.key: f"Jawaban {question.key}" for question in section.questions.all()})
    return proposal


def write(proposal, section, texts, number=1):
    """A version of a section, as a row."""
    return SectionVersion.objects.create(
        proposal=proposal,
        section=section,
        number=number,
        texts=texts,
        words={},
        saved_at=competitions.DURING,
        saved_by=proposal.created_by,
    )


def test_an_entry_freezes_what_the_public_may_know(proposal):
    entry = publication.publish(proposal, awards=[catalogue.FINALIST], at=AT)
    entry.refresh_from_db()
    assert entry.slug == "antrean-daring-2026"
    assert (entry.year, entry.title, entry.agency_kind) == (2026, "Antrean Daring", "city")
    assert entry.agency_name == proposal.agency.name
    assert entry.province_id == proposal.agency.province_code
    assert entry.unit_name == proposal.unit.name
    assert entry.group_name == proposal.group.name
    assert entry.category_name == proposal.category.name
    assert entry.sdgs == [3, 16]
    assert "Jawaban" in entry.summary
    titles = [section["title"] for section in entry.sections]
    assert "Ringkasan" not in titles
    assert titles == list(
        proposal.edition.sections.filter(group=None)
        .exclude(is_summary=True)
        .order_by("position")
        .values_list("title", flat=True)
    )
    assert [(award.key, award.decree) for award in entry.awards.all()] == [("finalist", "Nomor 47 Tahun 2026")]


def test_the_edition_says_which_section_is_the_summary(proposal):
    sections = proposal.edition.sections.filter(group=None)
    sections.filter(is_summary=True).update(is_summary=False)
    chosen = sections.order_by("position").last()
    sections.filter(pk=chosen.pk).update(is_summary=True)
    entry = publication.publish(proposal, awards=[], at=AT)
    titles = [section["title"] for section in entry.sections]
    assert entry.summary
    assert chosen.title not in titles
    assert "Ringkasan" in titles


def test_what_was_written_for_another_group_is_not_published(proposal):
    other = proposal.edition.sections.exclude(group=None).exclude(group=proposal.group).first()
    write(proposal, other, {other.questions.first().key: "Bukan lagi."})
    entry = publication.publish(proposal, awards=[], at=AT)
    assert other.title not in [section["title"] for section in entry.sections]


def test_answers_of_one_section_stand_together_as_paragraphs(proposal):
    section = next(s for s in proposal.edition.sections.all() if s.questions.count() > 1 and not s.group_id)
    entry = publication.publish(proposal, awards=[], at=AT)
    [text] = [each["text"] for each in entry.sections if each["title"] == section.title]
    assert text.count("\n\n") == section.questions.count() - 1


def test_empty_answers_are_not_published(proposal):
    for section in proposal.edition.sections.filter(group=None):
        write(proposal, section, {question.key: "" for question in section.questions.all()}, number=2)
    entry = publication.publish(proposal, awards=[], at=AT)
    assert (entry.summary, entry.sections) == ("", [])


def test_a_later_award_joins_the_earlier_one_and_the_address_stays(proposal):
    first = publication.publish(proposal, awards=[catalogue.FINALIST], at=AT)
    second = publication.publish(proposal, awards=[catalogue.WINNER], at=LATER)
    assert (second.pk, second.slug) == (first.pk, first.slug)
    second.refresh_from_db()
    assert second.published_at == AT
    assert list(second.awards.order_by("position").values_list("key", flat=True)) == ["finalist", "top"]


def test_an_award_of_the_same_key_gives_way(proposal):
    publication.publish(proposal, awards=[catalogue.FINALIST], at=AT)
    entry = publication.publish(proposal, awards=[AwardLine(30, "finalist", "Top 99", "Nomor 48")], at=LATER)
    assert list(entry.awards.values_list("decree", flat=True)) == ["Nomor 48"]


def test_a_taken_address_is_numbered(edition):
    agency = accounts.agency()
    lines = catalogue.proposals(edition, [agency, agency, agency], title="Satu Pintu")
    entries = publication.publish_many([EntryLine(each, []) for each in lines], at=AT)
    assert [entry.slug for entry in entries] == ["satu-pintu-2026", "satu-pintu-2026-2", "satu-pintu-2026-3"]


def test_a_title_without_latin_letters_still_has_an_address(edition):
    [proposal] = catalogue.proposals(edition, [accounts.agency()], title="ꦲꦏ꧀ꦱꦫ")
    assert publication.publish(proposal, awards=[], at=AT).slug == "inovasi-2026"


def test_a_long_title_fits_its_address(edition):
    [proposal] = catalogue.proposals(edition, [accounts.agency()], title="pelayanan " * 20)
    assert len(publication.publish(proposal, awards=[], at=AT).slug) <= 120


@pytest.mark.parametrize("count", [3, 99])
def test_publishing_many_costs_the_same(edition, count, django_assert_num_queries):
    lines = [
        EntryLine(each, [catalogue.FINALIST]) for each in catalogue.proposals(edition, [accounts.agency()] * count)
    ]
    # The last asks whether a program of a partner is to be told.
    with django_assert_num_queries(13):
        publication.publish_many(lines, at=AT)
    assert CatalogueEntry.objects.filter(awards__key="finalist").count() == count


def test_nothing_to_publish_is_nothing_done(db):
    assert publication.publish_many([], at=AT) == []


def test_an_announced_list_is_alphabetical_in_any_case(edition):
    stage = competitions.stage(edition, StageKind.PANEL)
    titles = ["zamrud", "Apem", "beras", "Âpik"]
    lines = [AnnouncedLine(f"uji-{title}", title, "Instansi", "Unit", "Umum", ["Top 99"]) for title in titles]
    publication.announce(stage, title="Finalis", decree="Nomor 47", lines=lines, at=AT)
    entries = Announcement.objects.get(stage=stage).entries
    assert [line["title"] for line in entries] == ["Apem", "beras", "zamrud", "Âpik"]
    assert set(entries[0]) == {"code", "title", "agency", "unit", "group", "awards"}


def test_announcing_again_replaces_the_list(edition):
    stage = competitions.stage(edition, StageKind.PANEL)
    publication.announce(stage, title="Finalis", decree="", lines=[AnnouncedLine("uji-1", "A", "B", "C", "D")], at=AT)
    publication.announce(stage, title="Finalis", decree="", lines=[], at=LATER)
    assert Announcement.objects.get().entries == []


def test_a_figure_holds_the_latest_count(edition):
    publication.record_figure(edition, Figure.Key.PASSED, innovations=5, agencies=3, at=AT)
    publication.record_figure(edition, Figure.Key.PASSED, innovations=6, agencies=4, at=LATER)
    figure = Figure.objects.get(edition=edition, key="passed")
    assert (figure.innovations, figure.agencies, figure.published_at) == (6, 4, LATER)
