"""Above one, a line of the home page opens a list of exactly as many rows as it says."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind, defaults
from judging.models import Award, CertificateBatch, Session
from proposals.models import Proposal
from tests.factories import accounts, judging, proposals
from tests.sinovik.views.test_numbers import length

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def sent_in(count=4, kind=StageKind.DESK):
    """So many dossiers of one unit that were sent in, the office of the unit, and the stage that they stand in."""
    stage, unit = judging.running(kind), accounts.unit()
    return judging.entrants(stage, count, unit=unit), accounts.membership(Role.UNIT, unit=unit), stage


def opened_again(made, **columns):
    """Two of the dossiers are open again, and for a third it is over."""
    for one, column in zip(made, (2 * A_DAY, 3 * A_DAY, -A_DAY), strict=False):
        until = {name: timezone.now() + column for name in columns if name.endswith("_until")}
        Proposal.objects.filter(pk=one.pk).update(**columns | until)


def mended():
    made, writer, _stage = sent_in()
    opened_again(made, mending_until=None, mending_parts=["identity"])
    return writer, "Perbaiki usulan yang belum lolos administrasi", 2


def coached():
    made, writer, _stage = sent_in()
    opened_again(made, coached_until=None, coached_since=timezone.now() - 5 * A_DAY)
    agency = accounts.membership(Role.AGENCY_ADMIN, agency=writer.unit.agency)
    return agency, "Perbaiki usulan finalis menurut catatan pembinaan", 2


def materials():
    """Three sessions to come of one unit, two materials missing of each; one session is over, one unit is another."""
    wanted = {**defaults(StageKind.INTERVIEW), "materials": ["slides", "summary"], "materials_days": 0}
    stage, _office, held = judging.desk(4, kind=StageKind.INTERVIEW, settings=wanted)
    for hours, session in zip((-5, 24, 25, 26), Session.objects.filter(stage=stage).order_by("pk"), strict=True):
        starts_at = timezone.now() + timedelta(hours=hours)
        Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20))
    return accounts.membership(Role.UNIT, unit=held[0].proposal.unit), "Serahkan bahan presentasi", 3


def certificates():
    """Four awards whose printing failed, of which one was revoked since and one lost its dossier."""
    made, _writer, stage = sent_in(4)
    secretary = accounts.membership(Role.SECRETARY)
    for number, proposal in enumerate(made):
        award = Award.objects.create(
            stage=stage,
            proposal=proposal,
            key="top",
            name="Top",
            number=f"{number}/KIPP",
            agency_name="Kabupaten",
            title=proposal.title,
            edition_name=stage.edition.name,
            decree_number="1",
            decree_date=date(2026, 1, 1),
            place="Jakarta",
            signatory_office="Menteri",
            verification_code=f"{number}" * 20,
            given_at=timezone.now(),
        )
    Award.objects.filter(pk=award.pk).update(ended_at=timezone.now(), ended_by=secretary, ended_reason="Salah.")
    proposals.left(made[0])
    CertificateBatch.objects.create(
        stage=stage,
        requested_at=timezone.now(),
        requested_by=secretary,
        tried_at=timezone.now(),
        failure="Gagal.",
    )
    return secretary, "Sertifikat gagal dicetak", 2


def marks_owed():
    """Four dossiers of a judge, one of them marked."""
    _stage, office, held = judging.desk(4)
    judging.marked(held[0], office, lock=True)
    return office, "Usulan menunggu nilai Anda", 3


def visits_owed():
    _stage, office, _held = judging.desk(2, kind=StageKind.FIELD)
    return office, "Kunjungan belum dilaporkan", 2


def to_read_before_a_meeting():
    _stage, office, _held = judging.desk(2, kind=StageKind.PANEL)
    return office, "Berkas untuk dibaca sebelum rapat", 2


SCENES = (mended, coached, materials, certificates, marks_owed, visits_owed, to_read_before_a_meeting)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_a_line_above_one_opens_a_list_of_as_many_rows(client, settings, tmp_path, scene):
    settings.MEDIA_ROOT = tmp_path
    office, sentence, number = scene()
    client.force_login(office.user)
    desks = client.get(reverse("home")).context["desks"]
    (line,) = [one for desk in desks for one in desk["lines"] if one.sentence.startswith(sentence)]
    assert line.count == number > 1
    assert length(client.get(line.url), line.url) == number
