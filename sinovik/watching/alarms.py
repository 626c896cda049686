"""What people are woken for: rules with a sentence and a remedy, looked at every minute."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models import Exists
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.domain import watching
from accounts.models import Alarm
from accounts.reading.waiting import Counted
from competitions.models import ServingRun
from sinovik.watching import state as states
from sinovik.watching.state import PortalState

MINUTE, HOUR, GIGABYTE = 60, 3600, 1_000_000_000
# In seconds: how long something may wait. Letters and partners go out as fast as the other side takes them.
PATIENCE = 5 * MINUTE
PATIENCE_OF = {"letters": HOUR, "partners": HOUR}
SILENCE = 5 * MINUTE
MAIL_SILENCE = 10 * MINUTE
# So many letters refused within a day are not the fault of single mailboxes.
REFUSED = 10
BACKUP_EVERY = 26 * HOUR
FREE, FREE_PART = 2 * GIGABYTE, 0.10

QUEUES = {
    "tasks": _("Pekerjaan latar"),
    "computations": _("Perhitungan hasil"),
    "certificates": _("Pencetakan sertifikat"),
    "letters": _("Surat"),
    "partners": _("Kabar kepada mitra"),
    "bulk acts": _("Tindakan serentak"),
    "writer sheets": _("Berkas undangan penulis"),
    "winner lists": _("Daftar pemenang"),
}


@dataclass(frozen=True)
class AlarmRule:
    """A rule: what is so, with fields, what to do about it, and a function that returns their values or None.

    One that is not told by letter is told otherwise: its page and the log say it.
    """

    sentence: str | Promise
    remedy: str | Promise
    off: Callable[[PortalState], dict | None]
    is_told: bool = True


def waits_long(state: PortalState) -> dict | None:
    """Of what waits longer than it may, what does so most."""
    over = {
        name: one.oldest
        for name, one in state.queues.items()
        if one is not None and one.oldest > PATIENCE_OF.get(name, PATIENCE)
    }
    if not over:
        return None
    name = max(over, key=over.__getitem__)
    return {"queue": name, "minutes": int(over[name] // MINUTE)}


def no_queue(state: PortalState) -> dict | None:
    """Whether Valkey does not answer."""
    return {} if state.queues["tasks"] is None else None


def failed(state: PortalState) -> dict | None:
    """Which tasks failed lately or were given up."""
    return {"names": ", ".join(state.failed)} if state.failed else None


def letters_fail(state: PortalState) -> dict | None:
    """Whether the mail server says nothing, or refuses many."""
    found = state.letters
    if found.silent_for <= MAIL_SILENCE and found.given_up < REFUSED:
        return None
    return {"waiting": found.silent, "refused": found.given_up}


def unheard(state: PortalState) -> dict | None:
    """Whether the portal has not been heard; before the first beat nobody knows."""
    if state.heartbeat is None or state.heartbeat <= SILENCE:
        return None
    return {"minutes": int(state.heartbeat // MINUTE)}


def full(state: PortalState) -> dict | None:
    """Whether room runs out where files lie; of a bucket nobody here knows."""
    if state.free is None or state.room is None:
        return None
    if state.free >= FREE and state.free >= FREE_PART * state.room:
        return None
    return {"gigabytes": round(state.free / GIGABYTE, 1), "percent": int(100 * state.free / state.room)}


def no_store(state: PortalState) -> dict | None:
    """Whether the store of files does not answer."""
    return None if state.is_store_there else {}


def backup_old(state: PortalState) -> dict | None:
    """Whether a night went by without a backup."""
    if state.backup is None or state.backup <= BACKUP_EVERY:
        return None
    return {"hours": int(state.backup // HOUR)}


def no_backup(state: PortalState) -> dict | None:
    """Whether there never was a backup where there should be."""
    return {} if state.is_backed_up and state.backup is None else None


def broken(state: PortalState) -> dict | None:
    """What did not hold at the last look."""
    return {"count": state.broken} if state.broken else None


ALARMS = {
    "heartbeat": AlarmRule(
        _("Portal tidak terdengar menjawab sejak %(minutes)s menit."),
        _("Periksa web server: docker compose ps web, lalu docker compose logs --tail 50 web."),
        unheard,
    ),
    "disk": AlarmRule(
        _("Ruang disk tinggal %(gigabytes)s GB (%(percent)s%%)."),
        _("Pindahkan cadangan lama ke tempat lain, atau perbesar disk. Jangan hapus folder media."),
        full,
    ),
    "store": AlarmRule(
        _("Tempat penyimpanan berkas tidak menjawab."),
        _("Periksa layanan S3 dan S3_ENDPOINT, atau folder media. Tulisan tetap tersimpan; berkas belum diterima."),
        no_store,
    ),
    "broker": AlarmRule(
        _("Antrean pekerjaan tidak menjawab."),
        _("Periksa Valkey: docker compose ps valkey, lalu docker compose logs --tail 50 valkey."),
        no_queue,
    ),
    "queue": AlarmRule(
        _("%(queue)s menunggu sejak %(minutes)s menit."),
        _("Periksa worker: docker compose ps worker. Bila berhenti: docker compose restart worker."),
        waits_long,
    ),
    "tasks": AlarmRule(
        _("Pekerjaan latar gagal: %(names)s."),
        _("Baca sebabnya di log worker; yang berhenti dicoba ada di halaman Pekerjaan portal."),
        failed,
    ),
    # A letter about letters would wait with them.
    "letters": AlarmRule(
        _("Surat tersendat: %(waiting)s menunggu server surel, %(refused)s ditolaknya sejak kemarin."),
        _("Periksa server surel dan EMAIL_URL. Surat yang menunggu berangkat sendiri setelah servernya menjawab."),
        letters_fail,
        is_told=False,
    ),
    "backup": AlarmRule(
        _("Cadangan terakhir dibuat %(hours)s jam lalu."),
        _("Jalankan manage.py backup sekarang, lalu periksa jadwalnya."),
        backup_old,
    ),
    "no_backup": AlarmRule(
        _("Belum pernah ada cadangan."),
        _("Buat kunci cadangan, isi BACKUP_RECIPIENTS, lalu jadwalkan manage.py backup setiap malam."),
        no_backup,
    ),
    # The inspection writes a letter of its own, to auditors too.
    "invariants": AlarmRule(
        _("Pemeriksaan terakhir menemukan %(count)s hal yang tidak benar."),
        _("Simpan salinan basis data sebelum apa pun dipulihkan, lalu buka halaman Pemeriksaan portal."),
        broken,
        is_told=False,
    ),
}
# What has a line of its own on the home page.
OF_OTHERS = ("invariants",)


def sounding(state: PortalState) -> dict[str, dict]:
    """The alarms of a state: by the key of the rule, the values of its sentence."""
    found = {key: rule.off(state) for key, rule in ALARMS.items()}
    return {key: said for key, said in found.items() if said is not None}


def watch(*, at):
    """Look at everything, keep what is not as it must be, and tell whoever has to see to it."""
    watching.keep([raised(key, said) for key, said in sounding(states.looked(at=at)).items()], at=at)


def raised(key, said):
    """An alarm as the act takes it."""
    return watching.Raised(key, said, partial(words, key, said) if ALARMS[key].is_told else None)


def words(key, said):
    """What a letter says of an alarm, in the language of the moment."""
    return {
        "peringatan": worded(key, said),
        "tindakan": str(ALARMS[key].remedy),
        "tautan": settings.BASE_URL + reverse("alarms"),
    }


def worded(key, said):
    """The sentence of an alarm with its values."""
    shown = {**said, "queue": QUEUES[said["queue"]]} if "queue" in said else said
    return str(ALARMS[key].sentence) % shown


def told():
    """The alarms that last, the gravest first, as the rules stand: rows of `sentence`, `remedy` and `since`."""
    lasting = {alarm.rule: alarm for alarm in lasting_here()}
    return [
        {"sentence": worded(key, lasting[key].said), "remedy": rule.remedy, "since": lasting[key].began_at}
        for key, rule in ALARMS.items()
        if key in lasting
    ]


def lasting_here():
    """The alarms that last and are shown nowhere else."""
    return Alarm.objects.lasting().exclude(rule__in=OF_OTHERS)


def waiting(office, at):
    """Lines of the home page: the alarms that last, and that the portal is not heard where nobody is left to say so."""
    lasting, page = lasting_here(), reverse("alarms")
    return [
        Counted(_("Peringatan tentang jalannya portal"), lasting, "began_at", page),
        Counted(
            _("Pekerja portal tidak terdengar"),
            ServingRun.objects.stopped(at).filter(~Exists(lasting.filter(rule="heartbeat"))),
            "last_at",
            page,
        ),
    ]
