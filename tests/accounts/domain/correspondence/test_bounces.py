"""Letters that come back later: reports as Postfix and Exim make them, matched by the mark of the letter."""

import io
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.domain import erasing
from accounts.domain.correspondence import bounces, letters, outbox
from accounts.models import Event, Failure, Letter, Role
from tests.factories import accounts
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=5)


def sent(settings, *, to=None, at=AT):
    """A letter that a server took, as the row and as the message that left."""
    person = to or accounts.person(email="pindah@contoh.go.id")
    letters.store([letters.row("stage.outcome", person, person, at, "Hasil", "Isi rahasia")])
    with mail_server(settings) as server:
        outbox.send_due(clock=lambda: at)
    return Letter.objects.get(recipient=person), server.letters[0]


def block(**lines):
    """One block of a report for machines."""
    part = Message()
    for name, value in lines.items():
        part[name.replace("_", "-")] = value
    return part


def postfix(original, *, action="failed", status="5.1.1", said="550 5.1.1 <pindah@contoh.go.id>: User unknown"):
    """A report with the structure of Postfix: notice, per-message and per-recipient blocks, the head of the letter."""
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"] = "MAILER-DAEMON@mx.contoh.go.id (Mail Delivery System)"
    report["To"] = "sinovik@localhost"
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report.attach(MIMEText("This is the mail system at host mx.contoh.go.id.\n"))
    status_part = Message()
    status_part["Content-Type"] = "message/delivery-status"
    status_part.set_payload(
        [
            block(Reporting_MTA="dns; mx.contoh.go.id", X_Postfix_Queue_ID="4XyZ12", Arrival_Date="Sun, 1 Mar 2026"),
            block(
                Final_Recipient="rfc822; pindah@contoh.go.id",
                Action=action,
                Status=status,
                Remote_MTA="dns; kotak.contoh.go.id",
                Diagnostic_Code=f"smtp; {said}",
            ),
        ]
    )
    report.attach(status_part)
    head = Message()
    head["Content-Type"] = "text/rfc822-headers"
    head.set_payload("".join(f"{name}: {value}\n" for name, value in original.items()))
    report.attach(head)
    return report


def exim(original):
    """The plain notice of older Exims: recipients in a header, the letter's head in the text."""
    head = "".join(f"{name}: {value}\n" for name, value in original.items())
    notice = EmailMessage()
    notice["X-Failed-Recipients"] = "pindah@contoh.go.id"
    notice["Auto-Submitted"] = "auto-replied"
    notice["From"] = "Mail Delivery System <Mailer-Daemon@mx.contoh.go.id>"
    notice["To"] = "sinovik@localhost"
    notice.set_content(
        "A message that you sent could not be delivered to one or more of its recipients.\n\n"
        "  pindah@contoh.go.id\n"
        "    host kotak.contoh.go.id [192.0.2.7]\n"
        "    SMTP error from remote mail server after RCPT TO:<pindah@contoh.go.id>:\n"
        "    550 5.1.1 mailbox is gone\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n" + head
    )
    return notice


def test_of_who_was_forgotten_a_report_keeps_no_address(settings):
    person = accounts.person(email="pindah@contoh.go.id")
    letter, original = sent(settings, to=person)
    wish = erasing.ask(person, by=(admin := accounts.membership(Role.MINISTRY_ADMIN)), at=AT)
    erasing.erase(wish, by=admin, at=AT)
    assert bounces.take_in(postfix(original).as_bytes(), at=LATER) == letter
    letter.refresh_from_db()
    assert (letter.failure, letter.failure_detail) == (Failure.RETURNED, "")


def test_a_report_of_postfix_marks_the_letter(settings):
    letter, original = sent(settings)
    assert bounces.take_in(postfix(original).as_bytes(), at=LATER) == letter
    letter.refresh_from_db()
    assert (letter.sent_at, letter.given_up_at, letter.failure) == (None, LATER, Failure.RETURNED)
    assert letter.failure_detail == "550 5.1.1 <pindah@contoh.go.id>: User unknown"
    assert bounces.take_in(postfix(original).as_bytes(), at=LATER) is None
    assert Event.objects.filter(name="letter.returned").count() == 1


