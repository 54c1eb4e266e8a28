"""The tables of rounds."""

from taskgroups.rounds.models.plan import Fix, Placing, Solution
from taskgroups.rounds.models.round import HalfDay, Host, Round
from taskgroups.rounds.models.said import Availability, Interest, NotChairing, Participant, availability_token

__all__ = [
    "Availability",
    "Fix",
    "HalfDay",
    "Host",
    "Interest",
    "NotChairing",
    "Participant",
    "Placing",
    "Round",
    "Solution",
    "availability_token",
]
