from .assignment import Assignment
from .award import Award, Certificate, CertificateBatch
from .bundle import ResultBundle
from .cards.calibration import (
    CalibrationCard,
    CalibrationDossier,
    CalibrationDraft,
    CalibrationEntry,
    CalibrationRound,
    has_calibrated,
)
from .cards.card import CardVersion, Mark, Scorecard
from .cards.discussion import Assent, DiscussionEntry, JointMark
from .cards.private_note import PrivateNote
from .cards.seal import SealCheck
from .decision import Choice, Decision
from .feedback import Feedback
from .judges.habits import WithoutKeys, uses_keys
from .judges.invitation import Invitation
from .judges.judge import Employer, Judge, JudgesApart
from .judges.pact import PactSignature, has_signed
from .material import Material, MaterialFile
from .objection import Evidence, Objection, ObjectionSender
from .panel import Entrant, Interest, PanelMember
from .plenary import Ballot, Plenary, Presence, Vote
from .rating import BatchDecision, Rating
from .recognition import Recognition
from .resemblance import Resemblance
from .result import Computation, Snapshot, Standing
from .sample import QualitySample, Rereading
from .session import MeetingRoom, PublicTimetable, Session
from .ties import tied_to
from .unopened import UnopenedFile
from .verdict import Finding, Verdict
from .visit import Claim, Observation, Photo, Visit, VisitFile, VisitReport, signed_by_verifiers

__all__ = [
    "Assent",
    "Assignment",
    "Award",
    "Ballot",
    "BatchDecision",
    "CalibrationCard",
    "CalibrationDossier",
    "CalibrationDraft",
    "CalibrationEntry",
    "CalibrationRound",
    "CardVersion",
    "Certificate",
    "CertificateBatch",
    "Choice",
    "Claim",
    "Computation",
    "Decision",
    "DiscussionEntry",
    "Employer",
    "Entrant",
    "Evidence",
    "Feedback",
    "Finding",
    "Interest",
    "Invitation",
    "JointMark",
    "Judge",
    "JudgesApart",
    "Mark",
    "Material",
    "MaterialFile",
    "MeetingRoom",
    "Objection",
    "ObjectionSender",
    "Observation",
    "PactSignature",
    "PanelMember",
    "Photo",
    "Plenary",
    "Presence",
    "PrivateNote",
    "PublicTimetable",
    "QualitySample",
    "Rating",
    "Recognition",
    "Rereading",
    "Resemblance",
    "ResultBundle",
    "Scorecard",
    "SealCheck",
    "Session",
    "Snapshot",
    "Standing",
    "UnopenedFile",
    "Verdict",
    "Visit",
    "VisitFile",
    "VisitReport",
    "Vote",
    "WithoutKeys",
    "has_calibrated",
    "has_signed",
    "signed_by_verifiers",
    "tied_to",
    "uses_keys",
]
