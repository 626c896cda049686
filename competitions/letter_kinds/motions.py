"""Letters about grave acts of an edition: the portal's kinds, with the edition's name beside."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from accounts.letter_kinds import motions
from competitions.letter_kinds.fields import EDITION

EXAMPLES = {
    "pengajuan": _("Pengumuman hasil"),
    "perihal": _("Penilaian proposal, KIPP 2027"),
}
REASONS = {
    "motion.moved": _("Jadwal rapat pleno maju sehari."),
    "motion.declined": _("Dua usulan masih menunggu verifikasi."),
}


def of_edition(name, kind):
    """A kind of the portal as an edition has it."""
    examples = {**EXAMPLES, **({"alasan": REASONS[name]} if name in REASONS else {})}
    fields = tuple(replace(one, example=examples.get(one.key, one.example)) for one in kind.fields)
    return replace(kind, fields=(fields[0], EDITION, *fields[1:]), needed=())


KINDS = {name: of_edition(name, kind) for name, kind in motions.KINDS.items()}
