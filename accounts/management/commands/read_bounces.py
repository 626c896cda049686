import logging
import os
import sys

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from accounts.domain.correspondence import bounces

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Reads one message that came back from standard input and marks its letter as not delivered."

    def handle(self, *args, **options):
        raw = sys.stdin.buffer.read(bounces.MOST_BYTES)
        try:
            letter = bounces.take_in(raw, at=timezone.now())
        except (OperationalError, InterfaceError):
            # The mail server keeps the message and brings it again later; it answers nobody.
            logger.exception("the database does not answer")
            sys.exit(os.EX_TEMPFAIL)
        # A success otherwise: a mail server would answer a failure with a message of its own.
        self.stdout.write(f"Letter {letter.pk}: {letter.failure_detail}" if letter else "Nothing to do.")
