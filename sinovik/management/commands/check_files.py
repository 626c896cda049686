"""`manage.py check_files`: whether every file that a row speaks of lies in the store, byte for byte."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sinovik import stored_files


class Command(BaseCommand):
    help = _("Membandingkan berkas di penyimpanan dengan basis data. Keluar dengan 1 bila ada yang hilang atau rusak.")

    def handle(self, **_options):
        found = stored_files.compared()
        for what, names in (
            (_("hilang"), found.missing),
            (_("ukuran lain"), found.wrong_size),
            (_("isi lain"), found.wrong_content),
            (_("tidak selesai ditulis"), found.unfinished),
            (_("tidak dikenal basis data"), found.unknown),
        ):
            for name in names:
                self.stdout.write(f"{what}: {name}")
        self.stdout.write(_("%(many)s berkas utuh.") % {"many": found.whole})
        if found.is_harmful:
            harmed = len(found.missing) + len(found.wrong_size) + len(found.wrong_content)
            raise CommandError(_("%(many)s berkas hilang atau rusak. Ambil dari cadangan.") % {"many": harmed})
