"""Lay the ground of a drill in an empty portal: dossiers to send, cards to fill, a stage to close, people signed in.

Run as a module inside the drill's portal: `lay` with the number of the drill, the last line it says is who there is,
as JSON; `close` with the key of a stage.
"""

import json
import os
import sys
from datetime import timedelta
from itertools import count, islice

import django

SENDERS, READ = 24, 8


def laid_out(drill, *, senders=SENDERS):
    """Who sends what, who marks what, and the stage that is closed. Each drill of a portal has its own."""
    from django.utils import timezone

    from competitions.kinds import StageKind
    from judging.models import Assignment
    from tests import carrying
    from tests.factories import accounts, competitions, crews, proposals

    # People and places of a later drill are others.
    accounts.numbers = count(drill * 10_000)
    accounts.region_codes = islice(accounts.region_codes, drill * 100, None)
    now = timezone.now()
    sent_by = sending(drill, senders=senders)
    crew = crews.crew(evaluators=4, panelists=3)
    reading = competitions.just_closed(now, slug=f"latihan-nilai-{drill}", name=f"Latihan Nilai {drill}")
    proposals.rows(reading, READ)
    desk = carrying.carried_to(reading, StageKind.DESK, crew, at=now - timedelta(hours=3))
    held = Assignment.objects.filter(stage=desk).standing().select_related("proposal").order_by("pk")
    marking = [
        {"cookies": cookies_of(crew.office_of(one.judge_id)), "code": one.proposal.code, "key": one.pk} for one in held
    ]
    levels = sorted(desk.rubric.levels.values_list("points", flat=True))
    return {
        **sent_by,
        "marking": marking,
        "desk": [reading.slug, desk.position, desk.pk],
        "criteria": list(desk.rubric.criteria.order_by("position").values_list("key", flat=True)),
        "levels": [float(one) if one % 1 else int(one) for one in levels],
    }


def sending(drill, *, senders):
    """An edition that takes proposals: those that are ready to be sent, and one that is written."""
    from django.utils import timezone

    from accounts.models import Role
    from tests.factories import accounts, competitions, proposals

    now = timezone.now()
    dates = {"opens_at": now - timedelta(days=9), "closes_at": now + timedelta(days=9)}
    names = {"slug": f"latihan-kirim-{drill}", "name": f"Latihan Kirim {drill}"}
    running = competitions.small(agency_cap=None, **names, **dates)
    writer = accounts.membership(Role.UNIT)
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=writer.agency)
    begun = now - timedelta(days=2)
    return {
        "edition": running.pk,
        "sender": cookies_of(admin),
        "writer": cookies_of(writer),
        "ready": [proposals.with_agency(running, by=writer, at=begun).code for _ in range(senders)],
        "loading": proposals.draft(running, by=writer, at=begun).code,
        "document": running.requirements.earliest("position").key,
    }


def cookies_of(office):
    """Of somebody who is signed in and gave the password just now: the session, and the secret of forms."""
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from tests.factories import accounts

    client = Client(HTTP_HOST="localhost")
    client.force_login(office.user, "allauth.account.auth_backends.AuthenticationBackend")
    accounts.fresh(client)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: _get_new_csrf_string()}


def close(stage_id):
    """Sign every card of a stage as it stands or with marks of its own, and close it: its result is asked for."""
    from django.utils import timezone

    from accounts.models import Membership, Role
    from competitions.models import Stage
    from judging.circle import closing
    from judging.domain.cards import scoring
    from judging.models import Assignment
    from tests.factories import judging

    stage = Stage.objects.select_related("edition", "rubric").get(pk=stage_id)
    for held in Assignment.objects.for_acts(on=timezone.localdate()).filter(stage=stage).order_by("pk"):
        office = Membership.objects.get(user=held.judge_id, role=Role.EVALUATOR)
        given = scoring.given_on(held.scorecard) if hasattr(held, "scorecard") else judging.marks(stage)
        scoring.record_marks(held, given, lock=True, by=office, at=timezone.now())
    admin = Membership.objects.filter(role=Role.MINISTRY_ADMIN).earliest("pk")
    closing.close_stage(stage, by=admin, at=timezone.now())
    return {}


if __name__ == "__main__":
    django.setup()
    told = {"lay": laid_out, "close": close}[sys.argv[1]](int(sys.argv[2]))
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    # Without tidying up: what was asked for is still under way when the drill goes on.
    os._exit(0)
