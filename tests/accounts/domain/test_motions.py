"""Grave acts: moved, seconded by another who saw the same, carried out in time; none is erased."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from accounts.domain import motions, tries
from accounts.domain.motion_kinds import AT_ONCE, MotionKind
from accounts.models import Agency, AgencyKind, Chore, Event, Letter, Motion, MotionAuthor, Role
from accounts.rules import Refusal, Refused
from accounts.rules import motions as rules
from accounts.templatetags.moments import moment
from tests.factories import accounts
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATER = NOW + timedelta(hours=1)
TAKEN = Refusal("taken", "Nama itu sudah dipakai.")


def locked(pk):
    return Agency.objects.select_for_update(of=("self",)).get(pk=pk)


def rename(agency, motion, *, by, at):
    Agency.objects.filter(pk=agency.pk).update(name=motion.inputs["name"])


def is_taken(agency, inputs, *, office, at):
    return TAKEN if Agency.objects.filter(name=inputs["name"]).exists() else None


def renaming(**given):
    """A kind of motion invented here: renaming an agency."""
    return MotionKind(
        **{
            "name": "rename",
            "title": "Ganti nama instansi",
            "question": "Setujui nama ini?",
            "why": "Dibaca orang kedua",
            "subjects": Agency.objects.all,
            "locked": locked,
            "describe": lambda agency, inputs: {"from": agency.name, "to": inputs["name"]},
            "refusal": is_taken,
            "carry": rename,
            "address": lambda agency: "/",
            "template": "proposals/motions/disqualify.html",
            "wait": AT_ONCE,
            **given,
        }
    )


@pytest.fixture
def known(monkeypatch):
    """Makes a kind known for one test."""

    def join(**given):
        kind = renaming(**given)
        monkeypatch.setitem(motions.KINDS, kind.name, kind)
        return kind

    return join


@pytest.fixture
def agency():
    return accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Lama")


@pytest.fixture
def first():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def other():
    return accounts.membership(Role.MINISTRY_ADMIN)


def moved(kind, agency, by, *, at=NOW, reason="Nama resminya.", **inputs):
    inputs = {"name": "Pemerintah Kota Baru", **inputs}
    return motions.move(kind, agency, reason=reason, inputs=inputs, by=by, at=at)


def name_of(agency):
    return Agency.objects.values_list("name", flat=True).get(pk=agency.pk)


def test_it_happens_when_a_second_person_agrees_to_what_was_shown(known, agency, first, other):
    motion = moved(known(), agency, first)
    assert name_of(agency) == "Pemerintah Kota Lama"
    assert motions.told(motion) == {"from": "Pemerintah Kota Lama", "to": "Pemerintah Kota Baru"}
    done = motions.second(motion, seen=motion.sha256, by=other, at=LATER)
    assert done.is_carried
    assert name_of(agency) == "Pemerintah Kota Baru"
    names = Event.objects.about(agency).values_list("name", flat=True)
    assert list(names) == ["motion.moved", "motion.seconded"]
    again = refusal_of(motions.second, motion, seen=motion.sha256, by=other, at=LATER)
    assert again.key == rules.NOT_ON_ITS_WAY


def test_everybody_who_may_be_the_second_person_gets_one_letter(known, agency, first, other):
    author, third = accounts.membership(Role.MINISTRY_ADMIN), accounts.membership(Role.MINISTRY_ADMIN)
    accounts.membership(Role.SECRETARY, until=date(2020, 1, 1))
    # A second office gives no second letter.
    accounts.membership(Role.SECRETARY, user=third.user)
    kind = known(
        roles=(Role.MINISTRY_ADMIN, Role.SECRETARY),
        authors=lambda _agency: [author.user_id],
        until=lambda _agency, _inputs: LATER,
    )
    motion = moved(kind, agency, first, at=NOW)
    letters = Letter.objects.filter(name="motion.moved").order_by("recipient")
    assert [letter.recipient for letter in letters] == [other.user, third.user]
    for letter in letters:
        assert letter.subject == "Menunggu persetujuan orang kedua: Ganti nama instansi"
        assert letter.edition == ""
        for said in ("Pemerintah Kota Lama", first.user.told_apart, moment(LATER), f"/persetujuan/{motion.pk}/"):
            assert said in letter.body
    motions.withdraw(motion, by=first, at=LATER)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("days", [None, 3, 60])
def test_the_letter_names_the_earlier_of_its_end_and_the_day_on_which_it_lapses(known, agency, first, other, days):
    kind = known(until=lambda _agency, _inputs: NOW + timedelta(days=days) if days else None)
    motion = moved(kind, agency, first, at=NOW)
    end = NOW + timedelta(days=days) if days == 3 else motion.lapses_at
    assert f"Putuskan sebelum {moment(end)}." in Letter.objects.get().body


def test_the_mover_of_what_is_sent_back_gets_one_letter_with_the_reason(known, agency, first, other):
    motion = moved(known(), agency, first, at=NOW)
    motions.decline(motion, "Namanya salah.", by=other, at=LATER)
    letter = Letter.objects.get(name="motion.declined")
    assert (letter.recipient, letter.edition) == (first.user, "")
    assert letter.subject == "Pengajuan Anda dikembalikan: Ganti nama instansi"
    for said in ("Pemerintah Kota Lama", other.user.told_apart, "Alasan: Namanya salah.", f"/persetujuan/{motion.pk}/"):
        assert said in letter.body


def test_the_mover_of_what_lapses_gets_one_letter_with_the_reason(known, agency, first, other):
    motion = moved(known(wait=timedelta(hours=1)), agency, first, at=NOW)
    motions.second(motion, seen=motion.sha256, by=other, at=NOW)
    Agency.objects.filter(pk=agency.pk).update(name="Pemerintah Kota Lain")
    for _time in range(2):
        motions.carry_out_due(at=LATER)
    letter = Letter.objects.get(name="motion.lapsed")
    assert letter.recipient == first.user
    assert letter.subject == "Pengajuan Anda gugur: Ganti nama instansi"
    assert f"Sebab: {rules.CHANGED_SINCE.sentence}" in letter.body


def test_nobody_who_left_is_told_that_a_motion_lapsed(known, agency, first, other):
    motion = moved(known(wait=timedelta(hours=1)), agency, first, at=NOW)
    motions.second(motion, seen=motion.sha256, by=other, at=NOW)
    first.user.is_active = False
    first.user.save(update_fields=["is_active"])
    Agency.objects.filter(pk=agency.pk).update(name="Pemerintah Kota Lain")
    motions.carry_out_due(at=LATER)
    motion.refresh_from_db()
    assert motion.state == Motion.State.LAPSED
    assert not Letter.objects.filter(name="motion.lapsed").exists()


def test_who_may_not_be_the_second_person(known, agency, first, other):
    author = accounts.membership(Role.MINISTRY_ADMIN)
    secretary = accounts.membership(Role.SECRETARY)
    motion = moved(known(authors=lambda _agency: [author.user_id]), agency, first)
    for office, refusal in [
        (first, rules.SAME_PERSON),
        (author, rules.AUTHOR),
        (secretary, rules.NOT_OF_THIS_ROLE),
    ]:
        assert refusal_of(motions.second, motion, seen=motion.sha256, by=office, at=LATER) is refusal
        assert refusal_of(motions.decline, motion, "Tidak.", by=office, at=LATER) is refusal
    motions.second(motion, seen=motion.sha256, by=other, at=LATER)


def test_postgresql_holds_the_two_apart_whatever_the_code_says(known, agency, first, other):
    author = accounts.membership(Role.MINISTRY_ADMIN)
    motion = moved(known(authors=lambda _agency: [author.user_id]), agency, first)
    row = Motion.objects.filter(pk=motion.pk)
    seconded = {"seconded_at": LATER, "due_at": LATER}
    with pytest.raises(IntegrityError, match="motion_seconded_by_a_second_person"), transaction.atomic():
        row.update(seconded_by=first, seconder=first.user, **seconded)
    with pytest.raises(InternalError, match="an author of what is decided"), transaction.atomic():
        row.update(seconded_by=author, seconder=author.user, **seconded)
    with pytest.raises(InternalError), transaction.atomic():
        row.update(body="{}")
    with pytest.raises(InternalError), transaction.atomic():
        row.delete()
    with pytest.raises(IntegrityError, match="motion_carried_only_when_seconded_and_due"), transaction.atomic():
        row.update(carried_at=LATER)
    assert MotionAuthor.objects.filter(motion=motion).count() == 1


def test_what_changed_meanwhile_is_not_agreed_to(known, agency, first, other):
    motion = moved(known(), agency, first)
    assert refusal_of(motions.second, motion, seen="0" * 64, by=other, at=LATER) is rules.SHOWN_OTHERWISE
    Agency.objects.filter(pk=agency.pk).update(name="Pemerintah Kota Lain")
    assert refusal_of(motions.second, motion, seen=motion.sha256, by=other, at=LATER) is rules.CHANGED_SINCE
    assert name_of(agency) == "Pemerintah Kota Lain"


def test_one_at_a_time_and_those_before_stay_readable(known, agency, first, other):
    kind = known()
    motion = moved(kind, agency, first)
    assert refusal_of(moved, kind, agency, other).key == rules.ALREADY_MOVED.key
    assert refusal_of(motions.decline, motion, "  ", by=other, at=LATER) is rules.REASON_MISSING
    motions.decline(motion, "Namanya belum resmi.", by=other, at=LATER)
    second = moved(kind, agency, first)
    motions.withdraw(second, by=first, at=LATER)
    third = moved(kind, agency, other)
    states = [one.state for one in Motion.objects.about(agency)]
    assert states == [Motion.State.MOVED, Motion.State.WITHDRAWN, Motion.State.DECLINED]
    assert Motion.objects.get(pk=motion.pk).decline_reason == "Namanya belum resmi."
    assert refusal_of(motions.withdraw, third, by=first, at=LATER) is rules.NOT_THE_MOVER


def test_what_may_not_be_done_is_not_moved(known, agency, first):
    accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Baru")
    assert refusal_of(moved, known(), agency, first) is TAKEN
    assert refusal_of(moved, known(), agency, accounts.membership(Role.SECRETARY)) is rules.NOT_OF_THIS_ROLE
    assert not Motion.objects.exists()


def test_it_waits_and_can_be_taken_back_while_it_waits(known, agency, first, other):
    kind = known(wait=timedelta(hours=2))
    motion = moved(kind, agency, first)
    motion = motions.second(motion, seen=motion.sha256, by=other, at=LATER)
    assert motion.state == Motion.State.WAITING
    motions.carry_out_due(at=LATER + timedelta(hours=1, minutes=59))
    assert name_of(agency) == "Pemerintah Kota Lama"
    motions.withdraw(motion, by=first, at=LATER + timedelta(minutes=5))
    motions.carry_out_due(at=LATER + timedelta(hours=3))
    assert name_of(agency) == "Pemerintah Kota Lama"


def test_at_the_set_moment_it_happens_once(known, agency, first, other):
    release_at = LATER + timedelta(days=2)
    motion = moved(known(), agency, first, release_at=release_at.isoformat())
    motions.second(motion, seen=motion.sha256, by=other, at=LATER)
    motions.carry_out_due(at=release_at - timedelta(seconds=1))
    assert name_of(agency) == "Pemerintah Kota Lama"
    for _ in range(2):
        motions.carry_out_due(at=release_at)
    assert name_of(agency) == "Pemerintah Kota Baru"
    assert Motion.objects.get(pk=motion.pk).carried_at == release_at


def test_what_cannot_happen_any_more_lapses_with_the_reason(known, agency, first, other):
    motion = moved(known(wait=timedelta(hours=2)), agency, first)
    motions.second(motion, seen=motion.sha256, by=other, at=LATER)
    Agency.objects.filter(pk=agency.pk).update(name="Pemerintah Kota Lain")
    motions.carry_out_due(at=LATER + timedelta(hours=3))
    lapsed = Motion.objects.get(pk=motion.pk)
    assert lapsed.state == Motion.State.LAPSED
    assert lapsed.lapse_reason == str(rules.CHANGED_SINCE)
    assert name_of(agency) == "Pemerintah Kota Lain"
    assert Event.objects.about(agency).last().name == "motion.lapsed"


def test_one_that_always_fails_is_not_tried_for_ever(known, agency, first, other):
    def fail(agency, motion, *, by, at):
        raise ZeroDivisionError

    motion = moved(known(carry=fail, wait=timedelta(hours=1)), agency, first)
    motions.second(motion, seen=motion.sha256, by=other, at=NOW)
    at = NOW
    for _pause in tries.PAUSES:
        at += max(tries.PAUSES)
        motions.carry_out_due(at=at)
        motion.refresh_from_db()
        assert motion.state == Motion.State.WAITING
        assert Chore.objects.get().about == "Pemerintah Kota Lama"
    motions.carry_out_due(at=at + max(tries.PAUSES))
    motion.refresh_from_db()
    assert motion.state == Motion.State.LAPSED
    assert motion.lapse_reason == str(rules.FAILED_AGAIN.sentence)
    # Its mover has been told by letter; the chore is over.
    assert not Chore.objects.exists()


def test_one_that_was_dropped_is_no_chore(known, agency, first, other):
    def fail(agency, motion, *, by, at):
        raise ZeroDivisionError

    motion = moved(known(carry=fail, wait=timedelta(hours=1)), agency, first)
    motion = motions.second(motion, seen=motion.sha256, by=other, at=LATER)
    motions.carry_out_due(at=LATER + timedelta(hours=1))
    assert Chore.objects.get().tries == 1
    motions.withdraw(motion, by=first, at=LATER + timedelta(hours=1, minutes=1))
    motions.carry_out_due(at=LATER + timedelta(hours=2))
    assert not Chore.objects.exists()


def test_one_that_fails_holds_up_no_other(known, agency, first, other):
    def name_or_fail(agency, motion, *, by, at):
        if agency.name == "Pemerintah Kota Lama":
            raise LookupError("nothing there")
        rename(agency, motion, by=by, at=at)

    kind = known(wait=timedelta(hours=2), carry=name_or_fail)
    second = accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Kedua")
    failing, going = moved(kind, agency, first), moved(kind, second, first, name="Pemerintah Kota Ketiga")
    for motion in (failing, going):
        motions.second(motion, seen=motion.sha256, by=other, at=LATER)
    motions.carry_out_due(at=LATER + timedelta(hours=3))
    assert name_of(second) == "Pemerintah Kota Ketiga"
    # It is tried again the next time.
    assert Motion.objects.get(pk=failing.pk).state == Motion.State.WAITING


def ended_by(way, motion, first, other):
    """Let a motion end in one of the ways there are."""
    if way == "carried":
        motions.second(motion, seen=motion.sha256, by=other, at=LATER)
    elif way == "withdrawn":
        motions.withdraw(motion, by=first, at=LATER)
    elif way == "declined":
        motions.decline(motion, "Belum resmi.", by=other, at=LATER)
    else:
        motions.lapse(motion.pk, Refused(rules.NOT_SECONDED), at=LATER)


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        ("carried", "Pengajuan ini sudah disetujui {who}, {at}, dan sudah dilaksanakan."),
        ("withdrawn", "Pengajuan ini sudah ditarik, {at}."),
        ("declined", "Pengajuan ini sudah dikembalikan {who}, {at}: Belum resmi."),
        ("lapsed", "Pengajuan ini sudah gugur, {at}: Tidak ada orang kedua yang menyetujuinya sampai batas waktunya."),
    ],
)
def test_whoever_comes_late_reads_who_did_what_and_when(known, agency, first, other, way, sentence):
    """Agreeing, sending back and taking back alike: each says how it ended."""
    motion, late = moved(known(), agency, first), accounts.membership(Role.MINISTRY_ADMIN)
    ended_by(way, motion, first, other)
    expected = sentence.format(who=other.user.told_apart, at=moment(LATER))
    for refusal in (
        refusal_of(motions.second, motion, seen=motion.sha256, by=late, at=LATER),
        refusal_of(motions.decline, motion, "Tidak.", by=late, at=LATER),
        refusal_of(motions.withdraw, motion, by=first, at=LATER),
    ):
        assert (refusal.key, str(refusal)) == (rules.NOT_ON_ITS_WAY, expected)


def test_while_it_waits_whoever_agrees_or_moves_it_again_reads_who_was_first(known, agency, first, other):
    kind, late = known(wait=timedelta(hours=1)), accounts.membership(Role.MINISTRY_ADMIN)
    motion = moved(kind, agency, first)
    said = f"Hal ini sudah diajukan {first.user.told_apart}, {moment(NOW)}"
    assert str(refusal_of(moved, kind, agency, late)) == f"{said}, dan menunggu orang kedua."
    done = motions.second(motion, seen=motion.sha256, by=other, at=LATER)
    again = refusal_of(motions.second, motion, seen=motion.sha256, by=late, at=LATER)
    who, due = other.user.told_apart, moment(done.due_at)
    assert again.key == rules.ALREADY_SECONDED
    assert str(again) == f"Pengajuan ini sudah disetujui {who}, {moment(LATER)}, dan dilaksanakan {due}."
    assert str(refusal_of(moved, kind, agency, late)) == f"{said}, disetujui, dan menunggu waktunya."
