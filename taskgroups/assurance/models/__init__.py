"""What a school released of the challenge and support it had, and what it owns taken out."""

from taskgroups.assurance.models.owning import Archive
from taskgroups.assurance.models.statement import Link, Opening, Statement

__all__ = ["Archive", "Link", "Opening", "Statement"]
