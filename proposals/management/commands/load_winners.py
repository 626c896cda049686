"""Loads the partial list of the winners of earlier years into the public catalogue."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from proposals.domain.catalogue import earlier_years


class Command(BaseCommand):
    help = "Load the partial list of the winners of earlier years into the catalogue; safe to run again."

    def handle(self, **options):
        count = earlier_years.load(at=timezone.now())
        self.stdout.write(f"{count} innovations of earlier years are in the catalogue (a partial list).")
