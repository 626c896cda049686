"""`manage.py load_reference`: regions and agencies; see accounts/data/README.md."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.domain import reference


class Command(BaseCommand):
    help = _("Memuat wilayah dan instansi. Aman dijalankan berulang.")

    def handle(self, *args, **options):
        loaded = reference.load()
        self.stdout.write(
            _("%(regions)s wilayah dan %(agencies)s instansi tercatat, %(new)s instansi baru.")
            % {"regions": loaded.regions, "agencies": loaded.agencies, "new": loaded.new_agencies}
        )
