"""`manage.py appoint_admin ADDRESS NAME`: the first people of an empty portal, who then appoint everyone else."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import joining
from accounts.models import Membership, Role, User


class Command(BaseCommand):
    help = _("Mengangkat admin kementerian. Kata sandinya dibuat sendiri lewat halaman lupa kata sandi.")

    def add_arguments(self, parser):
        parser.add_argument("email", help=_("alamat surel"))
        parser.add_argument("full_name", help=_("nama lengkap"))

    def handle(self, *args, email, full_name, **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(_("%(email)s bukan alamat surel.") % {"email": email}) from error
        now = timezone.now()
        today = timezone.localdate(now)
        user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(email, full_name)
        if Membership.objects.current(today).filter(user=user, role=Role.MINISTRY_ADMIN).exists():
            raise CommandError(_("%(name)s sudah menjadi admin kementerian.") % {"name": user.full_name})
        joining.appoint(user, Role.MINISTRY_ADMIN, since=today, by=None, at=now)
        self.stdout.write(_("%(name)s sekarang admin kementerian.") % {"name": user.full_name})
