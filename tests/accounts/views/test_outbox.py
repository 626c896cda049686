from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.domain.correspondence import letters, outbox
from accounts.domain.entrance import links
from accounts.models import MINISTRY, Failure, Letter, Role
from tests.factories import accounts, competitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def written(address, *, at, is_secret=False):
    person = accounts.person(address.partition("@")[0].title(), email=address)
    words = partial(links.password_words, "http://x/kunci/", at)
    letters.write(links.LETTER, to=[person], words=words, about=person, at=at, is_secret=is_secret)
    return Letter.objects.get(recipient=person)


@pytest.fixture
def given_up(now):
    letter = written("pindah@contoh.go.id", at=now)
    outbox.give_up(letter, Failure.REFUSED, "550 5.1.1 tidak dikenal", at=now)
    return letter


def page(client, role=Role.SECRETARY):
    client.force_login(accounts.membership(role).user)
    return client.get(reverse("letters")).content.decode()


@pytest.mark.parametrize("role", MINISTRY)
def test_the_ministry_sees_who_was_not_reached_and_why(client, given_up, role):
    seen = page(client, role)
    for text in (
        "Pindah",
        "pindah@contoh.go.id",
        "Server surel menolak suratnya: 550 5.1.1 tidak dikenal",
        "Coba lagi",
    ):
        assert text in seen
    home = client.get(reverse("home")).content.decode()
    assert "Surat yang tidak atau belum pasti sampai" in home
    assert reverse("letters") in home


def test_trying_again_sends_it_and_empties_the_list(client, given_up):
    page(client)
    answer = client.post(reverse("letter_again", args=[given_up.pk]), follow=True)
    assert "Surat untuk Pindah dikirim lagi" in answer.content.decode()
    assert "Semua surat sampai" in answer.content.decode()
    outbox.send_due(clock=timezone.now)
    assert [message.to for message in mail.outbox] == [["pindah@contoh.go.id"]]
    assert client.post(reverse("letter_again", args=[given_up.pk])).status_code == 403


def test_no_page_shows_what_a_letter_says(client, now):
    waiting = written("lama@contoh.go.id", at=now - timedelta(hours=2), is_secret=True)
    ended = written("pindah@contoh.go.id", at=now, is_secret=True)
    outbox.give_up(ended, Failure.REFUSED, "550", at=now)
    seen = page(client)
    assert "Lama" in seen
    assert "Dicoba lagi" in seen
    assert "kunci/" not in seen
    assert "Orangnya dapat meminta tautan baru" in seen
    assert "Coba lagi" not in seen
    assert client.post(reverse("letter_again", args=[ended.pk])).status_code == 403
    assert waiting.body


def test_what_waits_a_little_or_was_sent_or_is_long_past_is_not_listed(client, now):
    written("baru@contoh.go.id", at=now)
    sent = written("terkirim@contoh.go.id", at=now)
    outbox.end(sent, sent_at=now)
    past = written("dulu@contoh.go.id", at=now - timedelta(days=40))
    outbox.give_up(past, Failure.REFUSED, "550", at=now - timedelta(days=39))
    assert "Semua surat sampai" in page(client)
    assert "Surat yang tidak atau belum pasti sampai" not in client.get(reverse("home")).content.decode()


def cut_off(address, *, at, is_secret=False):
    """A letter whose sender died over it."""
    letter = written(address, at=at, is_secret=is_secret)
    outbox.give_up(outbox.taken(at=at), Failure.INTERRUPTED, "", at=at)
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize("role", MINISTRY)
def test_what_was_cut_off_stands_until_somebody_decides(client, now, role):
    """However long ago: nobody knows whether it arrived."""
    letter = cut_off("putus@contoh.go.id", at=now - timedelta(days=90))
    seen = page(client, role)
    for text in ("putus@contoh.go.id", "Terputus saat dikirim", "Kirim lagi", "Nyatakan sampai", "Belum pasti sampai"):
        assert text in seen
    assert "mungkin sudah sampai" in client.get(reverse("letter", args=[letter.pk])).content.decode()
    home = client.get(reverse("home")).content.decode()
    assert "Surat yang tidak atau belum pasti sampai" in home
    client.post(reverse("letter_vouched", args=[letter.pk]))
    assert "Semua surat sampai" in page(client, role)


def test_a_key_that_was_cut_off_is_not_sent_again_but_may_be_called_delivered(client, now):
    letter = cut_off("putus@contoh.go.id", at=now, is_secret=True)
    seen = page(client)
    assert "Orangnya dapat meminta tautan baru" in seen
    assert "Nyatakan sampai" in seen
    assert "Kirim lagi" not in seen
    assert client.post(reverse("letter_again", args=[letter.pk])).status_code == 403
    assert client.post(reverse("letter_vouched", args=[letter.pk])).status_code == 302


