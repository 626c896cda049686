"""What the public reads besides the answers: asked one by one, foreseen before anything is sent, shown with consent."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import Event
from accounts.rules import Refused
from proposals import rules
from proposals.domain import completeness, lifecycle
from proposals.domain.catalogue import public_page, publication
from proposals.domain.draft import attachments
from proposals.forms import reach
from proposals.models import Attachment, PublicFacts, PublicPage, PublicPicture
from tests.factories import accounts, catalogue, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import markup, send, text_of

pytestmark = pytest.mark.django_db
LATER = CLOSES_AT + timedelta(days=60)
TOLD = {
    "cost": "Rp25 juta",
    "duration": "Enam bulan",
    "office_name": "Bagian Organisasi",
    "office_address": "Jalan Merdeka 1",
    "office_phone": "0274 123456",
    "office_email": "organisasi@contoh.go.id",
}
AGREED = PublicFacts(**TOLD, is_agreed=True)


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING + timedelta(days=2), tick=False)


@pytest.fixture
def proposal(cast, edition):
    return proposals.filled(edition, by=cast.proposer)


def page(name, proposal, *more):
    return reverse(f"proposals:{name}", args=[proposal.code, *more])


def photograph(colour="teal"):
    content = BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    return SimpleUploadedFile("loket.jpg", content.getvalue(), content_type="image/jpeg")


def awarded(proposal):
    """The entry of a winner, when nobody judges blind any more."""
    proposal.edition.stages.update(is_blind=False)
    return publication.publish(proposal, awards=[catalogue.WINNER], at=LATER)


def shown_page(entry):
    return Client().get(reverse("proposals:innovation", args=[entry.slug]))


def fetched(url, client=None):
    """The status and the kind of a file, read to its end."""
    answer = (client or Client()).get(url)
    assert answer.getvalue()
    return answer.status_code, answer["Content-Type"]


def evidence_of(proposal):
    return Attachment.objects.present().filter(proposal=proposal).exclude(section=None).order_by("pk").first()


def test_nothing_is_chosen_beforehand_and_nobody_has_to_answer(client, cast, proposal):
    client.force_login(cast.proposer.user)
    asked = markup(client.get(page("public_page", proposal)))
    assert not re.search(r'name="(is_agreed|evidence)"[^>]*checked', asked)
    part = completeness.of(proposal).part("public", completeness.PUBLIC_KEY)
    assert part.state == completeness.State.NOT_NEEDED
    assert completeness.of(proposal).is_complete


def test_what_is_told_is_kept_foreseen_and_shown_with_an_award(client, cast, proposal):
    chosen = evidence_of(proposal)
    client.force_login(cast.proposer.user)
    send(
        client,
        page("public_page", proposal),
        {**TOLD, "picture": photograph(), "alt": "Warga di loket", "evidence": [chosen.pk], "is_agreed": "yes"},
    )
    foreseen = client.get(page("check", proposal))
    assert all(text in text_of(foreseen) for text in (*TOLD.values(), chosen.name))
    assert page("public_picture", proposal) in markup(foreseen)
    assert fetched(page("public_picture", proposal), client) == (200, "image/jpeg")
    assert Event.objects.filter(name="proposal.public_page_told").count() == 1

    entry = awarded(proposal)
    shown = shown_page(entry)
    assert all(text in text_of(shown) for text in (*TOLD.values(), chosen.name))
    assert 'alt="Warga di loket"' in markup(shown)
    assert proposal.contact_email not in markup(shown)
    for one in (entry.picture, entry.evidence[0]):
        kind = one.get("content_type", "image/jpeg")
        assert fetched(reverse("proposals:shown_file", args=[entry.slug, one["sha256"]])) == (200, kind)


@pytest.mark.parametrize("is_agreed", [None, False])
def test_without_consent_nothing_of_it_is_shown(cast, proposal, is_agreed):
    chosen = evidence_of(proposal)
    public_page.tell(
        proposal, PublicFacts(**TOLD, is_agreed=is_agreed), evidence=[chosen.pk], by=cast.proposer, at=DURING
    )
    entry = awarded(proposal)
    said = text_of(shown_page(entry))
    assert not any(text in said for text in (*TOLD.values(), chosen.name))
    url = reverse("proposals:shown_file", args=[entry.slug, chosen.clean_sha256])
    assert Client().get(url).status_code == 404


def test_consent_is_taken_back_at_any_time_and_the_files_are_gone_with_it(client, cast, proposal):
    chosen = evidence_of(proposal)
    public_page.tell(proposal, AGREED, evidence=[chosen.pk], by=cast.proposer, at=DURING)
    entry = awarded(proposal)
    url = reverse("proposals:shown_file", args=[entry.slug, entry.evidence[0]["sha256"]])
    assert fetched(url) == (200, "application/pdf")
    client.force_login(cast.proposer.user)
    send(client, page("public_page", proposal), {**TOLD, "evidence": [chosen.pk], "is_agreed": "no"})
    assert Client().get(url).status_code == 404
    assert TOLD["office_name"] not in text_of(shown_page(entry))


def test_evidence_that_is_not_chosen_stays_private(cast, proposal):
    public_page.tell(proposal, AGREED, by=cast.proposer, at=DURING)
    entry = awarded(proposal)
    assert entry.evidence == []
    document = Attachment.objects.filter(proposal=proposal).exclude(requirement=None).first()
    with pytest.raises(Refused) as refused:
        public_page.tell(proposal, AGREED, evidence=[document.pk], by=cast.proposer, at=DURING)
    assert refused.value.refusal is rules.NO_EVIDENCE


def test_a_removed_file_is_shown_no_more(cast, proposal):
    chosen = evidence_of(proposal)
    public_page.tell(proposal, AGREED, evidence=[chosen.pk], by=cast.proposer, at=DURING)
    attachments.detach(chosen, by=cast.proposer, at=DURING)
    assert public_page.shown_of([proposal.pk])[proposal.pk].evidence == []


@pytest.mark.parametrize(
    ("field", "value"), [("office_email", "SARI@contoh.go.id"), ("office_phone", "+62 812-3456-7890")]
)
def test_a_private_contact_is_refused_and_the_rest_is_kept(client, cast, proposal, field, value):
    client.force_login(cast.proposer.user)
    said = text_of(send(client, page("public_page", proposal), {**TOLD, field: value, "is_agreed": "yes"}))
    assert str(rules.PRIVATE_CONTACT.sentence) in said
    kept = PublicPage.objects.get()
    assert (kept.cost, kept.is_agreed, getattr(kept, field)) == (TOLD["cost"], True, "")
    with pytest.raises(Refused) as refused:
        public_page.tell(proposal, PublicFacts(**{field: value}), by=cast.proposer, at=DURING)
    assert refused.value.refusal is rules.PRIVATE_CONTACT


def test_a_picture_without_a_description_is_kept_and_not_shown(client, cast, proposal):
    client.force_login(cast.proposer.user)
    said = text_of(send(client, page("public_page", proposal), {"picture": photograph(), "is_agreed": "yes"}))
    assert "Tulis keterangan gambar" in said
    assert PublicPicture.objects.present().count() == 1
    assert public_page.shown_of([proposal.pk])[proposal.pk].picture == {}
    send(client, page("public_page", proposal), {"alt": "Warga di loket", "is_agreed": "yes"})
    assert public_page.shown_of([proposal.pk])[proposal.pk].picture["alt"] == "Warga di loket"
    send(client, page("public_page", proposal), {"drops_picture": "on", "is_agreed": "yes"})
    assert PublicPicture.objects.present().count() == 0


def test_the_later_of_two_sees_both(client, cast, proposal):
    client.force_login(cast.proposer.user)
    form = {**TOLD, "versi": public_page.stamp(proposal), "utuh": "1"}
    public_page.tell(proposal, AGREED, by=cast.proposer, at=DURING)
    answer = client.post(page("public_page", proposal), {**form, "cost": "Rp1 juta"})
    assert answer.status_code == 409
    assert "Rp25 juta" in text_of(answer)


def test_after_sending_it_is_still_told_by_those_whose_it_is_alone(client, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    for office in (cast.proposer, cast.agency_admin):
        client.force_login(office.user)
        assert page("public_page", proposal) in markup(client.get(page("show", proposal)))
        assert send(client, page("public_page", proposal), TOLD).status_code == 302
    client.force_login(cast.secretary.user)
    assert client.get(page("public_page", proposal)).status_code == 403
    client.force_login(accounts.membership(cast.proposer.role).user)
    assert client.get(page("public_page", proposal)).status_code == 404


def test_of_what_was_withdrawn_consent_can_only_be_taken_back(cast, proposal):
    lifecycle.withdraw(proposal, by=cast.proposer, at=DURING)
    proposal.refresh_from_db()
    assert rules.telling_refusal(proposal, is_agreed=None, office=cast.proposer) is rules.WITHDRAWN
    assert rules.telling_refusal(proposal, is_agreed=False, office=cast.proposer) is rules.WITHDRAWN
    assert rules.telling_refusal(proposal, is_agreed=True, office=cast.proposer) is None
    assert rules.telling_refusal(proposal, is_agreed=True, office=cast.secretary) is rules.NOT_YOURS


def test_every_field_says_who_reads_it(client, cast, proposal):
    client.force_login(cast.proposer.user)
    identity = text_of(client.get(page("identity", proposal)))
    assert identity.count(str(reach.PUBLIC)) == len(reach.PUBLISHED)
    assert identity.count(str(reach.PRIVATE)) == 6
    section = proposal.edition.sections.filter(needs_evidence=True, group=None).order_by("position").first()
    shown = text_of(client.get(page("section", proposal, section.key)))
    assert str(reach.PUBLIC) in shown
    assert str(reach.IF_AGREED) in shown
    requirement = proposal.edition.requirements.order_by("position").first()
    assert str(reach.PRIVATE) in text_of(client.get(page("document", proposal, requirement.key)))


@pytest.mark.parametrize(
    ("email", "is_free"),
    [
        ("puskesmas.melati@gmail.com", True),
        ("dinas@Yahoo.co.id", True),
        ("dinas@ymail.com", True),
        ("dinas@outlook.com.", True),
        ("dinas@proton.me", True),
        ("organisasi@contoh.go.id", False),
        ("humas@mail.contoh.go.id", False),
        ("humas@gmail.contoh.go.id", False),
        ("layanan@contoh.co.id", False),
        ("", False),
    ],
)
def test_a_mailbox_that_anybody_gets_is_no_contact_of_an_office(email, is_free):
    refusal = rules.contact_refusal(PublicFacts(office_email=email), phone="", email="sari@contoh.id")
    assert refusal is (rules.FREE_MAILBOX if is_free else None)


@pytest.mark.parametrize(
    ("office", "own", "is_private"),
    [
        ("0812 3456 7890", "+62 812-3456-7890", True),
        ("021-555123 / 0812 3456 7890", "0812 3456 7890", True),
        ("(021) 555123", "0812 3456 7890 / 021 555123", True),
        ("021-555123; 0812 3456 7890", "0811 222 333, +62 812 3456 7890", True),
        ("021-555123 / 0812 3456 7890", "0811 222 333", False),
        # The last digits alone are another number of the same office.
        ("021-555123/24", "0274-512345/24", False),
        # Written with strokes where others write blanks.
        ("0812/3456/7890", "0812 3456 7890", True),
        ("021-555123 ext. 12", "021-555123 ext. 13", False),
        ("", "", False),
        ("", "0812 3456 7890", False),
    ],
)
def test_none_of_the_numbers_of_an_office_is_the_innovators_own(office, own, is_private):
    refusal = rules.contact_refusal(PublicFacts(office_phone=office), phone=own, email="")
    assert refusal is (rules.PRIVATE_CONTACT if is_private else None)


def test_a_free_mailbox_is_refused_beside_its_field_and_the_rest_is_kept(client, cast, proposal):
    client.force_login(cast.proposer.user)
    sent = {**TOLD, "office_email": "puskesmas@gmail.com", "is_agreed": "yes"}
    said = text_of(send(client, page("public_page", proposal), sent))
    assert str(rules.FREE_MAILBOX.sentence) in said
    kept = PublicPage.objects.get()
    assert (kept.office_name, kept.office_email, kept.is_agreed) == ("Bagian Organisasi", "", True)


def typed(client, proposal, **sent):
    """What the small door answers to words as they are typed."""
    form = {"versi": public_page.stamp(proposal), "utuh": "1", **sent}
    return client.post(page("public_page_typed", proposal), form)


def test_words_are_kept_while_typed_and_consent_waits_for_the_button(client, cast, proposal):
    client.force_login(cast.proposer.user)
    opened = markup(client.get(page("public_page", proposal)))
    assert f'data-typing="{page("public_page_typed", proposal)}"' in opened
    assert f'data-kept="{cast.proposer.user.pk}"' in opened
    answer = typed(client, proposal, **TOLD)
    assert (answer.status_code, answer.json()["version"]) == (200, public_page.stamp(proposal))
    answer = typed(client, proposal, **{**TOLD, "cost": "Rp30 juta", "is_agreed": "yes"})
    assert answer.status_code == 422
    assert "berlaku setelah Anda menekan" in answer.json()["sentence"]
    kept = PublicPage.objects.get()
    assert (kept.cost, kept.office_name, kept.is_agreed) == ("Rp30 juta", "Bagian Organisasi", None)
    assert not Event.objects.filter(name="proposal.public_page_told").exists()


def test_a_wrong_word_costs_no_other_while_typing_and_a_stale_page_is_told(client, cast, proposal):
    client.force_login(cast.proposer.user)
    old = public_page.stamp(proposal)
    answer = typed(client, proposal, **{**TOLD, "office_phone": "abc"})
    assert answer.status_code == 422
    assert "nomor telepon" in answer.json()["sentence"]
    assert (PublicPage.objects.get().office_phone, PublicPage.objects.get().cost) == ("", TOLD["cost"])
    assert typed(client, proposal, **{**TOLD, "versi": old}).status_code == 409


def test_what_is_typed_after_publication_is_read_by_nobody_before_the_button(client, cast, proposal):
    public_page.tell(proposal, AGREED, by=cast.proposer, at=DURING)
    entry = awarded(proposal)
    client.force_login(cast.proposer.user)
    typed(client, proposal, **{**TOLD, "cost": "Rp3", "is_agreed": "yes"})
    assert (PublicPage.objects.get().cost, TOLD["cost"] in text_of(shown_page(entry))) == ("Rp3", True)
    send(client, page("public_page", proposal), {**TOLD, "cost": "Rp30 juta", "is_agreed": "yes"})
    assert "Rp30 juta" in text_of(shown_page(entry))


def test_a_picture_shown_with_consent_is_on_the_card_too_small_and_gone_with_the_consent(client, cast, proposal):
    content = BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(content, "JPEG")
    large = SimpleUploadedFile("loket.jpg", content.getvalue(), content_type="image/jpeg")
    client.force_login(cast.proposer.user)
    send(client, page("public_page", proposal), {"picture": large, "alt": "Warga di loket", "is_agreed": "yes"})
    entry = awarded(proposal)
    url = reverse("proposals:shown_file", args=[entry.slug, entry.picture["card"]["sha256"]])
    assert url in markup(Client().get(reverse("proposals:catalogue")))
    answer = Client().get(url)
    assert Image.open(BytesIO(answer.getvalue())).size == (768, 576)
    send(client, page("public_page", proposal), {"alt": "Warga di loket", "is_agreed": "no"})
    assert url not in markup(Client().get(reverse("proposals:catalogue")))
    assert Client().get(url).status_code == 404
