"""Who appoints and ends whom, through the pages: every role, every office, at one's own agency and at another."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import motions as grave
from accounts.models import Membership, Motion, Role
from tests.accounts.rules.test_joining import TABLE
from tests.factories import accounts

pytestmark = pytest.mark.django_db
PLACES = ("own", "other")
OFFICES = [(role, place) for role in Role for place in PLACES]


@pytest.fixture
def agencies():
    return {place: accounts.agency(name=f"Instansi {place}") for place in PLACES}


def today():
    return f"{timezone.localdate():%d/%m/%Y}"


def held(role, agency):
    """An office of a role; those of an agency lie at this one."""
    if role == Role.UNIT:
        return accounts.membership(role, unit=accounts.unit(agency))
    return accounts.membership(role, agency if role == Role.AGENCY_ADMIN else None)


def signed_in(client, role, agency):
    office = held(role, agency)
    client.force_login(office.user)
    return accounts.fresh(client), office


def may(actor, role, place):
    """What the table says; a writer is appointed and ended at one's own agency alone."""
    return actor in TABLE[role] and (role != Role.UNIT or place == "own")


@pytest.mark.parametrize("actor", Role)
def test_who_appoints_whom(client, agencies, actor):
    client, _office = signed_in(client, actor, agencies["own"])
    appointed = {}
    for number, (role, place) in enumerate(OFFICES):
        person = {"email": f"baru{number}@contoh.go.id", "full_name": f"Nia {number}", "since": today(), "until": ""}
        if role == Role.UNIT:
            # The page knows the own agency alone; whatever is said besides is not heard.
            sent = {**person, "unit": f"Unit {number}", "agency": agencies[place].name}
            client.post(reverse("writer_invitation"), sent)
        else:
            agency = agencies[place].name if role == Role.AGENCY_ADMIN else ""
            sent = {**person, "role": role, "agency": agency, "reason": "Perlu"}
            client.post(reverse("person_appointment"), sent)
        found = Membership.objects.filter(user__email=person["email"]).first()
        put_forward = Motion.objects.filter(kind=grave.APPOINT_ADMIN.name, mover__isnull=False)
        asked = role == Role.MINISTRY_ADMIN and put_forward.filter(subject_id__in=people(person["email"])).exists()
        appointed[role, place] = bool(found) or asked
        if found:
            assert found.role == role
            assert role != Role.MINISTRY_ADMIN, "an admin of the ministry is appointed by two"
            assert role != Role.UNIT or found.agency == agencies["own"]
    # At another agency no writer is appointed: the one that was asked for came to the own agency.
    expected = {(role, place): actor in TABLE[role] for role, place in OFFICES}
    assert appointed == expected


def people(address):
    """The keys of those with an address."""
    return list(
        Membership._meta.get_field("user").related_model.objects.filter(email=address).values_list("pk", flat=True)
    )


@pytest.mark.parametrize("actor", Role)
def test_who_ends_whom(client, agencies, actor):
    client, office = signed_in(client, actor, agencies["own"])
    # Somebody else is an admin without an end, so that the last one is never asked for.
    accounts.membership(Role.MINISTRY_ADMIN)
    ended = {}
    for role, place in OFFICES:
        target = held(role, agencies[place])
        sent = {"until": today(), "reason": "Pensiun", "versi": "-"}
        answer = client.post(reverse("person_ending", args=[target.pk]), sent)
        target.refresh_from_db()
        ended[role, place] = target.until is not None
        assert answer.status_code in ((302,) if ended[role, place] else (403, 404))
    assert ended == {(role, place): may(actor, role, place) for role, place in OFFICES}
    office.refresh_from_db()
    assert office.until is None


@pytest.mark.parametrize("actor", Role)
def test_who_extends_whom_and_hands_an_office_on(client, agencies, actor):
    client, _office = signed_in(client, actor, agencies["own"])
    extended, replaced = {}, {}
    later = timezone.localdate() + timedelta(days=30)
    for number, (role, place) in enumerate(OFFICES):
        target = held(role, agencies[place])
        sent = {"until": f"{later:%d/%m/%Y}", "versi": "-", "reason": "Tugasnya belum selesai"}
        client.post(reverse("person_extension", args=[target.pk]), sent)
        target.refresh_from_db()
        put_forward = Motion.objects.filter(kind=grave.EXTEND_ADMIN.name, subject_id=target.user_id).exists()
        extended[role, place] = target.until == later or put_forward
        # The end of an admin of the ministry is set by two: it is put forward, and nothing else happens.
        assert put_forward == (role == Role.MINISTRY_ADMIN and may(actor, role, place))
        assert not (put_forward and target.until)
        other = held(role, agencies[place])
        person = {"email": f"ganti{number}@contoh.go.id", "full_name": "Ganti"}
        sent = {**person, "since": today(), "until": "", "reason": "Mutasi", "versi": "-"}
        client.post(reverse("person_replacement", args=[other.pk]), sent)
        other.refresh_from_db()
        moved = Motion.objects.filter(subject_id__in=people(person["email"])).exists()
        replaced[role, place] = other.until is not None or moved
    by_page = {key: may(actor, *key) for key in OFFICES}
    assert replaced == by_page
    assert extended == by_page
