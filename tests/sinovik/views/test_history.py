"""The trail in words, and the check of its chain."""

import re
from pathlib import Path

import pgtrigger
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.domain import events
from accounts.domain.correspondence import outbox
from accounts.models import Event
from sinovik.history.events_in_words import SENTENCES
from tests import carrying
from tests.factories import competitions
from tests.owner import as_owner
from tests.pages import markup, text_of


def test_events_read_as_sentences_with_who_and_where(client, cast, crew, edition, now):
    carrying.opened(edition.stages.get(position=1), crew, at=now)
    client.force_login(cast.secretary.user)
    shown = markup(client.get(reverse("control_room_history", args=["kipp-uji"]) + "?tahap=1"))
    assert "Tahap dibuka dengan 4 peserta" in shown
    assert "Agus Salim, admin kementerian" in shown
    assert "Edisi disusun" not in shown
    assert "Edisi disusun" in markup(client.get(reverse("control_room_history", args=["kipp-uji"])))


def test_an_unknown_stage_shows_the_whole_edition(client, cast, edition):
    client.force_login(cast.secretary.user)
    for asked in ("99", "x", "%00"):
        response = client.get(reverse("control_room_history", args=["kipp-uji"]) + f"?tahap={asked}")
        assert "Edisi disusun" in markup(response)


def test_an_edition_without_stages_has_its_history(client, cast):
    competitions.edition(slug="baru", announced=False).stages.all().delete()
    client.force_login(cast.secretary.user)
    response = client.get(reverse("control_room_history", args=["baru"]))
    assert response.status_code == 200
    assert client.get(reverse("control_room_history", args=["tidak-ada"])).status_code == 404


def test_the_chain_is_checked_on_request(client, cast, edition):
    client.force_login(cast.ministry_admin.user)
    assert client.get(reverse("history_check")).status_code == 405
    shown = markup(client.post(reverse("history_check"), follow=True))
    assert f"Rantai utuh: {Event.objects.count()} peristiwa" in shown


def test_a_changed_event_breaks_the_chain(client, cast, edition):
    first = Event.objects.order_by("number").first()
    with as_owner(), pgtrigger.ignore("accounts.Event:append_only"):
        Event.objects.filter(pk=first.pk).update(body=first.body.replace("edition", "editions"))
    client.force_login(cast.ministry_admin.user)
    shown = markup(client.post(reverse("history_check"), follow=True))
    assert "Rantai putus di nomor 1: sidik digitalnya tidak cocok dengan isinya" in shown


def test_the_secretary_does_not_check(client, cast):
    client.force_login(cast.secretary.user)
    assert client.post(reverse("history_check")).status_code == 403


def test_every_event_of_the_code_has_its_sentence():
    named = set()
    for app in ("accounts", "competitions", "proposals", "judging"):
        for path in Path(settings.BASE_DIR, app).rglob("*.py"):
            code = path.read_text()
            for call in re.findall(r"events\.record(?:_many)?\(([^)]*)", code):
                named |= set(re.findall(r'"([a-z_]+\.[a-z_]+)"', call))
    assert named - SENTENCES.keys() == set()


def test_the_whole_trail_costs_the_same_at_any_length(client, cast, crew, edition, now, django_assert_max_num_queries):
    carrying.opened(edition.stages.get(position=1), crew, at=now)
    client.force_login(cast.ministry_admin.user)
    with django_assert_max_num_queries(10):
        assert client.get(reverse("history")).status_code == 200


def test_letters_kept_back_are_named_by_kind_and_edition(client, cast, edition):
    outbox.hold("visit.set", edition=edition.slug, by=cast.secretary, at=timezone.now())
    client.force_login(cast.ministry_admin.user)
    page = text_of(client.get(reverse("history")))
    assert "Surat ditahan: Jadwal kunjungan lapangan" in page
    assert edition.name in page
    assert "visit.set" not in page


def test_the_trail_is_narrowed_by_who_which_and_when(client, cast, crew, edition, now):
    carrying.opened(edition.stages.get(position=1), crew, at=now)
    client.force_login(cast.ministry_admin.user)

    def shown(**query):
        page = client.get(reverse("control_room_history", args=[edition.slug]), query).context["page"]
        return [row["number"] for row in page]

    every = shown()
    mine = shown(q=crew.admin.user.email)
    assert mine
    assert set(mine) <= set(every)
    proposal = edition.proposals.order_by("pk").first()
    events.record("proposal.submitted", on=proposal, by=None, at=now)
    events.record("choice.made", on=edition.stages.get(position=1), by=None, at=now, proposal=proposal.pk)
    every = shown()
    of_one = shown(q=proposal.code.lower())
    assert len(of_one) == 2
    assert set(of_one) < set(every)
    assert shown(q="tidak ada orangnya") == []
    assert shown(sampai="1/1/2001") == []
    assert shown(sejak="1/1/2001") == every
    # The stage stays when what narrows is taken away.
    page = client.get(reverse("control_room_history", args=[edition.slug]), {"tahap": "1", "q": "x"})
    assert page.context["clear_url"].endswith("?tahap=1")
