"""Seals, a logo and a signature as pictures: handed in, chosen, printed; the drawn seal where a picture is lost."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Event, Role
from competitions.domain import pictures, plan_file, planning
from competitions.domain.parts import PARTS
from competitions.models import Edition, Picture
from judging.models import Award
from tests import carrying
from tests.competitions.views.planning.pages import at, boxes, enter
from tests.factories import accounts, documents
from tests.factories.competitions import PLANNED_AT
from tests.pages import markup

pytestmark = pytest.mark.django_db
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page_of(draft):
    return reverse("competitions:plan-pictures", args=[draft.slug])


def handed_in(client, draft, colour="teal", name="cap.png"):
    """A picture of one colour, handed in on the page; returns its row."""
    upload = SimpleUploadedFile(name, documents.picture("PNG", colour=colour))
    assert client.post(page_of(draft), {"picture": upload}).status_code == 302
    return Picture.objects.order_by("pk").last()


def preview(client, draft):
    return markup(client.get(reverse("judging:certificate-preview", args=[draft.slug, "final", 1, "halaman"])))


def test_a_picture_is_handed_in_once_and_seen(client, draft):
    picture = handed_in(client, draft)
    assert handed_in(client, draft, name="lain.png") == picture
    assert [event.name for event in Event.objects.about(draft)].count("edition.picture_added") == 1
    address = reverse("competitions:plan-picture", args=[draft.slug, picture.sha256])
    assert address in markup(client.get(page_of(draft)))
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    call_command("check_files")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cap.svg", SVG, "Simpan sebagai PNG, lalu unggah lagi"),
        ("cap.png", SVG, "Isi berkas tidak sesuai dengan namanya"),
        ("cap.png", b"", "Berkas ini kosong"),
        ("cap.png", b"\x89PNG\r\n\x1a\n" + b"0" * (1024 * 1024), "Ukuran berkas paling besar 1"),
    ],
    ids=["drawing", "disguised", "empty", "large"],
)
def test_what_is_no_picture_of_pixels_is_refused_in_a_sentence(client, draft, name, content, sentence):
    response = client.post(page_of(draft), {"picture": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert sentence in markup(response)
    assert not Picture.objects.exists()


def test_chosen_pictures_are_printed_and_a_lost_one_gives_way_to_the_drawn_seal(client, draft):
    seal, logo, hand = (handed_in(client, draft, colour) for colour in ("gold", "navy", "black"))
    first = at(draft, "penghargaan", "final")
    client.post(first, {**boxes(client.get(first)), "b-0-seal": "star", "b-0-picture": seal.sha256})
    head = at(draft, "pokok")
    client.post(head, {**boxes(client.get(head)), "logo": logo.sha256, "signature": hand.sha256})
    drawn = preview(client, draft)
    for picture in (seal, logo, hand):
        assert pictures.drawn(picture.sha256) in drawn
    assert drawn.count("data:image/png;base64") == 3
    default_storage.delete(seal.file.name)
    drawn = preview(client, draft)
    assert drawn.count("data:image/png;base64") == 2
    assert 'class="seal" src="data:image/svg+xml' in drawn


def test_a_plan_file_carries_the_fingerprint_and_says_what_is_missing_elsewhere(client, draft, admin):
    seal = handed_in(client, draft)
    first = at(draft, "penghargaan", "final")
    client.post(first, {**boxes(client.get(first)), "b-0-picture": seal.sha256})
    text = plan_file.written(planning.plan_of(draft))
    assert seal.sha256 in text
    assert "base64" not in text
    plan_page = reverse("competitions:plan", args=[draft.slug])
    assert "tidak ada di portal ini" not in markup(client.get(plan_page))
    # As on another portal, which never had it.
    Picture.objects.all().delete()
    brought = planning.bring(plan_file.read(text.encode()), slug="bawaan", by=admin, at=PLANNED_AT)
    page = markup(client.get(reverse("competitions:plan", args=[brought.slug])))
    assert "tidak ada di portal ini. Unggah lagi" in page
    # Saved again it stays what the file said, until another is chosen.
    there = at(brought, "penghargaan", "final")
    client.post(there, boxes(client.get(there)))
    assert PARTS["awards"].read(planning.plan_of(brought))["final"][0].picture == seal.sha256


def brought_elsewhere(client, draft, colour="teal"):
    """(the hash of its seal, an edition from the draft's file): as on another portal, which never had the picture."""
    seal = handed_in(client, draft, colour)
    first = at(draft, "penghargaan", "final")
    client.post(first, {**boxes(client.get(first)), "b-0-picture": seal.sha256, "b-1-picture": seal.sha256})
    head = at(draft, "pokok")
    client.post(head, {**boxes(client.get(head)), "signature": seal.sha256})
    draft.refresh_from_db()
    text = plan_file.written(planning.plan_of(draft))
    Picture.objects.all().delete()
    upload = SimpleUploadedFile("rencana.json", text.encode(), "application/json")
    sent = {"file": upload, "name": "Bawaan", "slug": "bawaan", "year": "2027", "legal_basis": "Pedoman"}
    for name, moment in (("opens", draft.opens_at), ("closes", draft.closes_at)):
        sent |= {f"{name}_on": moment.strftime("%d/%m/%Y"), f"{name}_time": "08.00"}
    answer = client.post(reverse("competitions:plan-from-file"), sent)
    brought = Edition.objects.get(slug="bawaan")
    # What is missing is asked for at once.
    assert answer["Location"] == page_of(brought)
    return seal.sha256, brought


def test_the_same_picture_sent_again_fills_its_places(client, draft):
    sha256, brought = brought_elsewhere(client, draft)
    page = markup(client.get(page_of(brought)))
    assert "Gambar yang tidak ada di portal ini" in page
    assert f'<li>gambar tanda tangan<span class="sub hash">{sha256}</span></li>' in page
    handed_in(client, brought, "red", name="lain.png")
    assert "Isinya lain dari yang tidak ada" in markup(client.get(page_of(brought)))
    assert handed_in(client, brought).sha256 == sha256
    page = markup(client.get(page_of(brought)))
    assert "Gambar untuk “gambar tanda tangan, Top 45, Top 5 Kelompok Khusus” ada lagi." in page
    assert "Gambar yang tidak ada di portal ini" not in page
    assert pictures.missing(planning.plan_of(brought)) == []


def test_another_picture_takes_the_place_of_one_that_is_lost_in_a_draft_alone(client, draft, admin):
    sha256, brought = brought_elsewhere(client, draft)
    upload = SimpleUploadedFile("baru.png", documents.picture("PNG", colour="red"))
    assert client.post(page_of(brought), {"picture": upload, "stands_for": sha256}).status_code == 302
    new = Picture.objects.get().sha256
    brought.refresh_from_db()
    assert {named for _what, named in pictures.named(planning.plan_of(brought))} == {new}
    assert [event.name for event in Event.objects.about(brought)].count("edition.altered") == 2
    Picture.objects.all().delete()
    planning.announce(brought, by=admin, at=PLANNED_AT)
    assert "stands_for" not in client.get(page_of(brought)).context["form"].fields
    upload = SimpleUploadedFile("lain.png", documents.picture("PNG", colour="navy"))
    client.post(page_of(brought), {"picture": upload, "stands_for": new})
    assert {named for _what, named in pictures.named(planning.plan_of(brought))} == {new}


def test_the_public_sees_the_logo_of_an_announced_edition_and_no_other_picture(client, draft, admin):
    logo, other = handed_in(client, draft), handed_in(client, draft, "navy")
    head = at(draft, "pokok")
    client.post(head, {**boxes(client.get(head)), "logo": logo.sha256})
    address = reverse("competitions:logo", args=[draft.slug, logo.sha256])
    inside = reverse("competitions:plan-picture", args=[draft.slug, logo.sha256])
    preview_page = markup(client.get(reverse("competitions:plan-rules-preview", args=[draft.slug])))
    assert f'src="{inside}" alt="Lambang KIPP 2027"' in preview_page
    client.logout()
    assert client.get(address).status_code == 404
    planning.announce(draft, by=admin, at=PLANNED_AT)
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    page = markup(client.get(reverse("competitions:edition", args=[draft.slug])))
    assert f'src="{address}" alt="Lambang KIPP 2027"' in page
    assert client.get(reverse("competitions:logo", args=[draft.slug, other.sha256])).status_code == 404
    shut = reverse("competitions:plan-picture", args=[draft.slug, other.sha256])
    assert client.get(shut).status_code == 302


def test_only_who_plans_hands_pictures_in(draft):
    for role in (Role.SECRETARY, Role.AUDITOR, Role.AGENCY_ADMIN):
        assert enter(accounts.membership(role)).get(page_of(draft)).status_code == 403


def test_an_award_keeps_the_pictures_of_its_day(client):
    crew, edition, _dossiers = carrying.begun(4, places=(4, 4, 2), rules=(), evaluators=3, panelists=3)
    edition.stages.filter(kind="panel").get().award_names.update(picture="a" * 64)
    Edition.objects.filter(pk=edition.pk).update(logo="b" * 64, signature="c" * 64)
    carrying.reached(edition, "interview", crew)
    Edition.objects.filter(pk=edition.pk).update(logo="", signature="")
    award = Award.objects.filter(stage__edition=edition).order_by("pk").first()
    assert (award.picture, award.logo, award.signature) == ("a" * 64, "b" * 64, "c" * 64)
