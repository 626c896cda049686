"""Editions, the line of stages, registration and its extension."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from competitions.kinds import StageKind
from competitions.models import Edition, ServingRun, Stage
from judging.models import Assignment, CertificateBatch
from sinovik.audiences import addressees
from tests import carrying
from tests.factories import accounts, competitions, judging, proposals
from tests.pages import hidden, markup, send, text_of
from tests.seconding import settle_all


def page(name, slug="kipp-uji"):
    return reverse(f"control_room_{name}", args=[slug])


def test_the_editions_say_where_they_are(client, cast, edition):
    client.force_login(cast.secretary.user)
    shown = markup(client.get(reverse("control_room")))
    assert page("edition") in shown
    assert "Tahap sekarang: Seleksi administrasi." in shown


def test_an_edition_shows_who_holds_each_stage(client, cast, crew, edition, now):
    carrying.opened(edition.stages.get(position=1), crew, at=now)
    client.force_login(cast.secretary.user)
    shown = markup(client.get(page("edition")))
    assert "pekerjaan berjalan" in shown
    assert "menunggu giliran" in shown
    assert "4 belum diputuskan" in shown
    assert shown.count("sekretariat") >= 1


def test_an_edition_costs_at_most_fifteen_questions_where_everything_is_counted_anew(client, crew, edition, now):
    carrying.opened(edition.stages.get(position=1), crew, at=now)
    client.force_login(crew.admin.user)
    client.get(page("edition"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page("edition")).status_code == 200
    assert len(queries) <= 15


HALF = timedelta(days=10)


def test_at_half_time_no_judge_of_a_panel_is_flagged_and_shortly_before_the_end_those_who_did_nothing(client, cast):
    """Twenty-three judges with four dossiers each; every second has signed one card."""
    stage = judging.running(since=HALF, left=HALF)
    dossiers = judging.entrants(stage, 4)
    for number in range(23):
        office = judging.judge(stage)
        first, *_rest = judging.assigned(stage, office, dossiers)
        if number % 2:
            judging.marked(first, office, lock=True)
    Assignment.objects.filter(stage=stage).update(assigned_at=stage.opened_at)
    client.force_login(cast.secretary.user)
    pages = [
        page("edition", stage.edition.slug),
        reverse("judging:stage", args=[stage.edition.slug, stage.position]),
    ]
    for address in pages:
        shown = text_of(client.get(address))
        assert (shown.count("0 dari 4"), shown.count("1 dari 4")) == (12, 11)
        assert "kecil kemungkinan" not in shown
    # The same work an hour before the end.
    Assignment.objects.filter(stage=stage).update(assigned_at=stage.opened_at - 20 * HALF)
    Stage.objects.filter(pk=stage.pk).update(closes_at=timezone.now() + timedelta(hours=1))
    for address in pages:
        assert "23 penilai" in text_of(client.get(address))


def test_how_far_the_secretariat_will_come_is_said_of_the_stage_as_a_whole(client, cast, crew, edition, now):
    stage = carrying.opened(edition.stages.get(position=1), crew, at=now)
    client.force_login(cast.secretary.user)
    pages = [page("edition"), reverse("judging:stage", args=[edition.slug, stage.position])]
    for address in pages:
        shown = text_of(client.get(address))
        assert "perkiraan saat tenggat" in shown
        assert "agar selesai:" in shown
        assert "akan terlambat" not in shown
    late = timezone.now()
    Stage.objects.filter(pk=stage.pk).update(
        opens_at=late - HALF, opened_at=late - HALF, closes_at=late + timedelta(minutes=5)
    )
    for address in pages:
        answer = client.get(address)
        assert "akan terlambat" in text_of(answer)
        assert "kepada=sekretariat-terlambat" in markup(answer)
    rows = [Stage.objects.get(pk=stage.pk)]
    told = addressees("sekretariat-terlambat", edition=edition, rows=rows, at=late)
    assert cast.secretary.user in [one.user for one in told]
    assert all("- Seleksi administrasi" in one.words["sisa_tugas"] for one in told)
    Stage.objects.filter(pk=stage.pk).update(closes_at=late + HALF)
    rows = [Stage.objects.get(pk=stage.pk)]
    assert addressees("sekretariat-terlambat", edition=edition, rows=rows, at=late) == []


def test_a_page_lives_whole_while_certificates_are_printed(client, crew, cast):
    stage = awarded(crew)
    now, address = timezone.now(), page("edition", stage.edition.slug)
    client.force_login(cast.secretary.user)
    assert "hx-vals" not in markup(client.get(address))
    batch = CertificateBatch.objects.create(stage=stage, requested_at=now, requested_by=crew.admin, tried_at=now)
    shown = markup(client.get(address))
    assert "sertifikat sedang dicetak" in shown
    alive = shown.partition('<div id="hidup">')[2].partition("hx-vals='")
    assert 'id="pendaftaran"' in alive[0]
    seen = json.loads(alive[2].partition("'")[0])["terlihat"]
    assert client.get(address, {"terlihat": seen}).status_code == 204
    CertificateBatch.objects.filter(pk=batch.pk).update(failure="boom")
    shown = markup(client.get(address, {"terlihat": seen}))
    assert "Sertifikat gagal dicetak" in shown.partition('<div id="hidup">')[2]
    assert "hx-vals" not in shown


def awarded(crew):
    """A published stage of which one award stands without a certificate."""
    stage = judging.running(StageKind.PANEL, since=HALF)
    judging.closed(stage)
    stage.published_at, stage.published_by = timezone.now(), stage.opened_by
    stage.save(update_fields=["published_at", "published_by"])
    judging.award(stage, judging.entrants(stage, 1)[0], 1)
    return stage


def test_registration_is_counted_by_agency_without_the_dossiers(client, cast):
    now = timezone.now()
    made = competitions.edition(slug="buka", opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=9))
    draft = proposals.draft(made, by=cast.proposer, title="Rahasia Kami", at=now)
    client.force_login(cast.secretary.user)
    shown = markup(client.get(page("registration", "buka")))
    assert draft.agency.name in shown
    assert "Rahasia Kami" not in shown
    empty = markup(client.get(f"{page('registration', 'buka')}?di=submitted"))
    assert draft.agency.name not in empty
    assert client.get(f"{page('registration', 'buka')}?di=%00").status_code == 200


def test_registration_is_extended_with_a_reason_until_selection_starts(client, cast, edition, now):
    client.force_login(cast.ministry_admin.user)
    accounts.fresh(client)
    later = timezone.localtime(now + timedelta(days=5))
    values = {"date": f"{later:%d/%m/%Y}", "time": "16:00", "reason": "Server padam."}
    assert "Tulis alasannya" in markup(send(client, page("extension"), {**values, "reason": ""}))
    assert send(client, page("extension"), values).status_code == 302
    settle_all(at=timezone.now())
    closes_at = Edition.objects.get(pk=edition.pk).closes_at
    assert timezone.localtime(closes_at).strftime("%d %H.%M") == f"{later:%d} 16.00"


def test_two_who_extend_registration_both_see_the_moment_the_other_set(client, cast, edition, now):
    client.force_login(cast.ministry_admin.user)
    accounts.fresh(client)
    drawn = hidden(client.get(page("extension")))
    days = [(now + timedelta(days=count)).strftime("%d/%m/%Y") for count in (40, 50)]
    for day, status in zip(days, (302, 409), strict=True):
        values = {"date": day, "time": "16.00", "reason": f"Banjir sampai {day}.", **drawn}
        response = client.post(page("extension"), values)
        assert response.status_code == status
        settle_all(at=timezone.now())
    shown = markup(response)
    assert days[0] in shown
    assert f"Banjir sampai {days[1]}." in shown
    before = edition.closes_at
    edition.refresh_from_db()
    assert edition.closes_at.strftime("%d/%m/%Y") == days[0] != before.strftime("%d/%m/%Y")


def test_registration_stays_closed_once_selection_has_started(client, cast, crew, edition, now):
    carrying.opened(edition.stages.get(position=1), crew, at=now)
    client.force_login(cast.ministry_admin.user)
    accounts.fresh(client)
    assert client.get(page("extension")).status_code == 403
    assert "Seleksi sudah dimulai" in markup(client.get(page("edition")))


def test_the_secretary_does_not_extend(client, cast, edition):
    client.force_login(cast.secretary.user)
    accounts.fresh(client)
    assert client.post(page("extension"), {}).status_code == 403


@pytest.mark.parametrize("values", [{"date": "besok"}, {"date": "32/01/2027", "time": "x", "reason": "y"}, {}])
def test_a_wrong_date_is_a_message(client, cast, edition, values):
    client.force_login(cast.ministry_admin.user)
    accounts.fresh(client)
    response = client.post(page("extension"), values)
    assert response.status_code == 200
    assert "Ada yang perlu diperbaiki" in markup(response)


def test_the_room_is_empty_before_the_first_edition(client, db):
    client.force_login(accounts.cast().secretary.user)
    assert "Belum ada edisi" in markup(client.get(reverse("control_room")))


def test_minutes_that_were_lost_are_said_and_fill_in_the_extension(client, cast):
    now = timezone.now()
    made = competitions.edition(
        slug="putus", opens_at=now - timedelta(days=9), closes_at=now + timedelta(hours=2, minutes=1)
    )
    for since, until in ((90, 60), (43, 0)):
        ServingRun.objects.create(
            began_at=now - timedelta(minutes=since), last_at=now - timedelta(minutes=until, seconds=1)
        )
    client.force_login(cast.ministry_admin.user)
    shown = markup(client.get(page("edition", "putus")))
    assert "selama 18 menit" in " ".join(shown.split())
    assert page("extension", "putus") in shown
    accounts.fresh(client)
    form = client.get(page("extension", "putus")).context["form"]
    later = timezone.localtime(made.closes_at + timedelta(minutes=18))
    assert form["date"].value() == f"{later:%d/%m/%Y}"
    assert form["time"].value() in (f"{later:%H.%M}", f"{later - timedelta(minutes=1):%H.%M}")
    assert "portal tidak dapat dibuka selama" in form["reason"].value()


def test_without_a_gap_nothing_is_said_and_the_form_is_empty(client, cast):
    now = timezone.now()
    competitions.edition(slug="utuh", opens_at=now - timedelta(days=9), closes_at=now + timedelta(hours=2))
    ServingRun.objects.create(began_at=now - timedelta(days=2), last_at=now)
    client.force_login(cast.ministry_admin.user)
    assert "Portal sempat tidak dapat dibuka" not in markup(client.get(page("edition", "utuh")))
    accounts.fresh(client)
    assert not client.get(page("extension", "utuh")).context["form"]["reason"].value()


def test_editions_are_narrowed_by_name_and_year(client, cast, edition):
    other = competitions.edition(slug="lain", name="Lomba Daerah", year=2031)
    client.force_login(cast.secretary.user)

    def shown(**query):
        return [row["edition"].pk for row in client.get(reverse("control_room"), query).context["page"]]

    assert set(shown()) == {other.pk, edition.pk}
    assert shown(q="daerah") == [other.pk]
    assert shown(q="2031") == [other.pk]
    assert shown(q="tidak ada") == []
