"""An empty portal gets its people by its own pages: two admins by command, everyone else by them and by agencies.

Whoever is invited follows the link in the letter and makes a password, as people do.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import override_settings

from sinovik.season import prose
from tests import announcing, playing
from tests.people import ADMIN, OWN_PASSWORD, SECOND, SECRETARY, People, Person

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"https?://[^/\s]+(/akun/sandi/baru/\S+)")


@dataclass
class Portal:
    """A portal at work: who is signed in, what was asked of workers, and what time it is (None: the machine's own)."""

    clock: time_machine.Traveller | None
    waiting: list
    people: People = field(default_factory=People)
    # The letters that were read.
    read: int = 0

    def to(self, moment: datetime):
        """The time moves on: what the workers had to do is done, and everybody signs in again."""
        self.work()
        self.clock.move_to(moment)
        self.people.clear()

    def work(self):
        """The workers do what was asked of them."""
        return playing.do_tasks(self.waiting)

    def letters(self):
        """The letters that came since they were last looked at: (recipient, text)."""
        self.work()
        came, self.read = mail.outbox[self.read :], len(mail.outbox)
        return [(letter.to[0], letter.body) for letter in came]

    def links(self):
        """Where the letters that came lead whoever is to make a password: by recipient."""
        return {recipient: link[1] for recipient, text in self.letters() if (link := LINK.search(text))}

    def let_in(self):
        """Everybody with an invitation makes a password."""
        links = self.links()
        for link in links.values():
            make_a_password(link)
        return list(links)


def make_a_password(link):
    """Somebody follows the link of a letter and makes a password."""
    guest = Person()
    guest.go(link)
    guest.press("Simpan kata sandi", **dict.fromkeys(("password1", "password2"), OWN_PASSWORD))
    assert "Kata sandi diganti" in guest.page.text, guest.page.text[:400]


@contextmanager
def portal_today():
    """An empty portal in the machine's own time; what its pages ask of workers is kept for `Portal.work`."""
    with override_settings(SECOND_FACTOR_REQUIRED=True), playing.tasks_waiting() as waiting:
        yield Portal(None, waiting)


@contextmanager
def portal(moment):
    """An empty portal at a moment; what its pages ask of workers is kept for `Portal.work`."""
    with (
        override_settings(SECOND_FACTOR_REQUIRED=True),
        time_machine.travel(moment) as clock,
        playing.tasks_waiting() as waiting,
    ):
        yield Portal(clock, waiting)


def appoint_the_ministry(portal, *, evaluators, panelists):
    """Two admins by command, and by them a secretary and judges; returns the addresses of these."""
    for email, name in ((ADMIN, "Sari Dewi"), (SECOND, "Bayu Pratama")):
        call_command("appoint_admin", email, name)
        guest = Person()
        guest.go("/akun/masuk/")
        guest.follow("Lupa kata sandi")
        guest.press("Kirim tautan", email=email)
        assert portal.let_in() == [email]
    admin = portal.people[ADMIN]
    judges = {
        **{f"evaluator{number}@sinovik.test": "evaluator" for number in range(1, evaluators + 1)},
        **{f"panelis{number}@sinovik.test": "panelist" for number in range(1, panelists + 1)},
    }
    for email, role in {SECRETARY: "secretary", **judges}.items():
        admin.go("/orang/")
        admin.follow("Angkat orang")
        admin.press("Angkat", role=role, email=email, full_name=email.split("@")[0].capitalize())
    assert set(portal.let_in()) == {SECRETARY, *judges}
    return list(judges)


def take_over_winners(portal):
    """The winners of earlier years, from the repository, handed in by one admin and agreed to by another."""
    admin, content = portal.people[ADMIN], (ROOT / "proposals/data/winners.csv").read_bytes()
    admin.go("/beranda/")
    admin.follow("Tindak lanjut")
    admin.follow("Pemenang terdahulu")
    admin.follow("Kirim daftar pemenang")
    sheet = SimpleUploadedFile("pemenang.csv", content, content_type="text/csv")
    admin.press("Kirim dan lihat isinya", file=sheet, reason="Pengumuman menteri tiap tahun")
    listed = admin.page.address
    admin.press(admin.page.primary, reason=announcing.GROUND)
    announcing.agree(portal.people[SECOND])
    assert announcing.wait_out() == 1
    portal.work()
    assert "Diambil alih" in admin.go(listed).text, admin.page.text[:600]


def join(portal, agencies, *, units=1):
    """Each of the agencies (by name) asks to join, is let in, and invites the writers of so many units from a file.

    Returns [(its admin's address, [its writers' addresses])].
    """
    crews = []
    for number, name in enumerate(agencies, start=1):
        admin, writers = (
            f"admin{number}@instansi.test",
            [f"unit{number}-{unit}@instansi.test" for unit in range(1, units + 1)],
        )
        guest = Person()
        guest.go("/akun/masuk/")
        guest.follow("Daftarkan instansi")
        guest.press("Cari", q=name)
        guest.follow(name)
        letter = SimpleUploadedFile("surat.pdf", prose.letter(name), content_type="application/pdf")
        told = {"full_name": f"Nia {number}", "position": "Kepala Bagian Organisasi", "phone": "0274 123"}
        guest.press("Kirim permohonan", email=admin, letter=letter, **told)
        crews.append((admin, writers))
    secretary = portal.people[SECRETARY]
    for name in agencies:
        secretary.go("/orang/permohonan/")
        secretary.follow(name)
        secretary.press("Terima")
    assert set(portal.let_in()) == {admin for admin, _writers in crews}
    for admin, writers in crews:
        lines = [f"Dinas {unit};Penulis {email};{email}" for unit, email in enumerate(writers, start=1)]
        sheet = "\r\n".join(["Unit;Nama;Surel", *lines, ""]).encode()
        person = portal.people[admin]
        person.go("/instansi/orang/")
        person.follow("Undang banyak penulis dari berkas")
        person.press("Kirim berkas", file=SimpleUploadedFile("penulis.csv", sheet, content_type="text/csv"))
    assert set(portal.let_in()) == {email for _admin, writers in crews for email in writers}
    return crews
