"""Whatever two writers do over a line that breaks: what was acknowledged is there, what was not is not.

Each request goes through the portal as a server hands it over, the guard against cut bodies first.
"""

import io
import json
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings as portal
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proposals.models import SectionVersion
from sinovik.wholeness import WholeBodies
from tests.factories import proposals
from tests.factories.competitions import DURING
from tests.one_line import one_line

pytestmark = [pytest.mark.django_db, pytest.mark.journey]
KEY, BOX = "ringkasan", "answer_ringkasan"
URLENCODED = "application/x-www-form-urlencoded"
SECRET = "a" * 32
TAKEN = {200, 302}


@pytest.fixture(autouse=True)
def _one_connection():
    with one_line():
        yield


def page(name, draft, *more):
    return reverse(f"proposals:{name}", args=[draft.code, KEY, *more])


def sent(session, address, fields, *, kind=URLENCODED, cut=None, is_announced=True):
    """The status of one request; with `cut` only that share of its body arrives, of the length that was announced or
    one that fits what came.
    """
    fields = {"csrfmiddlewaretoken": SECRET, **fields, "utuh": "1"}
    body = urlencode(fields).encode() if kind == URLENCODED else encode_multipart(BOUNDARY, fields)
    came = body if cut is None else body[: int(len(body) * cut)]
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": urlsplit(address).path,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        "wsgi.input": io.BytesIO(came),
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body if is_announced else came)),
        "HTTP_COOKIE": f"{portal.CSRF_COOKIE_NAME}={SECRET}; {portal.SESSION_COOKIE_NAME}={session}",
    }
    heard = []
    answer = b"".join(WholeBodies(WSGIHandler())(environ, lambda status, headers: heard.append(int(status[:3]))))
    return heard[0], answer


def standing(draft):
    return SectionVersion.objects.filter(proposal=draft).order_by("-number").first()


def stamp(draft):
    version = standing(draft)
    return version.stamp if version else "0"


ACTS = st.lists(
    st.tuples(
        # The same act is sent whole, cut, or whole with its answer lost and then once more.
        st.sampled_from(["type", "button", "restore"]),
        st.sampled_from(["whole", "whole", "torso", "fitting", "again"]),
        st.sampled_from([URLENCODED, MULTIPART_CONTENT]),
        st.integers(0, 1),
        st.booleans(),
        st.text("ab ", max_size=4),
        st.floats(0.05, 0.95),
        st.integers(0, 400),
    ),
    max_size=10,
)


@given(acts=ACTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_acknowledged_is_there_and_what_was_not_is_not(cast, edition, time_machine, acts):
    at = DURING
    time_machine.move_to(at, tick=False)
    draft = proposals.draft(edition, by=cast.proposer)
    sessions = [session_of(one) for one in (cast.proposer, cast.colleague)]
    stands, seen, closed = "", ["0", "0"], {}
    for act, way, kind, who, is_fresh, text, share, seconds in acts:
        at += timedelta(seconds=seconds)
        time_machine.move_to(at, tick=False)
        # Who looks again sees what stands; who does not sends what an older page showed.
        seen[who] = stamp(draft) if is_fresh else seen[who]
        before = standing(draft)
        if act == "restore":
            if before is None:
                continue
            address, fields, wanted = page("version", draft, 1), {}, first_of(draft)
        else:
            address, fields, wanted = page("section_typed" if act == "type" else "section", draft), {BOX: text}, text
        request = {"fields": {**fields, "versi": seen[who]}, "kind": kind}
        if way in ("torso", "fitting"):
            status, _answer = sent(sessions[who], address, **request, cut=share, is_announced=way == "torso")
            assert status not in TAKEN
            assert state(standing(draft)) == state(before)
        else:
            status, answer = sent(sessions[who], address, **request)
            was_current = seen[who] == (before.stamp if before else "0")
            assert (status in TAKEN) is (was_current or wanted == stands), (act, status, answer[:300])
            if status in TAKEN:
                stands = wanted
                if way == "again":
                    # The answer was lost: the browser sends the same once more, and nothing is there twice.
                    numbers = standing(draft) and standing(draft).number
                    assert sent(sessions[who], address, **request)[0] in TAKEN or act == "restore"
                    assert (standing(draft) and standing(draft).number) == numbers
                seen[who] = json.loads(answer)["version"] if act == "type" else stamp(draft)
            else:
                assert state(standing(draft)) == state(before)
        kept = {row.number: row for row in SectionVersion.objects.filter(proposal=draft)}
        assert kept[max(kept)].texts == {KEY: stands} if kept else stands == ""
        assert {number: kept[number].texts for number in closed} == closed
        closed = {number: row.texts for number, row in kept.items() if row.closed_at}


def session_of(office):
    client = Client()
    client.force_login(office.user)
    return client.cookies[portal.SESSION_COOKIE_NAME].value


def first_of(draft):
    return SectionVersion.objects.get(proposal=draft, number=1).texts[KEY]


def state(version):
    return version and (version.number, version.texts, version.stamp)
