"""What a school released, what it owns taken out, its leaving, and what hosts said afterwards."""

from taskgroups.assurance.models.answers import HostAnswers
from taskgroups.assurance.models.governors import GovernorsPage
from taskgroups.assurance.models.owning import Archive, Departure
from taskgroups.assurance.models.statement import Link, Opening, Statement

__all__ = ["Archive", "Departure", "GovernorsPage", "HostAnswers", "Link", "Opening", "Statement"]
