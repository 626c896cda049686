"""Whether what a stage does fits into its window: its sessions or visits, its materials, its time to mend."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.moments import day
from competitions.domain.blueprint import CheckData, StageData
from competitions.domain.checking.columns import Unfinished, is_whole
from competitions.kinds.every_kind import Settings
from competitions.models import EntryCheck
from competitions.rules import YEARS

# Days between the close of registration and a window; a typing error is farther away.
FARTHEST = 3660


def fitting(
    stage: StageData,
    earlier: Sequence[StageData],
    number: int | None,
    settings: Settings,
    checks: Sequence[CheckData],
    *,
    closes_at: datetime,
    what: str,
) -> Iterator[str]:
    """Why a stage's window is too short for what its settings lay out, for `number` entrants where that is known."""
    window = window_of(stage, closes_at)
    yield from of_mending(window, settings.days_to_mend, checks, what)
    if number is None or window is None:
        return
    places = settings.capacity(*window, at_most=number)
    if places is not None and places < number:
        yield Unfinished(
            _("%(what)s hanya muat %(places)d dari %(count)d peserta pada jadwal dan pengaturannya.")
            % {
                "what": what,
                "places": places,
                "count": number,
            }
        )
        return
    yield from of_materials(window, over_by(earlier, closes_at), number, settings, what)


def of_materials(
    window: tuple[datetime, datetime], ready_at: datetime, number: int, settings: Settings, what: str
) -> Iterator[str]:
    """Whether all are heard on days whose materials are due after the stages before are over, at `ready_at`."""
    opens_at, closes_at = window
    heard_from = settings.heard_from(ready_at)
    if not settings.asked_materials or heard_from <= opens_at:
        return
    places = settings.capacity(heard_from, closes_at, at_most=number) if heard_from < closes_at else 0
    if places is not None and places < number:
        yield Unfinished(
            _(
                "%(what)s hanya muat %(places)d dari %(count)d peserta: bahan diserahkan paling lambat %(days)d "
                "hari sebelum sesi, jadi sesi paling awal %(first)s. Beri jarak dari tahap sebelumnya, perpanjang "
                "tahapnya, atau kurangi harinya."
            )
            % {
                "what": what,
                "places": places,
                "count": number,
                "days": settings.days_for_materials,
                "first": day(timezone.localdate(heard_from)),
            }
        )


def over_by(earlier: Sequence[StageData], closes_at: datetime) -> datetime:
    """When the last of the stages before is over as planned, its time to object included, or registration is."""
    over = [closes_at]
    for stage in earlier:
        if window := window_of(stage, closes_at):
            days = stage.objection_days if is_whole(stage.objection_days) else 0
            over.append(window[1] + timedelta(days=days))
    return max(over)


def of_mending(
    window: tuple[datetime, datetime] | None, days: int, checks: Sequence[CheckData], what: str
) -> Iterator[str]:
    """Whether there is something to mend, and time to look at what was mended."""
    if not days:
        return
    if all(check.mends == EntryCheck.Mends.NOTHING for check in checks):
        yield Unfinished(
            _("%(what)s memberi masa perbaikan, tetapi tidak ada syarat administrasi yang dapat diperbaiki.")
            % {"what": what}
        )
    if window and window[1] - window[0] <= timedelta(days=days + 1):
        yield Unfinished(
            _("%(what)s terlalu pendek untuk masa perbaikan %(days)d hari: yang diperbaiki perlu diperiksa lagi.")
            % {"what": what, "days": days}
        )


def window_of(stage: StageData, closes_at: datetime) -> tuple[datetime, datetime] | None:
    """From when until when a stage works; None where that is not said, or makes no sense."""
    window = (stage.opens_after, stage.lasts)
    if closes_at.year not in YEARS or not all(
        isinstance(span, timedelta) and 0 <= span.days <= FARTHEST for span in window
    ):
        return None
    opens_at = closes_at + stage.opens_after
    return opens_at, opens_at + stage.lasts
