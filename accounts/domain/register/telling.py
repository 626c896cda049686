"""Letters to an agency's admins about what became of their agency or of one of its units."""

from functools import partial

from django.utils import timezone

from accounts.domain.correspondence import letters
from accounts.models import Agency, Membership, Role
from accounts.moments import day


def tell_admins(entry, change, *said, at, to=None):
    """Write to the admins of today of the agency that an entry is, or belongs to; `to` is another agency.

    What has to be `said` depends on the change: see the functions in `WORDS`.
    """
    agency = to or (entry if isinstance(entry, Agency) else entry.agency)
    offices = Membership.objects.current(timezone.localdate(at)).filter(role=Role.AGENCY_ADMIN, agency=agency)
    admins = {office.user_id: office.user for office in offices.select_related("user").order_by("pk")}
    words = partial(WORDS[change], entry, *said)
    letters.write(f"register.{change}", to=admins.values(), words=words, about=entry, at=at)


def renamed_words(entry, was, since, reason):
    """What is said of an entry that has a new name: the one before, from when, and why."""
    return {"nama_baru": entry.name, "nama_lama": was, "mulai": day(since), "alasan": reason}


def closed_words(entry, on, reason):
    """What is said of an entry that was closed: from when, and why."""
    return {"nama": entry.name, "mulai": day(on), "alasan": reason}


def reopened_words(entry, reason):
    """What is said of an entry that is open again, and why."""
    return {"nama": entry.name, "alasan": reason}


def merged_words(entry, target, reason):
    """What is said of an entry that became part of another, and why."""
    return {"nama": entry.name, "tujuan": target.name, "alasan": reason}


def split_words(entry, new, units, reason):
    """What is said of an agency some of whose units go to a new one, and why."""
    going = "\n".join(f"- {unit.name}" for unit in units)
    return {"nama": entry.name, "instansi_baru": new.name, "daftar_unit": going, "alasan": reason}


WORDS = {
    "renamed": renamed_words,
    "closed": closed_words,
    "reopened": reopened_words,
    "merged": merged_words,
    "split": split_words,
}
