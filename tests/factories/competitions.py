"""Editions for tests, planned through the same act that people use."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import Role
from competitions.domain import lot, planning
from tests.factories import accounts

WIB = ZoneInfo("Asia/Jakarta")
OPENS_AT = datetime(2026, 2, 2, 8, tzinfo=WIB)
CLOSES_AT = datetime(2026, 4, 1, 16, tzinfo=WIB)
PLANNED_AT = datetime(2026, 1, 5, 9, tzinfo=WIB)
# Inside the registration of every edition made here.
DURING = OPENS_AT + timedelta(days=14)


def edition(template="classical", *, by=None, announced=True, **overrides):
    """An edition of 2026 from a template or a plan, announced unless the test says otherwise."""
    by = by or accounts.membership(Role.MINISTRY_ADMIN)
    plan = {
        "slug": f"kipp-{next(accounts.numbers)}",
        "name": "KIPP 2026",
        "year": 2026,
        "opens_at": OPENS_AT,
        "closes_at": CLOSES_AT,
        "legal_basis": "Pedoman Menteri PANRB Nomor 1 Tahun 2026",
        **overrides,
    }
    planned = planning.plan(template, **plan, by=by, at=PLANNED_AT)
    return planning.announce(planned, by=by, at=PLANNED_AT) if announced else planned


def drawn(edition):
    """The edition with its lot drawn, by two people who type the same number after the close; drawn once."""
    if not edition.lot_seed:
        at = edition.closes_at + timedelta(days=1, hours=12)
        for source in ("harian.example", "bursa.example"):
            typed = lot.enter(
                edition, "7.234,56", timezone.localdate(at), source, by=accounts.membership(Role.SECRETARY), at=at
            )
        edition.lot_seed = typed.edition.lot_seed
    return edition


def stage(edition, kind):
    """The one stage of a kind."""
    return edition.stages.get(kind=kind)
