from .agency_order import AgencyOrder
from .announced import Announcement, Figure
from .assistance import Assistance, AssistanceReading
from .attachment import Attachment
from .catalogue import CatalogueAward, CatalogueEntry
from .check_in import CheckIn, CheckInEvidence, Survey
from .coaching import Coaching, CoachingNote
from .goal import Goal
from .identity import Identity, IdentityVersion
from .incentive import IncentiveColumn
from .inquiry import Inquiry
from .jippnas import JippnasColumn
from .masking import MaskedCopy, MaskedPassage, neutral_title
from .mending import Mending
from .parent import CatalogueParent, EarlierAward, Parent
from .proposal import UNSENT, WRITABLE, Proposal, Status, in_contest
from .public_page import PublicFacts, PublicPage, PublicPicture
from .record import ReturnNote, Revision, Transition
from .replication import Replication, ReplicationEvidence
from .section import SectionVersion
from .sketch import Sketch
from .taken_over import OtherProgramme, SheetRow, WinnerList
from .upload import Upload
from .withdrawal import WithdrawalRequest

__all__ = [
    "UNSENT",
    "WRITABLE",
    "AgencyOrder",
    "Announcement",
    "Assistance",
    "AssistanceReading",
    "Attachment",
    "CatalogueAward",
    "CatalogueEntry",
    "CatalogueParent",
    "CheckIn",
    "CheckInEvidence",
    "Coaching",
    "CoachingNote",
    "EarlierAward",
    "Figure",
    "Goal",
    "Identity",
    "IdentityVersion",
    "IncentiveColumn",
    "Inquiry",
    "JippnasColumn",
    "MaskedCopy",
    "MaskedPassage",
    "Mending",
    "OtherProgramme",
    "Parent",
    "Proposal",
    "PublicFacts",
    "PublicPage",
    "PublicPicture",
    "Replication",
    "ReplicationEvidence",
    "ReturnNote",
    "Revision",
    "SectionVersion",
    "SheetRow",
    "Sketch",
    "Status",
    "Survey",
    "Transition",
    "Upload",
    "WinnerList",
    "WithdrawalRequest",
    "in_contest",
    "neutral_title",
]
