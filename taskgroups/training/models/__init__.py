"""The tables of training."""

from taskgroups.training.models.accreditation import MayChair, Mentoring, Step
from taskgroups.training.models.bookings import Booking, Feedback
from taskgroups.training.models.commissions import Commission, CommissionDay
from taskgroups.training.models.directory import Listing, Message
from taskgroups.training.models.sessions import Material, TrainingSession

__all__ = [
    "Booking",
    "Commission",
    "CommissionDay",
    "Feedback",
    "Listing",
    "Material",
    "MayChair",
    "Mentoring",
    "Message",
    "Step",
    "TrainingSession",
]
