"""`manage.py backup FILE`: everything that must not be lost, in one encrypted archive."""

import os
from pathlib import Path

import pyrage
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import watching
from sinovik.backup import making


class Command(BaseCommand):
    help = _("Membuat cadangan terenkripsi: basis data, berkas, dan kunci. Dengan --new-key: membuat kunci cadangan.")

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--recipient", action="append", help=_("kunci publik age; boleh lebih dari satu"))
        parser.add_argument("--new-key", action="store_true", help=_("tulis kunci rahasia baru ke FILE"))

    def handle(self, file, recipient, new_key, **_options):
        if file.exists():
            raise CommandError(_("%(file)s sudah ada.") % {"file": file})
        if not file.absolute().parent.is_dir():
            raise CommandError(_("Folder %(folder)s tidak ada.") % {"folder": file.parent})
        if new_key:
            self.stdout.write(_("Kunci publik: %(key)s") % {"key": write_key(file)})
            return
        at = timezone.now()
        to = recipients(recipient or settings.BACKUP_RECIPIENTS)
        try:
            manifest = making.make(file, to, at=at)
        except making.KeyUnreadable as error:
            raise CommandError(str(error)) from error
        watching.note_backup(len(manifest["members"]), at=at)
        self.stdout.write(
            _("%(count)d bagian tersimpan di %(file)s.") % {"count": len(manifest["members"]), "file": file}
        )


def write_key(path):
    """A new secret key in a file that its owner alone reads; returns the public one."""
    identity = pyrage.x25519.Identity.generate()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"{identity}\n")
    return str(identity.to_public())


def recipients(keys):
    """The public keys for which an archive is encrypted."""
    if not keys:
        raise CommandError(
            _("Sebut kunci publik dengan --recipient atau BACKUP_RECIPIENTS. Kunci baru: backup FILE --new-key")
        )
    try:
        return [pyrage.x25519.Recipient.from_str(key.strip()) for key in keys]
    except pyrage.RecipientError as error:
        raise CommandError(_("Kunci publik tidak dikenali. Bentuknya: age1…")) from error
