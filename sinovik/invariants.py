"""What must hold of everything the portal keeps, whatever happened: looked at every night, by command and by page.

The database refuses most of it at once and the acts refuse the rest; here somebody looks who trusts neither. Each
invariant is a sentence that holds, and a function that names what breaks it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.domain import chain, inspecting
from accounts.domain.trail import growing
from accounts.models import Inspection
from accounts.reading.waiting import Counted
from judging.reading import invariants as judging
from sinovik import stored_files

# So many names of what breaks an invariant are kept; how many there are is kept too.
NAMED = 20
# Where one of these does not hold, no head of the trail is kept: it would vouch for what was bent.
TRAIL = {"chain", "cut", "tree", "heads"}


@dataclass(frozen=True)
class Invariant:
    """A sentence that must hold, and a function that returns the names of everything that breaks it."""

    sentence: str
    breaking: Callable[[], list]


def broken_chain():
    """The number of the first event that does not fit."""
    found = chain.verify()
    return [found.number] if found else []


INVARIANTS = {
    "chain": Invariant(_("Setiap peristiwa di riwayat menyambung peristiwa sebelumnya"), broken_chain),
    "cut": Invariant(_("Riwayat memuat semua yang dilihat pemeriksaan sebelumnya"), inspecting.cut),
    "tree": Invariant(_("Pohon riwayat sama bila dihitung lagi dari semua peristiwa"), growing.altered_nodes),
    "heads": Invariant(_("Riwayat memuat setiap sidik yang pernah diterbitkan"), growing.lost_heads),
    "seats": Invariant(_("Tidak ada tugas menilai di luar panel tahapnya"), judging.unseated_work),
    "ties": Invariant(_("Tidak ada tugas menilai pada orang yang punya hubungan"), judging.tied_work),
    "cards": Invariant(_("Lembar nilai terkunci sama dengan yang tercatat di riwayat"), judging.altered_cards),
    "snapshots": Invariant(_("Data yang dibekukan sama dengan sidik digitalnya"), judging.altered_snapshots),
    "results": Invariant(_("Hasil sama bila dihitung lagi dari data yang dibekukan"), judging.otherwise_computed),
    "bundles": Invariant(_("Berkas bukti hasil benar bila diperiksa seperti orang luar"), judging.disproved_bundles),
    "certificates": Invariant(_("Sertifikat hanya untuk penghargaan yang diumumkan"), judging.unfounded_certificates),
    "files": Invariant(_("Setiap berkas tersimpan utuh, sama dengan sidik digitalnya"), stored_files.harmed),
}


def broken():
    """What does not hold, by the key of the invariant: {"count": how often, "names": the first few}."""
    found = {key: list(map(str, one.breaking())) for key, one in INVARIANTS.items()}
    return {key: {"count": len(names), "names": names[:NAMED]} for key, names in found.items() if names}


def inspect(*, at):
    """Look at everything and keep what was found, and the head of a trail that holds; returns the Inspection."""
    found = broken()
    if not TRAIL & found.keys():
        growing.keep_head(at=at)
    return inspecting.keep(found, page=reverse("inspection"), at=at)


def told(inspection):
    """Each invariant with what an inspection says of it: rows of `sentence`, `holds`, `count`, `names`."""
    for key, one in INVARIANTS.items():
        off = inspection.broken.get(key)
        yield {"sentence": one.sentence, "holds": off is None, **(off or {"count": 0, "names": []})}


def waiting(office, at):
    """One line of the home page while the last look found something that does not hold."""
    sentence = _("Pemeriksaan portal menemukan yang tidak benar")
    return [Counted(str(sentence), Inspection.objects.all().last_broken(), "looked_at", reverse("inspection"))]
