"""A new draft with what an own earlier dossier says: of one withdrawn, of one of another edition."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.files import taking
from accounts.models import Event, Role
from accounts.rules import Refused
from proposals import rules
from proposals.domain import completeness, lifecycle
from proposals.domain.catalogue import parents, public_page
from proposals.domain.draft import copying
from proposals.models import (
    Attachment,
    CatalogueEntry,
    Proposal,
    PublicFacts,
    PublicPage,
    PublicPicture,
    SectionVersion,
    Status,
)
from tests.factories import accounts, catalogue, competitions, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import markup, send, text_of

pytestmark = pytest.mark.django_db
LATER = DURING + timedelta(days=3)


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def withdrawn(cast, edition):
    return lifecycle.withdraw(proposals.filled(edition, by=cast.proposer), by=cast.proposer, at=DURING)


def page(name, proposal):
    return reverse(f"proposals:{name}", args=[proposal.code])


def texts(proposal):
    versions = SectionVersion.objects.current().filter(proposal=proposal).order_by("section__position")
    return [version.texts for version in versions]


def test_a_withdrawn_one_is_copied_with_texts_and_files_and_nothing_counts_as_done(client, cast, edition, withdrawn):
    client.force_login(cast.proposer.user)
    assert page("copying", withdrawn) in markup(client.get(page("show", withdrawn)))
    send(client, page("copying", withdrawn), {"title": "Perahu Obat"})
    fresh = Proposal.objects.latest("pk")
    assert (fresh.title, fresh.status, fresh.copied_from, fresh.edition) == (
        "Perahu Obat",
        Status.DRAFT,
        withdrawn,
        edition,
    )
    assert texts(fresh) == texts(withdrawn)
    assert Attachment.objects.present().filter(proposal=fresh).count() == withdrawn.attachments.count()
    assert (fresh.contact_name, fresh.group, fresh.started_on) == (
        withdrawn.contact_name,
        withdrawn.group,
        withdrawn.started_on,
    )
    assert not completeness.of(fresh).is_complete
    assert "Disalin dari" in text_of(client.get(page("show", fresh)))
    assert Event.objects.filter(name="proposal.copied").count() == 1
    withdrawn.refresh_from_db()
    assert withdrawn.status == Status.WITHDRAWN


def test_one_of_another_edition_brings_what_has_the_same_key_and_no_letters(cast):
    before = competitions.edition(opens_at=DURING - timedelta(days=400), closes_at=DURING - timedelta(days=300))
    old = proposals.filled(before, by=cast.proposer, at=DURING - timedelta(days=350))
    edition = competitions.edition()
    edition.sections.filter(key="kebaruan").update(key="kebaruan-lain")
    fresh = copying.copy(old, edition, title=old.title, by=cast.proposer, at=LATER)
    assert fresh.group.edition_id == fresh.category.edition_id == edition.pk
    assert (fresh.group.key, fresh.category.key) == (old.group.key, old.category.key)
    assert len(texts(fresh)) == len(texts(old)) - 1
    files = Attachment.objects.present().filter(proposal=fresh)
    assert files.exists()
    assert not files.exclude(requirement=None).exists()


def test_the_same_form_sent_twice_copies_once(client, cast, withdrawn):
    client.force_login(cast.proposer.user)
    form = {"title": withdrawn.title, "versi": "0c5f3c5e-9bb5-4c2c-9b5b-3d8f1d5a7a11", "utuh": "1"}
    assert client.post(page("copying", withdrawn), form).url == client.post(page("copying", withdrawn), form).url
    assert Proposal.objects.filter(copied_from=withdrawn).count() == 1


def test_what_is_still_there_is_not_copied_beside_itself(client, cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    client.force_login(cast.proposer.user)
    answer = client.get(page("copying", draft))
    assert answer.status_code == 403
    assert str(rules.STILL_HERE.sentence) in text_of(answer)


@pytest.mark.parametrize(
    ("status", "is_same", "who", "refusal"),
    [
        (Status.WITHDRAWN, True, "proposer", None),
        (Status.SUBMITTED, False, "proposer", None),
        (Status.DISQUALIFIED, False, "proposer", None),
        (Status.SUBMITTED, True, "proposer", rules.STILL_HERE),
        (Status.DISQUALIFIED, True, "proposer", rules.DISQUALIFIED),
        (Status.WITHDRAWN, True, "agency_admin", rules.NOT_YOURS),
        (Status.WITHDRAWN, True, "stranger", rules.NOT_YOURS),
    ],
)
def test_who_may_copy_what(cast, edition, status, is_same, who, refusal):
    source = proposals.draft(edition, by=cast.proposer)
    source.status = status
    into = edition if is_same else competitions.edition()
    office = accounts.membership(Role.UNIT) if who == "stranger" else getattr(cast, who)
    assert rules.copying_refusal(source, into, office=office) is refusal


def test_after_the_close_nothing_is_begun(cast, edition, withdrawn):
    with pytest.raises(Refused) as refused:
        copying.copy(withdrawn, edition, title="Perahu Obat", by=cast.proposer, at=CLOSES_AT)
    assert refused.value.refusal.key == rules.CLOSED.key
    assert Proposal.objects.count() == 1


def test_what_the_public_is_told_comes_along_and_consent_is_asked_anew(cast, edition, withdrawn):
    told = PublicFacts(cost="Rp25 juta", office_name="Bagian Organisasi", office_phone="0274 123456", is_agreed=True)
    content = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(content, "JPEG")
    picture = taking.taken(SimpleUploadedFile("loket.jpg", content.getvalue()), public_page.PICTURE)
    source = proposals.filled(edition, by=cast.proposer, title="Perahu Sakit")
    public_page.tell(source, told, picture=picture, alt="Warga di loket", by=cast.proposer, at=DURING)
    source = lifecycle.withdraw(source, by=cast.proposer, at=DURING)
    fresh = copying.copy(source, edition, title="Perahu Obat", by=cast.proposer, at=LATER)
    page = PublicPage.objects.get(proposal=fresh)
    assert (page.cost, page.office_name, page.office_phone) == ("Rp25 juta", "Bagian Organisasi", "0274 123456")
    assert page.is_agreed is None
    assert PublicPicture.objects.present().get(proposal=fresh).alt == "Warga di loket"
    bare = copying.copy(withdrawn, edition, title="Tanpa halaman", by=cast.proposer, at=LATER)
    assert not PublicPage.objects.filter(proposal=bare).exists()


def test_the_innovations_it_comes_from_come_along_where_they_may_be_named(cast):
    edition = competitions.edition("benefit_2025")
    entries = [catalogue.earlier_entry(title=title) for title in ("Satu", "Dua")]
    source = proposals.draft(edition, by=cast.proposer)
    group = edition.groups.get(key="replikasi")
    Proposal.objects.filter(pk=source.pk).update(group=group)
    source.refresh_from_db()
    for entry in entries:
        parents.name(source, entry, by=cast.proposer, at=DURING)
    source = lifecycle.withdraw(source, by=cast.proposer, at=DURING)
    CatalogueEntry.objects.filter(pk=entries[1].pk).update(ended_at=DURING, ended_reason="Dicabut.")
    fresh = copying.copy(source, edition, title="Perahu Obat", by=cast.proposer, at=LATER)
    assert [one.entry.title for one in fresh.parents.order_by("pk")] == ["Satu"]
