"""Letters to an agency's admins about what became of their agency or of one of its units."""

from django.utils import timezone

from accounts.domain.correspondence import letters
from accounts.models import Agency, Membership, Role


def tell_admins(entry, change, *, at, to=None, **context):
    """Write to the admins of today of the agency that an entry is, or belongs to; `to` is another agency."""
    agency = to or (entry if isinstance(entry, Agency) else entry.agency)
    offices = Membership.objects.current(timezone.localdate(at)).filter(role=Role.AGENCY_ADMIN, agency=agency)
    admins = {office.user_id: office.user for office in offices.select_related("user").order_by("pk")}
    letters.write(f"register.{change}", to=admins.values(), about=entry, at=at, entry=entry, **context)
