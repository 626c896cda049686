"""Choosing a group: what it is, what choosing another hides, and how that comes back."""

import re
from copy import copy
from dataclasses import replace

import pytest
from django.urls import reverse

from proposals.domain import contents, questionnaire
from proposals.domain.catalogue import parents
from proposals.domain.draft import attachments, describing, drafting, hiding
from proposals.models import SectionVersion
from tests.factories import catalogue, competitions, proposals
from tests.factories.competitions import DURING
from tests.proposals.views.dossier.drafts.test_identity import identity_data

pytestmark = pytest.mark.django_db

WORDS = "Perahu obat menjangkau pulau terluar."


@pytest.fixture
def special(draft):
    """The group that asks for a section, a document and an origin of its own."""
    group = draft.edition.groups.get(key="khusus")
    group.parents, group.agency_cap, group.min_age_months = "any", 2, 24
    group.description = "Bagi yang sudah menang."
    group.save()
    section = draft.edition.sections.get(key="ringkasan")
    section.group = group
    section.save()
    requirement = draft.edition.requirements.order_by("position").first()
    requirement.group = group
    requirement.save()
    return group


@pytest.fixture
def written(draft, special, cast):
    """A draft in that group with all three."""
    identity = proposals.an_identity(draft, group=special)
    describing.describe(draft, identity, by=cast.proposer, at=DURING)
    draft.refresh_from_db()
    section, requirement = special.edition.sections.get(key="ringkasan"), special.requirements.get()
    drafting.answer(draft, section, {"ringkasan": WORDS}, is_done=True, by=cast.proposer, at=DURING)
    attachments.attach(draft, proposals.file(), requirement=requirement, by=cast.proposer, at=DURING)
    parents.name(draft, catalogue.earlier_entry(), by=cast.proposer, at=DURING)
    return draft


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_each_group_is_described_where_it_is_chosen(visit, draft, special):
    page = text_of(visit("identity", draft))
    place = list(draft.edition.groups.order_by("position").values_list("pk", flat=True)).index(special.pk)
    assert f'aria-describedby="id_group_{place}_keterangan"' in page
    described = page.partition(f'id="id_group_{place}_keterangan"')[2].partition("</div>")[0]
    for sentence in (
        "Bagi yang sudah menang.",
        "Inovasi sudah berjalan paling sedikit 24 bulan.",
        "Satu instansi paling banyak mengajukan 2 usulan dalam kelompok ini.",
    ):
        assert sentence in described
    assert "tidak ditampilkan" not in page


def test_what_another_group_hides_is_said_before_and_after_and_comes_back(visit, written, special):
    requirement = special.requirements.get()
    what = f"bagian “Ringkasan”, dokumen “{requirement.name}” dan 1 inovasi asal"
    assert f"Bila dipilih, yang berikut tetap tersimpan tetapi tidak ditampilkan: {what}." in text_of(
        visit("identity", written)
    )
    other = written.edition.groups.get(key="umum")
    data = identity_data(written, group=other.pk, is_app="no")
    page = text_of(visit("identity", written, data=data, follow=True))
    assert f"yang dipilih: {what}. Semuanya muncul lagi" in page
    written.refresh_from_db()
    for name in ("identity", "show"):
        assert f"yang dipilih: {what}." in text_of(visit(name, written))
    visit("identity", written, data={**data, "group": special.pk})
    written.refresh_from_db()
    assert "tidak ditampilkan karena" not in text_of(visit("show", written))
    assert WORDS in text_of(visit("section", written, "ringkasan"))
    assert (len(parents.of(written)), SectionVersion.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["section", "document", "parents"])
