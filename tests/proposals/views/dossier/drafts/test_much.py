"""Far more than is asked, and names that no machine can read: nothing is lost, and each is said in a sentence."""

import io

import pytest
from django.urls import reverse

from proposals.models import Attachment, SectionVersion
from sinovik.part_names import PartNames
from tests.factories import proposals
from tests.pages import hidden, send, text_of

pytestmark = pytest.mark.django_db
FIVE_MEGABYTES = 5_000_000
URLENCODED = "application/x-www-form-urlencoded"


def test_five_megabytes_come_back_whole_and_what_stood_stays(visit, draft):
    visit("section", draft, "ringkasan", data={"answer_ringkasan": "Perahu obat.", "later": "1"})
    much = "perahu " * (FIVE_MEGABYTES // 7)
    response = visit("section", draft, "ringkasan", data={"answer_ringkasan": much, "later": "1"})
    assert response.status_code == 200
    page = response.content.decode()
    assert much in page
    assert "terlalu panjang untuk disimpan. Ringkas dahulu sampai 200.000 huruf." in page
    assert SectionVersion.objects.current().get().texts == {"ringkasan": "Perahu obat."}


def test_ten_thousand_words_are_kept_and_told_to_be_too_many(visit, draft):
    much = proposals.text(10_000)
    data = {"answer_ringkasan": much, "is_done": "yes"}
    response = visit("section", draft, "ringkasan", data=data)
    assert "paling banyak 200 kata, sekarang 10000 kata" in text_of(response)
    version = SectionVersion.objects.current().get()
    assert (version.texts, version.words, version.is_done) == ({"ringkasan": much}, {"ringkasan": 10_000}, False)


@pytest.mark.parametrize("door", ["section", "section_typed"])
def test_more_than_a_request_may_hold_gets_a_page_of_ours_or_its_sentence(visit, client, draft, door):
    visit("section", draft, "ringkasan", data={"answer_ringkasan": "Perahu obat.", "later": "1"})
    address = reverse(f"proposals:{door}", args=[draft.code, "ringkasan"])
    body = "answer_ringkasan=" + "x" * (8 * 1_048_576 + 1)
    asked_by = {"HTTP_SEC_FETCH_DEST": "empty"} if door == "section_typed" else {}
    client.raise_request_exception = False
    response = client.generic("POST", address, body, content_type=URLENCODED, **asked_by)
    assert response.status_code == 400
    sentence = "Tulisan yang dikirim lebih dari 8 MB. Ringkas, lalu kirim lagi."
    if asked_by:
        assert response.json() == {"sentence": sentence}
    else:
        assert "– Sinovik</title>" in response.content.decode()
        assert sentence in text_of(response)
    assert SectionVersion.objects.current().get().texts == {"ringkasan": "Perahu obat."}


def test_whoever_sent_a_file_of_an_unreadable_name_is_told_what_it_is_called_now(visit, client, draft):
    requirement = draft.edition.requirements.order_by("position").first()
    page = reverse("proposals:document", args=[draft.code, requirement.key])
    fields = hidden(client.get(page))
    head = b'Content-Disposition: form-data; name="file"; filename="Pernyataan \xe9.pdf"'
    parts = [head + b"\r\nContent-Type: application/pdf\r\n\r\n" + proposals.pdf_bytes()]
    for name, value in fields.items():
        parts.append(f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode())
    sent = b"".join(b"--batas\r\n" + part + b"\r\n" for part in parts) + b"--batas--\r\n"
    inside = client.handler

    def served(environ):
        """As the portal is: whatever comes goes through this door first."""
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read())
        return PartNames(lambda environ, _start: inside(environ))(environ, None)

    client.handler = served
    answer = client.post(page, sent, content_type="multipart/form-data; boundary=batas", follow=True)
    assert Attachment.objects.get().name == "Pernyataan _.pdf"
    assert "Huruf itu diganti garis bawah: “Pernyataan _.pdf”." in text_of(answer)
    other = send(client, page, {"file": proposals.file("Surat é.pdf", "lain")}, follow=True)
    assert "garis bawah" not in text_of(other)
