import hashlib
import io
from datetime import timedelta
from itertools import pairwise

import pytest
import segno
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from accounts.domain import tries
from accounts.domain.trail.proving import ProvedHead
from accounts.models import Event, TreeHead
from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import rules
from judging.domain.certificates import page, rendering
from judging.models import Award, Certificate, CertificateBatch
from tests import carrying


def tell():
    """Four finalists published with their awards; no certificate ordered yet."""
    crew, edition, _dossiers = carrying.begun(
        4, places=(4, 4, 2), rules=(), signatory_name="Rini Contoh", evaluators=2, panelists=1
    )
    panel = carrying.carried_to(edition, StageKind.PANEL, crew)
    return crew, carrying.published(carrying.decided(carrying.computed(panel, crew), crew), crew)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def order(stage, crew):
    return rendering.request_batch(stage, by=crew.secretary, at=carrying.moment(stage))


def render(batch, stage):
    rendering.render_batch(batch.pk, clock=lambda: carrying.moment(stage))
    return CertificateBatch.objects.get(pk=batch.pk)


def is_complete(stage):
    """One certificate an award, its file as the row says, one event each."""
    awards = Award.objects.filter(stage=stage)
    made = Certificate.objects.filter(award__stage=stage)
    assert set(made.values_list("award_id", flat=True)) == set(awards.values_list("pk", flat=True))
    for certificate in made:
        with default_storage.open(certificate.file.name) as file:
            content = file.read()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (certificate.size, certificate.sha256)
    rendered = Event.objects.filter(name="certificate.rendered", subject_id__in=awards.values("pk"))
    assert rendered.count() == awards.count()
    return True


@pytest.mark.pdf
@pytest.mark.django_db
def test_a_certificate_says_everything_it_must(told):
    crew, stage = told
    batch = render(order(stage, crew), stage)
    # Kept with the order, and holds it.
    head = TreeHead.objects.get()
    assert head.size >= Event.objects.get(name="certificates.requested").number
    assert (batch.failure, batch.finished_at) == ("", carrying.moment(stage))
    assert rendering.progress(stage) == (4, 4)
    award = Award.objects.filter(stage=stage).order_by("number").first()
    with default_storage.open(award.certificate.file.name) as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
        assert len(pages) == 1
        text = " ".join(pages[0].extract_text().split())
    printed = text.replace(" ", "")
    for part in (
        award.number,
        award.agency_name,
        award.unit_name,
        award.title,
        award.name,
        award.edition_name,
        f"Keputusan Nomor {award.decree_number}",
        "Jakarta,",
        award.signatory_office,
        "Rini Contoh",
        award.verification_code,
        # The same as stands on the public page.
        f"Sidik riwayat portal {head}",
    ):
        assert part.replace(" ", "") in printed, part
    assert is_complete(stage)
    # Ordered again there is nothing to do.
    before = list(Certificate.objects.order_by("pk").values())
    render(order(stage, crew), stage)
    assert list(Certificate.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_the_qr_code_carries_the_address_of_the_verification_and_nothing_else(told, settings):
    settings.BASE_URL = "https://sinovik.example"
    award = Award.objects.filter(stage=told[1]).first()
    address = f"https://sinovik.example/verifikasi/{award.verification_code}/"
    assert page.address(award) == address
    code = segno.make(address, error="q", micro=False).svg_data_uri(border=0, dark="#1b2430")
    assert page.qr(award) == code
    assert address in page.html(award)


@pytest.mark.django_db
def test_the_page_is_indonesian_whatever_the_reader_speaks(told):
    award = Award.objects.filter(stage=told[1]).first()
    with translation.override("en"):
        assert f"tanggal {award.decree_date.day} {MONTHS[award.decree_date.month]} 2026" in page.html(award)


MONTHS = {4: "April", 5: "Mei", 6: "Juni"}


@pytest.mark.journey
@pytest.mark.django_db
def test_without_pdf_the_order_is_refused_with_what_to_do(told, settings):
    crew, stage = told
    settings.PDF_ENABLED = False
    with pytest.raises(Refused) as caught:
        order(stage, crew)
    assert caught.value.refusal is rules.NO_PDF
    assert "Pango" in str(caught.value.refusal)
    assert not CertificateBatch.objects.exists()


@pytest.mark.pdf
@pytest.mark.django_db
def test_one_that_fails_is_named_and_holds_up_no_other(told):
    """One award's verification code makes no address, so its page cannot be drawn."""
    crew, stage = told
    spoilt = Award.objects.filter(stage=stage).order_by("number")[1]
    code = spoilt.verification_code
    Award.objects.filter(pk=spoilt.pk).update(verification_code="")
    batch = render(order(stage, crew), stage)
    assert batch.finished_at is None
    assert batch.failure.startswith(f"Sertifikat {spoilt.number} gagal: ")
    assert rendering.progress(stage) == (3, 4)
    Award.objects.filter(pk=spoilt.pk).update(verification_code=code)
    # What failed waits for a person: the clock does not order it again by itself.
    assert list(CertificateBatch.objects.filter(finished_at=None, failure="")) == []
    batch = render(order(stage, crew), stage)
    assert (batch.failure, batch.finished_at) == ("", carrying.moment(stage))
    assert is_complete(stage)


@pytest.mark.django_db
def test_at_the_time_limit_nothing_failed_and_the_rest_is_ordered_again(told):
    """The worker's first limit comes as an exception, wherever the rendering is."""
    crew, stage = told
    batch = order(stage, crew)

    def clock():
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded):
        rendering.render_batch(batch.pk, clock=clock)
    batch.refresh_from_db()
    assert (batch.failure, batch.finished_at) == ("", None)


