"""Handing work to Celery once the transaction that asks for it has been committed."""

from functools import partial

from celery import current_app
from django.db import transaction


def enqueue(name, **ids):
    """Send the task `name` with ids as keywords after commit; a rolled-back act sends nothing."""
    transaction.on_commit(partial(current_app.send_task, name, kwargs=ids))
