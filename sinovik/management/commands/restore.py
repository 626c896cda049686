"""`manage.py restore FILE --identity KEY`: a backup into an empty installation, looked at afterwards."""

from pathlib import Path

import pyrage
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sinovik import invariants
from sinovik.backup import restoring
from sinovik.backup.archive import Unreadable


class Command(BaseCommand):
    help = _("Memulihkan cadangan ke pemasangan kosong, lalu memeriksa apa yang harus selalu benar.")

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", type=Path, required=True, help=_("berkas kunci rahasia age"))
        parser.add_argument("--keys", type=Path, help=_("tulis kunci aplikasi dari cadangan ke berkas ini"))

    def handle(self, file, identity, keys, **_options):
        try:
            manifest = restoring.restore(file, identities(identity), keys_to=keys)
        except Unreadable as error:
            raise CommandError(str(error)) from error
        for key, found in (broken := invariants.broken()).items():
            self.stdout.write(f"{invariants.INVARIANTS[key].sentence}: {', '.join(found['names'])}")
        if broken:
            raise CommandError(_("Cadangan pulih, tetapi isinya tidak sebagaimana mestinya."))
        self.stdout.write(_("Cadangan dari %(at)s pulih dan utuh.") % {"at": manifest["made_at"]})


def identities(path):
    """The secret keys in a file, one a line; lines that begin with # are notes."""
    try:
        lines = [line.strip() for line in path.read_text().splitlines() if not line.startswith("#") and line.strip()]
        return [pyrage.x25519.Identity.from_str(line) for line in lines]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise CommandError(_("Berkas kunci rahasia tidak terbaca. Isinya: AGE-SECRET-KEY-1…")) from error