@pytest.mark.journey
@pytest.mark.django_db
def test_an_order_of_which_nothing_comes_is_given_up_after_growing_pauses_and_shown_to_a_person(told, client):
    crew, stage = told
    batch = order(stage, crew)
    ordered, at = [], carrying.moment(stage)
    for _minute in range(60 * 12):
        at += timedelta(minutes=1)
        rendering.resume_unfinished(at=at)
        batch.refresh_from_db()
        if batch.tried_at == at:
            ordered.append(at)
    assert batch.failure == "Pencetakan terhenti 4 kali tanpa hasil."
    pauses = [later - earlier for earlier, later in pairwise([batch.requested_at, *ordered])]
    assert pauses == list(tries.PAUSES[:3])
    for office in (crew.secretary, crew.admin):
        client.force_login(office.user)
        page = client.get(reverse("home")).content.decode()
        assert "Sertifikat gagal dicetak dan perlu dicoba lagi" in page
        address = reverse("judging:certificates", args=[stage.edition.slug, stage.position])
        assert address in page
        room = client.get(reverse("control_room_edition", args=[stage.edition.slug])).content.decode()
        assert f'<a href="{address}?status=belum">{stage.name}: ' in room
        shown = client.get(address).content.decode()
        assert batch.failure in shown
        assert "Cetak sertifikat" in shown
    again = order(stage, crew)
    assert (again.tries, again.failure) == (1, "")


LONG = "Penyelenggaraan Pemerintahan Daerah yang Berkelanjutan, Berkeadilan, dan Terbuka bagi Semua Warga " * 3
LONGEST = {"title": 200, "agency_name": 200, "unit_name": 200, "signatory_office": 160, "signatory_name": 120}


