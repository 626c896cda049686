"""Keeping a way to look at a list, and forgetting it."""

from django.db import transaction

from accounts import rules
from accounts.domain import events
from accounts.models import SavedView, User


@transaction.atomic
def keep(path, query, name, *, by, at):
    """Keep how a person looks at a list under a name of theirs; what bore the name on that list is replaced."""
    user = User.objects.select_for_update(no_key=True).get(pk=by.user_id)
    own = SavedView.objects.filter(user=user)
    is_new = not own.filter(path=path, name=name).exists()
    rules.refuse(rules.saving_refusal(own.count()) if is_new else None)
    view, _is_new = own.update_or_create(user=user, path=path, name=name, defaults={"query": query, "saved_at": at})
    events.record("view.kept", on=view, by=by, at=at, called=name)
    return view


@transaction.atomic
def forget(view, *, by, at):
    """Take away a way to look at a list; what it shows stays as it is. Twice is once."""
    found = SavedView.objects.select_for_update().filter(pk=view.pk, user=by.user_id).first()
    if found:
        events.record("view.forgotten", on=found, by=by, at=at, called=found.name)
        found.delete()
