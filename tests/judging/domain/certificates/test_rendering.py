import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
import segno
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from pypdf import PdfReader

from accounts.models import Event
from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import rules
from judging.domain.certificates import page, rendering
from judging.models import Award, Certificate, CertificateBatch
from tests.factories import contests


def tell():
    """Four finalists published with their awards; no certificate ordered yet."""
    crew = contests.people(evaluators=2, panelists=1)
    edition = contests.small_edition(crew, places=(4, 4, 2), composition=(), signatory_name="Rini Contoh")
    contests.submitted(edition, 4)
    panel = contests.carried_to(edition, StageKind.PANEL, crew)
    return crew, contests.published(contests.decided(contests.computed(panel, crew), crew), crew)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def order(stage, crew):
    return rendering.request_batch(stage, by=crew.secretary, at=contests.moment(stage))


def render(batch, stage):
    rendering.render_batch(batch.pk, clock=lambda: contests.moment(stage))
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
    assert (batch.failure, batch.finished_at) == ("", contests.moment(stage))
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
    assert (batch.failure, batch.finished_at) == ("", contests.moment(stage))
    assert is_complete(stage)


@pytest.mark.django_db
def test_postgresql_keeps_it_at_one_certificate_an_award(told):
    award = Award.objects.filter(stage=told[1]).first()
    one = {"award": award, "file": "certificates/x.pdf", "sha256": "0" * 64, "rendered_at": contests.moment(told[1])}
    Certificate.objects.create(**one, size=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(**one, size=1)


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_each_certificate_once():
    crew, stage = tell()
    batch = order(stage, crew)

    def work():
        try:
            rendering.render_batch(batch.pk, clock=lambda: contests.moment(stage))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(work), pool.submit(work)]:
            future.result()
    assert is_complete(stage)
    assert CertificateBatch.objects.get(pk=batch.pk).finished_at
