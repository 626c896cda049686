"""The outbox for people: what was written to whom, how far it came, and what did not arrive."""

from datetime import timedelta

from django.db.models import Case, CharField, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Failure, Letter, Membership, PortalLetter, Role, is_held
from accounts.reading.waiting import Counted, Waiting

# A letter that waits longer than this is shown though it is still tried.
LATE = timedelta(hours=1)
# What was given up longer ago is past help.
SHOWN = timedelta(days=30)

# What a mailbox did not take, at once or later.
NOT_TAKEN = (Failure.REFUSED, Failure.UNSENDABLE, Failure.RETURNED)

# How far a letter came: by the word in the address, in words.
STATES = {
    "": gettext_lazy("Tidak atau belum pasti sampai"),
    "terputus": gettext_lazy("Terputus saat dikirim"),
    "menunggu": gettext_lazy("Menunggu dikirim"),
    "berangkat": gettext_lazy("Sedang dikirim"),
    "ditahan": gettext_lazy("Ditahan"),
    "terkirim": gettext_lazy("Terkirim"),
    "gagal": gettext_lazy("Tidak dikirim lagi"),
    "ditolak": gettext_lazy("Tidak dikirim: penerima tidak mau"),
    "ditarik": gettext_lazy("Tidak dikirim: ditarik pengirimnya"),
    "semua": gettext_lazy("Semua"),
}
# What the trail says of single letters.
ACTS = {
    "letter.tried_again": gettext_lazy("Surat yang tidak sampai dikirim lagi"),
    "letter.vouched": gettext_lazy("Surat yang terputus saat dikirim dinyatakan sampai"),
    "letter.taken_back": gettext_lazy("Pengingat ditarik sebelum berangkat"),
    "letter.returned": gettext_lazy("Surat dikembalikan oleh kotak surat"),
}


def with_state(letters):
    """The letters with `state`, a key of STATES."""
    return letters.annotate(
        state=Case(
            When(sent_at__isnull=False, then=Value("terkirim")),
            When(failure=Failure.UNWANTED, then=Value("ditolak")),
            When(failure=Failure.TAKEN_BACK, then=Value("ditarik")),
            When(begun_at__isnull=False, given_up_at__isnull=False, then=Value("terputus")),
            When(given_up_at__isnull=False, then=Value("gagal")),
            When(begun_at__isnull=False, then=Value("berangkat")),
            When(is_held(), then=Value("ditahan")),
            default=Value("menunggu"),
            output_field=CharField(),
        )
    )


def undelivered(at):
    """The letters that did not arrive, with what the page says of each, the latest first."""
    return with_state(not_arrived(at)).select_related("recipient").order_by("-written_at", "-pk")


def not_arrived(at):
    """The letters given up lately, those that were cut off, and those that still wait although they are old and nobody
    holds them.
    """
    late = Q(next_try_at__isnull=False, written_at__lt=at - LATE) & ~Q(is_held())
    given_up = Q(given_up_at__gt=at - SHOWN) & ~Q(failure__in=(Failure.UNWANTED, Failure.TAKEN_BACK))
    cut_off = Q(begun_at__isnull=False, given_up_at__isnull=False) | Q(begun_at__lt=at - LATE)
    return Letter.objects.filter(late | given_up | cut_off)


def found(at, *, words="", name="", edition="", state=""):
    """The letters that match: words of a recipient's name or address, a kind, an edition, how far it came."""
    if state:
        letters = with_state(Letter.objects.all()).select_related("recipient").order_by("-written_at", "-pk")
        letters = letters if state == "semua" else letters.filter(state=state)
    else:
        letters = undelivered(at)
    if words:
        letters = letters.filter(Q(recipient__full_name__icontains=words) | Q(recipient__email__icontains=words))
    return letters.filter(**{key: one for key, one in (("name", name), ("edition", edition)) if one})


def for_ministry(office, at):
    """One line of the home page when letters did not arrive, or nobody knows whether they did."""
    return [Counted(_("Surat yang tidak atau belum pasti sampai"), not_arrived(at), "written_at", reverse("letters"))]


def refused_of_agency(agency, at):
    """The letters that mailboxes of an agency's own people refused lately, the latest first."""
    people = Membership.objects.filter(agency=agency, role__in=(Role.UNIT, Role.AGENCY_ADMIN)).values("user")
    refused = Letter.objects.filter(recipient__in=people, failure__in=NOT_TAKEN, given_up_at__gt=at - SHOWN)
    return refused.select_related("recipient").order_by("-given_up_at", "-pk")


def for_agency(office, at):
    """One line of the home page when a mailbox of the agency refused letters; one query."""
    letters = list(refused_of_agency(office.agency_id, at))
    if not letters:
        return []
    people = {letter.recipient_id: letter.recipient.told_apart for letter in letters}
    first = next(iter(people.values()))
    sentence = _("Surat ke %(name)s ditolak") if len(people) == 1 else _("Surat ke %(name)s dan lainnya ditolak")
    since = min(letter.given_up_at for letter in letters)
    return [Waiting(sentence % {"name": first}, len(letters), reverse("letters_refused"), since, None)]


def portal_letters():
    """{kind: row} of the letters of the portal itself that were ever worded, with who did it last; one query."""
    # Whoever saved what stood anyhow left a row to queue at, and altered nothing.
    rows = PortalLetter.objects.exclude(altered_at=None).select_related("altered_by__user")
    return {row.key: row for row in rows}
