"""The tables of training."""

from taskgroups.training.models.accreditation import MayChair, Mentoring, Step
from taskgroups.training.models.bookings import Booking, Feedback
from taskgroups.training.models.sessions import Material, TrainingSession

__all__ = ["Booking", "Feedback", "Material", "MayChair", "Mentoring", "Step", "TrainingSession"]
