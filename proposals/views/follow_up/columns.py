"""The columns of the lists on what becomes of winners."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.pages.lists import ListColumn
from proposals.domain.follow_up.sheets import INCENTIVE, JIPPNAS
from proposals.models import CheckIn, IncentiveColumn, JippnasColumn, Replication
from proposals.reading.incentive import VALUES
from proposals.reading.public import jippnas


def label_of(choices):
    """What a column says of a choice, "" where nothing was chosen."""
    return lambda value: choices(value).label if value else ""


CHECK_INS = (
    ListColumn("inovasi", pgettext_lazy("satu", "Inovasi"), ("entry__title",), is_head=True),
    ListColumn("instansi", _("Instansi"), ("entry__agency_name",)),
    ListColumn("tahun", _("Tahun"), ("entry__year",), is_number=True),
    ListColumn("keadaan", _("Status"), ("state",), label_of(CheckIn.State)),
    ListColumn("jangkauan", _("Jangkauan"), ("reach",), label_of(CheckIn.Reach)),
    ListColumn("replikasi", _("Tempat replikasi"), ("replications",), is_number=True),
    ListColumn("keterangan", _("Keterangan"), ("note",)),
    ListColumn("bukti", _("Tautan bukti"), ("evidence_url",)),
    ListColumn("dijawab", _("Dijawab"), ("answered_at",)),
    ListColumn("oleh", _("Dijawab oleh"), ("answered_name",)),
)
OWN_CHECK_INS = (
    ListColumn("inovasi", pgettext_lazy("satu", "Inovasi"), ("entry__title",), is_head=True),
    ListColumn("tahun", _("Tahun"), ("entry__year",), is_number=True),
    ListColumn("keadaan", _("Status"), ("state",), label_of(CheckIn.State)),
    ListColumn("dijawab", _("Dijawab"), ("answered_at",)),
    ListColumn("dijawab-sampai", _("Dijawab paling lambat"), ("survey__due_on",)),
)
REPLICATIONS = (
    ListColumn("inovasi", _("Inovasi asal"), ("entry__title",), is_head=True),
    ListColumn("pemilik", _("Pemilik inovasi"), ("entry__agency_name",)),
    ListColumn("instansi", _("Direplikasi oleh"), ("agency__name",)),
    ListColumn("langkah", _("Langkah"), read=lambda row: Replication.Step(row.step).label),
    ListColumn("minat", _("Minat"), ("asked_at",)),
    ListColumn("sejak", _("Berjalan sejak"), ("running_since",)),
    ListColumn("nomor", _("Nomor"), ("number",)),
)

WINNER_LISTS = (
    ListColumn("berkas", _("Berkas"), ("name",), is_head=True),
    ListColumn("dasar", _("Dasar"), ("reason",)),
    ListColumn("dikirim", _("Dikirim"), ("sent_at",)),
    ListColumn("status", _("Status"), read=lambda row: row.state.label),
    ListColumn("inovasi", _("Inovasi"), ("innovations",), is_number=True),
)
WINNER_ROWS = (
    ListColumn("judul", _("Judul"), read=lambda row: row.title, is_head=True),
    ListColumn("tahun", _("Tahun"), read=lambda row: row.year, is_number=True, draw=lambda row: str(row.year)),
    ListColumn("penghargaan", _("Penghargaan"), read=lambda row: row.awards),
    ListColumn("instansi", _("Instansi"), read=lambda row: row.agency),
    ListColumn("sekarang", _("Di register"), read=lambda row: row.now, is_extra=True),
    ListColumn("menjadi", _("Di katalog"), read=lambda row: row.becomes),
    ListColumn("baris", _("Baris"), read=lambda row: row.number, is_number=True),
)
IMPORTS = (
    ListColumn("berkas", _("Berkas"), ("name",), is_head=True),
    ListColumn("program", _("Program lain"), ("programme__name",)),
    ListColumn("dasar", _("Dasar"), ("reason",)),
    ListColumn("dikirim", _("Dikirim"), ("sent_at",)),
    ListColumn("status", _("Status"), read=lambda row: row.state.label),
    ListColumn("inovasi", _("Inovasi"), ("innovations",), is_number=True),
)
INQUIRIES = (
    ListColumn("inovasi", _("Inovasi asal"), ("entry__title",), is_head=True),
    ListColumn("pemilik", _("Pemilik inovasi"), ("entry__agency_name",)),
    ListColumn("tempat", _("Untuk tempat"), ("locality",)),
    ListColumn("isi", _("Isi"), ("text",)),
    ListColumn("dikirim", _("Dikirim"), ("asked_at",)),
    ListColumn("dijawab", _("Dijawab"), ("answered_at",)),
    ListColumn("jawaban", _("Jawaban"), ("answer",)),
)


def of_import(told):
    """The columns of a sheet of another programme; `told` says what its rows say."""

    def said(field):
        return lambda row: told.said(row, field)

    return (
        ListColumn("judul", _("Judul"), read=said("title"), is_head=True),
        ListColumn("baris", _("Baris"), ("number",), is_number=True),
        ListColumn("instansi", _("Instansi"), read=said("agency")),
        ListColumn("tahun", _("Tahun"), read=told.year, is_number=True, draw=lambda row: str(told.year(row))),
        ListColumn("hasil", _("Hasil"), read=lambda row: row.get_outcome_display()),
        ListColumn("sebab", _("Keterangan"), read=told.why),
        ListColumn("penghargaan", _("Penghargaan dari programnya"), read=said("honour"), is_extra=True),
        ListColumn("unit", _("Unit"), read=said("unit"), is_extra=True),
    )


def of_incentive():
    """The columns of the list for the regional incentive, as the ministry set them; one query."""
    source = IncentiveColumn.Source
    return tuple(
        ListColumn(one, heading, read=VALUES[one], is_head=one == source.TITLE, is_number=one == source.REPLICATIONS)
        for one, heading in INCENTIVE.columns()
    )


def of_jippnas():
    """The columns of the file for the national catalogue, as the ministry set them; one query."""
    source = JippnasColumn.Source
    return tuple(
        ListColumn(
            one,
            heading,
            read=jippnas.VALUES[one],
            is_head=one == source.TITLE,
            is_number=one in jippnas.NUMBERS,
        )
        for one, heading in JIPPNAS.columns()
    )
