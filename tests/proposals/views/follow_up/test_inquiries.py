"""A citizen without an account asks the owner of an innovation; nobody is shown who asked."""

import pytest
from django.core.signing import get_cookie_signer
from django.urls import reverse
from django.utils import timezone

from accounts.domain.entrance import visitors
from accounts.models import Event, Letter, Role, Visitor
from accounts.pages.visitors import COOKIE, SALT
from proposals.models import Inquiry
from tests.factories import accounts, catalogue
from tests.pages import Browser, send, text_of

pytestmark = pytest.mark.django_db
ADDRESS = "nia.kartika@contoh.id"
ASKED = {"locality": "Desa  Sukamaju", "text": "Berapa biayanya?"}


@pytest.fixture
def entry(cast):
    return catalogue.earlier_entry(
        awards=(("top", "Top 45"),), agency=cast.agency_admin.agency, agency_name="Kota Uji", title="Antre Singkat"
    )


def page_of(entry):
    return reverse("proposals:inquiry_wish", args=[entry.slug])


def citizen(address=ADDRESS):
    """A browser taken for a confirmed visitor."""
    browser = Browser()
    visitor = visitors.confirm(address, at=timezone.now())
    browser.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + SALT).sign(str(visitor.pk))
    return browser


def signed_in(office):
    browser = Browser()
    browser.force_login(office.user)
    return browser


def test_a_stranger_confirms_an_address_first_and_comes_back(client, entry):
    assert page_of(entry) in client.get(reverse("proposals:innovation", args=[entry.slug])).content.decode()
    page = client.get(page_of(entry))
    assert "Konfirmasi dahulu alamat surel Anda" in text_of(page)
    assert f'name="back" value="{page_of(entry)}"' in " ".join(page.content.decode().split())
    client.post(page_of(entry), {**ASKED, "utuh": "1"})
    assert not Inquiry.objects.exists()


def test_asked_once_told_to_the_owner_and_answered_by_letter(cast, entry):
    browser = citizen()
    assert "terkirim" in text_of(send(browser, page_of(entry), ASKED, follow=True))
    inquiry = Inquiry.objects.get()
    assert (inquiry.locality, inquiry.text) == ("Desa Sukamaju", "Berapa biayanya?")
    told = Letter.objects.get(name="inquiry.asked")
    assert told.recipient == cast.agency_admin.user
    assert ADDRESS not in told.subject + told.body
    # While it waits there is no second one, from this mailbox however it is written.
    again = citizen("NiaKartika+2@contoh.id")
    assert "menunggu jawaban" in text_of(again.get(page_of(entry)))
    again.post(page_of(entry), {**ASKED, "utuh": "1"})
    assert Inquiry.objects.count() == 1

    owner = signed_in(cast.agency_admin)
    assert "Jawab permintaan replikasi dari masyarakat" in text_of(owner.get(reverse("home")))
    page = reverse("proposals:inquiry", args=[inquiry.pk])
    assert page in owner.get(reverse("proposals:inquiries")).content.decode()
    assert "Tulis jawabannya" in text_of(send(owner, page, {"answer": " "}))
    assert "Jawaban dikirim" in text_of(send(owner, page, {"answer": "Hubungi Dinas."}, follow=True))
    inquiry.refresh_from_db()
    assert (inquiry.answer, inquiry.answered_by) == ("Hubungi Dinas.", cast.agency_admin)
    letter = Letter.objects.get(name="inquiry.answered")
    assert letter.address == ADDRESS
    assert "Hubungi Dinas." in letter.body
    names = Event.objects.about(inquiry).order_by("pk").values_list("name", flat=True)
    assert list(names) == ["inquiry.asked", "inquiry.answered"]
    # Answered, it is answered; the visitor may ask something else.
    assert owner.post(page, {"answer": "Lain.", "utuh": "1"}).status_code == 403
    send(browser, page_of(entry), ASKED)
    assert Inquiry.objects.count() == 2


def test_who_reads_and_who_answers(cast, entry):
    send(citizen(), page_of(entry), ASKED)
    inquiry = Inquiry.objects.get()
    page = reverse("proposals:inquiry", args=[inquiry.pk])
    assert signed_in(cast.stranger_admin).get(page).status_code == 404
    for role, answers in ((Role.AUDITOR, False), (Role.SECRETARY, True)):
        browser = signed_in(accounts.membership(role))
        shown = browser.get(page)
        assert ADDRESS not in shown.content.decode()
        assert (shown.context["form"] is not None) is answers
        file = browser.get(reverse("proposals:inquiries"), {"bentuk": "csv"})
        assert ADDRESS.encode() not in b"".join(file.streaming_content)
    # Once the address is erased the answer stays, and no letter goes anywhere.
    Visitor.objects.update(address="", mailbox=None, erased_at=timezone.now())
    send(signed_in(cast.agency_admin), page, {"answer": "Hubungi Dinas."})
    assert not Letter.objects.filter(name="inquiry.answered").exists()


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"is_example": True}, "Ini inovasi contoh"),
        ({"ended_at": timezone.now(), "ended_reason": "Dicabut."}, "Inovasi ini atau penghargaannya dicabut"),
    ],
)
def test_what_is_no_innovation_to_copy_is_not_asked_about(entry, columns, sentence):
    type(entry).objects.filter(pk=entry.pk).update(**columns)
    browser = citizen()
    assert sentence in text_of(browser.get(page_of(entry)))
    browser.post(page_of(entry), {**ASKED, "utuh": "1"})
    assert not Inquiry.objects.exists()


def test_what_is_missing_is_said_and_a_flood_has_an_end(entry):
    browser = citizen()
    page = text_of(send(browser, page_of(entry), {"locality": "", "text": ""}))
    assert "Isi tempatnya" in page
    assert "Tulis permintaan Anda" in page
    for number in range(11):
        Inquiry.objects.all().delete()
        last = send(browser, page_of(entry), {**ASKED, "text": f"Tanya {number}"})
    assert last.status_code == 200
    assert "Terlalu banyak" in text_of(last)
    assert not Inquiry.objects.exists()
