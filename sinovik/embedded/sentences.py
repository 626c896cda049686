"""Every sentence of the start-up path, Indonesian first, and the exception that carries one."""

import sys
from collections.abc import Sequence
from typing import NamedTuple


class Sentence(NamedTuple):
    """One thing to say to the person at the terminal."""

    indonesian: str
    english: str

    def __str__(self) -> str:
        return f"{self.indonesian}\n  ({self.english})"


class Stopped(Exception):
    """The start-up path cannot go on; the sentence says why and what to do about it."""

    def __init__(self, sentence: Sentence):
        super().__init__(sentence.indonesian)
        self.sentence = sentence


def say(text: object, *, to_error: bool = False) -> None:
    """Print one line or block; a terminal that has gone away must not keep the servers from being stopped."""
    try:
        print(text, file=sys.stderr if to_error else sys.stdout, flush=True)
    except OSError:
        return


def not_writable(folder: object, user: str) -> Sentence:
    return Sentence(
        f"Folder {folder} tidak dapat ditulisi oleh pengguna {user}. Beri izin menulis, atau salin proyek "
        "ke folder milik Anda sendiri.",
        f"The folder {folder} cannot be written by the user {user}. Allow writing, or copy the project to a "
        "folder of your own.",
    )


def already_running(command: str, folder: object, pid: str) -> Sentence:
    which = f" (proses {pid})" if pid else ""
    which_english = f" (process {pid})" if pid else ""
    return Sentence(
        f"{command} sudah berjalan di folder {folder}{which}. Hentikan yang pertama dengan Ctrl-C, lalu coba lagi.",
        f"{command} is already running in {folder}{which_english}. Stop the first one with Ctrl-C, then try again.",
    )


def waiting_for_setup() -> Sentence:
    return Sentence(
        "Menunggu: perintah lain sedang memasang paket di folder ini.",
        "Waiting: another command is installing packages in this folder.",
    )


def port_not_a_number(value: str) -> Sentence:
    return Sentence(
        f"PORT harus angka antara 1 dan 65535, bukan '{value}'.",
        f"PORT must be a number between 1 and 65535, not '{value}'.",
    )


def port_taken(port: int) -> Sentence:
    return Sentence(
        f"Port {port} sudah dipakai program lain. Pilih port lain, misalnya: PORT={next_port(port)} bin/demo",
        f"Port {port} is used by another program. Choose another one, for example: PORT={next_port(port)} bin/demo",
    )


def port_forbidden(port: int) -> Sentence:
    return Sentence(
        f"Port {port} hanya boleh dibuka oleh root. Pilih port lain, misalnya: PORT=8000 bin/demo",
        f"Only root may open port {port}. Choose another one, for example: PORT=8000 bin/demo",
    )


def next_port(port: int) -> int:
    """A port to suggest beside the one that cannot be had."""
    return port + 1 if 1024 <= port < 65535 else 8001


def venv_missing(sudo_line: str) -> Sentence:
    return Sentence(
        f"Python di mesin ini belum dapat membuat lingkungan (.venv). Jalankan dahulu: {sudo_line}",
        f"Python on this machine cannot make its environment (.venv) yet. First run: {sudo_line}",
    )


def packages_not_installed(log: object) -> Sentence:
    return Sentence(
        f"Paket Python tidak dapat dipasang. Periksa sambungan internet, lalu jalankan lagi. Rinciannya di {log}.",
        f"The Python packages could not be installed. Check the internet connection, then run again. See {log}.",
    )


def installing_packages() -> Sentence:
    return Sentence("Memasang paket Python (hanya sekali) ...", "Installing the Python packages (only once) ...")


def installing_system_packages(names: str) -> Sentence:
    return Sentence(f"Memasang {names} dengan apt ...", f"Installing {names} with apt ...")


def pdf_off(sudo_line: str) -> Sentence:
    return Sentence(
        f"Sertifikat PDF dimatikan karena Pango belum ada. Untuk menyalakannya, jalankan: {sudo_line}",
        f"PDF certificates are off because Pango is missing. To turn them on, run: {sudo_line}",
    )


def no_browser(sudo_line: str) -> Sentence:
    return Sentence(
        f"Uji peramban dilewati karena Chromium atau libatomic1 belum ada. Untuk menjalankannya: {sudo_line}",
        f"Browser tests are skipped because Chromium or libatomic1 is missing. To run them: {sudo_line}",
    )


def no_counterpart(what: str, in_english: str, sudo_line: str) -> Sentence:
    return Sentence(
        f"Uji dengan {what} dilewati karena programnya belum ada. Untuk menjalankannya: {sudo_line}",
        f"Tests with {in_english} are skipped because it is missing. To run them: {sudo_line}",
    )


