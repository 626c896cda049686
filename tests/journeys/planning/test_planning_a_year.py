"""From an empty portal two people of the ministry plan a year, change it, announce it, and staff it, by pages alone.

The edition is begun from the form of 2023 and changed in more than a dozen places. Then a judge accepts an invitation
and is seated, and a unit finds a question in its form that no edition asked before.
"""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from accounts.domain import reference
from tests import founding
from tests.journeys import promises
from tests.journeys.visitor import PASSWORD, Visitor
from tests.owner import as_owner
from tests.playing import ADMIN, SECOND, SECRETARY, wait_out

SLUG = "kipp-cetak-biru"
NAME = "KIPP Cetak Biru"
PLAN = f"/ruang-kendali/{SLUG}/rencana/"
JUDGE = "laras@kampus.test"
UNIT = "unit1-1@instansi.test"
SECTION = "Dampak bagi kelompok rentan"
QUESTIONS = ("Siapa kelompok rentan yang dilayani?", "Apa yang berubah bagi mereka?")
STATEMENT = "Surat pernyataan keamanan data"
A_DAY = timedelta(days=1)


@pytest.fixture
def portal():
    """Nothing but the register of agencies and two admins whom a command appointed."""
    reference.load()
    with as_owner() as cursor:
        cursor.execute("ANALYZE")
    for email, name in ((ADMIN, "Sari Dewi"), (SECOND, "Bayu Pratama")):
        call_command("appoint_admin", email, name)
    with founding.portal_today() as opened:
        yield opened


class Planner(Visitor):
    """Holds every page of planning to its promises on a screen, and when it is new also on a phone."""

    def __init__(self, page):
        super().__init__(page)
        self.held = set()

    def arrive(self, status=200):
        super().arrive(status)
        if "/rencana/" not in self.path or self.path in self.held:
            return
        self.held.add(self.path)
        screen = self.page.viewport_size
        self.narrow()
        promises.keep(self.page)
        self.page.set_viewport_size(screen)


# A year of work: on a machine with much else to do, longer than other tests may take.
@pytest.mark.timeout(900)
def test_two_people_plan_announce_and_staff_a_year(visitor, another, portal):
    admin, second, judge, unit = Planner(visitor.page), another(), another(), another()
    for one in (judge, unit):
        one.narrow()
    makes_a_password(admin, ADMIN, asks_for_a_link(admin, portal, ADMIN))
    begins_from_the_form_of_2023(admin)
    changes_the_head(admin)
    asks_one_group_something_new(admin)
    changes_who_competes_and_with_what(admin)
    changes_how_it_is_judged(admin)
    tries_rules_while_typing(admin)
    changes_what_is_won(admin)
    adds_a_reminder(admin)
    writes_a_letter(admin)
    # Whoever agrees to the plan had no hand in it.
    makes_a_password(second, SECOND, asks_for_a_link(second, portal, SECOND))
    looks_at_it_as_others_will(admin)
    puts_the_announcement_forward(admin)
    agrees(second)
    appoints(admin)
    links = portal.links()
    makes_a_password(judge, JUDGE, links[JUDGE])
    invites(admin)
    accepts(judge)
    signs_the_pact(judge)
    sees_who_accepted(admin)
    seats(admin)

    founding.make_a_password(links[SECRETARY])
    founding.join(portal, ["Pemerintah Kota Bogor"])
    begins_a_proposal(unit)


# --- planning


def asks_for_a_link(visitor, portal, email):
    """Whom a command appointed asks for a link to make a password."""
    visitor.go("/akun/masuk/")
    visitor.follow("Lupa kata sandi")
    visitor.fill("Alamat surel", email)
    visitor.press("Kirim tautan")
    return portal.links()[email]


def makes_a_password(visitor, email, link):
    """The link of the letter leads to a password, and that into the portal."""
    visitor.go(link)
    visitor.fill("Kata sandi baru", PASSWORD)
    visitor.fill("Kata sandi baru, sekali lagi", PASSWORD)
    visitor.press("Simpan kata sandi")
    enters(visitor, email)


def enters(visitor, email, password=PASSWORD):
    visitor.go("/akun/masuk/")
    visitor.fill("Alamat surel", email)
    visitor.fill("Kata sandi", password)
    visitor.press("Masuk")
    visitor.give_second_factor(email)
    assert visitor.path == "/beranda/", visitor.path


