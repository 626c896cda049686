from .attachment import Attachment
from .catalogue import Announcement, CatalogueAward, CatalogueEntry, CatalogueParent, Figure
from .goal import Goal
from .identity import Identity
from .parent import Parent
from .proposal import WRITABLE, Proposal, Status, in_contest
from .record import Revision, Transition
from .section import SectionVersion

__all__ = [
    "WRITABLE",
    "Announcement",
    "Attachment",
    "CatalogueAward",
    "CatalogueEntry",
    "CatalogueParent",
    "Figure",
    "Goal",
    "Identity",
    "Parent",
    "Proposal",
    "Revision",
    "SectionVersion",
    "Status",
    "Transition",
    "in_contest",
]
