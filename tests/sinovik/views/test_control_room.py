"""Editions, the line of stages, registration and its extension."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from competitions.models import Edition, ServingRun
from tests import carrying
from tests.factories import accounts, competitions, proposals
from tests.pages import hidden, markup, send
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