def program_missing(name: str, setting: str) -> Sentence:
    return Sentence(
        f"Program {name} tidak ditemukan. Isi {setting} dengan folder yang memuatnya, atau hapus .venv agar "
        "dipasang ulang.",
        f"The program {name} was not found. Set {setting} to the folder that holds it, or delete .venv to have "
        "it installed again.",
    )


def program_broken(name: str, folder: object, detail: str) -> Sentence:
    return Sentence(
        f"Program {name} di {folder} tidak dapat dijalankan: {detail}",
        f"The program {name} in {folder} cannot be run: {detail}",
    )


def other_major_version(folder: object, made_by: str, installed: str) -> Sentence:
    return Sentence(
        f"Folder basis data {folder} dibuat oleh PostgreSQL {made_by}, sedangkan yang terpasang PostgreSQL "
        f"{installed}. Pindahkan folder itu untuk mulai dari awal, atau isi SINOVIK_POSTGRES_BIN dengan folder "
        f"program PostgreSQL {made_by}.",
        f"The database folder {folder} was made by PostgreSQL {made_by}, but PostgreSQL {installed} is installed. "
        f"Move that folder away to start afresh, or set SINOVIK_POSTGRES_BIN to the programs of {made_by}.",
    )


def password_lost(folder: object) -> Sentence:
    return Sentence(
        f"Folder basis data {folder} ada, tetapi kata sandinya hilang. Pindahkan folder itu untuk mulai dari awal.",
        f"The database folder {folder} exists, but its password is gone. Move that folder away to start afresh.",
    )


def made_without_roles(folder: object) -> Sentence:
    return Sentence(
        f"Folder basis data {folder} dibuat oleh versi lama, yang memberi portal kuasa penuh atas tabelnya. Pindahkan "
        "folder itu untuk mulai dari awal.",
        f"The database folder {folder} was made by an older version, which gave the portal full power over its "
        "tables. Move that folder away to start afresh.",
    )


def private_folder(data: object) -> Sentence:
    return Sentence(
        f"Folder proyek tertutup bagi pengguna nobody yang menjalankan PostgreSQL; basis data disimpan di {data}.",
        f"The project folder is closed to the user nobody, who runs PostgreSQL; the database is kept in {data}.",
    )


def no_shared_memory(folder: object) -> Sentence:
    return Sentence(
        f"Folder {folder} tidak dapat ditulisi, jadi batas waktu pekerjaan latar tidak berlaku di sini.",
        f"The folder {folder} cannot be written, so the time limits of background work do not hold here.",
    )


def step_failed(step: str, log: object) -> Sentence:
    return Sentence(f"Langkah '{step}' gagal. Rinciannya di {log}.", f"The step '{step}' failed. See {log}.")


def database_refused(log: object) -> Sentence:
    return Sentence(
        f"Basis data pada DATABASE_URL belum dapat dipakai. Periksa alamat dan kata sandinya. Rinciannya di {log}.",
        f"The database in DATABASE_URL cannot be used. Check its address and password. See {log}.",
    )


def child_died(name: str, log: object) -> Sentence:
    return Sentence(
        f"Proses {name} berhenti sendiri, jadi semuanya dihentikan. Penyebabnya tercatat di {log}.",
        f"The process {name} ended by itself, so everything was stopped. The cause is in {log}.",
    )


def child_silent(name: str, seconds: float, log: object) -> Sentence:
    return Sentence(
        f"Proses {name} tidak menjawab dalam {seconds:.0f} detik. Rinciannya di {log}.",
        f"The process {name} did not answer within {seconds:.0f} seconds. See {log}.",
    )


def system_refused(what: str) -> Sentence:
    return Sentence(f"Sistem menolak: {what}.", f"The system refused: {what}.")


def nothing_to_measure(name: str, known: Sequence[str]) -> Sentence:
    return Sentence(
        f"Tidak ada ukuran bernama {name}. Yang ada: {', '.join(known)}.",
        f"There is nothing called {name} to measure. There are: {', '.join(known)}.",
    )


def preparing_database() -> Sentence:
    return Sentence("Menyiapkan basis data ...", "Preparing the database ...")


def filling_demo() -> Sentence:
    return Sentence("Mengisi data contoh ...", "Filling in the example data ...")


def ready(url: str) -> Sentence:
    return Sentence(f"Sinovik berjalan di {url}", f"Sinovik is running at {url}")


def how_to_stop(folder: object) -> Sentence:
    return Sentence(
        f"Tekan Ctrl-C untuk menghentikan semuanya. Catatan tiap proses ada di {folder}.",
        f"Press Ctrl-C to stop everything. The log of each process is in {folder}.",
    )


def stopped() -> Sentence:
    return Sentence("Semua proses sudah dihentikan.", "All processes have been stopped.")


def interrupted() -> Sentence:
    return Sentence("Dihentikan sebelum selesai.", "Stopped before it was finished.")


def contracts_broken() -> Sentence:
    return Sentence("Aturan impor antarlantai dilanggar.", "The import contracts between the floors are broken.")
