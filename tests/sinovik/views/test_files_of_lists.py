"""Every list of the house as a file: the same rows in both forms, numbers as numbers, nothing that runs."""

import csv
import io
import re
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Role, Unit
from competitions.kinds import StageKind
from competitions.models import Stage
from judging.models import Assignment, PanelMember
from proposals.domain.catalogue import imports, winner_lists
from proposals.domain.catalogue.earlier_rows import WinnerRow
from proposals.models import Coaching, OtherProgramme, Proposal, Survey, WinnerList
from tests import carrying
from tests.architecture.test_lists import NO_FILE, PAGED
from tests.factories import accounts

pytestmark = [pytest.mark.django_db, pytest.mark.journey]
# What is written in digits and is no number: nobody adds it up.
NAMES = {"Kode", "Kode wilayah", "Nomor", "Nomor sertifikat", "Nomor keputusan", "Sidik digital", "Kode verifikasi"}
DIGITS = re.compile(r"-?\d+([.,]\d+)?")


@pytest.fixture
def season():
    """An edition whose desk and panel are decided and whose interviews are given out."""
    crew, edition, dossiers = carrying.begun(6, evaluators=4, panelists=4)
    interview = carrying.carried_to(edition, StageKind.INTERVIEW, crew)
    desk = edition.stages.get(kind=StageKind.DESK)
    Stage.objects.filter(pk=desk.pk).update(settings={**desk.settings, "discussion": True})
    return crew, edition, interview, dossiers


def at(name, stage, **more):
    return reverse(f"judging:{name}", args=[stage.edition.slug, stage.position, *more.values()])


def sheet_of_iga(office, *, at):
    """A sheet of another programme whose rows were read."""
    rows = [(1, ["Judul", "Instansi"]), (2, ["Layanan Terapung", "Kementerian Uji"]), (3, ["", "Kementerian Uji"])]
    listed = imports.hand_in(OtherProgramme(name="IGA"), rows, name="iga.csv", reason="Surat", by=office, at=at)
    imports.name_columns(listed, {"title": 0, "agency": 1}, year=2023, by=office, at=at)
    winner_lists.carry_on(listed.pk, clock=lambda: at)
    return listed


def rated(edition):
    """A stage in which the public rates, after all others."""
    last = edition.stages.order_by("-position").first()
    shape = {"name": "Penilaian masyarakat", "position": last.position + 1, "opens_at": last.closes_at}
    return edition.stages.get_or_create(
        kind=StageKind.BENEFIT,
        key="benefit",
        defaults={**shape, "closes_at": last.closes_at + timedelta(days=9)},
    )[0]