def test_the_address_of_what_is_hidden_says_so_and_leads_to_the_choice(visit, written, special, cast, name):
    key = {"section": ["ringkasan"], "document": [special.requirements.get().key], "parents": []}[name]
    assert visit(name, written, *key).status_code == 200
    other = proposals.an_identity(written, group=written.edition.groups.get(key="umum"))
    describing.describe(written, other, by=cast.proposer, at=DURING)
    response = visit(name, written, *key)
    assert response.status_code == 403
    assert "kelompok" in text_of(response)
    assert f'href="{reverse("proposals:identity", args=[written.code])}"' in text_of(response)
    if key:
        assert "tetap tersimpan" in text_of(response)
        assert visit(name, written, "tidak-ada").status_code == 404


def test_a_group_typed_in_says_what_it_hides(visit, written):
    data = identity_data(written, group=written.edition.groups.get(key="umum").pk)
    said = visit("identity_typed", written, data={**data, "versi": describing.stamp(written)}).json()
    assert re.match(r"Tersimpan \d\d\.\d\d\. Yang berikut tetap disimpan, tetapi tidak ditampilkan", said["sentence"])


def test_an_origin_of_each_group_is_told_though_as_many_are_hidden_before_as_after(written, special):
    asked, other = questionnaire.of(written.edition_id), written.edition.groups.get(key="umum")
    content = replace(contents.content_of(written), origins=(special.pk, other.pk))
    assert "1 inovasi asal" in hiding.by_group(written, [other], asked, content)[other.pk]
    after = copy(written)
    after.group_id = other.pk
    assert "1 inovasi asal" in hiding.newly(written, after, asked, content)
    assert "1 inovasi asal" in hiding.newly(after, written, asked, content)


def test_an_application_that_is_none_hides_its_documents(cast):
    edition = competitions.edition()
    requirement = edition.requirements.filter(applies="if_app").first()
    proposal = proposals.draft(edition, by=cast.proposer)
    identity = proposals.an_identity(proposal, is_app=True)
    describing.describe(proposal, identity, by=cast.proposer, at=DURING)
    proposal.refresh_from_db()
    attachments.attach(proposal, proposals.file(), requirement=requirement, by=cast.proposer, at=DURING)
    asked, content = questionnaire.of(edition.pk), contents.content_of(proposal)
    shown = {"group_id": proposal.group_id, "is_app": True}
    assert hiding.hidden(asked, content, **shown) == ()
    assert hiding.hidden(asked, content, **{**shown, "is_app": False}) == (f"dokumen “{requirement.name}”",)


@pytest.mark.parametrize(("months", "is_said"), [(0, False), (1, True), (24, True)])
def test_no_least_age_is_no_sentence(visit, client, draft, months, is_said):
    draft.edition.groups.update(min_age_months=months)
    for page in (visit("identity", draft), client.get(f"/kompetisi/{draft.edition.slug}/")):
        said = text_of(page)
        assert (f"berjalan paling sedikit {months} bulan" in said) == is_said
        assert "paling sedikit 0" not in said


def test_doors_for_files_of_a_hidden_part_say_why(visit, client, cast, written):
    """To the script a sentence, to a person who came by hand a page of it, with the way to the choice."""
    section, requirement = (written.edition.sections.get(key="ringkasan"), written.group.requirements.get())
    section.needs_evidence = True
    section.save()
    identity = proposals.an_identity(written, group=written.edition.groups.get(key="umum"))
    describing.describe(written, identity, by=cast.proposer, at=DURING)
    for kind, part, title in (("section", section, section.title), ("document", requirement, requirement.name)):
        address = reverse(f"proposals:uploads_of_{kind}", args=[written.code, part.key])
        visit("show", written)
        told = client.post(address, {"name": "a.pdf", "size": "10", "utuh": "1"})
        assert told.status_code == 403
        assert told.json()["sentence"].startswith(f"“{title}” tidak diminta dari usulan ini")
        page = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
        assert page.status_code == 403
        assert f"“{title}” tidak diminta dari usulan ini" in text_of(page)
        assert reverse("proposals:identity", args=[written.code]) in page.content.decode()
        assert 'class="masthead"' in page.content.decode()
    gone = reverse("proposals:uploads_of_section", args=[written.code, "tidak-ada"])
    assert client.get(gone).status_code == 404
