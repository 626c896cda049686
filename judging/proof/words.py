"""What was found, in words: Indonesian, and English second. Read where no catalogue of translations is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from judging.proof.verifying import Looked

Pair = tuple[str, str]
# By finding: what is said where it holds, where it does not, and where it cannot be said.
SENTENCES: Mapping[str, tuple[Pair, Pair, Pair]] = {
    "layout": (
        ("Susunan berkas dikenal.", "The layout is known."),
        ("Susunan berkas tidak dikenal: %(layout)s.", "The layout is not known: %(layout)s."),
        ("", ""),
    ),
    "members": (
        ("Setiap bagian berkas sama dengan sidik digitalnya.", "Every member is what its hash says."),
        (
            "Bagian ini lain dari sidik digitalnya: %(names)s.",
            "These members are not what their hashes say: %(names)s.",
        ),
        ("", ""),
    ),
    "signature": (
        ("Tanda tangannya cocok dengan daftar isi.", "The signature fits the list of members."),
        ("Tanda tangannya tidak cocok: berkas ini diubah.", "The signature does not fit: the bundle was changed."),
        ("", ""),
    ),
    "signer": (
        ("Penanda tangannya kunci yang Anda percaya.", "It was signed with a key that you believe."),
        ("Penanda tangannya kunci lain: %(key)s.", "It was signed with another key: %(key)s."),
        (
            "Kunci penanda tangan belum dibandingkan. Cocokkan dengan halaman Bukti hasil: %(key)s",
            "The signer's key was not compared. Hold it against the page of result bundles: %(key)s",
        ),
    ),
    "snapshot": (
        (
            "Data yang dibekukan sama dengan sidik digitalnya: %(sha256)s",
            "The snapshot is what its hash says: %(sha256)s",
        ),
        ("Data yang dibekukan lain dari sidik digitalnya.", "The snapshot is not what its hash says."),
        ("", ""),
    ),
    "result": (
        ("Hasil sama dengan sidik digitalnya: %(sha256)s", "The result is what its hash says: %(sha256)s"),
        ("Hasil lain dari sidik digitalnya.", "The result is not what its hash says."),
        ("", ""),
    ),
    "event": (
        (
            "Riwayat menyebut data dan hasil ini pada peristiwa %(number)s: %(head)s",
            "The history names this snapshot and result in event %(number)s: %(head)s",
        ),
        (
            "Peristiwa riwayat yang disertakan tidak menyebut data dan hasil ini.",
            "The event of the history that came along does not name this snapshot and result.",
        ),
        ("", ""),
    ),
    "code": (
        ("Versi perhitungan dan paketnya sama.", "The version of the code and its packages is the same."),
        ("", ""),
        (
            "Hasil ini dihitung dengan versi lain (%(code)s; di sini %(own)s).",
            "This result was computed by another version (%(code)s; here %(own)s).",
        ),
    ),
    "labels": (
        (
            "Ini hasil %(stage)s, %(edition)s: nama edisi dan tahapnya sama dengan data yang dibekukan.",
            "This is the result of %(stage)s, %(edition)s: edition and stage are named as in the snapshot.",
        ),
        (
            "Nama edisi atau tahapnya lain dari data yang dibekukan.",
            "Edition or stage are not named as in the snapshot.",
        ),
        ("", ""),
    ),
    "weights": (
        ("Bobot kriteria sama dengan data yang dibekukan.", "The weights of the criteria are those of the snapshot."),
        (
            "Bobot kriteria lain dari data yang dibekukan.",
            "The weights of the criteria are not those of the snapshot.",
        ),
        ("", ""),
    ),
    "rules": (
        (
            "Aturan, bobot, dan angka undian sama dengan data yang dibekukan.",
            "Rules, weights and seed are those of the snapshot.",
        ),
        (
            "Aturan, bobot, atau angka undian lain dari data yang dibekukan.",
            "Rules, weights or seed are not those of the snapshot.",
        ),
        ("", ""),
    ),
    "cards": (
        (
            "%(count)s lembar nilai: butir dan bobotnya memberi jumlah yang sama.",
            "%(count)s scorecards: points and weights give the same totals.",
        ),
        (
            "Butir lembar nilai tidak memberi jumlah yang dibekukan.",
            "The points of the scorecards do not give the frozen totals.",
        ),
        ("", ""),
    ),
    "computed": (
        (
            "Dihitung lagi dari data yang dibekukan, hasil %(count)s usulan keluar sama sampai angka terakhir.",
            "Computed again from the snapshot, the result of %(count)s proposals comes out the same to the last digit.",
        ),
        ("Dihitung lagi, hasilnya keluar lain.", "Computed again, the result comes out otherwise."),
        (
            "Hasilnya keluar lain di versi ini. Periksa dengan versi yang menghitungnya.",
            "The result comes out otherwise in this version. Check with the version that computed it.",
        ),
    ),
    "kept": (
        (
            "Pilihan %(count)s usulan mengisi setiap kuota dan memenuhi setiap aturan komposisi.",
            "The selection of %(count)s proposals fills every quota and keeps every rule of composition.",
        ),
        ("Pilihannya melanggar kuota atau aturan komposisi.", "The selection breaks a quota or a rule of composition."),
        ("", ""),
    ),
    "solved": (
        (
            "Pilihannya yang terbaik: jumlah %(total)s, dan tidak ada yang dapat melewati %(bound)s (perseratus).",
            "The selection is the best one: total %(total)s, and none can pass %(bound)s (hundredths).",
        ),
        ("Pilihan terbaik lain dari yang disebut.", "The best selection is another one than was told."),
        (
            "Pilihan terbaik keluar lain di versi ini. Periksa dengan versi yang menghitungnya.",
            "The best selection comes out otherwise in this version. Check with the version that computed it.",
        ),
    ),
    "decision": (
        (
            "Keputusan berangkat dari hasil ini; orang memutuskan lain pada %(departed)s dari %(count)s usulan.",
            "The decision begins from this result; people decided otherwise on %(departed)s of %(count)s proposals.",
        ),
        (
            "Saran sistem dalam keputusan bukan hasil ini.",
            "What the decision calls the system's proposal is not this result.",
        ),
        ("", ""),
    ),
    "tree": (
        (
            "Peristiwa itu ada di pohon riwayat, saat berisi %(size)s peristiwa: %(head)s",
            "The event stands in the tree of the history, when it had %(size)s events: %(head)s",
        ),
        (
            "Pohon riwayat yang disebut tidak memuat peristiwa itu.",
            "The tree of the history that is told does not hold the event.",
        ),
        ("", ""),
    ),
    "made": (
        (
            "Sidik peristiwa %(number)s dibuat dari teks yang disertakan.",
            "The hash of event %(number)s is made of the text that came along.",
        ),
        (
            "Sidik peristiwa %(number)s bukan dari teks yang disertakan.",
            "The hash of event %(number)s is not made of the text that came along.",
        ),
        ("", ""),
    ),
    "named": (
        ("Peristiwa itu menyebut %(sha256)s", "The event names %(sha256)s"),
        ("Peristiwa itu tidak menyebut %(sha256)s", "The event does not name %(sha256)s"),
        ("", ""),
    ),
    "included": (
        (
            "Peristiwa nomor %(number)s ada di riwayat yang berisi %(size)s peristiwa.",
            "Event number %(number)s stands in the history of %(size)s events.",
        ),
        (
            "Bukti ini tidak menunjukkan bahwa peristiwa nomor %(number)s ada di riwayat.",
            "This proof does not show that event number %(number)s stands in the history.",
        ),
        ("", ""),
    ),
    "begins": (
        (
            "Riwayat yang berisi %(size)s peristiwa masih memuat %(old)s peristiwa yang dulu: %(old)s:%(root)s",
            "The history of %(size)s events still holds the %(old)s events of then: %(old)s:%(root)s",
        ),
        (
            "Bukti ini tidak menunjukkan bahwa riwayat masih memuat yang dulu.",
            "This proof does not show that the history still holds what it held.",
        ),
        ("", ""),
    ),
    "anchored": (
        ("Bukti ini sampai ke sidik yang Anda simpan: %(head)s", "The proof leads to a head that you kept: %(head)s"),
        (
            "Bukti ini sampai ke sidik lain: %(head)s",
            "The proof leads to another head: %(head)s",
        ),
        (
            "Cocokkan sidik ini dengan yang disimpan di luar Sinovik: %(head)s",
            "Hold this head against one that was kept outside Sinovik: %(head)s",
        ),
    ),
    "no_proof": (
        ("", ""),
        (
            "Berkas ini bukan bukti riwayat Sinovik: %(reason)s.",
            "This file is no proof of Sinovik's history: %(reason)s.",
        ),
        ("", ""),
    ),
    "unreadable": (
        ("", ""),
        ("Berkas ini bukan berkas bukti Sinovik: %(reason)s.", "This file is no result bundle of Sinovik: %(reason)s."),
        ("", ""),
    ),
    "ended": (
        ("", ""),
        (
            "Perhitungan melampaui %(seconds)s detik atau %(memory)s MiB dan dihentikan.",
            "The computation went beyond %(seconds)s seconds or %(memory)s MiB and was ended.",
        ),
        ("", ""),
    ),
}
REASONS: Mapping[str, Pair] = {
    "too_large": ("terlalu besar", "too large"),
    "damaged": ("bukan ZIP, atau rusak", "no ZIP, or damaged"),
    "stranger": ("memuat bagian asing %(name)s", "it has a strange member %(name)s"),
    "twice": ("memuat %(name)s dua kali", "it has %(name)s twice"),
    "missing": ("tanpa bagian %(name)s", "it lacks %(name)s"),
    "no_json": ("bagian %(name)s tidak terbaca", "member %(name)s cannot be read"),
    "misshapen": ("isinya tidak tersusun seperti seharusnya", "its contents are not laid out as they should be"),
    "not_there": ("tidak ada di tempat itu", "it is not there"),
}
MARKS = {True: "[v]", False: "[x]", None: "[?]"}
VERDICTS: Mapping[bool | None, Pair] = {
    True: ("Semuanya benar.", "Everything holds."),
    False: ("ADA YANG TIDAK BENAR.", "SOMETHING DOES NOT HOLD."),
    None: (
        "Tidak ada yang salah, tetapi tidak semuanya dapat dipastikan.",
        "Nothing is wrong, but not all could be made sure.",
    ),
}


def verdict(findings: Sequence[Looked]) -> bool | None:
    """False where one thing does not hold, True where all do, None otherwise."""
    held = {one.holds for one in findings}
    return False if False in held else None if None in held else True


def lines(findings: Sequence[Looked]) -> list[str]:
    """Each finding as a line in Indonesian with one in English below, and at last what it comes to."""
    found = []
    for one in findings:
        indonesian, english = sentence(one)
        found += [f"{MARKS[one.holds]} {indonesian}", f"    {english}"]
    indonesian, english = VERDICTS[verdict(findings)]
    return [*found, "", indonesian, english]


def sentence(finding: Looked) -> Pair:
    """What one finding says in both languages."""
    pair = SENTENCES[finding.key][{True: 0, False: 1, None: 2}[finding.holds]]
    reasons = REASONS.get(str(finding.values.get("why")), ("", ""))
    said = {
        name: ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for name, value in finding.values.items()
    }
    indonesian, english = (
        text % {**said, "reason": reason % said if reason else ""} for text, reason in zip(pair, reasons, strict=True)
    )
    return printable(indonesian), printable(english)


def printable(text: str) -> str:
    """A text from a strange file may move no cursor."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
