"""What every kind of stage may be told and is asked, and what those share that judge alone or are given out by lot."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.utils.translation import gettext_lazy

from competitions.kinds.values import whole, yes_or_no


@dataclass(frozen=True)
class Settings:
    """What every kind may be told, and what all kinds are asked of theirs; the kinds add their own."""

    answer_days: int = whole(5, gettext_lazy("sanggahan dijawab dalam (hari kalender)"), least=1, most=60)

    def capacity(self, opens_at: datetime, closes_at: datetime, *, at_most: int) -> int | None:
        """How many entrants a window takes, counted no further than `at_most`; None where no window is too short."""
        return None

    @property
    def decisive(self) -> str:
        """The component of the rubric that decides between equal scores; "" where none does."""
        return ""

    @property
    def decisive_criterion(self) -> str:
        """The key of the criterion of the rubric that decides between equal scores; "" where none does."""
        return ""

    @property
    def asks_reasons(self) -> bool:
        """Whether a card may be locked only with a reason for each mark."""
        return False

    @property
    def is_by_category(self) -> bool:
        """Whether judges read the categories that they were seated for."""
        return False

    @property
    def is_on_the_spot(self) -> bool:
        """Whether entrants are visited where they are."""
        return False

    @property
    def signatures_wanted(self) -> int:
        """How many verifiers sign what is found on the spot before it is reported; 0 where nobody is visited."""
        return 0

    @property
    def sampled(self) -> Fraction:
        """Which part of what was read outsiders read anew; 0 where nothing is."""
        return Fraction(0)

    @property
    def time_for_sample(self) -> timedelta:
        """How long outsiders have for what they read anew."""
        return timedelta(0)

    @property
    def asked_materials(self) -> tuple[str, ...]:
        """What entrants hand in before they are heard."""
        return ()

    @property
    def days_for_materials(self) -> int:
        """How many days before they are heard entrants hand that in."""
        return 0

    def materials_due(self, starts_at: datetime) -> datetime:
        """The moment, exclusive, until which what is handed in for a hearing that begins at `starts_at` is due."""
        return starts_at

    def heard_from(self, at: datetime) -> datetime:
        """The earliest moment at which somebody is heard who learns of it at the moment `at`."""
        return at

    @property
    def hearing_rooms(self) -> tuple[str, ...]:
        """The rooms in which entrants are heard, side by side."""
        return ()

    @property
    def is_discussed(self) -> bool:
        """Whether the readers of an entrant may discuss it once all of them have signed."""
        return False

    @property
    def is_calibrated(self) -> bool:
        """Whether the judges mark a few dossiers of earlier editions together before those of the stage."""
        return False

    @property
    def days_to_mend(self) -> int:
        """Calendar days in which a proposal that failed for what can be mended may be mended; 0 for none."""
        return 0

    @property
    def days_to_coach(self) -> int:
        """Calendar days after the publication in which those who go on better their text with notes; 0 for none."""
        return 0

    @property
    def shows_coached(self) -> bool:
        """Whether the public may read the bettered text, where its owner agrees."""
        return False

    @property
    def prefers_experts(self) -> bool:
        """Whether dossiers go to judges of their field where that costs no evenness."""
        return False


@dataclass(frozen=True)
class MarkedSettings(Settings):
    """What every stage may be told in which judges mark alone."""

    discussion: bool = yes_or_no(False, gettext_lazy("penilai membahas usulan setelah semua pembacanya mengunci nilai"))

    calibration: bool = yes_or_no(False, gettext_lazy("putaran kalibrasi dengan usulan edisi lalu sebelum menilai"))

    @property
    def is_discussed(self) -> bool:
        return self.discussion

    @property
    def is_calibrated(self) -> bool:
        return self.calibration


@dataclass(frozen=True)
class DrawnSettings(MarkedSettings):
    """What a stage may be told besides whose dossiers are given out by lot: how its quality sample is drawn."""

    sample_percent: int = whole(5, gettext_lazy("sampel mutu (persen usulan yang dibaca)"), least=1, most=100)
    sample_days: int = whole(14, gettext_lazy("waktu membaca sampel mutu (hari kalender)"), least=1, most=90)

    @property
    def sampled(self) -> Fraction:
        return Fraction(self.sample_percent, 100)

    @property
    def time_for_sample(self) -> timedelta:
        return timedelta(days=self.sample_days)
