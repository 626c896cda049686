"""What an edition's letters say, in one language or two, and where an answer goes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from accounts.domain.correspondence import texts
from accounts.models import Letter, Role
from accounts.rules import Refused
from competitions import letters, motions
from competitions.domain import plan_file, planning
from competitions.domain.blueprint import LetterData
from judging.letters import given_words
from tests.factories import accounts
from tests.factories.competitions import PLANNED_AT, edition, stage

pytestmark = pytest.mark.django_db
BROUGHT = sorted((Path(__file__).parents[2] / "competitions/data/letters").glob("*.txt"))
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
KEY = "stage.work_given_out"


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def draft(admin):
    return edition(by=admin, announced=False)


def say(planned, admin, **texts):
    letter = LetterData(KEY, **{**vars(letters.default(KEY)), **texts})
    planning.alter(planned, "letters", (letter,), by=admin, at=PLANNED_AT)


def told(planned):
    desk = stage(planned, "desk")
    person = accounts.person("Citra Suryani")
    letters.tell(KEY, planned, [(person, lambda: given_words(desk))], about=desk, at=AT)
    return Letter.objects.get(recipient=person)


def test_an_edition_that_says_nothing_of_its_own_writes_what_the_portal_brings(draft):
    with translation.override("en"):
        letter = told(draft)
    assert letter.subject == f"Tugas menunggu Anda: Penilaian proposal, {draft.name}"
    assert letter.body.startswith("Usulan untuk Anda nilai")
    assert letter.body.endswith("/penilaian/")
    assert "----" not in letter.body
    assert (letter.edition, letter.reply_to) == (draft.slug, "")


def test_the_editions_own_text_is_written_to_each_by_name_with_its_reply_address(draft, admin):
    say(draft, admin, subject="Untuk {nama_penerima}", body="Yth. {nama_penerima}, {tahap}.", reply_to="p@contoh.go.id")
    letter = told(draft)
    assert letter.subject == "Untuk Citra Suryani"
    assert letter.body == "Yth. Citra Suryani, Penilaian proposal."
    assert letter.reply_to == "p@contoh.go.id"


def test_english_stands_below_indonesian_worded_in_its_own_language(draft, admin):
    subject, body = letters.brought(KEY, "en")
    say(draft, admin, subject_en=subject, body_en=body)
    letter = told(draft)
    assert letter.subject.startswith("Tugas menunggu Anda")
    indonesian, english = letter.body.split(texts.BETWEEN)
    assert "Kunci lembar nilai Anda paling lambat" in indonesian
    assert english.startswith("Work waits for you: Penilaian proposal")
    assert "Kunci" not in english
    assert english.endswith("/penilaian/")


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"body": "{gaji} dan {umur}"}, "Isian yang tidak dikenal surat ini: {gaji}, {umur}."),
        ({"body_en": "{tahap", "subject_en": "A"}, "Kurung kurawal di “{tahap” tidak menjadi isian"),
        ({"subject": "Satu\nBcc: x@y.id"}, "Perihal hanya satu baris."),
        ({"subject_en": "A"}, "Isi perihal dan isi bahasa Inggris bersama-sama"),
        ({"reply_to": "bukan alamat"}, "Alamat balasan bukan alamat surel."),
        ({"body": "{{ settings.SECRET_KEY }}"}, "Kurung kurawal di “{ settings.SECRET_KE"),
    ],
)
def test_a_text_that_cannot_be_filled_in_is_refused_with_what_is_wrong(draft, admin, texts, sentence):
    with pytest.raises(Refused) as caught:
        say(draft, admin, **texts)
    assert any(sentence in said and "Tugas dibagikan" in said for said in map(str, caught.value.sentences))
    assert not draft.letter_templates.exists()


def test_a_kind_that_does_not_exist_and_one_said_twice_are_refused(draft, admin):
    strange = LetterData("stage.party", "A", "B")
    with pytest.raises(Refused) as caught:
        planning.alter(draft, "letters", (strange, strange), by=admin, at=PLANNED_AT)
    said = " ".join(map(str, caught.value.sentences))
    assert "Jenis surat tidak dikenal: stage.party." in said


def test_letters_go_along_in_a_file_and_a_copy(draft, admin):
    say(draft, admin, body="Yth. {nama_penerima}")
    plan = planning.plan_of(draft)
    assert plan_file.read(plan_file.written(plan).encode()) == plan
    new = planning.copy(
        draft,
        slug="lagi",
        name="Lagi",
        year=2028,
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        by=admin,
        at=PLANNED_AT,
    )
    assert planning.plan_of(new).blueprint.letters == plan.blueprint.letters


def test_a_motion_of_an_edition_is_told_in_the_words_of_the_edition(draft, admin):
    second = accounts.membership(Role.MINISTRY_ADMIN)
    text = LetterData(
        "motion.moved", "Mohon dibaca: {pengajuan}", "Yth. {nama_penerima}\n\n{tautan}", reply_to="a@b.id"
    )
    planning.alter(draft, "letters", (text,), by=admin, at=PLANNED_AT)
    motion = motions.announce(draft, "Arahan Menteri.", by=admin, at=PLANNED_AT)
    letter = Letter.objects.get(name="motion.moved")
    assert (letter.recipient, letter.subject) == (second.user, "Mohon dibaca: Pengumuman edisi")
    assert letter.body.startswith(f"Yth. {second.user.full_name}")
    assert letter.body.endswith(f"/persetujuan/{motion.pk}/")
    assert (letter.edition, letter.reply_to) == (draft.slug, "a@b.id")


def test_a_visitor_is_written_to_in_the_words_of_the_edition_and_called_by_no_name(draft, admin):
    text = LetterData("inquiry.answered", "Terjawab: {inovasi}", "{jawaban}", reply_to="a@b.id")
    planning.alter(draft, "letters", (text,), by=admin, at=PLANNED_AT)
    words = {"inovasi": "Antre Singkat", "jawaban": "Murah."}
    for won in (draft, None):
        letters.tell_visitor("inquiry.answered", won, "nia@contoh.id", lambda: words, about=draft, at=AT)
        letter = Letter.objects.get()
        assert (letter.recipient, letter.address, letter.is_secret) == (None, "nia@contoh.id", True)
        said = ("Terjawab: Antre Singkat", "Murah.", draft.slug, "a@b.id")
        if won:
            assert (letter.subject, letter.body, letter.edition, letter.reply_to) == said
        else:
            assert letter.subject.startswith("Jawaban atas permintaan replikasi: Antre Singkat")
            assert (letter.edition, letter.reply_to) == ("", "")
        letter.delete()


def test_the_subject_of_every_letter_about_an_edition_names_it():
    assert len(BROUGHT) > 100
    assert [path.name for path in BROUGHT if "{edisi}" not in path.read_text().partition("\n")[0]] == []
