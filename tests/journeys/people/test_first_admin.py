"""The first admin of an empty portal: appointed by a command, let in by a letter, at work at last."""

import re
import threading
from functools import partial

from django.core.management import call_command
from django.utils import timezone

from accounts.domain.correspondence import letters, outbox
from accounts.domain.entrance import links
from accounts.models import Failure, Letter
from tests.factories import accounts
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
    a_letter_that_did_not_arrive_is_sent_again(reader)

    # Whoever finds the letter later finds nothing.
    visitor.go(link.removeprefix(base_url))
    visitor.see_heading("Tautan ini tidak berlaku lagi")


def a_letter_that_did_not_arrive_is_sent_again(reader):
    now = timezone.now()
    person = accounts.person("Bayu Pratama", email="pindah@contoh.go.id")
    words = partial(links.password_words, "http://x/", now)
    letters.write(links.LETTER, to=[person], words=words, about=person, at=now)
    outbox.give_up(Letter.objects.get(recipient=person), Failure.REFUSED, "550 5.1.1 tidak dikenal", at=now)
    reader.go("/beranda/")
    reader.follow("Surat yang tidak atau belum pasti sampai")
    reader.see("Bayu Pratama", "Server surel menolak suratnya: 550 5.1.1 tidak dikenal")
    reader.narrow()
    reader.press(re.compile("^Coba lagi"))
    reader.see("Surat untuk Bayu Pratama dikirim lagi", "Semua surat sampai")
