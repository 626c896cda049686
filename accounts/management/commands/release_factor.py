"""`manage.py release_factor ADDRESS --by ADDRESS`: a lost second factor goes, in a night with nobody else there.

By pages two people do this. Here one does, who stands for it by name: everybody who could have agreed is told.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain.entrance import second_factor
from accounts.models import MINISTRY, Membership, User
from accounts.rules import Refused


class Command(BaseCommand):
    help = _("Melepas pengaman kedua yang hilang ketika tidak ada orang kedua. Orangnya dan semua admin dikabari.")

    def add_arguments(self, parser):
        parser.add_argument("email", help=_("alamat surel orang yang kehilangan"))
        parser.add_argument("--by", required=True, help=_("alamat surel orang kementerian yang mempertanggungjawabkan"))
        parser.add_argument("--reason", default=_("Perangkat hilang, tidak ada orang kedua."), help=_("alasan"))

    def handle(self, *args, email, by, reason, **options):
        now = timezone.now()
        user = person(email)
        held = Membership.objects.current(timezone.localdate(now)).filter(user=person(by), role__in=MINISTRY)
        office = held.select_related("user").order_by("-role", "pk").first()
        if office is None:
            raise CommandError(_("%(email)s tidak memegang peran kementerian hari ini.") % {"email": by})
        try:
            second_factor.release_on_server(user, reason, by=office, at=now)
        except Refused as refused:
            raise CommandError(str(refused.refusal)) from refused
        self.stdout.write(_("Pengaman kedua %(email)s dilepas. Ia memasang yang baru saat masuk.") % {"email": email})


def person(address):
    """Whose address this is; CommandError where it is nobody's."""
    user = User.objects.filter(email=address.lower()).first()
    if user is None:
        raise CommandError(_("Tidak ada orang dengan alamat %(email)s.") % {"email": address})
    return user
