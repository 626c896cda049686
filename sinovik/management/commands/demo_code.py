"""The code that the app of somebody in the demo shows now; of nobody in a portal that is none."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.domain.entrance import second_factor
from accounts.models import User


class Command(BaseCommand):
    help = "Prints the code with which ADDRESS is let in now. In a demo only."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, *, address, **_options):
        if not settings.SHOW_EXAMPLE_SIGN_INS:
            raise CommandError("Kode ditunjukkan di peragaan saja.")
        user = User.objects.filter(email=address.strip().lower()).first()
        if user is None:
            raise CommandError(f"Tidak ada akun dengan alamat {address}.")
        code = second_factor.next_code(user, at=timezone.now())
        if not code:
            raise CommandError("Akun ini tidak memakai kode, atau kodenya baru saja dipakai: tunggu 30 detik.")
        self.stdout.write(code)
