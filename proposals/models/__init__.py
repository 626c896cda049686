from .answer import Answer, Attachment
from .catalogue import Announcement, CatalogueAward, CatalogueEntry, Figure
from .goal import Goal
from .identity import Identity
from .proposal import WRITABLE, Proposal, Status
from .record import Revision, Transition

__all__ = [
    "WRITABLE",
    "Announcement",
    "Answer",
    "Attachment",
    "CatalogueAward",
    "CatalogueEntry",
    "Figure",
    "Goal",
    "Identity",
    "Proposal",
    "Revision",
    "Status",
    "Transition",
]
