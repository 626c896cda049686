"""`manage.py verify_chain`: whether chain and tree of the events are whole, and hold heads kept elsewhere."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.domain import chain
from accounts.domain.trail import growing, proving


class Command(BaseCommand):
    help = _(
        "Memeriksa rantai peristiwa dan pohonnya. Dengan --head JUMLAH:SIDIK, seperti tercetak di halaman, surat, atau"
        " kertas: juga apakah riwayat masih memuat sidik itu."
    )

    def add_arguments(self, parser):
        parser.add_argument("--head", action="append", default=[], help=_("JUMLAH:SIDIK yang disimpan di tempat lain"))

    def handle(self, head, **_options):
        kept = [parsed(text) for text in head]
        if found := chain.verify():
            raise CommandError(_("Rantai putus di peristiwa %(number)d.") % {"number": found.number})
        if altered := growing.altered_nodes():
            raise CommandError(_("Pohon riwayat lain dari peristiwanya, di simpul %(node)s.") % {"node": altered[0]})
        for number, sha256 in kept:
            if not proving.standing(number, sha256).is_held:
                raise CommandError(
                    _("Peristiwa %(number)d bukan lagi yang dulu: rantai ini dipotong atau ditulis ulang.")
                    % {"number": number}
                )
        if lost := growing.lost_heads():
            raise CommandError(
                _("Riwayat tidak lagi memuat sidik yang diterbitkan saat berisi %(size)d peristiwa.")
                % {"size": lost[0]}
            )
        number, sha256 = chain.head()
        self.stdout.write(_("Rantai utuh. Sidiknya sekarang: %(head)s") % {"head": f"{number}:{sha256}"})
        if number:
            root = growing.root_of(number).hex()
            self.stdout.write(_("Pohonnya utuh. Sidiknya sekarang: %(head)s") % {"head": f"{number}:{root}"})


def parsed(text):
    """The number and the hash of a head."""
    found = proving.parsed(text)
    if not found:
        raise CommandError(_("Sidik ditulis JUMLAH:SIDIK, misalnya 1204:9f86…, sidiknya 64 tanda."))
    return found
