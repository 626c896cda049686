from .agency import NATIONAL_KINDS, REGIONAL_KINDS, Agency, AgencyKind, RegionClass, Unit
from .agency_head import AgencyHead
from .application import Application
from .bulk import BulkAct, BulkRow
from .calendar_address import CalendarAddress
from .chore import Chore
from .correspondence.courtesy import Unwanted, is_unwanted
from .correspondence.hold import Hold, is_held
from .correspondence.letter import Failure, Letter
from .correspondence.letter_wording import LetterWording, PortalLetter
from .correspondence.message import Message
from .entrance.attempt import Attempt
from .entrance.reading import Reading
from .entrance.sign_in import SignIn
from .entrance.visitor import Visitor
from .erasure_request import ErasureRequest
from .event import Event
from .file import HandedIn, StoredCopy
from .former_name import FormerName
from .inspection import Inspection
from .membership import CONTROL, JUDGES, MINISTRY, OVERSIGHT, Membership, Role
from .motion import Motion, MotionAuthor
from .office_confirmation import OfficeConfirmation
from .official_list import OfficialList
from .partners.hook import Happening, Hook, HookMessage, HookTry
from .partners.key import PartnerKey
from .printing import Printing
from .region import Region, RegionKind
from .saved_view import SavedView
from .trail.holder import HeadHolder
from .trail.tree import TreeHead, TreeNode
from .user import User
from .watch import Alarm, BackupMade
from .writer_sheet import WriterSheet

__all__ = [
    "CONTROL",
    "JUDGES",
    "MINISTRY",
    "NATIONAL_KINDS",
    "OVERSIGHT",
    "REGIONAL_KINDS",
    "Agency",
    "AgencyHead",
    "AgencyKind",
    "Alarm",
    "Application",
    "Attempt",
    "BackupMade",
    "BulkAct",
    "BulkRow",
    "CalendarAddress",
    "Chore",
    "ErasureRequest",
    "Event",
    "Failure",
    "FormerName",
    "HandedIn",
    "Happening",
    "HeadHolder",
    "Hold",
    "Hook",
    "HookMessage",
    "HookTry",
    "Inspection",
    "Letter",
    "LetterWording",
    "Membership",
    "Message",
    "Motion",
    "MotionAuthor",
    "OfficeConfirmation",
    "OfficialList",
    "PartnerKey",
    "PortalLetter",
    "Printing",
    "Reading",
    "Region",
    "RegionClass",
    "RegionKind",
    "Role",
    "SavedView",
    "SignIn",
    "StoredCopy",
    "TreeHead",
    "TreeNode",
    "Unit",
    "Unwanted",
    "User",
    "Visitor",
    "WriterSheet",
    "is_held",
    "is_unwanted",
]
