"""What a school released of its challenge and support, what it owns taken out, and what hosts said afterwards."""

from taskgroups.assurance.models.answers import HostAnswers
from taskgroups.assurance.models.owning import Archive
from taskgroups.assurance.models.statement import Link, Opening, Statement

__all__ = ["Archive", "HostAnswers", "Link", "Opening", "Statement"]
