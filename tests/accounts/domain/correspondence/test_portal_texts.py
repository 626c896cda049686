"""What the ministry makes of the portal's own letters is what people get."""

import threading
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import connection
from django.utils import translation

from accounts.domain import joining
from accounts.domain.correspondence import letters, outbox, portal_texts, texts
from accounts.domain.entrance import links, visitors
from accounts.letter_kinds import KINDS
from accounts.models import Event, Letter, PortalLetter, Role
from accounts.rules import Refused, Stale
from accounts.rules import letters as rules
from tests.factories import accounts
from tests.mail_server import mail_server

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
KEY = links.LETTER


@pytest.fixture
def admin(db):
    return accounts.membership(Role.MINISTRY_ADMIN)


def text(key=KEY, **said):
    return texts.LetterText(**{**vars(portal_texts.default(key)), **said})


def test_a_text_of_ones_own_is_kept_with_one_event_and_taken_back(admin):
    own = text(subject="Kata sandi", body="{tautan}", reply_to="tanya@contoh.go.id")
    assert portal_texts.alter(KEY, own, by=admin, at=AT)
    assert portal_texts.text_of(KEY) == own
    row = PortalLetter.objects.get()
    assert (row.altered_by, row.altered_at) == (admin, AT)
    event = Event.objects.get(name="letter.worded")
    assert event.subject_id == row.pk
    assert '"kind":"account.new_password"' in event.body
    assert not portal_texts.alter(KEY, own, by=admin, at=AT)
    assert Event.objects.filter(name="letter.worded").count() == 1
    # The text that the portal brings is not kept: a mended one reaches everybody.
    assert portal_texts.alter(KEY, portal_texts.default(KEY), by=admin, at=AT)
    assert PortalLetter.objects.get().body == ""
    assert portal_texts.text_of(KEY) == portal_texts.default(KEY)
    assert Event.objects.filter(name="letter.worded").count() == 2


@pytest.mark.parametrize(
    ("key", "said", "sentence"),
    [
        (KEY, {"body": "{tautan} {gaji}"}, "Isian yang tidak dikenal surat ini: {gaji}."),
        (KEY, {"body": "Buat kata sandi baru."}, "Tanpa {tautan} surat ini tidak berguna"),
        (KEY, {"subject_en": "A", "body_en": "Make a password"}, "Tanpa {tautan} surat ini tidak berguna"),
        (KEY, {"subject": "Buka {tautan}"}, "{tautan} membuka sesuatu bagi pembacanya"),
        (KEY, {"body": "{tautan"}, "Kurung kurawal di “{tautan” tidak menjadi isian"),
        (KEY, {"subject": "Satu\nBcc: x@y.id"}, "Perihal hanya satu baris."),
        (KEY, {"subject_en": "A"}, "Isi perihal dan isi bahasa Inggris bersama-sama"),
        (KEY, {"reply_to": "x"}, "Alamat balasan bukan alamat surel."),
        ("account.visitor", {"subject_en": "", "body_en": ""}, "jadi naskah Inggrisnya harus ada"),
        ("agency.declined", {"body": "Permohonan {instansi} ditolak."}, "Tanpa {alasan} surat ini tidak berguna"),
        ("motion.moved", {"body": "{pengajuan}"}, "Tanpa {tautan} surat ini tidak berguna"),
        ("check_in.link", {"body": "{inovasi}"}, "Tanpa {tautan} surat ini tidak berguna"),
    ],
)
def test_a_text_that_would_leave_its_reader_without_help_is_refused(admin, key, said, sentence):
    with pytest.raises(Refused) as caught:
        portal_texts.alter(key, text(key, **said), by=admin, at=AT)
    assert any(sentence in one for one in map(str, caught.value.sentences))
    assert not PortalLetter.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MINISTRY_ADMIN])
def test_nobody_else_may(db, role):
    with pytest.raises(Refused) as caught:
        portal_texts.alter(KEY, text(subject="A"), by=accounts.membership(role), at=AT)
    assert caught.value.refusal is rules.ONLY_ADMIN_WORDS


