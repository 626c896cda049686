"""A file far too large is taken by the server and refused in a sentence, without ever being in memory as a whole."""

import http.client
import tracemalloc

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import OfficialList, Role, WriterSheet
from accounts.pages import stamps
from competitions.models import Edition
from tests.factories import accounts
from tests.sinovik.serving.conftest import SECONDS

MEGABYTE = 1_048_576
TOKEN = "a" * 32
PIECE = b"x" * 65536
# What may be held of it at a time, whatever its size.
HELD = 12 * MEGABYTE
# Who hands in what where, the boxes beside it, and what is said.
PLACES = {
    "a plan": (
        Role.MINISTRY_ADMIN,
        "competitions:plan-from-file",
        {
            "slug": "besar",
            "name": "KIPP Besar",
            "year": "2030",
            "legal_basis": "Pedoman",
            "opens_on": "1/2/2030",
            "opens_time": "08.00",
            "closes_on": "1/4/2030",
            "closes_time": "16.00",
        },
        "Berkas rencana paling besar 1 MB.",
    ),
    "writers": (Role.AGENCY_ADMIN, "writer_sheet", {}, "Berkasnya terlalu besar. Paling besar 5 MB"),
    "an official list": (
        Role.SECRETARY,
        "register_list_entering",
        {"kind": "regions", "since": "1/2/2026", "reason": "Kepmendagri"},
        "Berkasnya terlalu besar. Paling besar 5 MB",
    ),
}


def field(name, value):
    return f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def pieces(boxes, size):
    """The body of a form with a file of a size, piece by piece; its length is that of the whole."""
    head = b"".join(field(name, value) for name, value in {"csrfmiddlewaretoken": TOKEN, **boxes}.items())
    head += b'--b\r\nContent-Disposition: form-data; name="file"; filename="besar.csv"\r\n\r\n'
    end = b"\r\n" + field(stamps.END, "1") + b"--b--\r\n"
    return len(head) + size + len(end), (part for part in (head, *[PIECE] * (size // len(PIECE)), end))


@pytest.mark.parametrize("what", PLACES)
def test_forty_megabytes_are_refused_in_a_sentence_and_never_held(portal_door, what):
    role, name, boxes, sentence = PLACES[what]
    browser = Client()
    browser.force_login(accounts.membership(role).user)
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    headers = {
        "Host": "localhost",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "Content-Type": "multipart/form-data; boundary=b",
        "Connection": "close",
    }
    ask(portal_door, "GET", reverse(name), {**headers, "Content-Length": "0"}, [])
    length, body = pieces(boxes, 40 * MEGABYTE)
    tracemalloc.start()
    try:
        status, page = ask(portal_door, "POST", reverse(name), {**headers, "Content-Length": str(length)}, body)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert status in (200, 422)
    assert sentence in page
    assert most < HELD
    assert [model for model in (Edition, WriterSheet, OfficialList) if model.objects.exists()] == []


def ask(portal, method, path, headers, body):
    line = http.client.HTTPConnection(*portal.address, timeout=SECONDS)
    try:
        line.request(method, path, body=body, headers=headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()
