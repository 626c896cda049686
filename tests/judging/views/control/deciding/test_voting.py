"""Members vote on screens of their own; the secretariat records those without one, closes and counts."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from accounts.rules import Refused, Stale
from judging import motions as grave
from judging import rules
from judging.circle import settling
from judging.domain.panel import plenary, proceedings, voting
from judging.models import Ballot, Choice, Decision, Interest, Vote
from tests.factories import accounts
from tests.judging.views.conftest import at
from tests.judging.views.control.deciding.test_plenary import codes, gathered, members
from tests.pages import Browser, text_of


@pytest.fixture
def room(enter, cast, computed):
    """The plenary with everybody there; the secretary's client."""
    client = enter(cast.secretary)
    gathered(client, computed, members(computed))
    return client


@pytest.fixture
def asked(room, cast, computed, now):
    """An exchange put to the members on their screens."""
    out, taken = (Choice.objects.get(decision__stage=computed, proposal__code=one).proposal for one in codes(computed))
    return voting.open_vote(computed, "Tukar keduanya?", out=out, taken=taken, by=cast.secretary, at=now)


def signed_in(office):
    client = Browser()
    client.force_login(office.user)
    return accounts.fresh(client)


def of(asked, name, stage):
    return at(name, stage, pk=asked.pk)


def test_members_vote_on_their_screens_and_the_secretariat_records_the_rest(room, crew, computed):
    page = at("plenary-vote", computed)
    assert room.post(page, {"question": "Setuju susunan ini?", "langkah": "buka"}).status_code == 302
    asked = Vote.objects.get()
    assert asked.closed_at is None
    first, second, *others = (crew.office_of(one.judge_id) for one in members(computed))
    reader = signed_in(first)
    assert "Setuju susunan ini?" in text_of(reader.get(at("plenary", computed)))
    assert "Pilih suara Anda" in text_of(reader.post(of(asked, "plenary-ballot", computed), {}))
    assert reader.post(of(asked, "plenary-ballot", computed), {"answer": "for"}).status_code == 302
    assert "Suara Anda: setuju." in text_of(reader.get(of(asked, "plenary-ballot", computed)))
    signed_in(second).post(of(asked, "plenary-ballot", computed), {"answer": "against"})
    shown = text_of(room.get(at("plenary", computed)))
    assert f"2 dari {2 + len(others)} anggota sudah bersuara" in shown
    assert "Yang ditanyakan" not in shown
    third = members(computed)[2]
    closing = of(asked, "plenary-vote-closing", computed)
    assert members(computed)[0].label in text_of(room.get(closing))
    assert room.post(closing, {f"suara-{third.pk}": "for"}).status_code == 302
    told = proceedings.counted(Vote.objects.get())
    assert (told["for"], told["against"], told["carried"]) == (2, 1, True)
    by = dict(Ballot.objects.values_list("member", "cast_by__user"))
    assert by[third.pk] != third.judge_id
    assert by[members(computed)[0].pk] == first.user_id


def test_who_is_tied_does_not_vote_and_what_was_given_before_does_not_count(asked, crew, computed, cast, now):
    tied, other, *_rest = members(computed)
    voting.cast(asked, "against", by=crew.office_of(tied.judge_id), at=now)
    for one in (tied, other):
        Interest.objects.create(proposal=asked.out, judge=one.judge, reason="Keluarga.", declared_at=now)
    with pytest.raises(Refused) as refused:
        voting.cast(asked, "for", by=crew.office_of(other.judge_id), at=now)
    assert refused.value.refusal is rules.LEFT_THE_ROOM
    third = members(computed)[2]
    voting.close_vote(asked, {third.pk: "for"}, by=cast.secretary, at=now)
    told = proceedings.counted(Vote.objects.get())
    assert (told["for"], told["against"], told["left"]) == (1, 0, sorted([tied.code, other.code]))


