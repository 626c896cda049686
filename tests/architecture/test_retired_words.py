"""Words that readers stumbled over and that the pages no longer say, with what is said instead."""

import ast
import re
from functools import cache
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


# Words of the trade, which stand only where whoever reads is of the trade.
OF_THE_TRADE = re.compile(r"\b(?:filter|kuota|galat baku|quotas?|filters?|standard error)(?:nya)?\b", re.IGNORECASE)
FIELD = re.compile(r"\{\w+\}|%\(\w+\)[sd]")
USED = re.compile(r"""{% (?:include|extends) ["']([\w/.-]+\.html)["']([^%]*)%}""")


def public_templates():
    """Every template that a page for anybody is drawn from, with those it includes or extends."""
    found, waiting = set(), set()
    for floor in ("accounts", "competitions", "proposals", "judging", "sinovik"):
        for path in (ROOT / floor).rglob("views/**/*.py"):
            waiting |= drawn_for_anybody(parsed(path))
    while waiting:
        found |= waiting
        waiting = {name for one in waiting for name, _rest in used(one)} - found
    return found


def drawn_for_anybody(module):
    """The templates that the public views of a module name, by themselves or through its functions."""
    functions = {one.name: one for one in module.body if isinstance(one, ast.FunctionDef)}
    waiting = {
        name
        for name, one in functions.items()
        if any(ast.unparse(door).startswith("public(") for door in one.decorator_list)
    }
    asked = set()
    while waiting:
        asked |= waiting
        inside = [node for name in waiting for node in ast.walk(functions[name])]
        waiting = {node.id for node in inside if isinstance(node, ast.Name)} & functions.keys() - asked
    words = {node.value for name in asked for node in ast.walk(functions[name]) if isinstance(node, ast.Constant)}
    return {word for word in words if isinstance(word, str) and word.endswith(".html")}


@cache
def used(name):
    """What a template includes or extends: (its name, what it is given)."""
    return USED.findall((ROOT / "templates" / name).read_text())


def test_what_anybody_reads_has_no_words_of_the_trade():
    public, english = public_templates(), translations.english()
    assert {"front.html", "proposals/catalogue/list.html", "competitions/editions/stage.html"} <= public
    texts = translations.texts(
        sorted(
            [
                *(ROOT / "templates" / name for name in public),
                *(ROOT / "sinovik" / name for name in ("views/front.py", "open_data/datasets.py")),
            ]
        )
    )
    said = []
    for text in texts:
        known = english.get(text.message_id, context=text.context)
        both = [text.source, *([known.string] if known and isinstance(known.string, str) else [])]
        said += [f"{text.path}: {one}" for one in both if OF_THE_TRADE.search(FIELD.sub("", one))]
    assert said == [], "say what it is: pilihan, jumlah yang lolos"
