"""While judges must not know whose a proposal is, the public reads numbers for names; afterwards names."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from competitions.models import Stage
from judging.models import PublicTimetable
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AnnouncedLine
from proposals.models import Announcement, CatalogueEntry, Proposal
from tests.factories import accounts, competitions, judging, proposals
from tests.factories.competitions import CLOSES_AT

pytestmark = pytest.mark.django_db
SECRETS = ("Puskesmas Terapung", "Pemerintah Kabupaten Xq", "Unit Xq")


@pytest.fixture
def edition():
    return competitions.edition()


@pytest.fixture
def desk(edition):
    return edition.stages.get(kind=StageKind.DESK)


@pytest.fixture
def announced(edition):
    """The list of the stage before the blind one, with a line that was taken back."""
    stage = edition.stages.get(kind=StageKind.ADMINISTRATIVE)
    one, other = proposals.rows(edition, 2)
    Proposal.objects.filter(pk__in=[one.pk, other.pk]).update(title="Puskesmas Terapung")
    lines = [
        AnnouncedLine(each.code, "Puskesmas Terapung", "Pemerintah Kabupaten Xq", "Unit Xq", "Umum")
        for each in (other, one)
    ]
    made = publication.announce(stage, title="Daftar lolos", decree="", lines=lines, at=CLOSES_AT)
    publication.take_back(other, "Milik Unit Xq.", at=CLOSES_AT)
    return made


def closed(desk):
    """The blind stage is over for its judges."""
    by = accounts.membership(Role.MINISTRY_ADMIN)
    Stage.objects.filter(pk=desk.pk).update(opened_at=CLOSES_AT, opened_by=by, closed_at=timezone.now(), closed_by=by)


def read(client, address, **asked):
    response = client.get(address, asked)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8-sig")


def test_why_a_list_departs_from_the_rules_is_told_once_names_are(client, announced, desk):
    rules = ["Paling sedikit satu per provinsi."]
    Announcement.objects.update(override={"rules": rules, "reason": "Unit Xq unggul jauh."})
    address = announced.get_absolute_url()
    shown = read(client, address)
    assert rules[0] in shown
    assert "Unit Xq" not in shown
    assert "Alasannya terbaca setelah penilai selesai membaca tanpa nama." in shown
    closed(desk)
    assert "Unit Xq unggul jauh." in read(client, address)


@pytest.mark.parametrize("asked", [{}, {"bentuk": "csv"}])
def test_a_list_tells_numbers_until_the_blind_stage_is_closed(client, announced, desk, asked):
    address = announced.get_absolute_url()
    told = read(client, address, **asked)
    for code in Proposal.objects.values_list("code", flat=True):
        assert code in told
    assert not [secret for secret in SECRETS if secret in told]
    closed(desk)
    assert all(secret in read(client, address, **asked) for secret in SECRETS[:2])


def test_a_list_in_numbers_is_not_found_by_names(client, announced, desk):
    address = announced.get_absolute_url()
    assert "Tidak ada judul, instansi, atau unit yang cocok" in read(client, address, cari="Terapung")
    closed(desk)
    assert "Tidak ada judul" not in read(client, address, cari="Terapung")


def test_the_order_of_a_list_in_numbers_is_that_of_the_numbers(client, announced):
    told = read(client, announced.get_absolute_url(), bentuk="csv")
    codes = [line.split(";")[0] for line in told.splitlines()[1:]]
    assert codes == sorted(Proposal.objects.values_list("code", flat=True))


def test_nobody_reads_two_owners_apart(client, announced):
    """The same list, of others: the same bytes."""
    address = announced.get_absolute_url()
    before = read(client, address), read(client, address, bentuk="csv")
    announced.refresh_from_db()
    for line in announced.entries:
        line |= {"title": "Aplikasi Lain", "agency": "Kementerian Lain", "unit": "", "code": line["code"]}
        if line.get("ended_at"):
            line["ended_reason"] = "Sebab lain."
    announced.save()
    assert (read(client, address), read(client, address, bentuk="csv")) == before


def test_an_innovation_enters_the_catalogue_when_nobody_judges_blind(client, edition, desk):
    proposal = proposals.rows(edition, 1)[0]
    entry = publication.publish(proposal, awards=(), at=CLOSES_AT)
    address = reverse("proposals:innovation", args=[entry.slug])
    assert client.get(address).status_code == 404
    assert not CatalogueEntry.objects.counted().exists()
    closed(desk)
    assert client.get(address).status_code == 200
    assert CatalogueEntry.objects.counted().exists()


def test_a_public_timetable_tells_numbers_while_judges_read_blind(client):
    stage, _office, assignments = judging.desk(1, kind=StageKind.INTERVIEW)
    PublicTimetable.objects.create(stage=stage, published_at=CLOSES_AT, published_by=stage.opened_by)
    address = reverse("judging:timetable", args=[stage.edition.slug, stage.position])
    told, proposal = read(client, address), assignments[0].proposal
    assert proposal.code in told
    assert proposal.title not in told
    assert proposal.agency.name not in told
    closed(stage.edition.stages.get(kind=StageKind.DESK))
    assert proposal.title in read(client, address)