def test_a_ballot_is_given_once(asked, crew, computed, now):
    office = crew.office_of(members(computed)[0].judge_id)
    voting.cast(asked, "for", by=office, at=now)
    voting.cast(asked, "for", by=office, at=now)
    with pytest.raises(Refused) as refused:
        voting.cast(asked, "against", by=office, at=now)
    assert refused.value.refusal is rules.VOTED_ALREADY
    assert Ballot.objects.count() == 1


def test_who_is_not_there_or_of_another_panel_does_not_vote(room, asked, cast, crew, computed, now):
    with pytest.raises(Refused) as refused:
        plenary.attend(
            computed,
            {members(computed)[0].pk},
            chair=members(computed)[0],
            held_on=asked.plenary.held_on,
            place="Lain",
            by=cast.secretary,
            at=now,
        )
    assert refused.value.refusal is rules.VOTE_OPEN
    last = members(computed)[-1]
    asked.plenary.presences.filter(member=last).delete()
    page = signed_in(crew.office_of(last.judge_id)).get(of(asked, "plenary-ballot", computed))
    assert "tidak tercatat hadir" in text_of(page)
    assert signed_in(cast.judge).get(of(asked, "plenary-ballot", computed)).status_code == 404


def test_what_was_shown_is_what_is_answered(asked, crew, computed, cast, now):
    first, second = members(computed)[:2]
    with pytest.raises(Stale):
        voting.cast(asked, "for", seen="lain", by=crew.office_of(first.judge_id), at=now)
    shown = voting.open_stamp(asked)
    voting.cast(asked, "against", seen=voting.question_stamp(asked), by=crew.office_of(first.judge_id), at=now)
    with pytest.raises(Stale):
        voting.close_vote(asked, {first.pk: "for", second.pk: "for"}, seen=shown, by=cast.secretary, at=now)
    assert Vote.objects.get().closed_at is None


def test_closed_it_stands_and_nobody_votes_any_more(asked, crew, computed, cast, now):
    first, second = members(computed)[:2]
    voting.cast(asked, "for", by=crew.office_of(first.judge_id), at=now)
    voting.close_vote(asked, {}, by=cast.secretary, at=now)
    with pytest.raises(Refused) as refused:
        voting.cast(asked, "for", by=crew.office_of(second.judge_id), at=now)
    assert refused.value.refusal is rules.VOTE_CLOSED
    for change in ({"left": ["J01"]}, {"question": "Lain?"}):
        with pytest.raises(InternalError), transaction.atomic():
            Vote.objects.update(**change)


def test_an_open_question_does_not_change_and_is_the_only_one(asked, cast, computed, now):
    with pytest.raises(InternalError), transaction.atomic():
        Vote.objects.update(question="Lain?")
    with pytest.raises(IntegrityError, match="vote_one_is_open"), transaction.atomic():
        Vote.objects.create(plenary=asked.plenary, question="Dua?", held_at=now, held_by=cast.secretary)
    with pytest.raises(Refused) as refused:
        voting.vote(computed, "Dua?", {members(computed)[0].pk: "for"}, by=cast.secretary, at=now)
    assert refused.value.refusal is rules.VOTE_OPEN


def test_nothing_is_put_forward_while_members_vote(asked, cast, crew, computed, now):
    with pytest.raises(Refused) as refused:
        grave.propose(computed, "Arahan Menteri.", minutes="Rapat.", override="Alasan.", by=cast.ministry_admin, at=now)
    assert refused.value.refusal is rules.VOTE_OPEN
    voting.cast(asked, "for", by=crew.office_of(members(computed)[0].judge_id), at=now)
    voting.close_vote(asked, {}, by=cast.secretary, at=now)
    assert grave.propose(
        computed, "Arahan Menteri.", minutes="Rapat.", override="Alasan.", by=cast.ministry_admin, at=now
    ).pk


def test_what_is_open_is_not_in_the_minutes_yet(asked, crew, computed, cast, now):
    decision = Decision.objects.select_related("stage__edition").get(stage=computed)
    assert settling.described(decision, {})["meeting"]["votes"] == []
