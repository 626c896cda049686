"""Fill an empty portal with reference data, a finished season and editions in which every role finds work."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from accounts.domain import reference
from accounts.models import Role, User
from competitions.models import Edition
from proposals.domain import earlier_years
from proposals.models import Proposal
from sinovik.season import people, plan, play

SEED = 1
PASSWORD = "sinovik-demo-2026"
WIB = ZoneInfo("Asia/Jakarta")
OPENS_2019, CLOSES_2019 = datetime(2019, 2, 1, 8, tzinfo=WIB), datetime(2019, 4, 22, 0, tzinfo=WIB)

SIGN_INS = (
    ("Unit (penulis usulan)", "unit@sinovik.test"),
    ("Admin instansi", "instansi@sinovik.test"),
    ("Sekretariat", "sekretariat@sinovik.test"),
    ("Evaluator", "evaluator@sinovik.test"),
    ("Panelis independen", "panelis@sinovik.test"),
    ("Admin kementerian", "admin@sinovik.test"),
    ("Admin kementerian kedua", "admin2@sinovik.test"),
)


class Command(BaseCommand):
    help = "Fills the demo; run again it adds only what is missing. --show prints the sign-ins."

    def add_arguments(self, parser):
        parser.add_argument("--show", action="store_true", help="print one sign-in per role and nothing else")

    def handle(self, *, show, **_options):
        if show:
            self.show()
            return
        now = timezone.now()
        reference.load()
        earlier_years.load(at=now)
        finished = plan.of_2019(seed=SEED, fraction=10, opens_at=OPENS_2019, closes_at=CLOSES_2019)
        for season in (finished, *plan.demonstrations(now, seed=SEED)):
            self.fill(season, now)
        self.give_passwords(now)

    @transaction.atomic
    def fill(self, season, now):
        """Play one edition unless it is there; a play cut short leaves nothing behind."""
        if not Edition.objects.filter(slug=season.slug).exists():
            play.season(season, say=self.stdout.write, until_moment=now)

    @transaction.atomic
    def give_passwords(self, now):
        """Give the demo's people their addresses and the password."""
        admin = people.ministry(at=now).admin
        if not User.objects.filter(email="unit@sinovik.test").exists():
            draft = (
                Proposal.objects.filter(edition__slug="kipp-2026", status="draft")
                .select_related("unit", "agency")
                .order_by("number")
                .first()
            )
            people.office(
                "unit@sinovik.test", "Dewi Lestari", Role.UNIT, agency=draft.agency, unit=draft.unit, by=admin, at=now
            )
            people.office(
                "instansi@sinovik.test", "Hadi Pratama", Role.AGENCY_ADMIN, agency=draft.agency, by=admin, at=now
            )
        for _role, email in SIGN_INS:
            user = User.objects.get(email=email)
            if not user.has_usable_password():
                user.set_password(PASSWORD)
                user.save(update_fields=["password"])

    def show(self):
        width = max(len(role) for role, _email in SIGN_INS)
        for role, email in SIGN_INS:
            self.stdout.write(f"  {role:<{width}}  {email:<26}  {PASSWORD}")
