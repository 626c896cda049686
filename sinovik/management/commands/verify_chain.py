"""`manage.py verify_chain`: whether the chain of events is whole, and holds a head that was kept elsewhere."""

import re

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.domain import chain
from accounts.models import Event

# As pages and letters give it: the number of the last event, and its hash.
HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


class Command(BaseCommand):
    help = _("Memeriksa rantai peristiwa. Dengan --head NOMOR:SIDIK: juga apakah rantai masih memuat sidik itu.")

    def add_arguments(self, parser):
        parser.add_argument("--head", action="append", default=[], help=_("NOMOR:SIDIK yang disimpan di tempat lain"))

    def handle(self, head, **_options):
        kept = [parsed(text) for text in head]
        if found := chain.verify():
            raise CommandError(_("Rantai putus di peristiwa %(number)d.") % {"number": found.number})
        for number, sha256 in kept:
            event = Event.objects.filter(number=number).first()
            if event is None or bytes(event.hash).hex() != sha256:
                raise CommandError(
                    _("Peristiwa %(number)d bukan lagi yang dulu: rantai ini dipotong atau ditulis ulang.")
                    % {"number": number}
                )
        number, sha256 = chain.head()
        self.stdout.write(_("Rantai utuh. Sidiknya sekarang: %(head)s") % {"head": f"{number}:{sha256}"})


def parsed(text):
    """The number and the hash of a head."""
    found = HEAD.fullmatch(text.strip())
    if not found:
        raise CommandError(_("Sidik ditulis NOMOR:SIDIK, misalnya 1204:9f86…, sidiknya 64 tanda."))
    return int(found[1]), found[2]