def addresses(season):
    """By the name of its view: who looks at a list, and where."""
    crew, edition, interview, dossiers = season
    stages = {stage.kind: stage for stage in edition.stages.select_related("edition")}
    desk, panel = stages[StageKind.DESK], stages[StageKind.PANEL]
    admin, slug = crew.admin, edition.slug
    own = accounts.membership(Role.AGENCY_ADMIN, agency=dossiers[0].agency)
    writer = accounts.membership(Role.UNIT, unit=Unit.objects.get(pk=dossiers[0].unit_id))
    held = Assignment.objects.standing().filter(stage=interview).order_by("pk").first()
    judge = crew.office_of(held.judge_id)
    year = edition.year
    asked = {"due_on": date(year, 12, 1), "asked_at": interview.opens_at, "asked_by": admin}
    Survey.objects.get_or_create(year=year, defaults=asked)
    finalist = {"proposal": held.proposal, "stage": panel, "opened_at": interview.opens_at, "opened_by": admin}
    Coaching.objects.get_or_create(proposal=held.proposal, defaults={**finalist, "until": interview.closes_at})
    lines = [WinnerRow(2, "Layanan Terapung", 2018, "Top 40", "Kementerian Uji", "ministry")]
    given = {"name": "pemenang.csv", "reason": "Keputusan Menteri", "by": admin, "at": interview.opens_at}
    listed = WinnerList.objects.of_winners().first() or winner_lists.hand_in(lines, **given)
    sheet = WinnerList.objects.of_programmes().first() or sheet_of_iga(admin, at=interview.opens_at)
    return {
        "accounts/views/applications.py:agencies": (None, reverse("application_agencies") + "?q=a"),
        "accounts/views/applications.py:queue": (admin, reverse("applications")),
        "accounts/views/bulk.py:listed": (admin, reverse("bulk_acts")),
        "accounts/views/chores.py:index": (admin, reverse("chores")),
        "accounts/views/confirmations.py:index": (admin, reverse("confirmations")),
        "accounts/views/motions.py:listed": (admin, reverse("motions")),
        "accounts/views/outbox.py:index": (admin, reverse("letters") + "?keadaan=semua"),
        "accounts/views/outbox.py:refused": (own, reverse("letters_refused")),
        "accounts/views/personal.py:listed": (admin, reverse("erasures")),
        "accounts/views/people.py:listed": (admin, reverse("people")),
        "accounts/views/readings.py:index": (admin, reverse("readings")),
        "accounts/views/register/lists.py:agency": (admin, reverse("register_agency", args=[dossiers[0].agency_id])),
        "accounts/views/register/lists.py:listed": (admin, reverse("register_units")),
        "accounts/views/register/lists.py:regions": (admin, reverse("register_regions")),
        "accounts/views/register/official.py:listed": (admin, reverse("register_lists")),
        "accounts/views/sign_ins.py:index": (admin, reverse("sign_ins")),
        "accounts/views/writers.py:listed": (own, reverse("agency_people")),
        "judging/views/control/administration.py:entrants": (
            admin,
            reverse("judging:administration", args=[stages[StageKind.ADMINISTRATIVE].pk]),
        ),
        "judging/views/control/certificates.py:batch": (admin, at("certificates", desk)),
        "judging/views/control/certificates.py:mine": (own, reverse("judging:certificates-mine")),
        "judging/views/control/deciding/deliberation.py:table": (admin, at("deliberation", panel)),
        "judging/views/control/watching/disagreements.py:listed": (admin, at("disagreements", desk)),
        "judging/views/control/feedback.py:listed": (admin, at("feedback", desk)),
        "judging/views/control/objections.py:listed": (admin, at("objections-desk", panel)),
        "judging/views/control/juries/panel.py:panel": (admin, at("panel", interview)),
        "judging/views/control/watching/results.py:every_mark": (admin, at("marks", desk)),
        "judging/views/control/watching/results.py:results": (admin, at("results", desk)),
        "judging/views/control/resemblances.py:listed": (
            admin,
            reverse("judging:resemblances", args=[stages[StageKind.ADMINISTRATIVE].pk]),
        ),
        "judging/views/control/watching/seals.py:seals": (admin, reverse("judging:seals")),
        "judging/views/control/timetables/sessions.py:listed": (admin, at("sessions", interview)),
        "judging/views/control/stage.py:entering": (admin, at("entrants", interview)),
        "judging/views/desk/discussion.py:listed": (crew.evaluators[0], at("discussions", desk)),
        "judging/views/desk/session.py:schedule": (judge, at("schedule", interview)),
        "judging/views/desk/work.py:overview": (judge, reverse("judging:desk")),
        "judging/views/control/juries/ties.py:listed": (admin, reverse("judging:ties", args=[slug, desk.position])),
        "judging/views/control/timetables/visits.py:listed": (
            admin,
            reverse("judging:visits", args=[slug, stages[StageKind.FIELD].position]),
        ),
        "judging/views/feedback.py:listed": (own, reverse("judging:feedback-mine")),
        "judging/views/visited.py:listed": (writer, reverse("judging:visits-mine")),
        "judging/views/participants.py:listed": (writer, reverse("judging:hearings")),
        "judging/views/register.py:listed": (admin, reverse("judging:judges")),
        "proposals/views/dossier/dossiers.py:index": (writer, reverse("proposals:list")),
        "proposals/views/dossier/gate.py:page": (own, reverse("proposals:list")),
        "proposals/views/follow_up/check_ins.py:own": (own, reverse("proposals:check_ins_own")),
        "proposals/views/follow_up/check_ins.py:survey": (admin, reverse("proposals:survey", args=[year])),
        "proposals/views/follow_up/incentive.py:table": (
            admin,
            reverse("proposals:incentive") + f"?tahun={year}",
        ),
        "proposals/views/follow_up/inquiries.py:listed": (own, reverse("proposals:inquiries")),
        "proposals/views/follow_up/jippnas.py:table": (admin, reverse("proposals:jippnas")),
        "proposals/views/follow_up/replications.py:listed": (admin, reverse("proposals:replications")),
        "proposals/views/follow_up/imports.py:listed": (admin, reverse("proposals:imports")),
        "proposals/views/follow_up/imports.py:page_of": (admin, reverse("proposals:import", args=[sheet.pk])),
        "proposals/views/follow_up/winner_lists.py:listed": (admin, reverse("proposals:winner_lists")),
        "proposals/views/follow_up/winner_lists.py:page_of": (
            admin,
            reverse("proposals:winner_list", args=[listed.pk]),
        ),
        "proposals/views/public/catalogue.py:announcement": (
            None,
            reverse("proposals:announcement", args=[slug, panel.position]),
        ),
        "proposals/views/public/catalogue.py:catalogue": (None, reverse("proposals:catalogue")),
        "proposals/views/public/corrections.py:index": (None, reverse("proposals:public_corrections")),
        "judging/views/control/held.py:held": (admin, at("held", rated(edition))),
        "sinovik/views/control_room.py:editions": (admin, reverse("control_room")),
        "sinovik/views/history.py:answer": (admin, reverse("history")),
        "sinovik/views/control_room.py:registration": (admin, reverse("control_room_registration", args=[slug])),
        "sinovik/views/messages.py:message": (admin, reverse("letters_new") + f"?kepada=panelis&edisi={slug}"),
        # Without pages to turn, and files all the same.
        "editions": (None, reverse("competitions:editions")),
        "invitations": (judge, reverse("judging:invitations")),
        "judging/views/coaching.py:listed": (admin, at("coaching", panel)),
        "plenary": (admin, at("plenary", panel)),
        "plenary, a judge": (crew.panelists[0], at("plenary", panel)),
        "history of an edition": (admin, reverse("control_room_history", args=[slug])),
    }


