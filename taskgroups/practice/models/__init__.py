"""What belongs to a chair as a person. Nobody else's page reads it, and it goes when the person goes."""

from taskgroups.practice.models.coding import Recoding, Tap
from taskgroups.practice.models.craft import Attempt, Share
from taskgroups.practice.models.transcript import Consent, Said, Transcript

__all__ = ["Attempt", "Consent", "Recoding", "Said", "Share", "Tap", "Transcript"]