def test_whoever_was_shown_an_older_text_is_told(admin):
    seen = portal_texts.stamp(portal_texts.text_of(KEY))
    portal_texts.alter(KEY, text(subject="Satu"), seen=seen, by=admin, at=AT)
    with pytest.raises(Stale) as caught:
        portal_texts.alter(KEY, text(subject="Dua"), seen=seen, by=admin, at=AT)
    assert caught.value.current.subject == "Satu"


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_instant_one_is_told():
    admin, outcomes, ready = accounts.membership(Role.MINISTRY_ADMIN), [], threading.Barrier(2)
    seen = portal_texts.stamp(portal_texts.text_of(KEY))

    def alter(subject):
        try:
            ready.wait()
            portal_texts.alter(KEY, text(subject=subject), seen=seen, by=admin, at=AT)
            outcomes.append(subject)
        except Stale:
            outcomes.append(None)
        finally:
            connection.close()

    people = [threading.Thread(target=alter, args=[subject]) for subject in ("Satu", "Dua")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert outcomes.count(None) == 1
    assert PortalLetter.objects.get().subject in outcomes
    assert Event.objects.filter(name="letter.worded").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_people_get_is_what_was_previewed(settings):
    admin, person = accounts.membership(Role.MINISTRY_ADMIN), accounts.person("Sari Wulandari")
    subject, body = portal_texts.brought(KEY, "en")
    own = text(
        subject="Kata sandi {nama_penerima}",
        body="Yth. {nama_penerima},\n\n{tautan}\n\nBerlaku sampai {berlaku_sampai}.",
        subject_en=subject,
        body_en=body,
        reply_to="tanya@contoh.go.id",
    )
    portal_texts.alter(KEY, own, by=admin, at=AT)
    ((_who, previewed, text_previewed),) = texts.invented(KINDS[KEY], own)
    examples = {field.key: field.example for field in KINDS[KEY].fields}
    words = partial(links.password_words, examples["tautan"], datetime(2026, 12, 17, 2, 15, tzinfo=UTC))
    letters.write(KEY, to=[person], words=words, about=person, at=AT, is_secret=True)
    with mail_server(settings) as server:
        outbox.send_due(clock=lambda: AT)
    (letter,) = server.letters
    assert (letter["Subject"], letter["Reply-To"]) == (previewed, "tanya@contoh.go.id")
    said = letter.get_content().replace("\r\n", "\n").strip()
    assert said == text_previewed
    assert said.startswith("Yth. Sari Wulandari,")
    assert "The link works once, until 17 December 2026" in said


@pytest.mark.parametrize(("language", "is_english"), [("id", False), ("en", True)])
def test_a_visitor_is_written_to_in_one_language_whatever_the_text(admin, language, is_english):
    own = text("account.visitor", body="Tekan: {tautan}", body_en="Press: {tautan}")
    portal_texts.alter("account.visitor", own, by=admin, at=AT)
    words = partial(visitors.confirming_words, "http://x/kunci/", AT)
    letters.write_to("account.visitor", address="nia@contoh.id", words=words, about=admin, at=AT, language=language)
    letter = Letter.objects.get()
    assert letter.body == ("Press: http://x/kunci/" if is_english else "Tekan: http://x/kunci/")
    assert letter.subject.startswith("Confirm" if is_english else "Konfirmasi")


def test_however_many_are_written_to_the_text_is_read_once(admin, django_assert_num_queries):
    people = [accounts.person() for _one in range(20)]
    words = partial(links.password_words, "http://x/", AT)
    # The text; a savepoint around the rows, and the rows.
    with django_assert_num_queries(2):
        letters.write(KEY, to=people, words=words, about=admin, at=AT)
    assert Letter.objects.count() == 20


def test_what_all_letters_of_an_act_say_alike_is_worded_once_in_each_language(admin):
    subject, body = portal_texts.brought("account.invitation", "en")
    portal_texts.alter(
        "account.invitation", text("account.invitation", subject_en=subject, body_en=body), by=admin, at=AT
    )
    asked = []

    def common():
        asked.append(translation.get_language())
        return joining.link_words(AT)

    people = [accounts.person() for _one in range(5)]
    told = [(person, lambda: {"peran": "Evaluator", "mulai": "1", "tautan": "http://x/"}) for person in people]
    letters.write_each("account.invitation", told, common=common, about=admin, at=AT, is_secret=True)
    assert sorted(asked) == ["en", "id"]
    for letter in Letter.objects.all():
        assert "sampai 1 Maret 2026 pukul 16.00 WIB" in letter.body
        assert "until 1 March 2026 at 16.00 WIB" in letter.body
