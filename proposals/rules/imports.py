"""Why a sheet of another programme is not read, not put forward, not taken over."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership
from accounts.rules import MINISTRY_ONLY, Refusal
from proposals.models import OtherProgramme
from proposals.rules.winner_lists import AGREED_ALREADY, NOTHING_NEW

NOT_READ = Refusal("import_not_read", _("Pasangkan dahulu kolom berkas dengan isinya."))
NOTHING_GOOD = Refusal(
    "import_nothing_good", _("Belum ada baris yang dapat masuk katalog. Betulkan barisnya, lalu kirim lagi.")
)
SENT_ALREADY = Refusal(
    "import_sent_already",
    _("Berkas dengan isi yang sama sudah dikirim dan menunggu kolomnya dipasangkan. Lanjutkan dari daftar."),
)
MOVED = Refusal(
    "import_moved",
    _("Berkas ini sedang diajukan. Pasangan kolomnya dapat diganti bila pengajuannya ditolak atau ditarik."),
)
BEING_READ = Refusal(
    "import_being_read", _("Baris berkas ini sedang dibaca. Tunggu sampai selesai; biasanya kurang dari dua menit.")
)
COUNTED = Refusal(
    "import_programme_counted",
    _(
        "Program ini sudah ada, dan penghargaannya dihitung sebagai penghargaan utama terdahulu. "
        "Pilih programnya dari daftar, atau beri centang."
    ),
)
NOT_COUNTED = Refusal(
    "import_programme_not_counted",
    _(
        "Program ini sudah ada, dan penghargaannya tidak dihitung sebagai penghargaan utama terdahulu. "
        "Hapus centangnya, atau tulis nama program yang baru."
    ),
)
NOT_TAKEN_OVER = Refusal("import_not_taken_over", _("Inovasi dari berkas ini belum masuk katalog."))
TAKEN_BACK = Refusal("import_taken_back", _("Inovasi dari berkas ini sudah dicabut dari katalog."))
NAME_MISSING = Refusal("import_programme_unnamed", _("Tulis nama programnya."))
NAME_TAKEN = Refusal("import_programme_named_alike", _("Program lain sudah memakai nama itu."))
COLUMNS_MISSING = Refusal("import_columns", _("Pilih kolom untuk judul dan instansi."))
YEAR_MISSING = Refusal("import_year", _("Pilih kolom tahun, atau isi tahun untuk semua baris."))
COLUMN_TWICE = Refusal(
    "import_column_twice", _("Satu kolom dipakai untuk dua isian. Pilih yang lain untuk salah satunya.")
)


def counting_refusal(programme: OtherProgramme, *, counts_as_top: bool) -> Refusal | None:
    """Why a programme on record may not be named with this word on whether what it honours counts."""
    if programme.counts_as_top == counts_as_top:
        return None
    return COUNTED if programme.counts_as_top else NOT_COUNTED


def naming_refusal(
    office: Membership, *, is_agreed: bool, is_moved: bool, is_being_read: bool = False
) -> Refusal | None:
    """Why the columns of a sheet may not be named.

    `is_moved` says that a motion about it is on its way, `is_being_read` that its rows wait for a worker or have one.
    """
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if is_agreed:
        return AGREED_ALREADY
    if is_moved:
        return MOVED
    return BEING_READ if is_being_read else None


def mapping_refusal(mapping: Mapping[str, int], *, year: int | None) -> Refusal | None:
    """Why the columns of a sheet may not be named so; `mapping` is {field: place}, `year` that of rows without one."""
    if not {"title", "agency"} <= mapping.keys():
        return COLUMNS_MISSING
    if "year" not in mapping and year is None:
        return YEAR_MISSING
    return COLUMN_TWICE if len(set(mapping.values())) < len(mapping) else None


def importing_refusal(
    office: Membership, *, is_agreed: bool, is_being_read: bool = False, is_read: bool, counts: Mapping[str, int]
) -> Refusal | None:
    """Why a sheet may not be put forward, or agreed to: its good rows are what is taken over.

    `counts` are {outcome: number of rows}.
    """
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if is_agreed:
        return AGREED_ALREADY
    if is_being_read:
        return BEING_READ
    if not is_read:
        return NOT_READ
    if counts["good"]:
        return None
    # The catalogue has what a row repeats as well.
    return NOTHING_NEW if counts["known"] and not (counts["bad"] or counts["alike"]) else NOTHING_GOOD


def taking_back_refusal(office: Membership, *, is_taken_over: bool, is_taken_back: bool) -> Refusal | None:
    """Why what a sheet brought may not be taken back."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if not is_taken_over:
        return NOT_TAKEN_OVER
    return TAKEN_BACK if is_taken_back else None


def correcting_refusal(office: Membership, *, name: str, is_taken: bool) -> Refusal | None:
    """Why a programme may not be called so; `is_taken` says that another one is, in any case."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if not name.strip():
        return NAME_MISSING
    return NAME_TAKEN if is_taken else None
