"""Letters are kept back by a person and let go by one; a bouncing mailbox is told to its agency."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import tries
from accounts.domain.correspondence import letters, outbox
from accounts.models import Event, Hold, Letter, Role
from accounts.rules import NEVER_HELD, Refused
from tests.factories import accounts, competitions
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


def written(address, *, name="stage.outcome", edition="kipp", at=AT, about=None, to=None):
    person = to or accounts.person(email=address)
    row = letters.row(name, person, about or person, at, "Perihal", "Isi rahasia", edition=edition, reply_to="b@x.id")
    letters.store([row])
    return Letter.objects.get(recipient=person, name=name)


def send(at=AT):
    return outbox.send_due(clock=lambda: at)


def test_a_held_kind_waits_until_it_is_let_go_also_what_is_written_afterwards(settings, secretary):
    written("a@contoh.go.id")
    hold = outbox.hold("stage.outcome", edition="kipp", by=secretary, at=AT)
    written("b@contoh.go.id")
    written("c@contoh.go.id", edition="lain")
    written("d@contoh.go.id", name="stage.skipped")
    with mail_server(settings) as server:
        send()
        assert server.recipients == ["c@contoh.go.id", "d@contoh.go.id"]
        send(AT + timedelta(days=3))
        outbox.release(hold, by=secretary, at=AT)
        outbox.release(hold, by=secretary, at=AT)
        send()
        send()
    assert server.recipients == ["c@contoh.go.id", "d@contoh.go.id", "a@contoh.go.id", "b@contoh.go.id"]
    assert server.letters[0]["Reply-To"] == "b@x.id"
    names = Event.objects.filter(name__startswith="letters.").order_by("pk").values_list("name", flat=True)
    assert list(names) == ["letters.held", "letters.released"]


def test_one_occasion_is_held_alone(settings, secretary):
    first, second = accounts.person(), accounts.person()
    held = written("a@contoh.go.id", about=first)
    written("b@contoh.go.id", about=second)
    outbox.hold(held.name, edition=held.edition, occasion=held.occasion, by=secretary, at=AT)
    with mail_server(settings) as server:
        send()
    assert server.recipients == ["b@contoh.go.id"]


def test_held_twice_is_held_once_and_accounts_are_never_held(secretary):
    one = outbox.hold("stage.outcome", by=secretary, at=AT)
    assert outbox.hold("stage.outcome", by=secretary, at=AT) == one
    assert Hold.objects.count() == Event.objects.filter(name="letters.held").count() == 1
    for name in ("account.new_password", ""):
        with pytest.raises(Refused) as caught:
            outbox.hold(name, by=secretary, at=AT)
        assert caught.value.refusal == NEVER_HELD
    with pytest.raises(Refused):
        outbox.hold("stage.outcome", by=accounts.membership(Role.AGENCY_ADMIN), at=AT)


def test_the_outbox_is_searched_and_holds_and_releases(client, secretary):
    client.force_login(secretary.user)
    competitions.edition(by=accounts.membership(Role.MINISTRY_ADMIN), slug="kipp", name="KIPP Kini")
    letter = written("sari@contoh.go.id", at=timezone.now())
    written("lain@contoh.go.id", edition="lain", at=timezone.now())
    address = reverse("letters")

    def page(**filters):
        return client.get(address, filters).content.decode()

    assert "sari@contoh.go.id" not in page()
    seen = page(keadaan="menunggu", penerima="SARI", jenis="stage.outcome", edisi="kipp")
    assert "sari@contoh.go.id" in seen
    assert "lain@contoh.go.id" not in seen
    assert "Isi rahasia" not in seen
    assert "Tahan jenis surat ini: Hasil tahap, KIPP Kini" in seen
    client.post(reverse("letters_holding"), {"jenis": "stage.outcome", "edisi": "kipp", "utuh": "1"})
    assert "sari@contoh.go.id" in page(keadaan="ditahan")
    assert "sari@contoh.go.id" not in page(keadaan="menunggu")
    client.post(reverse("letters_releasing", args=[Hold.objects.get().pk]), {"utuh": "1"})
    assert "sari@contoh.go.id" in page(keadaan="menunggu")
    client.post(reverse("letter_holding", args=[letter.pk]), {"utuh": "1"})
    assert Hold.objects.standing().get().occasion == letter.occasion
    assert "Tidak ada yang cocok" in page(keadaan="terkirim")


def test_what_a_mailbox_refuses_is_shown_to_its_own_agency_alone(client, settings):
    writer = accounts.membership(Role.UNIT)
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=writer.agency)
    stranger = accounts.membership(Role.AGENCY_ADMIN)
    now = timezone.now()
    written("", to=writer.user, at=now)
    with mail_server(settings, refusals={writer.user.email: "550 5.1.1 tidak dikenal"}):
        outbox.send_due(clock=timezone.now)
    client.force_login(admin.user)
    assert f"Surat ke {writer.user.told_apart} ditolak" in client.get(reverse("home")).content.decode()
    seen = client.get(reverse("letters_refused")).content.decode()
    assert writer.user.email in seen
    assert "550 5.1.1 tidak dikenal" in seen
    assert "Isi rahasia" not in seen
    client.force_login(stranger.user)
    assert "ditolak" not in client.get(reverse("home")).content.decode()
    assert writer.user.email not in client.get(reverse("letters_refused")).content.decode()


def test_a_sender_that_dies_while_letters_are_held_sends_none_of_them(settings, secretary):
    """Who takes over sends what was held only once it is let go, and never what the dead one had in hand."""
    written("a@contoh.go.id")
    free = written("b@contoh.go.id", name="stage.skipped")
    hold = outbox.hold("stage.outcome", by=secretary, at=AT)
    # Marked as begun, and then the sender died.
    assert outbox.taken(at=AT).pk == free.pk
    with mail_server(settings) as server:
        assert send(AT + tries.PAUSES[0]) == 0
        outbox.release(hold, by=secretary, at=AT)
        assert send(AT + tries.PAUSES[0]) == 1
        assert send(AT + timedelta(days=2)) == 0
    assert server.recipients == ["a@contoh.go.id"]
    assert Letter.objects.cut_off().get() == free
