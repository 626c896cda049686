"""Tasks of people and letters. Each is one line and safe to run twice."""

from celery import shared_task
from django.utils import timezone

from accounts.domain import bulk, confirming, motions, writer_sheets
from accounts.domain.entrance import links, readings, sign_ins, visitors
from accounts.domain.partners import telling
from accounts.domain.trail import growing

# Longer than a turn and the waits of its last letter.
SECONDS = 150


@shared_task(name="accounts.send_due_letters", soft_time_limit=SECONDS - 20, time_limit=SECONDS)
def send_due_letters(**_):
    links.answer_and_send(clock=timezone.now)


@shared_task(name="accounts.tell_partners", soft_time_limit=SECONDS - 20, time_limit=SECONDS)
def tell_partners(**_):
    telling.tell_due(clock=timezone.now)


@shared_task(name="accounts.erase_old_visitors")
def erase_old_visitors(**_):
    visitors.erase_old(at=timezone.now())


@shared_task(name="accounts.erase_old_sign_ins")
def erase_old_sign_ins(**_):
    sign_ins.erase_old(at=timezone.now())


@shared_task(name="accounts.erase_old_readings")
def erase_old_readings(**_):
    readings.erase_old(at=timezone.now())


@shared_task(name="accounts.erase_old_messages")
def erase_old_messages(**_):
    telling.erase_old(at=timezone.now())


@shared_task(name="accounts.grow_tree")
def grow_tree(**_):
    growing.grow()


@shared_task(name="accounts.confirm_offices")
def confirm_offices(**_):
    confirming.keep_up(at=timezone.now())


@shared_task(name="accounts.carry_out_due_motions")
def carry_out_due_motions(**_):
    motions.carry_out_due(at=timezone.now())


@shared_task(name="accounts.take_in_writers")
def take_in_writers(sheet_id, **_):
    writer_sheets.carry_on(sheet_id, clock=timezone.now)


@shared_task(name="accounts.carry_on_bulk")
def carry_on_bulk(act_id, **_):
    bulk.carry_on(act_id, clock=timezone.now, turn=bulk.SHIFT)


@shared_task(name="accounts.resume_unfinished")
def resume_unfinished(**_):
    writer_sheets.resume_unfinished(at=timezone.now())


@shared_task(name="accounts.resume_bulk_acts")
def resume_bulk_acts(**_):
    bulk.resume_unfinished(at=timezone.now())
