"""The preparation pack: what the host school sends to the group, as page, PDF and Word."""

from taskgroups.meetings.papers.building import build
from taskgroups.meetings.papers.gathering import Preparation, as_it_would_be_sent_now, gather

__all__ = ["Preparation", "as_it_would_be_sent_now", "build", "gather"]
