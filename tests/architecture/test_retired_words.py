"""Words that readers stumbled over and that the pages no longer say, with what is said instead."""

import ast
import re
from pathlib import Path

import pytest

from sinovik import translations
from tests.architecture.sources import parsed

ROOT = Path(__file__).parents[2]
RETIRED = {
    "peladen": "server",
    "bita": "B",
    "saringan": "filter",
    "menyaring": "filter",
    "pola surat": "templat surat",
    "benih": "angka awal undian",
    "usulan sistem": "saran sistem",
    "sistem mengusulkan": "sistem memberi saran",
    "daftar sebagian": "daftar belum lengkap",
    "naskah ke-": "versi 1",
    "sidik naskah": "sidik digital naskah",
    "sidik data": "sidik digital data",
    "sidik hasil": "sidik digital hasil",
    "keadaan usulan": "status usulan",
    "kata yang dicari": "kata kunci",
    "bernasib": "memperoleh hasil",
    "bebas kepentingan": "bebas benturan kepentingan",
    "bobot yang benar-benar berlaku": "bagian keragaman nilai",
    "sebaran dibanding bersama": "sebaran dibanding seluruh penilai",
    "terlalu kabur": "belum dapat dibandingkan dengan teliti",
    "karakter null": "karakter yang tidak dapat disimpan",
    "sertifikat ini asli": "kode ini tercatat",
    "berkas dibuka": "berkas ditugaskan",
    "yang terjadi selanjutnya": "selanjutnya",
    "keputusan keputusan": "keputusan",
    "tempat yang tersedia": "kuota",
    "dari paling banyak": "maks.",
    "undian diambil": "undian dilakukan",
    "undian hanya dapat diambil": "undian hanya dapat dilakukan",
    "edisi ini belum diambil": "edisi ini belum dilakukan",
    "edisi ini sudah diambil": "edisi ini sudah dilakukan",
    "halaman ini untuk peran lain": "halaman ini bukan untuk peran Anda",
    "peran anda tidak mencakup": "halaman ini bukan untuk peran Anda",
    "bila ini ada": "setelah berikut ini lengkap",
    "nyatakan bahwa": "tandai",
    "mb atau kurang": "paling besar 2 MB",
    "tidak ada nilai yang diberikan sendiri-sendiri": "tanpa lembar nilai perorangan",
    "perlu bila tidak terbukti": 'wajib bila hasilnya bukan "Terbukti"',
    "penugasan ini sudah dikembalikan": "penugasan ini ditarik sekretariat",
    "tugas yang kosong": "tugaskan pengganti",
    "yang lanjut paling banyak": "kuota lolos",
    "ketat dan longgar": "perbedaan standar antarpenilai",
    "diputuskan dua orang": "diputuskan dua pejabat",
    "nilai sama diputus": "nilai yang sama diputuskan",
    "biaya yang dipakai": "rincian biaya",
    "usulan yang gagal": "usulan yang tidak lolos",
    "daftar ini menurut abjad": "disusun menurut abjad",
    "di bawah kode qr": "di samping kode QR",
}
# Labels of one word that may stand inside a sentence in another sense.
RETIRED_ALONE = {"ada di": "posisi", "keadaan": "status", "penentu pertama": "nama kriterianya"}
FOUND = re.compile(rf"\b(?:{'|'.join(map(re.escape, RETIRED))})(?!\w)", re.IGNORECASE)


def retired_in(source):
    """The first retired word of a sentence, in small letters; None without one."""
    if source.strip().lower() in RETIRED_ALONE:
        return source.strip().lower()
    found = FOUND.search(source)
    return found[0].lower() if found else None


def test_nothing_that_the_portal_brings_for_an_edition_says_a_retired_word():
    """Letters and the plans to begin with are text in Indonesian that nothing marks."""
    letters = {path.name: path.read_text() for path in (ROOT / "competitions/data/letters").glob("*.id.txt")}
    plans = {
        f"{path.name}, line {node.lineno}": node.value
        for path in (ROOT / "competitions/domain/templates").glob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert len(letters) > 10
    assert len(plans) > 100
    said = sorted(f"{place}: {text}" for place, text in (letters | plans).items() if FOUND.search(text))
    assert not said, "say it as RETIRED has it:\n" + "\n".join(said)


def test_no_string_of_the_interface_says_a_retired_word():
    texts = translations.texts(translations.sources())
    said = sorted({f"{text.path}: {text.source}" for text in texts if retired_in(text.source)})
    assert not said, "say it as RETIRED has it:\n" + "\n".join(said)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("Diterima Peladen", "peladen"),
        ("%(size)s bita", "bita"),
        ("Berbeda dari usulan sistem.", "usulan sistem"),
        ("Naskah ke-", "naskah ke-"),
        ("Keadaan", "keadaan"),
        ("Setelah ditutup, undian diambil.", "undian diambil"),
        ("Sesuaikan dengan keadaan di tempat Anda.", None),
        ("Berbeda dari saran sistem.", None),
    ],
)
def test_a_retired_word_is_recognised(source, word):
    assert retired_in(source) == word