def sheet_of(client, address):
    answer = client.get(address + ("&" if "?" in address else "?") + "bentuk=xlsx")
    assert answer.status_code == 200, address
    assert answer.headers["Content-Disposition"].startswith("attachment"), address
    content = b"".join(answer.streaming_content)
    with closing(load_workbook(io.BytesIO(content))) as book:
        return [list(row) for row in book.active.iter_rows()]


def table_of(client, address):
    answer = client.get(address + ("&" if "?" in address else "?") + "bentuk=csv")
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff"), address
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_every_list_is_the_same_in_both_forms_and_runs_nothing(client, season):
    Proposal.objects.filter(edition=season[1]).update(title="=1+1")
    told = addresses(season)
    assert PAGED.keys() - NO_FILE.keys() - told.keys() == set(), "say here who looks at the list, and where"
    filled = 0
    for name, (office, address) in told.items():
        client.logout()
        if office:
            client.force_login(office.user)
        heads, *rows = sheet_of(client, address)
        table = table_of(client, address)
        assert [cell.value for cell in heads] == table[0], name
        assert len(rows) == len(table) - 1, name
        assert all(isinstance(cell.value, str) and cell.value for cell in heads), name
        filled += bool(rows)
        for row in rows:
            for head, cell in zip(heads, row, strict=True):
                assert cell.data_type in ("s", "n", "d"), (name, head.value)
                is_text = cell.data_type == "s" and head.value not in NAMES
                assert not (is_text and DIGITS.fullmatch(str(cell.value))), (name, head.value, cell.value)
        for row in table[1:]:
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))], name
    assert filled > 25


def test_a_file_of_a_blind_stage_does_not_say_whose_a_dossier_is(client):
    crew, edition, dossiers = carrying.begun(4, evaluators=3)
    desk = carrying.carried_to(edition, StageKind.DESK, crew)
    type(desk).objects.filter(pk=desk.pk).update(is_blind=True)
    member = PanelMember.objects.filter(stage=desk).select_related("judge").order_by("code").first()
    client.force_login(member.judge)
    answer = client.get(reverse("judging:desk") + "?bentuk=csv")
    text = b"".join(answer.streaming_content).decode()
    assert dossiers[0].edition_id
    assert "Instansi" not in text.splitlines()[0]
    for proposal in dossiers:
        assert proposal.agency.name not in text
