"""What hangs on an entry of a register on the ground floor itself."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain.register.following import Follower, Hanging
from accounts.models import Agency, Application, Membership, Unit
from accounts.rules import register as rules


def counts(entry):
    """Units, offices in force and applications; where they go when the entry is merged."""
    noun = "agency" if isinstance(entry, Agency) else "unit"
    today = timezone.localdate()
    found = []
    if isinstance(entry, Agency):
        units = Unit.objects.filter(agency=entry, merged_into=None).count()
        found.append(Hanging(_("Unit"), units, _("ikut pindah; yang bernama sama menjadi satu")))
    offices = Membership.objects.filter(**{noun: entry}).exclude(pk__in=Membership.objects.ended(today).values("pk"))
    found.append(Hanging(_("Peran yang berlaku"), offices.count(), _("ikut pindah; yang rangkap diakhiri")))
    if isinstance(entry, Agency):
        waiting = Application.objects.waiting().filter(agency=entry).count()
        found.append(Hanging(_("Permohonan yang menunggu"), waiting, _("harus diputuskan dahulu")))
    return found


def hindrances(source, target, *, on):
    """An application that waits would wait for an entry that is no more."""
    if isinstance(source, Agency) and Application.objects.waiting().filter(agency=source).exists():
        yield rules.APPLICATIONS_WAIT.sentence


# Units, memberships and their ends are moved by the acts themselves. Decided applications, sheets of writers and
# earlier names and heads stay with the entry they were about; regions and provinces are no matter of merging agencies.
OWN = Follower(
    columns=(
        "accounts.unit.agency",
        "accounts.membership.agency",
        "accounts.membership.unit",
        "accounts.application.agency",
        "accounts.writersheet.agency",
        "accounts.agency.merged_into",
        "accounts.unit.merged_into",
        "accounts.agency.region",
        "accounts.region.province",
        "accounts.region.became",
        "accounts.formername.agency",
        "accounts.agencyhead.agency",
        "accounts.formername.unit",
        "accounts.formername.region",
    ),
    counts=counts,
    hindrances=hindrances,
)
