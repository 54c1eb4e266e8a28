"""What belongs to a chair as a person. Nobody else's page reads it, and it goes when the person goes."""

from taskgroups.practice.models.coding import Recoding, Tap
from taskgroups.practice.models.craft import Attempt, Leaving, Share
from taskgroups.practice.models.transcript import Consent, Kept, Said, Transcript

__all__ = ["Attempt", "Consent", "Kept", "Leaving", "Recoding", "Said", "Share", "Tap", "Transcript"]
