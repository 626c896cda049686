"""The Celery application: tasks live in each app's `tasks.py`, one line each."""

import os

from celery import Celery, signals

from sinovik.watching import runs  # noqa: F401 - listens to what happens around each task

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

app = Celery("sinovik")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_lines(**_):
    """Worker and clock write their log as the web server does: `settings.LOGGING`."""
