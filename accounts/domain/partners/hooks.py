"""Addresses of partners: made, tried, gone on with, ended; and what they are told, written in the act's transaction."""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import UTC

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.domain import events
from accounts.domain.queue import enqueue
from accounts.models import Happening, Hook, HookMessage
from accounts.rules import Refused, refuse
from accounts.rules import partners as rules

# How a secret of Standard Webhooks begins.
BEGINNING = "whsec_"
SENDING = "accounts.tell_partners"


@transaction.atomic(savepoint=False)
def tell(kind, about, *, at):
    """Write to every address that wishes for a happening that it was; part of the act's transaction.

    `about()` gives plain values that the public reads as well, None where there is nothing to tell; it is asked only
    where somebody listens. What a paused address is told waits for it. Nobody ends an address meanwhile: what was
    written after its end would wait for ever. All addresses are held, whatever they wish for: an act that tells of
    several happenings would else hold some and want others that another act holds.
    """
    standing = Hook.objects.standing().order_by("pk").select_for_update(of=("self",), no_key=True)
    hooks = [hook for hook in standing if kind in hook.kinds]
    if hooks and (said := about()) is not None:
        HookMessage.objects.bulk_create(written(hook, kind, said, at=at) for hook in hooks)
        enqueue(SENDING)


def written(hook, kind, about, *, at):
    """A message to one address, not saved yet; its body is that of Standard Webhooks."""
    moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    body = json.dumps({"type": str(kind), "timestamp": moment, "data": about}, ensure_ascii=False)
    key = f"msg_{secrets.token_hex(16)}"
    return HookMessage(hook=hook, kind=kind, key=key, body=body, written_at=at, next_try_at=at)


def secret(hook):
    """What an address's messages are signed with. The tables alone do not tell it."""
    key = hmac.digest(settings.SECRET_KEY.encode(), f"accounts.hook {hook.salt}".encode(), "sha256")
    return BEGINNING + base64.b64encode(key).decode()


def signed(hook, message, *, seconds):
    """The headers that go with a message at a moment, as Standard Webhooks names them.

    HMAC-SHA256 of "id.timestamp.body" under the secret: nobody else makes it, and an old one is known by its time.
    """
    content = f"{message.key}.{seconds}.{message.body}".encode()
    key = base64.b64decode(secret(hook).removeprefix(BEGINNING))
    mark = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return {"webhook-id": message.key, "webhook-timestamp": str(seconds), "webhook-signature": f"v1,{mark}"}


@transaction.atomic
def make(partner, url, kinds, *, by, at):
    """An address that is told of these kinds of happenings from now on; returns the row. Raises Refused."""
    refuse(
        rules.making_refusal(url, kinds, is_told=Hook.objects.standing().filter(url=url.strip()).exists(), office=by)
    )
    try:
        # Two who make it at the same moment both saw none: the table takes one.
        with transaction.atomic():
            hook = Hook.objects.create(
                partner=" ".join(partner.split()),
                url=url.strip(),
                kinds=sorted(kinds),
                salt=secrets.token_urlsafe(32),
                made_at=at,
                made_by=by,
            )
    except IntegrityError as twice:
        raise Refused(rules.TOLD_ALREADY) from twice
    events.record("hook.made", on=hook, by=by, at=at, partner=hook.partner, url=hook.url, kinds=hook.kinds)
    return hook


@transaction.atomic
def end(hook, *, by, at):
    """Tell an address nothing more; what waits for it is given up. Raises Refused."""
    hook = Hook.objects.locked(hook.pk)
    refuse(rules.hook_refusal(hook, office=by))
    hook.ended_at, hook.ended_by = at, by
    hook.save(update_fields=["ended_at", "ended_by"])
    hook.messages.filter(next_try_at__isnull=False).update(next_try_at=None, given_up_at=at)
    events.record("hook.ended", on=hook, by=by, at=at, partner=hook.partner)
    return hook


@transaction.atomic
def go_on(hook, *, by, at):
    """Tell a paused address again, first what waited for it; one that is not paused stays as it is. Raises Refused."""
    hook = Hook.objects.locked(hook.pk)
    refuse(rules.hook_refusal(hook, office=by))
    if not hook.paused_at:
        return hook
    hook.paused_at = None
    hook.save(update_fields=["paused_at"])
    enqueue(SENDING)
    events.record("hook.resumed", on=hook, by=by, at=at, partner=hook.partner)
    return hook


@transaction.atomic
def test(hook, *, by, at):
    """Send an address a message that says nothing but that it arrived. Raises Refused."""
    hook = Hook.objects.locked(hook.pk)
    refuse(rules.trying_refusal(hook, office=by))
    message = written(hook, Happening.TEST, {}, at=at)
    message.save()
    enqueue(SENDING)
    events.record("hook.tested", on=hook, by=by, at=at, partner=hook.partner)
    return message


@transaction.atomic
def send_again(message, *, by, at):
    """Tell once more what was told or given up, under the same key; one that waits waits no longer. Raises Refused."""
    # The address first, as whoever ends it does.
    hook = Hook.objects.locked(message.hook_id)
    message = HookMessage.objects.locked(message.pk)
    refuse(rules.trying_refusal(hook, office=by))
    message.tries, message.next_try_at, message.taken_at, message.given_up_at = 0, at, None, None
    message.save(update_fields=["tries", "next_try_at", "taken_at", "given_up_at"])
    enqueue(SENDING)
    events.record("hook.sent_again", on=hook, by=by, at=at, partner=hook.partner, message=message.key)
    return message


@transaction.atomic
def pause(hook, *, at):
    """Tell an address nothing for now: nobody took what it was told. A person goes on with it."""
    hook = Hook.objects.locked(hook.pk)
    if hook.paused_at or hook.ended_at:
        return
    hook.paused_at = at
    hook.save(update_fields=["paused_at"])
    events.record("hook.paused", on=hook, by=None, at=at, partner=hook.partner)
