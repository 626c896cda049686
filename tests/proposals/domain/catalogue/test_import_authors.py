"""Who had a hand in a sheet of another programme does not agree to it: its sender, whoever named its columns."""

import pytest
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions
from accounts.models import Motion, Role
from accounts.rules import Refused
from accounts.rules import motions as motion_rules
from proposals import motions as acts
from tests.factories import accounts
from tests.proposals.domain.catalogue.test_imports import handed_in, read, row

pytestmark = pytest.mark.django_db
SENDER, FIRST, LAST, MOVER, OTHER = "sender", "first to name", "last to name", "mover", "somebody else"


def put_forward():
    """A sheet through the real acts, a person each: (its motion, everybody's office by what they did)."""
    people = {one: accounts.membership(Role.MINISTRY_ADMIN) for one in (SENDER, FIRST, LAST, MOVER, OTHER)}
    at = timezone.now()
    listed = handed_in(row(), by=people[SENDER])
    read(listed, {"title": 2, "year": 1, "agency": 0}, by=people[FIRST])
    read(listed, by=people[LAST])
    return acts.take_over(listed, "Dicocokkan.", by=people[MOVER], at=at), people


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (SENDER, motion_rules.AUTHOR),
        (FIRST, motion_rules.AUTHOR),
        (LAST, motion_rules.AUTHOR),
        (MOVER, motion_rules.SAME_PERSON),
        (OTHER, None),
    ],
)
def test_only_somebody_without_a_hand_in_it_agrees(client, who, refusal):
    motion, people = put_forward()
    given = {"seen": motion.sha256, "by": people[who], "at": timezone.now()}
    client.force_login(people[who].user)
    page = client.get(reverse("motion", args=[motion.pk])).content.decode()
    if refusal is None:
        assert motions.second(motion, **given).seconder == people[who].user
        return
    assert str(refusal) in page
    with pytest.raises(Refused) as refused:
        motions.second(motion, **given)
    assert refused.value.refusal is refusal
    # Nor by any way around the acts.
    agreed = {"seconder": people[who].user, "seconded_by": people[who], "seconded_at": given["at"]}
    with (
        pytest.raises(Error, match=r"author of what is decided|motion_seconded_by_a_second_person"),
        transaction.atomic(),
    ):
        Motion.objects.filter(pk=motion.pk).update(**agreed, due_at=given["at"])


def test_who_sends_and_names_is_one_author_and_the_page_of_the_sheet_says_who_named(client):
    office = accounts.membership(Role.SECRETARY)
    listed = read(handed_in(row(), by=office), by=office)
    assert listed.author_ids == {office.user_id}
    client.force_login(office.user)
    page = client.get(reverse("proposals:import", args=[listed.pk])).content.decode()
    assert "Kolom dipasangkan" in page
    assert page.count(office.user.told_apart) > 1
