"""The page of what does not fit in the marks: sealed until computed, numbers in words, nothing automatic."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from judging.arithmetic.watching.residuals import findings
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.models import Assignment, Scorecard, Standing
from judging.reporting import brief, irregularities
from proposals.models import Proposal, SectionVersion
from tests import carrying
from tests.factories import accounts, judging
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked():
    """A desk of eight proposals whose first judge gave one vector of marks, and signed every card at once."""
    irregularities.of_snapshot.cache_clear()
    crew, edition, _dossiers = carrying.begun(8, places=(3, 3, 2), rules=(), evaluators=2)
    stage = carrying.carried_to(edition, StageKind.DESK, crew)
    first = stage.panel.order_by("code").first()
    at = carrying.moment(stage)
    same = {one.key: Given(60) for one in stage.rubric.criteria.all()}
    words = "Dampaknya terbukti dari lampiran ketiga dan kuesioner yang diisi seratus pengguna layanan"
    for assignment in Assignment.objects.filter(stage=stage).standing().order_by("pk"):
        if assignment.judge_id == first.judge_id:
            Assignment.objects.filter(pk=assignment.pk).update(cleared_at=at)
            by = crew.office_of(first.judge_id)
            scoring.record_marks(assignment, same, remark=words, lock=True, by=by, at=at)
        else:
            carrying.mark(assignment, crew)
    stage = carrying.fresh(stage)
    return stage, crew, first


@pytest.fixture
def secretary(client):
    client.force_login(accounts.membership(Role.SECRETARY).user)
    return client


def page_of(client, stage):
    return client.get(reverse("judging:irregularities", args=[stage.edition.slug, stage.position]))


def test_before_the_result_nothing_is_told(secretary, worked):
    stage, _crew, _first = worked
    assert page_of(secretary, stage).status_code == 403


@pytest.mark.journey
def test_what_one_judge_did_is_told_with_numbers_and_changes_nothing(secretary, worked):
    stage, crew, first = worked
    stage = carrying.computed(stage, crew)
    before = list(Standing.objects.filter(stage=stage).order_by("pk").values_list("score", "rank", "goes_on"))
    page = " ".join(text_of(page_of(secretary, stage)).split())
    reads = Scorecard.objects.filter(assignment__stage=stage, assignment__judge=first.judge_id).count()
    assert reads > 5
    assert f"{first.code} memberi nilai kriteria yang persis sama pada {reads} lembar berturut-turut." in page
    assert f"{reads} dari {reads} lembar {first.code} dikunci sebelum usulannya" in page
    assert "sempat dibaca dengan 400 kata per menit" in page
    assert "Yang diketahui hanya waktu sejak sampul dibuka sampai lembar dikunci" in page
    assert f"Catatan {first.code} sama dengan catatan {first.code} pada usulan lain: {reads} lembar." in page
    assert before == list(Standing.objects.filter(stage=stage).order_by("pk").values_list("score", "rank", "goes_on"))
    count = len(irregularities.of(stage))
    assert f"Kejanggalan nilai ({count})" in text_of(
        secretary.get(reverse("judging:stage", args=[stage.edition.slug, stage.position]))
    )
    assert list(brief.odd(stage)) == [f"Pemeriksaan nilai {stage.name} menemukan {count} kejanggalan."]


def test_every_finding_has_a_sort_and_a_sentence():
    assert irregularities.KINDS.keys() == irregularities.SENTENCES.keys()


@pytest.mark.parametrize("role", [Role.UNIT, Role.EVALUATOR, Role.PANELIST])
def test_judges_and_writers_find_no_such_page(client, worked, role):
    stage, _crew, _first = worked
    client.force_login(accounts.membership(role).user)
    assert page_of(client, stage).status_code in (403, 404)


def test_a_card_knows_when_it_was_first_and_last_written_to():
    stage, office, [held] = judging.desk(1)
    at = timezone.now()
    for minutes, points in ((1, 60), (9, 80)):
        given = {one.key: Given(points) for one in stage.rubric.criteria.all()}
        scoring.record_marks(held, given, by=office, at=at + timedelta(minutes=minutes))
    stands = Scorecard.objects.get()
    scoring.sign(held, seen=stands.stamp, by=office, at=at + timedelta(minutes=30))
    [sitting] = irregularities.sittings(stage.pk)
    assert [sitting.begun_at, sitting.changed_at, sitting.signed_at] == [
        int(at.timestamp()) + 60 * n for n in (1, 9, 30)
    ]


def test_what_is_signed_at_once_is_haste_by_the_words_that_were_to_be_read(worked):
    stage, _crew, first = worked
    read = {one.proposal: one.words for one in irregularities.sittings(stage.pk) if one.judge == first.code}
    for code, words in read.items():
        versions = SectionVersion.objects.judged().filter(proposal__code=code)
        assert words == sum(version.length for version in versions) > 0
    cards = irregularities.sittings(stage.pk)
    assert [one.judge for one in findings(cards) if one.kind == "hasty"] == [first.code]
    short = [replace(one, words=0) for one in cards]
    assert "hasty" not in {one.kind for one in findings(short)}


def written(proposal, section, words):
    """A section as it was saved, with so many words."""
    closing = {
        "sha256": "0" * 64,
        "saved_at": timezone.now(),
        "saved_by": proposal.created_by,
        "closed_at": timezone.now(),
    }
    told = {"texts": {"jawaban": "kata " * words}, "words": {"jawaban": words}}
    return SectionVersion.objects.create(proposal=proposal, section=section, number=1, **told, **closing)


def test_what_was_written_for_a_group_that_was_left_is_not_to_be_read():
    stage, _office, [held] = judging.desk(1)
    proposal, sections = held.proposal, stage.edition.sections.order_by("position")
    left, kept = sections.exclude(group=None).exclude(group=proposal.group).first(), sections.filter(group=None).first()
    written(proposal, kept, 30)
    written(proposal, left, 500)
    assert irregularities.words_read(stage.pk) == {proposal.pk: 30}
    Proposal.objects.filter(pk=proposal.pk).update(group=left.group)
    assert irregularities.words_read(stage.pk) == {proposal.pk: 530}
