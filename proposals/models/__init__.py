from .answer import Answer, Attachment
from .catalogue import Announcement, CatalogueAward, CatalogueEntry, Figure
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
    "Proposal",
    "Revision",
    "Status",
    "Transition",
]
