from .admission import Admission
from .award_name import AwardName
from .composition import CompositionRule, StageQuota
from .edition import Category, Edition, EnteredBy, Group, Parents
from .entry_check import EntryCheck
from .form import Question, Requirement, Section
from .heartbeat import ServingRun
from .letter_template import LetterTemplate
from .lot import Lot
from .picture import Picture
from .recap import RecapSource
from .reminder import Reminder, Reminding
from .rubric import Criterion, Descriptor, Level, Rubric
from .stage import Stage

__all__ = [
    "Admission",
    "AwardName",
    "Category",
    "CompositionRule",
    "Criterion",
    "Descriptor",
    "Edition",
    "EnteredBy",
    "EntryCheck",
    "Group",
    "LetterTemplate",
    "Level",
    "Lot",
    "Parents",
    "Picture",
    "Question",
    "RecapSource",
    "Reminder",
    "Reminding",
    "Requirement",
    "Rubric",
    "Section",
    "ServingRun",
    "Stage",
    "StageQuota",
]