def test_a_report_ends_what_was_cut_off_or_called_delivered(settings):
    """The server took it after all: whoever called it delivered was mistaken."""
    letter, original = sent(settings)
    secretary = accounts.membership(Role.SECRETARY)
    for is_vouched in (False, True):
        letter.begun_at, letter.sent_at, letter.given_up_at, letter.failure = AT, None, AT, Failure.INTERRUPTED
        letter.save()
        if is_vouched:
            letter = outbox.vouch(letter, by=secretary, at=LATER)
        assert bounces.take_in(postfix(original).as_bytes(), at=LATER) == letter
        letter.refresh_from_db()
        assert (letter.begun_at, letter.given_up_at, letter.failure) == (None, LATER, Failure.RETURNED)
        assert (letter.vouched_at, letter.vouched_by) == (None, None)


def test_a_plain_notice_of_exim_marks_the_letter(settings):
    letter, original = sent(settings)
    bounces.take_in(exim(original).as_bytes(), at=LATER)
    letter.refresh_from_db()
    assert (letter.failure, letter.failure_detail) == (Failure.RETURNED, "550 5.1.1 mailbox is gone")


MICROSOFT = """\
From: <postmaster@outlook.com>
To: <sinovik@localhost>
Date: Sun, 1 Mar 2026 14:02:11 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="93b4ad2f-6b0a-4f7e-a1a1-8f0c"
MIME-Version: 1.0
X-MS-Exchange-Organization-SCL: -1
Subject: Undeliverable: Hasil
Auto-Submitted: auto-replied

--93b4ad2f-6b0a-4f7e-a1a1-8f0c
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="dua"

--dua
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Your message to pindah@contoh.go.id couldn't be delivered.=20

--dua
Content-Type: text/html; charset="us-ascii"

<html><body><p>pindah wasn't found at contoh.go.id.</p></body></html>

--dua--

--93b4ad2f-6b0a-4f7e-a1a1-8f0c
Content-Type: message/delivery-status

Reporting-MTA: dns;SI2PR01MB0001.apcprd01.prod.exchangelabs.com
Received-From-MTA: dns;sinovik.go.id
Arrival-Date: Sun, 1 Mar 2026 14:02:10 +0000

Final-Recipient: rfc822;pindah@contoh.go.id
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound;
 Recipient not found by SMTP address lookup

--93b4ad2f-6b0a-4f7e-a1a1-8f0c
Content-Type: message/rfc822

{head}
Isi rahasia

--93b4ad2f-6b0a-4f7e-a1a1-8f0c--
"""
GMAIL = """\
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: sinovik@localhost
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
Content-Type: multipart/report; boundary="000000000000a1b2c3"; report-type=delivery-status
X-Failed-Recipients: pindah@contoh.go.id

--000000000000a1b2c3
Content-Type: multipart/related; boundary="000000000000d4"

--000000000000d4
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: base64

KiogQWRkcmVzcyBub3QgZm91bmQgKioK

--000000000000d4--

--000000000000a1b2c3
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Arrival-Date: Sun, 01 Mar 2026 06:02:11 -0800 (PST)
X-Original-Message-ID: {id}

Final-Recipient: rfc822; pindah@contoh.go.id
Action: {action}
Status: 5.2.2
Remote-MTA: dns; kotak.contoh.go.id. (192.0.2.7, the server for the domain contoh.go.id.)
Diagnostic-Code: smtp; 552-5.2.2 The recipient's inbox is out of storage space.
 552 5.2.2 Please clear it. - gsmtp
Last-Attempt-Date: Sun, 01 Mar 2026 06:02:11 -0800 (PST)

--000000000000a1b2c3
Content-Type: message/rfc822

{head}
Isi rahasia

--000000000000a1b2c3--
"""


