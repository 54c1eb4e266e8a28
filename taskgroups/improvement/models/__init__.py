"""Improvement issues, the actions that serve them, what the school decided about a gap, and letters to owners."""

from taskgroups.improvement.models.actions import (
    WORDS_TAKEN_OUT,
    Action,
    ActionUpdate,
    ImprovementIssue,
    new_public_id,
)
from taskgroups.improvement.models.expected import ExpectedInspection
from taskgroups.improvement.models.gaps import GapAside
from taskgroups.improvement.models.letters import LetterChoice, OwnerLetter, Told

__all__ = [
    "WORDS_TAKEN_OUT",
    "Action",
    "ActionUpdate",
    "ExpectedInspection",
    "GapAside",
    "ImprovementIssue",
    "LetterChoice",
    "OwnerLetter",
    "Told",
    "new_public_id",
]
