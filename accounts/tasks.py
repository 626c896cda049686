from celery import shared_task
from django.utils import timezone

from accounts.domain import links, outbox

# Longer than a turn and the waits of its last letter.
SECONDS = 120


@shared_task(name="accounts.send_due_letters", soft_time_limit=SECONDS - 20, time_limit=SECONDS)
def send_due_letters(**_):
    links.answer_all(at=timezone.now())
    outbox.send_due(clock=timezone.now)
