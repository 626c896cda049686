"""How a judge likes to work, kept for every machine the judge sits at."""

from django.db import transaction

from accounts.domain import events
from accounts.models import User
from judging.models import WithoutKeys


@transaction.atomic
def use_keys(is_wanted, *, by, at):
    """Switch the single keys of the card on or off for one judge; as they are already, nothing happens."""
    User.objects.locked(by.user_id)
    own = WithoutKeys.objects.filter(judge=by.user_id)
    if is_wanted is not own.exists():
        return
    if is_wanted:
        own.delete()
    else:
        WithoutKeys.objects.create(judge_id=by.user_id, since=at)
    events.record("judge.keys_switched", on=by.user, by=by, at=at, is_on=is_wanted)