def head_of(original):
    """The head of a letter as a server sends it along."""
    return "".join(f"{name}: {value}\n" for name, value in original.items())


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("report", "said"),
    [
        (MICROSOFT, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
        (
            GMAIL,
            "552-5.2.2 The recipient's inbox is out of storage space. 552 5.2.2 Please clear it. - gsmtp",
        ),
    ],
    ids=["exchange", "gmail"],
)
def test_reports_of_other_servers_mark_the_letter_in_their_own_words(settings, report, said, ends):
    letter, original = sent(settings)
    raw = report.format(head=head_of(original), id=original["Message-ID"], action="failed").replace("\n", ends)
    bounces.take_in(raw.encode(), at=LATER)
    letter.refresh_from_db()
    assert (letter.failure, letter.failure_detail) == (Failure.RETURNED, said)


def test_a_server_that_goes_on_trying_marks_nothing(settings):
    letter, original = sent(settings)
    raw = GMAIL.format(head=head_of(original), id=original["Message-ID"], action="delayed")
    assert bounces.take_in(raw.encode(), at=LATER) is None
    letter.refresh_from_db()
    assert letter.sent_at == AT


def test_the_return_address_alone_is_enough_in_whatever_letters(settings):
    settings.BOUNCE_ADDRESS = "kembali@sinovik.go.id"
    letter, original = sent(settings)
    report = postfix(original)
    del report["To"]
    report["Delivered-To"] = outbox.envelopes.return_address(letter).upper()
    report.set_payload(report.get_payload()[:2])
    bounces.take_in(report.as_bytes(), at=LATER)
    letter.refresh_from_db()
    assert letter.failure == Failure.RETURNED


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_letter_that_only_waits_or_arrived_stays_sent(settings, action):
    letter, original = sent(settings)
    assert bounces.take_in(postfix(original, action=action, status="4.4.1").as_bytes(), at=LATER) is None
    letter.refresh_from_db()
    assert letter.sent_at == AT


def test_who_does_not_know_the_mark_marks_nothing(settings):
    letter, original = sent(settings)
    forged = postfix(original).as_string().replace(f"surat-{letter.pk}-", f"surat-{letter.pk}-0")
    assert bounces.take_in(forged.encode(), at=LATER) is None
    other = postfix(original).as_string().replace(f"surat-{letter.pk}-", f"surat-{letter.pk + 1}-")
    assert bounces.take_in(other.encode(), at=LATER) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: Sedang cuti\n\nSaya kembali Senin.\n",
        b"Content-Type: message/delivery-status\n",
    ],
)
def test_what_is_no_report_does_nothing(raw):
    assert bounces.take_in(raw, at=LATER) is None


def test_a_letter_tried_twice_is_the_same_message(settings):
    _letter, original = sent(settings)
    Letter.objects.update(sent_at=None, next_try_at=LATER)
    with mail_server(settings) as server:
        outbox.send_due(clock=lambda: LATER)
    assert server.letters[0]["Message-ID"] == original["Message-ID"]


def test_the_agency_is_shown_it_like_a_refusal_and_the_command_never_fails(client, settings, monkeypatch, capsys):
    writer = accounts.membership(Role.UNIT)
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=writer.agency)
    _letter, original = sent(settings, to=writer.user, at=timezone.now())
    stdin = io.TextIOWrapper(io.BytesIO(postfix(original).as_bytes()))
    monkeypatch.setattr("sys.stdin", stdin)
    call_command("read_bounces")
    assert "User unknown" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Subject: cuti\n\n")))
    call_command("read_bounces")
    assert "Nothing to do" in capsys.readouterr().out
    client.force_login(admin.user)
    assert f"Surat ke {writer.user.told_apart} ditolak" in client.get(reverse("home")).content.decode()
    page = client.get(reverse("letters_refused")).content.decode()
    assert "Kotak surat mengembalikan suratnya" in page
    assert "User unknown" in page
