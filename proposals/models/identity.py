"""What a unit says about its innovation, as a value: forms hand it over, rules look at it, acts keep it."""

from dataclasses import dataclass
from datetime import date

from competitions.models import Category, Group


@dataclass(frozen=True)
class Identity:
    """What a unit says about the innovation itself. Blank is allowed everywhere but in the title."""

    title: str
    group: Group | None = None
    category: Category | None = None
    started_on: date | None = None
    sdgs: tuple[int, ...] = ()
    is_app: bool | None = False
    video_url: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    is_done: bool = False
