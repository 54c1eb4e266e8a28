"""The tables of training."""

from taskgroups.training.models.bookings import Booking, Feedback
from taskgroups.training.models.sessions import Material, TrainingSession

__all__ = ["Booking", "Feedback", "Material", "TrainingSession"]
