"""What belongs to a chair as a person. Nobody else's page reads it, and it goes when the person goes."""

from taskgroups.practice.models.coding import Recoding, Tap
from taskgroups.practice.models.craft import Attempt, Share

__all__ = ["Attempt", "Recoding", "Share", "Tap"]
