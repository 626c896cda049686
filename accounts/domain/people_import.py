"""Units and their writers from a spreadsheet: every row is looked at before any is believed; all come in, or none."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import rules
from accounts.domain import events, letters, links
from accounts.domain.queue import enqueue
from accounts.files.sheets import FORMULA
from accounts.models import Agency, Membership, Role, Unit, User
from accounts.models.user import folded
from accounts.rules import Refusal, Refused

# The columns by what people call them in small letters.
COLUMNS = {
    "unit": ("unit", "nama unit", "unit kerja", "upp"),
    "full_name": ("nama", "nama lengkap", "nama penulis"),
    "email": ("surel", "email", "e-mail", "alamat surel", "alamat email"),
}
LIMITS = {"unit": 200, "full_name": 150, "email": 254}
LABELS = {"unit": gettext_lazy("Unit"), "full_name": gettext_lazy("Nama"), "email": gettext_lazy("Surel")}
OTHER_COLUMNS = Refusal(
    "other_columns", gettext_lazy("Baris pertama harus memuat kolom Unit, Nama, dan Surel. Perbaiki nama kolomnya.")
)
NO_ROWS = Refusal("no_rows", gettext_lazy("Di bawah nama kolom belum ada baris. Isi satu baris untuk tiap penulis."))
looks_like_an_address = EmailValidator()


@dataclass(frozen=True)
class Line:
    """One writer of one unit, as a row says it."""

    unit: str
    full_name: str
    email: str


@dataclass(frozen=True)
class RowFault:
    """What is wrong with the row of this number."""

    number: int
    sentence: str


@dataclass(frozen=True)
class Imported:
    """What came of a file."""

    writers: int
    units: int
    known: int


def read(rows):
    """(lines, faults) of the rows of a table, whose first names the columns; Refused where it does not."""
    (_number, head), *body = rows
    places = {key: place_of(names, head) for key, names in COLUMNS.items()}
    if None in places.values():
        raise Refused(OTHER_COLUMNS)
    if not body:
        raise Refused(NO_ROWS)
    lines, faults = [], []
    for number, cells in body:
        said = {key: cells[place] if place < len(cells) else "" for key, place in places.items()}
        wrong = [RowFault(number, sentence) for sentence in wrong_with(said)]
        faults += wrong
        if not wrong:
            lines.append(Line(said["unit"], said["full_name"], folded(said["email"].replace(" ", ""))))
    return lines, faults


def place_of(names, head):
    """Which column bears one of these names, or None."""
    return next((place for place, cell in enumerate(head) if cell.casefold() in names), None)


def wrong_with(said):
    """Everything that is wrong with one row, a sentence each."""
    for key, text in said.items():
        label = LABELS[key]
        if not text:
            yield _("%(column)s belum diisi") % {"column": label}
        elif text.startswith(FORMULA):
            yield _("%(column)s berisi rumus; tulis isinya saja") % {"column": label}
        elif len(text) > LIMITS[key]:
            yield _("%(column)s paling panjang %(limit)s huruf") % {"column": label, "limit": LIMITS[key]}
        elif not text.isprintable():
            yield _("%(column)s memuat karakter yang tidak dapat disimpan") % {"column": label}
        elif key == "email" and not is_address(text):
            yield _("“%(text)s” bukan alamat surel yang lengkap") % {"text": text[:60]}


def is_address(text):
    """Whether a text is an address, blanks aside."""
    try:
        looks_like_an_address(text.replace(" ", ""))
    except ValidationError:
        return False
    return True


@transaction.atomic
def take_in(agency, lines, *, file, by, at):
    """Found the units that are new and appoint every writer who is not one there yet; safe to send again.

    One event tells of the whole file; each new writer gets a letter. Bulk statements: ten thousand rows in seconds.
    """
    # The files of one agency queue here, so that none founds a unit twice.
    agency = Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)
    if refusal := rules.appointing_refusal(Role.UNIT, office=by, agency_id=agency.pk):
        raise Refused(refusal)
    wanted = {(line.unit.casefold(), line.email): line for line in lines}
    units, founded = the_units(agency, wanted.values())
    users = the_users(wanted.values())
    if any(not user.is_active for user in users.values()):
        raise Refused(rules.INACTIVE)
    today = timezone.localdate(at)
    held = set(
        Membership.objects.filter(role=Role.UNIT, agency=agency).overlapping(today, None).values_list("user", "unit")
    )
    new = [
        Membership(user=users[email], role=Role.UNIT, agency=agency, unit=units[unit], since=today)
        for unit, email in wanted
        if (users[email].pk, units[unit].pk) not in held
    ]
    new = Membership.objects.bulk_create(new, batch_size=1000)
    tell_all(new, at=at)
    rows = [[membership.pk, membership.user_id, membership.unit_id] for membership in new]
    events.record("writers.taken_in", on=agency, by=by, at=at, file=file[:200], count=len(new), rows=rows)
    return Imported(writers=len(new), units=founded, known=len(wanted) - len(new))


def the_units(agency, lines):
    """The units by their names in small letters, and how many of them are new."""
    names = {line.unit.casefold(): line.unit for line in reversed(list(lines))}
    entries = Unit.objects.filter(agency=agency).select_related("merged_into")
    known = {unit.name.casefold(): unit.stands_for for unit in entries}
    missing = [Unit(agency=agency, name=name) for key, name in names.items() if key not in known]
    for unit in Unit.objects.bulk_create(missing, batch_size=1000):
        known[unit.name.casefold()] = unit
    return known, len(missing)


def the_users(lines):
    """The people by their addresses; whoever is new is called as the file says first."""
    names = {line.email: line.full_name for line in reversed(list(lines))}
    known = {user.email: user for user in User.objects.filter(email__in=names)}
    missing = [User(email=email, full_name=name) for email, name in names.items() if email not in known]
    for user in missing:
        user.set_unusable_password()
    # Somebody else may invite one of them at this moment: then that row stands.
    User.objects.bulk_create(missing, batch_size=1000, ignore_conflicts=True)
    new = [user.email for user in missing]
    return known | {user.email: user for user in User.objects.filter(email__in=new)}


def tell_all(memberships, *, at):
    """Write to every new writer; those without a password get a link to make one."""
    until = at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    invited, known = {}, {}
    for membership in memberships:
        person = membership.user
        (known if person.has_usable_password() else invited).setdefault(person, membership)
    letters.write_each(
        "account.invitation",
        (
            (person, {"membership": membership, "url": links.address_of(person), "until": until})
            for person, membership in invited.items()
        ),
        about=memberships[0].agency if memberships else None,
        at=at,
        is_secret=True,
    )
    letters.write_each(
        "account.appointed",
        ((person, {"membership": membership}) for person, membership in known.items()),
        about=memberships[0].agency if memberships else None,
        at=at,
    )
    if invited:
        enqueue("accounts.send_due_letters")
