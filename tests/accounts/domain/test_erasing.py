"""A person is forgotten: what goes, what stays, and that the chain of events still holds."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from accounts import motions
from accounts.domain import calendar_addresses, chain, erasing, joining
from accounts.domain import motions as domain_motions
from accounts.domain.correspondence import letters, outbox, portal_texts
from accounts.domain.entrance import second_factor, sign_ins
from accounts.models import (
    Application,
    CalendarAddress,
    ErasureRequest,
    Event,
    Failure,
    Letter,
    Membership,
    Role,
    SavedView,
    SignIn,
    Unwanted,
    User,
)
from accounts.models.membership import for_oneself
from accounts.rules import Refused
from accounts.rules import erasing as rules
from judging.models import Employer, Interest, Judge, JudgesApart, PrivateNote, Scorecard
from tests.factories import accounts, competitions, judging, proposals

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Wening Larasati", "wening.larasati@contoh.go.id"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def judge():
    """A judge who left traces everywhere, whose stage is over and whose office has ended."""
    stage, office, (assignment,) = judging.desk(1)
    now = timezone.now()
    User.objects.filter(pk=office.user_id).update(full_name=NAME, email=ADDRESS)
    office.user.refresh_from_db()
    judging.marked(assignment, office, lock=True)
    PrivateNote.objects.create(assignment=assignment, text="Rahasia.", number=1, saved_at=now)
    Judge.objects.update_or_create(user=office.user, defaults={"expertise": "Gizi", "fields": ["Kesehatan"]})
    calendar_addresses.renew(by=office, at=now)
    second_factor.give(User.objects.filter(pk=office.user_id), "ABCDEFGH")
    sign_ins.note(SignIn.Outcome.WRONG, ADDRESS, visitor="203.0.113.9", browser="x", at=now)
    SavedView.objects.create(user=office.user, path="/", name="x", saved_at=now)
    Unwanted.objects.create(user=office.user, name="x", since=now)
    Employer.objects.create(judge=office.user, name=f"Praktik {NAME}")
    Interest.objects.create(
        proposal=assignment.proposal, judge=office.user, reason=f"Adik {NAME}.", declared_at=now - timedelta(days=1)
    )
    one, other = sorted((office.user, accounts.person()), key=lambda person: person.pk)
    keeper = accounts.membership(Role.SECRETARY)
    JudgesApart.objects.create(one=one, other=other, reason=f"Suami {NAME}.", set_at=now, set_by=keeper)
    returned = letters.row("account.appointed", office.user, office, now, f"Untuk {NAME}", "Isi")
    returned.next_try_at, returned.given_up_at, returned.failure = None, now, Failure.RETURNED
    returned.failure_detail = f"550 5.1.1 <{ADDRESS}>: User unknown"
    returned.save()
    applied(now)
    contest = competitions.edition(opens_at=now, closes_at=now + timedelta(days=9))
    proposals.filled(contest, at=now, title="Loket", contact_name=NAME, contact_email=ADDRESS)
    joining.tell_ended(office, "Selesai.", at=now) if office.until else joining.tell(office, at=now)
    stage.closed_at = stage.published_at = now
    stage.closed_by = stage.published_by = stage.opened_by
    stage.save()
    Membership.objects.filter(pk=office.pk).update(until=timezone.localdate(now))
    office.refresh_from_db()
    return office


def applied(now):
    """Once the judge asked for an agency, from the same address."""
    digests = dict.fromkeys(("came_sha256", "sha256", "clean_sha256"), "0" * 64)
    letter = {"name": "a.pdf", "content_type": "application/pdf", "file": "a.pdf", "clean_file": "b.pdf", **digests}
    Application.objects.create(
        agency=accounts.agency(),
        full_name=NAME,
        position=f"Sekretaris {NAME}",
        email=ADDRESS,
        phone="021 555123",
        sent_at=now,
        **letter,
        size=1,
        clean_size=1,
    )


# What stays with the name, each for the reason that the page gives.
STAYING = {
    "accounts_event.actor_name",
    "accounts_event.body",
    # The last letter, which is erased once it has left.
    "accounts_letter.address",
    "judging_interest.reason",
    "judging_judgesapart.reason",
    "proposals_proposal.contact_name",
    "proposals_proposal.contact_email",
    "proposals_identityversion.said",
}


def places(word):
    """Each column of each table in which a word stands, inside of JSON and lists too."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f"SELECT DISTINCT said.key FROM {connection.ops.quote_name(table)} AS whole_row,"
                " json_each(row_to_json(whole_row)) AS said"
                " WHERE row_to_json(whole_row)::text ILIKE %s AND said.value::text ILIKE %s",
                [f"%{word}%"] * 2,
            )
            found |= {f"{table}.{column}" for (column,) in cursor.fetchall()}
    return found


