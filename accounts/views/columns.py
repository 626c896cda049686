"""The columns of the lists of people, places, letters and motions, as their files have them."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind, Failure, OfficialList, Reading, RegionKind, Role, SignIn
from accounts.pages.lists import ListColumn
from accounts.reading.outbox import STATES


def text(key, label, *sources, say=None, **more):
    """A column of one fact, or of what is said of several."""
    return ListColumn(key, label, sources, **({"say": say} if say else {}), **more)


def linked(address, words):
    """Words that lead to an address."""
    return format_html('<a href="{}">{}</a>', address, words)


def either(first, second):
    """The first of two facts that says something."""
    return first or second


# --- people

OFFICES = (
    text("nama", _("Nama"), "user__full_name"),
    text("surel", _("Surel"), "user__email"),
    text("peran", _("Peran"), "role", say=lambda role: Role(role).label),
    text("instansi", _("Instansi"), "agency__name", "unit__agency__name", say=either),
    text("unit", _("Unit"), "unit__name"),
    text("mulai", _("Mulai"), "since"),
    text("sampai", _("Sampai sebelum"), "until"),
)
CONFIRMATIONS = (
    text("nama", _("Nama"), "membership__user__full_name"),
    text("surel", _("Surel"), "membership__user__email"),
    text("peran", _("Peran"), "membership__role", say=lambda role: Role(role).label),
    text("instansi", _("Instansi"), "membership__agency__name"),
    text("mulai", _("Mulai"), "membership__since"),
    text("paling-lambat", _("Paling lambat"), "due_on"),
)
ERASURES = (
    text("nama", _("Nama"), "user__full_name"),
    text("surel", _("Surel"), "user__email"),
    text("diminta", _("Diminta"), "asked_at"),
)
APPLICATIONS = (
    text("instansi", _("Instansi"), "agency__name"),
    text("nama", _("Nama"), "full_name"),
    text("jabatan", _("Jabatan"), "position"),
    text("surel", _("Surel"), "email"),
    text("telepon", _("Telepon"), "phone"),
    text("dikirim", _("Dikirim"), "sent_at"),
    text("diterima", _("Diterima"), "accepted_at"),
    text("ditolak", _("Ditolak"), "declined_at"),
    text("alasan", _("Alasan ditolak"), "decline_reason"),
)

SIGN_INS = (
    text("saat", _("Saat"), "at"),
    text("surel", _("Surel"), "address"),
    text("nama", _("Nama"), "user__full_name"),
    text("hasil", _("Hasil"), "outcome", say=lambda outcome: SignIn.Outcome(outcome).label),
    text("cara", _("Cara"), "means", say=lambda means: SignIn.Means(means).label),
    text("jaringan", _("Alamat jaringan"), "visitor"),
    text("peramban", _("Peramban"), "browser"),
)

READINGS = (
    text("saat", _("Saat"), "at"),
    text("nama", _("Nama"), "user__full_name"),
    text("surel", _("Surel"), "user__email"),
    text("peran", _("Peran"), "office", say=lambda role: Role(role).label if role else ""),
    text("dibaca", _("Yang dibaca"), "kind", say=lambda kind: Reading.Kind(kind).label),
    text("tentang", _("Tentang"), "about"),
    text("jaringan", _("Alamat jaringan"), "visitor"),
)

# --- the registers

CLOSED = text("ditutup", _("Ditutup"), "closed_on")
MERGED = text("digabung", _("Digabung ke"), "merged_into__name")
AGENCIES = (
    text("instansi", _("Instansi"), "name"),
    text("jenis", _("Jenis"), "kind", say=lambda kind: AgencyKind(kind).label),
    text("wilayah", _("Wilayah"), "region__name"),
    text("kode", _("Kode wilayah"), "region__code"),
    text("unit", _("Unit"), "number_of_units", is_number=True),
    CLOSED,
    MERGED,
)
UNITS = (text("unit", _("Unit"), "name"), text("instansi", _("Instansi"), "agency__name"), CLOSED, MERGED)
REGIONS = (
    text("kode", _("Kode"), "code", is_head=True, template="accounts/register/region_code.html"),
    text("wilayah", _("Wilayah"), "name"),
    text("jenis", _("Jenis"), "kind", say=lambda kind: RegionKind(kind).label, is_extra=True),
    text("provinsi", _("Provinsi"), "province__name"),
    text("penduduk", _("Penduduk"), "population", is_number=True),
    text("tertinggal", _("Daerah tertinggal"), "is_left_behind"),
    text("instansi", _("Instansi"), "number_of_agencies", is_number=True),
    text("dihapus", _("Dihapus"), "closed_on", is_extra=True),
)

OFFICIAL_LISTS = (
    text("berkas", _("Berkas"), "name"),
    text("isi", _("Isi"), "kind", say=lambda kind: OfficialList.Kind(kind).label),
    text("berlaku", _("Berlaku mulai"), "since"),
    text("dikirim", _("Dikirim"), "sent_at"),
    text("diterapkan", _("Diterapkan"), "applied_at"),
)
AGENCY_NAMES = (
    text("instansi", _("Instansi"), "name"),
    text("jenis", _("Jenis"), "kind", say=lambda kind: AgencyKind(kind).label),
    text("wilayah", _("Wilayah"), "region__name"),
)

# --- letters, motions and what the portal does by itself


def chores(kinds, again=None):
    """What the portal could not do; `kinds` are what people call each, by name, `again` draws the button of a row."""
    return (
        text("pekerjaan", _("Pekerjaan"), "name", say=lambda name: kinds.get(name, name), is_head=True),
        text("tentang", _("Tentang"), "about"),
        text("sejak", _("Gagal sejak"), "since"),
        text("percobaan", _("Percobaan"), "tries", is_number=True, is_extra=True),
        text("berikutnya", _("Dicoba lagi"), "next_try_at", "given_up_at", say=next_try),
        text("sebab", _("Sebab"), "failure", say=lambda failure: failure or _("Terhenti tanpa keterangan")),
        ListColumn("tindakan", _("Tindakan"), is_act=True, draw=again),
    )


def next_try(at, given_up_at):
    """When something is tried again; words where it is not."""
    return _("Tidak dicoba lagi") if given_up_at else at


def letters(kinds, editions):
    """The letters; `kinds` are what people call them by name, `editions` what the editions are called by address."""
    return (
        text("penerima", _("Penerima"), "recipient__full_name", "address", say=either),
        text("surel", _("Surel"), "recipient__email", "address", say=either),
        text("jenis", _("Jenis surat"), "name", say=lambda name: kinds.get(name, name)),
        text("edisi", _("Edisi"), "edition", say=lambda slug: editions.get(slug, slug)),
        text("perihal", _("Perihal"), "subject"),
        text("status", _("Status"), "state", say=lambda state: STATES.get(state, "")),
        text("ditulis", _("Ditulis"), "written_at"),
        text("dikirim", _("Dikirim"), "sent_at"),
        text("percobaan", _("Percobaan"), "tries", is_number=True),
        text("sebab", _("Sebab gagal"), "failure", say=failure_said),
    )


def failure_said(failure):
    """Why a letter did not get through, in words."""
    return Failure(failure).label if failure else ""


REFUSED_LETTERS = (
    text("penerima", _("Penerima"), "recipient__full_name"),
    text("surel", _("Surel"), "recipient__email"),
    text("perihal", _("Perihal"), "subject"),
    text("sejak", _("Sejak"), "given_up_at"),
    text("sebab", _("Sebab gagal"), "failure", say=failure_said),
    text("jawaban", _("Jawaban server surel"), "failure_detail"),
)


def motions(titles):
    """The motions; `titles` are what they are called, by kind."""
    return (
        text(
            "pengajuan",
            _("Pengajuan"),
            "kind",
            say=lambda kind: titles.get(kind, kind),
            is_head=True,
            draw=lambda row: linked(reverse("motion", args=[row.pk]), titles.get(row.kind, row.kind)),
        ),
        text("tentang", _("Tentang"), "subject_name"),
        text("alasan", _("Alasan"), "reason", is_extra=True),
        text("pengusul", _("Pengusul"), "mover__told_apart"),
        text("diajukan", _("Diajukan"), "moved_at"),
        ListColumn("status", _("Status"), read=lambda row: str(row.state.label)),
        text("orang-kedua", _("Orang kedua"), "seconder__told_apart", is_extra=True),
        text("disetujui", _("Disetujui"), "seconded_at", is_extra=True),
        text("dilaksanakan", _("Dilaksanakan"), "carried_at", is_extra=True),
        text("ditarik", _("Ditarik"), "withdrawn_at", is_extra=True),
        text("dikembalikan", _("Dikembalikan"), "declined_at", is_extra=True),
        text("gugur", _("Gugur"), "lapsed_at", is_extra=True),
    )
