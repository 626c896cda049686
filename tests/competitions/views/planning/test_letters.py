"""The pages of an edition's letters."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Motion, Role
from competitions import letters, motions
from competitions.letter_kinds import KINDS
from tests.competitions.views.planning.pages import DATES
from tests.competitions.views.planning.test_parts import enter
from tests.factories import accounts, proposals
from tests.factories.competitions import edition
from tests.pages import markup

pytestmark = pytest.mark.django_db
KEY = "proposal.returned"


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def client(admin):
    return enter(admin)


@pytest.fixture
def draft(admin):
    return edition(by=admin, announced=False)


def page_of(planned, *key):
    return reverse("competitions:plan-thing" if key else "competitions:plan-part", args=[planned.slug, "surat", *key])


def boxes(client, planned, **texts):
    """What stands on the page of a letter, with some boxes filled otherwise."""
    form = client.get(page_of(planned, KEY)).context["part_form"]
    stamp = client.get(page_of(planned, KEY)).context["stamp"]
    return {**form.initial(), "versi": stamp, "utuh": "1", **texts}


def sent(client, planned, **texts):
    return client.post(page_of(planned, KEY), boxes(client, planned, **texts))


def test_the_list_names_every_letter(client, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        page = markup(client.get(page_of(draft)))
    assert all(str(kind.title) in page for kind in KINDS.values())
    assert page.count("Bawaan") == len(KINDS)


def test_a_page_shows_the_fields_the_text_and_a_preview(client, draft):
    page = markup(client.get(page_of(draft, KEY)))
    assert all(f"{{{field.key}}}" in page for field in KINDS[KEY].fields)
    assert "mengembalikan usulan “Antrean Tanpa Kertas” untuk diperbaiki" in page
    assert "returned the proposal" in page
    assert client.get(page_of(draft, "proposal.eaten")).status_code == 404


def test_a_letter_is_saved_and_set_back(client, draft):
    answer = sent(client, draft, subject="Kembali: {kode_usulan}", reply_to="tanya@contoh.go.id")
    assert answer.status_code == 302
    assert answer.url == page_of(draft)
    row = draft.letter_templates.get()
    assert (row.key, row.subject, row.reply_to) == (KEY, "Kembali: {kode_usulan}", "tanya@contoh.go.id")
    assert "balasan ke tanya@contoh.go.id" in markup(client.get(page_of(draft)))
    sent(client, draft, is_default="on")
    assert not draft.letter_templates.exists()


def test_saving_what_stands_keeps_the_portals_own(client, draft):
    sent(client, draft)
    assert not draft.letter_templates.exists()


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"subject": "{kode} dan {gaji}"}, "Isian yang tidak dikenal surat ini: {kode}, {gaji}."),
        ({"body": "Yth. {nama_penerima"}, "Kurung kurawal di “{nama_penerima” tidak menjadi isian"),
        ({"body": ""}, "Isi naskah surat"),
        ({"subject_en": "Returned"}, "Isi naskah Inggris, atau kosongkan perihal Inggrisnya"),
        ({"body_en": "Returned"}, "Isi perihal Inggris, atau kosongkan naskah Inggrisnya"),
        ({"reply_to": "tanya"}, "Tulis alamat surel seperti nama@contoh.go.id"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(client, draft, texts, sentence):
    answer = sent(client, draft, **texts)
    assert answer.status_code == 422
    assert markup(answer).count(sentence) >= 2
    assert not draft.letter_templates.exists()


def test_a_preview_shows_what_is_typed_and_saves_nothing(client, draft):
    answer = sent(client, draft, body="Halo {nama_penerima} dari {unit}", baris="pratinjau")
    assert answer.status_code == 200
    assert "Halo Sari Wulandari dari Puskesmas Melati" in markup(answer)
    assert not draft.letter_templates.exists()
    broken = sent(client, draft, body="Halo {siapa}", baris="pratinjau")
    assert broken.status_code == 422
    assert "Perbaiki dahulu yang keliru." in markup(broken)


def test_a_letter_is_seen_as_a_writer_of_the_edition_would_get_it(client, admin, django_assert_max_num_queries):
    running = edition(by=admin)
    proposal = proposals.draft(running)
    office = accounts.membership(Role.UNIT, unit=proposal.unit)
    data = boxes(client, running, recipient=office.user.email, subject_en="A", body_en="B", baris="pratinjau")
    with django_assert_max_num_queries(20):
        answer = client.post(page_of(running, KEY), data)
    assert answer.status_code == 200
    seen = answer.context["addressed"]
    assert seen.who == office.user.told_apart
    assert proposal.title in seen.body
    assert running.name in seen.subject
    assert "Antrean Tanpa Kertas" not in seen.subject + seen.body
    assert not Motion.objects.exists()
    other = accounts.membership(Role.AGENCY_ADMIN)
    assert sent(client, running, recipient=other.user.email, baris="pratinjau").status_code == 422


def test_two_people_at_one_letter_see_each_other(client, draft):
    first = boxes(client, draft, subject="Satu")
    second = boxes(client, draft, subject="Dua")
    assert client.post(page_of(draft, KEY), first).status_code == 302
    answer = client.post(page_of(draft, KEY), second)
    assert answer.status_code == 409
    assert draft.letter_templates.get().subject == "Satu"


def test_after_the_announcement_a_letter_changes_by_two_people(client, admin):
    announced = edition(by=admin)
    answer = sent(client, announced, subject="Kembali: {kode_usulan}", reason="Surat lama membingungkan.")
    assert answer.status_code == 302
    motion = Motion.objects.get()
    assert not announced.letter_templates.exists()
    page = markup(client.get(reverse("motion", args=[motion.pk])))
    assert "Kembali: {kode_usulan}" in page
    assert str(KINDS[KEY].title) in page


def test_reminders_are_rows_of_the_plan(client, draft):
    address = reverse("competitions:plan-part", args=[draft.slug, "pengingat"])
    page = client.get(address)
    assert page.status_code == 200
    data = {"versi": page.context["stamp"], "utuh": "1", "b-jumlah": "2"}
    data |= {"b-0-key": "", "b-0-about": "drafts", "b-0-days_before": "10"}
    data |= {"b-1-key": "", "b-1-about": "judging", "b-1-days_before": ""}
    assert client.post(address, {**data, "b-1-about": "drafts", "b-1-days_before": "10"}).status_code == 422
    assert client.post(address, data).status_code == 302
    rows = draft.reminders.order_by("position").values_list("about", "days_before")
    assert list(rows) == [("drafts", 10), ("judging", None)]


SENDER = "portal@contoh.go.id"
GOES = f"belum punya alamat balasan: jawaban penerimanya masuk ke alamat pengirim portal, {SENDER}."


@pytest.fixture
def sender(settings):
    settings.DEFAULT_FROM_EMAIL = f"Sinovik <{SENDER}>"


def answered(planned, *keys):
    """The edition with an address for answers in letters of these kinds."""
    for key in keys:
        said = vars(letters.default(key)) | {"reply_to": "tanya@contoh.go.id"}
        planned.letter_templates.create(key=key, **said)


@pytest.mark.usefixtures("sender")
def test_letters_without_an_address_for_answers_are_told_in_the_list_the_plan_and_to_who_announces(client, admin):
    planned = ready(by=admin)
    plan = reverse("competitions:plan", args=[planned.slug])
    every = f"Semua jenis surat edisi ini {GOES}"
    for address in (plan, page_of(planned)):
        assert every in markup(client.get(address))
    assert f"Semua surat dengan naskah bawaan; {len(KINDS)} belum punya alamat balasan" in markup(client.get(plan))
    assert markup(client.get(page_of(planned))).count("balasan ke alamat pengirim portal") == len(KINDS)
    assert f"jawaban masuk ke alamat pengirim portal, {SENDER}" in markup(client.get(page_of(planned, KEY)))

    # Whoever agrees to the announcement reads it as well; nobody is kept from announcing.
    motion = motions.announce(planned, "Arahan Menteri.", by=admin, at=timezone.now())
    second = enter(accounts.membership(Role.MINISTRY_ADMIN))
    page = markup(second.get(reverse("motion", args=[motion.pk])))
    assert every in page
    assert "Setujui" in page


@pytest.mark.usefixtures("sender")
def test_some_letters_without_an_address_are_counted_and_none_is_said_to_be_in_order(client, admin):
    planned = ready(by=admin)
    first, *others = KINDS
    answered(planned, *others)
    plan = reverse("competitions:plan", args=[planned.slug])
    for address in (plan, page_of(planned)):
        assert f"1 jenis surat {GOES}" in markup(client.get(address))
    answered(planned, first)
    page = markup(client.get(plan))
    assert "belum punya alamat balasan" not in page
    assert "belum punya alamat balasan" not in markup(client.get(page_of(planned)))
    motion = motions.announce(planned, "Arahan Menteri.", by=admin, at=timezone.now())
    assert "Setiap jenis surat punya alamat balasan" in markup(client.get(reverse("motion", args=[motion.pk])))


def ready(*, by):
    """A draft that can be announced."""
    return edition(by=by, announced=False, **DATES)
