"""Handing work to Celery once the transaction that asks for it has been committed."""

from celery import current_app
from django.db import transaction


def enqueue(name, **ids):
    """Send the task `name` with ids as keywords after commit; a rolled-back act sends nothing.

    A broker out of reach is logged: the act has happened, and whoever waits for the work can ask again.
    """
    transaction.on_commit(lambda: current_app.send_task(name, kwargs=ids), robust=True)
