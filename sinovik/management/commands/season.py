"""Play a whole edition with made-up people through the real acts, and say what it cost."""

import resource
import time
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError

from accounts.domain import chain, reference
from accounts.rules import Refused
from competitions.models import Edition
from judging.models import Award, Certificate, Standing
from sinovik.season import dossiers, plan, play
from sinovik.season.plan import WIB

# Registration of 2019 closed on 21 April; the opening date is ours.
OPENS = datetime(2019, 2, 1, 8, tzinfo=WIB)
CLOSES = datetime(2019, 4, 22, 0, tzinfo=WIB)


class Command(BaseCommand):
    help = "Plays an edition from drafts to certificates. The seed decides everything but the lot."

    def add_arguments(self, parser):
        parser.add_argument(
            "--year", type=int, default=2019, choices=[2019], help="the edition whose counts are played"
        )
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--processes", type=int, default=2, help="how many processes write the dossiers")
        parser.add_argument("--fraction", type=int, default=1, help="10 plays a tenth")

    def handle(self, *, year, seed, fraction, processes, **_options):
        season = plan.of_2019(seed=seed, fraction=fraction, opens_at=OPENS, closes_at=CLOSES)
        if Edition.objects.filter(slug=season.slug).exists():
            raise CommandError(f"Edisi {season.slug} sudah ada di basis data ini.")
        dossiers.commit_without_waiting()
        start = time.monotonic()
        reference.load()
        try:
            edition = play.season(season, say=self.stdout.write, processes=processes)
        except Refused as refused:
            # A small fraction may leave a published place that nobody can fill.
            raise CommandError(" ".join(str(sentence) for sentence in refused.sentences)) from refused
        self.report(edition, seconds=time.monotonic() - start)

    def report(self, edition, *, seconds):
        """What came out: the published counts, the chain, time and memory."""
        for figure in edition.figures.order_by("pk"):
            self.stdout.write(f"{figure.get_key_display()}: {figure.innovations} inovasi, {figure.agencies} instansi")
        awards = Award.objects.filter(stage__edition=edition).count()
        printed = Certificate.objects.filter(award__stage__edition=edition).count()
        self.stdout.write(f"sertifikat: {printed} dari {awards}")
        self.stdout.write(f"kedudukan: {Standing.objects.filter(stage__edition=edition).count()}")
        number, head = chain.head()
        self.stdout.write(f"peristiwa: {number}, rantai {'putus' if chain.verify() else 'utuh'}, ujung {head[:16]}")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stdout.write(f"waktu: {seconds:.0f} detik, memori puncak: {memory:.0f} MiB")
