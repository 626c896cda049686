"""Links to make a new password: asked for by anybody, answered by letter to whoever has an account."""

from datetime import timedelta
from functools import cache, partial

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.domain import tries
from accounts.domain.correspondence import letters, outbox
from accounts.domain.entrance import attempts
from accounts.domain.queue import enqueue
from accounts.models import Attempt, Letter, User
from accounts.moments import moment

LETTER = "account.new_password"
# What answering a wish is called among the chores.
ANSWERING = "link.answer"


def ask(address, *, visitor, at):
    """Note that somebody wants a link. The same is done for every address, so nobody learns who has an account."""
    attempts.begin(Attempt.Kind.LINK, address, visitor, at=at)
    enqueue("accounts.send_due_letters")


def answer_and_send(*, clock):
    """Answer the wishes, then send what is due, so that whoever waits at the screen waits no longer than that."""
    answer_all(at=clock())
    outbox.send_due(clock=clock)


def answer_all(*, at):
    """Answer every wish; one that cannot be answered holds up no other, nor the letters that wait."""
    due = {str(pk): "" for pk in Attempt.objects.unanswered().values_list("pk", flat=True)}
    tries.drop(ANSWERING, besides=due)
    tries.each(ANSWERING, due, lambda pk: answer(pk, at=at), at=at)


@transaction.atomic
def answer(pk, *, at):
    """Write the letter that was asked for; an address without an account gets none.

    However often and by whomever an address is asked for, a letter is followed by none for `PAUSE`: the link in it is
    as good as another.
    """
    wish = Attempt.objects.unanswered().select_for_update(skip_locked=True).filter(pk=pk).first()
    if wish is None:
        return
    user = User.objects.filter(email__iexact=wish.address, is_active=True).first()
    if user and not was_written(user, at=at):
        url, until = address_of(user), at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        words = partial(password_words, url, until)
        letters.write(LETTER, to=[user], words=words, about=wish, at=at, is_secret=True)
    wish.answered_at = at
    wish.save(update_fields=["answered_at"])


def password_words(url, until):
    """What somebody is told who asked for a new password."""
    return {"tautan": url, "berlaku_sampai": moment(until)}


def was_written(user, *, at):
    """Whether a letter with a link is on its way to somebody, or has just come."""
    written = Letter.objects.filter(recipient=user, name=LETTER, given_up_at=None)
    return written.filter(written_at__gt=at - attempts.PAUSE).exists()


def address_of(user):
    """Where `user` can make a new password, once; at the portal's own address, whatever host was asked."""
    return f"{settings.BASE_URL}{page()}{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}/"


@cache
def page():
    """The address of the page for a new password up to the key; thousands of links are made at once."""
    return reverse("account_reset_password_from_key", kwargs={"uidb36": "0", "key": "0"}).removesuffix("0-0/")
