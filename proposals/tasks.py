"""Tasks of the dossiers. Each is one line and safe to run twice."""

from celery import shared_task
from django.utils import timezone

from proposals.domain import coaching, likeness, mending, reminding
from proposals.domain.catalogue import winner_lists
from proposals.domain.draft import uploads
from proposals.domain.follow_up import asking_again

SECONDS = 300
# A hundred thousand rows held against as many innovations of the same programme (`bench/import_innovations.py`).
LIST_SECONDS = 1800


@shared_task(name="proposals.remind_writers", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def remind_writers(**_):
    reminding.remind_writers(at=timezone.now())


@shared_task(name="proposals.remind_of_mendings", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def remind_of_mendings(**_):
    mending.remind_of_those_ending(at=timezone.now())


@shared_task(name="proposals.end_mendings", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def end_mendings(**_):
    mending.end_those_over(at=timezone.now())


@shared_task(name="proposals.remind_of_coachings", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def remind_of_coachings(**_):
    coaching.remind_of_those_ending(at=timezone.now())


@shared_task(name="proposals.ask_winners_again", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def ask_winners_again(**_):
    asking_again.ask_due(at=timezone.now())


@shared_task(name="proposals.forget_old_uploads", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def forget_old_uploads(**_):
    uploads.forget_old(at=timezone.now())


@shared_task(name="proposals.sketch_texts", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def sketch_texts(**_):
    likeness.sketch_missing(at=timezone.now())


@shared_task(name="proposals.work_on_list", soft_time_limit=LIST_SECONDS - 10, time_limit=LIST_SECONDS)
def work_on_list(list_id, **_):
    winner_lists.carry_on(list_id, clock=timezone.now)


@shared_task(name="proposals.resume_winner_lists", soft_time_limit=SECONDS - 10, time_limit=SECONDS)
def resume_winner_lists(**_):
    winner_lists.resume_unfinished(at=timezone.now())
