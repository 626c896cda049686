"""A judge who opens a dossier or a file of it stands in the log of readings; who is refused does not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Event, Reading
from tests.factories import judging
from tests.judging.views.desk.cards import address, attached

pytestmark = pytest.mark.django_db


def noted():
    return list(Reading.objects.order_by("pk").values_list("kind", "user", "subject_type", "subject_id", "about"))


def test_opening_a_dossier_is_noted_once_an_hour_and_not_in_the_trail(client, desk):
    _stage, office, (assignment, other, _third) = desk
    before = Event.objects.count()
    for _time in range(2):
        assert client.get(address(assignment)).status_code == 200
    assert noted() == [
        ("dossier", office.user_id, "proposals.proposal", assignment.proposal_id, assignment.proposal.code)
    ]
    row = Reading.objects.get()
    assert (row.office, row.visitor) == (office.role, "127.0.0.1")
    client.get(address(other))
    assert len(noted()) == 2
    assert Event.objects.count() == before


def test_the_log_costs_one_statement(client, desk):
    _stage, _office, (assignment, *_) = desk
    with CaptureQueriesContext(connection) as asked:
        client.get(address(assignment))
    assert [one["sql"].split()[0] for one in asked.captured_queries if "accounts_reading" in one["sql"]] == ["INSERT"]


def test_who_does_not_get_the_dossier_leaves_no_reading(client, desk):
    stage, _office, (assignment, *_) = desk
    client.force_login(judging.judge(stage).user)
    assert client.get(address(assignment)).status_code == 404
    assert noted() == []


def test_a_file_is_noted_by_number_and_without_its_name(client, desk):
    _stage, office, (assignment, *_) = desk
    file = attached(assignment.proposal)
    for name in ("judge-attachment", "evidence"):
        answer = client.get(address(assignment, name, file.pk))
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content if answer.streaming else [answer.content])
    about = f"{assignment.proposal.code}, {file.pk}"
    assert noted() == [("file", office.user_id, "proposals.attachment", file.pk, about)]


def test_a_page_of_a_file_alone_is_noted_too(client, desk):
    """Whoever knows the address of a picture needs no frame around it."""
    _stage, office, (assignment, *_) = desk
    file = attached(assignment.proposal)
    assert client.get(f"{address(assignment, 'evidence', file.pk)}1/").status_code == 200
    about = f"{assignment.proposal.code}, {file.pk}"
    assert noted() == [("file", office.user_id, "proposals.attachment", file.pk, about)]


def test_a_head_request_shows_nothing_new_and_stands_there_too(client, desk):
    _stage, _office, (assignment, *_) = desk
    assert client.head(address(assignment)).status_code == 200
    assert len(noted()) == 1
