from .attachment import Attachment
from .catalogue import Announcement, CatalogueAward, CatalogueEntry, Figure
from .goal import Goal
from .identity import Identity
from .proposal import WRITABLE, Proposal, Status, in_contest
from .record import Revision, Transition
from .section import SectionVersion

__all__ = [
    "WRITABLE",
    "Announcement",
    "Attachment",
    "CatalogueAward",
    "CatalogueEntry",
    "Figure",
    "Goal",
    "Identity",
    "Proposal",
    "Revision",
    "SectionVersion",
    "Status",
    "Transition",
    "in_contest",
]
