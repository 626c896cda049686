"""Editions for tests, planned through the same act that people use."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Role
from competitions.domain import blueprint, lot, planning
from competitions.domain.blueprint import RuleData
from competitions.domain.templates import TEMPLATES
from competitions.kinds import StageKind
from competitions.models import CompositionRule, Edition
from tests import once
from tests.factories import accounts

WIB = ZoneInfo("Asia/Jakarta")
OPENS_AT = datetime(2026, 2, 2, 8, tzinfo=WIB)
CLOSES_AT = datetime(2026, 4, 1, 16, tzinfo=WIB)
PLANNED_AT = datetime(2026, 1, 5, 9, tzinfo=WIB)
# Inside the registration of every edition made here.
DURING = OPENS_AT + timedelta(days=14)
A_DAY = timedelta(days=1)
TWO_AN_AGENCY = RuleData(CompositionRule.Dimension.AGENCY, "*", maximum=2)
ONE_LEFT_BEHIND = RuleData(CompositionRule.Dimension.REGION_CLASS, "left_behind", minimum=1)


def edition(template="classical", *, by=None, announced=True, **overrides):
    """An edition of 2026 from a template or a plan, announced unless the test says otherwise.

    One that nothing is asked of is planned once in a run, and its rows are laid out again.
    """
    if by or overrides or not isinstance(template, str):
        return planned(template, by=by, announced=announced, **overrides)
    # A second one of the same test is another one.
    key = ("an edition", template, announced, Edition.objects.count())
    return Edition.objects.get(pk=once.laid_out(key, lambda: planned(template, announced=announced).pk))


def planned(template, *, by=None, announced=True, **overrides):
    """The same, by the acts of people."""
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
    draft = planning.plan(template, **plan, by=by, at=PLANNED_AT)
    # Whatever the year, before it would take proposals.
    return planning.announce(draft, by=by, at=min(PLANNED_AT, draft.opens_at)) if announced else draft


def sighted(*args, **columns):
    """The same, its judges all knowing whose a proposal is: nothing of it is told in numbers."""
    made = edition(*args, **columns)
    made.stages.update(is_blind=False)
    return made


def small(template="classical", *, places=(12, 8, 4), rules=(TWO_AN_AGENCY, ONE_LEFT_BEHIND), **overrides):
    """An edition of the general group that few dossiers can fill.

    `places` are those of the desk, the panel and the final (None: all), `rules` those of both panels. The public is
    given no time to object: what is carried at one moment would have to wait for it.
    """
    plan = blueprint.for_groups(TEMPLATES[template].blueprint, ["umum"])
    changes = {
        kind: {"places": {"umum": number} if number else {}, "objection_days": None}
        for kind, number in zip((StageKind.DESK, StageKind.PANEL, StageKind.FINAL), places, strict=True)
    }
    for kind in {StageKind.PANEL, StageKind.FINAL} & {stage.kind for stage in plan.stages}:
        changes[kind] |= {"composition": rules, "awards": few(plan, kind, changes[kind]["places"].get("umum"))}
    return edition(blueprint.with_stages(plan, changes), **overrides)


def few(plan, kind, places):
    """The awards of a stage, those for some of its winners within its places."""
    (stage,) = (one for one in plan.stages if one.kind == kind)
    return tuple(
        replace(award, places=min(award.places, places)) if award.places and places else award for award in stage.awards
    )


def just_closed(at, **overrides):
    """A small edition whose registration closed a day before `at`: three nominees, two finalists, a winner."""
    dates = {"opens_at": at - 60 * A_DAY, "closes_at": at - A_DAY}
    return small(places=(3, 2, 1), rules=(TWO_AN_AGENCY,), **{**dates, **overrides})


def drawn(edition):
    """The edition with its lot drawn, by two people who type the same number after the close; drawn once."""
    # It may have been drawn since somebody loaded this one.
    edition.refresh_from_db(fields=["lot_seed"])
    if not edition.lot_seed:
        day = lot.expected_day(edition)
        at = datetime.combine(day, time(18), tzinfo=WIB)
        for source in ("harian.example", "bursa.example"):
            typed = lot.enter(edition, "7.234,56", day, source, by=accounts.membership(Role.SECRETARY), at=at)
        edition.lot_seed = typed.edition.lot_seed
    return edition


def after_the_lot():
    """An edition as `edition()` makes it, its lot drawn."""
    key = ("an edition after the lot", Edition.objects.count())
    return Edition.objects.get(pk=once.laid_out(key, lambda: drawn(planned("classical")).pk))


def stage(edition, kind):
    """The one stage of a kind."""
    return edition.stages.get(kind=kind)
