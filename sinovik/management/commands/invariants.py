"""`manage.py invariants`: whether everything holds that must hold of what the portal keeps. Exits with 1 if not."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from sinovik import invariants


class Command(BaseCommand):
    help = _("Memeriksa apa yang harus selalu benar, dan mencatat hasilnya. Keluar dengan 1 bila ada yang tidak benar.")

    def handle(self, **_options):
        inspection = invariants.inspect(at=timezone.now())
        for row in invariants.told(inspection):
            state = _("benar") if row["holds"] else _("TIDAK BENAR, %(count)d kali") % row
            self.stdout.write(f"{row['sentence']}: {state}")
            for name in row["names"]:
                self.stdout.write(f"  {name}")
        if inspection.broken:
            raise CommandError(_("Ada yang tidak benar. Simpan salinan basis data sebelum apa pun dipulihkan."))
