"""Letters about judging as real people would get them, before any act writes them."""

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.domain.correspondence.texts import LetterText
from accounts.models import Membership, Role
from accounts.reading import addressed
from competitions import letters
from competitions.kinds import StageKind
from competitions.letter_kinds import KINDS
from judging.models import Session, Visit
from tests.factories import accounts, judging

pytestmark = pytest.mark.django_db


def seen(key, office, edition, text=None):
    """A letter of the portal's own words, or of others, as the holder of an office would get it."""
    office = Membership.objects.with_places().get(pk=office.pk)
    return addressed.letter(key, KINDS[key], text or letters.default(key), office, edition=edition, at=timezone.now())


def test_a_judge_reads_the_own_stage_and_how_much_is_left():
    stage, judge, assignments = judging.desk(3)
    letter = seen("reminder.judging", judge, stage.edition)
    assert stage.name in letter.body
    assert "3 usulan" in letter.body
    assert letter.made_up == ()
    assert seen("stage.work_given_out", judge, stage.edition).made_up == ()
    judging.marked(assignments[0], judge, lock=True)
    assert "2 usulan" in seen("reminder.judging", judge, stage.edition).body


def test_who_is_heard_reads_when_and_the_panel_reads_it_too():
    stage, judge, assignments = judging.desk(2, kind=StageKind.INTERVIEW)
    proposal = assignments[0].proposal
    session = Session.objects.get(stage=stage, proposal=proposal)
    writer = accounts.membership(Role.UNIT, unit=proposal.unit)
    for key in ("session.set", "session.moved", "session.cancelled"):
        letter = seen(key, writer, stage.edition)
        assert proposal.title in letter.body
        assert session.room in letter.body
    assert session.room in seen("assignment.let_go", judge, stage.edition).body
    assert proposal.code in seen("session.moved", judge, stage.edition).body
    assert "alasan dipindahkan" in map(str, seen("session.moved", judge, stage.edition).made_up)


def test_who_is_visited_reads_the_day_where_it_is_told():
    stage, judge, _assignments = judging.desk(1, kind=StageKind.FIELD)
    visit = Visit.objects.get(stage=stage)
    writer = accounts.membership(Role.AGENCY_ADMIN, visit.proposal.agency)
    Visit.objects.filter(pk=visit.pk).update(is_announced=False)
    assert visit.proposal.title not in seen("visit.set", writer, stage.edition).body
    Visit.objects.filter(pk=visit.pk).update(is_announced=True)
    for key in ("visit.set", "visit.moved", "visit.cancelled"):
        assert visit.proposal.title in seen(key, writer, stage.edition).body
    assert visit.proposal.code in seen("visit.moved", judge, stage.edition).body


@pytest.mark.parametrize("key", KINDS)
def test_every_letter_can_be_seen_by_everybody_who_gets_it_and_opens_nothing(key):
    stage, judge, assignments = judging.desk(1)
    unit = assignments[0].proposal.unit
    every = LetterText("{edisi}", "\n".join(f"{field.key}: {{{field.key}}}" for field in KINDS[key].fields))
    held = {Role.UNIT: {"unit": unit}, Role.AGENCY_ADMIN: {"agency": unit.agency}}
    for role in KINDS[key].goes_to.roles:
        office = judge if role == judge.role else accounts.membership(role, **held.get(role, {}))
        letter = seen(key, office, stage.edition, every)
        assert f"nama_penerima: {office.user.full_name}" in letter.body
        assert letter.who == office.user.told_apart
        assert letter.subject == stage.edition.name
        assert "{" not in letter.subject + letter.body
        assert settings.BASE_URL not in letter.subject + letter.body
