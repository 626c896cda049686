from celery import shared_task
from django.utils import timezone

from accounts.domain import letters


@shared_task(name="accounts.send_due_letters")
def send_due_letters(**_):
    letters.send_due(at=timezone.now())
