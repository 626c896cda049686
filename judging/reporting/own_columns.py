"""The columns of lists that people in judging have of their own things, and of what the ministry looks through."""

from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.pages.lists import ListColumn
from judging.models import Invitation, Objection, Resemblance, Session
from judging.reporting.columns import AGENCY, GROUP

CODE = ListColumn("nomor", _("Nomor"), ("proposal__code",))
TITLE = ListColumn("judul", _("Judul inovasi"), ("proposal__title",))
CATEGORY = ListColumn("kategori", _("Kategori"), ("proposal__category__name",))


# --- the desk

ROOM = ListColumn("ruang", _("Ruang"), ("room",))
VISITS = (
    CODE,
    TITLE,
    AGENCY,
    ListColumn("direncanakan", _("Direncanakan"), ("planned_on",)),
    ListColumn("dikunjungi", _("Dikunjungi"), ("visited_on",)),
    ListColumn("dilaporkan", _("Dilaporkan"), ("reported_at",)),
)


def of_schedule(stage):
    """A panelist's sessions in the order of the day."""
    return (
        ListColumn("mulai", _("Mulai"), ("session_at",)),
        ROOM,
        CODE,
        replace(TITLE, sources=("title",)),
        *([] if stage.is_blind else [AGENCY]),
    )


def invitation_said(invitation):
    """What became of an invitation, in words."""
    if invitation.withdrawn_at:
        return _("ditarik")
    if invitation.answer == Invitation.Answer.ACCEPTED and invitation.is_on_paper:
        return _("bersedia menurut surat")
    return invitation.get_answer_display() if invitation.answer else _("belum dijawab")


INVITATIONS = (
    ListColumn("edisi", _("Edisi"), ("stage__edition__name",)),
    ListColumn("tahap", _("Tahap"), ("stage__name",)),
    ListColumn("dijawab-sampai", _("Dijawab paling lambat"), ("reply_by",)),
    ListColumn("jawaban", _("Jawaban"), read=invitation_said),
)

# --- sessions


def outcome_said(outcome):
    """What came of a session, in words; nothing until somebody noted it."""
    return capfirst(Session.Outcome(outcome).label) if outcome else ""


def of_sessions(stage, materials):
    """The sessions of a stage; `materials(session)` says how far what it hands in is, where it hands something in."""
    return (
        ListColumn("mulai", _("Mulai"), ("starts_at",)),
        ListColumn("selesai", _("Selesai"), ("ends_at",), is_extra=True),
        ListColumn("judul", _("Usulan"), ("proposal__title",), is_head=True, template="judging/columns/heard.html"),
        replace(CODE, is_extra=True),
        AGENCY,
        replace(ROOM, template="judging/columns/room.html"),
        *([ListColumn("bahan", _("Bahan"), read=materials)] if stage.arranged.asked_materials else []),
        ListColumn("penyaji", _("Penyaji"), ("presenter",), is_extra=True),
        ListColumn("jalannya", _("Jalannya sesi"), ("outcome",), say=outcome_said),
    )


HEARINGS = (
    ListColumn("edisi", _("Edisi"), ("stage__edition__name",)),
    ListColumn("tahap", _("Tahap"), ("stage__name",)),
    CODE,
    TITLE,
    ListColumn("mulai", _("Waktu"), ("starts_at",)),
    ROOM,
)

# --- what the ministry looks through


def seals_said(broken):
    """What the last look found, in words; nothing before it."""
    if broken is None:
        return _("Belum diperiksa")
    said = ngettext("%(count)s segel rusak", "%(count)s segel rusak", len(broken))
    return said % {"count": len(broken)} if broken else _("Semua utuh")


OBJECTIONS = (
    replace(TITLE, is_head=True, template="judging/columns/objection.html"),
    replace(CODE, is_extra=True),
    ListColumn("jenis", _("Jenis"), ("sort",), say=lambda sort: Objection.Sort(sort).label),
    ListColumn("dikirim", _("Dikirim"), ("sent_at",)),
    ListColumn("petugas", _("Petugas"), ("assigned_to__user__told_apart",)),
    ListColumn("dijawab-sampai", _("Dijawab paling lambat"), ("answer_by",)),
    ListColumn("status", _("Status"), read=lambda one: str(one.state)),
    ListColumn("diputuskan", _("Diputuskan"), ("answered_at",), is_extra=True),
)


def in_percent(share):
    """A share of 1 as it stands under a heading with "(%)"."""
    return 100 * share


