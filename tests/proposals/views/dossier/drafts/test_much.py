"""Far more than is asked, and names that no machine can read: nothing is lost, and each is said in a sentence."""

import io

import pytest
from django.urls import reverse

from proposals.models import Attachment, PublicPicture, SectionVersion
from sinovik.part_names import PartNames
from tests.factories import documents, proposals
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


def sent_with_a_file(client, page, data, name, content):
    """The form of a page, sent with a file whose name is no UTF-8, as the portal is served."""
    head = f'Content-Disposition: form-data; name="{name}"; filename="Pernyataan \xe9.pdf"'.encode("latin-1")
    parts = [head + b"\r\nContent-Type: application/pdf\r\n\r\n" + content]
    for field, value in {**hidden(client.get(page)), **data}.items():
        parts.append(f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}'.encode())
    sent = b"".join(b"--batas\r\n" + part + b"\r\n" for part in parts) + b"--batas--\r\n"
    inside = client.handler

    def served(environ):
        """Whatever comes goes through this door first."""
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read())
        return PartNames(lambda environ, _start: inside(environ))(environ, None)

    client.handler = served
    return client.post(page, sent, content_type="multipart/form-data; boundary=batas", follow=True)


RENAMED = "Huruf itu diganti garis bawah: “Pernyataan _.pdf”."


def test_whoever_sent_a_file_of_an_unreadable_name_is_told_what_it_is_called_now(visit, client, draft):
    requirement = draft.edition.requirements.order_by("position").first()
    page = reverse("proposals:document", args=[draft.code, requirement.key])
    answer = sent_with_a_file(client, page, {}, "file", proposals.pdf_bytes())
    assert Attachment.objects.get().name == "Pernyataan _.pdf"
    assert text_of(answer).count(RENAMED) == 1
    other = send(client, page, {"file": proposals.file("Surat é.pdf", "lain")}, follow=True)
    assert "garis bawah" not in text_of(other)


@pytest.mark.parametrize("is_done", ["yes", "no"])
def test_it_is_told_where_the_form_comes_back_with_the_file_taken(visit, client, draft, is_done):
    """The section is not done, which is said beside its answer; what came with it stands all the same."""
    page = reverse("proposals:section", args=[draft.code, "signifikansi"])
    answer = sent_with_a_file(client, page, {"is_done": is_done}, "files", proposals.pdf_bytes())
    assert bool(answer.redirect_chain) == (is_done == "no")
    assert Attachment.objects.get().name == "Pernyataan _.pdf"
    assert text_of(answer).count(RENAMED) == 1


def test_nothing_is_told_of_a_file_that_was_not_taken(visit, client, draft):
    page = reverse("proposals:section", args=[draft.code, "signifikansi"])
    answer = sent_with_a_file(client, page, {"is_done": "yes"}, "files", b"not what its name says")
    assert answer.redirect_chain == []
    assert not Attachment.objects.exists()
    assert "garis bawah" not in text_of(answer)


def test_a_picture_is_told_where_the_public_page_comes_back_with_it(visit, client, draft):
    page = reverse("proposals:public_page", args=[draft.code])
    answer = sent_with_a_file(client, page, {}, "picture", documents.picture())
    assert answer.redirect_chain == []
    assert PublicPicture.objects.get().name.startswith("Pernyataan _.")
    assert text_of(answer).count(RENAMED) == 1
