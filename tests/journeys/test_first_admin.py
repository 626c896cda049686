"""The first admin of an empty portal: appointed by a command, let in by a letter, at work at last."""

import re
import threading

from django.core.management import call_command

from tests.journeys.visitor import PASSWORD
from tests.mail_server import mail_server


def test_from_the_appointment_to_the_control_room(visitor, another, worker, settings, base_url):
    settings.BASE_URL = base_url
    call_command("appoint_admin", "sari@contoh.go.id", "Sari Dewi")

    visitor.go("/akun/masuk/")
    visitor.follow("Lupa kata sandi")
    visitor.fill("Alamat surel", "sari@contoh.go.id")
    arrived = threading.Event()
    with mail_server(settings, on_letter=arrived.set) as server, worker():
        visitor.press("Kirim tautan")
        visitor.see_heading("Periksa surel Anda")
        assert arrived.wait(30), "no letter came"
    (letter,) = server.letters
    assert letter["To"] == "sari@contoh.go.id"
    link = re.search(r"https?://\S+", letter.get_content()).group()

    # The letter is read on another machine, as letters are.
    reader = another()
    reader.go(link.removeprefix(base_url))
    reader.see_heading("Buat kata sandi baru")
    reader.fill("Kata sandi baru", "pendek")
    reader.fill("Kata sandi baru, sekali lagi", "pendek")
    reader.press("Simpan kata sandi")
    reader.see(re.compile("terlalu pendek"))
    reader.fill("Kata sandi baru", PASSWORD)
    reader.fill("Kata sandi baru, sekali lagi", PASSWORD)
    reader.press("Simpan kata sandi")
    reader.see_heading("Kata sandi diganti")

    reader.follow("Masuk")
    reader.fill("Alamat surel", "sari@contoh.go.id")
    reader.fill("Kata sandi", PASSWORD)
    reader.press("Masuk")
    reader.see_heading("Selamat datang, Sari Dewi")
    reader.follow("Ruang kendali")
    reader.see_heading("Ruang kendali")

    # Whoever finds the letter later finds nothing.
    visitor.go(link.removeprefix(base_url))
    visitor.see_heading("Tautan ini tidak berlaku lagi")