def asked(office, now):
    return erasing.ask(office.user, by=office, at=now)


def test_what_is_personal_goes_and_what_proves_the_result_stays(judge, admin, now):
    cards, acts = Scorecard.objects.filter(assignment__judge=judge.user), Event.objects.filter(actor_id=judge.user_id)
    before = list(cards.values_list("total", "locked_at")), acts.count()
    wish = asked(judge, now)
    erasing.erase(wish, by=admin, at=now)
    user = User.objects.get(pk=judge.user_id)
    assert user.full_name == f"Orang terhapus {user.pk}"
    assert user.email == f"{user.pk}@terhapus.invalid"
    assert not user.is_active
    assert not user.has_usable_password()
    for model in (Authenticator, CalendarAddress, SavedView, SignIn, Unwanted):
        assert not model.objects.filter(user=user).exists()
    assert not SignIn.objects.filter(address=ADDRESS).exists()
    assert not PrivateNote.objects.filter(assignment__judge=user).exists()
    entry = Judge.objects.get(user=user)
    assert (entry.expertise, entry.fields) == ("", [])
    assert not Employer.objects.filter(judge=user).exists()
    assert (list(cards.values_list("total", "locked_at")), acts.count()) == (before[0], before[1] + 1)
    assert Event.objects.filter(name="person.erased", subject_id=user.pk, actor_id=admin.user_id).count() == 1
    assert chain.verify() is None


def test_name_and_address_stand_nowhere_but_in_what_cannot_be_changed(judge, admin, now):
    """Every column of every table: what stays is said on the page."""
    assert places(NAME) - STAYING >= {
        "accounts_user.full_name",
        "accounts_letter.body",
        "accounts_application.position",
        "judging_employer.name",
    }
    assert places(ADDRESS) - STAYING >= {"accounts_user.email", "accounts_letter.failure_detail"}
    erasing.erase(asked(judge, now), by=admin, at=now)
    assert places(NAME) | places(ADDRESS) == STAYING
    last = Letter.objects.get(address=ADDRESS)
    assert last.recipient_id is None
    assert last.name == "account.erased"


def test_letters_say_nothing_and_none_leaves(judge, admin, now):
    assert Letter.objects.filter(recipient=judge.user).unsent().exists()
    erasing.erase(asked(judge, now), by=admin, at=now)
    own = Letter.objects.filter(recipient=judge.user)
    assert own.exists()
    assert set(own.values_list("subject", "body", "calendar")) == {("–", "", "")}
    assert not own.unsent().exists()


def test_what_a_mail_server_says_later_is_not_written_down(judge, admin, now):
    """One letter is in the hands of the sender while its reader is forgotten."""
    begun = outbox.taken(at=now)
    assert begun.recipient == judge.user
    erasing.erase(asked(judge, now), by=admin, at=now)
    outbox.answered(begun, 550, f"5.1.1 <{ADDRESS}>: User unknown".encode(), at=now)
    assert set(Letter.objects.filter(recipient=judge.user).values_list("failure_detail", flat=True)) == {""}


def test_reasons_that_stay_are_on_the_page_before_anybody_asks(judge):
    kept = {str(kind.label): count for kind, count in erasing.counted(erasing.ON_RECORD, judge.user)}
    assert kept["Benturan kepentingan dan alasannya"] == 1
    assert kept["Pemisahan dari juri lain dan alasannya"] == 1


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("id", "Kontak yang tertulis dalam usulan dan pemutakhiran inovasi juga tetap ada."),
        ("en", "Contacts written in dossiers and check-ins stay as well."),
    ],
)
def test_the_last_letter_says_that_contacts_stay(language, clause):
    assert clause in portal_texts.brought("account.erased", language)[1]


