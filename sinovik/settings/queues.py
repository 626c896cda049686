"""Which tasks wait in a line of their own, so that what takes long holds up nobody else. Part of `settings`.

A worker that is told no queue takes from all of them; one of a larger portal is told its own (`docker-stack.yml`).
"""

from kombu import Queue

COMMON = "celery"
OF_TASK = {
    "judging.compute_stage": "computing",
    "judging.make_bundle": "computing",
    "judging.look_at_bundle": "computing",
    "judging.find_resemblances": "computing",
    "judging.render_certificates": "certificates",
    "accounts.send_due_letters": "letters",
    "accounts.tell_partners": "letters",
}
TASK_QUEUE_NAMES = [COMMON, *dict.fromkeys(OF_TASK.values())]
CELERY_TASK_DEFAULT_QUEUE = COMMON
CELERY_TASK_QUEUES = [Queue(name) for name in TASK_QUEUE_NAMES]
CELERY_TASK_ROUTES = {task: {"queue": name} for task, name in OF_TASK.items()}