def test_what_a_sender_has_in_hand_is_said_to_be_on_its_way(client, now):
    written("jalan@contoh.go.id", at=now)
    outbox.taken(at=now)
    page(client)
    seen = client.get(reverse("letters"), {"keadaan": "berangkat"}).content.decode()
    assert "jalan@contoh.go.id" in seen
    assert "Sedang dikirim" in seen
    assert "Nyatakan sampai" not in seen


@pytest.mark.parametrize("role", [role for role in Role if role not in MINISTRY])
def test_nobody_else_sees_it(client, given_up, role):
    client.force_login(accounts.membership(role).user)
    assert client.get(reverse("letters")).status_code == 403
    assert client.post(reverse("letter_vouched", args=[given_up.pk])).status_code == 403
    assert client.post(reverse("letter_again", args=[given_up.pk])).status_code == 403


def test_the_list_costs_the_same_for_many(client, now, django_assert_num_queries):
    client.force_login(accounts.membership(Role.SECRETARY).user)
    for number in range(3):
        letter = written(f"tujuan{number}@contoh.go.id", at=now)
        outbox.give_up(letter, Failure.REFUSED, "550", at=now)
    with django_assert_num_queries(8):
        client.get(reverse("letters"))


@pytest.mark.parametrize("role", MINISTRY)
def test_a_letter_is_looked_at_as_it_left(client, now, role):
    person = accounts.person("Sari Wulandari", email="sari@contoh.go.id")
    row = letters.row(
        "reminder.drafts",
        person,
        person,
        now,
        "Ingat",
        "Usulan A\n\nhttp://x/usulan/",
        reply_to="b@x.id",
        is_courtesy=True,
    )
    letters.store([row])
    client.force_login(accounts.membership(role).user)
    seen = client.get(reverse("letter", args=[Letter.objects.get().pk]))
    page = seen.content.decode()
    for text in ("Sari Wulandari (sari@contoh.go.id)", "Menunggu dikirim", "http://x/usulan/", "b@x.id", "Message-ID"):
        assert text in page
    assert seen.context["chat_text"] == "Ingat\n\nUsulan A"
    assert "readonly" in page
    assert "Tahan sekelompok" in page


def test_a_key_in_a_letter_is_shown_to_nobody(client, now):
    letter = written("masuk@contoh.go.id", at=now, is_secret=True)
    client.force_login(accounts.membership(Role.MINISTRY_ADMIN).user)
    page = client.get(reverse("letter", args=[letter.pk])).content.decode()
    assert "[tautan rahasia]" in page
    assert "/kunci/" not in page
    assert "Salin untuk pesan obrolan" not in page


@pytest.mark.parametrize("role", [role for role in Role if role not in MINISTRY])
def test_others_see_no_letter(client, given_up, role):
    client.force_login(accounts.membership(role).user)
    assert client.get(reverse("letter", args=[given_up.pk])).status_code == 403


def test_an_edition_is_called_by_its_name(client, now):
    planned = competitions.edition(by=accounts.membership(Role.MINISTRY_ADMIN), slug="kipp-2026", name="KIPP 2026")
    letter = written("sampai@contoh.go.id", at=now)
    Letter.objects.filter(pk=letter.pk).update(edition=planned.slug, name="proposal.submitted")
    outbox.hold("proposal.submitted", edition=planned.slug, by=accounts.membership(Role.SECRETARY), at=now)
    client.force_login(accounts.membership(Role.SECRETARY).user)
    asked = {"jenis": "proposal.submitted", "edisi": planned.slug, "keadaan": "ditahan"}
    listed = client.get(reverse("letters"), asked).content.decode()
    assert ">KIPP 2026</option>" in listed
    assert "Tahan jenis surat ini: Tanda terima usulan, KIPP 2026" in " ".join(listed.split())
    assert listed.count("Tanda terima usulan, KIPP 2026") >= 3
    assert "KIPP 2026" in client.get(reverse("letter", args=[letter.pk])).content.decode()


def test_a_file_of_letters_calls_kinds_and_editions_by_their_names(client, now):
    planned = competitions.edition(name="KIPP Dua Ribu")
    letter = written("nama@contoh.go.id", at=now)
    Letter.objects.filter(pk=letter.pk).update(edition=planned.slug)
    client.force_login(accounts.membership(Role.SECRETARY).user)
    file = client.get(reverse("letters") + "?keadaan=semua&bentuk=csv")
    text = b"".join(file.streaming_content).decode()
    assert "KIPP Dua Ribu" in text
    assert "Kata sandi baru" in text
    assert planned.slug not in text
    assert "account.new_password" not in text
