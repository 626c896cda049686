from .award_name import AwardName
from .composition import CompositionRule, StageQuota
from .edition import Category, Edition, Group
from .entry_check import EntryCheck
from .form import Question, Requirement, Section
from .letter_template import LetterTemplate
from .lot import Lot
from .recap import RecapSource
from .reminder import Reminder, Reminding
from .rubric import Criterion, Descriptor, Level, Rubric
from .stage import Stage

__all__ = [
    "AwardName",
    "Category",
    "CompositionRule",
    "Criterion",
    "Descriptor",
    "Edition",
    "EntryCheck",
    "Group",
    "LetterTemplate",
    "Level",
    "Lot",
    "Question",
    "RecapSource",
    "Reminder",
    "Reminding",
    "Requirement",
    "Rubric",
    "Section",
    "Stage",
    "StageQuota",
]
