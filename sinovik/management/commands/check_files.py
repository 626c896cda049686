"""`manage.py check_files`: whether every file that a row speaks of lies in the store, byte for byte."""

from itertools import chain

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.domain import applications
from accounts.files import checking
from competitions.domain import pictures
from judging.domain import objections
from judging.domain.certificates import rendering
from judging.domain.hearings import materials
from judging.domain.visits import visit_evidence
from proposals.domain import attachments, public_page
from proposals.domain.follow_up import check_ins, replication

FOLDERS = (
    applications.FOLDER,
    pictures.FOLDER,
    objections.FOLDER,
    attachments.FOLDER,
    public_page.FOLDER,
    check_ins.FOLDER,
    materials.FOLDER,
    replication.FOLDER,
    visit_evidence.PHOTOGRAPHS,
    visit_evidence.FILES,
    rendering.FOLDER,
)


class Command(BaseCommand):
    help = _("Membandingkan berkas di penyimpanan dengan basis data. Keluar dengan 1 bila ada yang hilang atau rusak.")

    def handle(self, **_options):
        expected = chain(
            applications.expected(),
            pictures.expected(),
            objections.expected(),
            attachments.expected(),
            public_page.expected(),
            check_ins.expected(),
            replication.expected(),
            materials.expected(),
            visit_evidence.expected(),
            rendering.expected(),
        )
        found = checking.compare(expected, FOLDERS)
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
