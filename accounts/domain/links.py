"""Links to make a new password: asked for by anybody, answered by letter to whoever has an account."""

from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.domain import attempts, letters
from accounts.domain.queue import enqueue
from accounts.models import Attempt, Letter, User

LETTER = "account.new_password"


def ask(address, *, visitor, at):
    """Note that somebody wants a link. The same is done for every address, so nobody learns who has an account."""
    attempts.begin(Attempt.Kind.LINK, address, visitor, at=at)
    enqueue("accounts.send_due_letters")


@transaction.atomic
def answer_all(*, at):
    """Write the letters that were asked for; an address without an account gets none.

    However often and by whomever an address is asked for, a letter is followed by none for `PAUSE`: the link in it is
    as good as another.
    """
    for wish in Attempt.objects.unanswered().select_for_update(skip_locked=True):
        user = User.objects.filter(email__iexact=wish.address, is_active=True).first()
        if user and not was_written(user, at=at):
            letters.write(
                LETTER,
                to=[user],
                about=wish,
                at=at,
                is_secret=True,
                url=address_of(user),
                until=at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
            )
        wish.answered_at = at
        wish.save(update_fields=["answered_at"])


def was_written(user, *, at):
    """Whether a letter with a link is on its way to somebody, or has just come."""
    written = Letter.objects.filter(recipient=user, name=LETTER, given_up_at=None)
    return written.filter(written_at__gt=at - attempts.PAUSE).exists()


def address_of(user):
    """Where `user` can make a new password, once; at the portal's own address, whatever host was asked."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)
