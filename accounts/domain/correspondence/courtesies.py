"""Which letters people want: what is not official can be done without, from a link in it or on a page."""

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from accounts.domain import events
from accounts.models import Failure, Letter, Unwanted, User
from accounts.rules import LINK_NOT_OURS, Refused

SALT = "accounts.courtesies"


def address_of(letter):
    """Where the recipient says that letters like this one are not wanted; good for ever, as letters are kept long."""
    key = signing.Signer(salt=SALT).sign_object([letter.recipient_id, letter.name])
    return settings.BASE_URL + reverse("letters_unwanted", args=[key])


def read(key):
    """The person and the kind of letter that a link names; refused when it was not written by us."""
    try:
        user, name = signing.Signer(salt=SALT).unsign_object(key)
    except signing.BadSignature as bad:
        raise Refused(LINK_NOT_OURS) from bad
    return User.objects.get(pk=user), name


@transaction.atomic
def stop(user, name, *, at):
    """Whoever has the letter wants no more like it; said before, nothing happens. What waits is not sent."""
    said, is_new = Unwanted.objects.get_or_create(user=user, name=name, defaults={"since": at})
    if is_new:
        drop(Letter.objects.filter(recipient=user, name=name, is_courtesy=True), at=at)
        events.record("letters.unwanted", on=user, by=None, at=at, kinds=[said.name])


@transaction.atomic
def choose(user, wanted, *, among, by, at):
    """Keep which of the kinds `among` a person wants; nothing changed, nothing happens."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    before = set(Unwanted.objects.filter(user=user, name__in=among).values_list("name", flat=True))
    after = set(among) - set(wanted)
    if before == after:
        return
    Unwanted.objects.filter(user=user, name__in=before - after).delete()
    Unwanted.objects.bulk_create(Unwanted(user=user, name=name, since=at) for name in sorted(after - before))
    drop(Letter.objects.filter(recipient=user, name__in=after, is_courtesy=True), at=at)
    events.record("letters.unwanted", on=user, by=by, at=at, kinds=sorted(after))


def drop(letters, *, at):
    """End the unsent of these letters: their recipient does not want them."""
    unsent = letters.filter(next_try_at__isnull=False)
    unsent.update(next_try_at=None, given_up_at=at, failure=Failure.UNWANTED, failure_detail="")
