"""Editions for tests, planned through the same act that people use."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Role
from competitions.domain import planning
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
        "lot_seed": "benih uji",
        **overrides,
    }
    planned = planning.plan(template, **plan, by=by, at=PLANNED_AT)
    return planning.announce(planned, by=by, at=PLANNED_AT) if announced else planned


def stage(edition, kind):
    """The one stage of a kind."""
    return edition.stages.get(kind=kind)
