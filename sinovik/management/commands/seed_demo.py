"""Fill an empty portal with reference data, a finished season and editions in which every role finds work."""

import re
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.domain import reference
from accounts.domain.entrance import second_factor
from accounts.models import Letter, Role, User
from accounts.models.membership import SECURED
from competitions.models import Edition
from judging.domain.certificates import rendering
from judging.models import Feedback
from proposals.domain.catalogue import earlier_years
from proposals.models import Proposal, Status
from sinovik.season import people, plan, play
from sinovik.season.plan import WIB
from sinovik.season.sign_ins import DOMAINS, KEY, PASSWORD, SIGN_INS, others

SEED = 1
OPENS_2019, CLOSES_2019 = datetime(2019, 2, 1, 8, tzinfo=WIB), datetime(2019, 4, 22, 0, tzinfo=WIB)


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
        finished = plan.finalists_of_2019(seed=SEED, opens_at=OPENS_2019, closes_at=CLOSES_2019)
        for season in (finished, *plan.demonstrations(now, seed=SEED)):
            self.fill(season, now)
        self.call_in_the_unit(now)
        self.give_passwords()
        rendering.print_examples_anew(by=people.ministry(at=now).admin, at=now)

    @transaction.atomic
    def fill(self, season, now):
        """Play one edition unless it is there; a play cut short leaves nothing behind."""
        if not is_there(season):
            play.season(season, say=self.stdout.write, until_moment=now, prints=False)
            # Written at moments long past to people who are made up: no letter of the play waits to be sent now.
            waiting = Letter.objects.filter(next_try_at__isnull=False)
            waiting.filter(is_secret=True).update(body="", sent_at=F("written_at"), next_try_at=None)
            waiting.update(sent_at=F("written_at"), next_try_at=None)

    @transaction.atomic
    def call_in_the_unit(self, now):
        """Give the first draft of the edition that takes proposals the people the demo is entered as."""
        draft = (
            Proposal.objects.filter(status=Status.DRAFT, edition__is_example=True, edition__closes_at__gt=now)
            .select_related("unit", "agency")
            # First one whose unit was told why elsewhere, so that this can be seen, too.
            .annotate(is_told=Exists(Feedback.objects.sent().filter(proposal__unit=OuterRef("unit"))))
            .order_by("-is_told", "number")
            .first()
        )
        if draft is None or User.objects.filter(email="unit@sinovik.test").exists():
            return
        admin = people.ministry(at=now).admin
        unit = {"agency": draft.agency, "unit": draft.unit, "by": admin, "at": now}
        people.office("unit@sinovik.test", "Dewi Lestari", Role.UNIT, **unit)
        people.office("instansi@sinovik.test", "Hadi Pratama", Role.AGENCY_ADMIN, **{**unit, "unit": None})

    def give_passwords(self):
        """Give everybody made up the one password; hashed once, since that is slow on purpose."""
        made_up = Q()
        for domain in DOMAINS:
            made_up |= Q(email__endswith=f"@{domain}")
        without = User.objects.filter(made_up).filter(Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX))
        if without.exists():
            without.update(password=make_password(PASSWORD))
        second_factor.give(User.objects.filter(made_up, memberships__role__in=SECURED).distinct(), KEY)

    def show(self):
        width = max(len(str(role)) for role, _email in SIGN_INS)
        for role, email in SIGN_INS:
            self.stdout.write(f"  {role!s:<{width}}  {email:<26}  {PASSWORD}")
        for first, last in others():
            self.stdout.write(f"  {first} sampai {last}, kata sandi sama")
        self.stdout.write(f"  Kode kedua: tampil di halamannya; kunci aplikasinya {KEY}")


def is_there(season):
    """Whether the edition was played already, also by a demo that was first started in another year."""
    if season.until is None and season.year == OPENS_2019.year:
        return Edition.objects.filter(slug=season.slug).exists()
    name = re.escape(season.slug.removesuffix(f"-{season.year}"))
    return Edition.objects.filter(slug__regex=rf"^{name}-\d{{4}}$").exclude(year=OPENS_2019.year).exists()
