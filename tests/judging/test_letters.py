"""Who is written to about judging, what it says, and that it comes once."""

import re
from dataclasses import replace

import pytest

from accounts.models import Letter, Membership, Role
from accounts.reading import addressed
from competitions.kinds import StageKind
from competitions.letter_kinds import KINDS
from competitions.letters import default
from judging.circle import giving_out
from judging.models import Award, Choice, PanelMember, Scorecard
from proposals.models import Proposal
from tests import carrying
from tests.factories import accounts

pytestmark = pytest.mark.django_db

DATED = re.compile(r"\b20\d\d, \d\d\.\d\d WIB \(")


def tell():
    """A small contest carried to the end, its field stage left out while it was running."""
    crew, edition, proposals = carrying.begun(6, evaluators=4)
    # One person in both offices of one place: writer of a unit and admin of its agency.
    both = accounts.membership(Role.AGENCY_ADMIN, agency=proposals[0].agency)
    accounts.membership(Role.UNIT, unit=proposals[0].unit, user=both.user)
    for planned in edition.stages.in_order():
        if planned.kind == StageKind.DESK:
            stage = carrying.opened(planned, crew)
            a_judge_is_lost(stage, crew)
            carrying.published(carrying.decided(carrying.computed(carrying.worked(stage, crew), crew), crew), crew)
        elif planned.kind == StageKind.FIELD:
            stage = carrying.opened(planned, crew)
            carrying.skipped(stage, "Bencana alam di lima daerah.", crew)
        else:
            carrying.finished(planned, crew)
    return crew, edition, both.user


def a_judge_is_lost(stage, crew):
    """One judge's work is taken back and given out again."""
    member = PanelMember.objects.filter(stage=stage).order_by("code").first()
    giving_out.release(member, "Sakit.", by=crew.admin, at=carrying.moment(stage))
    giving_out.give_out(stage, by=crew.secretary, at=carrying.moment(stage))


@pytest.fixture
def edition(told):
    return told[1]


def stage_of(edition, kind):
    return edition.stages.get(kind=kind)


def secretaries():
    """Everybody of the secretariat, by user id."""
    return set(Membership.objects.filter(role=Role.SECRETARY).values_list("user", flat=True))


def about(stage, name):
    """The letters of a name that the acts of a stage wrote."""
    return Letter.objects.filter(name=name, occasion__startswith=f"competitions.stage {stage.pk} ")


def test_giving_out_again_writes_only_to_those_with_new_work(edition):
    desk = stage_of(edition, StageKind.DESK)
    letters = about(desk, "stage.work_given_out")
    assert letters.filter(written_at=desk.opens_at).count() == 4
    again = letters.filter(written_at=carrying.moment(desk))
    given = desk.assignments.filter(assigned_at=carrying.moment(desk))
    lost = PanelMember.objects.filter(stage=desk).order_by("code").first()
    assert again.exists()
    assert set(again.values_list("recipient", flat=True)) == set(given.values_list("judge", flat=True))
    assert not again.filter(recipient=lost.judge).exists()


def test_work_that_comes_back_is_told_to_whoever_must_give_it_out_again(edition, told):
    crew, desk = told[0], stage_of(edition, StageKind.DESK)
    letters = Letter.objects.filter(name="stage.work_came_back")
    lost = PanelMember.objects.filter(stage=desk).order_by("code").first()
    count = desk.assignments.filter(judge=lost.judge, recused_at__isnull=False).count()
    assert set(letters.values_list("recipient", flat=True)) == secretaries()
    letter = letters.get(recipient=crew.secretary.user)
    assert letter.subject == f"Tugas kembali dari seorang penilai: {desk.name}, {edition.name}"
    assert f"Penilai {lost.code} tidak lagi memegang {count} usulan." in letter.body
    assert letter.body.endswith(f"/ruang-kendali/{edition.slug}/{desk.position}/")


def test_a_tie_declared_is_told_at_once_and_the_one_who_knows_is_not_written_to(edition, told):
    crew = told[0]
    second = accounts.membership(Role.SECRETARY)
    interview = stage_of(edition, StageKind.INTERVIEW)
    type(interview).objects.filter(pk=interview.pk).update(
        closed_at=None, closed_by=None, published_at=None, published_by=None
    )
    given = interview.assignments.standing().order_by("pk").first()
    judge = crew.office_of(given.judge_id)
    giving_out.recuse(given, "Kerabat.", by=judge, at=carrying.moment(interview))
    letters = Letter.objects.filter(name="stage.work_came_back", occasion__contains=f"assignment {given.pk} ")
    assert set(letters.values_list("recipient", flat=True)) == secretaries()
    member = PanelMember.objects.filter(stage=interview).exclude(judge=given.judge_id).order_by("code").first()
    Scorecard.objects.filter(assignment__stage=interview, assignment__judge=member.judge).update(locked_at=None)
    assert giving_out.release(member, "Sakit.", by=second, at=carrying.moment(interview)) > 0
    letters = Letter.objects.filter(name="stage.work_came_back", occasion__contains=f"panelmember {member.pk} ")
    assert set(letters.values_list("recipient", flat=True)) == secretaries() - {second.user_id}