@pytest.mark.journey
@pytest.mark.pdf
@pytest.mark.django_db
@pytest.mark.parametrize("text", [LONG, "W" * 200], ids=["words", "one-word"])
def test_the_longest_texts_stand_on_one_page_and_none_covers_another(told, text):
    award = Award.objects.filter(stage=told[1]).select_related("stage__edition").first()
    for field, length in LONGEST.items():
        setattr(award, field, text[:length])
    head = ProvedHead(10**9, "f" * 64)
    (sheet,) = PdfReader(io.BytesIO(page.pdf(award, head=head))).pages
    heights = lines_of(sheet)
    assert [heights[min(heights)]] == [["Sidik riwayat portal " + str(head)]]
    printed = "".join("".join(parts) for parts in heights.values()).replace(" ", "")
    for field, length in LONGEST.items():
        assert text[:length].replace(" ", "") in printed, field
    # No word runs over the edge, nothing stands below the frame, and the award's own words end above the signature.
    assert max(len("".join(parts)) for parts in heights.values()) <= LETTERS_A_LINE
    assert min(heights) > FRAME
    decree = max(height for height, parts in heights.items() if "KeputusanNomor" in "".join(parts).replace(" ", ""))
    place = max(height for height, parts in heights.items() if "Jakarta," in "".join(parts))
    assert place < decree


# Of the widest letter at the smallest size.
LETTERS_A_LINE = 147
# From the lower edge of the paper to the inner frame, in points.
FRAME = 8 / 25.4 * 72


def lines_of(sheet):
    """The page's texts by their height above the lower edge, from the top down."""
    found = {}

    def note(text, matrix, position, _font, _size):
        if text.strip():
            height = round(matrix[5] + matrix[3] * position[5], 1)
            found.setdefault(height, []).append(text)

    sheet.extract_text(visitor_text=note)
    return dict(sorted(found.items(), reverse=True))


@pytest.mark.pdf
@pytest.mark.django_db
def test_a_letter_without_a_shape_stops_the_certificate_and_is_named(told):
    crew, stage = told
    spoilt = Award.objects.filter(stage=stage).order_by("number")[1]
    Award.objects.filter(pk=spoilt.pk).update(title="Layanan 漢 untuk Aṣ-Ṣiddīq, CO₂ ½")
    batch = render(order(stage, crew), stage)
    assert batch.failure == f"Sertifikat {spoilt.number} gagal: huruf ini tidak ada pada huruf sertifikat: 漢"
    assert rendering.progress(stage) == (3, 4)


@pytest.mark.pdf
@pytest.mark.django_db
def test_only_the_certificate_of_an_example_says_that_it_is_one(told):
    award = Award.objects.filter(stage=told[1]).select_related("stage__edition").first()
    said = "Penghargaan ini tidak pernah diberikan."
    assert said not in page.html(award)
    award.stage.edition.is_example = True
    assert said in page.html(award)
    assert "<title>Contoh. " in page.html(award)
    (sheet,) = PdfReader(io.BytesIO(page.pdf(award))).pages
    assert said.replace(" ", "") in sheet.extract_text().replace(" ", "").replace("\n", "")


@pytest.mark.django_db
def test_postgresql_keeps_it_at_one_certificate_an_award(told):
    award = Award.objects.filter(stage=told[1]).first()
    one = {"award": award, "file": "certificates/x.pdf", "sha256": "0" * 64, "rendered_at": carrying.moment(told[1])}
    Certificate.objects.create(**one, size=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(**one, size=1)


@pytest.mark.pdf
@pytest.mark.django_db
def test_an_award_revoked_while_the_batch_runs_is_not_rendered(told):
    crew, stage = told
    batch = order(stage, crew)
    award = rendering.waiting(batch).first()
    carrying.disqualified(award.proposal, "Datanya dipalsukan.", crew, at=carrying.moment(stage))
    assert rendering.render(award.pk, at=carrying.moment(stage)) is None
    assert not Certificate.objects.filter(award=award).exists()
    assert not Event.objects.filter(name="certificate.rendered").exists()


@pytest.mark.django_db
def test_where_every_award_was_revoked_nothing_is_ordered(told):
    crew, stage = told
    for award in Award.objects.filter(stage=stage).select_related("proposal"):
        carrying.disqualified(award.proposal, "Datanya dipalsukan.", crew, at=carrying.moment(stage))
    with pytest.raises(Refused) as caught:
        order(stage, crew)
    assert caught.value.refusal is rules.NO_AWARDS
