"""The preparation pack: what the host school sends to the group, as page, PDF and Word."""

from taskgroups.meetings.papers.building import build
from taskgroups.meetings.papers.gathering import Preparation, gather

__all__ = ["Preparation", "build", "gather"]
