from .answer import Answer, Attachment
from .catalogue import Announcement, CatalogueAward, CatalogueEntry, Figure
from .goal import Goal
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
    "Proposal",
    "Revision",
    "Status",
    "Transition",
]
