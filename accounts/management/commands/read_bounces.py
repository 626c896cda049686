import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.domain import bounces


class Command(BaseCommand):
    help = "Reads one message that came back from standard input and marks its letter as not delivered."

    def handle(self, *args, **options):
        letter = bounces.take_in(sys.stdin.buffer.read(bounces.MOST_BYTES), at=timezone.now())
        # Always a success: a mail server would answer a failure with a message of its own.
        self.stdout.write(f"Letter {letter.pk}: {letter.failure_detail}" if letter else "Nothing to do.")
