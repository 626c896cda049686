"""Forgetting a person: what is erased, what the contest keeps under a pseudonym and why, and the act itself.

The floors above say what they know of people. What stands in the chain of events stays: a changed one would break all
that follow it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.domain import at_work, events
from accounts.domain.correspondence import letters
from accounts.domain.entrance import devices
from accounts.models import (
    Application,
    Attempt,
    CalendarAddress,
    ErasureRequest,
    Event,
    Failure,
    Letter,
    Membership,
    Motion,
    SavedView,
    SignIn,
    Unwanted,
    User,
)
from accounts.rules import REASON_MISSING, Refused, refuse
from accounts.rules import erasing as rules

# Never anybody's: the domain is kept free of mail (RFC 2606).
DOMAIN = "terhapus.invalid"
FOR_GOOD = _("Selama portal ada")


@dataclass(frozen=True)
class Forgotten:
    """A kind of data that goes: what it is called, whose rows of it there are, and how they go."""

    label: str | Promise
    rows: Callable[[User], Any]
    erase: Callable[..., Any]

    def count(self, user):
        """How many rows of it are about a person."""
        return self.rows(user).count()


@dataclass(frozen=True)
class KeptOnRecord:
    """A kind of data that stays: what it is called, whose rows of it there are, why, and how long.

    `rows` is None where nothing says whom each is about, so that nobody can count them.
    """

    label: str | Promise
    rows: Callable[[User], Any] | None
    reason: str | Promise
    how_long: str | Promise = FOR_GOOD

    def count(self, user):
        """How many rows of it are about a person; None where nobody can count them."""
        return self.rows(user).count() if self.rows else None


def rows_gone(user, rows, **_given):
    """The rows go."""
    rows(user).delete()


def sessions_gone(user, **_given):
    """Whoever is signed in is so no more."""
    devices.end_all(user)


def letters_emptied(user, *, at, **_given):
    """Letters say nothing any more, nor what a mail server answered, which quotes the address; what has not left does
    not leave.
    """
    own = Letter.objects.filter(recipient=user)
    own.update(subject="–", body="", calendar="", failure_detail="")
    # Whoever is handing one over writes nothing on it any more.
    own.begun().update(begun_at=None, given_up_at=at, failure=Failure.INTERRUPTED)
    own.unsent().update(next_try_at=None, given_up_at=at, failure=Failure.TAKEN_BACK)


def renamed(user, **_given):
    """The act itself gives the account its pseudonym, last of all: what goes before is found by the address."""


def applications_emptied(user, **_given):
    """An application does not say any more who wrote it; the agency's letter stays."""
    applications_of(user).update(full_name=pseudonym(user), email=f"{user.pk}@{DOMAIN}", phone="–", position="–")


def applications_of(user):
    """The applications of agencies that came from a person's address."""
    return Application.objects.filter(email__iexact=user.email)


def sign_ins_of(user):
    """Every try to sign in with a person's address."""
    return SignIn.objects.filter(Q(user=user) | Q(address=user.email))


def motions_about(user):
    """The motions whose subject a person is, who would replace that person, or that say the person's address."""
    held = list(Membership.objects.filter(user=user).values_list("pk", flat=True))
    about = Q(subject_type=User._meta.label_lower, subject_id=user.pk)
    return Motion.objects.filter(about | Q(inputs__replaces__in=held) | Q(body__icontains=user.email))


FORGOTTEN: list[Forgotten] = [
    Forgotten(_("Nama, alamat surel, dan kata sandi"), lambda user: User.objects.filter(pk=user.pk), renamed),
    Forgotten(_("Pengaman kedua"), lambda user: Authenticator.objects.filter(user=user), rows_gone),
    Forgotten(_("Catatan percobaan masuk"), sign_ins_of, rows_gone),
    Forgotten(_("Percobaan yang dihitung"), lambda user: Attempt.objects.filter(address=user.email), rows_gone),
    Forgotten(_("Peramban yang masuk"), lambda user: UserSession.objects.filter(user=user), sessions_gone),
    Forgotten(_("Alamat kalender"), lambda user: CalendarAddress.objects.filter(user=user), rows_gone),
    Forgotten(_("Tampilan daftar tersimpan"), lambda user: SavedView.objects.filter(user=user), rows_gone),
    Forgotten(_("Pilihan surat"), lambda user: Unwanted.objects.filter(user=user), rows_gone),
    Forgotten(_("Nama dan kontak pada permohonan instansi"), applications_of, applications_emptied),
    Forgotten(_("Isi surat kepada orang ini"), lambda user: Letter.objects.filter(recipient=user), letters_emptied),
]
ON_RECORD: list[KeptOnRecord] = [
    KeptOnRecord(
        _("Peristiwa di riwayat"),
        lambda user: Event.objects.filter(actor_id=user.pk),
        _(
            "Setiap peristiwa menyambung yang sebelumnya; satu yang diubah merusak semua sesudahnya. Nama yang tertulis"
            " di dalamnya tetap terbaca oleh yang berhak membaca riwayat."
        ),
    ),
    KeptOnRecord(
        _("Peran yang pernah dipegang"),
        lambda user: Membership.objects.filter(user=user),
        _("Setiap tindakan menunjuk peran yang melakukannya; namanya diganti nama samaran."),
    ),
    KeptOnRecord(
        _("Pengajuan yang diusulkan atau disetujui"),
        lambda user: Motion.objects.filter(Q(mover=user) | Q(seconder=user)),
        _("Dua orang menandatangani isinya dengan sidik digital; nama yang tertulis di dalam isinya tetap ada."),
    ),
    KeptOnRecord(
        _("Pengajuan tentang orang ini"),
        motions_about,
        _(
            "Misalnya pengangkatan atau penggantiannya sebagai admin. Dua orang menandatangani isinya dengan sidik"
            " digital; nama dan alamat surel di dalamnya tetap ada."
        ),
    ),
    KeptOnRecord(
        _("Surat kepada orang lain yang menyebut nama ini"),
        None,
        _("Menunjukkan apa yang diberitahukan kepada penerimanya."),
    ),
]