@pytest.mark.parametrize(
    ("kind", "says", "says_not"),
    [
        (StageKind.DESK, "Kunci lembar nilai Anda paling lambat", "kunjungan"),
        (StageKind.INTERVIEW, "Kunci lembar nilai Anda paling lambat", "kunjungan"),
        (StageKind.PANEL, "Anda tidak mengisi lembar nilai", "Kunci"),
        (StageKind.FINAL, "Anda tidak mengisi lembar nilai", "Kunci"),
        (StageKind.FIELD, "Kirim laporan setiap kunjungan", "lembar nilai"),
    ],
)
def test_each_stage_asks_for_what_it_has(edition, kind, says, says_not):
    stage = stage_of(edition, kind)
    letters = about(stage, "stage.work_given_out")
    assert letters.exists()
    for letter in letters:
        assert letter.subject == f"Tugas menunggu Anda: {stage.name}, {edition.name}"
        assert says in letter.body
        assert says_not not in letter.body
        assert DATED.search(letter.body)
        assert letter.body.endswith("/penilaian/")


def test_winners_are_told_that_they_won_and_what(edition):
    final = stage_of(edition, StageKind.FINAL)
    awards = Award.objects.filter(stage=final).select_related("proposal")
    assert awards
    for award in awards:
        letters = about(final, "stage.outcome").filter(recipient__memberships__unit=award.proposal.unit)
        assert letters.exists()
        for letter in letters:
            assert f"{award.proposal.code}): menang\n  Penghargaan: {award.name}" in letter.body
            assert "tahap berikutnya" not in letter.body
    lost = Choice.objects.filter(decision__stage=final, goes_on=False).select_related("proposal")
    bodies = "\n".join(about(final, "stage.outcome").values_list("body", flat=True))
    assert lost
    assert all(f"{choice.proposal.code}): tidak termasuk pemenang" in bodies for choice in lost)


def test_who_goes_on_is_told_where_to(edition):
    panel = stage_of(edition, StageKind.PANEL)
    chosen = Choice.objects.filter(decision__stage=panel, goes_on=True).select_related("proposal").first()
    body = about(panel, "stage.outcome").filter(recipient__memberships__unit=chosen.proposal.unit).first().body
    interview = stage_of(edition, StageKind.INTERVIEW)
    assert f"{chosen.proposal.code}): lanjut ke tahap berikutnya, {interview.name}\n  Penghargaan: " in body


def test_nobody_gets_the_outcome_twice_and_everybody_gets_all_of_it(edition, told):
    for stage in edition.stages.filter(published_at__isnull=False):
        recipients = list(about(stage, "stage.outcome").values_list("recipient", flat=True))
        assert len(recipients) == len(set(recipients)) > 0
    first = stage_of(edition, StageKind.ADMINISTRATIVE)
    (letter,) = about(first, "stage.outcome").filter(recipient=told[2])
    agency = told[2].memberships.get(role=Role.AGENCY_ADMIN).agency
    own = list(Proposal.objects.filter(edition=edition, agency=agency).order_by("title", "pk"))
    assert re.findall(r"^- .* \((\S+)\): ", letter.body, re.MULTILINE) == [proposal.code for proposal in own]


def test_a_stage_left_out_is_told_to_its_entrants_and_its_judges(edition, told):
    crew, field, final = told[0], stage_of(edition, StageKind.FIELD), stage_of(edition, StageKind.FINAL)
    letters = about(field, "stage.skipped")
    judges = {judge.user_id for judge in crew.judges_of(field)}
    entrants = Proposal.objects.filter(entrances__stage=field)
    writers = set(entrants.values_list("unit__memberships__user", flat=True))
    admins = set(entrants.values_list("agency__memberships__user", flat=True))
    assert set(letters.values_list("recipient", flat=True)) == judges | writers | admins
    for letter in letters:
        assert letter.subject == f"{field.name} dilewati, {edition.name}"
        assert "Bencana alam di lima daerah." in letter.body
        onward = f"langsung masuk ke tahap “{final.name}”"
        assert ("Tidak ada tugas untuk Anda" if letter.recipient_id in judges else onward) in letter.body


def test_what_a_winner_would_be_told_can_be_seen_before(told, edition, django_assert_max_num_queries):
    stage = stage_of(edition, StageKind.FINAL)
    award = Award.objects.filter(stage=stage).select_related("proposal__unit").first()
    office = accounts.membership(Role.UNIT, unit=award.proposal.unit)
    key = "stage.outcome"
    text = replace(default(key), subject_en="{hasil}", body_en="{hasil}")
    with django_assert_max_num_queries(9):
        letter = addressed.letter(key, KINDS[key], text, office, edition=edition, at=stage.published_at)
    assert f"{award.proposal.title} ({award.proposal.code})" in letter.body
    assert award.name in letter.body