def begins_from_the_form_of_2023(admin):
    now = timezone.localtime()
    admin.follow("Ruang kendali")
    admin.follow("Rencanakan edisi")
    admin.press("Buat draf edisi", status=422)
    admin.see_error("Pilih pola atau edisi yang menjadi awal", "Isi nama edisi")
    admin.tick(re.compile("2023"))
    admin.fill("Nama edisi", NAME)
    admin.fill("Alamat", SLUG)
    admin.fill("Tahun", str(now.year))
    admin.fill("Dasar hukum", f"Pedoman Menteri PANRB Nomor 4 Tahun {now.year}")
    # Whoever announces late opens at once.
    fills_moment(admin, "Pendaftaran dibuka, tanggal", 0, now - A_DAY)
    fills_moment(admin, "Pendaftaran ditutup, tanggal", 1, now + 60 * A_DAY)
    admin.press("Buat draf edisi")
    admin.see("Draf edisi dibuat. Belum tampak bagi siapa pun di luar kementerian.")
    admin.see_none_of("Edisi dapat diumumkan setelah")


def fills_moment(admin, label, place, moment):
    admin.fill(label, f"{moment:%d/%m/%Y}")
    admin.page.get_by_label("Jam", exact=True).nth(place).fill("16.00")


def saves(admin, *, leads_on=False):
    admin.press("Simpan")
    admin.see("Disimpan")
    if leads_on:
        return
    if admin.path != PLAN:
        admin.follow("Rencana edisi")
    assert admin.path == PLAN, admin.path


def row(admin, name):
    """The boxes of one row, by the name it has."""
    return admin.page.get_by_role("group", name=re.compile(name)).last


def added(admin, button):
    """The boxes of a row that a button adds."""
    rows = admin.page.locator("fieldset.plan-row")
    before = rows.count()
    admin.press(button)
    expect(rows).to_have_count(before + 1)
    return rows.last


def changes_the_head(admin):
    admin.follow("Pokok")
    admin.fill("Tema", "Pelayanan yang mendatangi")
    admin.fill("Nama penanda tangan", "Rini Widyantini")
    saves(admin)


def asks_one_group_something_new(admin):
    admin.follow("Formulir usulan")
    section = added(admin, "Tambah bagian")
    section.get_by_label("Judul bagian").fill(SECTION)
    section.get_by_label("Diisi oleh").select_option("Kelompok umum")
    saves(admin, leads_on=True)
    admin.follow(re.compile(f"^0 pertanyaan {SECTION}"))
    for question in QUESTIONS:
        boxes = added(admin, "Tambah pertanyaan")
        boxes.get_by_label("Pertanyaan").fill(question)
        boxes.get_by_label("Petunjuk").fill("Sebut jumlahnya.")
    saves(admin, leads_on=True)
    admin.follow("Rencana edisi")


def changes_who_competes_and_with_what(admin):
    admin.follow("Kelompok")
    row(admin, "Kelompok umum").get_by_label("Usia inovasi paling sedikit (bulan)").fill("12")
    saves(admin)
    admin.follow("Kategori")
    added(admin, "Tambah kategori").get_by_label("Nama kategori").fill("Air bersih")
    saves(admin)
    admin.follow("Dokumen")
    paper = added(admin, "Tambah dokumen")
    paper.get_by_label("Nama dokumen").fill(STATEMENT)
    paper.get_by_label("PDF").check()
    saves(admin, leads_on=True)
    admin.follow(re.compile(f"^Tulis contoh surat {STATEMENT}"))
    admin.fill("Naskah contoh surat", "SURAT PERNYATAAN\n\n{instansi} menjaga data warga dalam {nama inovas}.")
    admin.press("Simpan", status=422)
    admin.see_error("Isian ini tidak dikenal: {nama inovas}. Pilih dari daftar isian")
    admin.fill("Naskah contoh surat", "SURAT PERNYATAAN\n\n{instansi} menjaga data warga dalam {nama inovasi}.")
    saves(admin, leads_on=True)
    admin.follow("Rencana edisi")
    admin.follow("Syarat administrasi")
    check = added(admin, "Tambah syarat")
    check.get_by_label("Kode alasan").fill("A99")
    check.get_by_label("Syarat", exact=True).fill("Data warga tidak dibagikan kepada pihak lain")
    check.get_by_label("Dasar").fill("Undang-Undang Nomor 27 Tahun 2022")
    check.get_by_label("Cara memenuhi").fill("Tunjukkan perjanjian pemrosesan data.")
    saves(admin)