def test_nobody_is_forgotten_who_holds_an_office(judge, admin, now):
    wish = asked(judge, now)
    accounts.membership(Role.AUDITOR, user=judge.user, since=timezone.localdate(now) + timedelta(days=9))
    with pytest.raises(Refused) as refused:
        erasing.erase(wish, by=admin, at=now)
    assert refused.value.refusal is rules.HOLDS_OFFICE
    assert User.objects.get(pk=judge.user_id).full_name == NAME


def test_nobody_is_forgotten_in_the_middle_of_work_or_of_a_motion(admin, now):
    _stage, office, _held = judging.desk(1)
    Membership.objects.filter(pk=office.pk).update(until=timezone.localdate(now))
    assert erasing.in_the_way(office.user, at=now) is rules.HAS_WORK
    other = accounts.membership(Role.MINISTRY_ADMIN)
    given = {"since": timezone.localdate(now), "until": None, "replaces": None, "by": other, "at": now}
    motions.appoint_admin("baru@contoh.go.id", "Nia Baru", "Perlu.", **given)
    Membership.objects.filter(pk=other.pk).update(until=timezone.localdate(now))
    assert erasing.in_the_way(other.user, at=now) is rules.HAS_MOTION


def test_nobody_answers_for_oneself_and_nothing_is_answered_twice(judge, admin, now):
    with pytest.raises(Refused) as refused:
        erasing.erase(asked(admin, now), by=admin, at=now)
    assert refused.value.refusal is rules.OWN_DATA
    wish = asked(judge, now)
    with pytest.raises(Refused) as refused:
        asked(judge, now)
    assert refused.value.refusal is rules.ASKED_ALREADY
    erasing.decline(wish, "Belum dapat.", by=admin, at=now)
    assert "Belum dapat." in Letter.objects.get(name="account.erasure_declined").body
    with pytest.raises(Refused) as refused:
        erasing.erase(wish, by=admin, at=now)
    assert refused.value.refusal is rules.ANSWERED_ALREADY


def test_motions_about_a_person_and_letters_that_name_them_stay_and_are_said(admin, now):
    """Put forward as an admin once, replaced as one later: name and address stand in both bodies."""
    other, third = (accounts.membership(Role.MINISTRY_ADMIN) for _number in range(2))
    given = {"until": None, "by": admin, "at": now}
    first = motions.appoint_admin(
        ADDRESS, NAME, "Perlu.", since=timezone.localdate(now) + timedelta(days=1), replaces=None, **given
    )
    domain_motions.withdraw(first, by=admin, at=now)
    user = User.objects.get(email=ADDRESS)
    office = accounts.membership(Role.MINISTRY_ADMIN, user=user)
    for number, replaced in enumerate((office, third)):
        since = timezone.localdate(now) + timedelta(days=1)
        one = motions.appoint_admin(
            f"baru{number}@contoh.go.id", "Nia", "Perlu.", since=since, replaces=replaced, **given
        )
        domain_motions.withdraw(one, by=admin, at=now)
    joining.end(office, timezone.localdate(now), "Pindah.", by=other, at=now)
    said = {str(kind.label): count for kind, count in erasing.counted(erasing.ON_RECORD, user)}
    assert said["Pengajuan tentang orang ini"] == 2
    assert said["Surat kepada orang lain yang menyebut nama ini"] is None
    assert said["Pengajuan yang diusulkan atau disetujui"] == 0
    wish = erasing.ask(user, by=for_oneself(user), at=now)
    erasing.erase(wish, by=admin, at=now)
    assert places(NAME) | places(ADDRESS) == {
        "accounts_event.actor_name",
        "accounts_event.body",
        "accounts_letter.address",
        "accounts_letter.body",
        "accounts_motion.body",
        "accounts_motion.subject_name",
    }
    assert not Letter.objects.filter(recipient=user, body__contains=NAME).exists()


def test_a_wish_is_taken_back(judge, now):
    asked(judge, now)
    erasing.drop(by=judge, at=now)
    assert not ErasureRequest.objects.waiting().exists()
    erasing.drop(by=judge, at=now)
    assert Event.objects.filter(name="person.erasure_dropped").count() == 1