RESEMBLANCES = (
    ListColumn(
        "judul",
        _("Usulan"),
        ("proposal__title",),
        is_head=True,
        template="judging/columns/resembling.html",
    ),
    ListColumn("nomor", _("Nomor"), ("proposal__code",), is_extra=True),
    ListColumn(
        "mirip",
        _("Mirip dengan"),
        ("other__title", "entry__title"),
        say=lambda other, entry: other or entry,
        template="judging/columns/resembled.html",
    ),
    ListColumn(
        "nomor-lain",
        _("Nomor atau alamat"),
        ("other__code", "entry__slug"),
        say=lambda code, slug: code or slug,
        is_extra=True,
    ),
    ListColumn("kemiripan-judul", _("Kemiripan judul (%)"), ("title",), say=in_percent, is_number=True),
    ListColumn("deret", _("Deret kata yang sama (%)"), ("shared",), say=in_percent, is_number=True),
    ListColumn("kemiripan-isi", _("Kemiripan isi (%)"), ("cosine",), say=in_percent, is_number=True),
    ListColumn(
        "putusan",
        _("Putusan"),
        ("answer",),
        say=lambda answer: Resemblance.Answer(answer).label if answer else "",
        template="judging/columns/resemblance.html",
    ),
    ListColumn("alasan", _("Alasan"), ("reason",), is_extra=True),
)
SEALS = (
    ListColumn("edisi", _("Edisi"), ("edition__name",)),
    ListColumn("tahap", _("Tahap"), ("name",), is_head=True, template="judging/columns/sealed.html"),
    ListColumn("terkunci", _("Lembar terkunci"), ("n_locked",), is_number=True),
    ListColumn("diperiksa", _("Pemeriksaan terakhir"), ("looked_at",)),
    ListColumn("temuan", _("Temuan"), ("broken",), say=seals_said),
)
VISITS_MADE = (
    ListColumn("edisi", _("Edisi"), ("stage__edition__name",)),
    ListColumn("tahap", _("Tahap"), ("stage__name",)),
    CODE,
    TITLE,
    ListColumn("direncanakan", _("Direncanakan"), ("planned_on",)),
    ListColumn("dikunjungi", _("Dikunjungi"), ("visited_on",)),
    ListColumn("pihak-lain", _("Pihak lain yang ditugaskan"), ("party",)),
)
BATCHES = (
    ListColumn("kiriman", _("Kiriman"), ("label",), is_head=True),
    ListColumn("status", _("Status"), ("state",)),
    ListColumn("alasan", _("Alasan"), ("decision__reason",)),
)
OWN_AWARDS = (
    ListColumn("inovasi", _("Judul inovasi"), ("title",)),
    ListColumn("penghargaan", _("Penghargaan"), ("name",)),
    ListColumn("edisi", _("Edisi"), ("edition_name",)),
    ListColumn("unit", _("Unit"), ("unit_name",)),
    ListColumn("nomor", _("Nomor sertifikat"), ("number",)),
    ListColumn("dicabut", _("Dicabut"), read=lambda award: bool(award.is_over)),
)


def of_visits(crew, island, state):
    """The field visits of a stage; each of the three says something of a visit."""
    return (
        ListColumn("hari", _("Hari"), ("planned_on",)),
        ListColumn("judul", _("Usulan"), ("proposal__title",), is_head=True, template="judging/columns/visited.html"),
        replace(CODE, is_extra=True),
        AGENCY,
        ListColumn("gugus", _("Gugus pulau"), read=island),
        ListColumn("verifikator", _("Verifikator"), read=lambda visit: [one.code for one in crew(visit)]),
        ListColumn("pihak-lain", _("Pihak lain yang ditugaskan"), ("party",)),
        ListColumn("diberitahukan", _("Diberitahukan kepada instansi"), ("is_announced",)),
        ListColumn("dikunjungi", _("Dikunjungi"), ("visited_on",), is_extra=True),
        ListColumn("laporan", _("Laporan"), read=state),
    )


def of_plenary(room):
    """Everybody in a plenary's room, with the numbers that its reader may see; of a closed one none."""

    def seen(say):
        return lambda seat: None if seat.is_closed else say(seat)

    def source(place):
        return seen(lambda seat: seat.in_sources[place])

    return (
        ListColumn("keputusan", _("Keputusan rapat"), read=lambda seat: _("lanjut") if seat.choice.goes_on else ""),
        ListColumn("peringkat", _("Peringkat"), read=seen(lambda seat: seat.rank or None), is_number=True),
        CODE,
        TITLE,
        ListColumn("instansi", _("Instansi"), read=lambda seat: seat.proposal.agency_name),
        GROUP,
        CATEGORY,
        ListColumn("nilai", _("Nilai"), read=seen(lambda seat: seat.score), is_number=True, places=2),
        *(
            ListColumn(f"sumber-{key}", label, read=source(place), is_number=True, places=2)
            for place, (key, label) in enumerate(room.sources)
        ),
        *(
            [ListColumn("simulasi", _("Terpilih dalam simulasi"), read=seen(lambda seat: seat.times), is_number=True)]
            if room.draws
            else []
        ),
        ListColumn("alasan", _("Alasan"), read=seen(lambda seat: seat.choice.reason)),
    )
