"""`manage.py export_site DIR`: the public part as files that any web server gives."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sinovik import static_site


class Command(BaseCommand):
    help = _("Menulis bagian umum portal sebagai berkas yang dapat disajikan server web biasa.")

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, folder, **_options):
        if folder.exists() and not folder.is_dir():
            raise CommandError(_("%(folder)s bukan folder.") % {"folder": folder})
        if folder.is_dir() and any(folder.iterdir()) and not (folder / static_site.LIST).exists():
            raise CommandError(_("%(folder)s berisi berkas lain. Pilih folder kosong.") % {"folder": folder})
        site = static_site.StaticSite(folder)
        try:
            count = site.write()
        except static_site.NotWritten as why:
            raise CommandError(_("Halaman ini tidak dapat ditulis: %(why)s.") % {"why": why}) from why
        self.stdout.write(_("%(count)d berkas tersimpan di %(folder)s.") % {"count": count, "folder": folder})
        if site.failed:
            raise CommandError(_("Halaman ini tidak dapat ditulis: %(why)s.") % {"why": ", ".join(site.failed)})
