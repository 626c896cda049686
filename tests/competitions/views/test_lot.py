"""The page where two people draw the lot, and the one where anybody repeats the sum."""

import hashlib
import hmac
import re
import subprocess
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Role
from competitions.domain import lot
from judging.arithmetic import ranking
from tests.factories import accounts, competitions
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import markup, text_of

pytestmark = pytest.mark.django_db
PUBLIC = "/kompetisi/kipp-uji/undian/"
EVENING = CLOSES_AT + timedelta(days=1, hours=2)
TYPED = {"value": "7.234,56", "day": "02/04/2026", "found_at": "bursa.example"}


@pytest.fixture
def edition():
    return competitions.edition(slug="kipp-uji", name="KIPP Uji")


@pytest.fixture
def page(edition):
    return reverse("competitions:lot-draw", args=[edition.slug])


def test_the_promise_is_public_and_the_secret_is_not(client, edition):
    promised = edition.lots.get()
    with time_machine.travel(DURING, tick=False):
        for address in ("/kompetisi/kipp-uji/", PUBLIC, "/en/kompetisi/kipp-uji/undian/"):
            content = client.get(address).content.decode()
            assert promised.commitment in content
            assert promised.secret not in content
        assert "Kamis" not in text_of(client.get(PUBLIC))
        assert "2 April 2026 atau hari bursa berikutnya" in text_of(client.get(PUBLIC))


def test_two_people_draw_it_by_the_page(client, edition, page):
    first, second = accounts.membership(Role.SECRETARY), accounts.membership(Role.MINISTRY_ADMIN)
    with time_machine.travel(EVENING, tick=False):
        client.force_login(first.user)
        assert client.post(page, TYPED).status_code == 302
        assert "Orang kedua belum." in text_of(client.get(page))
        client.force_login(second.user)
        waiting = text_of(client.get(page))
        assert f"{first.user.told_apart} sudah mengetik angka" in waiting
        assert "7234.56" not in waiting
        assert "7234.56" not in text_of(client.get(PUBLIC))
        wrong = client.post(page, {**TYPED, "value": "7.234,65"})
        assert "Yang Anda ketik berbeda dari yang diketik orang pertama." in text_of(wrong)
        assert 'value="7.234,65"' in markup(wrong)
        assert client.post(page, {**TYPED, "found_at": "harian.example"}).status_code == 302
        edition.refresh_from_db()
        assert edition.lot_seed in text_of(client.get(page))
        assert client.post(page, TYPED).status_code == 403


def test_anybody_repeats_the_sum_with_the_commands_of_the_page(client, edition):
    competitions.drawn(edition)
    promised = edition.lots.get()
    commands = [
        unescape(one) for one in re.findall(r"<pre><code>(.*?)</code></pre>", client.get(PUBLIC).content.decode())
    ]
    said = [
        re.search(
            r"[0-9a-f]{64}", subprocess.run(["bash", "-c", one], capture_output=True, text=True, check=True).stdout
        )
        for one in commands
    ]
    of_code = ranking.lot("KIPP-UJI-00001", seed=edition.lot_seed)
    assert [found[0] for found in said] == [promised.commitment, edition.lot_seed, of_code]
    key = hashlib.sha256(edition.lot_seed.encode()).digest()
    assert of_code == hmac.new(key, b"KIPP-UJI-00001", hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"value": ""}, "Isi angka umum"),
        ({"value": "7"}, "Ketik angka dengan dua desimal"),
        ({"value": "9" * 500}, "Ketik angka dengan dua desimal"),
        ({"day": "kemarin"}, "Tulis tanggal sebagai hari/bulan/tahun"),
        ({"day": "01/04/2026"}, "Angka itu harus dari hari sesudah pendaftaran ditutup"),
        ({"day": "01/01/2999"}, "Tanggal angka umum belum tiba."),
        ({"reason": "x" * 201}, "Alasan paling banyak 200 huruf"),
        ({"found_at": " "}, "Tulis di mana Anda membaca angka itu."),
        ({"found_at": "x" * 201}, "Sumber paling banyak 200 huruf"),
    ],
)
def test_what_is_wrong_comes_back_with_a_sentence(client, edition, page, given, sentence):
    client.force_login(accounts.membership(Role.SECRETARY).user)
    with time_machine.travel(EVENING, tick=False):
        assert sentence in text_of(client.post(page, {**TYPED, **given}))
    assert edition.lots.get().first_at is None


def test_a_later_day_needs_a_reason_which_everybody_reads(client, edition, page):
    friday = {**TYPED, "day": "03/04/2026"}
    offices = [accounts.membership(Role.SECRETARY), accounts.membership(Role.MINISTRY_ADMIN)]
    with time_machine.travel(EVENING + timedelta(days=3), tick=False):
        client.force_login(offices[0].user)
        assert "Isi hanya bila bursa tutup pada 2 April 2026" in text_of(client.get(page))
        assert "Tulis mengapa bursa tutup pada hari itu." in text_of(client.post(page, friday))
        saturday = client.post(page, {**TYPED, "day": "04/04/2026", "reason": "Libur bursa"})
        assert "Bursa tutup pada hari Sabtu dan Minggu." in text_of(saturday)
        assert edition.lots.get().first_at is None
        for office, reason in zip(offices, ("Libur bursa", "Cuti bersama"), strict=True):
            client.force_login(office.user)
            assert client.post(page, {**friday, "reason": reason}).status_code == 302
    public = text_of(client.get(PUBLIC))
    assert "Bukan 2 April 2026, hari kerja pertama sesudah pendaftaran ditutup." in public
    assert "Alasan orang pertama: Libur bursa. Alasan orang kedua: Cuti bersama." in public


def test_before_the_close_the_page_says_what_will_be_asked(client, edition, page):
    client.force_login(accounts.membership(Role.SECRETARY).user)
    with time_machine.travel(DURING, tick=False):
        shown = markup(client.get(page))
        assert "Undian hanya dapat dilakukan setelah pendaftaran ditutup." in shown
        assert lot.SOURCE in shown
        assert '<form method="post" novalidate>' not in shown
        assert client.post(page, TYPED).status_code == 403


@pytest.mark.parametrize("role", [Role.UNIT, Role.EVALUATOR, Role.AGENCY_ADMIN])
def test_others_do_not_draw(client, page, role):
    client.force_login(accounts.membership(role).user)
    assert client.get(page).status_code == 403


def test_an_edition_not_announced_has_no_public_lot(client):
    competitions.edition(slug="rahasia", announced=False)
    assert client.get("/kompetisi/rahasia/undian/").status_code == 404
