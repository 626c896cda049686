"""Help on request: opened by those who write, read by the secretariat alone, each reading on record, ended at will."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Event, Letter, Reading, Role
from accounts.rules import Refused
from proposals import rules
from proposals.domain.draft import assistance
from proposals.models import Assistance, AssistanceReading, Attachment
from tests.factories import proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import markup, send, text_of

pytestmark = pytest.mark.django_db
LATER = DURING + timedelta(days=3)
QUESTION = "Apakah angka dampaknya cukup?"


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def draft(cast, edition):
    return proposals.filled(edition, by=cast.proposer, title="Perahu Obat")


@pytest.fixture
def opened(cast, draft):
    assistance.open_up(draft, QUESTION, by=cast.proposer, at=DURING)
    return draft


def page(name, proposal, *more):
    return reverse(f"proposals:{name}", args=[proposal.code, *more])


def begin(client, proposal):
    return client.post(page("assistance_begin", proposal), {"utuh": "1", "versi": "?"})


def test_a_unit_opens_its_draft_the_secretariat_reads_and_the_unit_ends_it(client, cast, draft):
    client.force_login(cast.proposer.user)
    assert page("assistance", draft) in markup(client.get(page("show", draft)))
    send(client, page("assistance", draft), {"note": QUESTION})
    client.force_login(cast.secretary.user)
    assert "Bantu penulis usulan yang membuka drafnya" in text_of(client.get("/beranda/"))
    said = text_of(client.get(reverse("proposals:assistances")))
    assert "Perahu Obat" in said
    assert QUESTION in said
    assert client.get(page("assistance_reading", draft)).status_code == 404
    assert begin(client, draft).url == page("assistance_reading", draft)
    shown = client.get(page("assistance_reading", draft))
    assert "Perahu Obat" in text_of(shown)
    file = Attachment.objects.present().filter(proposal=draft).first()
    answer = client.get(page("assistance_file", draft, file.pk))
    assert answer.getvalue()
    assert client.get(page("identity", draft)).status_code in (403, 404)
    assert client.get(page("show", draft)).status_code == 404

    client.force_login(cast.proposer.user)
    assert cast.secretary.signature in text_of(client.get(page("assistance", draft)))
    send(client, page("assistance", draft), {})
    assert Assistance.objects.get().ended_by == cast.proposer
    client.force_login(cast.secretary.user)
    assert client.get(page("assistance_reading", draft)).status_code == 404
    assert begin(client, draft).status_code == 404
    names = ("proposal.opened_for_help", "proposal.read_for_help", "proposal.help_ended")
    assert list(Event.objects.filter(name__in=names).order_by("pk").values_list("name", flat=True)) == list(names)


def test_each_reading_is_on_record_and_lasts_half_an_hour(client, cast, opened, time_machine):
    client.force_login(cast.secretary.user)
    begin(client, opened)
    begin(client, opened)
    assert AssistanceReading.objects.count() == 2
    client.get(page("assistance_reading", opened))
    noted = Reading.objects.get()
    assert (noted.kind, noted.user, noted.office) == (Reading.Kind.DRAFT, cast.secretary.user, Role.SECRETARY)
    assert noted.about == opened.code
    time_machine.move_to(LATER + rules.READING_LASTS, tick=False)
    assert client.get(page("assistance_reading", opened)).status_code == 404


def test_the_secretariat_is_told_by_letter_with_the_question_and_nobody_else(cast, opened):
    told = Letter.objects.filter(name="proposal.opened_for_help")
    assert [letter.recipient for letter in told] == [cast.secretary.user]
    assert all(words in told[0].body for words in (QUESTION, "Perahu Obat", reverse("proposals:assistances")))


@pytest.mark.parametrize("who", ["ministry_admin", "agency_admin", "proposer"])
def test_nobody_else_reads_what_is_opened_for_help(client, cast, opened, who):
    office = getattr(cast, who)
    client.force_login(office.user)
    assert client.get(reverse("proposals:assistances")).status_code == 403
    assert begin(client, opened).status_code == 403
    with pytest.raises(Refused) as refused:
        assistance.read(Assistance.objects.get(), by=office, at=LATER)
    assert refused.value.refusal is rules.SECRETARIAT_ONLY


@pytest.mark.parametrize(
    ("who", "question", "at", "key"),
    [
        ("proposer", "  ", LATER, rules.QUESTION_MISSING.key),
        ("agency_admin", QUESTION, LATER, rules.NOT_YOURS.key),
        ("secretary", QUESTION, LATER, rules.NOT_YOURS.key),
        ("proposer", QUESTION, CLOSES_AT, rules.CLOSED.key),
    ],
)
def test_who_may_open_it(cast, draft, who, question, at, key):
    with pytest.raises(Refused) as refused:
        assistance.open_up(draft, question, by=getattr(cast, who), at=at)
    assert refused.value.refusal.key == key


def test_it_is_opened_once_and_ended_once(cast, opened):
    with pytest.raises(Refused) as refused:
        assistance.open_up(opened, QUESTION, by=cast.proposer, at=LATER)
    assert refused.value.refusal is rules.ALREADY_OPEN
    assistance.end(opened, by=cast.agency_admin, at=LATER)
    with pytest.raises(Refused) as refused:
        assistance.end(opened, by=cast.proposer, at=LATER)
    assert refused.value.refusal is rules.NOT_OPEN


def test_what_was_sent_is_no_draft_any_more(client, cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    assistance.open_up(proposal, QUESTION, by=cast.proposer, at=LATER)
    proposals.submission.submit(proposal, declared=True, by=cast.agency_admin, at=LATER)
    client.force_login(cast.secretary.user)
    assert "Tidak ada draf yang dibuka" in text_of(client.get(reverse("proposals:assistances")))
    with pytest.raises(Refused) as refused:
        assistance.read(Assistance.objects.get(), by=cast.secretary, at=LATER)
    assert refused.value.refusal is rules.NOT_OPEN