def changes_how_it_is_judged(admin):
    admin.follow("Rubrik")
    admin.follow(re.compile("^Kriteria dan skala Penilaian proposal"))
    first = admin.page.locator("fieldset.plan-row").first
    first.locator("summary").click()
    first.get_by_label("Sangat baik").fill("Angka kelompok rentan ada, terpilah, dan dapat diperiksa.")
    saves(admin, leads_on=True)
    admin.follow("Rencana edisi")
    admin.follow("Tahap dan jadwal")
    window = row(admin, "Verifikasi lapangan")
    closes = window.get_by_label("Selesai, jam")
    closes.fill("15.00")
    saves(admin, leads_on=True)
    admin.go(PLAN)
    admin.follow("Kuota")
    admin.fill("Penetapan finalis, Kelompok umum", "98")
    saves(admin)


def tries_rules_while_typing(admin):
    """The answer comes while somebody types, and says what clashes and what would do."""
    admin.follow("Aturan komposisi")
    admin.follow("Ubah Penetapan finalis")
    answer = admin.page.locator("#kelayakan")
    expect(answer).to_contain_text("Aturan dan kuota dapat dipenuhi bersama")
    least = row(admin, "tiap kategori").get_by_label("Paling sedikit")
    least.fill("40")
    expect(answer).to_contain_text("Belum dapat")
    expect(answer).to_contain_text("Perubahan terkecil supaya semuanya dapat dipenuhi")
    least.fill("2")
    expect(answer).to_contain_text("Aturan dan kuota dapat dipenuhi bersama")
    admin.press("Satu dari tiap provinsi peserta")
    saves(admin, leads_on=True)
    admin.see("Sedikitnya dua usulan dari tiap kategori")
    admin.follow("Rencana edisi")


def changes_what_is_won(admin):
    admin.follow("Penghargaan")
    admin.follow("Ubah Penetapan akhir")
    award = row(admin, "Top 45")
    award.get_by_label("Sebutan pada edisi ini").fill("45 Inovasi Terbaik")
    award.get_by_label("Cap pada sertifikat").select_option(index=1)
    award.get_by_label("Warna cap").select_option(index=1)
    saves(admin, leads_on=True)
    admin.see("45 Inovasi Terbaik")
    admin.follow("Rencana edisi")


def adds_a_reminder(admin):
    admin.follow("Pengingat")
    boxes = added(admin, "Tambah pengingat")
    boxes.get_by_label("Hari sebelum").fill("5")
    saves(admin)


def writes_a_letter(admin):
    admin.follow("Surat", within=admin.page.get_by_role("main"))
    admin.follow("Usulan diserahkan ke admin instansi")
    admin.fill("Perihal", "Usulan {nama_usulan} menunggu Anda")
    admin.press("Perbarui pratinjau")
    admin.see("Usulan Antrean Tanpa Kertas menunggu Anda")
    admin.fill("Lihat seperti diterima", "entah siapa")
    admin.press("Perbarui pratinjau", status=422)
    # The page comes back at its preview, where the sentence stands beside the box.
    admin.see(re.compile("Tidak ada “entah siapa” di antara penerima surat ini"))
    saves(admin, leads_on=True)
    admin.see("Naskah sendiri")
    admin.follow("Rencana edisi")


def looks_at_it_as_others_will(admin):
    admin.see_none_of("Edisi dapat diumumkan setelah")
    admin.follow("Pratinjau formulir seperti tampak bagi unit")
    admin.see(SECTION, *QUESTIONS, STATEMENT, "Air bersih")
    admin.go(PLAN)
    admin.follow("Pratinjau halaman aturan seperti tampak bagi umum")
    admin.see("Pelayanan yang mendatangi", "Sekarang hanya kementerian yang dapat membukanya.")
    admin.go(f"{PLAN}rubrik/desk/")
    admin.follow("Lihat lembar nilai yang tersimpan, seperti tampak bagi penilai")
    admin.see("Angka kelompok rentan ada, terpilah, dan dapat diperiksa.")
    admin.go(f"{PLAN}penghargaan/final/")
    admin.page.get_by_role("link", name="45 Inovasi Terbaik", exact=True).click()
    admin.see("Rini Widyantini")
    admin.go(PLAN)


