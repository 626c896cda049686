from .edition import Category, Edition, Group
from .entry_check import EntryCheck
from .form import Question, Requirement, Section
from .rubric import Criterion, Level, Rubric
from .stage import AwardName, CompositionRule, RecapSource, Stage, StageQuota

__all__ = [
    "AwardName",
    "Category",
    "CompositionRule",
    "Criterion",
    "Edition",
    "EntryCheck",
    "Group",
    "Level",
    "Question",
    "RecapSource",
    "Requirement",
    "Rubric",
    "Section",
    "Stage",
    "StageQuota",
]
