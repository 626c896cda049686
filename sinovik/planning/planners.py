"""Who of the ministry an edition needs before it is announced, for the list of work of its plan."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Membership, Role
from judging.reading.staffing import Staff

# How many of a role are needed, and what is said where there are fewer.
NEEDED = {
    Role.MINISTRY_ADMIN: (2, gettext_lazy("Perlu orang kedua: pengumuman dan perubahan disetujui dua orang")),
    Role.SECRETARY: (1, gettext_lazy("Belum ada sekretariat: ia memeriksa syarat dan membagikan tugas")),
}


def planners(edition, plan) -> list[Staff]:
    """The ministry's people as a draft needs them; one query."""
    if edition.announced_at is not None:
        return []
    held = Membership.objects.current(timezone.localdate()).filter(role__in=NEEDED, user__is_active=True)
    counts = dict(held.order_by("role").values_list("role").annotate(count=Count("user", distinct=True)))
    return [
        Staff(
            capfirst(role.label),
            f"{reverse('people')}?peran={role}",
            ngettext("%(count)d orang", "%(count)d orang", counts.get(role, 0)) % {"count": counts.get(role, 0)},
            (str(lack),) if counts.get(role, 0) < least else (),
        )
        for role, (least, lack) in NEEDED.items()
    ]