# --- announcing


def puts_the_announcement_forward(admin):
    an_hour_passes()
    admin.fill("Alasan", "Surat tugas Deputi.")
    admin.press("Ajukan pengumuman")
    gives_the_password_again(admin)
    admin.see("Pengumuman diajukan. Orang kedua membaca dan menyetujuinya.")
    expect(admin.button("Setujui")).to_have_count(0)


def agrees(second):
    second.follow("Persetujuan")
    second.follow("Pengumuman edisi", within=second.row(NAME))
    second.see("Setujui pengumuman edisi ini?", "Surat tugas Deputi.")
    an_hour_passes()
    second.press("Setujui")
    gives_the_password_again(second)
    second.see(re.compile("Dilaksanakan sistem "))
    second.go(PLAN)
    second.see(re.compile("sudah disetujui dan dilaksanakan"))
    assert wait_out() == 1
    second.go(PLAN)
    second.see(re.compile("^Diumumkan "))


def gives_the_password_again(person):
    person.fill("Kata sandi", PASSWORD)
    person.press(re.compile("."), within=person.page.get_by_role("main"))


def an_hour_passes():
    """Everybody's password was given an hour ago."""
    store = import_module(configured.SESSION_ENGINE).SessionStore
    for key in Session.objects.values_list("session_key", flat=True):
        session = store(key)
        for record in session.get("account_authentication_methods", []):
            record["at"] -= 3600
            session.modified = True
        session.save()


# --- people


def appoints(admin):
    for role, email, name in (("Evaluator", JUDGE, "Laras Ayu"), ("Sekretariat", SECRETARY, "Dian Kusuma")):
        admin.go("/orang/pengangkatan/")
        admin.tick(role)
        admin.fill("Alamat surel", email)
        admin.fill("Nama lengkap", name)
        admin.press("Angkat")


def invites(admin):
    admin.go(f"/ruang-kendali/{SLUG}/2/penilai/")
    admin.follow("Undang penilai")
    admin.tick(re.compile("Laras Ayu"))
    admin.press("Lanjut")
    admin.press("Kirim undangan")
    admin.see("Laras Ayu")


def accepts(judge):
    judge.follow("Undangan")
    judge.follow("Penilaian proposal")
    judge.tick("Saya bersedia")
    judge.press("Kirim jawaban")
    judge.see("Jawaban Anda tercatat: bersedia.")


def signs_the_pact(judge):
    judge.follow("Penilaian")
    judge.follow(f"Baca dan tanda tangani pakta integritas {NAME}")
    judge.page.get_by_role("main").get_by_role("checkbox").check()
    judge.press("Tanda tangani pakta")
    judge.see_none_of("Tugas Anda terbuka setelah pakta integritas ditandatangani.")


def sees_who_accepted(admin):
    admin.go(f"/ruang-kendali/{SLUG}/2/penilai/")
    expect(admin.row("Laras Ayu")).to_contain_text("bersedia")


def seats(admin):
    """Whoever agreed is offered and seated, with a code by which the stage knows the judge, and is offered no more."""
    admin.tick(re.compile("Laras Ayu"))
    admin.press("Tetapkan penilai")
    admin.see("1 penilai ditetapkan")
    seated = admin.page.get_by_role("table", name="Penilai yang sudah ditetapkan")
    expect(seated.get_by_role("row").filter(has_text="Laras Ayu")).to_contain_text("J01")
    admin.see("Tidak ada lagi yang bersedia dan belum ditetapkan. Undang penilai, atau tunggu jawabannya.")
    expect(admin.button("Tetapkan penilai")).to_have_count(0)


def begins_a_proposal(unit):
    enters(unit, UNIT)
    unit.follow("Usulan")
    unit.follow("Buat usulan baru")
    unit.fill("Judul inovasi", "Bus Baca")
    unit.press("Buat usulan")
    unit.see(STATEMENT)
    unit.see_none_of(SECTION)
    # Which questions are asked follows from the group.
    unit.follow("Identitas inovasi")
    unit.tick("Kelompok umum")
    unit.press("Simpan, lanjutkan nanti")
    unit.follow(SECTION)
    unit.see(*QUESTIONS)