def join(forgotten=(), on_record=()):
    """Have a floor above say what it knows of people; joined twice, nothing happens."""
    FORGOTTEN.extend(one for one in forgotten if one not in FORGOTTEN)
    ON_RECORD.extend(one for one in on_record if one not in ON_RECORD)


def counted(kinds, user):
    """Each of these kinds with how many rows are about a person."""
    return [(one, one.count(user)) for one in kinds]


def pseudonym(user):
    """What somebody is called who was erased."""
    return f"Orang terhapus {user.pk}"


def is_erased(user):
    """Whether nothing is known of a person any more."""
    return user.email.endswith(f"@{DOMAIN}")


def in_the_way(user, *, at):
    """Why the data of a person cannot be erased yet, or None."""
    today = timezone.localdate(at)
    held = Membership.objects.filter(user=user)
    moved = Motion.objects.on_its_way().filter(Q(mover=user) | Q(seconder=user))
    return rules.in_the_way(
        has_office=(held.current(today) | held.coming(today)).exists(),
        has_work=bool(at_work.busy([user.pk], at=at)),
        has_motion=moved.exists(),
    )


@transaction.atomic
def ask(user, *, by, at):
    """Ask that the portal forget a person: oneself, or, as an admin of the ministry, somebody who wrote.

    Whoever is at work may ask as well: it is answered when nothing stands in the way. Whoever holds no office any more
    asks `by` `for_oneself`.
    """
    user = User.objects.locked(user.pk)
    if user.pk != by.user_id:
        refuse(rules.answering_refusal(user.pk, office=by, is_erased=is_erased(user)))
    refuse(rules.asking_refusal(is_waiting=ErasureRequest.objects.of(user).waiting().exists()))
    request = ErasureRequest.objects.create(user=user, asked_at=at, asked_by=by if by.pk else None)
    events.record("person.erasure_asked", on=user, by=by, at=at)
    return request


@transaction.atomic
def drop(*, by, at):
    """Take one's own wish back; without one nothing happens."""
    user = User.objects.locked(by.user_id)
    if ErasureRequest.objects.of(user).waiting().update(dropped_at=at):
        events.record("person.erasure_dropped", on=user, by=by, at=at)


@transaction.atomic
def decline(request, reason, *, by, at):
    """An admin of the ministry says why a person's data stays; the person is told."""
    request = waiting(request, by=by)
    refuse(None if reason.strip() else REASON_MISSING)
    request.declined_at, request.declined_by, request.decline_reason = at, by, reason.strip()
    request.save(update_fields=["declined_at", "declined_by", "decline_reason"])
    words = {"alasan": reason.strip()}
    letters.write("account.erasure_declined", to=[request.user], words=lambda: words, about=request, at=at)
    events.record("person.erasure_declined", on=request.user, by=by, at=at, reason=reason.strip())


@transaction.atomic
def erase(request, *, by, at):
    """Forget a person for good; their last letter goes to the address that is erased with it."""
    request = waiting(request, by=by)
    user = User.objects.locked(request.user_id)
    refuse(in_the_way(user, at=at))
    letters.write_to("account.erased", address=user.email, words=dict, about=request, at=at)
    for kind in FORGOTTEN:
        kind.erase(user, rows=kind.rows, at=at)
    user.email, user.full_name, user.is_active, user.last_login = f"{user.pk}@{DOMAIN}", pseudonym(user), False, None
    user.set_unusable_password()
    user.save()
    request.erased_at, request.erased_by = at, by
    request.save(update_fields=["erased_at", "erased_by"])
    events.record("person.erased", on=user, by=by, at=at)
    return user


def waiting(request, *, by):
    """The wish, its row locked, if this office may answer it."""
    request = ErasureRequest.objects.locked(request.pk)
    refuse(rules.answering_refusal(request.user_id, office=by, is_erased=is_erased(request.user)))
    if request.is_answered:
        raise Refused(rules.ANSWERED_ALREADY)
    return request
